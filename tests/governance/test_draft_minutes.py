"""Nothing of minutes in draft is shown or linked to those who do not read drafts, on any page."""

from collections.abc import Callable
from datetime import date

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from governance.exempt.reader import Reader
from governance.models import Committee, Meeting, Minute, ProgrammeItem, Resolution
from governance.presenters.tracker import count_open
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.plan_roles import EVERY_PLAN
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.front.presenters.dashboard import build_overview

pytestmark = pytest.mark.django_db

MARCH = "childrens-services-scrutiny-2006-03-13"
MAY = "childrens-services-scrutiny-2006-05-31"
MINUTES = f"/meetings/{MARCH}/minutes/"
MARK = "zanzibar"
DAY = date(2006, 5, 22)
WITHOUT = [Role.PARTNER, Role.ADMINISTRATOR]


def mark_minutes() -> None:
    """Put a word into the draft minutes, a resolution of them, and work that came of it."""
    minute = Minute.objects.get(meeting__slug=MARCH, number=27)
    Minute.objects.filter(pk=minute.pk).update(text=f"The {MARK} was heard.")
    limb = Resolution.objects.filter(minute=minute, state="open")[0]
    Resolution.objects.filter(pk=limb.pk).update(text=f"That the {MARK} be heard again.")
    ProgrammeItem.objects.create(
        committee=Committee.objects.get(slug="childrens-services-scrutiny"),
        title="What was asked for",
        resolution=limb,
    )


def approve() -> None:
    Meeting.objects.filter(slug=MARCH).update(state=Meeting.State.MINUTES_APPROVED)


# Where minutes and resolutions are shown or linked; each shows the mark or the link when approved.
PLACES = {
    "the agenda that asks for them": (f"/meetings/{MAY}/", "Minutes of the last meeting"),
    "what is still open before a meeting": (f"/meetings/{MAY}/", MARK),
    "their own meeting": (f"/meetings/{MARCH}/", f'href="{MINUTES}"'),
    "the tracker": ("/resolutions/", MARK),
    "the tracker, filtered": ("/resolutions/?state=waiting", MARK),
    "the work programme": ("/programme/childrens-services-scrutiny/", f'href="{MINUTES}"'),
    "the search": (f"/search/?words={MARK}", f"<mark>{MARK}</mark>"),
    "the search, by minute": (f"/search/?words={MARK}", f'href="{MINUTES}"'),
}


@pytest.mark.parametrize("role", WITHOUT)
@pytest.mark.parametrize(("address", "said"), PLACES.values(), ids=PLACES.keys())
def test_minutes_in_draft_are_neither_shown_nor_linked(
    role: Role,
    address: str,
    said: str,
    make_user: Callable[..., User],
    sign_in: Callable[[User], Client],
) -> None:
    mark_minutes()
    reader = sign_in(make_user(role))

    page = reader.get(address).content.decode()
    assert said not in page
    assert f'href="{MINUTES}' not in page
    assert f'value="{MARK}"' in page or MARK not in page

    approve()
    assert said in reader.get(address).content.decode()


@pytest.mark.parametrize("address", sorted({address for address, _said in PLACES.values()}))
def test_whoever_reads_drafts_finds_them_before_they_are_approved(
    address: str, make_user: Callable[..., User], sign_in: Callable[[User], Client]
) -> None:
    mark_minutes()
    reader = sign_in(make_user(Role.OFFICER))

    page = reader.get(address).content.decode()

    assert all(said in page for where, said in PLACES.values() if where == address)


def test_the_agenda_says_that_minutes_are_not_approved_where_a_reader_finds_none(
    make_user: Callable[..., User], sign_in: Callable[[User], Client]
) -> None:
    page = sign_in(make_user(Role.PARTNER)).get(f"/meetings/{MAY}/").content.decode()

    assert "Minutes not approved yet" in page
    assert "Minutes not taken yet" not in page


@pytest.mark.parametrize(("sees_drafts", "total"), [(True, 3), (False, 0)])
def test_no_limb_of_minutes_in_draft_is_counted_for_who_does_not_read_them(
    sees_drafts: bool, total: int
) -> None:
    reader = Reader(reads_draft_minutes=sees_drafts)
    overview = build_overview(
        as_of=DAY, answers_resolutions=True, reader=reader, access=EVERY_PLAN
    )

    assert overview.resolutions == count_open(as_of=DAY, reader=reader)
    assert overview.resolutions is not None
    assert overview.resolutions.total == total


def test_a_limb_of_minutes_in_draft_is_answered_by_nobody_who_does_not_read_them(
    make_user: Callable[..., User], sign_in: Callable[[User], Client]
) -> None:
    limb = Resolution.objects.filter(minute__meeting__slug=MARCH, state="open")[0]
    partner = make_user(Role.PARTNER)
    answering = Permission.objects.get(codename="answer_resolution")
    partner.groups.get().permissions.add(answering)
    browser = sign_in(partner)

    assert browser.get(f"/resolutions/{limb.pk}/").status_code == 404
    approve()
    assert browser.get(f"/resolutions/{limb.pk}/").status_code == 200
