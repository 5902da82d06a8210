"""Loading a plan from what was read of its file: all of it or nothing, and nothing guessed.

What is in doubt is loaded as written, with its doubt. What a plan has already is left as it is.
"""

# Longer than most: one function a table of the record, in the order of their keys.

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Max
from simple_history.utils import bulk_create_with_history

from actionplan.models import (
    Action,
    ActionByWhen,
    ActionRole,
    Doubt,
    Milestone,
    Officer,
    Organisation,
    Plan,
    ProgressUpdate,
    RatingDefinition,
    RatingScheme,
    Recommendation,
    SuccessCriterion,
)
from actionplan.plan_cells import COMPLETED, DROPPED, NOT_BEGUN, OF_SCHEME, begins_with
from actionplan.plan_columns import Holds, PlanAsked
from actionplan.plan_files import FileAction
from actionplan.rag import Status
from actionplan.services.standings import rebuild_standings
from herefordshire_cs.lib.bywhen import ByWhen, Precision, describe
from herefordshire_cs.lib.text.words import count_in_words, day_in_words

LONGEST_REFERENCE = 20
LONGEST_LEAD = 120
LONGEST_BY_WHEN = 250
LONGEST_PERSON = 120
CYCLE_DAYS = 35  # a month and a few days, until the plan says otherwise
BATCH = 500
WITHOUT_HEADING = "Actions"
# What the colours mean where a scheme is made with its first plan. Source: the usual reading in
# English councils' plans; a council puts its own words in their place.
MEANINGS = {
    "red": "Off track or past its date",
    "amber": "In progress, with some risk to its date",
    "green": "Completed or on track",
}
# What of a file has no place in the record yet; it is named, and stays in the file.
NOT_KEPT = {Holds.ORGANISATION: "organisations", Holds.EVIDENCE: "evidence"}


class NoPlan(Exception):
    """There is no plan of this name, and nothing says what it is to be."""


@dataclass(slots=True, kw_only=True)
class Imported:
    """What was loaded: how many actions are new, were there already, and carry a doubt."""

    plan: Plan
    added: int = 0
    there_already: int = 0
    doubted: int = 0
    not_kept: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """What was done, in words."""
        said = [f"{count_in_words(self.added, 'action')} loaded into “{self.plan.title}”."]
        if self.there_already:
            said.append(
                f"{count_in_words(self.there_already, 'action')} there already, unchanged."
            )
        if self.doubted:
            said.append(f"{count_in_words(self.doubted, 'action')} with a doubt.")
        if self.not_kept:
            said.append(f"Not loaded: {', '.join(self.not_kept)}.")
        return " ".join(said)


@dataclass(slots=True, kw_only=True)
class _Rows:
    """The rows of an import, gathered to be written together."""

    by_whens: list[ActionByWhen] = field(default_factory=list)
    milestones: list[Milestone] = field(default_factory=list)
    roles: list[ActionRole] = field(default_factory=list)
    updates: list[ProgressUpdate] = field(default_factory=list)
    criteria: list[SuccessCriterion] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def write(self) -> None:
        """Write every kind in its batches."""
        ActionByWhen.objects.bulk_create(self.by_whens, batch_size=BATCH)
        Milestone.objects.bulk_create(self.milestones, batch_size=BATCH)
        ActionRole.objects.bulk_create(self.roles, batch_size=BATCH)
        ProgressUpdate.objects.bulk_create(self.updates, batch_size=BATCH)
        SuccessCriterion.objects.bulk_create(self.criteria, batch_size=BATCH)
        Doubt.objects.bulk_create(self.doubts, batch_size=BATCH)


@transaction.atomic
def import_actions(
    *,
    slug: str,
    asked: PlanAsked | None,
    actions: Sequence[FileAction],
    on: date,
    at: datetime,
) -> Imported:
    """Load actions into a plan, which is made where there is none. Raises NoPlan."""
    plan = Plan.objects.select_for_update().filter(slug=slug).first()
    if plan is None:
        if asked is None:
            raise NoPlan(f"There is no plan {slug}; say its title and the day that it begins.")
        plan = make_plan(slug, asked, [action.heading for action in actions])
    known = set(plan.actions.values_list("reference", flat=True))
    new = [action for action in actions if not action.reference or action.reference not in known]
    done = Imported(plan=plan, added=len(new), there_already=len(actions) - len(new))
    done.doubted = sum(1 for action in new if action.questions)
    done.not_kept = tuple(
        words
        for holds, words in NOT_KEPT.items()
        if any(action.as_written.get(holds) for action in actions)
    )
    rows = _Rows()
    loaded = _write_actions(plan, new, known)
    people = _People(on=plan.starts_on)
    for action, row in zip(new, loaded, strict=True):
        _gather(rows, people, action, row, plan=plan, on=on, at=at)
    rows.write()
    rebuild_standings(Action.objects.filter(plan=plan))
    return done


def make_plan(slug: str, asked: PlanAsked, headings: Iterable[str]) -> Plan:
    """Make a plan with its scheme; its middle level is called what its headings call it."""
    level = level_of(headings)
    return Plan.objects.create(
        slug=slug,
        title=asked.title,
        level_name=level,
        level_name_plural="Priorities" if level == "Priority" else f"{level}s",
        scheme=scheme_of(asked.scheme or "rag"),
        starts_on=asked.starts_on,
        reporting_cycle_days=CYCLE_DAYS,
    )


def level_of(headings: Iterable[str]) -> str:
    """Return the word with which most headings begin, where it is one for a level of a plan."""
    known = {"recommendation", "priority", "theme", "outcome", "objective", "section", "area"}
    words = [heading.split()[0].strip(":").casefold() for heading in headings if heading]
    found = max(set(words), key=words.count, default="")
    return found.capitalize() if found in known else "Theme"


def scheme_of(slug: str) -> RatingScheme:
    """Return the scheme of a name; a ready-made one is made where it is not there yet."""
    scheme, is_new = RatingScheme.objects.get_or_create(slug=slug, defaults={"name": slug.upper()})
    if is_new:
        words = [word for word in OF_SCHEME.get(slug, OF_SCHEME["rag"]) if word in MEANINGS]
        RatingDefinition.objects.bulk_create(
            RatingDefinition(scheme=scheme, rag=word, definition=MEANINGS[word]) for word in words
        )
    return scheme


def _write_actions(plan: Plan, actions: Sequence[FileAction], known: set[str]) -> list[Action]:
    """Write the actions under their headings; return their rows in the same order."""
    levels = {row.text: row for row in plan.recommendations.all()}
    last = max((row.number for row in levels.values()), default=0)
    orders = {
        row["recommendation"]: row["last"]
        for row in plan.actions.values("recommendation").annotate(last=Max("order"))
    }
    rows: list[Action] = []
    taken = set(known)
    for action in actions:
        heading = action.heading or WITHOUT_HEADING
        if heading not in levels:
            last += 1
            levels[heading] = Recommendation.objects.create(plan=plan, number=last, text=heading)
        level = levels[heading]
        orders[level.pk] = orders.get(level.pk, 0) + 1
        reference = _free_reference(action.reference, level, orders[level.pk], taken)
        taken.add(reference)
        rows.append(
            Action(
                plan=plan,
                recommendation=level,
                order=orders[level.pk],
                reference=reference,
                text=action.text or action.reference or "Not said in the file",
                added_on=plan.starts_on,
                lead_as_written=action.as_written.get(Holds.LEADS, "")[:LONGEST_LEAD],
                lead_words=", ".join(action.leads)[:LONGEST_LEAD] or "None named",
                partners_as_written=action.as_written.get(Holds.PARTNERS, ""),
                progress_as_written=action.as_written.get(Holds.PROGRESS, ""),
            )
        )
    return list(bulk_create_with_history(rows, Action, batch_size=BATCH))


def _free_reference(asked: str, level: Recommendation, order: int, taken: set[str]) -> str:
    """Return a reference that no action of the plan has: the file's own, as far as that goes."""
    stem = (asked or f"{level.number}.{order}")[:LONGEST_REFERENCE]
    found, times = stem, 1
    while found in taken:
        times += 1
        found = f"{stem[: LONGEST_REFERENCE - 5]} ({times})"
    return found


class _People:
    """Who is known here by a day, by the words that name them: the newest, where they name two."""

    def __init__(self, *, on: date) -> None:
        self.officers: dict[str, Officer] = {}
        oldest_first = (F("active_from").asc(nulls_first=True), "initials")
        for officer in Officer.objects.known(on=on).order_by(*oldest_first):
            for words in (officer.post, officer.name, officer.initials):
                if words:
                    self.officers[words.casefold()] = officer
        self.organisations = {row.name.casefold(): row for row in Organisation.objects.all()}

    def role(self, action: Action, words: str, order: int, part: str) -> ActionRole:
        """Return the part of a lead in an action: an officer's, a body's, or a named person's."""
        officer = self.officers.get(words.casefold())
        body = None if officer else self.organisations.get(words.casefold())
        person = "" if officer or body else words[:LONGEST_PERSON]
        return ActionRole(
            action=action,
            part=part,
            officer=officer,
            organisation=body,
            person=person,
            order=order,
        )


def _gather(
    rows: _Rows,
    people: _People,
    action: FileAction,
    row: Action,
    *,
    plan: Plan,
    on: date,
    at: datetime,
) -> None:
    """Gather what belongs to one action."""
    councillor = action.as_written.get(Holds.COUNCILLOR, "")
    holders = [(lead, ActionRole.Part.LEAD) for lead in action.leads]
    holders += [(councillor, ActionRole.Part.ACCOUNTABLE)] if councillor else []
    for order, (words, part) in enumerate(holders, 1):
        rows.roles.append(people.role(row, words, order, part))
    rows.by_whens.append(_by_when(action, row, plan=plan, at=at))
    rows.milestones += _milestones(action, row)
    rows.updates += _updates(action, row, on=on, at=at)
    for order, line in enumerate(action.as_written.get(Holds.MEASURES, "").split("\n"), 1):
        if line:
            rows.criteria.append(
                SuccessCriterion(
                    recommendation=row.recommendation, action=row, order=order, text=line
                )
            )
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
    """Yield the milestones of an action with several by-whens."""
    if len(action.by_whens) < 2 or any(each.about == "by_when" for each in action.questions):
        return
    for order, day in enumerate(action.by_whens, 1):
        yield Milestone(
            action=row,
            order=order,
            text=action.text[:300],
            by_when_as_written=_day_words(day),
            earliest=day.earliest,
            latest=day.latest,
        )


def _day_words(day: ByWhen) -> str:
    found = [day_in_words(each) for each in (day.earliest, day.latest) if each]
    return " to ".join(dict.fromkeys(found))


def _updates(
    action: FileAction, row: Action, *, on: date, at: datetime
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
    status = status_of(action.status)
    is_rated = action.rating in MEANINGS and not _is_asked(action, "rating")
    if not action.status and not action.rating:
        return
    said = [f"“{words}”" for words in (action.status, action.rating) if words]
    yield ProgressUpdate(
        action=row,
        sequence=len(action.notes) + 1,
        reported_on=on,
        counts_from=on,
        recorded_on=on,
        recorded_at=at,
        narrative=f"In the plan’s file, as taken over: {' and '.join(said)}.",
        status=status if not _is_asked(action, "status") else "",
        rating=action.rating if is_rated else "",
    )


def _is_asked(action: FileAction, about: str) -> bool:
    return any(question.about == about for question in action.questions)


def status_of(words: str) -> str:
    """Return the status that the words of a plan's file mean, blank where they mean none."""
    begins = begins_with(words)
    if not begins or begins in NOT_BEGUN:
        return ""
    if begins in COMPLETED:
        return Status.COMPLETED
    return Status.DROPPED if begins in DROPPED else Status.IN_PROGRESS
