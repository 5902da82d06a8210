"""What a report lacks on its way to a committee, what it awaits, and who may clear it."""

from collections.abc import Iterator

from django.db.models import Prefetch, QuerySet

from governance.bodies import CLEARANCES
from governance.models import Clearance, Meeting, Pack, Report, ReportVersion
from governance.models.reports import form_of, newest_version
from governance.report_forms import PURPOSE, heading_called
from herefordshire_cs.accounts.models import User

KINDS = tuple(Clearance.Kind)
# The words of the Cabinet's form; what is one says why after them.
IS_KEY = "This is a Key Decision"
IS_NOT_KEY = "This is not a Key Decision"
State = Report.State


def clears(user: User) -> tuple[str, ...]:
    """Return what a user may clear reports for."""
    return tuple(kind for kind in KINDS if user.has_perm(f"governance.clear_{kind}"))


def fetched(rows: QuerySet[Report]) -> QuerySet[Report]:
    """Fetch along with reports what their lines say."""
    versions = ReportVersion.objects.select_related("saved_by").order_by("number")
    verdicts = Clearance.objects.select_related("version").order_by("given_at", "pk")
    return rows.select_related("meeting__committee", "author").prefetch_related(
        Prefetch("versions", versions), Prefetch("clearances", verdicts)
    )


def latest_verdicts(row: Report) -> dict[str, Clearance]:
    """Return the last verdict of each kind on the version in hand."""
    version = newest_version(row)
    said = sorted(row.clearances.all(), key=lambda each: (each.given_at, each.pk))
    return {each.kind: each for each in said if version and each.version_id == version.pk}


def is_returned(row: Report) -> bool:
    """Say whether the version in hand was returned to its author, and none is saved since."""
    given = latest_verdicts(row).values()
    return any(each.verdict == Clearance.Verdict.RETURNED for each in given)


def asked_of(row: Report) -> tuple[tuple[str, str], ...]:
    """Return for what a report must be cleared, with what its body calls each.

    One that is for no meeting yet must be cleared for all that is ready-made. The caller has
    fetched the meeting's body along.
    """
    asked = row.meeting.committee.asks_clearance_for if row.meeting else CLEARANCES
    return tuple((each.key, each.name) for each in asked)


def awaiting(row: Report) -> tuple[str, ...]:
    """Return what a report that was sent must still be cleared for."""
    if row.state != State.CLEARANCE:
        return ()
    given = latest_verdicts(row)
    return tuple(
        kind
        for kind, _called in asked_of(row)
        if kind not in given or given[kind].verdict != Clearance.Verdict.CLEARED
    )


def is_own(row: Report, user: User) -> bool:
    """Say whether a user wrote a report, or any version of it, and so may not clear it.

    What was written in an earlier version stands in the later ones but for what was changed.
    """
    return user.pk in {row.author_id, *(version.saved_by_id for version in row.versions.all())}


def cleared_otherwise(row: Report, user: User, kind: str) -> str:
    """Return the kind for which a user cleared the version in hand already, if it is another."""
    return next(
        (
            given.kind
            for given in latest_verdicts(row).values()
            if given.given_by_id == user.pk
            and given.kind != kind
            and given.verdict == Clearance.Verdict.CLEARED
        ),
        "",
    )


def may_write_on(row: Report, user: User) -> bool:
    """Say whether a user may save a version of a report or take it back from clearance.

    Its author may, and whoever runs meetings or clears as a director; of one whose author is not
    on record, anybody who writes reports.
    """
    return row.author_id in (None, user.pk) or any(
        user.has_perm(f"governance.{name}") for name in ("run_meetings", "clear_director")
    )


def missing(row: Report) -> tuple[str, ...]:
    """Return in words what a report needs before it can be sent for clearance."""
    return tuple(_missing(row, newest_version(row)))


def _missing(row: Report, version: ReportVersion | None) -> Iterator[str]:
    headings = [each["heading"] for each in version.sections] if version else []
    form = form_of(row)
    found = [heading_called(form.in_order, words) for words in headings]
    if not any(each is not None and each.key == PURPOSE for each in found):
        yield "its purpose"
    if form.asks_key_decision and not row.key_decision:
        yield "whether it is a key decision"
    if row.key_decision == IS_KEY:
        yield "why it is a key decision"
    if version is None or not version.limbs:
        yield "a recommendation"
    if version is None or not version.background_papers:
        yield "its background papers, or “None identified”"


def is_held(row: Report) -> bool:
    """Say whether a report was issued: in a pack, or with papers from before packs were built."""
    items = list(row.items.all())
    keys = {item.meeting_id for item in items}
    if row.meeting_id is not None:
        keys.add(row.meeting_id)
    meetings = Meeting.objects.filter(pk__in=keys)
    # All packs: one that was pulled may stand under another meeting since it was issued.
    packs = Pack.objects.filter(state=Pack.State.READY)
    issued = list(packs.values_list("meeting_id", "contents"))
    of_packs = {meeting for meeting, _contents in issued}
    if meetings.exclude(state=Meeting.State.PLANNED).exclude(pk__in=of_packs).exists():
        return True
    places = {(item.meeting_id, item.order) for item in items}
    return any(
        # Old packs say only where on the agenda a report stood.
        item["report"] == row.pk if "report" in item else (meeting, item.get("order")) in places
        for meeting, contents in issued
        for item in contents
    )
