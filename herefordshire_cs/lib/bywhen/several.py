"""Several by-whens in one cell: its lines, its labels, and where it is cut."""

import re
from itertools import pairwise

from herefordshire_cs.lib.bywhen.by_when import places
from herefordshire_cs.lib.bywhen.repair import mended
from herefordshire_cs.lib.bywhen.setting import Setting
from herefordshire_cs.lib.bywhen.span import NotUnderstood

_bullet = re.compile(r"^\s*[•·▪◦*–—-]\s+")
_runs_on = re.compile(r"(?:[-–—/&]|\bto|\band)\s*$")
_label = re.compile(
    r"\b(?:phase|stage|part|step|tranche|wave|cohort|milestone|objective|action|option|priority"
    r"|item)s? ?(?:\d{1,2}|[a-z])\b[:.)]?"
)
_share = re.compile(r"\b\d{1,3}(?:\.\d+)?%")
_list_mark = re.compile(r"(?:^|(?<=[\s;,]))\(?(?P<mark>\d{1,2}|[a-h])[.)](?=\s)")
_start_and_end = re.compile(
    r"^(?:start|commenc|beg[iu]n)[a-z]*(?: date)? ?[:-]? ?(?P<start>[^:;,]+?) ?[;,/-]? ?(?:and )?"
    r"\b(?:end(?! of)|finish|complet)[a-z]*(?: date)?(?: by)? ?[:-]? ?(?P<end>.+)$"
)
_separator = re.compile(r"[;,/&)]|\band\b|\bthen\b")


def in_one_line(text: str, setting: Setting) -> str:
    """Return the words of a cell in one line: mended, lines that name a time each told apart."""
    lines = [line for line in text.splitlines() if line.strip()]
    if lines and all(_bullet.match(line) for line in lines):
        lines = [_bullet.sub("", line) for line in lines]
    runs_on = any(_runs_on.search(line) for line in lines[:-1])
    if len(lines) > 1 and not runs_on and all(_names_time(line, setting) for line in lines):
        lines = _without_list_marks(lines)
        return without_labels(" ; ".join(mended(line) for line in lines))
    return without_labels(mended(" ".join(lines)))


def _without_list_marks(lines: list[str]) -> list[str]:
    """Return lines without the numbers "1." and "2." that count them."""
    marks = [re.match(r"\s*\(?(\d{1,2})[.)]\s+", line) for line in lines]
    numbers = [int(mark[1]) if mark else 0 for mark in marks]
    if numbers != list(range(1, len(lines) + 1)):
        return lines
    return [line[mark.end() :] for line, mark in zip(lines, marks, strict=True) if mark]


def _names_time(line: str, setting: Setting) -> bool:
    try:
        return bool(places(without_labels(mended(line)), setting))
    except NotUnderstood:
        return True


def without_labels(words: str) -> str:
    """Return mended words without what counts phases, shares or list items."""
    words = _share.sub("", _label.sub(" ; ", words))
    marks = [found["mark"] for found in _list_mark.finditer(words)]
    if len(marks) > 1 and marks in (
        [str(place) for place in range(1, len(marks) + 1)],
        list("abcdefgh"[: len(marks)]),
    ):
        words = _list_mark.sub(" ; ", words)
    if span := _start_and_end.match(words):
        words = f"{span['start']} - {span['end']}"
    return " ".join(words.split()).strip(" ;,")


def parts(words: str, setting: Setting) -> list[str]:
    """Cut words that name several times into one part for each. Raises NotUnderstood."""
    found = places(words, setting)
    cuts = [0]
    for place, following in pairwise(found):
        between = words[place.end : following.start]
        separators = list(_separator.finditer(between))
        cuts.append(place.end + (separators[-1].end() if separators else 0))
    return [words[start:end] for start, end in zip(cuts, [*cuts[1:], len(words)], strict=True)]
