"""What the record gives for a report, and a report as it is read: values that JSON can keep."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from actionplan.periodic_kinds import RULES, PeriodicKind, ReportPeriod
from actionplan.periodic_lists import LISTS, NOTHING, ListRule, PeriodicPart
from herefordshire_cs.lib.rag import Level
from herefordshire_cs.lib.text.words import (
    count_in_words,
    day_in_words,
    list_in_words,
    mid_sentence,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenLine:
    """A line that the record gives; ``key`` is the same each time it gives it.

    ``reference`` is that of an Action; without one the line is about a whole Recommendation by its
    ``number``, or about neither. ``level`` is None where the line has no rating.
    """

    key: str
    reference: str = ""
    number: int | None = None
    text: str = ""
    lead: str = ""
    by_when: str = ""
    said: str = ""
    level: Level | None = None

    @property
    def in_words(self) -> str:
        """The line in one sentence, for a box to tick and for what changed."""
        head = self.reference or (str(self.number) if self.number else "")
        lead = f" ({self.lead})" if self.lead else ""
        said = f": {self.said}" if self.said else ""
        return f"{head} {self.text}{lead}{said}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenList:
    """A list that the record gives: how many there are in all, and those that are shown."""

    name: str
    count: int
    lines: tuple[GivenLine, ...]

    @property
    def rule(self) -> ListRule:
        """What is said over it."""
        return LISTS[self.name]

    @property
    def has_references(self) -> bool:
        """Whether its lines are about Actions or Recommendations."""
        return any(line.reference or line.number for line in self.lines)

    @property
    def has_lead(self) -> bool:
        """Whether any line names somebody."""
        return any(line.lead for line in self.lines)

    @property
    def has_by_when(self) -> bool:
        """Whether any line has a by-when."""
        return any(line.by_when for line in self.lines)

    @property
    def has_rating(self) -> bool:
        """Whether its lines are rated otherwise than one another."""
        return len({line.level for line in self.lines}) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingRow:
    """How many Actions have a rating at the end of the period before, if any, and now."""

    level: Level
    before: int | None
    now: int

    @property
    def word(self) -> str:
        """The rating as it is printed."""
        return self.level.word


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the record gives for a report on a day: the ratings and the lists."""

    taken_on: date
    period: ReportPeriod
    standing: tuple[StandingRow, ...]
    impacts: tuple[StandingRow, ...] = ()
    lists: tuple[GivenList, ...]

    def of_part(self, part: PeriodicPart) -> tuple[GivenList, ...]:
        """Return the lists of a part."""
        return tuple(each for each in self.lists if each.rule.part is part)

    def words(self, part: PeriodicPart) -> str:
        """Return the sentence with which a part is drafted."""
        if part is PeriodicPart.SUMMARY:
            return summary_in_words(self)
        said = [
            f"{each.count:,} {each.rule.one if each.count == 1 else each.rule.many}"
            for each in self.of_part(part)
            if each.count
        ]
        if not said:
            return NOTHING[part]
        words = list_in_words(said)
        when = f" from {self.period.next.in_words}" if part is PeriodicPart.COMING else ""
        return f"{words[:1].upper()}{words[1:]}{when}."


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPart:
    """A part of a report as it is read: the director's words, and the record's lists."""

    part: PeriodicPart
    words: str
    lists: tuple[GivenList, ...]

    @property
    def full(self) -> tuple[GivenList, ...]:
        """The lists that have lines to show."""
        return tuple(each for each in self.lists if each.lines)

    @property
    def unshown(self) -> str:
        """What the record has none of, or of which no line is shown, in words."""
        none = [each.rule.title.lower() for each in self.lists if not each.count]
        left = [
            f"{each.rule.title.lower()} ({each.count:,})"
            for each in self.lists
            if each.count and not each.lines
        ]
        said = [f"none on record: {list_in_words(none)}"] if none else []
        said += [f"not shown: {list_in_words(left)}"] if left else []
        words = "; ".join(said)
        return f"{words[:1].upper()}{words[1:]}." if words else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """A report as it is read, on its page and in its PDF, in draft and for ever once issued.

    ``issued_on`` and ``issued_at`` are None of a draft, whose ``issued_by`` is blank.
    """

    kind: PeriodicKind
    plan_title: str
    level_name: str
    addressed_to: str
    period: ReportPeriod
    taken_on: date
    issued_by: str
    issued_on: date | None
    issued_at: datetime | None
    standing: tuple[StandingRow, ...]
    impacts: tuple[StandingRow, ...] = ()
    parts: tuple[ReportPart, ...]

    @property
    def title(self) -> str:
        """What it is called."""
        return self.kind.called

    @property
    def is_one_page(self) -> bool:
        """Whether it is laid out to fill one page at most."""
        return RULES[self.kind].is_one_page

    @property
    def has_before(self) -> bool:
        """Whether ratings are known from before the period."""
        return any(row.before is not None for row in self.standing)

    @property
    def eve(self) -> date:
        """The day before the period."""
        return self.period.first - timedelta(days=1)

    @property
    def total(self) -> int:
        """How many Actions the plan has."""
        return sum(row.now for row in self.standing)

    @property
    def total_before(self) -> int:
        """How many Actions the plan had on the day before the period."""
        return sum(row.before or 0 for row in self.standing)


def summary_in_words(given: Given) -> str:
    """Return how the plan stands, and how it stood on the day before the period."""
    total = sum(row.now for row in given.standing)
    now = _ratings_in_words((row.level, row.now) for row in given.standing)
    words = f"On {day_in_words(given.taken_on)}, of {count_in_words(total, 'action')}: {now}."
    if any(row.before is None for row in given.standing):
        return words
    eve = day_in_words(given.period.first - timedelta(days=1))
    if all(row.before == row.now for row in given.standing):
        return f"{words} So it was on {eve}."
    before = _ratings_in_words((row.level, row.before or 0) for row in given.standing)
    return f"{words} On {eve}: {before}."


def _ratings_in_words(counts: Iterable[tuple[Level, int]]) -> str:
    return list_in_words([f"{count:,} {mid_sentence(level.word)}" for level, count in counts])


def what_changed(before: Given, now: Given, part: PeriodicPart) -> tuple[str, ...]:
    """Return in words what the record gives otherwise in a part than it gave before."""
    if part is PeriodicPart.SUMMARY:
        same = before.standing == now.standing and before.impacts == now.impacts
        same = same and before.taken_on == now.taken_on
        return () if same else (f"Now: {summary_in_words(now)}",)
    found: list[str] = []
    was = {each.name: each for each in before.lists}
    for each in now.of_part(part):
        earlier = was.get(each.name, GivenList(name=each.name, count=0, lines=()))
        if each.count != earlier.count:
            found.append(f"{each.rule.title}: {earlier.count:,} then, {each.count:,} now.")
        found += _lines_changed(earlier, each)
    return tuple(found)


def _lines_changed(before: GivenList, now: GivenList) -> Iterable[str]:
    was = {line.key: line for line in before.lines}
    present = {line.key for line in now.lines}
    for line in now.lines:
        if line.key not in was:
            yield f"{now.rule.title}, new: {line.in_words}"
        elif _lasting(was[line.key], now.rule) != _lasting(line, now.rule):
            yield f"{now.rule.title}, otherwise: {line.in_words}"
    for line in before.lines:
        if line.key not in present:
            yield f"{now.rule.title}, no longer: {line.in_words}"


def _lasting(line: GivenLine, rule: ListRule) -> GivenLine:
    """Return what a line says but for the days that passed, which no two days give alike."""
    return replace(line, said="") if rule.counts_days else line


def parts_of(
    given: Given, words: Mapping[PeriodicPart, str], left_out: Iterable[str]
) -> tuple[ReportPart, ...]:
    """Return the parts of a report: the words, and the lists without what is left out."""
    out = set(left_out)
    return tuple(
        ReportPart(
            part=part,
            words=words[part],
            lists=tuple(
                GivenList(
                    name=each.name,
                    count=each.count,
                    lines=tuple(line for line in each.lines if line.key not in out),
                )
                for each in given.of_part(part)
            ),
        )
        for part in PeriodicPart
    )
