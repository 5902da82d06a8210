"""The record of a plan as at a day, asked for a period: what every list of a report is made of."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from actionplan.models import Action, ProgressUpdate, Standing, StandingQuerySet
from actionplan.models.corrections import known
from actionplan.periodic_contents import GivenLine, StandingRow
from actionplan.periodic_kinds import KindRule, ReportPeriod, clip
from actionplan.presenters.actions import ActionLine, action_lines
from actionplan.presenters.impact_ratings import impact_counts_on
from actionplan.presenters.plans import PlanHead, build_plan_head
from herefordshire_cs.lib.rag import Level, RatingCounts

type Found = tuple[int, list[GivenLine]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodRecord:
    """The record of a plan as at a day, asked for a period."""

    plan: PlanHead
    rule: KindRule
    period: ReportPeriod
    as_of: date

    def standing_rows(self) -> tuple[StandingRow, ...]:
        """Return how many Actions have each rating now, and had before the period; two queries."""
        eve = self.period.first - timedelta(days=1)
        now = rating_counts(self.plan, as_of=self.as_of)
        before = None
        if eve >= self.plan.starts_on:
            before = rating_counts(build_plan_head(self.plan.slug, as_of=eve), as_of=eve)
        return tuple(
            StandingRow(
                level=level,
                before=None if before is None else before.of(level.key),
                now=now.of(level.key),
            )
            for level in self.plan.scheme.scale.levels
        )

    def impact_rows(self) -> tuple[StandingRow, ...]:
        """Return the same of impact, where the plan rates it apart; two queries, or none."""
        eve = self.period.first - timedelta(days=1)
        days = [self.as_of, *([eve] if eve >= self.plan.starts_on else [])]
        counts = impact_counts_on(self.plan, days)
        if self.plan.impact is None or not counts:
            return ()
        return tuple(
            StandingRow(
                level=level,
                before=counts[1].of(level.key) if len(counts) > 1 else None,
                now=counts[0].of(level.key),
            )
            for level in self.plan.impact.scale.levels
        )

    def standings(self) -> StandingQuerySet:
        """Return what is known of each Action, with its rating."""
        rows = Standing.objects.filter(plan=self.plan.pk).on(self.as_of)
        return rows.with_rating(self.plan.scheme, as_of=self.as_of).with_actions()

    def of_standings(
        self,
        name: str,
        rows: StandingQuerySet,
        order: str,
        at_most: int,
        said: Callable[[ActionLine], str],
    ) -> Found:
        """Return how many standings there are, and the first lines of them."""
        ordered = rows.order_by(order, "position")
        lines = action_lines(ordered[:at_most], self.plan, as_of=self.as_of)
        found = [
            self.line(
                name,
                line.reference,
                text=line.text,
                lead=line.lead,
                by_when=line.by_when,
                said=said(line),
                level=line.rating.level,
            )
            for line in lines
        ]
        return (rows.count() if len(found) == at_most else len(found)), found

    def of_rows[R](self, rows: Iterable[R], at_most: int, line: Callable[[R], GivenLine]) -> Found:
        """Return how many rows there are, and the first lines of them."""
        found = list(rows)
        return len(found), [line(row) for row in found[:at_most]]

    def line(
        self,
        name: str,
        reference: str = "",
        *,
        key: object = "",
        number: int | None = None,
        text: str = "",
        lead: str = "",
        by_when: str = "",
        said: str = "",
        level: Level | None = None,
    ) -> GivenLine:
        """Return a line with room for as many characters as the kind of report has."""
        return GivenLine(
            key=f"{name}-{key or reference}",
            reference=reference,
            number=number,
            text=clip(text.rstrip(" ."), self.rule.text),
            lead=clip(lead, self.rule.lead),
            by_when=clip(by_when, self.rule.said),
            said=clip(said, self.rule.said),
            level=level,
        )

    def of_action(
        self, name: str, action: Action, *, key: object = "", said: str = "", by_when: str = ""
    ) -> GivenLine:
        """Return a line of an Action, as it was worded on the day."""
        self.plan.past.put_back(action)
        return self.line(
            name,
            action.reference,
            key=key,
            text=action.text,
            lead=action.lead_words,
            said=said,
            by_when=by_when,
        )

    def notes(self, **of: int) -> QuerySet[ProgressUpdate]:
        """The notes of the period on something, but for those that are for the board only."""
        return ProgressUpdate.objects.filter(self.recorded, is_for_board=False, **of)

    @property
    def recorded(self) -> Q:
        """Recorded in the period, and standing in the record now."""
        return known(self.as_of) & Q(recorded_on__range=(self.period.first, self.period.last))


def rating_counts(plan: PlanHead, *, as_of: date) -> RatingCounts:
    """Return how many Actions of a plan had each rating on a day; one query."""
    rows = Standing.objects.filter(plan=plan.pk).on(as_of)
    counted = rows.with_rating(plan.scheme, as_of=as_of).rating_counts()
    return RatingCounts.of_ratings(counted, plan.scheme.scale)
