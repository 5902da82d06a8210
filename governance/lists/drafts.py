"""The list of reports in hand: what waits for its reader, what is theirs, others', cleared."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from governance.presenters.drafts import DraftLine, Drafts
from herefordshire_cs.lib.lists import Column, ListTable
from herefordshire_cs.lib.templatetags.components import day
from herefordshire_cs.lib.text.words import day_in_words

WITHHELD = mark_safe('<span class="cs-written">Not for publication</span>')


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedDraft:
    """A report in hand, and what it is to its reader."""

    line: DraftLine
    whose: str


def listed(drafts: Drafts) -> Iterator[ListedDraft]:
    """Yield the reports in hand: first those that wait for the reader."""
    parts = (
        ("Waiting for your clearance", drafts.for_me),
        ("You are writing", drafts.mine),
        ("Drafts of others", drafts.others),
        ("Cleared, for a meeting still to come or for none yet", drafts.cleared),
    )
    for whose, lines in parts:
        yield from (ListedDraft(line=line, whose=whose) for line in lines)


class DraftTable(ListTable):
    """Reports in hand; the records are ListedDrafts."""

    sheet = "Reports"
    css = "cs-table--fixed cs-table--named"
    groups_of = {"whose": "Whose", "committee": "Committee", "state": "State"}
    default_group = "whose"

    title = Column("Report", accessor="line__title", is_head=True, sort=True, width=60)
    committee = Column(
        "For",
        accessor="line__committee",
        css="gv-col-name",
        empty="No meeting yet",
        sort=lambda record: record.line.held_on,
        width=44,
    )
    state = Column("State", accessor="line__state_words", css="gv-col-name", sort=True, width=28)
    saved_at = Column(
        "Last saved",
        accessor="line__saved_at",
        css="gv-col-name",
        empty="Nothing saved yet",
        sort=True,
        width=16,
    )
    author = Column(
        "Author", accessor="line__author", css="cs-col-when", is_chosen=False, sort=True, width=24
    )

    def render_title(self, value: str, record: ListedDraft) -> SafeString:
        """Return the link to the report, marked where it is not for publication."""
        mark = WITHHELD if record.line.paragraph else ""
        address = self.address("draft", record.line.slug)
        return format_html('<a class="govuk-link" href="{}">{}</a>{}', address, value, mark)

    def render_committee(self, value: str, record: ListedDraft) -> str:
        """Return for which meeting it is."""
        return f"{value}, {day(record.line.held_on)}" if record.line.held_on else value

    def value_committee(self, value: str, record: ListedDraft) -> str:
        """Return the same for a file."""
        held_on = record.line.held_on
        return f"{value}, {day_in_words(held_on)}" if held_on else value

    def render_state(self, value: str, record: ListedDraft) -> SafeString | str:
        """Return where it stands, and whom it waits for."""
        if not record.line.awaiting:
            return value
        awaited = ", ".join(record.line.awaiting)
        return format_html('{}<span class="cs-written">{}</span>', value, awaited)

    def render_saved_at(self, value: datetime, record: ListedDraft) -> SafeString:
        """Return when it was saved, which version, by whom."""
        by = f", by {record.line.author}" if record.line.author else ""
        written = '<span class="cs-nowrap">{}</span><span class="cs-written">Version {}{}</span>'
        return format_html(written, day(timezone.localtime(value).date()), record.line.version, by)

    def value_saved_at(self, value: datetime) -> str:
        """Return the day for a file."""
        return f"{timezone.localtime(value):%Y-%m-%d}"

    def group_whose(self, record: ListedDraft) -> str:
        """Return what it is to its reader."""
        return record.whose

    def group_committee(self, record: ListedDraft) -> str:
        """Return for which committee it is."""
        return record.line.committee or "No meeting yet"

    def group_state(self, record: ListedDraft) -> str:
        """Return where it stands."""
        return record.line.state_words
