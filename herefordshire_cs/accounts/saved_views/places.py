"""Which lists can be saved, and what of their addresses is."""

from urllib.parse import urlencode, urlsplit

from django.http import QueryDict
from django.urls import Resolver404, resolve

# The lists, by the names of their addresses.
LISTS = frozenset(
    {
        *("actions", "evidence-list", "assurance", "doubts", "promises", "risk-register"),
        *("officers", "indicators", "resolutions", "programme", "drafts", "meetings", "log"),
    }
)
NOT_SAVED = frozenset({"as_at", "page", "_export", "ticked", "before"})
LONGEST_QUERY = 2_000


class NoList(ValueError):
    """The address is of no list that can be saved."""


def place_of(address: str) -> tuple[str, str]:
    """Return the path of a list and what is asked of it, day and page left out. Raises NoList."""
    try:
        parts = urlsplit(address)
        is_list = resolve(parts.path).url_name in LISTS
    except (Resolver404, ValueError) as unknown:
        raise NoList(address) from unknown
    query = asked_of(parts.query)
    if not is_list or parts.netloc or len(query) > LONGEST_QUERY:
        raise NoList(address)
    return parts.path, query


def asked_of(query: str) -> str:
    """Return what a query asks of a list, in one order; what is blank is left out."""
    asked = QueryDict(query)
    pairs = [
        (name, value)
        for name, values in sorted(asked.lists())
        if name not in NOT_SAVED
        for value in values
        if value
    ]
    return urlencode(pairs)
