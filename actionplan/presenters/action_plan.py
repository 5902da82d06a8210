"""The Action plan in the eight columns of the original."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import ClassVar

from actionplan.models import Action, ActionRole, ProgressUpdate, Standing
from actionplan.models.facts import reported_in_words
from actionplan.models.standings import SHOWN_IN_A_LINE
from actionplan.presenters.actions import ActionLine, action_line
from actionplan.presenters.plans import PlanHead, build_plan_head
from actionplan.presenters.rating_key import KeyLine, rating_key
from actionplan.presenters.recommendations import GroupLines, group_lines
from actionplan.presenters.rewordings import criteria_or_own, past_holders
from herefordshire_cs.lib.pdf.long_prints import PlaceOfName, Stretch
from herefordshire_cs.lib.rag import RatingCounts
from herefordshire_cs.lib.text.words import count_in_words

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
        return RatingCounts.add_up(part.counts for part in self.recommendations)

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
    return ActionPlanReport(
        plan=plan,
        as_of=as_of,
        recommendations=tuple(
            RecommendationRows(
                number=line.number,
                text=line.text,
                counts=line.counts,
                rows=tuple(rows[line.pk]),
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
    notes = notes_by_action(plan, as_of=as_of)
    roles, held_before = roles_by_action(plan), past_holders(plan.past)
    actions = {
        action.pk: action
        for action in Action.objects.filter(plan=plan.pk).prefetch_related(
            "success_criteria", "doubts"
        )
    }
    found: dict[int, list[PlanRow]] = defaultdict(list)
    for standing in standings:
        action = plan.past.put_back(actions[standing.action_id])
        found[standing.recommendation_id].append(
            PlanRow(
                line=action_line(standing, plan, as_of=as_of),
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
    """Return what was said of each Action up to a day, in order; one query."""
    found: dict[int, list[NoteLine]] = defaultdict(list)
    rows = (
        ProgressUpdate.objects.known(as_of=as_of)
        .filter(action__plan=plan.pk)
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
