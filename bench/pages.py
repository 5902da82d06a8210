"""The pages that the benchmark asks for, in this order; each key is that of its limits."""

from bench.names import (
    CLERK,
    NEXT_MEETING,
    PLAN,
    PUBLIC,
    REPORT,
    SCRUTINY,
    SMALL_PACK,
    WORDS,
    meeting_of,
)
from bench.requests import FIGURE, UPDATE, Asked

ACTIONS = f"/plans/{PLAN}/actions/"
OF_THE_PLAN = (
    Asked(key="dashboard", name="Dashboard", address="/"),
    Asked(key="my-actions", name="My actions", address="/my-actions/"),
    Asked(key="plan", name="Plan page", address=f"/plans/{PLAN}/", dearness=2),
    Asked(key="list", name="Action list, 50", address=ACTIONS),
    Asked(
        key="filtered",
        name="List by rating and words",
        address=f"{ACTIONS}?rating=red&rating=amber&words={WORDS}",
    ),
    Asked(key="by-lead", name="List by lead", address=f"{ACTIONS}?lead=AB", dearness=2),
    Asked(key="by-due", name="List by by-when", address=f"{ACTIONS}?due=past", dearness=2),
    Asked(
        key="by-status", name="List by status", address=f"{ACTIONS}?status=completed", dearness=2
    ),
    Asked(
        key="by-attention",
        name="List by attention",
        address=f"{ACTIONS}?attention=silent",
        dearness=2,
    ),
    Asked(key="action", name="Action page", address=f"{ACTIONS}{{action}}/"),
    Asked(key="timeline", name="Timeline", address=f"/plans/{PLAN}/timeline/", dearness=4),
    Asked(key="search", name="Search", address=f"/search/?words={WORDS}", dearness=2),
    Asked(key="csv", name="CSV export", address=f"{ACTIONS}?_export=csv", dearness=10),
    UPDATE,
)
# What was counted is kept until the plan changes: so also right after each change.
JUST_CHANGED = (
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
        address=ACTIONS,
        after=UPDATE,
        dearness=2,
    ),
    Asked(
        key="plan-anew",
        name="Plan page, just changed",
        address=f"/plans/{PLAN}/",
        after=UPDATE,
        dearness=4,
    ),
    Asked(
        key="my-actions-anew",
        name="My actions, just changed",
        address="/my-actions/",
        after=UPDATE,
        dearness=2,
    ),
    Asked(
        key="timeline-anew",
        name="Timeline, just changed",
        address=f"/plans/{PLAN}/timeline/",
        after=UPDATE,
        dearness=4,
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
OF_GOVERNANCE = (
    Asked(key="meetings", name="Meetings", address="/meetings/", reader=CLERK),
    Asked(key="meeting", name="A meeting", address=f"/meetings/{NEXT_MEETING}/", reader=CLERK),
    Asked(
        key="report",
        name="A report",
        address=f"/meetings/{NEXT_MEETING}/reports/{REPORT}/",
        reader=CLERK,
    ),
    Asked(key="resolutions", name="Resolutions", address="/resolutions/", reader=CLERK),
    Asked(key="programme", name="Work programme", address=f"/programme/{SCRUTINY}/", reader=CLERK),
    Asked(
        key="preview",
        name="Preview of a pack",
        address=f"/meetings/{meeting_of(SMALL_PACK)}/pack/",
        reader=CLERK,
    ),
    Asked(key="papers", name="Public register", address="/papers/", reader=PUBLIC),
    Asked(
        key="papers-decisions",
        name="Public decisions on a word",
        address="/papers/decisions/?words=report",
        reader=PUBLIC,
    ),
    Asked(
        key="papers-search",
        name="Search of public papers",
        address="/papers/search/?words=plan",
        reader=PUBLIC,
    ),
    Asked(
        key="papers-committee",
        name="Public page of a committee",
        address="/papers/committees/childrens-services-scrutiny/",
        reader=PUBLIC,
    ),
)
EVERYTHING = (*OF_THE_PLAN, *JUST_CHANGED, *OF_THE_INDICATORS, *OF_GOVERNANCE)
NAMES = {asked.key: asked.name for asked in EVERYTHING}
