"""The parts of a weekly, exception or highlight report, and the lists that each may hold."""

from dataclasses import dataclass
from enum import StrEnum


class PeriodicPart(StrEnum):
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
    PeriodicPart.SUMMARY: "In short",
    PeriodicPart.DONE: "What was done",
    PeriodicPart.SLIPPED: "What slipped",
    PeriodicPart.COMING: "What is next",
    PeriodicPart.ASKED: "What is asked",
}

NOTHING = {
    PeriodicPart.DONE: "Nothing is recorded as done in the period.",
    PeriodicPart.SLIPPED: "Nothing is recorded as slipped.",
    PeriodicPart.COMING: "Nothing is due in the next period.",
    PeriodicPart.ASKED: "Nothing waits for an answer.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRule:
    """A list of a part: its title, which lines come first, and what is said of their number.

    ``noun`` and ``of_it`` head its columns: what each line is about, and what is said of it. Lines
    without a noun are about a Recommendation, in the plan's own word for that.
    """

    part: PeriodicPart
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
        part=PeriodicPart.DONE,
        title="Completed",
        order="the newest",
        one="action was completed",
        many="actions were completed",
        of_it="When",
    ),
    "met": ListRule(
        part=PeriodicPart.DONE,
        title="Milestones met",
        order="the newest",
        one="milestone was met",
        many="milestones were met",
        of_it="Milestone",
    ),
    "reported": ListRule(
        part=PeriodicPart.DONE,
        title="Other actions reported on",
        order="the newest",
        one="more action was reported on",
        many="more actions were reported on",
        of_it="What was said",
    ),
    "told": ListRule(
        part=PeriodicPart.DONE,
        title="Reported on as a whole",
        order="the newest",
        one="report was made on a whole part of the plan",
        many="reports were made on whole parts of the plan",
        noun="",
        of_it="What was said",
    ),
    "looked": ListRule(
        part=PeriodicPart.DONE,
        title="Looks at the work",
        order="the newest",
        one="look at the work was recorded",
        many="looks at the work were recorded",
        noun="What was looked at",
        of_it="What was found",
    ),
    "passed": ListRule(
        part=PeriodicPart.SLIPPED,
        title="Passed the by-when in the period",
        order="the longest past",
        one="action passed its by-when",
        many="actions passed their by-whens",
        of_it="How late",
    ),
    "moved": ListRule(
        part=PeriodicPart.SLIPPED,
        title="By-whens moved in the period",
        order="the newest",
        one="by-when was moved",
        many="by-whens were moved",
        of_it="To when, and why",
    ),
    "red": ListRule(
        part=PeriodicPart.SLIPPED,
        title="Red now",
        order="the longest past",
        one="action is red now",
        many="actions are red now",
        of_it="How late",
    ),
    "not_kept": ListRule(
        part=PeriodicPart.SLIPPED,
        title="Arrangements not kept",
        order="the longest not kept",
        one="standing arrangement is not kept",
        many="standing arrangements are not kept",
        of_it="How it is kept",
    ),
    "due": ListRule(
        part=PeriodicPart.COMING,
        title="Due in the next period",
        order="the soonest due",
        one="action is due",
        many="actions are due",
        of_it="How soon",
    ),
    "milestones": ListRule(
        part=PeriodicPart.COMING,
        title="Milestones due in the next period",
        order="the soonest due",
        one="milestone is due",
        many="milestones are due",
        of_it="Milestone",
    ),
    "promised": ListRule(
        part=PeriodicPart.COMING,
        title="Promised for the next period",
        order="the soonest",
        one="day that was promised comes",
        many="days that were promised come",
        noun="What was promised",
        of_it="When it was said",
    ),
    "requests": ListRule(
        part=PeriodicPart.ASKED,
        title="Requests for new by-whens that wait",
        order="the oldest",
        one="request for a new by-when waits",
        many="requests for new by-whens wait",
        of_it="What is asked, and why",
    ),
    "claims": ListRule(
        part=PeriodicPart.ASKED,
        title="Completions that wait for agreement",
        order="the oldest",
        one="completion waits for agreement",
        many="completions wait for agreement",
        of_it="What is said",
    ),
    "disputed": ListRule(
        part=PeriodicPart.ASKED,
        title="Reds that other words of the record dispute",
        order="the longest past",
        one="red is disputed by other words of the record",
        many="reds are disputed by other words of the record",
        of_it="How late",
    ),
    "unkept": ListRule(
        part=PeriodicPart.ASKED,
        title="Promised days passed with nothing said since",
        order="the longest past",
        one="promised day passed with nothing said since",
        many="promised days passed with nothing said since",
        noun="What was promised",
        of_it="When it was said",
    ),
}
