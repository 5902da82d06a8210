"""Whether a highlight report fills no more than its one page: how many lines it takes on it."""

from collections.abc import Iterable
from dataclasses import replace
from math import ceil

from actionplan.periodic_contents import Contents, GivenLine, ReportPart
from actionplan.periodic_kinds import RULES

# Of A4, as the style sheet sets it. Each line holds more letters than this, unless they are wide.
PAGE_LINES = 64
LINE_LETTERS = 92
HEAD_LINES = 8  # the council, the title and what stands beneath, but for long names
HEADING_LINES = 2
RATINGS_LINES = 5


def room_left(contents: Contents) -> int | None:
    """Return how many lines the page has left, less than 0 where too few; None of other kinds."""
    if not RULES[contents.kind].is_one_page:
        return None
    taken = HEAD_LINES + _lines_of(contents.plan_title) - 1
    taken += lines_taken(contents.addressed_to, letters=LINE_LETTERS - 20) - 1
    taken += RATINGS_LINES + sum(_of_part(part) for part in contents.parts)
    return PAGE_LINES - taken


def left_out_to_fit(contents: Contents) -> set[str]:
    """Return the keys of lines without which the rest fits: the last of the longest lists."""
    found: set[str] = set()
    while (room := room_left(contents)) is not None and room < 0:
        lists = [each for part in contents.parts for each in part.lists]
        longest = max(lists, key=lambda each: len(each.lines), default=None)
        if longest is None or not longest.lines:
            break
        found.add(longest.lines[-1].key)
        contents = without(contents, found)
    return found


def without(contents: Contents, keys: Iterable[str]) -> Contents:
    """Return a report without some lines of the record."""
    out = set(keys)
    return replace(
        contents,
        parts=tuple(
            replace(
                part,
                lists=tuple(
                    replace(each, lines=tuple(line for line in each.lines if line.key not in out))
                    for each in part.lists
                ),
            )
            for part in contents.parts
        ),
    )


def lines_taken(words: str, *, letters: int = LINE_LETTERS) -> int:
    """Return how many lines words take on the page; a blank line takes one too."""
    return sum(max(1, ceil(len(line) / letters)) for line in words.splitlines())


def _of_part(part: ReportPart) -> int:
    lists = sum(1 + sum(_of_line(line) for line in each.lines) for each in part.full)
    return HEADING_LINES + lines_taken(part.words) + lists + _lines_of(part.unshown)


def _of_line(line: GivenLine) -> int:
    return max(1, _lines_of(line.in_words))


def _lines_of(words: str) -> int:
    return ceil(len(words) / LINE_LETTERS)
