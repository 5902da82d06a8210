"""The parts of a weekly, exception or highlight report, and the lists that each may hold."""

from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """What a report tells, in the order in which it is read."""

    SUMMARY = "summary"
    DONE = "done"
    SLIPPED = "slipped"
    COMING = "coming"
    ASKED = "asked"

    @property
    def heading(self) -> str:
        """Return the heading that stands over it."""
        return HEADINGS[self]


HEADINGS = {
    Part.SUMMARY: "In short",
    Part.DONE: "What was done",
    Part.SLIPPED: "What slipped",
    Part.COMING: "What is next",
    Part.ASKED: "What is asked",
}

NOTHING = {
    Part.DONE: "Nothing is recorded as done in the period.",
    Part.SLIPPED: "Nothing is recorded as slipped.",
    Part.COMING: "Nothing is due in the next period.",
    Part.ASKED: "Nothing waits for an answer.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRule:
    """A list of a part: its title, which lines come first, and what is said of their number.

    ``noun`` and ``of_it`` head its columns: what each line is about, and what is said of it. Lines
    without a noun are about a Recommendation, in the plan's own word for that.
    """

    part: Part
    title: str
    order: str
    one: str
    many: str
    noun: str = "Action"
    of_it: str

    @property
    def is_told(self) -> bool:
        """Whether its lines say what somebody said, at length."""
        return self.of_it.startswith("What was")

    @property
    def counts_days(self) -> bool:
        """Whether its lines say how many days there are up to today, or since."""
        return self.of_it in {"How late", "How soon"}


LISTS = {
    "completed": ListRule(
        part=Part.DONE,
        title="Completed",
        order="the newest",
        one="action was completed",
        many="actions were completed",
        of_it="When",
    ),
    "met": ListRule(
        part=Part.DONE,
        title="Milestones met",
        order="the newest",
        one="milestone was met",
        many="milestones were met",
        of_it="Milestone",
    ),
    "reported": ListRule(
        part=Part.DONE,
        title="Other actions reported on",
        order="the newest",
        one="more action was reported on",
        many="more actions were reported on",
        of_it="What was said",
    ),
    "told": ListRule(
        part=Part.DONE,
        title="Reported on as a whole",
        order="the newest",
        one="report was made on a whole part of the plan",
        many="reports were made on whole parts of the plan",
        noun="",
        of_it="What was said",
    ),
    "looked": ListRule(
        part=Part.DONE,
        title="Looks at the work",
        order="the newest",
        one="look at the work was recorded",
        many="looks at the work were recorded",
        noun="What was looked at",
        of_it="What was found",
    ),
    "passed": ListRule(
        part=Part.SLIPPED,
        title="Passed the by-when in the period",
        order="the longest past",
        one="action passed its by-when",
        many="actions passed their by-whens",
        of_it="How late",
    ),
    "moved": ListRule(
        part=Part.SLIPPED,
        title="By-whens moved in the period",
        order="the newest",
        one="by-when was moved",
        many="by-whens were moved",
        of_it="To when, and why",
    ),
    "red": ListRule(
        part=Part.SLIPPED,
        title="Red now",
        order="the longest past",
        one="action is red now",
        many="actions are red now",
        of_it="How late",
    ),
    "not_kept": ListRule(
        part=Part.SLIPPED,
        title="Arrangements not kept",
        order="the longest not kept",
        one="standing arrangement is not kept",
        many="standing arrangements are not kept",
        of_it="How it is kept",
    ),
    "due": ListRule(
        part=Part.COMING,
        title="Due in the next period",
        order="the soonest due",
        one="action is due",
        many="actions are due",
        of_it="How soon",
    ),
    "milestones": ListRule(
        part=Part.COMING,
        title="Milestones due in the next period",
        order="the soonest due",
        one="milestone is due",
        many="milestones are due",
        of_it="Milestone",
    ),
    "promised": ListRule(
        part=Part.COMING,
        title="Promised for the next period",
        order="the soonest",
        one="day that was promised comes",
        many="days that were promised come",
        noun="What was promised",
        of_it="When it was said",
    ),
    "requests": ListRule(
        part=Part.ASKED,
        title="Requests for new by-whens that wait",
        order="the oldest",
        one="request for a new by-when waits",
        many="requests for new by-whens wait",
        of_it="What is asked, and why",
    ),
    "claims": ListRule(
        part=Part.ASKED,
        title="Completions that wait for agreement",
        order="the oldest",
        one="completion waits for agreement",
        many="completions wait for agreement",
        of_it="What is said",
    ),
    "disputed": ListRule(
        part=Part.ASKED,
        title="Reds that other words of the record dispute",
        order="the longest past",
        one="red is disputed by other words of the record",
        many="reds are disputed by other words of the record",
        of_it="How late",
    ),
    "unkept": ListRule(
        part=Part.ASKED,
        title="Promised days passed with nothing said since",
        order="the longest past",
        one="promised day passed with nothing said since",
        many="promised days passed with nothing said since",
        noun="What was promised",
        of_it="When it was said",
    ),
}
