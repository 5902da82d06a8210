"""What became of a public copy after it was issued: superseded, closed or taken down."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from governance.models import Meeting, Pack, TakeDown

WITHDRAWN = "Withdrawn"
TAKEN_DOWN = "Taken down"


class TakenDown(Exception):
    """Something that was published is taken down; holds what stands where it was."""

    def __init__(self, gone: "Gone") -> None:
        super().__init__(gone.words)
        self.gone = gone


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """What stands where something was published: since when it is gone, and why.

    ``instead`` is the address part of the pack that anybody may read in its place, blank for none.
    """

    what: str
    meeting: str
    committee: str
    held_on: date
    since: date
    words: str
    is_taken_down: bool
    instead: str = ""


def superseding(packs: Iterable[Pack]) -> dict[int, Pack]:
    """Return for each pack of a meeting that another stands in the place of, the newest such."""
    rows = list(packs)
    whole = [row for row in rows if row.kind != Pack.Kind.SUPPLEMENT]
    newest = max(whole, key=lambda row: row.version, default=None)
    if newest is None:
        return {}
    return {row.pk: newest for row in rows if row.version < newest.version}


def superseded_by(pack: Pack) -> Pack | None:
    """Return the pack that stands in the place of one, and that anybody may read."""
    later = (
        Pack.objects.issued()
        .open_to_public()
        .filter(meeting=pack.meeting_id, version__gt=pack.version)
    )
    return later.exclude(kind=Pack.Kind.SUPPLEMENT).first()


def gone_copy(key: str) -> Gone | None:
    """Return why a public copy is not there any more; None for one that never was public."""
    rows = Pack.objects.issued().exclude(withdrawn_on=None).select_related("meeting__committee")
    pack = rows.filter(pk_uuid=key).first()
    if pack is None or not pack.meeting.is_open_to_public or pack.withdrawn_on is None:
        return None
    now = superseded_by(pack)
    is_down = pack.withdrawn_reason.startswith(TAKEN_DOWN)
    return Gone(
        what=pack.name,
        meeting=pack.meeting.slug,
        committee=pack.meeting.committee.name,
        held_on=pack.meeting.held_on,
        since=pack.withdrawn_on,
        words=pack.withdrawn_reason,
        is_taken_down=is_down,
        instead=str(now.pk_uuid) if now else "",
    )


def refuse_taken_down(meeting: Meeting, *, report: int | None = None) -> None:
    """Raise TakenDown where a report, or without one the minutes, are taken down."""
    row = TakeDown.objects.in_force().of(meeting, report=report).first()
    if row is not None:
        raise TakenDown(
            Gone(
                what="The report" if report else "The minutes",
                meeting=meeting.slug,
                committee=meeting.committee.name,
                held_on=meeting.held_on,
                since=row.taken_at.date(),
                words=row.public_words,
                is_taken_down=True,
            )
        )


def words_taken_down(meeting: Meeting) -> dict[int | None, str]:
    """Return what stands in the place of reports, by key, and under None of the minutes."""
    rows = TakeDown.objects.in_force().of_papers(meeting)
    return dict(rows.values_list("report", "public_words"))
