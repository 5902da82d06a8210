"""Takes out of a paste what its writer did not mean to say, and counts it."""

import re
from collections import Counter
from collections.abc import Sequence

from herefordshire_cs.lib.richtext.markup import NOT_IN_A_LINE, TIDIED, Element, words_of
from herefordshire_cs.lib.richtext.rules import (
    NOTE_BODIES,
    NOTE_MARKS,
    UNWRAPPED,
    Rule,
)

COMMENTS = "comments"
HIDDEN = "hidden"
NOTES = "notes"
PICTURES = "pictures"


def tidy(element: Element, rules: Sequence[Rule]) -> Counter[str]:
    """Leave out of an element, at every depth, what is no part of a report.

    Struck words, comments, hidden words and pictures go; what was inserted stays; the marks of
    notes become words. ``rules`` say what is left out. Return how much was, by kind.
    """
    left: Counter[str] = Counter()
    _tidy(element, rules, left)
    return left


def _tidy(element: Element, rules: Sequence[Rule], left: Counter[str]) -> None:
    kept: list[Element | str] = []
    for child in element.children:
        kept += [child] if isinstance(child, str) else _kept(child, rules, left)
    element.children = kept
    element.holds_blocks = any(
        child.holds_blocks or child.tag in NOT_IN_A_LINE
        for child in kept
        if isinstance(child, Element)
    )


def _kept(child: Element, rules: Sequence[Rule], left: Counter[str]) -> list[Element | str]:
    """Return what stays in the place of an element."""
    if not child.attributes and child.tag not in TIDIED:
        _tidy(child, rules, left)
        return [child]
    rule = next((rule for rule in rules if _is_for(rule, child)), None)
    if rule is not None:
        left.update(_counted(rule, child))
        # A struck cell keeps its place: what stands beside it would move under another head.
        return [Element(child.tag, child.attributes)] if _keeps_place(rule, child) else []
    if _is_for(NOTE_BODIES, child):
        return [_note(NOTE_BODIES, child)]
    if _is_for(NOTE_MARKS, child):
        left[NOTES] += 1
        return [_note(NOTE_MARKS, child)]
    _tidy(child, rules, left)
    return child.children if child.tag in UNWRAPPED else [child]


def _is_for(rule: Rule, element: Element) -> bool:
    href = element.attributes.get("href", "")
    return rule.is_for(element.tag, element.classes, element.style, href)


def _keeps_place(rule: Rule, element: Element) -> bool:
    return element.tag in ("td", "th") and rule.kind != HIDDEN


def _counted(rule: Rule, element: Element) -> dict[str, int]:
    if not rule.kind or (rule.kind != PICTURES and not words_of(element).strip()):
        return {}
    if rule.kind == COMMENTS:  # they come together in one element
        each = [one for one in element.elements() if "msocomtxt" in one.classes]
        return {rule.kind: len(each) or 1}
    return {rule.kind: 1}


def _note(rule: Rule, element: Element) -> str:
    number = re.sub(r"^\[(.*)\]$", r"\1", words_of(element).strip())
    return rule.words.replace("{}", number)
