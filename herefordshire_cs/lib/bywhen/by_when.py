"""A by-when as it is understood: the days it names, how often, until when, and its own words."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from herefordshire_cs.lib.bywhen.readers import FORMS, SEASON_STARTS
from herefordshire_cs.lib.bywhen.repair import mended
from herefordshire_cs.lib.bywhen.span import NotUnderstood, Precision, Span

# Years a plan can be for, so that no reading runs past the last day a date can hold.
FIRST_YEAR, LAST_YEAR = 1900, 2099

CONSUMED = "#"
_leftover_time = re.compile(r"\d|\b(?:" + "|".join(SEASON_STARTS) + r")\b")
# Words that turn a date round: it is then not the day by which something is done.
_reversal = re.compile(r"\b(?:after|since|following|unless|not(?! less| later))\b")
_start = re.compile(r"\b(?<!week )(?:from|commencing|starting|beginning)(?: in)?(?: the)? ?$")
_week = re.compile(r"(?:\bw/[bc]|\bweek (?:beginning|commencing)) ?$")
_onwards = re.compile(r"^[ ,]*onwards?\b")
_no_end = re.compile(r"\b(?:thereafter|ongoing|onwards)\b")
_recurrence = re.compile(
    r"(?:(?:at least|no less than|not less than) )?(?:(?:bi|two|six)[- ]?)?"
    r"\b(?:daily|weekly|fortnightly|monthly|termly|quarterly|annually|yearly)\b"
)
_to_be_confirmed = re.compile(r"\btb[acd]\b|\bto be (?:agreed|arranged|confirmed|determined)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class ByWhen:
    """A by-when: the words as written and what they were understood to say.

    ``earliest`` and ``latest`` are days, both included. Overdue is judged on ``latest``; where
    it is None the words set no day that can be missed. ``review_on`` is the latest day of a
    review of what is promised; a recurring or open-ended by-when has it as its ``latest``.
    ``recurrence`` is in the paper's words, in lower case.
    """

    as_written: str
    earliest: date | None = None
    latest: date | None = None
    precision: Precision = Precision.UNKNOWN
    is_open_ended: bool = False
    recurrence: str = ""
    review_on: date | None = None
    is_to_be_confirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _NamedSpan:
    """The one span that some words name, with the words before and after it."""

    span: Span
    before: str
    after: str

    @property
    def is_start(self) -> bool:
        """Say whether it is only the start of something: "From Apr 06", "Jan 2013 onwards"."""
        says_so = _start.search(self.before) or _onwards.search(self.after)
        return bool(says_so) and not self.span.is_range


def parse_by_when(text: str, *, year: int | None = None) -> ByWhen:
    """Read a by-when; what is not understood has precision UNKNOWN and no days. Never raises.

    ``year`` is the plan's year, used only where the words name a month, season or quarter and
    no year; without it such words are not understood.

    The column says "by when", so "by", "before", "to" and "until" add nothing to the day they
    stand before. Words that name two separate times are two by-whens and not understood.
    """
    words = mended(text)
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        year = None
    try:
        return _read(text, words, year)
    except NotUnderstood:
        return ByWhen(as_written=text, is_to_be_confirmed=bool(_to_be_confirmed.search(words)))


def _read(text: str, words: str, year: int | None) -> ByWhen:
    """Read mended words. Raises NotUnderstood."""
    promise, _, review_words = words.partition("review")
    named, review = _find_span(promise, year), _find_span(review_words, year)
    recurrence = _recurrence.search(promise)
    goes_on = bool(recurrence or _no_end.search(promise))
    if named is None and not goes_on:
        named, review = review, None  # "Peer review June 06": the review is what is promised
    is_start = named is not None and named.is_start
    latest = None if named is None or is_start else named.span.latest
    if review and (is_start or goes_on):
        latest = review.span.latest
    earliest = named.span.earliest if named else None
    if earliest and latest and earliest > latest:
        raise NotUnderstood("reviewed before it starts")
    dated = named or review
    return ByWhen(
        as_written=text,
        earliest=earliest,
        latest=latest,
        precision=dated.span.precision if dated else Precision.UNKNOWN,
        is_open_ended=is_start or bool(_no_end.search(promise)),
        recurrence=recurrence[0] if recurrence else "",
        review_on=review.span.latest if review else None,
        is_to_be_confirmed=bool(_to_be_confirmed.search(words)),
    )


def _find_span(words: str, year: int | None) -> _NamedSpan | None:
    """Return the one span that the words name, or None if they name no time at all.

    Raises NotUnderstood for two spans, for a number that belongs to none, and for "after".
    """
    named, left = None, words
    for form, read in FORMS:
        for match in form.finditer(left):
            if named:
                raise NotUnderstood("two times")
            before, after = words[: match.start()], words[match.end() :]
            named = _NamedSpan(span=read(match, year), before=before, after=after)
        left = form.sub(lambda match: CONSUMED * len(match[0]), left)
    if _leftover_time.search(left) or (named and _reversal.search(words)):
        raise NotUnderstood("a number or a word that changes the time")
    return _with_whole_week(named) if named else None


def _with_whole_week(named: _NamedSpan) -> _NamedSpan:
    """Return "w/b 27 02 06" as that day and the six after it; any other span as it is."""
    if named.span.precision != Precision.DAY or not _week.search(named.before):
        return named
    week_ends_on = named.span.earliest + timedelta(days=6)
    week = Span(named.span.earliest, week_ends_on, Precision.PERIOD, is_range=True)
    return _NamedSpan(span=week, before=named.before, after=named.after)
