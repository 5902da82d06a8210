"""What the record gives for a report: how the plan stands, and what falls into a period."""

from collections.abc import Callable
from datetime import date, timedelta

from actionplan.models import (
    ActionByWhen,
    AssuranceEntry,
    Milestone,
    MilestoneCompletion,
    ProgressUpdate,
    Standing,
    StandingQuerySet,
)
from actionplan.models.corrections import known
from actionplan.models.facts import reported_in_words
from actionplan.models.standings import is_not_kept
from actionplan.periodic_contents import Given, GivenLine, GivenList
from actionplan.periodic_kinds import RULES, PeriodicKind, ReportPeriod
from actionplan.presenters import by_whens, completions
from actionplan.presenters.actions import ActionLine
from actionplan.presenters.periodic_record import Found, PeriodRecord
from actionplan.presenters.plans import PlanHead
from actionplan.presenters.promises import PASSED, TO_COME, PromiseLine, promise_lines
from actionplan.rag import Status
from herefordshire_cs.lib.text.words import day_in_words


def build_given(plan: PlanHead, kind: PeriodicKind, period: ReportPeriod, *, as_of: date) -> Given:
    """Return what a plan's record gives on a day for a report; two queries a list and a few."""
    record = PeriodRecord(plan=plan, rule=RULES[kind], period=period, as_of=as_of)
    lists = []
    for name, ask in ASKED.items():
        if at_most := RULES[kind].lists.get(name):
            count, lines = ask(record, at_most)
            lists.append(GivenList(name=name, count=count, lines=tuple(lines)))
    counts = {"standing": record.standing_rows(), "impacts": record.impact_rows()}
    return Given(taken_on=as_of, period=period, lists=tuple(lists), **counts)


def completed(record: PeriodRecord, at_most: int) -> Found:
    """Actions whose completion became known in the period."""
    rows = _completed(record, record.standings())
    return record.of_standings("completed", rows, "-completion_known_on", at_most, when_done)


def when_done(line: ActionLine) -> str:
    """Return when it was completed, where that has a day."""
    return f"completed {line.completed_when}".strip()


def _completed(record: PeriodRecord, rows: StandingQuerySet) -> StandingQuerySet:
    days = (record.period.first, record.period.last)
    return rows.filter(status=Status.COMPLETED, completion_known_on__range=days)


def met(record: PeriodRecord, at_most: int) -> Found:
    """Milestones that were said to be met in the period."""
    rows = MilestoneCompletion.objects.filter(
        record.recorded, milestone__action__plan=record.plan.pk
    ).select_related("milestone__action")
    return record.of_rows(
        rows.order_by("-completed_on", "-pk"),
        at_most,
        lambda row: record.of_action(
            "met",
            row.milestone.action,
            key=row.milestone_id,
            said=f"{row.milestone.text}: met {day_in_words(row.completed_on)}",
        ),
    )


def reported(record: PeriodRecord, at_most: int) -> Found:
    """The newest word of the period on each other Action, where it was not completed in it."""
    done = _completed(record, Standing.objects.filter(plan=record.plan.pk).on(record.as_of))
    rows = (
        record.notes(action__plan=record.plan.pk)
        .exclude(action__in=done.values("action"))
        .select_related("action")
        .order_by("-counts_from", "-recorded_at", "-sequence")
    )
    newest: dict[int | None, ProgressUpdate] = {}
    for row in rows:
        newest.setdefault(row.action_id, row)

    def line(row: ProgressUpdate) -> GivenLine:
        assert row.action is not None
        return record.of_action("reported", row.action, said=when_said(row))

    return record.of_rows(newest.values(), at_most, line)


def told(record: PeriodRecord, at_most: int) -> Found:
    """The newest report of the period on each Recommendation as a whole."""
    rows = (
        record.notes(recommendation__plan=record.plan.pk)
        .select_related("recommendation")
        .order_by("-counts_from", "recommendation__number", "-recorded_at")
    )
    newest: dict[int | None, ProgressUpdate] = {}
    for row in rows:
        newest.setdefault(row.recommendation_id, row)

    def line(row: ProgressUpdate) -> GivenLine:
        assert row.recommendation is not None
        whole = record.plan.past.put_back(row.recommendation)
        return record.line(
            "told",
            key=whole.number,
            number=whole.number,
            text=whole.text,
            said=when_said(row),
            level=record.plan.scheme.scale.of(row.rating) if row.rating else None,
        )

    return record.of_rows(newest.values(), at_most, line)


def when_said(row: ProgressUpdate) -> str:
    """Return what was said, and on which day it was."""
    when = reported_in_words(row.reported_on, row.date_precision)
    return f"{when}: {row.narrative}" if when else row.narrative


def looked(record: PeriodRecord, at_most: int) -> Found:
    """What the assurance log took in the period."""
    rows = AssuranceEntry.objects.filter(record.recorded, plan=record.plan.pk)
    return record.of_rows(
        rows.order_by("-took_place_on", "-pk"),
        at_most,
        lambda row: record.line(
            "looked",
            key=row.pk,
            text=f"{row.get_kind_display()}: {row.scope}",
            lead=row.who,
            said=f"{day_in_words(row.took_place_on)}: {row.findings}",
        ),
    )


def passed(record: PeriodRecord, at_most: int) -> Found:
    """Open Actions whose by-when passed in the period."""
    last = min(record.period.last, record.as_of - timedelta(days=1))
    rows = record.standings().due_between(record.period.first, last)
    return record.of_standings("passed", rows, "by_when_latest", at_most, lateness_of)


def moved(record: PeriodRecord, at_most: int) -> Found:
    """By-whens that were moved in the period, to when and why."""
    rows = ActionByWhen.objects.filter(
        record.recorded, action__plan=record.plan.pk, order__gt=1, corrects=None
    ).select_related("action")
    return record.of_rows(
        rows.order_by("-recorded_on", "-pk"),
        at_most,
        lambda row: record.of_action(
            "moved",
            row.action,
            key=row.pk,
            said=f"To {row}: {row.reason} Agreed by {row.agreed_by}",
        ),
    )


def red(record: PeriodRecord, at_most: int) -> Found:
    """Actions that are red now, by whatever voice."""
    rows = record.standings().off_track(record.plan.scheme)
    return record.of_standings("red", rows, "by_when_latest", at_most, lateness_of)


def not_kept(record: PeriodRecord, at_most: int) -> Found:
    """Standing arrangements that are not kept as often as they say."""
    rows = record.standings().filter(is_not_kept(record.as_of))
    return record.of_standings("not_kept", rows, "kept_until", at_most, lambda line: line.why)


def due(record: PeriodRecord, at_most: int) -> Found:
    """Open Actions that are due in the next period."""
    coming = record.period.next
    rows = record.standings().due_between(coming.first, coming.last)
    return record.of_standings("due", rows, "by_when_latest", at_most, lateness_of)


def lateness_of(line: ActionLine) -> str:
    """Return how late or how soon it is; of a red of another ground why it is one."""
    said = line.lateness or line.why
    return f"{said}, disputed" if line.is_disputed else said


def milestones(record: PeriodRecord, at_most: int) -> Found:
    """Milestones of open Actions that are due in the next period and not met."""
    coming = record.period.next
    open_now = Standing.objects.filter(plan=record.plan.pk).on(record.as_of).open()
    done = MilestoneCompletion.objects.filter(known(record.as_of))
    rows = (
        Milestone.objects.known(as_of=record.as_of)
        .filter(action__in=open_now.values("action"), latest__range=(coming.first, coming.last))
        .exclude(pk__in=done.values("milestone"))
        .select_related("action")
        .order_by("latest", "pk")
    )
    return record.of_rows(
        rows,
        at_most,
        lambda row: record.of_action(
            "milestones", row.action, key=row.pk, by_when=row.by_when_as_written, said=row.text
        ),
    )


def promised(record: PeriodRecord, at_most: int) -> Found:
    """Days of the next period that were promised."""
    coming = record.period.next
    rows = [
        line
        for line in promise_lines(record.plan, as_of=record.as_of)
        if line.state == TO_COME and coming.first <= line.promised_by <= coming.last
    ]
    return record.of_rows(rows, at_most, lambda line: of_promise(record, "promised", line))


def unkept(record: PeriodRecord, at_most: int) -> Found:
    """Promised days that passed with nothing said since."""
    lines = promise_lines(record.plan, as_of=record.as_of)
    rows = [line for line in lines if line.state == PASSED]
    return record.of_rows(rows, at_most, lambda line: of_promise(record, "unkept", line))


def of_promise(record: PeriodRecord, name: str, line: PromiseLine) -> GivenLine:
    """Return the line of a promised day."""
    return record.line(
        name,
        line.reference,
        key=f"{line.reference}-{line.promised_by.isoformat()}-{line.as_written}",
        text=line.words,
        lead=line.lead,
        by_when=line.promised_for,
        said=f"Said {line.said}",
    )


def requests(record: PeriodRecord, at_most: int) -> Found:
    """Requests for new by-whens that wait for an answer."""
    rows = by_whens.rows().waiting(as_of=record.as_of).filter(action__plan=record.plan.pk)
    return record.of_rows(
        rows,
        at_most,
        lambda row: record.of_action(
            "requests",
            row.action,
            said=f"To {row.understood}, asked of {row.approver.name} by {row.asked_by.name}:"
            f" {row.reason}",
        ),
    )


def claims(record: PeriodRecord, at_most: int) -> Found:
    """Completions that somebody claims and nobody agreed to."""
    rows = completions.rows().waiting(as_of=record.as_of).filter(action__plan=record.plan.pk)
    return record.of_rows(
        rows,
        at_most,
        lambda row: record.of_action(
            "claims",
            row.action,
            said=f"Asked of {row.approver.name} by {row.asked_by.name}: {row.narrative}",
        ),
    )


def disputed(record: PeriodRecord, at_most: int) -> Found:
    """Reds of which other words of the record say the contrary."""
    rows = record.standings().off_track(record.plan.scheme).filter(is_disputed=True)
    return record.of_standings("disputed", rows, "by_when_latest", at_most, lateness_of)


# In the order in which they are read.
ASKED: dict[str, Callable[[PeriodRecord, int], Found]] = {
    "completed": completed,
    "met": met,
    "reported": reported,
    "told": told,
    "looked": looked,
    "passed": passed,
    "moved": moved,
    "red": red,
    "not_kept": not_kept,
    "due": due,
    "milestones": milestones,
    "promised": promised,
    "requests": requests,
    "claims": claims,
    "disputed": disputed,
    "unkept": unkept,
}
