"""What the demonstration loaded, and how all of it is taken out again.

The loading notes each row that it makes. Taking it out removes these rows, the demonstration's
accounts and whatever hangs on either, but for live work: then nothing is removed, and it is named.
"""

# Longer than most: what hangs on what, and whose it is, is asked of the same pointers.

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.apps import apps
from django.core.cache import caches
from django.db import models, transaction
from django.db.models import FileField, ForeignKey, Q
from django_tasks_db.models import DBTaskResult

from governance.models import Pack, PackPart
from herefordshire_cs.accounts.models import User
from herefordshire_cs.background.models import Beat, Job
from herefordshire_cs.council.models import Council, LoadedRow
from herefordshire_cs.kept.models import ListEdit, kind_of
from herefordshire_cs.lib.council import forget

APPS = ("accounts", "council", "kept", "notices", "actionplan", "indicators", "governance")
AT_ONCE = 500  # keys in one statement
NAMED = 10  # pieces of live work that are named one by one

type Model = type[models.Model]
type Rows = dict[Model, set[int]]


class LiveWork(Exception):
    """Live work hangs on the demonstration; ``pieces`` names it in words."""

    def __init__(self, pieces: list[str]) -> None:
        super().__init__("; ".join(pieces))
        self.pieces = pieces


class NothingNoted(Exception):
    """No row of a demonstration is noted in this database."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """A foreign key of a model of ours, and the model that it leads to."""

    model: Model
    field: ForeignKey

    @property
    def is_loose(self) -> bool:
        """Whether the row stays when what it names goes."""
        return self.field.remote_field.on_delete is models.SET_NULL


def own_models() -> list[Model]:
    """Return the models whose rows are the council's or the demonstration's, histories apart."""
    found = apps.get_models(include_auto_created=True)
    return [
        model
        for model in found
        if model._meta.app_label in APPS
        and model is not LoadedRow
        and not hasattr(model, "history_object")
        and not hasattr(model, "instance_type")
    ]


@contextmanager
def noting_what_is_loaded() -> Iterator[None]:
    """Note each row that is made until the end of the block."""
    before = {model: keys_of(model) for model in own_models()}
    yield
    made: list[LoadedRow] = []
    for model, keys in before.items():
        label = model._meta.label_lower
        made += [LoadedRow(model=label, row=key) for key in keys_of(model) - keys]
    LoadedRow.objects.bulk_create(made, batch_size=AT_ONCE, ignore_conflicts=True)


def keys_of(model: Model) -> set[int]:
    """Return the keys of all rows of a model."""
    return set(model._base_manager.values_list("pk", flat=True))


@transaction.atomic
def unload_demonstration() -> dict[str, int]:
    """Take the demonstration out; return how many rows of each kind went, by their names.

    Raises LiveWork, and NothingNoted.
    """
    noted = noted_rows()
    if not any(noted.values()):
        raise NothingNoted
    going = with_what_hangs_on(noted)
    if pieces := live_work(going, noted):
        raise LiveWork(pieces)
    going[ListEdit] |= {key for model, keys in going.items() for key in edits_of(model, keys)}
    files = list(files_of(going))
    loosen(going)
    counts: Counter[str] = Counter()
    for model, keys in going.items():
        counts[str(model._meta.verbose_name_plural)] += len(keys)
        remove(model, keys)
    remove_what_was_made_of_it()
    transaction.on_commit(lambda: discard(files))
    return {name: count for name, count in counts.items() if count}


def noted_rows() -> Rows:
    """Return the rows that were loaded and are still there, and the demonstration's accounts.

    A council's record that somebody entered over the loaded one is theirs.
    """
    rows: Rows = defaultdict(set)
    for label, key in LoadedRow.objects.values_list("model", "row"):
        rows[apps.get_model(label)].add(key)
    for model in rows:
        rows[model] &= keys_of(model)
    rows[User] |= set(User.objects.filter(is_demonstration=True).values_list("pk", flat=True))
    rows[Council] -= set(
        Council.objects.filter(is_demonstration=False).values_list("pk", flat=True)
    )
    return rows


def pointers() -> list[Pointer]:
    """Return every foreign key between models of ours."""
    return [
        Pointer(model=model, field=field)
        for model in own_models()
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey)
    ]


def with_what_hangs_on(noted: Rows) -> Rows:
    """Return rows with all that names them, and what names that, to the end."""
    going: Rows = defaultdict(set, {model: set(keys) for model, keys in noted.items()})
    strict = [pointer for pointer in pointers() if not pointer.is_loose]
    fresh = {model: set(keys) for model, keys in going.items()}
    while fresh:
        found: Rows = defaultdict(set)
        for pointer in strict:
            keys = fresh.get(pointer.field.related_model, set())
            found[pointer.model] |= naming(pointer, keys) - going[pointer.model]
        for model, keys in found.items():
            going[model] |= keys
        fresh = {model: keys for model, keys in found.items() if keys}
    return going


def naming(pointer: Pointer, keys: Iterable[int]) -> set[int]:
    """Return the keys of the rows that name any of some keys."""
    found: set[int] = set()
    for some in in_lots(keys):
        rows = pointer.model._base_manager.filter(**{f"{pointer.field.name}__in": some})
        found |= set(rows.values_list("pk", flat=True))
    return found


def in_lots(keys: Iterable[int]) -> Iterator[list[int]]:
    """Yield keys in lots that one statement takes."""
    wanted = sorted(keys)
    for place in range(0, len(wanted), AT_ONCE):
        yield wanted[place : place + AT_ONCE]


def live_work(going: Rows, noted: Rows) -> list[str]:
    """Return in words what somebody recorded who is of no demonstration, by kind."""
    live = set(User.objects.filter(is_demonstration=False).values_list("pk", flat=True))
    pieces = []
    for model, keys in going.items():
        found = recorded_by(model, keys - noted.get(model, set()), live) if live else set()
        found |= changed_by(model, keys, live) | edited_by(model, keys, live)
        pieces += [
            f"{model._meta.verbose_name} “{row}”"
            for row in model._base_manager.filter(pk__in=sorted(found)[:NAMED])
        ]
        if len(found) > NAMED:
            pieces.append(f"{len(found) - NAMED} more {model._meta.verbose_name_plural}")
    return pieces


def recorded_by(model: Model, keys: Iterable[int], people: set[int]) -> set[int]:
    """Return which rows name any of some people."""
    fields = [
        field.name
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey) and field.related_model is User
    ]
    if not fields:
        return set()
    named = Q()
    for name in fields:
        named |= Q(**{f"{name}__in": people})
    found: set[int] = set()
    for some in in_lots(keys):
        rows = model._base_manager.filter(named, pk__in=some)
        found |= set(rows.values_list("pk", flat=True))
    return found


def changed_by(model: Model, keys: Iterable[int], people: set[int]) -> set[int]:
    """Return which rows any of some people changed, by the history that is kept of them."""
    history = history_of(model)
    if history is None or not people:
        return set()
    found: set[int] = set()
    for some in in_lots(keys):
        rows = history._base_manager.filter(id__in=some, history_user__in=people)
        found |= set(rows.values_list("id", flat=True))
    return found


def edited_by(model: Model, keys: Iterable[int], people: set[int]) -> set[int]:
    """Return which rows of a kept list any of some people edited."""
    edits = ListEdit.objects.filter(kind=kind_of(model), recorded_by__in=people)
    return set(edits.values_list("row", flat=True)) & set(keys)


def edits_of(model: Model, keys: Iterable[int]) -> set[int]:
    """Return the keys of the edits of some rows of a kept list."""
    edits = ListEdit.objects.filter(kind=kind_of(model)).values_list("pk", "row")
    wanted = set(keys)
    return {pk for pk, row in edits if row in wanted}


def history_of(model: Model) -> type[models.Model] | None:
    """Return the model of the history of a model, where one is kept."""
    manager = getattr(model, "history", None)
    return getattr(manager, "model", None)


def files_of(going: Rows) -> Iterator[tuple[FileField, str]]:
    """Yield the files that some rows name, by the field that keeps them."""
    for model, keys in going.items():
        for field in model._meta.get_fields():
            if isinstance(field, FileField):
                for some in in_lots(keys):
                    rows = model._base_manager.filter(pk__in=some).exclude(**{field.name: ""})
                    yield from ((field, name) for name in rows.values_list(field.name, flat=True))


def loosen(going: Rows) -> None:
    """Let the rows that stay name none of those that go."""
    for pointer in pointers():
        if pointer.is_loose:
            for some in in_lots(going.get(pointer.field.related_model, set())):
                rows = pointer.model._base_manager.filter(**{f"{pointer.field.name}__in": some})
                rows.update(**{pointer.field.name: None})
    let_go_of(going.get(User, set()))


def let_go_of(people: set[int]) -> None:
    """Let no row that is kept beside ours, histories among them, name accounts that go.

    What only says what such an account did goes with it.
    """
    ours = set(own_models())
    for model in apps.get_models(include_auto_created=True):
        if model in ours:
            continue
        for field in model._meta.get_fields():
            if not (isinstance(field, ForeignKey) and field.related_model is User):
                continue
            rows = model._base_manager.filter(**{f"{field.name}__in": people})
            if field.null:
                rows.update(**{field.name: None})
            else:
                rows.delete()


def remove(model: Model, keys: Iterable[int]) -> None:
    """Remove rows and the history of them; the order matters to no database before the end."""
    history = history_of(model)
    for some in in_lots(keys):
        if history is not None:
            history._base_manager.filter(id__in=some).delete()
        rows = model._base_manager.filter(pk__in=some)
        rows._raw_delete(rows.db)  # type: ignore[attr-defined]


def remove_what_was_made_of_it() -> None:
    """Remove what is made again when it is asked for, and what was asked of the workers."""
    if not Pack.objects.exists():
        PackPart.objects.all().delete()
    Job.objects.all().delete()
    DBTaskResult.objects.all().delete()
    Beat.objects.all().delete()
    LoadedRow.objects.all().delete()
    forget()
    transaction.on_commit(forget_what_was_remembered)


def forget_what_was_remembered() -> None:
    """Forget what was counted of the rows that are gone, and what the council was called."""
    forget()
    for name in ("near", "default"):
        caches[name].clear()


def discard(files: Iterable[tuple[FileField, str]]) -> None:
    """Remove files from where they are kept."""
    for field, name in files:
        field.storage.delete(name)
