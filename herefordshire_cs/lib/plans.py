"""Which plans there are, for pages of apps that know none: each by its short name and title."""

from collections.abc import Callable, Sequence

# A plan's short name, as in its address, and its title.
type NamedPlan = tuple[str, str]


def _none() -> Sequence[NamedPlan]:
    return ()


_source: list[Callable[[], Sequence[NamedPlan]]] = [_none]


def come_from(source: Callable[[], Sequence[NamedPlan]]) -> None:
    """Say where they come from; the last to say so is asked."""
    _source[:] = [source]


def named_plans() -> Sequence[NamedPlan]:
    """Return the plans by their titles; one query."""
    return _source[0]()
