"""The list of days to come that notes of Actions named, and what was said since."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from actionplan.lists.cells import action_link, lead_cell
from actionplan.presenters.promises import PASSED, PromiseLine
from herefordshire_cs.lib.lists import Column, ListTable
from herefordshire_cs.lib.text.words import natural

SILENT, OTHERS = "Passed, and nothing said since", "To come, or spoken of since"


class PromiseTable(ListTable):
    """Promised days as at a day; the records are PromiseLines."""

    sheet = "Promised days"
    groups_of = {"state": "What became of it", "lead": "Lead"}
    default_group = "state"

    reference = Column(
        "Action",
        css="cs-col-ref",
        is_head=True,
        width=9,
        sort=lambda record: natural(record.reference),
    )
    promised_for = Column(
        "Promised for", css="cs-col-when", width=26, sort=lambda record: record.promised_by
    )
    words = Column("In these words", width=60)
    lead = Column("Lead", css="cs-col-lead", empty="Not stated", width=14, sort=True)
    state_words = Column("Since", css="cs-col-body", width=36)

    def render_reference(self, record: PromiseLine) -> SafeString:
        """Return the link to the Action's page."""
        return action_link(self, record.plan, record.reference)

    def render_promised_for(self, value: str, record: PromiseLine) -> SafeString | str:
        """Return the day, and how it is written where that is otherwise."""
        if record.as_written == value:
            return value
        return format_html('{}<span class="cs-written">‘{}’</span>', value, record.as_written)

    def value_promised_for(self, value: str, record: PromiseLine) -> str:
        """Return the same for a file."""
        return value if record.as_written == value else f"{value} (‘{record.as_written}’)"

    def render_words(self, value: str, record: PromiseLine) -> SafeString:
        """Return the words of the note, and when it was said."""
        return format_html('{}<span class="cs-written">{}</span>', value, record.said)

    def value_words(self, value: str, record: PromiseLine) -> str:
        """Return the same for a file."""
        return f"{value} ({record.said})"

    def render_lead(self, value: str, record: PromiseLine) -> SafeString | str:
        """Return who leads the Action."""
        return lead_cell(value, is_from_above=record.is_lead_from_above)

    def group_state(self, record: PromiseLine) -> str:
        """Return whether it passed in silence."""
        return SILENT if record.state == PASSED else OTHERS

    def group_lead(self, record: PromiseLine) -> str:
        """Return who leads its Action."""
        return record.lead or "Not stated"
