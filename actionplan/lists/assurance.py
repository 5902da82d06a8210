"""The assurance log: who looked at the work, and what was found."""

from collections.abc import Sequence

from django.template.defaultfilters import truncatechars
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from actionplan.lists.cells import PlanTable, action_link
from actionplan.presenters.assurance import AssuranceLine, NamedThing
from herefordshire_cs.lib.lists import Column
from herefordshire_cs.lib.text.words import day_in_words

SHORT = 160  # characters of what was found that a list shows; its page and its file have all


class AssuranceTable(PlanTable):
    """Looks at the work up to a day; the records are AssuranceLines."""

    sheet = "Assurance"
    css = ""
    orders = {"took_place_on": "took_place_on", "who": "who"}

    took_place_on = Column("Day", is_head=True, width=14, sort=True)
    who = Column("What and who", width=30, sort=True)
    scope = Column("What was looked at", stacked="Looked at", width=50)
    findings = Column("What was found", stacked="Found", width=60)
    covers = Column("Actions", width=20)
    remark = Column("Remark", is_chosen=False, width=40)
    source = Column("Source", is_chosen=False, width=34)

    def render_took_place_on(self, record: AssuranceLine) -> SafeString:
        """Return the day, which leads to the entry."""
        return format_html(
            '<a class="govuk-link" href="{}">{}</a>',
            self.address("assurance-entry", self.plan.slug, record.pk),
            day_in_words(record.took_place_on),
        )

    def render_who(self, record: AssuranceLine) -> SafeString | str:
        """Return what was done by whom, and who recorded it."""
        said = f"{record.kind} by {record.who}"
        if not record.recorded_by:
            return said
        posted = f", {record.posted}" if record.posted else ""
        return format_html(
            '{}<span class="cs-written">recorded by {}{}</span>', said, record.recorded_by, posted
        )

    def value_who(self, record: AssuranceLine) -> str:
        """Return the same for a file."""
        return f"{record.kind} by {record.who}"

    def render_scope(self, value: str) -> str:
        """Return how what was looked at begins."""
        return truncatechars(value, SHORT)

    def value_scope(self, value: str) -> str:
        """Return all of it for a file."""
        return value

    def render_findings(self, value: str) -> str:
        """Return how what was found begins."""
        return truncatechars(value, SHORT)

    def value_findings(self, value: str) -> str:
        """Return all of it for a file."""
        return value

    def render_covers(self, record: AssuranceLine) -> SafeString:
        """Return the Actions that were looked at, and what follows, with the ways there."""
        follows = (
            format_html('<span class="cs-written">Follows: {}</span>', self._named(record.follows))
            if record.follows
            else ""
        )
        return format_html("{}{}", self._named(record.covers), follows)

    def value_covers(self, record: AssuranceLine) -> str:
        """Return the same for a file."""
        covers = "; ".join(_words(each) for each in record.covers)
        follows = "; ".join(_words(each) for each in record.follows)
        return f"{covers}. Follows: {follows}" if follows else covers

    def _named(self, things: Sequence[NamedThing]) -> SafeString:
        return format_html_join(", ", "{}", ((self._link(each),) for each in things))

    def _link(self, thing: NamedThing) -> SafeString:
        if not thing.register:
            return action_link(self, self.plan.slug, thing.reference)
        address = self.address("risk", thing.register, thing.reference)
        return format_html('<a class="govuk-link" href="{}">{}</a>', address, _words(thing))


def _words(thing: NamedThing) -> str:
    return f"risk {thing.reference}" if thing.register else thing.reference
