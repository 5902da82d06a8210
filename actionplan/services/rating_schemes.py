"""Making and editing rating schemes; a scheme that is not whole is never kept."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from functools import partial

from django.db import transaction
from django.utils.text import slugify

from actionplan.models import RatingLevel, RatingScheme
from actionplan.models.rating_schemes import LONGEST_KEY, level_from
from actionplan.models.ratings_given import ratings_given
from actionplan.rating_levels import READY_MADE, Fault, faults_of
from actionplan.services.rewordings import keep_rewordings, said_by
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib.rag import Level
from herefordshire_cs.lib.text.free_names import numbered

LONGEST_SLUG = 50
TAKEN_BY_PAGES = frozenset({"new"})


class NotWhole(Exception):
    """The levels do not make a scheme; holds why."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(" ".join(fault.words for fault in faults))
        self.faults = faults


class LevelInUse(Exception):
    """Ratings were given in a level that was to be taken out of use."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelAsked:
    """A level as it is to be, and its meaning; ``key`` is blank of one that is new."""

    key: str
    word: str
    colour: str
    shape: str
    role: str
    definition: str

    @property
    def level(self) -> Level:
        """The level without its meaning."""
        return level_from(asdict(self))


@transaction.atomic
def make_scheme(*, name: str, ready: str, added_on: date) -> RatingScheme:
    """Make a scheme on a day as one that is ready made, under a name of its own."""
    scheme = RatingScheme.objects.create(slug=_free_slug(name), name=name, added_on=added_on)
    write_levels(scheme, READY_MADE[ready].levels, READY_MADE[ready].meanings)
    return scheme


def write_levels(
    scheme: RatingScheme, levels: Sequence[Level], meanings: Mapping[str, str]
) -> list[RatingLevel]:
    """Write the levels of a scheme that has none yet, with the meaning of each by its key."""
    return RatingLevel.objects.bulk_create(
        RatingLevel(
            scheme=scheme,
            key=level.key,
            order=order,
            word=level.word,
            colour=level.colour,
            shape=level.shape,
            role=level.role,
            definition=meanings.get(level.key, ""),
        )
        for order, level in enumerate(levels, 1)
    )


@transaction.atomic
def edit_scheme(
    scheme: RatingScheme,
    *,
    name: str,
    remark: str,
    levels: Sequence[LevelAsked],
    reason: str,
    author: User,
    recorded_on: date,
    recorded_at: datetime,
) -> int:
    """Let a scheme have these levels from a day on, in this order; return how much changed.

    Earlier days read as they did. A level that is not among them is taken out of use. Raises
    ``NotWhole`` and ``LevelInUse``, and then changes nothing.
    """
    rows = {row.key: row for row in scheme.levels.select_for_update()}
    refuse_what_is_used(scheme, rows.values(), levels)
    wanted = [_row(each, scheme, rows) for each in levels]
    faults = faults_of([each.level for each in levels])
    if faults:
        raise NotWhole(faults)
    keep = partial(
        keep_rewordings,
        author=author,
        recorded_on=recorded_on,
        recorded_at=recorded_at,
        reason=reason,
    )
    before = said_by(scheme)
    scheme.name, scheme.remark = name, remark
    scheme.save()
    changed = keep(scheme, before=before)
    for order, row in enumerate(wanted, 1):
        said = said_by(row) if row.pk else None
        row.order, row.in_use = order, True
        row.full_clean(validate_unique=False, validate_constraints=False)
        row.save()
        changed += keep(row, before=said)
    there = {row.pk for row in wanted}
    for row in rows.values():
        if row.in_use and row.pk not in there:
            said = said_by(row)
            row.in_use = False
            row.save()
            changed += keep(row, before=said)
    return changed


def refuse_what_is_used(
    scheme: RatingScheme, rows: Iterable[RatingLevel], levels: Sequence[LevelAsked]
) -> None:
    """Raise ``LevelInUse`` where a level in which ratings were given is not to be any more."""
    stay = {level.key for level in levels}
    used = ratings_given(scheme)
    if gone := [row.word for row in rows if row.in_use and row.key not in stay and used[row.key]]:
        raise LevelInUse(", ".join(gone))


def _row(asked: LevelAsked, scheme: RatingScheme, rows: Mapping[str, RatingLevel]) -> RatingLevel:
    """Return the row of a level as it is to be; one that was out of use comes back by its word."""
    out_of_use = {row.word.casefold(): row for row in rows.values() if not row.in_use}
    row = rows.get(asked.key) or out_of_use.get(asked.word.casefold())
    if row is None:
        row = RatingLevel(scheme=scheme, key=_free_key(asked.word, rows))
    row.word, row.colour, row.shape = asked.word, asked.colour, asked.shape
    row.role, row.definition = asked.role, asked.definition
    return row


def _free_key(word: str, taken: Mapping[str, RatingLevel]) -> str:
    stem = slugify(word)[:LONGEST_KEY].strip("-") or "level"
    found, times = stem, 1
    while found in taken:
        times += 1
        found = f"{stem[: LONGEST_KEY - 3]}-{times}"
    return found


def _free_slug(name: str) -> str:
    stem = slugify(name)[: LONGEST_SLUG - 4].strip("-") or "scheme"
    taken = set(RatingScheme.objects.values_list("slug", flat=True)) | TAKEN_BY_PAGES
    taken |= READY_MADE.keys()
    return numbered(stem, taken)
