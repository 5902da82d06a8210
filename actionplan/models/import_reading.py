"""What a plan's file is read against: who is known here, its ratings' words, the plan itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from actionplan.models.import_matching import known_actions
from actionplan.models.imports import PlanFile
from actionplan.models.officers import Officer, Organisation
from actionplan.models.plans import Plan
from actionplan.models.rating_schemes import RatingLevel, scale_from
from actionplan.plan_answers import Answered, with_answers
from actionplan.plan_arranging import arranged
from actionplan.plan_columns import Layout
from actionplan.plan_files import FileAction, Knowing, read_arranged
from actionplan.plan_matching import Compared, compare, without_what_is_known
from actionplan.rating_levels import READY_MADE
from herefordshire_cs.council.terms import known_terms
from herefordshire_cs.lib.bywhen import Period, understand
from herefordshire_cs.lib.rag import Level

YEAR = timedelta(days=364)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFileRead:
    """What a plan's file says: as it stands, with the answers, and beside a plan that is there."""

    knowing: Knowing
    as_it_stands: tuple[FileAction, ...]
    answered: Answered
    compared: Compared
    not_read: tuple[str, ...]


def read_file(row: PlanFile, layout: Layout, *, today: date) -> PlanFileRead:
    """Read a file that is kept. Raises UnreadableFile where its layout names what is not there."""
    knowing = knowing_of(
        row.slug, starts_on=row.starts_on, ends_on=row.ends_on, scheme=row.scheme, today=today
    )
    found = arranged(row.as_opened(), layout)
    actions = read_arranged(found, layout, knowing)
    known = () if row.is_for_new_plan else known_actions(plan_of(row), on=today)
    if known:
        actions = without_what_is_known(actions, known)
    answered = with_answers(actions, row.as_answers(), knowing)
    return PlanFileRead(
        knowing=knowing,
        as_it_stands=actions,
        answered=answered,
        compared=compare(answered.actions, known),
        not_read=found.not_read,
    )


def plan_of(row: PlanFile) -> Plan:
    """Return the plan that a file is for, where it is there already."""
    return Plan.objects.with_scheme().get(slug=row.slug)


def knowing_of(
    slug: str,
    *,
    starts_on: date | None,
    ends_on: date | None,
    scheme: str,
    today: date,
) -> Knowing:
    """Return what the reading of a file needs to know of its plan and of who is known here."""
    begins = starts_on or begins_on(slug)
    period = period_of(begins or today, ends_on)
    return Knowing(
        by_when=partial(understand, period=period, terms=known_terms()),
        starts_on=begins,
        ends_on=ends_on,
        levels=levels_of(slug, scheme),
        people=known_lead(),
    )


def period_of(starts_on: date, ends_on: date | None) -> Period:
    """Return the days that a plan is for: a year where nothing says when it ends."""
    return Period(starts_on=starts_on, ends_on=ends_on or starts_on + YEAR)


def known_lead() -> Callable[[str], bool]:
    """Return the question whether words name an officer or a body that is known here."""
    known: set[str] = set()
    for officer in Officer.objects.all():
        known |= {_key(words) for words in (officer.initials, officer.name, officer.post)}
        known.add(_key(f"{officer.name}, {officer.post}"))
    for organisation in Organisation.objects.all():
        known |= {_key(organisation.code), _key(organisation.name)}
    known.discard("")
    return lambda words: _key(words) in known


def _key(words: str) -> str:
    return " ".join(words.casefold().replace("’", "'").split())


def begins_on(slug: str) -> date | None:
    """Return the day that a plan begins, None where there is none of that name."""
    return Plan.objects.filter(slug=slug).values_list("starts_on", flat=True).first()


def levels_of(slug: str, scheme: str) -> Sequence[Level]:
    """Return the levels in which a plan's actions are rated: of the scheme named, or its own.

    A ready-made scheme that nobody used yet is as it will be made.
    """
    named = scheme or Plan.objects.filter(slug=slug).values_list("scheme__slug", flat=True).first()
    rows = RatingLevel.objects.filter(scheme__slug=named)
    ready = READY_MADE.get(named or "", READY_MADE["rag"])
    return scale_from(vars(row) for row in rows).levels if rows else ready.levels
