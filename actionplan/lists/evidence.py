"""The list of a plan's evidence."""

from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from actionplan.lists.cells import PlanTable, action_link
from actionplan.presenters.evidence import EvidenceRow, ShownThing
from herefordshire_cs.lib.lists import Column
from herefordshire_cs.lib.text.words import day_in_words, mid_sentence


class EvidenceTable(PlanTable):
    """Evidence that a reader may open, as at a day; the records are EvidenceRows."""

    sheet = "Evidence"
    css = ""
    orders = {"title": "title", "stands_for": "stands_for", "supplied_on": "recorded_on"}

    title = Column("Evidence", is_head=True, width=44, sort=True)
    kind = Column("Kind", is_chosen=False, width=18)
    stands_for = Column("Stands for", empty="No day", width=14, sort=True)
    place = Column("File or place", accessor="pk", width=40)
    shows = Column("Shows", width=30)
    accepted_by = Column("Accepted", empty="Not yet", width=34)
    supplied_on = Column("Supplied", is_chosen=False, width=14, sort=True)
    supplied_by = Column("Supplied by", is_chosen=False, width=26)
    opens = Column("Who may open it", is_chosen=False, width=26)
    retention = Column("Kept", is_chosen=False, width=26)

    def render_title(self, value: str, record: EvidenceRow) -> SafeString:
        """Return the link to its page; what it is, who supplied it, whether all may see it."""
        sensitivity = "" if record.sensitivity == "open" else f", {record.sensitivity}"
        return format_html(
            '<a class="govuk-link" href="{}">{}</a><span class="cs-written">{}, supplied by {} on '
            "{}{}</span>",
            self.address("evidence", self.plan.slug, record.pk),
            value,
            record.kind,
            record.supplied_by,
            day_in_words(record.supplied_on),
            sensitivity,
        )

    def render_stands_for(self, record: EvidenceRow) -> str:
        """Return the day that it stands for."""
        return day_in_words(record.stands_for) if record.stands_for else ""

    def render_place(self, record: EvidenceRow) -> SafeString | str:
        """Return its newest file, or where it is kept, and by whom."""
        held = format_html('<span class="cs-written">held by {}</span>', record.held_by)
        return format_html("{}{}", _place(record), held if record.held_by else "")

    def value_place(self, record: EvidenceRow) -> str:
        """Return the same for a file."""
        return f"{_place(record)}, held by {record.held_by}" if record.held_by else _place(record)

    def render_shows(self, record: EvidenceRow) -> SafeString:
        """Return what it is for, with the ways there."""
        return format_html_join(", ", "{}", ((self._shown(each),) for each in record.shows))

    def value_shows(self, record: EvidenceRow) -> str:
        """Return the same for a file."""
        return "; ".join(self._named(each) for each in record.shows)

    def render_accepted_by(self, value: str, record: EvidenceRow) -> str:
        """Return who accepted it, and when."""
        return f"{value}, {day_in_words(record.accepted_on)}" if record.accepted_on else value

    def value_accepted_by(self, value: str, record: EvidenceRow) -> str:
        """Return the same for a file."""
        return self.render_accepted_by(value, record)

    def render_supplied_on(self, record: EvidenceRow) -> str:
        """Return the day on which it was supplied."""
        return day_in_words(record.supplied_on)

    def _shown(self, thing: ShownThing) -> SafeString:
        if thing.kind == "action":
            return action_link(self, self.plan.slug, thing.reference)
        if thing.kind == "risk":
            address = self.address("risk", thing.register, thing.reference)
        else:
            address = self.address("recommendation", self.plan.slug, thing.reference)
        return format_html('<a class="govuk-link" href="{}">{}</a>', address, self._named(thing))

    def _named(self, thing: ShownThing) -> str:
        if thing.kind == "action":
            return thing.reference
        is_risk = thing.kind == "risk"
        kind = "risk" if is_risk else mid_sentence(self.plan.level_name)
        return f"{kind} {thing.reference}"


def _place(record: EvidenceRow) -> str:
    newest = record.newest
    if newest is None:
        return record.reference
    version = f", version {newest.number}" if newest.number > 1 else ""
    return f"{newest.filename}, {filesizeformat(newest.size)}{version}"
