"""The list of meetings: those to come, the soonest first, then those held, the latest first."""

from datetime import date

from django.utils.formats import date_format, time_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from governance.presenters.meetings import MeetingHead
from herefordshire_cs.lib.lists import Column, ListTable
from herefordshire_cs.lib.templatetags.components import day, weekday_day

LINK = '<a class="govuk-link" href="{}">{}<span class="govuk-visually-hidden">, {}</span></a>'


class MeetingTable(ListTable):
    """Meetings as they are known on a day; the records are MeetingHeads."""

    sheet = "Meetings"
    css = "cs-table--fixed cs-table--named"
    groups_of = {"month": "Month", "committee": "Committee", "state_words": "State"}
    default_group = "month"

    held_on = Column("Day", css="gv-col-day", is_head=True, sort=True, width=14)
    committee = Column("Committee", is_fixed=True, sort=True, width=44)
    venue = Column("Place", empty="Not given", width=40)
    state_words = Column("State", css="gv-col-state", sort=True, width=22)
    publish_by = Column(
        "Papers out by", css="cs-col-when", empty="Not counted", sort=True, width=14
    )
    contact = Column("Contact", css="cs-col-body", is_chosen=False, width=36)

    def render_held_on(self, value: date, record: MeetingHead) -> SafeString:
        """Return the link to the meeting, by its day."""
        address = self.address("meeting", record.slug)
        return format_html(LINK, address, weekday_day(value), record.committee)

    def render_venue(self, value: str, record: MeetingHead) -> str:
        """Return where, and when it begins."""
        at = f", {time_format(record.begins_at, 'g.i a')}" if record.begins_at else ""
        return f"{value}{at}"

    def value_venue(self, value: str, record: MeetingHead) -> str:
        """Return the same for a file."""
        return self.render_venue(value, record)

    def render_publish_by(self, value: date) -> str:
        """Return the last day for its papers."""
        return day(value)

    def group_month(self, record: MeetingHead) -> str:
        """Return whether it is to come or was held, with its month."""
        when = "To come" if record.held_on >= self.day.as_of else "Held"
        return f"{when}: {date_format(record.held_on, 'F Y')}"

    def group_committee(self, record: MeetingHead) -> str:
        """Return of which body it is."""
        return record.committee

    def group_state_words(self, record: MeetingHead) -> str:
        """Return how far it is."""
        return record.state_words
