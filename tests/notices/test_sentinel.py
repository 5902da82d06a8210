"""No message says a word of the record: a marked word stands in all of it, and in no message."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from actionplan.models import Action, Officer, Organisation
from actionplan.models.corrections import Recording
from actionplan.services import by_whens, completions, evidence, partner_links, rounds, updates
from actionplan.services.moderations import moderate
from actionplan.services.update_requests import add_step, ask_for_updates, raise_unanswered
from governance.models import Committee, Membership, Pack, Report, Resolution, Subscription
from governance.services import clearance
from governance.services.notices import (
    summon,
    tell_asked,
    tell_clearance_asked,
    tell_clearance_given,
)
from governance.services.subscriptions import ask_to_subscribe, tell_subscribers
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib.bywhen import parse_by_when
from herefordshire_cs.management.digests import tell_by_the_calendar
from herefordshire_cs.notices.kinds import ALWAYS_AT_ONCE, Kind
from herefordshire_cs.notices.mail import HTML, TEXT, render
from herefordshire_cs.notices.models import Message
from indicators.models import Indicator
from indicators.periods import read_period
from indicators.services.commentaries import write_commentary
from tests.conftest import sit
from tests.governance.issuing import issue_unprinted
from tests.governance.rows_of_a_private_body import MARK, make_private_body
from tests.governance.rows_of_drafts import begin, cast, may_meeting, say, text_of, write

pytestmark = pytest.mark.django_db
DAY = date(2006, 5, 22)
AT = datetime(2006, 5, 22, 9, tzinfo=UTC)
MARKED = f"The {MARK} words"


def action(reference: str) -> Action:
    found = Action.objects.get(plan__slug="jar-2005", reference=reference)
    Action.objects.filter(pk=found.pk).update(text=f"{MARKED} to be done")
    return Action.objects.select_related("plan", "recommendation").get(pk=found.pk)


def of_the_plan(officer: User, director: User) -> None:
    """Have everything said of a plan that somebody is told of."""
    by = {"author": officer, "approver": director}
    asked = {"asked_on": DAY, "asked_at": AT}
    answered = {"author": director, "words": MARKED, "answered_on": DAY, "answered_at": AT}
    request = by_whens.ask_to_move(
        action=action("5.6"),
        by_when=parse_by_when("March 2007"),
        reason=MARKED,
        beyond_reason=MARKED,
        **by,
        **asked,
    )
    by_whens.refuse(request=request, **answered)
    claim = completions.claim_completion(
        action=action("5.6"),
        reported_on=DAY,
        narrative=MARKED,
        rating=None,
        seen_update=newest(action("5.6")),
        **by,
        **asked,
    )
    completions.refuse(claim=claim, **answered)
    evidence.ask_for(
        action=action("5.6"),
        what=MARKED,
        asked_of=MARKED,
        officer=Officer.objects.get(initials="HL"),
        wanted_by=DAY + timedelta(days=7),
        by=Recording(author=director, on=DAY, at=AT),
    )
    moderate(
        action=action("5.6"),
        author=director,
        rating="red",
        reason=MARKED,
        made_on=DAY,
        recorded_at=AT,
    )
    hold_a_round(officer, director)
    plan = action("5.6").plan
    add_step(plan=plan.pk, after_days=7, person=director)
    for reference in ("5.6", "13.2"):
        ask_for_updates(
            actions=[action(reference)],
            author=director,
            words=MARKED,
            wanted_by=None,
            on=DAY,
            at=AT,
        )
    updates.post_progress_update(
        action=action("5.6"),
        author=officer,
        reported_on=DAY,
        recorded_on=DAY,
        recorded_at=AT,
        narrative=MARKED,
        status=updates.Status.IN_PROGRESS,
        seen_update=newest(action("5.6")),
    )
    raise_unanswered(on=DAY + timedelta(days=7), at=AT)


def hold_a_round(officer: User, director: User) -> None:
    """Hold a round with a marked name, return what was given, ask a partner by a link."""
    by = Recording(author=director, on=DAY, at=AT)
    plan = action("5.6").plan_id
    found = rounds.open_round(plan, title=MARKED, opens_on=DAY, closes_on=DAY, by=by)
    rounds.chase(found, by=by)
    updates.post_progress_update(
        action=action("5.6"),
        author=officer,
        reported_on=DAY,
        recorded_on=DAY,
        recorded_at=AT,
        narrative=MARKED,
        status=updates.Status.IN_PROGRESS,
        seen_update=newest(action("5.6")),
    )
    rounds.give_back(found.statements.get(), note=MARKED, by=by)
    rounds.chase_by_the_calendar(on=DAY + timedelta(days=1), at=AT)
    partner_links.ask_partner(
        action("5.6"),
        organisation=Organisation.objects.create(code=MARK, name=MARKED),
        post=MARKED,
        address="nursing@pct.example",
        words=MARKED,
        ends_on=DAY,
        by=by,
    )


def newest(row: Action) -> int | None:
    found = row.updates.order_by("pk").last()
    return found.pk if found else None


def of_committees(people: dict[str, User]) -> None:
    """Have an exempt report cleared and returned, a resolution asked, packs issued."""
    report = begin(people["author"], title=f"{MARKED} of a child", meeting=may_meeting())
    Report.objects.filter(pk=report.pk).update(exempt_paragraph=2, exempt_reason=MARKED)
    report.refresh_from_db()
    write(report, people["author"], text_of(f"{MARKED} of a child", head={"title": MARKED}))
    sent = clearance.send(report=report, seen=1)
    tell_clearance_asked(sent, on=DAY, at=AT)
    given = say(report, people["director"], "director", cleared=False, note=MARKED)
    tell_clearance_given(given, is_cleared=False, on=DAY, at=AT)
    for limb in Resolution.objects.filter(text__contains=MARK):
        limb.requested_of, limb.due_on = MARKED, DAY + timedelta(days=7)
        limb.save()
        tell_asked(limb, on=DAY, at=AT)
    for pack in Pack.objects.filter(members_html__isnull=False):
        summon(pack, at=AT)
    subscribe_and_publish()


def subscribe_and_publish() -> None:
    """Have the public ask for the papers of an open body and of the private one; issue packs."""
    for body in Committee.objects.all():
        if body.is_open_to_public:
            ask_to_subscribe(body, f"{body.pk}@test.example", on=DAY, at=AT)
        else:
            body.subscriptions.create(address="one@test.example", key=body.slug, asked_at=AT)
    Subscription.objects.update(confirmed_at=AT)
    meeting = may_meeting()
    meeting.items.update(title=MARKED)
    issue_unprinted(meeting)
    for pack in Pack.objects.filter(state=Pack.State.READY):
        tell_subscribers(pack, at=AT)


def test_no_message_says_a_word_of_what_it_is_about(
    make_user: Callable[..., User], officer: User
) -> None:
    people = cast(make_user)
    director = people["director"]
    make_private_body()
    for who in (director, officer, people["clerk"]):
        sit(who)  # on the private board too
    Membership.objects.filter(user=officer).update(voting_basis=MARKED)
    of_the_plan(officer, director)
    of_committees(people)
    write_commentary(
        indicator=Indicator.objects.get(slug="ch-12"),
        period=read_period("Q4 2005/2006"),
        text=MARKED,
        author=people["author"],
        written_on=DAY,
        recorded_at=AT,
    )
    Message.objects.filter(kind=Kind.UPDATE_ASKED).update(state=Message.State.HELD)
    for on in (date(2006, 5, 2), DAY):  # two days after the by-when of 5.6, and a Monday
        tell_by_the_calendar(on=on, at=AT)

    rows = list(Message.objects.select_related("person"))
    assert {row.kind for row in rows} >= set(Kind) - ALWAYS_AT_ONCE
    assert [row.kind for row in rows if MARK in everything_of(row).lower()] == []


def everything_of(row: Message) -> str:
    """Return all that leaves with a message, and the page to which it leads."""
    said: list[Any] = [row.subject, row.about, row.lines, row.once, row.message_id]
    return repr(said) + "".join(
        render(row, form, site="https://plan.example") for form in (TEXT, HTML)
    )


def test_the_marked_word_is_found_where_it_stands(officer: User) -> None:
    """Else the test above could not fail."""
    row = Message(person=officer, kind=Kind.TEST, subject="A test", lines=[[MARKED, ""]])

    assert everything_of(row).lower().count(MARK) == 3
