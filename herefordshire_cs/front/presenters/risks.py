"""A risk and the indicators that show it: what the risk names by reference is known here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from actionplan.presenters.risk_page import LinkedIndicator


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownBy:
    """An indicator that shows a risk; ``name`` is blank where there is none of that short name."""

    pk: int
    slug: str
    name: str


def shown_by(links: Iterable[LinkedIndicator], names: Mapping[str, str]) -> tuple[ShownBy, ...]:
    """Return the indicators that a risk names, with what each is called."""
    return tuple(
        ShownBy(pk=link.pk, slug=link.slug, name=names.get(link.slug, "")) for link in links
    )
