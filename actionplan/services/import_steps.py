"""A plan's file from its sending to its loading, step by step, and its undoing whole."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Field, ManyToOneRel, Model, QuerySet

from actionplan.models import Action, Doubt, Officer, Plan, PlanFile, Recommendation, Standing
from actionplan.models.corrections import Recording
from actionplan.models.documents import Document
from actionplan.models.import_reading import PlanFileRead, read_file
from actionplan.plan_answers import Answered, FileAnswer, How
from actionplan.plan_columns import PlanAsked
from actionplan.plan_leads import PERSON, POST_BEGINS, POST_ENDS
from actionplan.plan_matching import Difference
from actionplan.plan_opening import Opened
from actionplan.services.import_changes import TakenOver, TakingOver, take_over
from actionplan.services.imports import Imported, import_actions

# What pages work out and keep for themselves: no work of anybody's.
WORKED_OUT = (Standing, Document)
LONGEST_INITIALS = 12


class LoadedAlready(Exception):
    """The file was loaded meanwhile."""


class NotLoaded(Exception):
    """The file is not loaded, or was undone meanwhile."""


class PlanThere(Exception):
    """Somebody made a plan of that short name meanwhile."""


class NoColumns(Exception):
    """Nobody has said yet what the columns of the file hold."""


class NothingToLoad(Exception):
    """There is no action in the file, or every row of it is left out."""


class HasChanged(Exception):
    """The file changed actions that were there before."""


class WorkedOn(Exception):
    """Somebody has worked on what was loaded since."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """The plan that a file is for; one that is there already keeps its own period and scheme."""

    slug: str
    title: str
    starts_on: date
    ends_on: date | None = None
    scheme: str = ""
    is_new: bool = True


def receive(
    *, content: bytes, sha256: str, filename: str, opened: Opened, meant: Meant, by: Recording
) -> PlanFile:
    """Keep a file that was opened, for the plan that it is for."""
    row = PlanFile(
        slug=meant.slug,
        title=meant.title,
        starts_on=meant.starts_on,
        ends_on=meant.ends_on,
        scheme=meant.scheme,
        is_for_new_plan=meant.is_new,
        filename=filename[-200:],
        sha256=sha256,
        kind=opened.kind,
        opened=dict(opened.found),
        sent_by=by.author,
        sent_on=by.on,
        recorded_at=by.at,
    )
    row.file.save(filename, ContentFile(content), save=False)
    row.save()
    return row


@transaction.atomic
def lay_out(*, file: PlanFile, layout: Mapping[str, object], opened: Opened) -> None:
    """Keep what the columns of a file hold, and the sheet of it that they are of."""
    row = _open_file(file)
    row.layout, row.opened = dict(layout), dict(opened.found)
    row.save(update_fields=["layout", "opened"])


@transaction.atomic
def answer(*, file: PlanFile, answers: Mapping[str, FileAnswer]) -> None:
    """Keep answers beside those that were given before."""
    row = _open_file(file)
    said = {key: {"how": each.how, "words": each.words} for key, each in answers.items()}
    row.answers = {**row.answers, **said}
    row.save(update_fields=["answers"])


@transaction.atomic
def leave_file(*, file: PlanFile) -> None:
    """Throw a file away that was not loaded."""
    row = _open_file(file)
    storage, name = row.file.storage, str(row.file.name)
    row.delete()
    transaction.on_commit(lambda: storage.delete(name))


@transaction.atomic
def load(*, file: PlanFile, by: Recording) -> Imported:
    """Load a file with its answers, all of it or nothing."""
    row = _open_file(file)
    layout = row.as_layout()
    if layout is None:
        raise NoColumns
    if row.is_for_new_plan and Plan.objects.filter(slug=row.slug).exists():
        raise PlanThere
    read = read_file(row, layout, today=by.on)
    if not read.answered.actions:
        raise NothingToLoad
    who = _who(read.answered, on=row.starts_on)
    asked = PlanAsked(
        title=row.title, starts_on=row.starts_on, ends_on=row.ends_on, scheme=row.scheme
    )
    done = import_actions(
        slug=row.slug,
        asked=asked if row.is_for_new_plan else None,
        actions=read.compared.new,
        on=by.on,
        at=by.at,
        who=who,
        author=by.author,
    )
    taken = _take_over(row, read, who, by)
    row.loaded_on, row.loaded_by = by.on, by.author
    is_loading = done.added or row.is_for_new_plan
    row.said = " ".join(filter(None, (done.words if is_loading else "", taken.words)))
    row.has_changed = bool(taken.changed or taken.asked)
    row.levels = list(done.levels)
    row.actions.set(done.rows)
    row.written = dict(written_of(row))
    row.save(update_fields=["loaded_on", "loaded_by", "said", "has_changed", "levels", "written"])
    return done


def _take_over(
    row: PlanFile, read: PlanFileRead, who: Mapping[str, Officer], by: Recording
) -> TakenOver:
    """Take over what the file says otherwise, but for what its answers leave as it is."""
    answers = row.as_answers()

    def is_left(reference: str, difference: Difference) -> bool:
        answer = answers.get(difference.key(reference))
        return answer is not None and answer.how is How.OUT

    return take_over(
        read.compared.changed,
        left=is_left,
        by=TakingOver(author=by.author, on=by.on, at=by.at, filename=row.filename, who=who),
    )


@transaction.atomic
def undo(*, file: PlanFile, by: Recording) -> None:
    """Take out again, whole, what a file loaded. Raises WorkedOn where somebody went on with it.

    Posts that were made for its leads stay: others may know them by now.
    """
    row = PlanFile.objects.select_for_update().get(pk=file.pk)
    if row.loaded_on is None or row.undone_on is not None:
        raise NotLoaded
    if row.has_changed:
        raise HasChanged
    if is_worked_on(row):
        raise WorkedOn
    if row.is_for_new_plan:
        Plan.objects.filter(slug=row.slug).delete()
    else:
        row.actions.all().delete()
        Recommendation.objects.filter(pk__in=row.levels, actions=None).delete()
    row.undone_on, row.undone_by = by.on, by.author
    row.save(update_fields=["undone_on", "undone_by"])


def is_worked_on(row: PlanFile) -> bool:
    """Say whether anybody has worked since on what a file loaded."""
    return dict(written_of(row)) != row.written


def written_of(row: PlanFile) -> Counter[str]:
    """Return how many rows name what a file loaded, by which column, and how often it changed."""
    actions = row.actions.all()
    loaded: list[tuple[type[Model], QuerySet[Any]]] = [(Action, actions)]
    if row.is_for_new_plan:
        levels = Recommendation.objects.filter(plan__slug=row.slug)
        loaded += [(Plan, Plan.objects.filter(slug=row.slug)), (Recommendation, levels)]
    found: Counter[str] = Counter()
    for model, rows in loaded:
        for column in columns_naming(model):
            naming = column.model._base_manager.filter(**{f"{column.name}__in": rows.values("pk")})
            found[str(column)] += naming.count()
    found["history"] = Action.history.filter(id__in=actions.values("pk")).count()
    found["settled"] = Doubt.objects.filter(action__in=actions).exclude(settled_on=None).count()
    return Counter({kind: count for kind, count in found.items() if count})


def columns_naming(model: type[Model]) -> Iterator[Field[Any, Any]]:
    """Yield every column that names rows of a model, but for those that pages work out."""
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, ManyToOneRel) and relation.related_model not in WORKED_OUT:
            yield relation.field


def _open_file(file: PlanFile) -> PlanFile:
    row = PlanFile.objects.select_for_update().get(pk=file.pk)
    if not row.is_open:
        raise LoadedAlready
    return row


def _who(answered: Answered, *, on: date) -> dict[str, Officer]:
    """Return the officers whom leads were tied to, and make the posts that were asked for."""
    officers = Officer.objects.in_bulk([int(key) for key in answered.tied.values()])
    found = {words: officers[int(key)] for words, key in answered.tied.items()}
    taken = set(Officer.objects.values_list("initials", flat=True))
    for words in answered.made:
        initials = free_initials(words, taken)
        taken.add(initials)
        is_person = is_name(words)
        found[words] = Officer.objects.create(
            initials=initials,
            name=words[:150] if is_person else "",
            post="" if is_person else words[:200],
            is_post=not is_person,
            is_indexed=False,
            as_written=words[:300],
            active_from=on,
        )
    return found


def is_name(words: str) -> bool:
    """Say whether words name a person rather than a post."""
    has_post = POST_BEGINS.match(words) or POST_ENDS.search(words)
    return bool(PERSON.fullmatch(words) and not has_post)


def free_initials(words: str, taken: set[str]) -> str:
    """Return the initials of words, with a number where they are taken."""
    letters = [word[0] for word in words.split() if word[0].isalpha() and word[0].isupper()]
    stem = ("".join(letters) or "P")[: LONGEST_INITIALS - 4]
    found, times = stem, 1
    while found in taken:
        times += 1
        found = f"{stem}{times}"
    return found
