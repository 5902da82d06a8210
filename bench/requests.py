"""What the benchmark asks for, over HTTP and in process."""

import re
from dataclasses import dataclass

PLAN = "bench"
OFFICER = "officer@bench.invalid"
PASSWORD = "known to everybody"  # of a database that is thrown away
WORDS = "advocacy"  # in one action text of twelve, and in one note of twelve

FORM_FIELD = re.compile(r'<input[^>]*name="(csrfmiddlewaretoken|seen_update)"[^>]*>')
VALUE = re.compile(r'value="([^"]*)"')

NARRATIVE = """The draft went to the Board, which asked for three changes.

• The timetable is now in two stages.
• The budget is confirmed for the first stage only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One kind of request, made right after an update or not. ``dearness`` divides how often.

    ``{action}`` in the address stands for an Action with a long history, ``{own}`` for one that
    the officer leads.
    """

    key: str
    name: str
    address: str
    is_post: bool = False
    is_after_update: bool = False
    dearness: int = 1


UPDATE = Asked(
    key="update",
    name="Post an update",
    address=f"/plans/{PLAN}/actions/{{own}}/updates/new/",
    is_post=True,
)
EVERYTHING = (
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
        is_after_update=True,
        dearness=2,
    ),
    Asked(
        key="list-anew",
        name="List, just changed",
        address=f"/plans/{PLAN}/actions/",
        is_after_update=True,
        dearness=2,
    ),
    Asked(
        key="csv",
        name="CSV export",
        address=f"/plans/{PLAN}/actions/?_export=csv",
        dearness=10,
    ),
)


def form_of(seen_update: str) -> dict[str, str]:
    """Return what the officer posts."""
    return {
        "narrative": NARRATIVE,
        "rating": "amber",
        "reported_on": "31 March 2026",
        "seen_update": seen_update,
    }


def hidden_fields(html: bytes) -> dict[str, str]:
    """Return the values of the hidden fields of a page's forms, the last of each name."""
    found = {}
    for match in FORM_FIELD.finditer(html.decode()):
        value = VALUE.search(match.group())
        found[match.group(1)] = value.group(1) if value else ""
    return found
