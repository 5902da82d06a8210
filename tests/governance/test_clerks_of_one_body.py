"""Where the council says so, a clerk sees and writes the meetings of their own bodies alone."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import reverse

from governance.models import BodyOfficer, Committee
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.council.models import THE_COUNCIL, Council
from herefordshire_cs.lib.council import OWN_BODIES, forget

pytestmark = pytest.mark.django_db
THEIRS, OTHERS = "childrens-services-scrutiny", "cabinet"
MEETING, OTHER = "childrens-services-scrutiny-2006-05-31", "cabinet-2005-02-17"


@pytest.fixture
def kept_to_own(today: object) -> Iterator[None]:
    council = Council.objects.filter(pk=THE_COUNCIL)
    if not council.update(clerks_serve=OWN_BODIES):
        Council.objects.create(name="Borough of Example", chair="Chair", clerks_serve=OWN_BODIES)
    forget()
    yield
    forget()


@pytest.fixture
def clerk_of_one(make_user: Callable[..., User]) -> User:
    user = make_user(Role.COMMITTEE_CLERK)
    BodyOfficer.objects.create(committee=Committee.objects.get(slug=THEIRS), user=user)
    return user


@pytest.fixture
def others_have_a_clerk(make_user: Callable[..., User]) -> User:
    user = make_user(Role.COMMITTEE_CLERK, email="another@test.example")
    for body in Committee.objects.exclude(slug=THEIRS):
        BodyOfficer.objects.get_or_create(committee=body, user=user)
    return user


@pytest.mark.usefixtures("kept_to_own", "others_have_a_clerk")
def test_a_clerk_sees_and_writes_the_meetings_of_their_body_alone(
    clerk_of_one: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(clerk_of_one)
    shown = client.get("/meetings/").content.decode()
    assert f"/meetings/{MEETING}/" in shown
    assert f"/meetings/{OTHER}/" not in shown
    assert client.get(f"/meetings/{MEETING}/").status_code == 200
    assert client.get(reverse("agenda-item-new", args=[MEETING])).status_code == 200
    for address in (
        f"/meetings/{OTHER}/",
        f"/committees/{OTHERS}/",
        reverse("agenda-item-new", args=[OTHER]),
    ):
        assert client.get(address).status_code == 404
        assert client.post(address).status_code in (404, 405)
    choices = client.get("/meetings/new/").context["form"].fields["committee"].queryset
    assert [body.slug for body in choices] == [THEIRS]


@pytest.mark.usefixtures("kept_to_own")
def test_a_body_for_which_no_clerk_is_named_is_served_by_all_of_them(
    clerk_of_one: User, make_user: Callable[..., User], sign_in: Callable[[User], Client]
) -> None:
    assert sign_in(clerk_of_one).get(f"/meetings/{OTHER}/").status_code == 200
    another = sign_in(make_user(Role.COMMITTEE_CLERK, email="another@test.example"))
    assert another.get(f"/meetings/{OTHER}/").status_code == 200
    assert another.get(f"/meetings/{MEETING}/").status_code == 404


@pytest.mark.usefixtures("kept_to_own", "others_have_a_clerk", "clerk_of_one")
def test_who_is_no_clerk_reads_every_open_body(director: User, sign_in: Callable) -> None:
    assert sign_in(director).get(f"/meetings/{OTHER}/").status_code == 200
    assert sign_in(director).get(f"/meetings/{MEETING}/").status_code == 200


@pytest.mark.usefixtures("today", "others_have_a_clerk")
def test_a_clerk_serves_every_open_body_where_the_council_says_nothing(
    clerk_of_one: User, sign_in: Callable[[User], Client]
) -> None:
    assert sign_in(clerk_of_one).get(f"/meetings/{OTHER}/").status_code == 200
