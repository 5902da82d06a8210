"""The papers of a body by e-mail: asked for, confirmed, told, ended; nothing of a private one."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from governance.models import Committee, Meeting, Pack, Subscription
from governance.services import subscriptions as services
from herefordshire_cs.lib import clock
from herefordshire_cs.notices.kinds import Kind
from herefordshire_cs.notices.models import Message
from tests.governance.issuing import issue_unprinted

pytestmark = pytest.mark.django_db
SLUG = "childrens-services-scrutiny"
ASK = f"/papers/subscribing/{SLUG}/"
AT = datetime(2006, 5, 22, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def nobody_sent_anything() -> None:
    cache.clear()


def send(client: Client, **said: str) -> Any:
    """Ask as somebody does who opened the form a minute ago."""
    with pytest.MonkeyPatch.context() as patch:
        before = clock.now() - timedelta(minutes=1)
        patch.setattr(clock, "now", lambda: before)
        stamp = re.findall(r'name="opened" value="([^"]+)"', client.get(ASK).text)[0]
    plain = {"address": "resident@test.example", "word": "paper", "website": "", "opened": stamp}
    return client.post(ASK, plain | said)


def issued() -> Pack:
    return issue_unprinted(Meeting.objects.get(slug=f"{SLUG}-2006-05-31"))


def sent() -> list[str]:
    rows = Message.objects.filter(kind=Kind.SUBSCRIPTION).order_by("pk")
    return [row.subject for row in rows]


def test_a_subscription_begins_by_its_link_is_told_of_packs_and_ends_by_its_link(
    client: Client,
) -> None:
    assert "Open the link that was sent" in send(client).text
    row = Subscription.objects.get()
    link = Message.objects.get(kind=Kind.SUBSCRIPTION).about
    client.get(link)  # as a scanner of mail does
    row.refresh_from_db()
    assert row.confirmed_at is None

    assert (
        "Its papers are sent to you" in client.post(link, {"answer": "confirm"}, follow=True).text
    )
    pack = issued()
    assert services.tell_subscribers(pack, at=AT) == 1
    assert services.tell_subscribers(pack, at=AT) == 0  # once
    told = Message.objects.filter(kind=Kind.SUBSCRIPTION).order_by("pk").last()
    assert told is not None
    assert told.about == f"/papers/packs/{pack.pk_uuid}/"
    assert [path for _words, path in told.lines] == ["", link]

    assert "has ended" in client.post(link, {"answer": "end"}, follow=True).text
    assert not Subscription.objects.exists()
    assert client.get(link).status_code == 404
    assert services.tell_subscribers(issued(), at=AT) == 0


def test_asking_again_says_the_same_whoever_subscribes(client: Client) -> None:
    first = send(client).text
    services.confirm(Subscription.objects.get(), at=AT)
    again = send(client, address="RESIDENT@test.example").text

    assert "Open the link that was sent" in first
    assert "Open the link that was sent" in again
    assert (Subscription.objects.count(), len(sent())) == (1, 1)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"word": "robot"}, "another word"),
        ({"website": "https://spam.example"}, "must stay empty"),
        ({"address": "nobody"}, "valid email address"),
        ({"address": ""}, "Type your e-mail address"),
    ],
)
def test_a_robot_or_a_broken_address_is_told_why(
    client: Client, said: dict[str, str], why: str
) -> None:
    assert why in send(client, **said).text
    assert not Subscription.objects.exists()


def test_a_body_that_became_private_ends_them_and_tells_nothing(client: Client) -> None:
    send(client)
    services.confirm(Subscription.objects.get(), at=AT)
    link, before = Message.objects.get(kind=Kind.SUBSCRIPTION).about, sent()
    Committee.objects.filter(slug=SLUG).update(is_open_to_public=False)

    assert client.get(ASK).status_code == 404
    assert client.post(link, {"answer": "confirm"}).status_code == 404
    assert services.tell_subscribers(issued(), at=AT) == 0
    assert not Subscription.objects.exists()
    assert sent() == before


def test_what_nobody_confirms_for_a_week_is_forgotten(client: Client) -> None:
    send(client)
    services.end_what_is_over(at=clock.now() + timedelta(days=6))
    assert Subscription.objects.exists()
    services.end_what_is_over(at=clock.now() + timedelta(days=8))
    assert not Subscription.objects.exists()
