"""The keys of a pack's parts for a page that lists them, which works no live document out anew."""

from collections.abc import Iterable, Sequence
from datetime import date

from actionplan.presenters.remembered import remember_of_documents as remember_of_plans
from governance.presenters.live_documents import NamedDocument
from governance.presenters.packs.parts import Part, worked_out
from governance.tasks.pack_printing import LAYOUT, keys_of
from herefordshire_cs.lib.files.documents import layout_hash
from indicators.presenters.remembered import remember_of_documents as remember_of_indicators


def keys_of_outline(outlined: Iterable[Part], *, as_of: date) -> list[str]:
    """Return the keys of an outline's parts, as ``keys_of`` returns those of the pack itself.

    The key of a live document follows from all that it says, so it is remembered until that would
    be something else. What is issued is always built from the rows.
    """
    parts = list(outlined)
    named = [part for part in parts if isinstance(part.report, NamedDocument)]
    others = [part for part in parts if not isinstance(part.report, NamedDocument)]
    keys = _by_order(others, keys_of(others))
    for group in (
        [part for part in named if part.report.plan is not None],
        [part for part in named if part.report.plan is None],
    ):
        if group:
            keys |= _by_order(group, _remembered(group, as_of=as_of))
    return [keys[part.order] for part in parts]


def _by_order(parts: Sequence[Part], keys: Sequence[str]) -> dict[int, str]:
    return {part.order: key for part, key in zip(parts, keys, strict=True)}


def _remembered(parts: Sequence[Part], *, as_of: date) -> list[str]:
    """Return the keys of live documents, all of the plan or all of the indicators."""
    what = f"{parts!r} {layout_hash(LAYOUT)}"

    def build() -> list[str]:
        return keys_of([worked_out(part) for part in parts])

    if plan := parts[0].report.plan:
        return remember_of_plans(plan, what, as_of=as_of, build=build)
    return remember_of_indicators(what, as_of=as_of, build=build)
