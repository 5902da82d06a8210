"""The days on which a demonstration is at its best, and what may be tried on them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedDay:
    """A day of the papers: what it is the day of, and what a visitor may try."""

    day: date
    what: str
    tries: tuple[str, ...]


OFFERED = (
    OfferedDay(
        day=date(2006, 5, 22),
        what="the Scrutiny pack is due",
        tries=(
            "see what of the improvement plan is red and why, and say how an action goes",
            "build the pack for the meeting of 31 May, which must be published today",
            "take the minutes of a meeting, and follow each resolution until it is answered",
        ),
    ),
    OfferedDay(
        day=date(2009, 5, 22),
        what="the directorate’s quarter",
        tries=(
            "choose between two plans that run: the one of 2006, and the Directorate Plan, whose"
            " first report is due on 30 June and of which nothing is reported yet",
            "post the first update on an action of the Directorate Plan, as the lead of a post",
            "enter and load the quarter’s outturns, and issue the Performance Digest",
        ),
    ),
)
