"""The assurance log as at a day: who looked at what, what follows, how often it was promised."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch

from actionplan.arrangements import PERIOD_WORDS, Frequency, in_words, judge, periods_kept
from actionplan.models import Arrangement, AssuranceEntry, AssuranceLink, Keeping, Standing
from actionplan.models.corrections import RecordedRowQuerySet
from actionplan.presenters.history import HistoryEntry, posted_in_words, withdrawal_in_words
from actionplan.presenters.plans import PlanHead
from actionplan.rag import Status
from herefordshire_cs.lib.text.words import count_in_words, day_in_words

type Entries = RecordedRowQuerySet[AssuranceEntry]
NAMED = ("action", "risk__register")


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedThing:
    """An Action or a risk that an entry names; ``register`` is blank of an Action."""

    link: int
    reference: str
    register: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssuranceLine:
    """One look at the work; ``withdrawn`` says that it was taken back, when and why."""

    pk: int
    took_place_on: date
    kind: str
    who: str
    scope: str
    findings: str
    remark: str
    source: str
    recorded_by: str
    posted: str
    withdrawn: str
    author: int | None
    covers: tuple[NamedThing, ...]
    follows: tuple[NamedThing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AssuranceEntryPage:
    """One entry, with the one that it corrects and the one that corrects it, by their keys."""

    plan: PlanHead
    as_of: date
    line: AssuranceLine
    corrects: int | None
    corrected_by: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PromisedLine:
    """How often a standing arrangement is to be kept, and how often it was.

    ``entries`` counts what of the log covers it; ``made`` are periods, as ``in 3 of 4 months``.
    """

    reference: str
    text: str
    words: str
    often: str
    entries: int
    days: int
    made: str
    judgement: str
    judged: str

    @property
    def query(self) -> str:
        """What narrows the log to the Action."""
        return f"action={self.reference}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AssuranceMention:
    """An entry as the page of an Action or a risk names it."""

    pk: int
    plan: str
    took_place_on: date
    kind: str
    findings: str
    follows: bool


def entries_of(plan: PlanHead, *, as_of: date) -> Entries:
    """Return the log of a plan as it stood on a day, the newest first."""
    rows: Entries = AssuranceEntry.objects.known(as_of=as_of)  # type: ignore[assignment]
    return with_links(rows.filter(plan=plan.pk), as_of=as_of)


def with_links(rows: Entries, *, as_of: date) -> Entries:
    """Bring along what entries name as at a day; two queries for all of them."""
    named = AssuranceLink.objects.known(as_of=as_of).select_related(*NAMED)
    beside = rows.select_related("source", "author", "withdrawn_by")
    return beside.prefetch_related(Prefetch("links", named.order_by("pk")))


def assurance_lines(rows: Iterable[AssuranceEntry], *, as_of: date) -> tuple[AssuranceLine, ...]:
    """Return entries that were fetched with what they name."""
    return tuple(assurance_line(row, as_of=as_of) for row in rows)


def assurance_line(row: AssuranceEntry, *, as_of: date) -> AssuranceLine:
    """Return one entry."""
    links = list(row.links.all())
    return AssuranceLine(
        pk=row.pk,
        took_place_on=row.took_place_on,
        kind=row.get_kind_display(),
        who=row.who,
        scope=row.scope,
        findings=row.findings,
        remark=row.remark,
        source=f"{row.source}, {row.source_place}" if row.source else "",
        recorded_by=row.author.name if row.author else "",
        posted=posted_in_words(row, row.took_place_on) if row.author else "",
        withdrawn=withdrawal_in_words(row, as_of=as_of),
        author=row.author_id,
        covers=named_things(links, AssuranceLink.Part.COVERS),
        follows=named_things(links, AssuranceLink.Part.FOLLOWS),
    )


def named_things(links: Iterable[AssuranceLink], part: str) -> tuple[NamedThing, ...]:
    """Return what an entry covers, or what follows from it."""
    return tuple(named_thing(row) for row in links if row.part == part)


def named_thing(row: AssuranceLink) -> NamedThing:
    """Return the Action or the risk that a link names."""
    if row.risk is not None:
        register = row.risk.register.slug
        return NamedThing(link=row.pk, reference=row.risk.reference, register=register)
    assert row.action is not None
    return NamedThing(link=row.pk, reference=row.action.reference, register="")


def build_entry_page(plan: PlanHead, pk: int, *, as_of: date) -> AssuranceEntryPage:
    """Return one entry that was recorded by a day. Raises ``AssuranceEntry.DoesNotExist``."""
    rows: Entries = AssuranceEntry.objects.filter(plan=plan.pk, recorded_on__lte=as_of)
    row = with_links(rows, as_of=as_of).get(pk=pk)
    corrections = AssuranceEntry.objects.filter(corrects=pk, recorded_on__lte=as_of)
    return AssuranceEntryPage(
        plan=plan,
        as_of=as_of,
        line=assurance_line(row, as_of=as_of),
        corrects=row.corrects_id,
        corrected_by=corrections.values_list("pk", flat=True).first(),
    )


def promised_lines(plan: PlanHead, *, as_of: date) -> tuple[PromisedLine, ...]:
    """Return the standing arrangements of a plan, what was promised of each beside what was made.

    Four queries.
    """
    standings = list(
        Standing.objects.filter(plan=plan.pk)
        .on(as_of)
        .filter(status=Status.IN_PLACE)
        .with_actions()
        .order_by("position")
    )
    of_these = {row.action_id for row in standings}
    words = dict(
        Arrangement.objects.known(as_of=as_of)
        .filter(action__in=of_these)
        .values_list("action", "words")
    )
    days: dict[int, list[date]] = {}
    kept = Keeping.objects.known(as_of=as_of).filter(action__in=of_these)
    for action, day in kept.values_list("action", "kept_on"):
        days.setdefault(action, []).append(day)
    entries: dict[int, int] = {}
    covered = AssuranceLink.objects.known(as_of=as_of).filter(
        part=AssuranceLink.Part.COVERS,
        action__in=of_these,
        entry__in=AssuranceEntry.objects.known(as_of=as_of).order_by().values("pk"),
    )
    for action in covered.values_list("action", flat=True):
        entries[action or 0] = entries.get(action or 0, 0) + 1
    return tuple(
        promised_line(
            row,
            plan,
            words=words.get(row.action_id, ""),
            days=days.get(row.action_id, []),
            entries=entries.get(row.action_id, 0),
            as_of=as_of,
        )
        for row in standings
    )


def promised_line(
    row: Standing, plan: PlanHead, *, words: str, days: list[date], entries: int, as_of: date
) -> PromisedLine:
    """Return one arrangement, fetched with its Action."""
    plan.past.put_back(row.action)
    every = Frequency(row.every) if row.every else None
    counts_from = row.arrangement_counts_from
    return PromisedLine(
        reference=row.action.reference,
        text=row.action.text,
        words=words,
        often=every.words if every else "no frequency given",
        entries=entries,
        days=len(days),
        made=made_in_words(every, counts_from=counts_from, kept_on=days, as_of=as_of),
        judgement=judge(kept_on=row.kept_on, until=row.kept_until, as_of=as_of).value,
        judged=in_words(
            every,
            kept_on=row.kept_on,
            counts_from=counts_from,
            until=row.kept_until,
            as_of=as_of,
        ),
    )


def made_in_words(
    every: Frequency | None, *, counts_from: date | None, kept_on: list[date], as_of: date
) -> str:
    """Return in how many of the periods that ended it was kept, or nothing where none ended."""
    kept, ended = periods_kept(every, counts_from=counts_from, kept_on=kept_on, as_of=as_of)
    if every is None or not ended:
        return ""
    return f"in {kept} of {count_in_words(ended, PERIOD_WORDS[every])}"


def mentions(links: Iterable[AssuranceLink], *, as_of: date) -> tuple[AssuranceMention, ...]:
    """Return the entries that name something as at a day, the newest first, each once.

    The links are fetched with their entries and the plans of these.
    """
    found: dict[int, AssuranceMention] = {}
    for link in links:
        entry = link.entry
        if link.is_known(on=as_of) and entry.is_known(on=as_of) and entry.pk not in found:
            found[entry.pk] = AssuranceMention(
                pk=entry.pk,
                plan=entry.plan.slug,
                took_place_on=entry.took_place_on,
                kind=entry.get_kind_display(),
                findings=entry.findings,
                follows=link.part == AssuranceLink.Part.FOLLOWS,
            )
    return tuple(
        sorted(found.values(), key=lambda each: (each.took_place_on, each.pk), reverse=True)
    )


def assurance_entries(
    links: Iterable[AssuranceLink], *, as_of: date
) -> list[tuple[tuple[date, datetime, int], HistoryEntry]]:
    """Return the entries that cover an Action for its history; those of papers stand in notes."""
    return [
        ((link.entry.took_place_on, link.entry.recorded_at, 0), history_entry(link, as_of=as_of))
        for link in links
        if link.part == AssuranceLink.Part.COVERS
        and link.entry.author is not None
        and link.entry.recorded_on <= as_of
    ]


def history_entry(link: AssuranceLink, *, as_of: date) -> HistoryEntry:
    """Return one entry, also one that was taken back."""
    row = link.entry
    return HistoryEntry(
        is_event=True,
        when=day_in_words(row.took_place_on),
        when_as_written="",
        heading=f"{row.get_kind_display()} by {row.who}",
        text=row.findings,
        author=row.author.name if row.author else "",
        posted=posted_in_words(row, row.took_place_on),
        withdrawn=withdrawal_in_words(row, as_of=as_of),
    )
