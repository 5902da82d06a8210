"""What the figures rest on: each red and each that is not rated, split by its reason."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Max, Q
from django.utils.http import urlencode

from actionplan.grounds import GROUNDS_OF_ROLE, Ground
from actionplan.models import StandingQuerySet
from actionplan.presenters.plans import PlanHead
from actionplan.presenters.remembered import Counted, count_by_recommendation
from herefordshire_cs.lib.rag import NOT_RATED, Level, Role, Scale
from herefordshire_cs.lib.text.words import day_in_words

# A note of a day, not of a month or a week, which are words: figures sort before letters.
HAS_A_DAY = Q(last_reported_when__lt="A")


@dataclass(frozen=True, slots=True)
class GroundTally:
    """What is counted of one Recommendation's Actions.

    ``grounds`` counts by rating and ground, ``disputed`` the disputed reds, ``due`` the reds past
    their by-when by the day on which they fell due.
    """

    grounds: dict[tuple[str, str], int]
    disputed: int
    due: dict[date, int]
    last_reported_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a figure; ``query`` is the query string of the list that holds exactly it."""

    words: str
    count: int
    query: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """A figure and the parts that it is made of; ``among`` are not parts but stand among them."""

    level: Level
    count: int
    parts: tuple[Part, ...]
    among: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What a plan's figures rest on, and to which day the record of its Actions runs."""

    every: tuple[Split, ...]
    disputed: int
    last_reported_on: date | None

    @property
    def red(self) -> Split:
        """The figure of what is off track."""
        return self._of(Role.OFF_TRACK)

    @property
    def none(self) -> Split:
        """The figure of what nobody rated."""
        return self._of(Role.NOT_RATED)

    def _of(self, role: Role) -> Split:
        found = [each for each in self.every if each.level.role is role]
        return found[0] if found else Split(level=NOT_RATED, count=0, parts=())

    @property
    def splits(self) -> tuple[Split, ...]:
        """The figures that are not nought, red first."""
        return tuple(split for split in self.every if split.count)


def build_grounds(plan: PlanHead, *, as_of: date) -> Grounds:
    """Return what a plan's figures rest on; two queries at most."""
    scale = plan.scheme.scale
    tallies = count_by_recommendation(
        plan,
        "grounds",
        as_of=as_of,
        count=lambda rows: count_grounds(
            rows.with_rating(plan.scheme, as_of=as_of).with_ground(plan.scheme, as_of=as_of),
            scale.keys(Role.OFF_TRACK),
        ),
    ).values()
    counted: Counter[tuple[str, str]] = Counter()
    for tally in tallies:
        counted.update(tally.grounds)
    last = max((each.last_reported_on for each in tallies if each.last_reported_on), default=None)
    among = tuple(part for part in among_the_red(tallies, last, scale) if part.count)
    split = [each for each in scale.by_urgency if each.role in GROUNDS_OF_ROLE]
    return Grounds(
        every=tuple(
            split_of(level, counted, scale, among if level is scale.off_track else ())
            for level in split
        ),
        disputed=sum(tally.disputed for tally in tallies),
        last_reported_on=last,
    )


def count_grounds(
    rated: StandingQuerySet, off_track: Collection[str]
) -> dict[int, Counted[GroundTally]]:
    """Count standings of a day, whose rating and ground are annotated; two queries."""
    rows: dict[int, list[dict[str, Any]]] = defaultdict(list)
    columns = ("recommendation_id", "rating", "ground", "is_disputed")
    counts = {
        "found": Count("pk"),
        "newest": Max("pk"),
        "heard_on": Max("last_reported_on", filter=HAS_A_DAY),
    }
    for row in rated.order_by().values(*columns).annotate(**counts):  # type: ignore[misc]
        rows[row["recommendation_id"]].append(row)
    due: dict[int, dict[date, int]] = defaultdict(dict)
    past = rated.filter(ground__in=[Ground.UNDER_WAY, Ground.NEVER_REPORTED])  # type: ignore[misc]
    days = past.order_by().values_list("recommendation_id", "by_when_latest")
    for recommendation, day, found in days.annotate(Count("pk")):
        due[recommendation][day] = found
    return {
        pk: Counted(max(row["newest"] for row in found), tally_of(found, due[pk], off_track))
        for pk, found in rows.items()
    }


def tally_of(
    rows: Iterable[dict[str, Any]], due: dict[date, int], off_track: Collection[str]
) -> GroundTally:
    """Return what is counted of one Recommendation."""
    grounds: Counter[tuple[str, str]] = Counter()
    disputed, heard = 0, []
    for row in rows:
        grounds[row["rating"], row["ground"]] += row["found"]
        disputed += row["found"] if row["is_disputed"] and row["rating"] in off_track else 0
        heard += [row["heard_on"]] if row["heard_on"] else []
    return GroundTally(dict(grounds), disputed, due, max(heard, default=None))


def split_of(
    level: Level,
    counted: Counter[tuple[str, str]],
    scale: Scale,
    among: tuple[Part, ...] = (),
) -> Split:
    """Return a figure with its parts, those that are nought left out."""
    parts = tuple(
        Part(
            words=ground.words_in(scale),
            count=counted[level.key, ground.value],
            query=urlencode({"rating": level.key, "ground": ground.value}),
        )
        for ground in GROUNDS_OF_ROLE[level.role]
        if counted[level.key, ground.value]
    )
    count = sum(part.count for part in parts)
    return Split(level=level, count=count, parts=parts, among=among)


def among_the_red(
    tallies: Iterable[GroundTally], last: date | None, scale: Scale
) -> Iterable[Part]:
    """Yield what is known of some reds: that they fell due unheard, that words dispute them."""
    found = list(tallies)
    if last is not None:
        after = last + timedelta(days=1)
        yield Part(
            words=f"fell due after the last dated note, of {day_in_words(last)}",
            count=sum(number for each in found for day, number in each.due.items() if day > last),
            query=urlencode(
                {"rating": scale.off_track.key, "due": "past", "due_from": after.isoformat()}
            ),
        )
    yield Part(
        words="disputed by other words of the record",
        count=sum(each.disputed for each in found),
        query=urlencode({"rating": scale.off_track.key, "attention": "disputed"}),
    )
