"""What the benchmark asks for, over HTTP and in process."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape

PLAN = "bench"
OFFICER = "officer@bench.invalid"
PASSWORD = "known to everybody"  # of a database that is thrown away
WORDS = "advocacy"  # in one action text of twelve, and in one note of twelve

HIDDEN_FIELD = re.compile(r'<input(?=[^>]*type="hidden")[^>]*name="([^"]*)"[^>]*>')
FIGURE_FIELD = re.compile(r'name="(i\d+-value)"')
VALUE = re.compile(r'value="([^"]*)"')

NARRATIVE = """The draft went to the Board, which asked for three changes.

• The timetable is now in two stages.
• The budget is confirmed for the first stage only."""


type Fill = Callable[[bytes, int], dict[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One kind of request, made right after another or not. ``dearness`` divides how often.

    ``{action}`` in the address stands for an Action with a long history, ``{own}`` for one that
    the officer leads. ``fill`` returns what is posted, of the form's page and how many forms were
    filled before; without it the page is only read.
    """

    key: str
    name: str
    address: str
    fill: Fill | None = None
    after: "Asked | None" = None
    dearness: int = 1

    @property
    def expected(self) -> int:
        """The status of a good answer."""
        return 302 if self.fill else 200


def hidden_fields(html: bytes) -> dict[str, str]:
    """Return the values of the hidden fields of a page's forms, the last of each name."""
    found = {}
    for match in HIDDEN_FIELD.finditer(html.decode()):
        value = VALUE.search(match.group())
        found[match.group(1)] = unescape(value.group(1)) if value else ""
    return found


def say_progress(html: bytes, turn: int) -> dict[str, str]:
    """Return an update as the officer posts it."""
    update = {"narrative": NARRATIVE, "rating": "amber", "reported_on": "31 March 2026"}
    return hidden_fields(html) | update


def give_figure(html: bytes, turn: int) -> dict[str, str]:
    """Return the first indicator's figure, each time another; the other lines stay empty."""
    names = FIGURE_FIELD.findall(html.decode())
    return hidden_fields(html) | {names[0]: f"{20 + turn % 60}.{turn % 9 + 1}"}


UPDATE = Asked(
    key="update",
    name="Post an update",
    address=f"/plans/{PLAN}/actions/{{own}}/updates/new/",
    fill=say_progress,
)
FIGURE = Asked(
    key="figure",
    name="Give a figure",
    address="/indicators/entry/2025-2026-q4/",  # a quarter without any, which ends on the day
    fill=give_figure,
)
OF_THE_PLAN = (
    Asked(key="dashboard", name="Dashboard", address="/"),
    Asked(key="list", name="Action list, 50", address=f"/plans/{PLAN}/actions/"),
    Asked(
        key="filtered",
        name="List by rating and words",
        address=f"/plans/{PLAN}/actions/?rating=red&rating=amber&words={WORDS}",
    ),
    Asked(key="action", name="Action page", address=f"/plans/{PLAN}/actions/{{action}}/"),
    UPDATE,
    # What was counted is kept until the plan changes: so also right after each change.
    Asked(
        key="dashboard-anew",
        name="Dashboard, just changed",
        address="/",
        after=UPDATE,
        dearness=2,
    ),
    Asked(
        key="list-anew",
        name="List, just changed",
        address=f"/plans/{PLAN}/actions/",
        after=UPDATE,
        dearness=2,
    ),
    Asked(
        key="csv",
        name="CSV export",
        address=f"/plans/{PLAN}/actions/?_export=csv",
        dearness=10,
    ),
)
OF_THE_INDICATORS = (
    Asked(key="indicators", name="Indicator list, 50", address="/indicators/"),
    Asked(key="indicator", name="Indicator page", address="/indicators/bench-1/"),
    Asked(key="due", name="Due and missing", address="/indicators/due/"),
    Asked(key="entry", name="Enter a quarter", address="/indicators/entry/2025-2026-q3/"),
    Asked(
        key="indicators-csv",
        name="Indicators as CSV",
        address="/indicators/?_export=csv",
        dearness=4,
    ),
    FIGURE,
    Asked(
        key="dashboard-figure",
        name="Dashboard, just after a figure",
        address="/",
        after=FIGURE,
        dearness=2,
    ),
)
EVERYTHING = (*OF_THE_PLAN, *OF_THE_INDICATORS)
