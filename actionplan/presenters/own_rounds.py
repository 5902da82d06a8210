"""What reporting rounds want of one person, and what an update of theirs is to a round."""

from dataclasses import dataclass
from datetime import date, timedelta

from actionplan.models import Action, PlanClosing, ReportingRound, RoundStatement, Standing
from actionplan.models.people import officers_acted_for
from actionplan.models.rounds import asked_in
from actionplan.presenters.rounds import (
    Answer,
    RoundHead,
    StatementLine,
    round_head,
    statement_line,
    stood,
)
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib.text.words import count_in_words, day_in_words

SAYS_SO_FOR = timedelta(days=7)  # after a round was locked


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRound:
    """What a round that runs wants of somebody: how many statements, and how many are missing."""

    head: RoundHead
    wanted: int
    missing: int
    returned: int


def rounds_for(user: User, *, as_of: date) -> tuple[OwnRound, ...]:
    """Return the rounds that want something of a person; three queries, two where none runs."""
    closed = PlanClosing.objects.filter(reopened_on=None).order_by().values("plan")
    running = ReportingRound.objects.running(on=as_of).exclude(plan__in=closed)
    rounds = list(running.select_related("plan", "opened_by").order_by("closes_on", "pk"))
    if not rounds:
        return ()
    officers = officers_acted_for(user, on=as_of).order_by().values("pk")
    is_open = Standing.objects.on(as_of).open().order_by().values("action")
    asked = Standing.objects.open().filter(
        asked_in(rounds), action__roles__officer__in=officers, action__in=is_open
    )
    theirs = set(asked.order_by().values_list("plan_id", "action_id"))
    rows = RoundStatement.objects.filter(round__in=rounds).select_related("update", "claim")
    answers = {
        (row.round_id, row.action_id): row.answer
        for row in rows.order_by("pk")
        if stood(row, on=as_of)
    }
    found = []
    for each in rounds:
        said = [answers.get((each.pk, key)) for plan, key in theirs if plan == each.plan_id]
        returned = sum(answer == Answer.RETURNED for answer in said)
        missing = sum(answer is None for answer in said) + returned
        if missing:
            own = {"wanted": len(said), "missing": missing, "returned": returned}
            found.append(OwnRound(head=round_head(each, as_of=as_of), **own))
    return tuple(found)


def returned_to(action: int, *, as_of: date) -> StatementLine | None:
    """Return the newest statement of an Action where it was returned in a round that runs."""
    rows = RoundStatement.objects.filter(action=action, submitted_on__lte=as_of)
    of_round = rows.filter(round__locked_on=None, round__called_off_on=None)
    people = ("submitted_by", "answered_by")
    row = of_round.select_related("round", "update", "claim", *people).order_by("pk").last()
    if row is None or row.answer != Answer.RETURNED:
        return None
    return statement_line(row, row.round, as_of=as_of)


def round_words(action: Action, *, as_of: date) -> str:
    """Return what an update that was posted just now is to a round; blank where there is none.

    So whoever typed while a round closed reads that nothing is lost; two queries.
    """
    rows = ReportingRound.objects.filter(plan=action.plan_id, called_off_on=None)
    newest = rows.filter(opens_on__lte=as_of).order_by("-opens_on", "-pk").first()
    if newest is None:
        return ""
    if newest.locked_on is not None:
        if as_of - newest.locked_on > SAYS_SO_FOR:
            return ""
        on = day_in_words(newest.locked_on)
        return f"The round “{newest}” was locked on {on}. Your update stands in the record alone."
    if not newest.statements.filter(action=action).exists():
        return ""
    late = (as_of - newest.closes_on).days
    if late > 0:
        return f"It is your statement in the round “{newest}”, {count_in_words(late, 'day')} late."
    return f"It is your statement in the round “{newest}”."
