"""A by-when as it is understood: the days it names, how often, until when, and its own words."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from herefordshire_cs.lib.bywhen.readers import DAYS_AND_MONTHS, ISO_DAY, TO, Form
from herefordshire_cs.lib.bywhen.repair import mended
from herefordshire_cs.lib.bywhen.school_years import TERMS_AND_FEASTS
from herefordshire_cs.lib.bywhen.setting import Setting
from herefordshire_cs.lib.bywhen.span import NotUnderstood, Precision, Span
from herefordshire_cs.lib.bywhen.years import QUARTERS_AND_HALVES, SEASON_STARTS, YEARS_AND_SEASONS

# Years a plan can be for, so that no reading runs past the last day a date can hold.
FIRST_YEAR, LAST_YEAR = 1900, 2099

FORMS: tuple[Form, ...] = (
    ISO_DAY,
    *QUARTERS_AND_HALVES,
    *TERMS_AND_FEASTS,
    *DAYS_AND_MONTHS,
    *YEARS_AND_SEASONS,
)
CONSUMED = "#"
_leftover_time = re.compile(r"\d|\b(?:" + "|".join(SEASON_STARTS) + r")\b")
# Words that turn a date round: it is then not the day by which something is done.
_reversal = re.compile(r"\b(?:after|since|following|unless|not(?! less| later))\b")
_start = re.compile(
    r"\b(?<!week )(?:from|commenc(?:e|es|ing)|start(?:s|ing)?|begin(?:s|ning)?)(?: date)?"
    r"(?: ?[:-])?(?: in| on)?(?: the)? ?$"
)
_week = re.compile(r"(?:\bw/[bc]|\bweek (?:beginning|commencing)) ?$")
_onwards = re.compile(r"^[ ,]*(?:onwards?\b|(?:-|to) ?(?:ongoing|present|date|continuing)\b)")
_no_end = re.compile(
    r"\b(?:thereafter|on[- ]?going|onwards|continu(?:ous|ously|ing|al)|permanent|bau"
    r"|business as usual|rolling(?: (?:programme|basis|review))?)\b"
)
_until = re.compile(r"\b(?:until|till|to) ?$")
_part = re.compile(r"\b(early|mid|late|end)(?: of)?(?: the)? ?$")
_joined = re.compile(rf" ?{TO} ?")
_COUNT = r"(?:\d{1,2}|two|three|four|six|eight|ten|twelve|other)"
_UNIT = r"(?:day|week|fortnight|month|half[- ]term|term|quarter|year)"
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_recurrence = re.compile(
    r"(?:(?:at least|no less than|not less than) )?"
    rf"(?:\bevery {_COUNT} {_UNIT}s?\b|\b(?:every|each|once an?|twice an?|per) {_UNIT}\b"
    rf"|\b(?:every|each) {_WEEKDAY}\b"
    r"|\b(?:on )?(?:the )?(?:\d{1,2}|first|second|third|fourth|last) "
    rf"(?:{_WEEKDAY} |(?:working )?day )?(?:of|in) (?:each|every) month\b"
    r"|\btwice yearly\b|\bbi(?:annually|monthly|ennially|weekly)\b"
    rf"|(?:\b(?:bi|half|\d{{1,2}}|two|three|four|six)[- ]?)?"
    r"\b(?:daily|weekly|fortnightly|monthly|termly|quarterly|annually|yearly)\b)"
)
_annual = re.compile(r"^(?:(?:bi-?)?annual|biennial)$")
_to_be_confirmed = re.compile(
    r"\btb[acd]\b|\bto be (?:advised|agreed|announced|arranged|confirmed|decided|determined)\b"
)


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

    @property
    def has_no_end(self) -> bool:
        """Say whether it goes on: the words say so, or how often and not until when."""
        return self.is_open_ended or bool(self.recurrence and self.latest is None)


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
    no year; without it such words are not understood. Of several meanings the first counts:
    ask ``understand`` wherever somebody can answer a question.

    The column says "by when", so "by", "before", "to" and "until" add nothing to the day they
    stand before. Words that name two separate times are two by-whens and not understood.
    """
    words = mended(text)
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        year = None
    try:
        return read(text, words, Setting(year=year))
    except NotUnderstood:
        return ByWhen(as_written=text, is_to_be_confirmed=bool(_to_be_confirmed.search(words)))


def read(text: str, words: str, setting: Setting) -> ByWhen:
    """Read mended words as one by-when. Raises NotUnderstood."""
    promise, _, review_words = words.partition("review")
    named, review = _find_span(promise, setting), _find_span(review_words, setting)
    recurrence = _recurrence.search(promise) or _annual.search(promise)
    goes_on = bool(recurrence or _no_end.search(promise))
    if named is None and not goes_on:
        named, review = review, None  # "Peer review June 06": the review is what is promised
    is_start = named is not None and named.is_start
    latest = None if named is None or is_start else named.span.latest
    if review and (is_start or goes_on):
        latest = review.span.latest
    earliest = named.span.earliest if named else None
    if named and goes_on and _until.search(named.before) and not named.span.is_range:
        earliest = None
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


@dataclass(frozen=True, slots=True)
class Place:
    """Where in some words a span stands."""

    start: int
    end: int
    span: Span


def places(words: str, setting: Setting) -> list[Place]:
    """Return the spans that words name, in their order. Raises NotUnderstood.

    Two spans with no more than a dash or "to" between them are one, from the first to the last.
    """
    left = _recurrence.sub(_consumed, words)
    found: list[Place] = []
    for form, read_form in FORMS:
        for match in form.finditer(left):
            if (span := read_form(match, setting)) is not None:
                found.append(Place(match.start(), match.end(), span))
                left = left[: match.start()] + _consumed(match) + left[match.end() :]
    if _leftover_time.search(left):
        raise NotUnderstood("a number that belongs to no time")
    return _with_ranges(words, sorted(found, key=lambda place: place.start))


def _consumed(match: re.Match[str]) -> str:
    return CONSUMED * len(match[0])


def _with_ranges(words: str, found: list[Place]) -> list[Place]:
    """Return the places, those joined by a dash or "to" as one."""
    joined: list[Place] = []
    for place in found:
        before = joined[-1] if joined else None
        if before and _joined.fullmatch(words[before.end : place.start]):
            span = Span(before.span.earliest, place.span.latest, Precision.PERIOD, is_range=True)
            joined[-1] = Place(before.start, place.end, span)
        else:
            joined.append(place)
    return joined


def _find_span(words: str, setting: Setting) -> _NamedSpan | None:
    """Return the one span that the words name, or None if they name no time at all.

    Raises NotUnderstood for two spans, for a number that belongs to none, and for "after".
    """
    found = places(words, setting)
    if len(found) > 1:
        raise SeveralTimes("two times")
    if not found:
        return None
    if _reversal.search(words):
        raise NotUnderstood("a word that changes the time")
    place = found[0]
    named = _NamedSpan(span=place.span, before=words[: place.start], after=words[place.end :])
    return _with_whole_week(_with_part(named))


class SeveralTimes(NotUnderstood):
    """Words that name more than one time."""


def _with_part(named: _NamedSpan) -> _NamedSpan:
    """Return the end of a quarter or a term as its last day, and the early part of a season.

    A month and a year are read with their part; of longer spans only the end is certain.
    """
    part = _part.search(named.before)
    if part is None:
        return named
    span = named.span
    if part[1] == "end":
        return replace(named, span=replace(span, earliest=span.latest))
    if span.precision not in (Precision.QUARTER, Precision.SEASON):
        raise NotUnderstood("a part of which nobody knows the days")
    return replace(named, span=_month_of(span, part[1]))


def _month_of(span: Span, part: str) -> Span:
    """Return the first, second or last of the three months of a quarter or a season."""
    first = span.earliest
    second = (first + timedelta(days=31)).replace(day=1)
    third = (second + timedelta(days=31)).replace(day=1)
    starts = {"early": first, "mid": second, "late": third}[part]
    following = (starts + timedelta(days=31)).replace(day=1)
    ends = span.latest if part == "late" else following - timedelta(days=1)
    return Span(starts, ends, Precision.MONTH)


def _with_whole_week(named: _NamedSpan) -> _NamedSpan:
    """Return "w/b 27 02 06" as that day and the six after it; any other span as it is."""
    if named.span.precision != Precision.DAY or not _week.search(named.before):
        return named
    week_ends_on = named.span.earliest + timedelta(days=6)
    week = Span(named.span.earliest, week_ends_on, Precision.PERIOD, is_range=True)
    return _NamedSpan(span=week, before=named.before, after=named.after)
