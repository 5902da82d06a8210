"""The list of what committees asked for: each limb, and what became of it."""

from datetime import date

from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from governance.presenters.resolutions import LimbLine
from herefordshire_cs.lib.lists import Column, ListTable, quiet
from herefordshire_cs.lib.templatetags.components import day, short_day
from herefordshire_cs.lib.text.words import day_in_words

TO_DO = "to_do"  # the column of those who may answer
REFERENCE = (
    '<a class="govuk-link" href="{}">{}<span class="govuk-visually-hidden"> of {}</span></a>'
)


class ResolutionTable(ListTable):
    """Limbs as they stood on a day; the records are LimbLines, told as their reader may know."""

    sheet = "Resolutions"
    css = "cs-table--fixed cs-table--named"
    groups_of = {"committee": "Committee", "requested_of": "Of whom", "state_words": "State"}

    reference = Column(
        "Minute",
        css="gv-col-state",
        is_head=True,
        width=12,
        sort=lambda record: (record.held_on, record.minute, record.letter),
    )
    committee = Column("Committee", css="cs-col-when", is_chosen=False, sort=True, width=30)
    text = Column("What was asked", stacked="", is_fixed=True, width=70)
    requested_of = Column("Of whom", css="cs-col-when", empty="Nobody named", sort=True, width=24)
    due_on = Column("By when", accessor="pk", css="cs-col-when", sort=lambda each: each.due_on)
    state_words = Column(
        "State and reply", css="gv-col-name", stacked="State", sort=True, width=50
    )
    to_do = Column("To do", accessor="pk", css="cs-col-when", stacked="", is_for_some=True)

    def __init__(self, *args: object, runs_meetings: bool = False, **options: object) -> None:
        self.runs_meetings = runs_meetings
        super().__init__(*args, **options)  # type: ignore[arg-type]  # passed on as they came

    def render_reference(self, value: str, record: LimbLine) -> SafeString:
        """Return the minute that holds it, with its day."""
        link = format_html(
            REFERENCE, self.address("meeting-minutes", record.meeting), value, day(record.held_on)
        )
        written = '{}<span class="cs-written" aria-hidden="true">{}</span>'
        return format_html(written, link, short_day(record.held_on))

    def value_reference(self, value: str, record: LimbLine) -> str:
        """Return the same for a file."""
        return f"{value} of {day_in_words(record.held_on)}"

    def render_text(self, record: LimbLine) -> str:
        """Return what was asked, or on what ground it is withheld."""
        return render_to_string("governance/resolutions/_words.html", {"line": record})

    def value_text(self, value: str, record: LimbLine) -> str:
        """Return the same for a file."""
        if record.is_withheld and record.exemption:
            return f"The minute is exempt: {record.exemption.ground}"
        return value

    def render_requested_of(self, value: str, record: LimbLine) -> SafeString | str:
        """Return of whom; of what is withheld nothing."""
        return quiet("Withheld") if record.is_withheld else value

    def value_requested_of(self, value: str, record: LimbLine) -> str:
        """Return the same for a file."""
        return "Withheld" if record.is_withheld else value

    def render_due_on(self, record: LimbLine) -> str:
        """Return by when, with the words of the minute."""
        return render_to_string("governance/resolutions/_when.html", {"line": record})

    def value_due_on(self, record: LimbLine) -> date | str:
        """Return the day for a file, or the words where there is none."""
        return "" if record.is_withheld else record.due_on or record.due_words

    def render_state_words(self, value: str, record: LimbLine) -> str:
        """Return where it stands, what was replied and what it became."""
        return render_to_string(
            "governance/resolutions/_state.html", {"line": record, "day": self.day}
        )

    def value_state_words(self, value: str, record: LimbLine) -> str:
        """Return where it stands and what was replied, for a file."""
        late = ", late" if record.is_late else ""
        return f"{value}{late}{f'. {record.reply}' if record.reply else ''}"

    def render_to_do(self, record: LimbLine) -> SafeString | str:
        """Return what the reader may do with it."""
        if record.is_withheld:
            return ""
        doors = [("resolution-reply", "Reply or close")] if record.is_open else []
        if self.runs_meetings:
            asking = ("resolution-ask", "Of whom, by when")
            doors.append(asking if record.is_open else ("resolution-reopen", "Open again"))
        whose = f"{record.reference} of {day(record.held_on)}"
        return format_html_join(
            "",
            '<p class="gv-door"><a class="govuk-link" href="{}">{}'
            '<span class="govuk-visually-hidden">: {}</span></a></p>',
            ((self.address(name, record.pk), words, whose) for name, words in doors),
        )

    def group_committee(self, record: LimbLine) -> str:
        """Return which committee asked."""
        return record.committee

    def group_requested_of(self, record: LimbLine) -> str:
        """Return who was asked."""
        return "Withheld" if record.is_withheld else record.requested_of or "Nobody named"

    def group_state_words(self, record: LimbLine) -> str:
        """Return where it stands."""
        return record.state_words
