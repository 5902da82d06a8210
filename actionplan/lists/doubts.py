"""The list of what is doubtful in a plan's record."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from actionplan.lists.cells import PlanTable
from actionplan.presenters.doubts import DoubtAbout
from herefordshire_cs.lib.lists import Column
from herefordshire_cs.lib.text.words import natural

SETTLE = "settle"  # the column of those who may settle a doubt


class DoubtTable(PlanTable):
    """Doubts as they stood on a day; the records are DoubtAbouts."""

    sheet = "Doubts"
    css = "cs-table--fixed cs-table--dense cs-table--named"
    groups_of = {"kind": "What it is about", "field": "Field"}
    default_group = "kind"

    subject = Column(
        "About",
        css="cs-col-body",
        is_head=True,
        width=30,
        sort=lambda record: natural(record.subject),
    )
    field = Column("Field", accessor="line__about", css="cs-col-when", width=18, sort=True)
    text = Column("What is uncertain", accessor="line__text", stacked="", is_fixed=True, width=70)
    settled = Column(
        "Settled", accessor="line__settled", css="cs-col-body", is_chosen=False, width=40
    )
    settle = Column("Settle", accessor="line__pk", css="cs-col-n", stacked="", is_for_some=True)

    def render_subject(self, value: str, record: DoubtAbout) -> SafeString | str:
        """Return what is doubted, with its page where it has one."""
        if record.reference:
            address = self.address("action", self.plan.slug, record.reference)
        elif record.recommendation:
            address = self.address("recommendation", self.plan.slug, record.recommendation)
        elif record.initials:
            address = self.address("officer", record.initials)
        else:
            return value
        return format_html('<a class="govuk-link" href="{}">{}</a>', address, value)

    def render_field(self, value: str) -> str:
        """Return which of its fields."""
        return f"{value[:1].upper()}{value[1:]}"

    def render_text(self, value: str, record: DoubtAbout) -> SafeString:
        """Return the doubt, and how it was settled if it was."""
        line = record.line
        settlement = (
            format_html(
                '<p class="cs-doubt"><strong>{}.</strong> {}</p>', line.settled, line.settlement
            )
            if line.settled
            else ""
        )
        return format_html("<strong>{}</strong> {}{}", line.heading, value, settlement)

    def value_text(self, value: str, record: DoubtAbout) -> str:
        """Return the same for a file."""
        line = record.line
        settlement = f" {line.settled}. {line.settlement}" if line.settled else ""
        return f"{line.heading} {value}{settlement}"

    def render_settle(self, value: int, record: DoubtAbout) -> SafeString | str:
        """Return the door to settling it; one that is settled has none."""
        if record.line.settled:
            return ""
        return format_html(
            '<a class="govuk-link" href="{}">Settle<span class="govuk-visually-hidden"> {} {}'
            "</span></a>",
            self.address("doubt-settle", self.plan.slug, value),
            record.line.heading,
            record.subject,
        )

    def group_kind(self, record: DoubtAbout) -> str:
        """Return what it is about; what is settled stands together."""
        return "Settled" if record.line.settled else record.kind.value

    def group_field(self, record: DoubtAbout) -> str:
        """Return which field it is about."""
        return self.render_field(record.line.about)
