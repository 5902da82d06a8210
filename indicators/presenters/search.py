"""Search over the indicators' references and definitions."""

from dataclasses import dataclass
from datetime import date

from herefordshire_cs.lib.full_text import Says
from indicators.models import Indicator

AT_MOST = 50  # the page says so where there are more


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorFound:
    """An indicator whose words match."""

    slug: str
    reference: str
    definition: str


def search_indicators(words: str, *, as_of: date) -> tuple[IndicatorFound, ...]:
    """Return the indicators in use on a day that hold the words; one query."""
    rows = Indicator.objects.in_use(as_of=as_of).filter(Says(words))
    return tuple(
        IndicatorFound(slug=row.slug, reference=row.ref, definition=row.definition)
        for row in rows.in_order()[:AT_MOST]
    )
