"""Reads what was pasted or typed in an editor into a small tree, safe to walk and to write out.

The parser of nh3 decides what the markup is; Word's conditional comments, styles and scripts are
gone before anything here looks at it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape, unescape
from html.parser import HTMLParser

import nh3

BLOCKS = frozenset(
    (
        *("p", "h1", "h2", "h3", "h4", "h5", "h6", "div", "section", "article", "blockquote"),
        *("pre", "center", "header", "footer", "main"),
    )
)
LISTS = frozenset(["ul", "ol"])
TABLE_PARTS = frozenset(["table", "thead", "tbody", "tfoot", "tr", "th", "td", "caption"])
NOT_IN_A_LINE = BLOCKS | LISTS | {"table"}
INLINE = frozenset(["a", "b", "strong", "i", "em", "sub", "sup", "span", "font", "br"])
# Their text is no part of the report: what was struck out, comments of reviewers, code.
DROPPED = {"script", "style", "title", "xml", "del", "template", "svg", "math", "noscript"}
# Word says by style what is not to be read: list marks, comments, hidden words.
HIDDEN = re.compile(
    r"mso-list:\s*ignore|mso-element:\s*comment|mso-special-character:\s*comment"
    r"|display:\s*none|mso-hide:\s*all",
    re.IGNORECASE,
)
MARK = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)
STYLED = (
    ("strong", re.compile(r"(?<![-\w])font-weight:\s*(bold|[6-9]00)", re.IGNORECASE)),
    ("em", re.compile(r"(?<![-\w])font-style:\s*(italic|oblique)", re.IGNORECASE)),
    ("sup", re.compile(r"vertical-align:\s*super", re.IGNORECASE)),
    ("sub", re.compile(r"vertical-align:\s*sub\b", re.IGNORECASE)),
)
PLAIN_WEIGHT = re.compile(r"(?<![-\w])font-weight:\s*(normal|[1-5]00)", re.IGNORECASE)
ALIKE = {"b": "strong", "i": "em", "strong": "strong", "em": "em", "sub": "sub", "sup": "sup"}
NO_WORDS = re.compile(r"<(strong|em|sub|sup)>((?:\s|<br>)*)</\1>|<a [^>]*>(\s*)</a>")
PARTED = re.compile(r"</(strong|em|sub|sup)>(\s*)<\1>")
MOST_DEPTH = 60  # elements within each other; a long exchange of letters pasted has twenty
MOST_OPEN = 300  # tags before they are tidied, some of which were never meant to hold the others
TOO_DEEP = (
    f"This has lists, tables or quotations more than {MOST_DEPTH} deep within each other."
    " Paste it as plain words, or put it into an appendix."
)
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
TAG = re.compile(r"<(/?)([a-z][^\s/>]*)", re.IGNORECASE)
# Their like, or their parent, closes them; or they hold nothing.
NEVER_DEEP = frozenset(
    (
        *("p", "li", "td", "th", "tr", "dt", "dd", "option"),
        *("br", "hr", "img", "input", "meta", "link", "col", "wbr"),
    )
)
EDGES = re.compile(r"^(?:\s|<br>)+|(?:\s|<br>)+$")


class Unreadable(ValueError):
    """What was typed or pasted can be no part of a report; the message says why, in words."""


@dataclass(slots=True)
class Element:
    """One element of the tree; its text stands among its children."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)
    holds_blocks: bool = False  # anywhere in it

    @property
    def style(self) -> str:
        """What Word or the browser said of its look."""
        return self.attributes.get("style", "")

    @property
    def is_hidden(self) -> bool:
        """Whether its words are not to be read."""
        return bool(HIDDEN.search(self.style))

    def elements(self, *tags: str) -> Iterator["Element"]:
        """Yield the elements of some tags anywhere in it, in their order."""
        for child in self.children:
            if isinstance(child, Element):
                if child.tag in tags:
                    yield child
                yield from child.elements(*tags)


class _Reader(HTMLParser):
    """Builds the tree from markup that is well formed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("root")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag in NOT_IN_A_LINE:
            self._say_that_blocks_are_held()
        if tag == "br":
            return
        self.open.append(element)
        if len(self.open) > MOST_DEPTH + 1:
            raise Unreadable(TOO_DEEP)

    def _say_that_blocks_are_held(self) -> None:
        for element in reversed(self.open):
            if element.holds_blocks:
                break  # and so it was said of those round it
            element.holds_blocks = True

    def handle_endtag(self, tag: str) -> None:
        """Close the element that is open."""
        if len(self.open) > 1 and self.open[-1].tag == tag:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        """Keep words."""
        self.open[-1].children.append(data)


def parse(html: str) -> Element:
    """Return markup of any kind as a tree of the elements known here.

    Raises Unreadable where it goes deeper than anything written by hand.
    """
    _refuse_deep(html)
    known = nh3.clean(
        html,
        tags=set(BLOCKS | LISTS | TABLE_PARTS | INLINE | {"li"}),
        clean_content_tags=DROPPED,
        attributes={"*": {"style"}, "a": {"href"}, "td": _SPANS, "th": _SPANS},
        url_schemes={"http", "https"},
        url_relative="deny",
        link_rel=None,
    )
    reader = _Reader()
    reader.feed(known)
    reader.close()
    return reader.root


def _refuse_deep(html: str) -> None:
    """Refuse what the parser would take the square of its depth for."""
    depth = 0
    for slash, name in TAG.findall(COMMENT.sub("", html)):
        if name.lower() not in NEVER_DEEP:
            depth = max(0, depth - 1) if slash else depth + 1
        if depth > MOST_OPEN:
            raise Unreadable(TOO_DEEP)


_SPANS = {"colspan", "rowspan"}


def is_inline(child: "Element | str") -> bool:
    """Say whether a child stands within a line."""
    if isinstance(child, str):
        return True
    return child.tag in INLINE and not child.holds_blocks


def inline(children: Sequence["Element | str"]) -> str:
    """Return what stands within a line as clean markup: emphasis, links and breaks alone."""
    found = "".join(_inline(child) for child in children)
    found = re.sub(r"[\s\xa0]+", " ", found)
    while (tidied := PARTED.sub(r"\2", NO_WORDS.sub(r"\2\3", found))) != found:
        found = tidied
    found = re.sub(r"\s*<br>(?:\s|<br>)*", "<br>", found)
    return EDGES.sub("", found)


def _inline(child: "Element | str") -> str:
    if isinstance(child, str):
        return escape(child, quote=False)
    if child.is_hidden:
        return ""
    if child.tag == "br":
        return "<br>"
    words = "".join(_inline(each) for each in child.children)
    href = child.attributes.get("href", "")
    if child.tag == "a" and href:
        return f'<a href="{escape(href)}">{words}</a>'
    if child.tag not in INLINE:
        return f"<br>{words}<br>"  # paragraphs of a cell become its lines
    return _emphasised(child, words)


def _emphasised(element: Element, words: str) -> str:
    tag = ALIKE.get(element.tag, "")
    if tag == "strong" and PLAIN_WEIGHT.search(element.style):
        tag = ""
    tags = [name for name, pattern in STYLED if pattern.search(element.style)]
    for name in dict.fromkeys([*tags, *filter(None, [tag])]):
        words = f"<{name}>{words}</{name}>"
    return words


def plain(markup: str) -> str:
    """Return the words of clean markup, its breaks as new lines."""
    return unescape(re.sub(r"<[^>]+>", "", markup.replace("<br>", "\n")))


def list_mark(element: Element) -> str | None:
    """Return the mark that Word printed before a paragraph of a list; None where it is of none."""
    if "mso-list" not in element.style or MARK.search(element.style):
        return None
    marks = [each for each in element.elements("span") if MARK.search(each.style)]
    return "".join(_words(mark) for mark in marks).strip()


def _words(element: Element) -> str:
    return "".join(
        child if isinstance(child, str) else _words(child) for child in element.children
    ).replace("\xa0", " ")
