"""The documents of the indicators that were made and issued."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import F

from indicators.models import PerformanceDocument

SHOWN = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeDocument:
    """A document that was made, and who issued it, if anybody did."""

    title: str
    period: str
    as_of: date
    issued_on: date | None
    issued_by_name: str
    pages: int | None
    sha256: str
    state: str
    address: str


def build_library(titles: Mapping[str, str], *, as_of: date) -> tuple[MadeDocument, ...]:
    """Return the newest documents as at a day or earlier, the issued ones first."""
    rows = PerformanceDocument.objects.filter(as_of__lte=as_of).defer("pdf")
    newest_issued = F("issued_on").desc(nulls_last=True)
    ordered = rows.select_related("period").order_by(newest_issued, "-as_of", "-asked_at")[:SHOWN]
    return tuple(
        MadeDocument(
            title=titles[row.kind],
            period=row.period.span.label,
            as_of=row.as_of,
            issued_on=row.issued_on,
            issued_by_name=row.issued_by_name,
            pages=row.pages,
            sha256=row.sha256,
            state=row.get_state_display(),
            address=row.get_absolute_url(),
        )
        for row in ordered
    )
