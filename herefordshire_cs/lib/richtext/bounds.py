"""What no page can hold, and what would cost the square of its depth to read: refused in words."""

import re
from html import unescape

MOST_DEPTH = 60  # elements within each other; a long exchange of letters pasted has twenty
MOST_OPEN = 300  # tags before they are tidied, some of which were never meant to hold the others
MOST_COLUMNS = 30  # of a table; a page of A4 holds no more
MOST_LEVELS = 9  # of lists within lists; Word has no more
TOO_DEEP = (
    f"This has lists, tables or quotations more than {MOST_DEPTH} deep within each other."
    " Paste it as plain words, or put it into an appendix."
)
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
PARAGRAPH_END = re.compile(r"</(?:p|li|tr|div|h[1-6])>|<br>", re.IGNORECASE)
CELL_END = re.compile(r"</t[dh]>", re.IGNORECASE)
ANY_TAG = re.compile(r"<[^<>]*>")
TAG = re.compile(r"<(/?)([a-z][^\s/>]*)", re.IGNORECASE)
# Their like, or their parent, closes them; or they hold nothing.
NEVER_DEEP = frozenset(
    (
        *("p", "li", "td", "th", "tr", "dt", "dd", "option"),
        *("br", "hr", "img", "input", "meta", "link", "col", "wbr"),
    )
)


class Unreadable(ValueError):
    """What was typed or pasted can be no part of a report; the message says why, in words."""


def is_too_deep(html: str) -> bool:
    """Say whether the parser would take the square of the depth of some markup for it."""
    depth = 0
    for slash, name in TAG.findall(COMMENT.sub("", html)):
        if name.lower() not in NEVER_DEEP:
            depth = max(0, depth - 1) if slash else depth + 1
        if depth > MOST_OPEN:
            return True
    return False


def refuse_wide(words: str) -> None:
    """Refuse plain words that stand beyond the last column of a table. Raises Unreadable."""
    if first := " ".join(words.split())[:40]:
        raise Unreadable(
            f"A table has more than {MOST_COLUMNS} columns: “{first}” stands beyond"
            " them. Divide the table, or put it into an appendix."
        )


def words_alone(html: str) -> str:
    """Return the words of markup that is not parsed, a paragraph, item or row to a paragraph."""
    lines = CELL_END.sub(" ", PARAGRAPH_END.sub("\n\n", COMMENT.sub("", html)))
    return unescape(ANY_TAG.sub("", lines))
