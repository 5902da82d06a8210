"""Words of a by-when made fit to read: one case, one dash, and whole again where a column broke.

A narrow column of the 2006 plan breaks words anywhere: "Comme ncing Februar y, thereaft er".
"""

import re
import unicodedata
from calendar import month_name

# Only words that a reading turns on. May and the short months are left out: joining so few
# letters would make months out of other words.
BREAKABLE_WORDS = (
    *(name.lower() for name in month_name if len(name) > 3),
    *("spring", "summer", "autumn", "winter", "quarter"),
    *("weekly", "fortnightly", "monthly", "quarterly", "annually"),
    *("commencing", "starting", "beginning", "thereafter", "onwards", "ongoing"),
    *("review", "reviewed", "confirmed"),
)

_broken_word = re.compile(
    r"(?<![a-z])(?:" + "|".join(" ?".join(word) for word in BREAKABLE_WORDS) + r")(?![a-z])"
)
_dash = re.compile("[\N{HYPHEN}-\N{HORIZONTAL BAR}\N{MINUS SIGN}]")
_ordinal = re.compile(r"(\d) ?(?:st|nd|rd|th)\b")
_part_of_month = re.compile(r"\b(early|mid|late|end)-")
_apostrophe = re.compile("['\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}]")

_NUMBERS = {"first": "1", "second": "2", "third": "3", "fourth": "4", "final": "4"}
_WORDS_OF_NUMBERS = {"one": "1", "two": "2", "three": "3", "four": "4"}
_MONTH_NAME = (
    "(?:" + "|".join(f"{name.lower()[:3]}[a-z]*" for name in month_name if name) + r")\.?"
)
_TIMED = (
    rf"(?:the )?(?:{_MONTH_NAME} |{_MONTH_NAME}$|(?:19|20)?\d\d|q[1-4]|h[12]\b|spring|summer"
    r"|autumn|winter|financial|academic|school|easter|term)"
)
# One way of writing for each of several, so that the forms know only that one.
_ONE_WAY: tuple[tuple[re.Pattern[str], str], ...] = (
    # A midnight or an hour behind or before a day.
    (re.compile(r"(?<=\d)t(?=\d\d:\d\d)"), " "),
    (re.compile(r"\b\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?z?(?: ?[ap]m\b)?"), " "),
    (re.compile(r"\b\d{1,2}(?:\.\d\d)? ?[ap]m\b(?: on)?"), " "),
    # "april 1st 2027", "june 30 2026", "dec 31, 2026".
    (
        re.compile(
            rf"\b({_MONTH_NAME}) (\d{{1,2}})(?: ?(?:st|nd|rd|th)\b|(?=,? (?:19|20)\d\d\b))"
        ),
        r"\2 \1",
    ),
    (re.compile(r"\b(?:beginning|start|early part) of (?=" + _TIMED + ")"), "early "),
    (re.compile(r"\bearly in (?=" + _TIMED + ")"), "early "),
    (re.compile(r"\bmiddle of (?=" + _TIMED + ")"), "mid "),
    (re.compile(r"\b(?:latter part of|later in|late in) (?=" + _TIMED + ")"), "late "),
    (re.compile(r"\bw\.? ?([bce])\.?(?= ?\d)"), r"w/\1"),
    (re.compile(r"\b(?:(financial year|fy)[ -]?end|eofy)\b"), "end of financial year"),
    (re.compile(r"\beom\b"), "end of"),
    (re.compile(r"\b(end|early|mid|late) of the\b"), r"\1 of"),
)
_QUARTER = r"(?:quarters?|qtrs?)"
_quarter_ordinal = re.compile(
    rf"\b(first|second|third|fourth|final|[1-4](?:st|nd|rd|th)) {_QUARTER}\b"
)
_quarter_number = re.compile(rf"\b{_QUARTER}\.? ?(one|two|three|four|[1-4])\b")
_half = re.compile(r"\b(first|second|1st|2nd) half of (?:the )?(?=((?:19|20)?\d\d\b)?)")
_year_first = re.compile(r"(?<!\d)((?:20)?\d\d[-/](?:20)?\d\d|20\d\d),? (q[1-4]|h[12])\b")
_gloss = re.compile(
    rf"\b(q[1-4]):? ?[-(]? ?({_MONTH_NAME}) ?(?:-|to) ?({_MONTH_NAME})(?: ((?:20)?\d\d)\b)?\)?"
    r"(?: ((?:19|20)\d\d)\b)?"
)
_FIRST_MONTHS = {"q1": "apr", "q2": "jul", "q3": "oct", "q4": "jan"}


def mended(text: str) -> str:
    """Return the words in lower case, mended: "1 st Ap ril 06" is "1 april 06"."""
    words = unicodedata.normalize("NFKC", text).lower()
    words = _apostrophe.sub("", _dash.sub("-", words))
    words = " ".join(words.split())
    words = _broken_word.sub(lambda broken: broken[0].replace(" ", ""), words)
    for written, instead in _ONE_WAY:
        words = written.sub(instead, words)
    words = _with_quarters(" ".join(words.split()))
    return _part_of_month.sub(r"\1 ", _ordinal.sub(r"\1", words))


def _with_quarters(words: str) -> str:
    """Return "third quarter of 2026/27" as "q3 2026/27", and "second half of 26/27" as "h2"."""
    words = _quarter_ordinal.sub(lambda found: f"q{_figure(found[1])}", words)
    words = _quarter_number.sub(lambda found: f"q{_figure(found[1])}", words)
    words = _half.sub(
        lambda found: f"h{_figure(found[1])} " if found[2] else f"{_figure(found[1])} half of ",
        words,
    )
    words = _year_first.sub(r"\2 \1", words)
    return _gloss.sub(_without_gloss, words)


def _figure(word: str) -> str:
    """Return "3" for "third", "three", "3rd" and "3"."""
    return _NUMBERS.get(word) or _WORDS_OF_NUMBERS.get(word) or word[0]


def _without_gloss(found: re.Match[str]) -> str:
    """Return "q4 (jan - mar 2027)" as "q4 2026/2027", and "q4 (jan-mar)" as "q4"."""
    if not found[2].startswith(_FIRST_MONTHS[found[1]]):
        return found[0]
    if not (year := found[4] or found[5]):
        return found[1]
    starts_in = 2000 + int(year) % 100 - (found[1] == "q4")
    return f"{found[1]} {starts_in}/{starts_in + 1}"
