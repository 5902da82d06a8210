"""One's own due days in a calendar: by a secret address, which ends when it is changed."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client
from icalendar import Calendar

from actionplan.models import Action
from herefordshire_cs.accounts.models import User
from herefordshire_cs.notices.calendar_addresses import make_address
from herefordshire_cs.notices.models import CalendarAddress

pytestmark = pytest.mark.django_db
AT = datetime(2006, 5, 22, 12, tzinfo=UTC)


def feed(user: User) -> str:
    return f"/calendars/{make_address(user, at=AT).key}.ics"


def test_the_feed_holds_due_days_by_reference_and_none_of_the_words(
    officer: User, client: Client
) -> None:
    Action.objects.filter(plan__slug="jar-2005", reference="5.6").update(text="Quagga agreed")
    address = feed(officer)
    response = client.get(address)
    events = Calendar.from_ical(response.content).walk("VEVENT")
    said = {str(each["summary"]): each for each in events}

    own = said["5.6 of JAR Performance Improvement Action Plan is due"]
    assert str(own["url"]).endswith("/plans/jar-2005/actions/5.6/updates/new/")
    assert "quagga" not in response.text.casefold()
    again = Calendar.from_ical(client.get(address).content).walk("VEVENT")
    assert [each["uid"] for each in again] == [each["uid"] for each in events]


def test_a_changed_or_ended_address_and_that_of_a_closed_account_lead_nowhere(
    officer: User, client: Client, sign_in: Callable[[User], Client]
) -> None:
    first = feed(officer)
    signed_in = sign_in(officer)
    page = signed_in.post("/inbox/calendar/", {"answer": "make"}, follow=True).text
    second = f"/calendars/{CalendarAddress.objects.get().key}.ics"
    assert second in page
    assert [client.get(each).status_code for each in (first, second)] == [404, 200]
    User.objects.filter(pk=officer.pk).update(is_active=False)
    assert Client().get(second).status_code == 404
    User.objects.filter(pk=officer.pk).update(is_active=True)
    signed_in.post("/inbox/calendar/", {"answer": "end"})
    assert client.get(second).status_code == 404
