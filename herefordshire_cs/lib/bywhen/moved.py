"""A by-when that was moved, in its own words: only what holds now is read."""

import re

_MOVED = (
    r"(?:re(?:vised|scheduled|profiled|set)|slipp(?:ed|age)|delayed|deferred|moved|ext(?:ended)?"
    r"|changed|postponed|pushed back|brought forward)"
)
# What names the day that held before, and ends at the next of these.
_old = re.compile(
    rf"\(?\b(?:{_MOVED} from|was(?! to)|previously|originally|formerly"
    r"|original (?:date|deadline|target|by-when)|original(?=[: ]))\b:? ?"
)
_old_ends = re.compile(r"\b(?:to|now)\b|(?=\b(?:revised|new|amended|current)\b)|[);,]|$")
_brackets_end = re.compile(r"\b(?:to|now)\b|\)|$")
_new = re.compile(
    rf"\b(?:{_MOVED}(?: date)? ?(?:to|until|:)|{_MOVED}(?= )(?! (?:from|by))|now)\b:? ?"
)
_has_time = re.compile(r"\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|q[1-4])")


def says_moved(words: str) -> bool:
    """Say whether mended words speak of a by-when that held before."""
    return bool(_old.search(words) or _new.search(words))


def in_force(words: str) -> str:
    """Return mended words without the by-when that holds no longer; blank if none is left.

    "sept 2026 (revised from june 2026)" is "sept 2026"; "slipped from 20 april" is nothing.
    """
    while old := _old.search(words):
        ends = _brackets_end if old[0].startswith("(") else _old_ends
        end = ends.search(words, old.end())
        after = end.end() if end else len(words)
        words = f"{words[: old.start()]} {words[after:]}".strip(" -,;")
    if (new := _new.search(words)) and _has_time.search(words[new.end() :]):
        words = words[new.end() :]
    return words.strip(" -,;)") if _has_time.search(words) else ""
