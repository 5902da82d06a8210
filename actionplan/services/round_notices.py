"""What is said of reporting rounds, to leads and to whoever opened one: never their words."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from actionplan.models import Action, ReportingRound, RoundStatement
from actionplan.services.notices import form_of, named, with_deputies
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib.text.words import count_in_words, day_in_words
from herefordshire_cs.notices.kinds import Kind
from herefordshire_cs.notices.services import Notice, tell


def tell_missing(
    found: ReportingRound,
    actions: Iterable[Action],
    leads: Mapping[int, list[User]],
    *,
    once: str,
    on: date,
    at: datetime,
) -> int:
    """Tell each lead, in one message, which statements are wanted; return how many are new."""
    theirs: dict[User, list[Action]] = {}
    for action in actions:
        for person in leads[action.pk]:
            theirs.setdefault(person, []).append(action)
    told = [
        (person, _missing(found, wanted, once=once, on=on)) for person, wanted in theirs.items()
    ]
    return tell(told, on=on, at=at)


def _missing(found: ReportingRound, wanted: list[Action], *, once: str, on: date) -> Notice:
    verb = "closed" if on > found.closes_on else "closes"
    count = count_in_words(len(wanted), "statement is", "statements are")
    return Notice(
        kind=Kind.ROUND,
        once=f"round {found.pk} {once}",
        subject=f"{count} wanted of you: {found.plan.title}",
        about=found.get_absolute_url(),
        lines=(
            (f"The round {verb} on {day_in_words(found.closes_on)}.", ""),
            *((named(action), form_of(action)) for action in wanted),
        ),
    )


def tell_returned(statement: RoundStatement, *, at: datetime) -> None:
    """Tell who gave a statement, and who stands in for them, that it was returned."""
    assert statement.answered_on is not None
    if statement.submitted_by is None:
        return  # a partner has no form to open: they are asked by another link
    notice = Notice(
        kind=Kind.ROUND,
        once=f"statement {statement.pk} returned",
        subject=f"Your statement was returned: {named(statement.action)}",
        about=form_of(statement.action),
        lines=((f"{statement.answered_by} returned it. The form says why.", ""),),
    )
    people = with_deputies(statement.submitted_by, on=statement.answered_on)
    tell([(each, notice) for each in people], on=statement.answered_on, at=at)


def tell_over(found: ReportingRound, *, missing: int, on: date, at: datetime) -> None:
    """Tell whoever opened a round that its last day has passed, and how many are missing."""
    lacking = f"{count_in_words(missing, 'statement is', 'statements are')} missing"
    notice = Notice(
        kind=Kind.ROUND,
        once=f"round {found.pk} is over",
        subject=f"A reporting round has closed: {found.plan.title}",
        about=found.get_absolute_url(),
        lines=((f"{lacking if missing else 'Nothing is missing'}.", ""),),
    )
    tell([(found.opened_by, notice)], on=on, at=at)
