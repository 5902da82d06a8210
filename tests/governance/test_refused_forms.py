"""A form that the record refuses comes back with why, and with what was typed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client

from governance.models import (
    AgendaItem,
    ForwardPlanEntry,
    Meeting,
    Minute,
    Pack,
    ProgrammeItem,
    Report,
)
from governance.services import programme
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.lib.web.seen import CHANGED
from tests.factories import make_call_in, make_decision, make_suggestion
from tests.tools.controls import typed_in

pytestmark = pytest.mark.django_db
MAY = "childrens-services-scrutiny-2006-05-31"
MARCH = "childrens-services-scrutiny-2006-03-13"
APPROVED, TAKEN = "The minutes are approved", "It was taken or withdrawn already"
REFERRED = {"outcome": "referred back", "outcome_words": "Again.", "outcome_on": date(2006, 4, 3)}
DECLINED = {"state": "declined", "answer": "No.", "answered_on": date(2006, 5, 20)}
TYPED = "What took an hour to write"
EXEMPT = {"exempt_paragraph": "1", "exempt_reason": TYPED, "public_title": "A case"}
UNDER_WAY = "A pack of the meeting is being built."


@dataclass(frozen=True)
class Meanwhile:
    """A form, what is typed in it, and what somebody else makes of a row before it is sent."""

    address: str
    typed: dict[str, str]
    of: Model
    change: dict[str, Any]
    why: str


@pytest.fixture
def clerk(make_user: Callable[..., User], sign_in: Callable[[User], Client]) -> Client:
    return sign_in(make_user(Role.COMMITTEE_CLERK))


def of_new_item() -> tuple[str, dict[str, str]]:
    return f"/meetings/{MAY}/agenda/new/", {"title": TYPED}


def of_item() -> tuple[str, dict[str, str]]:
    row = AgendaItem.objects.filter(meeting__slug=MAY, report=None)[0]
    return f"/meetings/{MAY}/agenda/{row.pk}/", {"title": TYPED}


def of_exempt_item() -> tuple[str, dict[str, str]]:
    row = AgendaItem.objects.filter(meeting__slug=MAY, report=None)[0]
    return f"/meetings/{MAY}/agenda/{row.pk}/exempt/", EXEMPT


def of_exempt_report() -> tuple[str, dict[str, str]]:
    row = Report.objects.filter(meeting__slug=MAY)[0]
    return f"/meetings/{MAY}/reports/{row.slug}/exempt/", EXEMPT


@pytest.mark.parametrize("of_form", [of_new_item, of_item, of_exempt_item, of_exempt_report])
def test_while_a_pack_is_built_what_was_typed_stays_in_its_form(
    of_form: Callable[[], tuple[str, dict[str, str]]], clerk: Client
) -> None:
    address, typed = of_form()
    sent = typed_in(clerk.get(address)) | typed
    meeting = Meeting.objects.get(slug=MAY)
    now = datetime.now(UTC)
    making = {"state": Pack.State.MAKING, "as_of": date(2006, 5, 22), "asked_at": now}
    pack = Pack.objects.create(meeting=meeting, version=90, **making)

    refused = clerk.post(address, sent)

    assert refused.status_code == 200
    assert UNDER_WAY in refused.content.decode()
    assert TYPED in typed_in(refused).values()

    pack.delete()
    assert clerk.post(address, typed_in(refused)).status_code == 302


def of_meeting_to_come() -> Meanwhile:
    return Meanwhile(
        address=f"/meetings/{MAY}/edit/",
        typed={"venue": TYPED},
        of=Meeting.objects.get(slug=MAY),
        change={"state": Meeting.State.HELD},
        why="The meeting was held",
    )


def of_item_to_come() -> Meanwhile:
    address, typed = of_item()
    meeting = Meeting.objects.get(slug=MAY)
    return Meanwhile(
        address, typed, meeting, {"state": Meeting.State.HELD}, "The meeting was held"
    )


def of_minute_to_come() -> Meanwhile:
    meeting = Meeting.objects.get(slug=MARCH)
    change = {"state": Meeting.State.MINUTES_APPROVED}
    return Meanwhile(f"/meetings/{MARCH}/minutes/new/", {"text": TYPED}, meeting, change, APPROVED)


def of_declaration() -> Meanwhile:
    meeting = Meeting.objects.get(slug=MARCH)
    name = meeting.attendances.all()[0].name
    typed = {"declared-0-name": name, "declared-0-interest": TYPED}
    change = {"state": Meeting.State.MINUTES_APPROVED}
    return Meanwhile(f"/meetings/{MARCH}/declarations/", typed, meeting, change, APPROVED)


def of_decision() -> Meanwhile:
    row = make_decision()
    change = {"state": ForwardPlanEntry.State.TAKEN}
    return Meanwhile(f"/forward-plan/{row.pk}/", {"title": TYPED}, row, change, TAKEN)


def of_decision_withdrawn() -> Meanwhile:
    row = make_decision()
    typed = {"state": "withdrawn", "reason": TYPED}
    change = {"state": ForwardPlanEntry.State.TAKEN}
    return Meanwhile(f"/forward-plan/{row.pk}/close/", typed, row, change, TAKEN)


def of_call_in() -> Meanwhile:
    row = make_call_in()
    typed = {"outcome": "no objection", "words": TYPED}
    return Meanwhile(f"/call-ins/{row.pk}/", typed, row, REFERRED, "recorded already")


def of_suggestion() -> Meanwhile:
    row = make_suggestion()
    typed = {"decision": "answered", "answer": TYPED}
    return Meanwhile(f"/public/{row.pk}/", typed, row, DECLINED, "settled already")


@pytest.mark.parametrize(
    "of_form",
    [
        of_meeting_to_come,
        of_item_to_come,
        of_minute_to_come,
        of_declaration,
        of_decision,
        of_decision_withdrawn,
        of_call_in,
        of_suggestion,
    ],
)
def test_what_another_closed_meanwhile_is_refused_in_its_form(
    of_form: Callable[[], Meanwhile], clerk: Client
) -> None:
    case = of_form()
    sent = typed_in(clerk.get(case.address)) | case.typed
    rows = type(case.of)._default_manager.filter(pk=case.of.pk)
    rows.update(**case.change)
    stored = rows.values().get()

    refused = clerk.post(case.address, sent)

    assert refused.status_code == 200
    assert TYPED in typed_in(refused).values()
    # Sent again, by whoever has seen that, it is refused for what was done.
    again = clerk.post(case.address, typed_in(refused))
    assert again.status_code == 200
    assert TYPED in typed_in(again).values()
    assert case.why in again.content.decode()
    assert rows.values().get() == stored


def test_who_minutes_an_item_that_another_minuted_meanwhile_sees_both(clerk: Client) -> None:
    minute = Minute.objects.filter(meeting__slug=MARCH).exclude(item=None)[0]
    address = f"/meetings/{MARCH}/minutes/items/{minute.item_id}/"
    Minute.objects.filter(pk=minute.pk).update(item=None)
    opened = typed_in(clerk.get(address))
    Minute.objects.filter(pk=minute.pk).update(item=minute.item_id)

    told = clerk.post(address, opened | {"number": str(minute.number), "text": TYPED})

    assert told.status_code == 200
    assert CHANGED in told.content.decode().replace("&#x27;", "'")
    assert typed_in(told)["text"] == TYPED
    assert Minute.objects.get(pk=minute.pk).text == minute.text

    assert clerk.post(address, typed_in(told)).status_code == 302
    assert Minute.objects.get(pk=minute.pk).text == TYPED
    assert Minute.objects.filter(item=minute.item_id).count() == 1


def test_a_piece_of_work_is_not_kept_half_where_another_took_its_item_meanwhile(
    clerk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = "/programme/childrens-services-scrutiny/new/"
    page = clerk.get(address)
    free = page.context["form"].fields["agenda_item"].queryset[0]
    sent = typed_in(page) | {"title": TYPED, "agenda_item": str(free.pk)}

    def taken(**_asked: object) -> None:
        raise programme.AlreadyLinked

    monkeypatch.setattr(programme, "link_item", taken)
    refused = clerk.post(address, sent)

    assert "belongs to another piece of work" in refused.content.decode()
    assert typed_in(refused)["title"] == TYPED
    assert not ProgrammeItem.objects.filter(title=TYPED).exists()
