"""Adding, editing, ordering and taking out the rows of a kept list; each is kept as an edit."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import F, Model, ProtectedError
from django.utils.text import slugify

from herefordshire_cs.kept.lists import By, KeptList
from herefordshire_cs.kept.models import ListEdit, kind_of, said_by
from herefordshire_cs.lib.edits import columns_of, differences
from herefordshire_cs.lib.text.free_names import numbered

OUT_OF_THE_WAY = 10_000  # places; more than any list has
LONGEST_SLUG = 40
LONGEST_NAME = 250


class StaysSince(Exception):
    """Something hangs on the row, so it stays; holds what, in words."""


@transaction.atomic
def add_row(kept: KeptList, row: Model, *, of: int, place: int | None, by: By) -> None:
    """Add a row at a place, at the end where none is named.

    Raises IntegrityError where somebody adds the same one, or the first, at the same moment.
    """
    _hold(kept, of)
    for name, value in kept.given.items():
        setattr(row, name, value)
    if "slug" in columns_of(type(row)):
        row.slug = _free_slug(row)  # type: ignore[attr-defined]
    if kept.is_placed:
        _put_last(kept, row, of)
    with kept.around(row, of, by):
        row.save()
        if kept.is_placed and place is not None:
            _put(kept, row, of, place, by)
    _keep(kept, row, of, before=None, after=said_by(row), by=by)


@transaction.atomic
def edit_row(kept: KeptList, row: Model, *, of: int, place: int | None, by: By) -> bool:
    """Let a row say what it holds now; say whether that is something else than before."""
    _hold(kept, of)
    stored = kept.model._default_manager.get(pk=row.pk)
    before = said_by(stored)
    is_moved = any(getattr(stored, name) != getattr(row, name) for name in kept.within)
    if kept.is_placed and is_moved:
        _put_last(kept, row, of)
    with kept.around(row, of, by):
        row.save()
        if kept.is_placed and place is not None:
            _put(kept, row, of, place, by)
    after = said_by(kept.model._default_manager.get(pk=row.pk))
    changed = {name: (was, now) for name, was, now in differences(before, after)}
    if changed:
        _keep(
            kept,
            row,
            of,
            before={name: was for name, (was, _now) in changed.items()},
            after={name: now for name, (_was, now) in changed.items()},
            by=by,
        )
    return bool(changed)


@transaction.atomic
def take_out(kept: KeptList, row: Model, *, of: int, by: By) -> None:
    """Take a row out of a list. Raises StaysSince where something hangs on it."""
    if holds := kept.fixed(row) or kept.holds(row):
        raise StaysSince(holds)
    before, key = said_by(row), row.pk
    try:
        with transaction.atomic(), kept.around(row, of, by):
            row.delete()
    except ProtectedError as error:
        raise StaysSince("Something else in the record names it.") from error
    row.pk = key
    _keep(kept, row, of, before=before, after=None, by=by)


def _keep(
    kept: KeptList,
    row: Model,
    of: int,
    *,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
    by: By,
    is_shift: bool = False,
) -> None:
    ListEdit.objects.create(
        kind=kind_of(kept.model),
        of=of,
        row=row.pk,
        named=kept.name_of(row)[:LONGEST_NAME],
        before=before,
        after=after,
        is_shift=is_shift,
        reason=by.reason,
        recorded_on=by.on,
        recorded_at=by.at,
        recorded_by=by.author,
    )


def _hold(kept: KeptList, of: int) -> None:
    """Let nobody else order the list until the transaction ends."""
    list(kept.rows(of).select_for_update(of=("self",)))


def _put_last(kept: KeptList, row: Model, of: int) -> None:
    places = [getattr(each, kept.place) for each in kept.siblings(row, of)]
    setattr(row, kept.place, max(places, default=0) + 1)


def _put(kept: KeptList, row: Model, of: int, place: int | None, by: By) -> None:
    """Put a row at a place among its siblings, which move up or down."""
    others = kept.siblings(row, of)
    at = len(others) if place is None else min(place - 1, len(others))
    wanted = [*others[:at], row, *others[at:]]
    present = sorted([*others, row], key=lambda each: (getattr(each, kept.place), each.pk))
    if [each.pk for each in present] == [each.pk for each in wanted]:
        return
    _renumber(kept, wanted, row, of, by)


def _renumber(kept: KeptList, wanted: Sequence[Any], row: Model, of: int, by: By) -> None:
    """Give rows the places of their order; those beside ``row`` are kept as moved."""
    rows = kept.model._default_manager.filter(pk__in=[each.pk for each in wanted])
    # First out of the way, since no two rows may have one place even for a moment.
    rows.update(**{kept.place: F(kept.place) + OUT_OF_THE_WAY})
    for place, each in enumerate(wanted, 1):
        rows.filter(pk=each.pk).update(**{kept.place: place})
        was = getattr(each, kept.place)
        setattr(each, kept.place, place)
        if each.pk != row.pk and was != place:
            before, after = {kept.place: was}, {kept.place: place}
            _keep(kept, each, of, before=before, after=after, by=by, is_shift=True)


def _free_slug(row: Model) -> str:
    model = type(row)
    stem = slugify(str(row))[:LONGEST_SLUG].strip("-") or "row"
    return numbered(stem, set(model._default_manager.values_list("slug", flat=True)))
