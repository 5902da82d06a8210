"""The line of an Action: the one object that every table, page, document and export shows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from actionplan.grounds import Ground, ground_of
from actionplan.models import Action, Standing, StandingQuerySet
from actionplan.movements import Direction, Movement
from actionplan.presenters.plans import PlanHead
from actionplan.rag import OPEN_STATUSES, Facts, Status, rate_action
from herefordshire_cs.lib.rag import Level, Rag, Rating, Voice
from herefordshire_cs.lib.text.words import count_in_words

# How a lead was read that stands in no cell of its own.
FROM_ABOVE = (Action.LeadReading.DITTO, Action.LeadReading.BLANK)

# What a row of a list has no room for in full; other grounds are said whole, or by the reason.
IN_SHORT = {
    Ground.NO_WORD: "under way, no recent word",
    Ground.NOT_SHOWN: "in place, nothing to show",
}
SAID_BY_THE_REASON = frozenset({Ground.RATED_SO, Ground.SPARED, Ground.DROPPED})


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionDetails:
    """What more is known of an Action as at a day, in words; each blank where nobody asked.

    ``evidence`` is how many pieces are tied to it.
    """

    partners: str = ""
    additional_capacity: str = ""
    success_criteria: str = ""
    milestones: str = ""
    source: str = ""
    evidence: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionLine:
    """An Action as at a day, in the words that are shown.

    ``title`` is its short title. ``area`` is its project area, blank in a plan that has none.

    ``by_when_words`` are the record's own words where they say something else than the by-when as
    understood, else blank. ``is_lead_from_above`` says that the paper has no lead in this row, and
    that of the row above was taken. ``last_reported_when`` is blank where no update has a day.
    ``movement`` and ``details`` are there where somebody asked for them. ``impact`` is there where
    the plan rates it apart from delivery, of which ``rating`` speaks.
    """

    pk: int
    plan: str
    recommendation: int
    reference: str
    area: str
    text: str
    title: str
    lead: str
    by_when: str
    by_when_words: str
    by_when_latest: date | None
    status: Status
    completed_when: str
    rating: Rating
    lateness: str
    last_reported_when: str
    updates_count: int
    times_moved: int
    is_disputed: bool = False
    is_lead_from_above: bool = False
    ground: Ground | None = None
    movement: Movement | None = None
    details: ActionDetails | None = None
    impact: Level | None = None

    @property
    def is_in_place(self) -> bool:
        """Whether it is a standing arrangement that nobody rated."""
        return self.status is Status.IN_PLACE and self.rating.rag is Rag.NONE

    @property
    def last_update(self) -> str:
        """When the newest update speaks of; that it has no day; or that there is none."""
        if self.last_reported_when:
            return self.last_reported_when
        return "Undated" if self.updates_count else "None"

    @property
    def has_moved(self) -> bool:
        """Whether its rating is another than on the day it is compared with."""
        return self.movement is not None and self.movement.direction is not Direction.SAME

    @property
    def why_in_short(self) -> str:
        """Why it is rated so, in the few words that a row has room for."""
        words = self.rating.reason
        if self.ground is not None and self.ground not in SAID_BY_THE_REASON:
            words = IN_SHORT.get(self.ground, self.ground.words)
        return f"{words[:1].upper()}{words[1:]}"

    @property
    def why(self) -> str:
        """Why it is rated so, in a row that shows the by-when: how late or how soon, then why."""
        if self.rating.rag is Rag.RED and self.rating.voice is Voice.FACTS:
            return f"{self.lateness}, no completion recorded."
        reason = f"{self.rating.reason[:1].upper()}{self.rating.reason[1:]}."
        return f"{self.lateness}. {reason}" if self.lateness else reason


def action_lines(
    standings: StandingQuerySet | Iterable[Standing], plan: PlanHead, *, as_of: date
) -> Iterator[ActionLine]:
    """Yield the line of each standing; the caller has selected ``action`` and its plan along."""
    return (action_line(standing, plan, as_of=as_of) for standing in standings)


def action_line(standing: Standing, plan: PlanHead, *, as_of: date) -> ActionLine:
    """Return the line of one standing; its Action says what it said on the day of the plan."""
    facts = standing.facts()
    action = plan.past.put_back(standing.action)
    rating = rate_action(facts, plan.scheme, as_of=as_of)
    return ActionLine(
        pk=action.pk,
        plan=action.plan.slug,
        recommendation=standing.recommendation_number,
        reference=action.reference,
        area=action.project_area.name if action.project_area else "",
        text=action.text,
        title=action.title,
        lead=action.lead_words,
        by_when=standing.by_when_understood,
        by_when_words=words_if_different(standing),
        by_when_latest=standing.by_when_latest,
        status=facts.status,
        completed_when=standing.completed_when,
        rating=rating,
        lateness=lateness(facts, as_of=as_of),
        last_reported_when=standing.last_reported_when,
        updates_count=standing.updates_count,
        times_moved=standing.times_moved,
        is_disputed=standing.is_disputed and rating.rag is Rag.RED,
        is_lead_from_above=action.lead_reading in FROM_ABOVE,
        ground=ground_of(facts, plan.scheme, as_of=as_of),
    )


def words_if_different(standing: Standing) -> str:
    """Return the by-when's own words, unless they are what was understood, or that plain day."""
    is_plain_day = (
        standing.by_when_earliest is not None
        and standing.by_when_earliest == standing.by_when_latest
        and standing.by_when_words[:1].isdigit()
    )
    is_as_understood = standing.by_when_words == standing.by_when_understood
    return "" if is_plain_day or is_as_understood else standing.by_when_words


def lateness(facts: Facts, *, as_of: date) -> str:
    """Return ``37 days past``, ``Due in 9 days``, ``Due today``; nothing once it is closed."""
    if facts.by_when_latest is None or facts.status not in OPEN_STATUSES:
        return ""
    days = (facts.by_when_latest - as_of).days
    if days < 0:
        return f"{count_in_words(-days, 'day')} past"
    return f"Due in {count_in_words(days, 'day')}" if days else "Due today"
