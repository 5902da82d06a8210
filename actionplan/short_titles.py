"""The short title of an action: its first clause, until somebody writes a better. No database."""

import re

LONGEST_TITLE = 55  # as many letters as a row of a list has room for
ASIDE = re.compile(r"^\([^)]*\)\.?\s*")  # what stands in brackets before the words
SENTENCE = re.compile(r"(?<=[a-z)])\.(?:\s|$)|\s[–-]\s|[;:](?:\s|$)")
CLAUSE = re.compile(
    r",\s|\s\(|\s(?=(?:including|having|where|which|so that|in order|based|in light|at short)\b)"
)
JOINT = re.compile(r"\s(?=(?:and|or|to|of|for|in|on|by|with|within|about|at|from|as|under|via)\b)")
SHORTEST = 12  # letters: what is cut to fewer says too little


def short_title(text: str) -> str:
    """Return the first clause of what is to be done, without ``to be``, short enough for a row.

    What has no clause that is short enough ends before a word that joins, or else where the room
    does, with a mark that more follows.
    """
    words = ASIDE.sub("", " ".join(text.split()))
    first = _first(SENTENCE, words).replace(" to be ", " ").rstrip(" .,-:;")
    if len(first) > LONGEST_TITLE:
        first = _first(CLAUSE, first)
    if len(first) > LONGEST_TITLE:
        first = _before_a_joint(first)
    return f"{first[:1].upper()}{first[1:]}"


def _first(end: re.Pattern[str], words: str) -> str:
    found = next((each for each in end.finditer(words) if each.start() >= SHORTEST), None)
    return words[: found.start()] if found else words


def _before_a_joint(words: str) -> str:
    ends = [each.start() for each in JOINT.finditer(words) if each.start() <= LONGEST_TITLE]
    if ends and ends[-1] >= SHORTEST:
        return words[: ends[-1]]
    return f"{words[: LONGEST_TITLE - 1].rpartition(' ')[0] or words[: LONGEST_TITLE - 1]}…"
