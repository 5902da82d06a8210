"""How a plan moved since a body last saw it: the figures then and now, where, and whose."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Min, Q

from actionplan.models import Standing
from actionplan.presenters.months import IN_PLACE, MonthsPage, build_months_page
from actionplan.presenters.officers import LEADING_PARTS
from actionplan.presenters.plans import PlanHead
from actionplan.rag import OPEN_STATUSES
from herefordshire_cs.lib.rag import Level, Rag
from herefordshire_cs.lib.text.words import count_in_words, day_in_words

SHOWN_AT_MOST = 5  # of each list, so that all stand on one screen


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureThenAndNow:
    """How many Actions have a rating, how many had it then, and at the end of each month."""

    level: Level
    now: int
    then: int
    months: tuple[Decimal, ...]

    @property
    def change(self) -> str:
        """The change in words."""
        more = self.now - self.then
        if not more:
            return "No change"
        return f"{more} more" if more > 0 else f"{-more} fewer"


@dataclass(frozen=True, slots=True, kw_only=True)
class GotWorse:
    """A Recommendation with more reds than it had."""

    number: int
    text: str
    then: int
    now: int

    @property
    def more(self) -> int:
        """How many more reds it has."""
        return self.now - self.then


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """A lead with reds: of how many Actions, how many were due and never spoken of, and
    the by-when of the oldest red.
    """

    initials: str
    red: int
    total: int
    silent: int
    oldest_by_when: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ThenAndNow:
    """How a plan moved between two days; ``body`` met on the first, or is blank."""

    since: date
    body: str
    figures: tuple[FigureThenAndNow, ...]
    worse: tuple[GotWorse, ...]
    behind: tuple[Behind, ...]

    @property
    def sentence(self) -> str:
        """The movement as a sentence that can be read aloud."""
        red, green = self._of(Rag.RED), self._of(Rag.GREEN)
        when = day_in_words(self.since)
        then = f"when the {self.body} met on {when}" if self.body else f"on {when}"
        are = f"{count_in_words(red[1], 'action is', 'actions are')} red"
        more = red[1] - red[0]
        if more:
            are += f", {abs(more)} {'more' if more > 0 else 'fewer'} than {then}"
        else:
            are += f", as many as {then}"
        if green[0] == green[1]:
            return f"{are}; green stands at {green[1]} as it did."
        return f"{are}; green went from {green[0]} to {green[1]}."

    @property
    def worse_first(self) -> tuple[GotWorse, ...]:
        """Those that got worst, the worst first."""
        return self.worse[:SHOWN_AT_MOST]

    @property
    def worse_besides(self) -> int:
        """How many others got worse."""
        return len(self.worse) - len(self.worse_first)

    @property
    def behind_first(self) -> tuple[Behind, ...]:
        """The leads with the most reds."""
        return self.behind[:SHOWN_AT_MOST]

    @property
    def behind_besides(self) -> int:
        """How many other leads have reds."""
        return len(self.behind) - len(self.behind_first)

    def _of(self, rag: Rag) -> tuple[int, int]:
        figures = [figure for figure in self.figures if figure.level.rag is rag]
        return sum(each.then for each in figures), sum(each.now for each in figures)


type Counts = dict[int, dict[str, int]]  # by Recommendation and level


def build_then_and_now(
    plan: PlanHead, texts: Mapping[int, str], *, since: date, body: str, as_of: date
) -> ThenAndNow:
    """Return how a plan moved since a day; four queries.

    ``texts`` are those of the Recommendations, by number.
    """
    then, now = _count(plan, since), _count(plan, as_of)
    months = build_months_page(plan, as_of=as_of)
    return ThenAndNow(
        since=since,
        body=body,
        figures=tuple(
            FigureThenAndNow(
                level=level,
                now=_sum(now.values(), level),
                then=_sum(then.values(), level),
                months=_months(months, plan, level),
            )
            for level in plan.scheme.scale.levels
        ),
        worse=_worse(plan, texts, then, now),
        behind=_behind(plan, as_of=as_of),
    )


def _count(plan: PlanHead, day: date) -> Counts:
    rows = (
        Standing.objects.filter(plan=plan.pk)
        .on(day)
        .with_rating(plan.scheme, as_of=day)
        .order_by()
        .values_list("action__recommendation__number", "rating")  # type: ignore[misc]  # annotated
        .annotate(Count("pk"))
    )
    found: Counts = defaultdict(lambda: defaultdict(int))
    for number, rating, count in rows:
        found[number][plan.scheme.scale.of(rating).key] += count
    return found


def _sum(counts: Iterable[Mapping[str, int]], level: Level) -> int:
    return sum(each.get(level.key, 0) for each in counts)


def _months(page: MonthsPage, plan: PlanHead, level: Level) -> tuple[Decimal, ...]:
    keys = {level.key} | ({IN_PLACE} if level is plan.scheme.scale.not_rated else set())
    return tuple(
        Decimal(sum(each.count for each in month.counts if each.key in keys))
        for month in reversed(page.months)
    )


def _worse(
    plan: PlanHead, texts: Mapping[int, str], then: Counts, now: Counts
) -> tuple[GotWorse, ...]:
    red = [level.key for level in plan.scheme.scale.levels if level.rag is Rag.RED]
    lines = [
        GotWorse(
            number=number,
            text=texts.get(number, ""),
            then=sum(then.get(number, {}).get(key, 0) for key in red),
            now=sum(counts.get(key, 0) for key in red),
        )
        for number, counts in now.items()
    ]
    worse = (line for line in lines if line.more > 0)
    return tuple(sorted(worse, key=lambda line: (-line.more, line.number)))


def _behind(plan: PlanHead, *, as_of: date) -> tuple[Behind, ...]:
    red = [level.key for level in plan.scheme.scale.levels if level.rag is Rag.RED]
    never = Q(updates_count=0, by_when_latest__lt=as_of, status__in=OPEN_STATUSES)
    rows = (
        Standing.objects.filter(plan=plan.pk)
        .on(as_of)
        .with_rating(plan.scheme, as_of=as_of)
        .filter(action__roles__part__in=LEADING_PARTS, action__roles__officer__isnull=False)
        .order_by()
        .values("action__roles__officer__initials")
        .annotate(
            red=Count("action", filter=Q(rating__in=red), distinct=True),
            total=Count("action", distinct=True),
            silent=Count("action", filter=never, distinct=True),
            oldest_by_when=Min("by_when_latest", filter=Q(rating__in=red)),
        )
    )
    lines = [
        Behind(
            initials=row["action__roles__officer__initials"],
            red=row["red"],
            total=row["total"],
            silent=row["silent"],
            oldest_by_when=row["oldest_by_when"],
        )
        for row in rows
        if row["red"]
    ]
    return tuple(sorted(lines, key=lambda line: (-line.red, -line.silent, line.initials)))
