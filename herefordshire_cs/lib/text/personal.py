"""What in free text may tell who a child is: pointed at, never taken out, so that a person looks.

Rules alone: words in, findings out. A number counts only where its own check digit holds, so that
an ordinary figure is not asked about.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import takewhile

SMALL = 5  # a count of so many or fewer is suppressed where figures are published


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Some words of a text, and as what they are asked about: ``a date of birth``.

    ``asks``: whether it goes out only with a reason. A small count is pointed at alone.
    """

    kind: str
    words: str
    start: int
    asks: bool = True

    @property
    def in_words(self) -> str:
        """What is said of it: ``“NHS 943 476 5919” looks like an NHS number``."""
        return f"“{self.words}” looks like {self.kind}"


NHS = re.compile(r"(?<![\d.,/-])(?:\d{3}[ -]?\d{3}[ -]?\d{4})(?![\d/]|[.,]\d)")
UPN = re.compile(r"\b([A-HJ-NP-RT-Z])(\d{11})([\dA-HJ-NP-RT-Z])\b")
UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
CASE = re.compile(
    r"\b(?:case|client|child(?:[’']s)?|person|file|pupil|mosaic|liquidlogic|lcs|ics|eclipse|paris)"
    r"(?: file)?[ ,]*(?:no\b\.?|nos\b\.?|number|id\b|ref\b\.?|reference)[ :#]*"
    r"(?=[A-Z/-]{0,5}\d)[A-Z\d/-]{3,}",
    re.IGNORECASE,
)
MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
IN_WORDS = rf"\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{MONTH},? \d{{2,4}}"
DAY = rf"(?:\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|{IN_WORDS})"
BIRTH = re.compile(
    rf"\b(?:d\.?o\.?b\b\.?|date of birth|born(?: on)?|birthday)[ :,(]*(?:is |was |on )?{DAY}",
    re.IGNORECASE,
)
STREETS = (
    "Street|St|Road|Rd|Avenue|Ave|Lane|Close|Drive|Crescent|Court|Gardens|Terrace|Way|Place|Grove"
    "|Row|Walk|Mews|Square|View|Rise|Parade"
)
ADDRESS = re.compile(rf"\b\d{{1,4}}[A-Za-z]?,? (?:[A-Z][\w’'.]+ ){{1,3}}(?:{STREETS})\b")
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}\b")
NUMBERS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    "|sixteen|seventeen"
)
AGE = rf"(?:1[0-7]|\d|{NUMBERS})"
NAME = r"(?P<name>[A-Z][a-z’'-]+(?: [A-Z](?:[a-z’'-]+|\b\.?))?)"
AGED = (
    re.compile(rf"\b{NAME},? \(?(?:who (?:is|was) )?aged? (?:just |only )?{AGE}\b(?!%)"),
    # "is 3 miles" is of a place, "is 9 and" and "is 9 years" of a child.
    re.compile(
        rf"\b{NAME},? (?:who )?(?:is|was) (?:just |only )?{AGE}\b(?!%)"
        r"(?! (?!years|yrs|months|and|when|at|in)\w)"
    ),
    re.compile(rf"\b{NAME},? \(?{AGE} (?:years?|yrs?|months?)\b"),
    re.compile(
        rf"\b{AGE}[- ](?:year|month)s?[- ]old,? (?:girl |boy |child |baby )?"
        rf"(?:called |named )?{NAME}"
    ),
    re.compile(rf"\b{NAME} \((?:aged? )?{AGE}\)"),
)
# What stands with an age and is nobody's name.
NOT_A_NAMES = """A Adults Admissions Age Aged All An And Any April August Babies Boys But By Care
    Children
    Class Collection Contacts Count Each Every February First For Foster From Girls He Her His How
    Item Its It January July June Key Leavers Looked March May Member Minute Minutes Most No None
    November October Of Old On One Only Our Outcome Page Panel Paragraph Parents Part People Phase
    Population Priority Pupils Quarter Question Recommendation Residents School Schools Section
    September December She Some Stage Student Students Table Teenagers Term That The There These
    They This Those To Total Under Versions Version Ward We Week Where Which Who With Year Years
    You Young Youth Action Area Appendix Target Figure Figures Level Grade Band Group Tier
    Indicator Objective Aim Outturn"""
NOT_A_NAME = frozenset(NOT_A_NAMES.split())
COUNT = re.compile(
    r"\b(?P<count>only one|one|two|three|four|five|[1-5]) (?:(?:looked[- ]after|disabled|other"
    r"|more|local|young|white|black|asian|unaccompanied|named|teenage|adopted|fostered|primary|secondary)"
    r",? ){0,2}(?:child|children|pupils?|girls?|boys?|people|person|siblings?|famil(?:y|ies)"
    r"|care leavers?|infants?|babies|baby|teenagers?|adolescents?)\b",
    re.IGNORECASE,
)


def is_nhs_number(digits: str) -> bool:
    """Say whether ten digits are an NHS number by their last, modulus 11."""
    total = sum(int(digit) * (10 - place) for place, digit in enumerate(digits[:9]))
    check = (11 - total % 11) % 11
    return len(digits) == 10 and len(set(digits)) > 1 and check != 10 and check == int(digits[9])


def is_upn(number: str) -> bool:
    """Say whether thirteen signs are a unique pupil number by their first letter, modulus 23.

    The last sign of a temporary one is a letter, which counts as its place in the letters.
    """
    if UPN.fullmatch(number) is None:
        return False
    values = [int(one) if one.isdigit() else UPN_LETTERS.index(one) for one in number[1:]]
    total = sum(value * weight for weight, value in enumerate(values, start=2))
    return UPN_LETTERS[total % 23] == number[0]


type Span = tuple[int, int]


def _spans(pattern: re.Pattern[str]) -> Callable[[str], Iterator[Span]]:
    return lambda text: (match.span() for match in pattern.finditer(text))


def _nhs(text: str) -> Iterator[Span]:
    for found in NHS.finditer(text):
        if is_nhs_number(re.sub(r"\D", "", found[0])):
            yield found.span()


def _upn(text: str) -> Iterator[Span]:
    yield from (found.span() for found in UPN.finditer(text) if is_upn(found[0]))


def _aged(text: str) -> Iterator[Span]:
    """Yield names with an age: a sentence may begin before one, and a plural is nobody's."""
    for pattern in AGED:
        for found in pattern.finditer(text):
            words = found["name"].split()
            before = list(takewhile(NOT_A_NAME.__contains__, words))
            if words[-1] not in NOT_A_NAME:
                is_first = found.start("name") == found.start()
                start = found.start() + (len(" ".join(before)) + bool(before)) * is_first
                yield start, found.end()


def _address(text: str) -> Iterator[Span]:
    yield from (found.span() for found in ADDRESS.finditer(text))
    yield from (found.span() for found in POSTCODE.finditer(text))


KINDS: tuple[tuple[str, Callable[[str], Iterator[Span]], bool], ...] = (
    ("an NHS number", _nhs, True),
    ("a unique pupil number", _upn, True),
    ("a case number", _spans(CASE), True),
    ("a date of birth", _spans(BIRTH), True),
    ("an address", _address, True),
    ("a child’s name and age", _aged, True),
    (f"a count of {SMALL} or fewer", _spans(COUNT), False),
)


def findings(text: str) -> tuple[Finding, ...]:
    """Return what in a text may tell who a child is, in its order; of two that overlap, one."""
    found = sorted(
        (
            Finding(kind=kind, words=" ".join(text[start:end].split()), start=start, asks=asks)
            for kind, spans, asks in KINDS
            for start, end in spans(text)
        ),
        key=lambda each: (each.start, -len(each.words)),
    )
    kept: list[Finding] = []
    for each in found:
        if not kept or each.start >= kept[-1].start + len(kept[-1].words):
            kept.append(each)
    return tuple(kept)


def asked(text: str) -> tuple[Finding, ...]:
    """Return the findings of a text that need a reason to go on."""
    return tuple(each for each in findings(text) if each.asks)
