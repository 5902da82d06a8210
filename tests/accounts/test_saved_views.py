"""A list is saved as somebody wants it again: named, shared, where they start."""

from collections.abc import Callable
from datetime import date
from urllib.parse import urlencode

import pytest
from django.test import Client

from actionplan.models import Plan
from herefordshire_cs.accounts.models import SavedView, User
from herefordshire_cs.accounts.saved_views.places import NoList, place_of

LIST = "/plans/jar-2005/actions/"
NEW = f"/views/new/?{urlencode({'of': f'{LIST}?rating=red&sort=-by_when&page=2&words='})}"
SAVED = "rating=red&sort=-by_when"

type SignIn = Callable[[User], Client]


@pytest.fixture
def saved(jar: Plan, sign_in: SignIn, director: User, today: date) -> SavedView:
    """The reds, the last due first, saved and shared by the director."""
    sign_in(director).post(NEW, {"name": "Reds", "is_shared": "on", "is_start": "on"})
    return SavedView.objects.get()


def test_a_view_keeps_what_is_asked_and_neither_day_nor_page(saved: SavedView) -> None:
    assert (saved.name, saved.path, saved.query) == ("Reds", LIST, SAVED)


@pytest.mark.parametrize(
    "address", ["/", "/people/", "//elsewhere.example/plans/jar-2005/actions/", "[", ""]
)
def test_only_a_list_of_ours_is_saved(address: str) -> None:
    with pytest.raises(NoList):
        place_of(address)


def test_what_is_shared_stands_beside_the_list_for_others_and_says_that_it_is_shown(
    saved: SavedView, sign_in: SignIn, member: User
) -> None:
    html = sign_in(member).get(f"{LIST}?sort=-by_when&rating=red").content.decode()
    assert f'href="{LIST}?rating=red&amp;sort=-by_when" aria-current="true">Reds</a>' in html

    SavedView.objects.update(is_shared=False)
    assert ">Reds</a>" not in sign_in(member).get(LIST).content.decode()


def test_on_an_earlier_day_it_leads_to_that_day(
    saved: SavedView, sign_in: SignIn, director: User
) -> None:
    html = sign_in(director).get(f"{LIST}?as_at=2006-03-13").content.decode()

    assert f"{LIST}?rating=red&amp;sort=-by_when&amp;as_at=2006-03-13" in html


def test_somebody_starts_with_one_view(
    saved: SavedView, sign_in: SignIn, director: User, client: Client
) -> None:
    director.set_password("a long word and another")
    director.save()
    signing = {"username": director.email, "password": "a long word and another"}
    assert client.post("/sign-in/", signing)["Location"] == f"{LIST}?{SAVED}"

    sign_in(director).post(NEW, {"name": "Others", "is_start": "on"})
    assert [each.name for each in SavedView.objects.filter(is_start=True)] == ["Others"]


def test_a_name_is_taken_once_and_what_was_typed_stays(
    saved: SavedView, sign_in: SignIn, director: User
) -> None:
    page = sign_in(director).post(NEW, {"name": "Reds"}).content.decode()

    assert "You have a view of this list by that name already. Choose another." in page
    assert 'value="Reds"' in page
    assert SavedView.objects.count() == 1


def test_it_is_changed_and_forgotten_by_its_owner_alone(
    saved: SavedView, sign_in: SignIn, director: User, member: User
) -> None:
    address = f"/views/{saved.pk}/"
    assert sign_in(member).get(address).status_code == 404
    assert sign_in(member).post(f"{address}forgetting/").status_code == 404

    own = sign_in(director)
    own.post(address, {"name": "All that is red"})
    saved.refresh_from_db()
    assert (saved.name, saved.is_shared, saved.is_start) == ("All that is red", False, False)
    assert "All that is red" in own.get("/views/").content.decode()
    own.post(f"{address}forgetting/")
    assert not SavedView.objects.exists()
