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

from herefordshire_cs.lib.richtext.bounds import MOST_DEPTH, TOO_DEEP, Unreadable, is_too_deep
from herefordshire_cs.lib.richtext.rules import (
    LEFT_OUT,
    LIST_ITEM,
    LIST_MARK,
    LOOKS,
    PLAIN_WEIGHT,
    UNWRAPPED,
)

BLOCKS = frozenset(
    (
        *("p", "h1", "h2", "h3", "h4", "h5", "h6", "div", "section", "article", "blockquote"),
        *("pre", "center", "header", "footer", "main"),
    )
)
LISTS = frozenset(["ul", "ol"])
TABLE_PARTS = frozenset(["table", "thead", "tbody", "tfoot", "tr", "th", "td", "caption"])
NOT_IN_A_LINE = BLOCKS | LISTS | {"table"}
VOID = frozenset(["br", "img"])
INLINE = frozenset(["a", "b", "strong", "i", "em", "sub", "sup", "span", "font", "br"])
# What the rules of tidying look for, beside what may stay.
TIDIED = UNWRAPPED.union(*(rule.tags for rule in LEFT_OUT))
# Their text is no part of the report: code, and what browsers do not show.
DROPPED = {"script", "style", "title", "xml", "template", "svg", "math", "noscript"}
ALIKE = {"b": "strong", "i": "em", "strong": "strong", "em": "em", "sub": "sub", "sup": "sup"}
NO_WORDS = re.compile(r"<(strong|em|sub|sup)>((?:\s|<br>)*)</\1>|<a [^>]*>(\s*)</a>")
PARTED = re.compile(r"</(strong|em|sub|sup)>(\s*)<\1>")
ABSOLUTE = re.compile(r"https?://", re.IGNORECASE)
EDGES = re.compile(r"^(?:\s|<br>)+|(?:\s|<br>)+$")


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
    def classes(self) -> frozenset[str]:
        """What it is called in style sheets, in small letters."""
        return frozenset(self.attributes.get("class", "").lower().split())

    @property
    def is_list_mark(self) -> bool:
        """Whether it is what Word printed before an item: a number or a bullet."""
        return bool(LIST_MARK.search(self.style))

    def elements(self, *tags: str) -> Iterator["Element"]:
        """Yield the elements of some tags, or all, anywhere in it, in their order."""
        for child in self.children:
            if isinstance(child, Element):
                if not tags or child.tag in tags:
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
        if tag in VOID:
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
    if is_too_deep(html):
        raise Unreadable(TOO_DEEP)
    known = nh3.clean(
        html,
        tags=set(BLOCKS | LISTS | TABLE_PARTS | INLINE | TIDIED | {"li"}),
        clean_content_tags=DROPPED,
        attributes={
            "*": {"style", "class", "role"},
            "a": {"href"},
            "li": {"data-aria-level"},
            "td": _SPANS,
            "th": _SPANS,
        },
        url_schemes={"http", "https"},
        url_relative="pass_through",  # the marks of notes are known by where they lead
        link_rel=None,
    )
    reader = _Reader()
    reader.feed(known)
    reader.close()
    return reader.root


_SPANS = {"colspan", "rowspan"}


def is_inline(child: "Element | str") -> bool:
    """Say whether a child stands within a line."""
    if isinstance(child, str):
        return True
    return child.tag in INLINE and not child.holds_blocks


def inline(children: Sequence["Element | str"]) -> str:
    """Return what stands within a line as clean markup: emphasis, links and breaks alone."""
    found = "".join(_inline(child) for child in children)
    if "<" not in found:
        return " ".join(found.split())
    found = re.sub(r"[\s\xa0]+", " ", found)
    while (tidied := PARTED.sub(r"\2", NO_WORDS.sub(r"\2\3", found))) != found:
        found = tidied
    found = re.sub(r"\s*<br>(?:\s|<br>)*", "<br>", found)
    return EDGES.sub("", found)


def _inline(child: "Element | str", within: frozenset[str] = frozenset()) -> str:
    """Return a child as clean markup, without the emphasis that it stands within already."""
    if isinstance(child, str):
        return escape(child, quote=False)
    if child.is_list_mark:
        return ""
    if child.tag == "br":
        return "<br>"
    href = child.attributes.get("href", "")
    is_link = child.tag == "a" and bool(ABSOLUTE.match(href))
    is_block = child.tag not in INLINE
    tags = [] if is_link or is_block else [tag for tag in _emphasis(child) if tag not in within]
    words = "".join(_inline(each, within.union(tags)) for each in child.children)
    for tag in tags:
        words = f"<{tag}>{words}</{tag}>"
    if is_link:
        return f'<a href="{escape(href)}">{words}</a>'
    return f"<br>{words}<br>" if is_block else words  # paragraphs of a cell become its lines


def _emphasis(element: Element) -> list[str]:
    tag = ALIKE.get(element.tag, "")
    if tag == "strong" and PLAIN_WEIGHT.search(element.style):
        tag = ""
    tags = [name for name, pattern in LOOKS if pattern.search(element.style)]
    return list(dict.fromkeys([*tags, *filter(None, [tag])]))


def plain(markup: str) -> str:
    """Return the words of clean markup, its breaks and items as lines."""
    lines = re.sub(r"<br>|(?<=[^>])<[uo]l>|</li><li>|</[uo]l>(?=[^<])", "\n", markup)
    return unescape(re.sub(r"<[^>]+>", "", lines))


def escaped(words: str) -> str:
    """Return plain words as markup."""
    return "<br>".join(escape(line, quote=False) for line in words.split("\n"))


def list_mark(element: Element) -> str | None:
    """Return the mark that Word printed before a paragraph of a list; None where it is of none."""
    if not LIST_ITEM.search(element.style):
        return None
    return "".join(words_of(each) for each in element.elements() if each.is_list_mark).strip()


def words_of(element: Element) -> str:
    """Return all words within an element."""
    return "".join(
        child if isinstance(child, str) else words_of(child) for child in element.children
    ).replace("\xa0", " ")
