"""What a by-when means in its plan: one reading, several, or a question. Nothing is guessed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from herefordshire_cs.lib.bywhen.by_when import ByWhen, SeveralTimes, read
from herefordshire_cs.lib.bywhen.doubtful import NOT_EXACT, doubt
from herefordshire_cs.lib.bywhen.moved import in_force, says_moved
from herefordshire_cs.lib.bywhen.readers import MONTH
from herefordshire_cs.lib.bywhen.repair import mended
from herefordshire_cs.lib.bywhen.setting import MEANINGS, NoYear, Period, Setting
from herefordshire_cs.lib.bywhen.several import in_one_line, parts
from herefordshire_cs.lib.bywhen.span import NotUnderstood
from herefordshire_cs.lib.bywhen.terms import USUAL_TERMS, Terms
from herefordshire_cs.lib.bywhen.whole_cells import WHICH, Meant, whole_cell

NO_LONGER = "It names a by-when that no longer holds. What is the new one?"
UNREAD = "No day could be read from it. By when is it?"


_month_and_number = re.compile(rf"(?:by |on )?(?P<month>{MONTH}) (?P<number>\d{{1,2}})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """What some words mean.

    With a blank ``question`` every reading is meant, in the order of the words; there are none
    where the words say nothing of time. Otherwise they are what the words may mean.
    """

    readings: tuple[ByWhen, ...]
    question: str = ""


def understand(text: str, *, period: Period, terms: Terms = USUAL_TERMS) -> Understood:
    """Read a by-when of a plan that is for ``period``, in a council with these ``terms``.

    The period settles which of several meanings is meant: the one that is the whole period,
    else the only one that lies within it, else the only one that touches it. Never raises.
    """
    found = _understood(_Reader(text=text, period=period, terms=terms))
    if found.question or not (question := doubt(mended(text), found.readings)):
        return found
    return replace(found, question=question)


def _understood(reader: "_Reader") -> Understood:
    """Return what the words of a cell mean where nothing beside them makes it doubtful."""
    text, period = reader.text, reader.period
    if (whole := whole_cell(mended(text), text.strip(), period)) is not None:
        return reader.understood(whole)
    words = in_one_line(text, reader.any_setting)
    if says_moved(words):
        words = in_force(words)
        if not words:
            return Understood(readings=(), question=NO_LONGER)
    if (whole := whole_cell(words, words, period)) is not None:
        return reader.understood(whole)
    return reader.day_behind_its_month(words) or reader.read(words)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """Reads the words of one cell against one plan."""

    text: str
    period: Period
    terms: Terms

    @property
    def any_setting(self) -> Setting:
        """A setting that reads words without a year too, to see where their times stand."""
        return Setting(year=self.period.starts_on.year, choice=0, terms=self.terms)

    def understood(self, meant: Meant) -> Understood:
        """Return what a whole cell means."""
        readings = tuple(replace(reading, as_written=self.text) for reading in meant.readings)
        if meant.question or meant.are_all_meant:
            return Understood(readings=readings, question=meant.question)
        return self.settled(readings)

    def day_behind_its_month(self, words: str) -> Understood | None:
        """Return what "dec 31" means in a plan that no December of that year touches.

        "Dec 26" is December 2026 where the plan has it.
        """
        found = _month_and_number.fullmatch(words)
        if found is None:
            return None
        as_month = self.read(words).readings
        if any(self.touches(reading) for reading in as_month):
            return None
        as_day = self.read(f"{found['number']} {found['month']}")
        return as_day if as_day.readings else None

    def read(self, words: str) -> Understood:
        """Return what mended words mean: as one by-when, else as several."""
        try:
            return self.settled(self.meanings(words))
        except SeveralTimes:
            return self.several(words)
        except NotUnderstood:
            return Understood(readings=(), question=NOT_EXACT)

    def several(self, words: str) -> Understood:
        """Return what words mean that name several times."""
        try:
            found = [self.meanings(part) for part in self.dated(parts(words, self.any_setting))]
        except NotUnderstood:
            return Understood(readings=(), question=NOT_EXACT)
        each = [self.settled(meanings) for meanings in found]
        question = next((one.question for one in each if one.question), "")
        return Understood(
            readings=tuple(reading for one in each for reading in one.readings),
            question=question,
        )

    def dated(self, words: list[str]) -> list[str]:
        """Return parts, those that name no year with that of the part after them."""
        done: list[str] = []
        following: date | None = None
        for part in reversed(words):
            begins = self.begins_on(part)
            if begins is None and following is not None:
                done.append(self.with_year(part, before=following))
            else:
                done.append(part)
            following = begins or following
        return done[::-1]

    def begins_on(self, part: str) -> date | None:
        """Return the day a part begins on, where it names its year."""
        try:
            reading = read(self.text, part, Setting(choice=0, terms=self.terms))
        except NotUnderstood:
            return None
        return reading.earliest or reading.latest

    def with_year(self, part: str, *, before: date) -> str:
        """Return a part with the last year in which it begins no later than a day."""
        for year in (before.year, before.year - 1):
            dated = f"{part.rstrip(' ,;&/)')} {year}"
            begins = self.begins_on(dated)
            if begins is not None and begins <= before:
                return dated
        return part

    def meanings(self, words: str) -> tuple[ByWhen, ...]:
        """Return all that words for one by-when may mean. Raises NotUnderstood."""
        try:
            return self.readings(words, (None,))
        except NoYear:
            years = range(self.period.starts_on.year - 1, self.period.ends_on.year + 1)
            found = self.readings(words, years)
            return tuple(reading for reading in found if self.touches(reading))

    def readings(self, words: str, years: Iterable[int | None]) -> tuple[ByWhen, ...]:
        """Return what words mean in some years, each meaning once."""
        found: dict[ByWhen, None] = {}
        refused: NotUnderstood | None = None
        for year in years:
            for choice in range(MEANINGS):
                try:
                    setting = Setting(year=year, choice=choice, terms=self.terms)
                    found[read(self.text, words, setting)] = None
                except (NoYear, SeveralTimes):
                    raise
                except NotUnderstood as refusal:
                    refused = refusal
        if refused and not found:
            raise refused
        return tuple(found)

    def settled(self, readings: tuple[ByWhen, ...]) -> Understood:
        """Return the one meaning that the plan's period settles on, or the question."""
        if len(readings) == 1:
            is_known = _says_something(readings[0])
            return (
                Understood(readings=readings)
                if is_known
                else Understood(readings=(), question=UNREAD)
            )
        for fits in (self.fills, self.lies_within, self.touches):
            fitting = tuple(reading for reading in readings if fits(reading))
            if len(fitting) == 1:
                return Understood(readings=fitting)
            if fits == self.touches and fitting:
                readings = fitting
        return Understood(readings=readings, question=WHICH if readings else NOT_EXACT)

    def fills(self, reading: ByWhen) -> bool:
        """Say whether a reading is the whole period."""
        return _days(reading) == (self.period.starts_on, self.period.ends_on)

    def lies_within(self, reading: ByWhen) -> bool:
        """Say whether a reading lies within the period."""
        days = _days(reading)
        return days is not None and self.period.holds(*days)

    def touches(self, reading: ByWhen) -> bool:
        """Say whether a reading has a day in the period."""
        days = _days(reading)
        return days is not None and self.period.touches(*days)


def _says_something(reading: ByWhen) -> bool:
    """Say whether a reading says anything of time."""
    says = (reading.earliest, reading.latest, reading.recurrence)
    return any(says) or reading.is_open_ended or reading.is_to_be_confirmed


def _days(reading: ByWhen) -> tuple[date, date] | None:
    """Return the first and the last day a reading names."""
    first, last = reading.earliest or reading.latest, reading.latest or reading.earliest
    return (first, last) if first and last else None
