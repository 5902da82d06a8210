"""The list of what was recorded: its columns, for the screen, for files and for print."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from herefordshire_cs.lib.lists import Column, ListTable
from herefordshire_cs.lib.log import LogEntry
from herefordshire_cs.lib.templatetags.components import day, short_day


class LogTable(ListTable):
    """What was recorded, the newest first; the records are LogEntries."""

    sheet = "Log"
    css = "cs-table--fixed"

    at = Column("Recorded at", css="cs-col-when", is_head=True, width=20)
    who = Column("By", css="gv-col-name", width=24)
    did = Column("What was done", is_fixed=True, stacked="What", width=36)
    about = Column("About", width=40)
    speaks_of = Column("Day it is about", css="cs-col-short", width=16)
    was = Column("Was", css="cs-col-body", width=50)
    now = Column("Is now", css="cs-col-body", width=50)

    def render_at(self, value: datetime) -> SafeString:
        """Return the day and the time."""
        at = timezone.localtime(value)
        written = '{}<span class="cs-written">{}</span>'
        return format_html(written, short_day(at), date_format(at, "g.i a"))

    def value_at(self, value: datetime) -> str:
        """Return the instant for a file, so that it sorts."""
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M:%S}"

    def render_did(self, value: str) -> str:
        """Return what was done."""
        return f"{value[:1].upper()}{value[1:]}"

    def render_about(self, value: str, record: LogEntry) -> SafeString | str:
        """Return what it is about, with its page where it has one."""
        if not record.url:
            return value
        return format_html('<a class="govuk-link" href="{}">{}</a>', record.url, value)

    def render_speaks_of(self, value: date) -> str:
        """Return the day that it is about."""
        return day(value)

    def render_was(self, value: str) -> SafeString:
        """Return what stood before."""
        return format_html("<del>{}</del>", value)
