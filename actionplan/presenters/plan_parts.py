"""The lists that a plan is made of, as at a day."""

from django.db.models import Model, QuerySet

from actionplan.models import GlossaryTerm, Plan, Recommendation, ReportingLine
from actionplan.presenters.plans import PlanHead
from herefordshire_cs.kept.models import as_they_were


def recommendations_of(plan: PlanHead, rows: QuerySet[Recommendation]) -> list[Recommendation]:
    """Return a plan's recommendations as at the day of its head, in the order of their numbers."""
    return list(plan.past.each(parts_of(plan, rows, by=("number",))))


def parts_of[M: Model](
    plan: PlanHead, rows: QuerySet[M], by: tuple[str, ...] = ("order",)
) -> list[M]:
    """Return all rows of one list of a plan as at the day of its head, in the order ``by``.

    One query; another where the plan was edited since.
    """
    if plan.edited_since is None:
        return list(rows)
    return as_they_were(rows, rows.model, of=plan.pk, as_of=plan.edited_since, by=by)


def count_reporting_lines() -> int:
    """Return how many lines say who reports to whom, of all plans."""
    return ReportingLine.objects.count()


def count_terms() -> int:
    """Return how many terms are explained, of all plans."""
    return GlossaryTerm.objects.count()


def named_plans() -> list[tuple[str, str]]:
    """Return the short name and the title of each plan; one query."""
    return list(Plan.objects.order_by("title").values_list("slug", "title"))
