"""Nothing of a body that is not open to the public is public, whatever state its meeting is in."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from governance.models import Committee, Meeting, Pack
from governance.presenters.deadlines import next_deadline
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role

TODAY = date(2006, 5, 22)
NOON = datetime(2006, 5, 22, 12, tzinfo=UTC)
SENTINEL = "Zanzibar Board"
REGISTER = "/papers/"
FEEDS = ["/papers/meetings.ics", "/papers/feed.atom"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def private() -> Committee:
    return Committee.objects.create(slug="zanzibar", name=SENTINEL, kind=Committee.Kind.BOARD)


@pytest.fixture
def meeting(private: Committee) -> Meeting:
    return Meeting.objects.create(
        slug="zanzibar-2006-05-31",
        committee=private,
        held_on=date(2006, 5, 31),
        state=Meeting.State.MINUTES_APPROVED,
    )


@pytest.fixture
def pack(meeting: Meeting) -> Pack:
    return Pack.objects.create(
        meeting=meeting,
        version=1,
        state=Pack.State.READY,
        as_of=TODAY,
        asked_at=NOON,
        issued_at=NOON,
        public_pdf=b"%PDF-1.7",
        public_html="<p>Zanzibar</p>",
        public_sha256="0" * 64,
    )


def public_addresses(meeting: Meeting, pack: Pack) -> list[str]:
    """Return every address at which a meeting of the register and its papers can be read."""
    return [
        f"/papers/meetings/{meeting.slug}/",
        f"/papers/meetings/{meeting.slug}/minutes/",
        f"/papers/meetings/{meeting.slug}/minutes.pdf",
        f"/papers/packs/{pack.pk_uuid}.pdf",
        f"/papers/packs/{pack.pk_uuid}/",
    ]


def test_nothing_of_a_private_body_is_in_the_register_or_a_feed(
    meeting: Meeting, pack: Pack, client: Client
) -> None:
    answers = {address: client.get(address) for address in [REGISTER, *FEEDS]}
    found = {address: answer.status_code for address, answer in answers.items()}

    assert set(found.values()) == {200}, found
    assert [each for each, answer in answers.items() if SENTINEL in answer.content.decode()] == []


def test_no_paper_of_a_private_body_is_found_at_its_address(
    meeting: Meeting, pack: Pack, private: Committee, client: Client
) -> None:
    addresses = public_addresses(meeting, pack)
    assert [client.get(each).status_code for each in addresses] == [404] * len(addresses)

    # The same addresses answer once the body is open.
    private.is_open_to_public = True
    private.save()
    # 202: what is still to be printed says so.
    assert {client.get(each).status_code for each in addresses} <= {200, 202}
    assert SENTINEL in client.get(REGISTER).content.decode()


def test_no_statutory_clock_counts_for_a_private_body(
    private: Committee, make_user: Callable[..., User], sign_in: Callable[[User], Client]
) -> None:
    meeting = Meeting.objects.create(
        slug="zanzibar-2006-05-30", committee=private, held_on=date(2006, 5, 30)
    )
    clerk = make_user(Role.COMMITTEE_CLERK)
    private.officers.create(user=clerk)
    page = sign_in(clerk).get(f"/meetings/{meeting.slug}/")

    assert page.context["page"].clock == ()
    assert "The statutory clock" not in page.content.decode()
    deadline = next_deadline(as_of=TODAY)
    assert deadline is None or deadline.head.committee != SENTINEL


def test_the_boards_of_the_papers_are_private_and_the_councils_own_bodies_open() -> None:
    private = Committee.objects.filter(is_open_to_public=False)

    assert set(private.values_list("kind", flat=True)) == {Committee.Kind.BOARD}
    assert not Committee.objects.filter(kind=Committee.Kind.BOARD, is_open_to_public=True).exists()
    assert private.count() == 2


def test_a_body_is_private_until_somebody_says_that_it_is_open() -> None:
    assert not Committee(name="A new body").is_open_to_public
