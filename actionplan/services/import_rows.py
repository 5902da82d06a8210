"""The rows that belong to the actions of a plan's file: by-whens, parts, notes, doubts.

Nothing is guessed: what is in doubt is written as the file has it, with its doubt.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from actionplan.models import (
    Action,
    ActionByWhen,
    ActionRole,
    Doubt,
    Evidence,
    EvidenceLink,
    Milestone,
    Plan,
    ProgressUpdate,
    SuccessCriterion,
)
from actionplan.plan_answers import NOT_STARTED
from actionplan.plan_cells import COMPLETED, DROPPED, NOT_BEGUN, begins_with
from actionplan.plan_columns import Holds
from actionplan.plan_files import FileAction
from actionplan.rag import Status
from actionplan.services.officers import People
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib.bywhen import ByWhen, Precision, describe
from herefordshire_cs.lib.rag import CLAIMS_COMPLETION, Level
from herefordshire_cs.lib.text.words import day_in_words, list_in_words

LONGEST_BY_WHEN = 250
LONGEST_MILESTONE = 300
LONGEST_MILESTONE_DAY = 120
LONGEST_TITLE = 200
BATCH = 500


@dataclass(slots=True, kw_only=True)
class Rows:
    """The rows of an import, gathered to be written together.

    ``levels`` are those of the plan, by the words that a file has for them.
    """

    levels: Mapping[str, Level]
    by_whens: list[ActionByWhen] = field(default_factory=list)
    milestones: list[Milestone] = field(default_factory=list)
    roles: list[ActionRole] = field(default_factory=list)
    updates: list[ProgressUpdate] = field(default_factory=list)
    criteria: list[SuccessCriterion] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    links: list[EvidenceLink] = field(default_factory=list)

    def write(self) -> None:
        """Write every kind in its batches."""
        ActionByWhen.objects.bulk_create(self.by_whens, batch_size=BATCH)
        Milestone.objects.bulk_create(self.milestones, batch_size=BATCH)
        ActionRole.objects.bulk_create(self.roles, batch_size=BATCH)
        ProgressUpdate.objects.bulk_create(self.updates, batch_size=BATCH)
        SuccessCriterion.objects.bulk_create(self.criteria, batch_size=BATCH)
        Doubt.objects.bulk_create(self.doubts, batch_size=BATCH)
        Evidence.objects.bulk_create(self.evidence, batch_size=BATCH)
        EvidenceLink.objects.bulk_create(self.links, batch_size=BATCH)


def gather(
    rows: Rows,
    people: People,
    action: FileAction,
    row: Action,
    *,
    plan: Plan,
    on: date,
    at: datetime,
    author: User | None,
) -> None:
    """Gather what belongs to one action. Evidence needs somebody who says that there is any."""
    councillor = action.as_written.get(Holds.COUNCILLOR, "")
    leads = action.leads or tuple(filter(None, [action.as_written.get(Holds.ORGANISATION, "")]))
    holders = [(lead, ActionRole.Part.LEAD) for lead in leads]
    holders += [(councillor, ActionRole.Part.ACCOUNTABLE)] if councillor else []
    for order, (words, part) in enumerate(holders, 1):
        rows.roles.append(people.role(row, words, order, part))
    rows.by_whens.append(_by_when(action, row, plan=plan, at=at))
    rows.milestones += _milestones(action, row)
    rows.updates += _updates(action, row, rows.levels, on=on, at=at)
    for order, line in enumerate(action.as_written.get(Holds.MEASURES, "").split("\n"), 1):
        if line:
            rows.criteria.append(
                SuccessCriterion(
                    recommendation=row.recommendation, action=row, order=order, text=line
                )
            )
    if author is not None:
        _gather_evidence(rows, action, row, author=author, on=on, at=at)
    rows.doubts += [
        Doubt(
            plan=plan,
            action=row,
            about=question.about.replace("_", "-"),
            heading="Read from the plan’s file:",
            text=question.words,
            raised_on=on,
        )
        for question in action.questions
    ]


def _gather_evidence(
    rows: Rows, action: FileAction, row: Action, *, author: User, on: date, at: datetime
) -> None:
    """Gather the evidence that the file names; it is held elsewhere, and nothing is accepted."""
    stamps = {"author": author, "recorded_on": on, "recorded_at": at}
    for line in action.as_written.get(Holds.EVIDENCE, "").split("\n"):
        if line:
            evidence = Evidence(
                plan_id=row.plan_id,
                title=line[:LONGEST_TITLE],
                kind=Evidence.Kind.OTHER,
                reference="Named in the plan’s file; not supplied here.",
                **stamps,
            )
            rows.evidence.append(evidence)
            rows.links.append(EvidenceLink(evidence=evidence, action=row, **stamps))


def _by_when(action: FileAction, row: Action, *, plan: Plan, at: datetime) -> ActionByWhen:
    """Return the by-when of an action; without days where it is in doubt or names none."""
    is_doubted = any(question.about == "by_when" for question in action.questions)
    days = () if is_doubted else action.by_whens
    earliest = min((day.earliest for day in days if day.earliest), default=None)
    latest = max((day.latest for day in days if day.latest), default=None)
    found = ByWhen(
        as_written=action.by_when_as_written,
        earliest=earliest,
        latest=latest,
        precision=days[0].precision if len(days) == 1 else _precision(earliest, latest),
        is_open_ended=any(day.is_open_ended for day in days),
        recurrence=next((day.recurrence for day in days if day.recurrence), ""),
        review_on=next((day.review_on for day in days if day.review_on), None),
        is_to_be_confirmed=any(day.is_to_be_confirmed for day in days),
    )
    return ActionByWhen(
        action=row,
        order=1,
        holds_from=plan.starts_on,
        recorded_on=plan.starts_on,
        recorded_at=at,
        as_written=found.as_written[:LONGEST_BY_WHEN],
        words=" ".join(found.as_written.split())[:LONGEST_BY_WHEN],
        understood=describe(found)[:LONGEST_BY_WHEN],
        earliest=earliest,
        latest=latest,
        precision=found.precision,
        is_open_ended=found.is_open_ended,
        recurrence=found.recurrence[:80],
        review_on=found.review_on,
    )


def _precision(earliest: date | None, latest: date | None) -> Precision:
    if earliest is None and latest is None:
        return Precision.UNKNOWN
    return Precision.DAY if earliest == latest else Precision.PERIOD


def _milestones(action: FileAction, row: Action) -> Iterator[Milestone]:
    """Yield the milestones of an action: those of its own column, else each of its by-whens."""
    if action.milestones:
        for order, milestone in enumerate(action.milestones, 1):
            day = milestone.by_when
            yield Milestone(
                action=row,
                order=order,
                text=milestone.text[:LONGEST_MILESTONE],
                by_when_as_written=milestone.by_when_as_written[:LONGEST_MILESTONE_DAY],
                earliest=day.earliest if day else None,
                latest=day.latest if day else None,
            )
        return
    if len(action.by_whens) < 2 or _is_asked(action, "by_when"):
        return
    for order, day in enumerate(action.by_whens, 1):
        yield Milestone(
            action=row,
            order=order,
            text=action.text[:LONGEST_MILESTONE],
            by_when_as_written=_day_words(day),
            earliest=day.earliest,
            latest=day.latest,
        )


def _day_words(day: ByWhen) -> str:
    found = [day_in_words(each) for each in (day.earliest, day.latest) if each]
    return " to ".join(dict.fromkeys(found))


def _updates(
    action: FileAction, row: Action, levels: Mapping[str, Level], *, on: date, at: datetime
) -> Iterator[ProgressUpdate]:
    """Yield the notes of an action, and where it stood when it was taken over.

    A note counts from the day that it speaks of, and from the day of the import where it names
    none. What is said to have happened on a day to come is no note of that day.
    """
    for sequence, note in enumerate(action.notes, 1):
        said_on = note.said_on if note.said_on and note.said_on <= on else None
        counts = said_on or on
        yield ProgressUpdate(
            action=row,
            sequence=sequence,
            reported_on=said_on,
            date_precision="day" if said_on else "none",
            counts_from=counts,
            recorded_on=counts,
            recorded_at=at,
            narrative=note.text,
        )
    if action.status or action.rating or action.completed_on:
        yield _taken_over(action, row, levels, sequence=len(action.notes) + 1, on=on, at=at)


def _taken_over(
    action: FileAction,
    row: Action,
    levels: Mapping[str, Level],
    *,
    sequence: int,
    on: date,
    at: datetime,
) -> ProgressUpdate:
    """Return where an action stood when it was taken over; completed, from that day on."""
    level = levels.get(action.rating)
    status = status_of(action)
    if not action.status and level is not None and level.role in CLAIMS_COMPLETION:
        status = Status.COMPLETED  # so its rating says
    completed = action.completed_on if action.completed_on and action.completed_on <= on else None
    if completed and not action.status:
        status = Status.COMPLETED
    counts = completed if completed and status == Status.COMPLETED else on
    is_rated = not _is_asked(action, "rating")
    said = [f"“{words}”" for words in (action.status, action.rating) if words]
    if action.completed_on:
        said.append(f"completed on {day_in_words(action.completed_on)}")
    return ProgressUpdate(
        action=row,
        sequence=sequence,
        reported_on=counts,
        counts_from=counts,
        recorded_on=counts,
        recorded_at=at,
        narrative=f"In the plan’s file, as taken over: {list_in_words(said)}.",
        status=status if not _is_asked(action, "status") else "",
        rating=level.key if level and is_rated else "",
    )


def _is_asked(action: FileAction, about: str) -> bool:
    return any(question.about == about for question in action.questions)


def status_of(action: FileAction) -> str:
    """Return where an action stands by its file's words, or by what somebody says they mean."""
    if action.understood_status:
        return "" if action.understood_status == NOT_STARTED else action.understood_status
    begins = begins_with(action.status)
    if not begins or begins in NOT_BEGUN:
        return ""
    if begins in COMPLETED:
        return Status.COMPLETED
    return Status.DROPPED if begins in DROPPED else Status.IN_PROGRESS
