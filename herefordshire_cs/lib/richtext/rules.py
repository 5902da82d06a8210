"""What is left out of a paste, and what its styles mean: the rules that the editor keeps too."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

RULES: dict[str, Any] = json.loads(Path(__file__).with_name("tidying.json").read_text("utf-8"))


def pattern(written: str) -> re.Pattern[str]:
    """Return a pattern of the rules; one that is blank matches nothing."""
    return re.compile(written or r"(?!)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Which elements it is for: by their tag, by a class, or by their style."""

    tags: frozenset[str]
    classes: frozenset[str]
    style: re.Pattern[str]
    href: re.Pattern[str]
    kind: str = ""  # under which it is counted; one without is a mark, and nothing is missed
    words: str = ""  # in the place of the element, its number for {}

    def is_for(self, tag: str, classes: frozenset[str], style: str, href: str) -> bool:
        """Say whether an element is one of those."""
        return bool(
            tag in self.tags
            or classes & self.classes
            or self.style.search(style)
            or self.href.search(href)
        )


def _rule(found: Mapping[str, Any]) -> Rule:
    return Rule(
        kind=found.get("kind", ""),
        tags=frozenset(found.get("tags", [])),
        classes=frozenset(found["classes"]),
        style=pattern(found.get("style", "")),
        href=pattern(found.get("href", "")),
        words=found.get("words", ""),
    )


LEFT_OUT = [_rule(each) for each in RULES["left_out"]]
UNWRAPPED = frozenset(RULES["unwrapped"])
NOTE_BODIES = _rule(RULES["notes"]["bodies"])
NOTE_MARKS = _rule(RULES["notes"]["marks"])
LOOKS = [(tag, pattern(style)) for tag, style in RULES["looks"].items()]
PLAIN_WEIGHT = pattern(RULES["plain_weight"])
LIST_ITEM = pattern(RULES["lists"]["item"])
LIST_MARK = pattern(RULES["lists"]["mark"])
ORDERED_MARK = pattern(RULES["lists"]["ordered"])


NAMED = re.compile(r"\s*[a-z]*\.([\w-]+)\s*")


def left_out_of(html: str) -> list[Rule]:
    """Return the rules of what is left out, with the classes that its style sheets make such.

    Excel says in a style sheet, and not on the cell, that words are struck out.
    """
    declared = list(_declared(html.lower()))
    return [
        replace(rule, classes=rule.classes.union(_named(rule, declared))) if declared else rule
        for rule in LEFT_OUT
    ]


def _declared(html: str) -> Iterator[tuple[str, str]]:
    """Yield the classes of style sheets, each with the styles that are declared for it.

    It is taken apart from left to right: a pattern could be made to try again without end.
    """
    for before_end in html.split("</style")[:-1]:
        sheet = before_end.partition("<style")[2].partition(">")[2].replace("<!--", "")
        without_remarks = "".join(each.partition("/*")[0] for each in sheet.split("*/"))
        for block in without_remarks.split("}")[:-1]:
            selectors, _brace, styles = block.rpartition("{")
            for name in map(NAMED.fullmatch, selectors.split(",")):
                if name:
                    yield name[1], styles


def _named(rule: Rule, declared: list[tuple[str, str]]) -> set[str]:
    return {name for name, style in declared if rule.style.search(style)}


def left_out_in_words(counts: Mapping[str, int]) -> str:
    """Return what was left out of a paste, counted by kind; nothing where nothing was."""
    words = RULES["words"]
    told = [
        one if counts[kind] == 1 else many.replace("{}", str(counts[kind]))
        for kind, (one, many) in words["left_out"].items()
        if counts.get(kind)
    ]
    added = [each for kind, each in words["added"].items() if counts.get(kind)]
    return " ".join([*([f"Left out: {', '.join(told)}."] if told else []), *added])
