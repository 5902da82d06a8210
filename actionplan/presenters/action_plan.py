"""The Action plan in the eight columns of the original."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import ClassVar

from actionplan.models import Action, ActionRole, ProgressUpdate, Standing
from actionplan.models.facts import reported_in_words
from actionplan.models.standings import SHOWN_IN_A_LINE
from actionplan.presenters.actions import ActionLine, action_lines
from actionplan.presenters.impact_ratings import with_impact
from actionplan.presenters.plans import PlanHead, build_plan_head
from actionplan.presenters.printed_columns import (
    PlanColumn,
    empty_columns,
    plan_columns,
    said_beneath,
)
from actionplan.presenters.rating_key import KeyLine, rating_key
from actionplan.presenters.recommendations import GroupLines, group_lines
from actionplan.presenters.rewordings import criteria_or_own, past_holders
from herefordshire_cs.lib.pdf.long_prints import PlaceOfName, Stretch
from herefordshire_cs.lib.rag import RatingCounts
from herefordshire_cs.lib.text.words import count_in_words

LONG_LEAD = 24  # characters: a post or a name, where others have initials
LONG_CELL = 900  # characters: more than half a page of a column in landscape
# A plan longer than this is printed in stretches of about as many rows: some twenty pages each,
# of which printing holds 0.2 GB.
ROWS_AT_ONCE = 400
ROWS_OF_A_STRETCH = 110


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteLine:
    """A dated note of the progress column."""

    when: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """One row of the plan: the eight cells, and who is accountable where the plan says so."""

    line: ActionLine
    accountable: str
    notes: tuple[NoteLine, ...]
    partners: tuple[str, ...]
    additional_capacity: str
    success_criteria: tuple[str, ...]
    doubts: int

    @property
    def cells(self) -> tuple[str, ...]:
        """The words of the eight cells, to be counted."""
        line = self.line
        return (
            line.reference,
            line.text,
            line.lead,
            f"{line.by_when} {line.by_when_words}",
            " ".join(f"{note.when} {note.text}" for note in self.notes),
            ", ".join(self.partners),
            self.additional_capacity,
            " ".join(self.success_criteria),
        )

    @property
    def is_long(self) -> bool:
        """Whether the row may be broken, for it would leave too much of a page empty."""
        cells = (
            self.line.text,
            self.additional_capacity,
            "".join(note.text for note in self.notes),
            "".join(self.success_criteria),
        )
        return max(len(cell) for cell in cells) > LONG_CELL


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationRows:
    """A Recommendation and its rows."""

    number: int
    text: str
    counts: RatingCounts
    rows: tuple[PlanRow, ...]
    has_long_words: bool = False

    @property
    def cells(self) -> list[tuple[str, ...]]:
        """The words of each row by column, to be counted."""
        return [row.cells for row in self.rows]

    @property
    def columns(self) -> tuple[PlanColumn, ...]:
        """The columns in which something stands, as wide as their words need."""
        return plan_columns(self.cells, has_long_words=self.has_long_words)

    @property
    def in_action(self) -> frozenset[str]:
        """The columns in which little stands: it is said beneath the action, with their heads."""
        return said_beneath(self.cells)

    @property
    def empty_columns(self) -> str:
        """The columns in which nothing stands for any row, in words."""
        return ", ".join(empty_columns(self.cells))

    @property
    def name(self) -> str:
        """The name of its place in the document."""
        return f"recommendation-{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentsLine:
    """A line of the contents; ``page`` is 0 where the printer is to find it out."""

    text: str
    address: str
    page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionPlanReport:
    """The whole plan as at a day."""

    template_name: ClassVar[str] = "actionplan/documents/action_plan_body.html"
    front_template: ClassVar[str] = "actionplan/print/action_plan_front.html"
    stretch_template: ClassVar[str] = "actionplan/print/action_plan_stretch.html"
    title: ClassVar[str] = "Action plan"

    plan: PlanHead
    as_of: date
    recommendations: tuple[RecommendationRows, ...]
    has_long_leads: bool = False  # of the whole plan, so that its stretches look alike
    places: Mapping[str, PlaceOfName] = field(default_factory=dict, repr=False)

    @property
    def contents(self) -> tuple[ContentsLine, ...]:
        """The Recommendations, each with the way to its rows."""
        return tuple(self._contents_line(part) for part in self.recommendations)

    def _contents_line(self, part: RecommendationRows) -> ContentsLine:
        place = self.places.get(part.name)
        return ContentsLine(
            text=f"{part.number}. {part.text}",
            address=place.address if place else f"#{part.name}",
            page=place.page if place else 0,
        )

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """The stretches in which a long plan is printed, parted between Recommendations."""
        if self.counts.total <= ROWS_AT_ONCE:
            return ()
        parted: list[list[RecommendationRows]] = [[]]
        for part in self.recommendations:
            rows = sum(len(each.rows) for each in parted[-1])
            if rows and rows + len(part.rows) > ROWS_OF_A_STRETCH:
                parted.append([])
            parted[-1].append(part)
        return tuple(
            Stretch(
                template=self.stretch_template, report=replace(self, recommendations=tuple(parts))
            )
            for parts in parted
        )

    def front(self, places: Mapping[str, PlaceOfName]) -> "ActionPlanReport":
        """Return what the front shows of a plan whose rows stand in other places."""
        return replace(self, places=places)

    @property
    def counts(self) -> RatingCounts:
        """The ratings of all the plan's Actions."""
        counts = (part.counts for part in self.recommendations)
        return RatingCounts.add_up(counts, self.plan.scheme.scale)

    @property
    def covers(self) -> str:
        """What the document covers, as ``17 recommendations, 176 actions``."""
        parts = self.plan.count_parts(len(self.recommendations))
        return f"{parts}, {count_in_words(self.counts.total, 'action')}"

    @property
    def key(self) -> tuple[KeyLine, ...]:
        """What each rating means, with its counts."""
        return rating_key(self.plan, self.counts)


def build_action_plan_report(slug: str, *, as_of: date) -> ActionPlanReport:
    """Return the whole plan as at a day; ten queries."""
    plan = build_plan_head(slug, as_of=as_of)
    rows = plan_rows(plan, as_of=as_of)
    groups: tuple[GroupLines, ...] = group_lines(plan, as_of=as_of)
    lines = [line for group in groups for line in group.recommendations]
    leads = (row.line.lead for found in rows.values() for row in found)
    return ActionPlanReport(
        plan=plan,
        as_of=as_of,
        has_long_leads=any(len(lead) > LONG_LEAD for lead in leads),
        recommendations=tuple(
            RecommendationRows(
                number=line.number,
                text=line.text,
                counts=line.counts,
                rows=tuple(rows[line.pk]),
                has_long_words=plan.has_long_words,
            )
            for line in sorted(lines, key=lambda line: line.number)
        ),
    )


def plan_rows(plan: PlanHead, *, as_of: date) -> dict[int, list[PlanRow]]:
    """Return the rows of each Recommendation, by its key; five queries."""
    standings = (
        Standing.objects.filter(plan=plan.pk)
        .on(as_of)
        .select_related(*SHOWN_IN_A_LINE)
        .order_by("position")
    )
    lines = with_impact(action_lines(standings, plan, as_of=as_of), plan, as_of=as_of)
    notes = notes_by_action(plan, as_of=as_of)
    roles, held_before = roles_by_action(plan), past_holders(plan.past)
    actions = {
        action.pk: action
        for action in Action.objects.filter(plan=plan.pk).prefetch_related(
            "success_criteria", "doubts"
        )
    }
    found: dict[int, list[PlanRow]] = defaultdict(list)
    for standing, line in zip(standings, lines, strict=True):
        action = plan.past.put_back(actions[standing.action_id])
        found[standing.recommendation_id].append(
            PlanRow(
                line=line,
                accountable=action.accountable_as_written,
                notes=tuple(notes[action.pk]),
                partners=tuple(
                    role.holder
                    for role in held_before.of(action.pk, roles[action.pk], plan.past)
                    if not role.leads
                ),
                additional_capacity=action.additional_capacity,
                success_criteria=criteria_or_own(action, plan.past),
                doubts=sum(doubt.is_open(as_of=as_of) for doubt in action.doubts.all()),
            )
        )
    return found


def notes_by_action(plan: PlanHead, *, as_of: date) -> dict[int, list[NoteLine]]:
    """Return what was said of each Action up to a day, in order; one query.

    What is for the board only is in no print.
    """
    found: dict[int, list[NoteLine]] = defaultdict(list)
    rows = (
        ProgressUpdate.objects.known(as_of=as_of)
        .filter(action__plan=plan.pk, is_for_board=False)
        .values_list("action_id", "reported_on", "date_precision", "date_as_written", "narrative")
    )
    for action, reported_on, precision, as_written, narrative in rows:
        when = reported_in_words(reported_on, precision) or as_written
        found[action].append(NoteLine(when=when, text=narrative))
    return found


def roles_by_action(plan: PlanHead) -> dict[int, list[ActionRole]]:
    """Return who helps with each Action, as it is today; one query."""
    found: dict[int, list[ActionRole]] = defaultdict(list)
    rows = ActionRole.objects.filter(
        action__plan=plan.pk, part=ActionRole.Part.SUPPORT
    ).select_related("officer", "organisation")
    for row in rows:
        found[row.action_id].append(row)
    return found
