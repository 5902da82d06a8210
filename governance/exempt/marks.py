"""Why something is withheld from the public: the paragraphs, their words and the reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from governance.models import (
    CONFIDENTIAL,
    WITHHELD_AS,
    AgendaItem,
    DecisionRecord,
    Exemptible,
    Minute,
)
from herefordshire_cs.lib.text.words import list_in_words

WORDS = dict(WITHHELD_AS)
ACT = "the Local Government Act 1972"


def short_ground(paragraph: int, also: Iterable[int] = ()) -> str:
    """Return why something is withheld, shortly: ``paragraphs 1 and 3``, or ``confidential``."""
    numbers = sorted({paragraph, *also})
    exempt = [str(each) for each in numbers if each != CONFIDENTIAL]
    said = ["confidential, section 100A(3)"] if CONFIDENTIAL in numbers else []
    if exempt:
        said.append(f"paragraph{'s' if len(exempt) > 1 else ''} {list_in_words(exempt)}")
    return " and ".join(said)


def ground(paragraph: int, also: Iterable[int] = ()) -> str:
    """Return the same with the Act: ``paragraph 3 of Part 1 of Schedule 12A to the ...``."""
    said = short_ground(paragraph, also)
    is_only_confidential = {paragraph, *also} == {CONFIDENTIAL}
    return (
        f"{said} of {ACT}"
        if is_only_confidential
        else f"{said} of Part 1 of Schedule 12A to {ACT}"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption:
    """Why the public may not read a paper: the paragraphs of Schedule 12A, and the reason."""

    paragraph: int
    words: str
    reason: str
    review_on: date | None
    also: tuple[int, ...] = ()

    @property
    def short(self) -> str:
        """Why, as the head of a page says it: ``paragraph 3``."""
        return short_ground(self.paragraph, self.also)

    @property
    def ground(self) -> str:
        """Why, with the Act."""
        return ground(self.paragraph, self.also)

    @property
    def in_full(self) -> str:
        """Why, in the words of the Act: ``paragraph 3: the financial or business affairs ...``."""
        return "; ".join(
            WORDS[each] if each == CONFIDENTIAL else f"paragraph {WORDS[each]}"
            for each in sorted({self.paragraph, *self.also})
        )

    @property
    def act(self) -> str:
        """Where the Act says so."""
        if self.paragraph == CONFIDENTIAL:
            return "Local Government Act 1972, section 100A(3): confidential information"
        return "Local Government Act 1972, Part 1 of Schedule 12A: exempt information"


def exemption_of(row: Exemptible) -> Exemption | None:
    """Return why a paper is withheld, if it is."""
    if row.exempt_paragraph is None:
        return None
    return exemption_under(
        row.exempt_paragraph,
        also=row.exempt_also,
        reason=row.exempt_reason,
        review_on=row.exempt_review_on,
    )


def exemption_under(
    paragraph: int, *, also: Iterable[int] = (), reason: str = "", review_on: date | None = None
) -> Exemption:
    """Return an exemption under paragraphs, such as a pack says that it withheld by."""
    return Exemption(
        paragraph=paragraph,
        words=WORDS[paragraph],
        reason=reason,
        review_on=review_on,
        also=tuple(also),
    )


def exemption_of_item(row: AgendaItem | None) -> Exemption | None:
    """Return why an item of an agenda is withheld, if it is: by itself, or with its report."""
    withheld_as = row.withheld_as if row else None
    return exemption_of(withheld_as) if withheld_as else None


def exemption_of_minute(row: Minute) -> Exemption | None:
    """Return why a minute is withheld, if it is: by itself, or with a part of its item."""
    withheld_as = row.withheld_as
    return exemption_of(withheld_as) if withheld_as else None


def exemption_of_record(row: DecisionRecord) -> Exemption | None:
    """Return why the record of a decision is withheld, if it is: by itself, or with its item."""
    return exemption_of(row) or exemption_of_item(row.item)
