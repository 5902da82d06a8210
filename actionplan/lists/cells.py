"""Cells that several lists of the plan have."""

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from actionplan.presenters.plans import PlanHead
from herefordshire_cs.lib.lists import ListTable

FROM_ABOVE = mark_safe(
    '<span class="cs-quiet">&nbsp;″<span class="govuk-visually-hidden"> from the row above in the'
    " paper</span></span>"
)


def action_link(table: ListTable, plan: str, reference: str) -> SafeString:
    """Return the link to an Action's page, as on the day of the list."""
    return format_html(
        '<a class="govuk-link" href="{}"><span class="govuk-visually-hidden">Action </span>{}</a>',
        table.address("action", plan, reference),
        reference,
    )


def lead_cell(lead: str, *, is_from_above: bool) -> SafeString | str:
    """Return who leads an Action, marked where the paper has nobody in its row."""
    return format_html("{}{}", lead, FROM_ABOVE) if is_from_above else lead


class PlanTable(ListTable):
    """A list of what one plan has."""

    def __init__(self, records: Any, *, plan: PlanHead, **options: Any) -> None:
        self.plan = plan
        super().__init__(records, **options)
