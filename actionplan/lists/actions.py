"""The list of a plan's Actions: its columns and what it can be grouped by."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from actionplan.lists.cells import action_link, lead_cell
from actionplan.presenters.actions import ActionLine
from actionplan.presenters.plans import PlanHead
from herefordshire_cs.lib.lists import (
    Asked,
    Column,
    Group,
    ListTable,
    RatedWord,
    RatingColumn,
    quiet,
)
from herefordshire_cs.lib.lists.rows import Reader, reader_of
from herefordshire_cs.lib.rag import Level, RatingCounts
from herefordshire_cs.lib.templatetags.components import day_address
from herefordshire_cs.lib.text.words import when_in_short
from herefordshire_cs.lib.web.requests import AsAt

TICK = "tick"  # the column of those who may do something with several actions


def labels_of(plan: PlanHead) -> dict[str, str]:
    """Return the plan's own words for what it has, by the names of the columns."""
    return {"recommendation": plan.level_name}


class ActionTable(ListTable):
    """Actions as at a day; the records are ActionLines, with details where a column asks so."""

    sheet = "Actions"
    css = "cs-table--fixed cs-table--rows"
    groups_of = {"recommendation": "Recommendation", "lead": "Lead", "rating": "Rating"}
    default_sort = "reference"

    tick = Column(
        "Tick",
        accessor="reference",
        css="cs-col-tick",
        cell="cs-cell-tick",
        stacked="",
        is_for_some=True,
        is_mute=True,
    )
    reference = Column("Action", css="cs-col-ref", is_head=True, sort=True, width=9)
    text = Column("What is to be done", cell="cs-cell-title", stacked="", is_fixed=True, width=60)
    recommendation = Column("Recommendation", css="cs-col-n", is_chosen=False, width=16)
    area = Column("Project area", css="cs-col-when", is_chosen=False, width=28)
    lead = Column("Lead", css="cs-col-who", empty="Not stated", sort=True, width=14)
    by_when = Column("By when", css="cs-col-short", empty="Not stated", sort=True, width=24)
    by_when_latest = Column(
        "Latest day", css="cs-col-upd", is_chosen=False, empty="Not known", width=14
    )
    lateness = Column("Days", css="cs-col-days", sort=True, width=15)
    rating = RatingColumn(accessor="rating__level", sort=True)
    status = Column("Status", css="cs-col-lead", is_chosen=False, width=15)
    why = Column("Why", css="cs-col-why", cell="cs-cell-why", stacked="", width=50)
    last_update = Column(
        "Last update", accessor="updates_count", css="cs-col-last", sort=True, width=18
    )
    updates_count = Column("Updates", css="cs-col-n", cell="cs-num", is_chosen=False, width=9)
    times_moved = Column("Times moved", css="cs-col-n", cell="cs-num", is_chosen=False, width=9)
    partners = Column(
        "Partners", accessor="details__partners", css="cs-col-when", is_chosen=False, width=24
    )
    additional_capacity = Column(
        "Additional capacity",
        accessor="details__additional_capacity",
        css="cs-col-when",
        is_chosen=False,
        width=36,
    )
    success_criteria = Column(
        "Success criteria",
        accessor="details__success_criteria",
        css="cs-col-body",
        is_chosen=False,
        width=50,
    )
    milestones = Column(
        "Milestones",
        accessor="details__milestones",
        css="cs-col-body",
        is_chosen=False,
        width=40,
    )
    evidence = Column(
        "Evidence",
        accessor="details__evidence",
        css="cs-col-n",
        cell="cs-num",
        is_chosen=False,
        width=9,
    )
    impact = RatingColumn("Impact", stacked="Impact", is_for_some=True)
    source = Column(
        "Source", accessor="details__source", css="cs-col-when", is_chosen=False, width=32
    )

    def __init__(self, *args: Any, rates_impact: bool = False, **kwargs: Any) -> None:
        self.rates_impact = rates_impact
        super().__init__(*args, **kwargs)

    def shows(self, name: str, column: Column, may: Collection[str]) -> bool:
        """Say whether a column is shown: impact wherever the plan rates it."""
        return self.rates_impact if name == "impact" else super().shows(name, column, may)

    def readers_of_file(self) -> list[Reader]:
        """Return the columns of its file, and impact where the plan rates it."""
        found = super().readers_of_file()
        return [*found, reader_of(self.columns["impact"])] if self.rates_impact else found

    def render_tick(self, record: ActionLine) -> SafeString:
        """Return the box that ticks an Action."""
        return format_html(
            '<label class="cs-tickbox"><input type="checkbox" name="ticked" value="{}"'
            ' aria-label="Tick {}, {}"></label>',
            record.reference,
            record.reference,
            record.title,
        )

    def render_reference(self, record: ActionLine) -> SafeString:
        """Return the link to the Action's page."""
        return action_link(self, record.plan, record.reference)

    def render_text(self, record: ActionLine) -> SafeString | str:
        """Return its short title, after its project area where that has no column."""
        if not record.area or "area" in self.asked.columns:
            return record.title
        return format_html('<span class="cs-written">{}</span>{}', record.area, record.title)

    def render_lead(self, value: str, record: ActionLine) -> SafeString | str:
        """Return who leads, marked where the paper has nobody in this row."""
        return lead_cell(value, is_from_above=record.is_lead_from_above)

    def render_by_when(self, value: str, record: ActionLine) -> SafeString | str:
        """Return the by-when as understood, in short; its page and a file write it out."""
        if record.by_when in ("", "not stated"):
            return quiet("Not stated")
        return when_in_short(_by_when(record))

    def value_by_when(self, record: ActionLine) -> str:
        """Return the same for a file."""
        words = f" (“{record.by_when_words}”)" if record.by_when_words else ""
        return f"{_by_when(record)}{words}"

    def render_by_when_latest(self, record: ActionLine) -> str:
        """Return the last day of the by-when."""
        day = record.by_when_latest
        return f"{day.day} {day:%b %Y}" if day else ""

    def value_rating(self, value: Level) -> str:
        """Return the word alone, which the workbook fills with its colour."""
        return RatedWord.of(value)

    def render_status(self, record: ActionLine) -> str:
        """Return where it stands."""
        return record.status.word

    def value_status(self, record: ActionLine) -> str:
        """Return the same for a file."""
        return record.status.word

    def render_why(self, value: str, record: ActionLine) -> SafeString:
        """Return in a few words what the rating rests on, and which way it went."""
        words = when_in_short(record.why_in_short)
        flags = [
            *(["disputed"] if record.is_disputed else []),
            *([record.movement.direction.value] if record.has_moved and record.movement else []),
        ]
        return format_html(
            "{}{}", words, format_html_join("", ' <span class="cs-flag">{}</span>', zip(flags))
        )

    def value_why(self, value: str, record: ActionLine) -> str:
        """Return the same for a file, with what is said by a flag on the page."""
        flags = [
            *(["Disputed by other words."] if record.is_disputed else []),
            *(["In place."] if record.is_in_place else []),
        ]
        moved = record.movement.sentence if record.movement else ""
        return " ".join([value, *flags, *([f"{moved}."] if moved else [])])

    def render_last_update(self, record: ActionLine) -> SafeString | str:
        """Return when the newest update speaks of, or that there is none."""
        if record.updates_count:
            return when_in_short(record.last_update)
        return quiet("None")

    def value_last_update(self, record: ActionLine) -> str:
        """Return the same for a file."""
        return record.last_update

    def group_recommendation(self, record: ActionLine) -> str:
        """Return the number of its Recommendation."""
        return str(record.recommendation)

    def group_lead(self, record: ActionLine) -> str:
        """Return who leads it, as written; blank where nobody is."""
        return record.lead

    def group_rating(self, record: ActionLine) -> str:
        """Return its rating."""
        return record.rating.level.key


DETAILS = frozenset(
    name
    for name, column in ActionTable.base_columns.items()
    if str(column.accessor).startswith("details__")
)


def details_wanted(asked: Asked) -> frozenset[str]:
    """Return which of the columns that were asked for need more than a line has."""
    return DETAILS & frozenset(asked.columns)


def group_heads(
    group: str,
    counts: Mapping[str, RatingCounts],
    titles: Mapping[str, str],
    plan: PlanHead,
    *,
    day: AsAt,
) -> dict[str, Group]:
    """Return the heads of the groups: their titles, their ratings, where a title leads."""
    pages: Mapping[str, tuple[str, ...]] = {
        "recommendation": ("recommendation", plan.slug),
        "lead": ("officer",),
    }
    to = pages.get(group)
    return {
        key: Group(
            title=titles.get(key) or key or "Not stated",
            count=found.total,
            counts=found,
            address=day_address(day, *to, key) if to and key in titles else "",
        )
        for key, found in counts.items()
    }


def _by_when(record: ActionLine) -> str:
    words = record.by_when
    return f"{words[:1].upper()}{words[1:]}"
