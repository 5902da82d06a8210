"""The kinds of request of the benchmark, made over HTTP and in process; and who makes them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape

from bench.names import OFFICER, PLAN

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

    Whoever makes it makes the one before it as well.

    ``{action}`` in the address stands for an Action with a long history, ``{own}`` for one that
    the officer leads. ``fill`` returns what is posted, of the form's page and how many forms were
    filled before; without it the page is only read.
    """

    key: str
    name: str
    address: str
    reader: str = OFFICER
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
    update = {"narrative": NARRATIVE, "rating": "amber", "state": "open"}
    update["reported_on"] = "31 March 2026"
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
