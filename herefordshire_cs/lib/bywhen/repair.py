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


def mended(text: str) -> str:
    """Return the words in lower case, mended: "1 st Ap ril 06" is "1 april 06"."""
    words = unicodedata.normalize("NFKC", text).lower()
    words = _apostrophe.sub("", _dash.sub("-", words))
    words = " ".join(words.split())
    words = _broken_word.sub(lambda broken: broken[0].replace(" ", ""), words)
    return _part_of_month.sub(r"\1 ", _ordinal.sub(r"\1", words))
