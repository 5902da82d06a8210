"""The forms in which school years, terms, their holidays and feasts are written."""

import re

from herefordshire_cs.lib.bywhen.readers import YEAR, Form
from herefordshire_cs.lib.bywhen.setting import Setting
from herefordshire_cs.lib.bywhen.span import NotUnderstood, Span
from herefordshire_cs.lib.bywhen.terms import ALSO_CALLED, holiday, year_of_term
from herefordshire_cs.lib.bywhen.years import PAIR, in_year, year_of


def _read_school_year(match: re.Match[str], setting: Setting) -> Span:
    """Read "academic year 2026/27"."""
    starts_in = year_of(match, setting)[0]
    return setting.terms.school_year(starts_in)


def _read_term(match: re.Match[str], setting: Setting) -> Span:
    """Read "autumn term 2026", "summer 2027 term", "autumn term 2" and "first half of" a term."""
    year, is_pair = year_of(match, setting)
    name = ALSO_CALLED.get(match["term"], match["term"])
    year = year_of_term(setting.terms, name, year, of_school_year=is_pair)
    if number := match["half"] or match["behind"]:
        return setting.terms.half(name, int(number), year)
    return setting.terms.term(name, year)


def _read_numbered_term(match: re.Match[str], setting: Setting) -> Span:
    """Read "term 4 2026/27": of six terms, or of three where the number allows it."""
    year, number = year_of(match, setting)[0], int(match["number"])
    names = [name for name, _term in setting.terms.terms]
    name, half = names[(number - 1) // 2], (number - 1) % 2 + 1
    terms = setting.terms
    of_six = terms.half(name, half, year_of_term(terms, name, year, of_school_year=True))
    if number > len(names):
        return of_six
    name = names[number - 1]
    of_three = terms.term(name, year_of_term(terms, name, year, of_school_year=True))
    return setting.pick(of_three, of_six)


def _read_half_term(match: re.Match[str], setting: Setting) -> Span:
    """Read "October half term 2026" and "autumn half term": the holiday in the middle."""
    year, is_pair = year_of(match, setting)
    name = ALSO_CALLED.get(match["of"], match["of"])
    year = year_of_term(setting.terms, name, year, of_school_year=is_pair)
    return setting.terms.half_term(name, year)


def _read_holiday(match: re.Match[str], setting: Setting) -> Span:
    """Read "Easter 2027", "Christmas" and "summer holidays"."""
    return holiday(match["feast"], setting.terms, setting.whole_year(match["year"]))


def _refuse(_match: re.Match[str], _setting: Setting) -> Span:
    """Refuse a year that runs from a day nobody but the council knows."""
    raise NotUnderstood("a year that begins on a day of its own")


_SCHOOL = r"\b(?:academic|school) year|\bay(?= ?\d\d)"
_TERMS = r"(?:autumn|spring|summer|easter)"
_FEASTS = (
    r"easter (?:school )?(?:holidays?|break)|easter|summer (?:holidays?|break)"
    r"|christmas|xmas|new year"
)
TERMS_AND_FEASTS: tuple[Form, ...] = (
    (re.compile(rf"{PAIR} (?:academic|school) year"), _read_school_year),
    (re.compile(rf"(?:{_SCHOOL}){in_year()}"), _read_school_year),
    (re.compile(rf"\b(?:municipal|civic|council) year{in_year()}"), _refuse),
    (
        re.compile(
            rf"(?:(?P<half>[12]) half of (?:the )?)?\b(?P<term>{_TERMS}) term(?! time)"
            rf"(?: (?P<behind>[12])(?!\d))?{in_year()}"
        ),
        _read_term,
    ),
    (
        re.compile(
            rf"(?P<half>$^)?\b(?P<term>{_TERMS}) (?P<start>{YEAR})(?: ?[-/] ?(?P<end>{YEAR}))?"
            rf" term\b(?P<behind>$^)?"
        ),
        _read_term,
    ),
    (re.compile(rf"(?<!half )\bterm (?P<number>[1-6])(?!\d){in_year()}"), _read_numbered_term),
    (
        re.compile(rf"\b(?P<of>{_TERMS}|october|february|may)[ -]half[- ]?term\b{in_year()}"),
        _read_half_term,
    ),
    (re.compile(rf"\b(?P<feast>{_FEASTS})\b(?:,? ?(?P<year>{YEAR}))?"), _read_holiday),
)
