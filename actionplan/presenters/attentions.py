"""Which Actions need somebody: the rule of each list, in words and for the database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, OrderBy, Q

from actionplan.models.standings import (
    is_not_kept,
    is_open,
    is_rated_against_the_facts,
    is_repeated,
    is_silent,
    is_slipped,
    is_unevidenced,
    is_unexplained,
    keys_of,
)
from actionplan.presenters.plans import PlanHead
from actionplan.rag import Status
from herefordshire_cs.lib.rag import Level, Role, words_of_levels
from herefordshire_cs.lib.text.words import day_in_words

DUE_SOON_DAYS = 14  # a fortnight: long enough to act in, short enough to read
CONTRADICTIONS_AT_MOST = 20  # a few more than the plan of 2006 has; the rest is one link away
NAMED_AT_MOST = 3  # of those that are counted; the rest is one link away
IN_ORDER = "in the order of the plan"
ORDERED_BY = (
    "by_when_latest",
    "times_moved",
    "last_reported_on",
    "completion_known_on",
    "kept_until",
    "position",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Which Actions a list holds, in words and for the database, and which come first.

    ``order`` says in words which do; ``query`` is the query string of the list that holds exactly
    these. Rows stand by ``column``, a blank one last unless ``blanks_first``.
    """

    key: str
    title: str
    words: str
    order: str
    query: str
    fits: Q
    column: str
    is_falling: bool = False
    blanks_first: bool = False
    at_most: int

    def ordering(self) -> list[OrderBy | str]:
        """Return the order for the database."""
        blanks = {"nulls_first": True} if self.blanks_first else {"nulls_last": True}
        column = F(self.column)
        return [column.desc(**blanks) if self.is_falling else column.asc(**blanks), "action_id"]

    def place(self, row: Mapping[str, Any]) -> tuple[bool, int, int]:
        """Return the same order for rows once fetched."""
        value = row[self.column]
        if value is None:
            return (not self.blanks_first, 0, row["action_id"])
        number = value.toordinal() if isinstance(value, date) else value
        return (self.blanks_first, -number if self.is_falling else number, row["action_id"])


def as_title(levels: Sequence[Level]) -> str:
    """Return the words of some levels, as ``Red or amber``."""
    words = words_of_levels(levels)
    return f"{words[:1].upper()}{words[1:]}"


def rules_of(plan: PlanHead, *, as_of: date, since: date, at_most: int) -> tuple[Rule, ...]:
    """Return the rules of the lists, in the order in which they are read.

    ``since`` is the day after which completions are news. ``at_most`` cuts each list, but for the
    last four, the contradictions, which have lengths of their own.
    """
    until = as_of + timedelta(days=DUE_SOON_DAYS)
    scale = plan.scheme.scale
    red, shown = scale.with_role(Role.OFF_TRACK), scale.wanting_evidence
    explained = words_of_levels(scale.wanting_a_reason)
    return (
        Rule(
            key="red",
            title=as_title(red),
            words="past its by-when with no completion recorded, or rated so",
            order="the longest past",
            query=urlencode({"rating": keys_of(red)}, doseq=True),
            fits=Q(rating__in=keys_of(red)),
            column="by_when_latest",
            at_most=at_most,
        ),
        Rule(
            key="slipped",
            title="Slipped",
            words="by-when moved, and not completed",
            order="the most often moved",
            query="attention=slipped",
            fits=is_slipped(),
            column="times_moved",
            is_falling=True,
            at_most=at_most,
        ),
        Rule(
            key="silent",
            title="Silent",
            words=(f"under way, and nothing dated said for over {plan.reporting_cycle_days} days"),
            order="the longest silent",
            query="attention=silent",
            fits=is_silent(plan.scheme, as_of=as_of),
            column="last_reported_on",
            blanks_first=True,
            at_most=at_most,
        ),
        Rule(
            key="not_kept",
            title="Arrangements not kept",
            words="in place, and not recorded as often as they say",
            order="the longest not kept",
            query="attention=not-kept",
            fits=is_not_kept(as_of),
            column="kept_until",
            at_most=at_most,
        ),
        Rule(
            key="due_soon",
            title=f"Due in the next {DUE_SOON_DAYS} days",
            words=f"{day_in_words(as_of)} to {day_in_words(until)}, not completed",
            order="the soonest due",
            query="due=soon",
            fits=is_open() & Q(by_when_latest__range=(as_of, until)),
            column="by_when_latest",
            at_most=at_most,
        ),
        Rule(
            key="completed",
            title=f"Completed since {day_in_words(since)}",
            words="known to be completed since that day",
            order="the newest",
            query=f"completed_since={since.isoformat()}",
            fits=Q(status=Status.COMPLETED, completion_known_on__gt=since),
            column="completion_known_on",
            is_falling=True,
            at_most=at_most,
        ),
        Rule(
            key="contradicted",
            title="Rated against the facts",
            words="the lead’s last rating says better than the facts allow",
            order=IN_ORDER,
            query="attention=contradicted",
            fits=is_rated_against_the_facts(plan.scheme, as_of=as_of),
            column="position",
            at_most=CONTRADICTIONS_AT_MOST,
        ),
        Rule(
            key="unevidenced",
            title=f"{as_title(shown)} without evidence",
            words=f"{words_of_levels(shown)}, and no document shows it",
            order=IN_ORDER,
            query="attention=unevidenced",
            fits=is_unevidenced(plan.scheme),
            column="position",
            at_most=NAMED_AT_MOST,
        ),
        Rule(
            key="unexplained",
            title=f"{as_title(scale.wanting_a_reason)} without a reason",
            words=(f"rated {explained} by a lead or a director, with no words that give a reason"),
            order=IN_ORDER,
            query="attention=unexplained",
            fits=is_unexplained(plan.scheme),
            column="position",
            at_most=NAMED_AT_MOST,
        ),
        Rule(
            key="repeated",
            title="A note repeated",
            words="the newest note says word for word what one before it said",
            order=IN_ORDER,
            query="attention=repeated",
            fits=is_repeated(plan.scheme),
            column="position",
            at_most=NAMED_AT_MOST,
        ),
    )
