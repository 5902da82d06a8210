"""Reporting rounds: opened, chased, answered statement by statement, locked or called off."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from django.db import transaction

from actionplan.models import (
    Action,
    CompletionClaim,
    PlanClosing,
    ProgressUpdate,
    ReportingRound,
    RoundChase,
    RoundStatement,
    Standing,
)
from actionplan.models.corrections import Recording
from actionplan.models.rounds import asked_in
from actionplan.models.update_requests import leads_of
from actionplan.services.round_notices import tell_missing, tell_over, tell_returned
from actionplan.services.standings import mark_open
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib.refusing import Refusal
from herefordshire_cs.lib.text.words import count_in_words, day_in_words

CLOSES_SOON = timedelta(days=2)
Answer = RoundStatement.Answer


@transaction.atomic
def open_round(
    plan: int, *, title: str, opens_on: date, closes_on: date, by: Recording
) -> ReportingRound:
    """Open a round of a plan, by its key, from a day on.

    Raises ``Refusal`` where the one before is neither locked nor called off, or the plan closed.
    """
    mark_open(plan)
    before = ReportingRound.objects.filter(plan=plan).not_over().first()
    if before is not None:
        raise Refusal(
            f"“{before}” is not over: lock it or call it off first. A plan has one round at a"
            " time, so that a statement belongs to one."
        )
    return ReportingRound.objects.create(
        plan_id=plan,
        title=title,
        opens_on=opens_on,
        closes_on=closes_on,
        opened_by=by.author,
        **by.stamps(),
    )


def submit(
    action: Action,
    said: ProgressUpdate | CompletionClaim,
    *,
    author: User | None,
    on: date,
    at: datetime,
) -> RoundStatement | None:
    """Let what was said of an Action be its statement in the round that runs, late or not.

    Called within the transaction of what was said. None where no round runs, or it asks for
    another Action: what was said stands in the record in any case.
    """
    running = ReportingRound.objects.filter(plan=action.plan_id).running(on=on).first()
    if running is None:
        return None
    if not Standing.objects.open().filter(asked_in([running]), action=action.pk).exists():
        return None
    return RoundStatement.objects.create(
        round=running,
        action=action,
        update=said if isinstance(said, ProgressUpdate) else None,
        claim=said if isinstance(said, CompletionClaim) else None,
        submitted_by=author,
        submitted_on=on,
        submitted_at=at,
    )


def newest_statements(found: ReportingRound) -> Mapping[int, RoundStatement]:
    """Return the statement that counts of each Action; one whose words were taken back does not.

    One query.
    """
    rows = found.statements.filter(update__withdrawn_on=None).select_related(
        "round__plan", "action", "update", "claim", "submitted_by"
    )
    return {
        row.action_id: row
        for row in rows.order_by("pk")
        if row.claim is None or row.claim.answer not in UNDONE
    }


UNDONE = (CompletionClaim.Answer.REFUSED, CompletionClaim.Answer.TAKEN_BACK)


def wanted_of(found: ReportingRound, *, on: date) -> set[int]:
    """Return the Actions of which a statement is wanted: asked for, and not closed without one.

    Two queries.
    """
    asked = Standing.objects.open().filter(asked_in([found]))
    keys = set(asked.order_by().values_list("action_id", flat=True))
    still = Standing.objects.on(on).open().filter(action__in=keys)
    is_open = set(still.order_by().values_list("action_id", flat=True))
    given = found.statements.order_by().values_list("action_id", flat=True)
    return keys & (is_open | set(given))


def missing_of(found: ReportingRound, *, on: date) -> set[int]:
    """Return the Actions of which none was given, or the one that was given was returned."""
    given = newest_statements(found)
    return {
        key
        for key in wanted_of(found, on=on)
        if key not in given or given[key].answer == Answer.RETURNED
    }


@transaction.atomic
def chase(found: ReportingRound, *, by: Recording) -> RoundChase:
    """Remind whoever has given no statement yet, once a day. Raises ``Refusal``."""
    held = _hold(found)
    if held.opens_on > by.on:
        raise Refusal(f"It opens on {day_in_words(held.opens_on)}: nobody is asked before.")
    missing = missing_of(held, on=by.on)
    if not missing:
        raise Refusal("Nothing is missing: nobody was reminded.")
    return _chase(held, missing, once=f"chased {by.on.isoformat()}", author=by.author, by=by)


def _chase(
    held: ReportingRound, missing: set[int], *, once: str, author: User | None, by: Recording
) -> RoundChase:
    actions = list(Action.objects.filter(pk__in=missing).select_related("plan").order_by("pk"))
    leads = leads_of(missing, on=by.on)
    told = tell_missing(held, actions, leads, once=once, on=by.on, at=by.at)
    return RoundChase.objects.create(
        round=held,
        chased_on=by.on,
        chased_at=by.at,
        chased_by=author,
        missing=len(missing),
        told=told,
    )


@transaction.atomic
def accept(statements: Iterable[int], found: ReportingRound, *, by: Recording) -> int:
    """Accept statements, by their keys, and return how many.

    Raises ``Refusal`` of one that was answered, or followed by a newer one, since it was read.
    """
    held = _hold(found)
    newest = {row.pk: row for row in newest_statements(held).values()}
    for key in (keys := list(statements)):
        _answer(newest.get(key), Answer.ACCEPTED, by=by)
    return len(keys)


@transaction.atomic
def give_back(statement: RoundStatement, *, note: str, by: Recording) -> None:
    """Return a statement with what is to be said otherwise, and tell who gave it.

    Raises ``Refusal`` of one that was answered, or followed by a newer one, since it was read.
    """
    held = _hold(statement.round)
    newest = {row.pk: row for row in newest_statements(held).values()}
    answered = _answer(newest.get(statement.pk), Answer.RETURNED, by=by, note=note)
    tell_returned(answered, at=by.at)


def _answer(
    row: RoundStatement | None, answer: Answer, *, by: Recording, note: str = ""
) -> RoundStatement:
    if row is None:
        raise Refusal("Something newer was said meanwhile, or it was taken back. Read it first.")
    if row.answer:
        raise Refusal(f"It was {row.answer} already. Nothing was changed.")
    if row.submitted_by_id == by.author.pk:
        raise Refusal("You gave this statement yourself: somebody else accepts or returns it.")
    if by.on < row.submitted_on:  # the clock was set back, or the day of a demonstration
        raise Refusal(f"It was given on {day_in_words(row.submitted_on)}, which has not come yet.")
    row.answer, row.note = answer, note
    row.answered_by, row.answered_on = by.author, by.on
    row.save(update_fields=["answer", "note", "answered_by", "answered_on"])
    return row


@transaction.atomic
def lock_round(found: ReportingRound, *, reason: str, by: Recording) -> None:
    """Lock a round for the report: from now on nothing belongs to it that is said.

    Raises ``Refusal`` of one that is not closed yet unless all is accepted; and where something is
    not accepted and ``reason`` does not say why it is locked without it.
    """
    held = _hold(found)
    if held.opens_on > by.on:
        raise Refusal(f"It opens on {day_in_words(held.opens_on)}: call it off instead.")
    given = newest_statements(held)
    lacking = [
        key
        for key in wanted_of(held, on=by.on)
        if key not in given or given[key].answer != Answer.ACCEPTED
    ]
    if lacking and by.on <= held.closes_on:
        raise Refusal(
            f"It closes on {day_in_words(held.closes_on)}, and"
            f" {count_in_words(len(lacking), 'statement is', 'statements are')} not accepted yet."
        )
    if lacking and not reason:
        raise Refusal(
            f"{count_in_words(len(lacking), 'statement is', 'statements are')} not accepted: say"
            " why it is locked without."
        )
    held.locked_on, held.locked_by, held.lock_reason = by.on, by.author, reason
    held.save(update_fields=["locked_on", "locked_by", "lock_reason"])


@transaction.atomic
def call_off(found: ReportingRound, *, reason: str, by: Recording) -> None:
    """Call a round off; what was said in it stands in the record. Raises ``Refusal``."""
    held = _hold(found)
    held.called_off_on, held.called_off_by, held.call_off_reason = by.on, by.author, reason
    held.save(update_fields=["called_off_on", "called_off_by", "call_off_reason"])


def _hold(found: ReportingRound) -> ReportingRound:
    """Hold a round's plan against other writers; return the round as it stands. Raises Refusal."""
    mark_open(found.plan_id)
    held = ReportingRound.objects.select_related("plan", "opened_by").get(pk=found.pk)
    if held.locked_on is not None:
        raise Refusal(f"It was locked on {day_in_words(held.locked_on)}. Nothing was changed.")
    if held.called_off_on is not None:
        raise Refusal("It was called off meanwhile. Nothing was changed.")
    return held


@transaction.atomic
def chase_by_the_calendar(*, on: date, at: datetime) -> int:
    """Tell leads that a round opened, closes soon or is over; return how many rounds were chased.

    Each of the three once, however often this runs; whoever opened it is told when it is over.
    """
    closed = PlanClosing.objects.filter(reopened_on=None).order_by().values("plan")
    rounds = ReportingRound.objects.running(on=on).exclude(plan__in=closed)
    chased = 0
    for found in rounds.select_related("plan", "opened_by").order_by("pk"):
        stage = stage_of(found, on=on)
        since = {"opened": found.opens_on, "soon": found.closes_on - CLOSES_SOON}
        first = since.get(stage, found.closes_on + timedelta(days=1))
        if found.chases.filter(chased_by=None, chased_on__gte=first).exists():
            continue
        missing = missing_of(found, on=on)
        if stage == "over":
            tell_over(found, missing=len(missing), on=on, at=at)
        by = Recording(author=found.opened_by, on=on, at=at)
        _chase(found, missing, once=stage, author=None, by=by)
        chased += 1
    return chased


def stage_of(found: ReportingRound, *, on: date) -> str:
    """Return where a round is that runs on a day, of which its leads are told once."""
    if on > found.closes_on:
        return "over"
    is_soon = on >= found.closes_on - CLOSES_SOON and on > found.opens_on
    return "soon" if is_soon else "opened"
