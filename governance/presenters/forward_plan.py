"""The forward plan: decisions of the executive to come, each with its clock.

Source: SI 2012/2089, regulations 5 and 8 to 11.
"""

from dataclasses import dataclass
from datetime import date

from governance.exempt.reader import Reader
from governance.exempt.rows import visible
from governance.models import EXEMPT_PARAGRAPHS, ForwardPlanEntry, OneOffHoliday
from governance.models.past import on_day
from governance.statutory import CLEAR_DAYS, CLEAR_DAYS_WORDS, NOTICE_WORDS, notice_due
from herefordshire_cs.lib.calendar.working_days import ENGLAND, WorkingCalendar, clear_days
from herefordshire_cs.lib.text.words import count_in_words, day_in_words, month_in_words

EXPECTED = ForwardPlanEntry.State.EXPECTED


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeClock:
    """By when notice of a decision is due, and how what was given stands to it.

    ``shortfall`` says in words what is too late about it, blank where nothing is.
    """

    last_day: date
    words: str
    shortfall: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionLine:
    """A decision to come, as the plan shows it."""

    pk: int
    title: str
    body: str
    body_slug: str
    decision_maker: str
    meeting: str
    decides_on: date
    first_expected_on: date
    change_reason: str
    is_key: bool
    key_reason: str
    is_private: bool
    private_words: str
    private_reason: str
    wards: str
    consultees: str
    documents: str
    contact: str
    notice_on: date | None
    short_notice_reason: str
    clock: NoticeClock | None
    state: str
    state_words: str

    @property
    def is_moved(self) -> bool:
        """Whether its day is another than the one first given."""
        return self.decides_on != self.first_expected_on


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanMonth:
    """The decisions of one month; ``key`` is its year and number, as ``2006-06``."""

    key: str
    title: str
    lines: tuple[DecisionLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ForwardPlan:
    """The plan as at a day: the months to come, and what is taken, withdrawn or past."""

    as_of: date
    months: tuple[PlanMonth, ...]
    behind: tuple[DecisionLine, ...]
    choices: tuple[tuple[str, str], ...]


def build_forward_plan(*, as_of: date, reader: Reader, month: str = "") -> ForwardPlan:
    """Return the decisions to come, those of one month alone if it is named."""
    known = visible(ForwardPlanEntry.objects.select_related("committee", "meeting"), reader)
    rows = sorted(on_day(known, as_of=as_of), key=lambda row: (row.decides_on, row.pk))
    calendar = OneOffHoliday.objects.working_calendar()
    lines = [decision_line(row, as_of=as_of, calendar=calendar) for row in rows]
    return plan_of(lines, as_of=as_of, month=month)


def plan_of(lines: list[DecisionLine], *, as_of: date, month: str = "") -> ForwardPlan:
    """Return the plan of decisions, those of one month alone if it is named."""
    to_come = [line for line in lines if line.state == EXPECTED and line.decides_on >= as_of]
    months = _months(to_come)
    chosen = tuple(each for each in months if each.key == month) if month else months
    return ForwardPlan(
        as_of=as_of,
        months=chosen,
        behind=() if month else tuple(line for line in lines if line not in to_come),
        choices=tuple((each.key, each.title) for each in months),
    )


def _months(lines: list[DecisionLine]) -> tuple[PlanMonth, ...]:
    found: dict[str, list[DecisionLine]] = {}
    for line in lines:
        found.setdefault(f"{line.decides_on:%Y-%m}", []).append(line)
    return tuple(
        PlanMonth(key=key, title=month_in_words(held[0].decides_on), lines=tuple(held))
        for key, held in sorted(found.items())
    )


def decision_line(
    row: ForwardPlanEntry, *, as_of: date, calendar: WorkingCalendar
) -> DecisionLine:
    """Return one decision with its clock."""
    needs_notice = row.is_key or row.is_private
    clock = None
    if needs_notice:
        clock = notice_clock(
            row.decides_on,
            notice_on=row.notice_on,
            is_private=row.is_private,
            as_of=as_of if row.state == EXPECTED else row.decides_on,
            calendar=calendar,
        )
    return DecisionLine(
        pk=row.pk,
        title=row.title,
        body=row.committee.name,
        body_slug=row.committee.slug,
        decision_maker=row.decision_maker,
        meeting=row.meeting.slug if row.meeting else "",
        decides_on=row.decides_on,
        first_expected_on=row.first_expected_on,
        change_reason=row.change_reason,
        is_key=row.is_key,
        key_reason=row.key_reason,
        is_private=row.is_private,
        private_words=dict(EXEMPT_PARAGRAPHS).get(row.private_paragraph or 0, ""),
        private_reason=row.private_reason,
        wards=row.wards,
        consultees=row.consultees,
        documents=row.documents,
        contact=row.contact,
        notice_on=row.notice_on,
        short_notice_reason=row.short_notice_reason,
        clock=clock,
        state=row.state,
        state_words=row.get_state_display(),
    )


def notice_clock(
    decides_on: date,
    *,
    notice_on: date | None,
    is_private: bool,
    as_of: date,
    calendar: WorkingCalendar = ENGLAND,
) -> NoticeClock:
    """Return by when notice is due: 28 clear days, weekends counted.

    Where no notice is given yet, it cannot be given before ``as_of``.
    """
    last = notice_due(decides_on).day
    words = f"Notice by {last:%A} {day_in_words(last)}, {NOTICE_WORDS} before it"
    given = notice_on or as_of
    if given <= last:
        return NoticeClock(last_day=last, words=words, shortfall="")
    days = count_in_words(clear_days(given, decides_on), "clear day")
    told = f"Notice on {day_in_words(given)} leaves {days}"
    if notice_on is None:
        told = f"No notice is given, and one on {day_in_words(given)} would leave {days}"
    way_out = urgency_in_words(given, decides_on, is_private=is_private, calendar=calendar)
    return NoticeClock(last_day=last, words=words, shortfall=f"{told}. {way_out}")


def urgency_in_words(
    given: date, decides_on: date, *, is_private: bool, calendar: WorkingCalendar
) -> str:
    """Say under which regulation a decision may be taken at shorter notice."""
    if is_private:
        return (
            "A private meeting at shorter notice needs the agreement of the chairman of the "
            "scrutiny committee that it is urgent (regulation 5)."
        )
    if calendar.clear_working_days(given, decides_on) >= CLEAR_DAYS:
        return (
            "General exception (regulation 10): the chairman of the scrutiny committee is told "
            f"in writing, and {CLEAR_DAYS_WORDS} pass."
        )
    return (
        f"Special urgency (regulation 11): fewer than {CLEAR_DAYS_WORDS} are left, so the "
        "chairman of the scrutiny committee must agree that it is urgent."
    )
