"""Since this committee last saw it: what changed in a plan between two days."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from actionplan.models import Action, ActionByWhen, ProgressUpdate, Rewording, Standing
from actionplan.models.corrections import RecordedRow
from actionplan.models.standings import SHOWN_IN_A_LINE
from actionplan.presenters.actions import ActionLine, action_lines
from actionplan.presenters.impact_ratings import with_impact
from actionplan.presenters.plans import PlanHead, build_plan_head
from actionplan.presenters.rewordings import from_and_to, what_happened
from actionplan.rag import Status
from herefordshire_cs.lib.rag import Rag, Voice
from herefordshire_cs.lib.text.words import day_in_words, mid_sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An Action that changed: its line now, and in words what it was before and what it is now."""

    line: ActionLine
    before: str
    now: str = ""

    @property
    def words(self) -> str:
        """The change in words, as ``Was not rated; 37 days past``."""
        words = "; ".join(part for part in (self.before, self.now) if part)
        return f"{words[:1].upper()}{words[1:]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeList:
    """The Actions that changed in one way; ``key`` is unique among the lists."""

    key: str
    title: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What changed between two days; an Action stands in every list that fits it.

    ``edited`` says what changed of the plan itself, its parts and the meaning of its ratings.
    """

    since: date
    as_of: date
    completed: tuple[Change, ...]
    completed_day_not_given: tuple[Change, ...]
    passed: tuple[Change, ...]
    re_rated: tuple[Change, ...]
    impact: tuple[Change, ...]
    moved: tuple[Change, ...]
    new: tuple[Change, ...]
    dropped: tuple[Change, ...]
    withdrawn: tuple[Change, ...]
    reworded: tuple[Change, ...]
    edited: tuple[str, ...]

    @property
    def lists(self) -> tuple[ChangeList, ...]:
        """All the lists, the empty ones among them, in the order in which they are read."""
        return (
            _list("completed", "Completed", self.completed),
            _list("undated", "Completed, the day not given", self.completed_day_not_given),
            _list("passed", "Passed the by-when, no completion recorded", self.passed),
            _list("re-rated", "Rated otherwise than before", self.re_rated),
            _list("impact", "Impact rated otherwise than before", self.impact),
            _list("moved", "By-when moved", self.moved),
            _list("new", "New in the plan", self.new),
            _list("dropped", "No longer pursued", self.dropped),
            _list("withdrawn", "Corrected or withdrawn since it was seen", self.withdrawn),
            _list("reworded", "Worded or led otherwise than before", self.reworded),
        )

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all changed."""
        return not (self.edited or any(found.changes for found in self.lists))


def build_changes(plan: PlanHead, *, since: date, as_of: date) -> Changes:
    """Compare every Action of a plan as it stood on two days; six queries."""
    before = _lines_on(build_plan_head(plan.slug, as_of=since), since)
    now = _lines_on(plan, as_of)
    pairs = [(before.get(reference), line) for reference, line in now.items()]
    known = [(was, line) for was, line in pairs if was is not None]
    completed = [
        (was, line)
        for was, line in known
        if line.status is Status.COMPLETED and was.status is not Status.COMPLETED
    ]
    changed_rating = [
        (was, line) for was, line in known if was.rating.level.key != line.rating.level.key
    ]
    passed = [pair for pair in changed_rating if _is_red_by_the_facts(pair[1])]
    return Changes(
        since=since,
        as_of=as_of,
        completed=_changes(pair for pair in completed if pair[1].completed_when),
        completed_day_not_given=_changes(pair for pair in completed if not pair[1].completed_when),
        passed=_changes(passed),
        re_rated=_changes(
            pair for pair in changed_rating if pair not in passed and pair not in completed
        ),
        impact=tuple(
            Change(
                line=line,
                before=f"was {mid_sentence(was.impact.word)}",
                now=f"now {mid_sentence(line.impact.word)}",
            )
            for was, line in known
            if was.impact is not None
            and line.impact is not None
            and was.impact.key != line.impact.key
        ),
        moved=tuple(
            Change(line=line, before=f"was {was.by_when}")
            for was, line in known
            if line.times_moved > was.times_moved
        ),
        new=tuple(
            Change(line=line, before="", now="new in the plan")
            for was, line in pairs
            if was is None
        ),
        dropped=_changes(
            (was, line)
            for was, line in known
            if line.status is Status.DROPPED and was.status is not Status.DROPPED
        ),
        withdrawn=withdrawn_since(plan, now, since=since, as_of=as_of),
        **reworded_since(plan, now, since=since, as_of=as_of),
    )


def withdrawn_since(
    plan: PlanHead, lines: Mapping[str, ActionLine], *, since: date, as_of: date
) -> tuple[Change, ...]:
    """Return what stood in the record on a day and was taken back after it; two queries."""
    seen = Q(action__plan=plan.pk, recorded_on__lte=since)
    taken_back = Q(withdrawn_on__gt=since, withdrawn_on__lte=as_of)
    updates = ProgressUpdate.objects.filter(seen, taken_back).select_related("action")
    by_whens = ActionByWhen.objects.filter(seen, taken_back).select_related("action")
    rows: list[tuple[RecordedRow, Action | None, str]] = [
        *((row, row.action, f"the update of {day_in_words(row.counts_from)}") for row in updates),
        *((row, row.action, f"the by-when {row.understood or row.words}") for row in by_whens),
    ]
    ordered = sorted(rows, key=lambda found: (found[0].withdrawn_on, found[2]))
    return tuple(
        Change(line=lines[action.reference], before=f"{what} was taken back", now=why(row))
        for row, action, what in ordered
        if action is not None and action.reference in lines
    )


def reworded_since(
    plan: PlanHead, lines: Mapping[str, ActionLine], *, since: date, as_of: date
) -> dict[str, Any]:
    """Return what was edited after a day, of Actions and of what stands above them; one query."""
    found = Q(within=plan.pk) | Q(ratingscheme__plans=plan.pk)
    found |= Q(ratinglevel__scheme__plans=plan.pk)
    rows = Rewording.objects.filter(
        found, recorded_on__gt=since, recorded_on__lte=as_of
    ).select_related("action", "recommendation", "ratinglevel", "recorded_by")
    return {
        "reworded": tuple(
            Change(line=lines[row.action.reference], before=mid_sentence(edit_in_words(row)))
            for row in rows
            if row.action is not None and row.action.reference in lines
        ),
        "edited": tuple(
            f"{edited_thing(row, plan)}: {mid_sentence(edit_in_words(row))}"
            for row in rows
            if row.action is None
        ),
    }


def edit_in_words(row: Rewording) -> str:
    """Return an edit with who made it and when."""
    by = f" by {row.recorded_by.name}" if row.recorded_by else ""
    on = day_in_words(row.recorded_on)
    said = from_and_to(row).rstrip(".")
    return f"{what_happened(row)} on {on}{by}{'. ' if said else ''}{said}"


def edited_thing(row: Rewording, plan: PlanHead) -> str:
    """Return what was edited, where it is no Action, as it was called on the day of the plan."""
    if row.recommendation is not None:
        return f"Recommendation {row.recommendation.number}"
    return plan.past.put_back(row.ratinglevel).word if row.ratinglevel else "The plan"


def why(row: RecordedRow) -> str:
    """Return when a row was taken back, and why."""
    on = f"{day_in_words(row.withdrawn_on)}: " if row.withdrawn_on else ""
    return f"{on}{row.withdrawal_reason.rstrip('.')}"


def _lines_on(plan: PlanHead, day: date) -> dict[str, ActionLine]:
    standings = (
        Standing.objects.filter(plan=plan.pk)
        .on(day)
        .select_related(*SHOWN_IN_A_LINE)
        .order_by("position")
    )
    lines = with_impact(action_lines(standings, plan, as_of=day), plan, as_of=day)
    return {line.reference: line for line in lines}


def _changes(pairs: Iterable[tuple[ActionLine, ActionLine]]) -> tuple[Change, ...]:
    return tuple(
        Change(line=line, before=f"was {mid_sentence(was.rating.level.word)}", now=_now(line))
        for was, line in pairs
    )


def _now(line: ActionLine) -> str:
    """Return what an Action is now: completed when, how late, or how it is rated."""
    if line.status is Status.COMPLETED:
        return f"completed {line.completed_when}".rstrip()
    if line.status is Status.DROPPED:
        return "no longer pursued"
    return (
        line.lateness
        if _is_red_by_the_facts(line)
        else f"now {mid_sentence(line.rating.level.word)}"
    )


def _is_red_by_the_facts(line: ActionLine) -> bool:
    """Say whether an Action is red for its by-when, not because somebody rated it so."""
    return line.rating.rag is Rag.RED and line.rating.voice is Voice.FACTS


def _list(key: str, title: str, changes: tuple[Change, ...]) -> ChangeList:
    return ChangeList(key=key, title=title, changes=changes)
