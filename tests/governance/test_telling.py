"""What is withheld is hidden unless it is named: each line, with a sentinel in every field."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from importlib import import_module
from pkgutil import walk_packages
from types import UnionType
from typing import Any, ClassVar, Union, get_args, get_origin, get_type_hints

import pytest

import governance.presenters
from governance.exempt.marks import Exemption
from governance.exempt.reader import MEMBERS, PUBLIC, Reader
from governance.exempt.telling import told

SENTINEL = "quince"
NUMBER = 7919
EXEMPTION = Exemption(paragraph=3, words="3: money", reason=SENTINEL, review_on=date(2006, 5, 22))
# Papers that are withheld whole, by themselves, or stand for what is withheld; no line is told.
NEVER_TOLD = {"ReportPaper", "ResolutionsPaper", "Notice"}


def presented() -> Iterator[type]:
    """Yield every dataclass of the presenters that says why it may be withheld."""
    for module in walk_packages(governance.presenters.__path__, "governance.presenters."):
        for found in vars(import_module(module.name)).values():
            is_ours = isinstance(found, type) and found.__module__ == module.name
            if is_ours and "exemption" in getattr(found, "__dataclass_fields__", ()):
                yield found


LINES = sorted(
    (found for found in presented() if found.__name__ not in NEVER_TOLD), key=lambda e: e.__name__
)


def filled(line: type) -> Any:
    """Return a line with something to be found in every field."""
    hints = get_type_hints(line)
    values = {field.name: something(hints[field.name]) for field in fields(line)}
    return line(**values | {"exemption": EXEMPTION})


def something(hint: Any) -> Any:
    """Return a value of a type in which a sentinel can be found."""
    if get_origin(hint) in (Union, UnionType):
        return something(next(each for each in get_args(hint) if each is not type(None)))
    if get_origin(hint) is tuple:
        return (something(get_args(hint)[0]),)
    if is_dataclass(hint):
        return SENTINEL  # of whatever it is made, it would say this
    return {str: SENTINEL, int: NUMBER, bool: True, date: date(1999, 9, 9)}.get(hint, SENTINEL)


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.__name__)
def test_of_what_is_withheld_the_public_is_told_what_is_named_and_nothing_else(line: type) -> None:
    whole = filled(line)
    public = told(whole, PUBLIC)
    named = {"exemption", *line.FOR_PUBLIC}  # type: ignore[attr-defined]

    left = {field.name for field in fields(line) if getattr(public, field.name)}

    assert left <= named
    assert {name: getattr(public, name) for name in named - {"exemption"}} == {
        name: getattr(whole, name) for name in named - {"exemption"}
    }
    assert public.exemption == replace(EXEMPTION, reason="", review_on=None)


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.__name__)
def test_who_may_read_it_is_told_the_whole_and_so_is_everybody_of_what_is_open(line: type) -> None:
    whole = filled(line)

    assert told(whole, MEMBERS) == whole
    assert told(whole, Reader(reads_exempt=True)) == whole
    assert told(replace(whole, exemption=None), PUBLIC) == replace(whole, exemption=None)


def test_every_name_that_is_open_is_a_field() -> None:
    wrong = {
        line.__name__: line.FOR_PUBLIC - {field.name for field in fields(line)}  # type: ignore[attr-defined]
        for line in LINES
    }

    assert {name: names for name, names in wrong.items() if names} == {}


def test_the_lines_are_those_that_agendas_minutes_packs_and_programmes_are_made_of() -> None:
    assert {line.__name__ for line in LINES} == {
        "AppendixPaper",
        "CallInLine",
        "DecidedItem",
        "ItemLine",
        "LimbLine",
        "MinuteText",
        "PackItem",
        "Part",
        "ProgrammeCard",
        "RecordLine",
        "SubmissionLine",
    }


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line to which somebody added a field and named it nowhere."""

    FOR_PUBLIC: ClassVar[frozenset[str]] = frozenset({"number"})

    number: int
    exemption: Exemption | None
    added: str
    day: date


def test_a_field_that_is_named_nowhere_is_hidden_and_one_that_cannot_be_is_told() -> None:
    line = Line(number=3, exemption=EXEMPTION, added=SENTINEL, day=date(2006, 5, 22))

    with pytest.raises(TypeError, match="day cannot be empty"):
        told(line, PUBLIC)
    assert SENTINEL not in repr(told(line, PUBLIC, day=date.min))


def test_what_stands_instead_is_what_the_public_reads() -> None:
    line = Line(number=3, exemption=EXEMPTION, added=SENTINEL, day=date.min)

    assert told(line, PUBLIC, added="A contract", day=date.min).added == "A contract"
    assert told(line, MEMBERS, added="A contract", day=date.min).added == SENTINEL
