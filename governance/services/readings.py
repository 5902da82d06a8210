"""Recording who read which exempt paper: one statement, and only where there is one."""

from collections.abc import Sequence
from datetime import datetime

from governance.exempt.marks import exemption_of
from governance.models import ExemptReading, Meeting, Pack, Report
from herefordshire_cs.accounts.models import SecurityEvent, User
from herefordshire_cs.accounts.security.recording import note_each

Kind = ExemptReading.Kind
What = SecurityEvent.What


def record_pack(pack: Pack, *, user: User, at: datetime) -> None:
    """Record that somebody opened the members' copy of a pack, if it holds anything exempt.

    What became exempt since closed its public copy. Its meeting and the meeting's body came along.
    """
    withholds = any(item.get("paragraph") or item.get("withheld") for item in pack.contents)
    if withholds or pack.withdrawn_on is not None:
        title = f"{pack.name}: {pack.meeting}"
        _write([(Kind.PACK, pack.pk, title)], pack.meeting.committee_id, user=user, at=at)


def record_proof(meeting: Meeting, *, user: User, at: datetime) -> None:
    """Record that somebody opened the members' copy of a proof; its body came along."""
    title = f"Proof of the pack: {meeting}"
    _write([(Kind.PROOF, meeting.pk, title)], meeting.committee_id, user=user, at=at)


def record_report(row: Report, *, user: User, at: datetime, is_draft: bool = False) -> None:
    """Record that somebody read an exempt report, or an exempt appendix of one that is open.

    Its meeting and its appendices came along.
    """
    if exemption_of(row):
        found = [(Kind.DRAFT if is_draft else Kind.REPORT, row.pk, row.title)]
    else:
        exempt = [each for each in row.appendices.all() if exemption_of(each)]
        found = [(Kind.APPENDIX, each.pk, f"{each}: {row.title}") for each in exempt]
    _write(found, row.meeting.committee_id if row.meeting else None, user=user, at=at)


def record_minutes(meeting: int, called: str, body: int, *, user: User, at: datetime) -> None:
    """Record that somebody read minutes of which a part is exempt, by the key of the meeting."""
    _write([(Kind.MINUTES, meeting, f"Minutes: {called}")], body, user=user, at=at)


def _write(
    papers: Sequence[tuple[str, int, str]], body: int | None, *, user: User, at: datetime
) -> None:
    """Write readings, all in one statement, and in the record of security in another."""
    ExemptReading.objects.bulk_create(
        ExemptReading(
            committee_id=body,
            user=user,
            read_by=user.name,
            kind=kind,
            key=key,
            title=title,
            read_at=at,
        )
        for kind, key, title in papers
    )
    # The title of an exempt paper stands in the record of committees alone.
    note_each(What.READING, [f"{kind} {key}" for kind, key, _title in papers], user=user, at=at)
