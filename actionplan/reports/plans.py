"""What stands at the head of every page and document of a plan."""

from dataclasses import dataclass, field
from datetime import date

from actionplan.models import Plan, ReportingOccasion
from actionplan.rag import Scheme
from herefordshire_cs.lib.rag import Rag
from herefordshire_cs.lib.words import count_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingMeaning:
    """One colour of the plan's scheme and its printed meaning, with any remark on its source."""

    rag: Rag
    as_written: str
    definition: str
    remark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanHead:
    """A plan's name, its words for its parts, and what its ratings mean."""

    pk: int
    slug: str
    title: str
    full_title: str
    level_name: str
    level_name_plural: str
    group_name: str
    group_explanation: str
    starts_on: date
    reporting_cycle_days: int
    cycle_reason: str
    scheme: Scheme
    scheme_remark: str
    meanings: tuple[RatingMeaning, ...]
    # Not a part of what the plan says, so no document or page differs by it.
    standings_mark: str = field(repr=False, compare=False)

    def count_parts(self, count: int) -> str:
        """Return ``17 recommendations``, in the plan's own word for them."""
        return count_in_words(count, self.level_name.lower(), self.level_name_plural.lower())


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """A day on which the plan was put before a body."""

    occurred_on: date
    body: str
    what: str
    remark: str
    source: str
    is_progress_report: bool


def plan_head(plan: Plan) -> PlanHead:
    """Return the head of a plan that was fetched ``with_scheme``."""
    definitions = {definition.rag: definition for definition in plan.scheme.definitions.all()}
    return PlanHead(
        pk=plan.pk,
        slug=plan.slug,
        title=plan.title,
        full_title=plan.full_title,
        level_name=plan.level_name,
        level_name_plural=plan.level_name_plural,
        group_name=plan.group_name,
        group_explanation=plan.group_explanation,
        starts_on=plan.starts_on,
        reporting_cycle_days=plan.reporting_cycle_days,
        cycle_reason=plan.cycle_reason,
        scheme=plan.rating_scheme(),
        scheme_remark=plan.scheme.remark,
        meanings=tuple(
            RatingMeaning(
                rag=rag,
                as_written=definitions[rag].as_written,
                definition=definitions[rag].definition,
                remark=definitions[rag].remark,
            )
            for rag in Rag
        ),
        standings_mark=plan.standings_mark,
    )


def build_plan_head(slug: str) -> PlanHead:
    """Return the head of one plan; two queries. Raises ``Plan.DoesNotExist``."""
    return plan_head(Plan.objects.with_scheme().get(slug=slug))


def occasions(plan: PlanHead) -> tuple[Occasion, ...]:
    """Return the days on which the plan was put before somebody; one query."""
    found = ReportingOccasion.objects.filter(plan=plan.pk).select_related("source")
    return tuple(occasion_line(row) for row in found)


def occasion_line(row: ReportingOccasion) -> Occasion:
    """Return one occasion in words."""
    source = f"{row.source}, {row.source_place}" if row.source else ""
    return Occasion(
        occurred_on=row.occurred_on,
        body=row.body,
        what=row.what,
        remark=row.remark,
        source=source,
        is_progress_report=row.is_progress_report,
    )


def last_report_before(as_of: date, found: tuple[Occasion, ...]) -> Occasion | None:
    """Return the last time a body was told of progress before a day: the day to compare with."""
    earlier = [
        occasion
        for occasion in found
        if occasion.is_progress_report and occasion.body and occasion.occurred_on < as_of
    ]
    return earlier[-1] if earlier else None


def next_report_after(as_of: date, found: tuple[Occasion, ...]) -> Occasion | None:
    """Return the next time a body is to be told of progress: what an update is read for."""
    later = [occasion for occasion in found if occasion.body and occasion.occurred_on > as_of]
    return later[0] if later else None


def build_current_plan_head(*, as_of: date) -> PlanHead:
    """Return the head of the plan that began last by a day. Raises ``Plan.DoesNotExist``."""
    begun = Plan.objects.with_scheme().filter(starts_on__lte=as_of).order_by("-starts_on")
    plan = begun.first()
    if plan is None:
        raise Plan.DoesNotExist
    return plan_head(plan)
