"""The open risks of a register: their ratings before and after mitigation, and their owners."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from actionplan.presenters.risks import RiskLine, RiskRating
from herefordshire_cs.lib.lists import Column, ListTable
from herefordshire_cs.lib.text.words import day_in_words, natural


class RiskTable(ListTable):
    """Open risks as at a day; the records are RiskLines."""

    sheet = "Risks"
    css = "cs-table--dense"
    groups_of = {"attention": "What they need", "owner": "Owner"}

    reference = Column("Ref", is_head=True, width=8, sort=lambda record: natural(record.reference))
    description = Column("Risk", is_fixed=True, width=50)
    inherent = Column("Before", width=18, sort=lambda record: record.inherent.rating)
    mitigation = Column("Mitigation", empty="None named", width=50)
    owner = Column("Owner", width=28, sort=True)
    residual = Column("After", width=18, sort=lambda record: record.residual.rating)
    movement = Column("Since the last review", width=44)
    looked_at_on = Column("Looked at", is_chosen=False, empty="Never", width=14, sort=True)
    source = Column("Source", is_chosen=False, width=36)

    def render_reference(self, value: str, record: RiskLine) -> SafeString:
        """Return the link to the risk's page."""
        address = self.address("risk", record.register, value)
        return format_html('<a class="govuk-link" href="{}">{}</a>', address, value)

    def render_description(self, value: str, record: RiskLine) -> SafeString:
        """Return the risk, and of what it is one."""
        return format_html('{}<span class="cs-written">Of: {}</span>', value, record.belongs_to)

    def value_description(self, value: str, record: RiskLine) -> str:
        """Return the risk alone for a file."""
        return value

    def render_inherent(self, value: RiskRating) -> SafeString:
        """Return the rating before mitigation."""
        return _rating(value)

    def value_inherent(self, value: RiskRating) -> str:
        """Return the same for a file."""
        return _rating_in_words(value)

    def render_residual(self, value: RiskRating) -> SafeString:
        """Return the rating after mitigation."""
        return _rating(value)

    def value_residual(self, value: RiskRating) -> str:
        """Return the same for a file."""
        return _rating_in_words(value)

    def render_owner(self, value: str, record: RiskLine) -> SafeString | str:
        """Return whose it is, and how that is written where it is otherwise."""
        if value == record.owner_as_written:
            return value
        return format_html(
            '{}<span class="cs-written">‘{}’</span>', value, record.owner_as_written
        )

    def render_movement(self, value: str, record: RiskLine) -> SafeString:
        """Return what changed, what it needs, and that it was accepted."""
        needs = format_html_join(
            "",
            '<span class="cs-written"><strong>Needs attention.</strong> {}</span>',
            ((words,) for words in record.attentions),
        )
        accepted = format_html('<span class="cs-written">{}</span>', record.accepted)
        return format_html("{}{}{}", value, needs, accepted if record.accepted else "")

    def value_movement(self, value: str, record: RiskLine) -> str:
        """Return the same for a file."""
        needs = [f"Needs attention: {words}" for words in record.attentions]
        accepted = [record.accepted] if record.accepted else []
        return " ".join([value, *needs, *accepted])

    def render_looked_at_on(self, record: RiskLine) -> str:
        """Return when somebody last looked at it."""
        return day_in_words(record.looked_at_on) if record.looked_at_on else ""

    def group_attention(self, record: RiskLine) -> str:
        """Return whether it needs somebody."""
        return "Need attention" if record.attentions else "Need nothing now"

    def group_owner(self, record: RiskLine) -> str:
        """Return whose it is."""
        return record.owner or "Nobody named"


def _rating(rating: RiskRating) -> SafeString:
    return format_html(
        '<strong class="cs-nowrap">{}</strong><span class="cs-written">{} by {}{}</span>',
        rating.words,
        rating.likelihood,
        rating.severity,
        f"; {rating.note}" if rating.note else "",
    )


def _rating_in_words(rating: RiskRating) -> str:
    note = f"; {rating.note}" if rating.note else ""
    return f"{rating.words} ({rating.likelihood} by {rating.severity}{note})"
