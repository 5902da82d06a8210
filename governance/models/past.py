"""What rows of governance said on a day: what was recorded by it, and what had come by it.

What a committee's papers tell has no day of its recording. There the days within a row decide: a
meeting that was held later was not held yet, a limb that was closed later was open.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, QuerySet, Subquery

from governance.models.agendas import AgendaItem
from governance.models.attendance import Attendance, Declaration, Movement
from governance.models.call_ins import CallIn
from governance.models.committees import Membership
from governance.models.forward_plan import ForwardPlanEntry
from governance.models.meetings import Meeting
from governance.models.minutes import Minute
from governance.models.motions import Motion
from governance.models.programme import ProgrammeItem
from governance.models.resolutions import Resolution
from governance.models.reviews import ReviewStep, ScrutinyReview
from governance.models.submissions import PublicSubmission
from herefordshire_cs.lib.recorded import as_recorded, dated, history_of, is_recorded_by

# What of each row is dated: all that a page as at a day says of it, but for who may read it. That
# is asked of today, so that no past day tells what was closed since.
DATED: dict[type[Model], tuple[str, ...]] = {
    Meeting: (
        *("held_on", "begins_at", "ended_at", "venue", "mode", "joint_with_id", "state"),
        *("chair_as_written", "contact", "date_as_printed", "day_reason", "published_on"),
        *("short_notice_reason", "minutes_circulated_on", "approved_at_id", "fate"),
        *("fate_reason", "fate_on", "fate_by_name", "follows_id", "decisions_issued_on", "note"),
    ),
    AgendaItem: (
        *(
            "meeting_id",
            "order",
            "number",
            "title",
            "purpose",
            "kind",
            "report_id",
            "minutes_of_id",
        ),
        *("carried_from_id", "late_reason", "is_education", "paper_page_from"),
        *("paper_page_to", "as_written", "note"),
    ),
    Attendance: (
        *("name", "capacity", "capacity_as_called", "represents", "office", "office_as_called"),
        *("presence", "in_place_of", "as_written", "order"),
    ),
    Declaration: ("name", "item_id", "kind", "interest", "has_left", "order"),
    Movement: ("name", "way", "at", "item_id", "order"),
    Minute: ("number", "title", "text", "points", "point_groups", "text_after", "order"),
    Motion: (
        *("outcome", "moved_by", "seconded_by", "votes_for", "votes_against", "abstained"),
        *("did_not_vote", "present", "casting", "named"),
    ),
    Resolution: (
        *("lead_in", "letter", "text", "requested_of", "due_on", "due_words", "due_basis"),
        *("state", "reply", "replied_on", "action_plan", "action_reference"),
        *("action_recommendation", "closed_on", "order"),
    ),
    ScrutinyReview: (
        *("title", "status", "chair", "lead_support_officer", "terms_of_reference"),
        *("desired_outcomes", "key_questions", "links", "members", "support_officers"),
    ),
    ReviewStep: ("order", "activity", "timescale", "due_on", "done_on"),
    ProgrammeItem: (
        *("title", "purpose", "lead", "wanted_for", "meeting_id", "agenda_item_id"),
        *("resolution_id", "is_done", "note", "order"),
    ),
    PublicSubmission: (
        *("kind", "meeting_id", "item_id", "state", "passed_to_id", "answer", "answered_on"),
        *("programme_item_id",),
    ),
    ForwardPlanEntry: (
        *("title", "decision_maker", "meeting_id", "decides_on", "first_expected_on"),
        *("change_reason", "is_key", "key_reason", "wards", "consultees", "documents"),
        *("contact", "notice_on", "short_notice_reason", "state"),
    ),
    CallIn: (
        *("decision", "published_on", "called_in_on", "called_in_by", "reason", "late_reason"),
        *("considered_at_id", "outcome", "outcome_words", "outcome_on"),
    ),
    Membership: (
        *("name", "capacity", "office", "represents", "voting", "voting_basis", "starts_on"),
        *("ends_on", "days_basis", "order"),
    ),
}


def on_day[M: Model](rows: QuerySet[M], *, as_of: date) -> list[M]:
    """Return those of some rows that were recorded by a day, each as it was then."""
    return put_back(dated(rows, as_of=as_of), as_of=as_of)


def put_back[M: Model](rows: Iterable[M], *, as_of: date) -> list[M]:
    """Return the same of rows that were fetched and say whether they changed since."""
    found = list(rows)
    if not found:
        return found
    known = as_recorded(found, DATED[type(found[0])], as_of=as_of)
    for row in known:
        if isinstance(row, Meeting):
            leave_out_of_meeting(row, as_of=as_of)
        elif isinstance(row, Resolution):
            leave_out_of_limb(row, as_of=as_of)
    return known


def all_on[M: Model](rows: QuerySet[M], *, as_of: date, **of: object) -> list[M]:
    """Return rows as they were recorded by a day, with those that were taken out or moved since.

    ``of`` says of which rows they are, so that those that are gone are found by it. Two queries.
    """
    found = on_day(rows, as_of=as_of)
    gone = there_on(rows.model, as_of=as_of, **of).exclude(id__in=[row.pk for row in found])
    return found + [kept.instance for kept in gone]


def recorded_since(as_of: date, kinds: Mapping[type[Model], str]) -> Q:
    """Return of a row whether anything of some kinds was recorded after a day, taken out or not.

    ``kinds`` says by which path each leads to the row.
    """
    found = Q()
    for kind, path in kinds.items():
        rows = history_of(kind).filter(recorded_on__gt=as_of, **{path: OuterRef("pk")})
        found |= Q(Exists(rows))
    return found


def there_on(kind: type[Model], *, as_of: date, **of: object) -> Any:
    """Ask for the rows of a history that say how rows of a kind stood on a day, if they did."""
    kept = history_of(kind).filter(is_recorded_by(as_of))
    last = kept.filter(id=OuterRef("id")).order_by("-history_id").values("history_id")
    return kept.filter(**of, history_id=Subquery(last[:1])).exclude(history_type="-")


def meetings_on(rows: QuerySet[Meeting], *, as_of: date) -> list[Meeting]:
    """Return meetings as they were on a day, each with its body and who approved its minutes."""
    return on_day(rows.select_related("committee", "approved_at"), as_of=as_of)


def with_meetings[M: Model](rows: list[M], *names: str, as_of: date) -> list[M]:
    """Return rows whose meetings, under some names, are as they were on a day; one query."""
    keys = {getattr(row, f"{name}_id") for row in rows for name in names} - {None}
    if not keys:
        return rows
    known = {row.pk: row for row in meetings_on(Meeting.objects.filter(pk__in=keys), as_of=as_of)}
    for row in rows:
        for name in names:
            if (key := getattr(row, f"{name}_id")) in known:
                setattr(row, name, known[key])
    return rows


def leave_out_of_meeting(row: Meeting, *, as_of: date) -> None:
    """Leave out of a meeting what had not come by a day; ``approved_at`` came along."""
    state = Meeting.State
    for name in ("published_on", "minutes_circulated_on", "decisions_issued_on"):
        said = getattr(row, name)
        if said is not None and said > as_of:
            setattr(row, name, None)
            if name == "published_on" and row.state == state.PUBLISHED:
                row.state = state.PLANNED
    approved_at = row.approved_at
    if row.state == state.MINUTES_APPROVED and approved_at and approved_at.held_on > as_of:
        row.state, row.approved_at = state.MINUTES_DRAFT, None
    if row.held_on > as_of and row.state not in (state.PLANNED, state.PUBLISHED):
        row.state = state.PUBLISHED


def leave_out_of_limb(row: Resolution, *, as_of: date) -> None:
    """Leave out of a limb what had not been answered or closed by a day."""
    if row.replied_on is not None and row.replied_on > as_of:
        row.reply, row.replied_on = "", None
        row.action_plan, row.action_reference, row.action_recommendation = "", "", None
        if row.state == Resolution.State.REPLIED:
            row.state = Resolution.State.OPEN
    if row.closed_on is not None and row.closed_on > as_of:
        row.closed_on = None
        row.state = Resolution.State.REPLIED if row.reply else Resolution.State.OPEN


def the_one(rows: list[Meeting]) -> Meeting:
    """Return the one meeting that was asked for. Raises Meeting.DoesNotExist where none is."""
    if not rows:
        raise Meeting.DoesNotExist
    return rows[0]
