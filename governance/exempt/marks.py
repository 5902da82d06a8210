"""Why something is withheld from the public: the paragraph, its words and the reason."""

from dataclasses import dataclass
from datetime import date

from governance.models import (
    EXEMPT_PARAGRAPHS,
    AgendaItem,
    Exemptible,
    Minute,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption:
    """Why the public may not read a paper: the paragraph of Schedule 12A, and the reason."""

    paragraph: int
    words: str
    reason: str
    review_on: date | None


def exemption_of(row: Exemptible) -> Exemption | None:
    """Return why a paper is withheld, if it is."""
    if row.exempt_paragraph is None:
        return None
    return Exemption(
        paragraph=row.exempt_paragraph,
        words=dict(EXEMPT_PARAGRAPHS)[row.exempt_paragraph],
        reason=row.exempt_reason,
        review_on=row.exempt_review_on,
    )


def exemption_of_item(row: AgendaItem | None) -> Exemption | None:
    """Return why an item of an agenda is withheld, if it is: by itself, or with its report."""
    withheld_as = row.withheld_as if row else None
    return exemption_of(withheld_as) if withheld_as else None


def exemption_of_minute(row: Minute) -> Exemption | None:
    """Return why a minute is withheld, if it is: by itself, or with a part of its item."""
    withheld_as = row.withheld_as
    return exemption_of(withheld_as) if withheld_as else None
