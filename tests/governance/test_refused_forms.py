"""A form that the record refuses comes back with why, and with what was typed."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from governance.models import AgendaItem, Meeting, Pack, ProgrammeItem, Report
from governance.services import programme
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from tests.tools.controls import typed_in

pytestmark = pytest.mark.django_db
MAY = "childrens-services-scrutiny-2006-05-31"
TYPED = "What took an hour to write"
EXEMPT = {"exempt_paragraph": "1", "exempt_reason": TYPED, "public_title": "A case"}
UNDER_WAY = "A pack of the meeting is being built."


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
