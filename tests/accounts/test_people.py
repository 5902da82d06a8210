"""Who administers people: adding and changing them, links for passwords, and the record of it."""

import logging
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.people import links, services
from herefordshire_cs.accounts.roles import Role
from tests.conftest import superuser, user_in
from tests.tools.controls import typed_in

pytestmark = pytest.mark.django_db

BACKEND = "herefordshire_cs.accounts.backends.EmailBackend"
PASSWORD = "medlars and quinces 1806"
NEW = {"name": "A. Person", "email": "A.Person@Test.example", "roles": ["Officer"]}


@pytest.fixture
def administrator(make_user: Callable[..., User]) -> User:
    return make_user(Role.ADMINISTRATOR)


@pytest.fixture
def browser(administrator: User) -> Client:
    """The browser of an administrator."""
    return browser_of(administrator)


@pytest.fixture
def person(make_user: Callable[..., User]) -> User:
    return make_user(Role.OFFICER, email="person@test.example")


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user, BACKEND)
    return client


def page_of(user: User) -> str:
    return f"/people/{user.pk}/"


def said_of(user: User, **changes: Any) -> dict[str, Any]:
    """Return what the form of somebody says, but for some changes; None leaves a tick out."""
    said = {"name": user.name, "email": user.email, "is_active": "on"}
    said |= {"roles": sorted(services.roles_of(user))} | changes
    return {name: value for name, value in said.items() if value is not None}


def link_in(page: str) -> str:
    """Return the path of the link that a page shows."""
    found = re.search(r'value="http://testserver(/password/[^"]+)"', page)
    assert found is not None
    return found[1]


def link_made_for(person: User, browser: Client) -> str:
    answer = browser.post(f"{page_of(person)}link/", follow=True)
    return link_in(answer.content.decode())


def choose(link: str, password: str = PASSWORD) -> str:
    """Open a link, choose a password, and return the page that follows."""
    visitor = Client()
    form = visitor.get(link, follow=True)
    if not form.redirect_chain:
        return form.content.decode()
    typed = {"new_password1": password, "new_password2": password}
    return visitor.post(form.redirect_chain[-1][0], typed, follow=True).content.decode()


def can_sign_in(email: str, password: str = PASSWORD) -> bool:
    answer = Client().post("/sign-in/", {"username": email, "password": password})
    return answer.status_code == 302


def text_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).replace("&#x27;", "'").split())


# --- What the role may do ------------------------------------------------------------------------


def test_an_administrator_administers_people_and_only_reads_the_rest(administrator: User) -> None:
    may = {name for name in administrator.get_all_permissions() if ".read_" not in name}

    assert may == {
        *("accounts.view_user", "accounts.add_user", "accounts.change_user"),
        "accounts.view_securityevent",
        *("actionplan.export_plan", "indicators.export_indicators"),
        "governance.export_meetings",
        *("actionplan.add_ratingscheme", "actionplan.change_ratingscheme"),
        *("council.view_council", "council.change_council", "council.add_backupseen"),
        *("notices.view_message", "notices.change_message"),
    }
    assert {name for name in administrator.get_all_permissions() if ".read_" in name} == {
        *("actionplan.read_plan", "indicators.read_indicators", "governance.read_meetings"),
    }


def test_the_menu_leads_to_people_for_those_who_administer_them_alone() -> None:
    led = {role: 'href="/people/"' in shown(browser_of(user_in(role)), "/") for role in Role}

    assert [role for role in Role if led[role]] == [Role.ADMINISTRATOR]


def shown(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_no_demonstration_account_may_do_everything_whatever_it_could_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DEMONSTRATION_PASSWORD", PASSWORD)
    call_command("demonstration_accounts", "--quiet")
    User.objects.filter(email="administrator@herefordshire.example").update(
        is_staff=True, is_superuser=True
    )

    call_command("demonstration_accounts", "--quiet")

    assert not User.objects.filter(is_superuser=True).exists()
    assert not User.objects.filter(is_staff=True).exists()


# --- The list ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ["A. Demonstration", "Administrator", "B. Closed", "C. Without"]),
        ("words=demonstration", ["A. Demonstration"]),
        ("words=B.+CLOSED", ["B. Closed"]),
        ("words=without@", ["C. Without"]),
        ("words=%25", []),
        ("role=Director", ["B. Closed"]),
        ("state=active", ["A. Demonstration", "Administrator", "C. Without"]),
        ("state=no-password", ["C. Without"]),
        ("state=closed", ["B. Closed"]),
        ("role=Director&state=active", []),
        ("role=Gardener", []),
    ],
)
def test_people_are_found_by_name_address_role_and_account(
    asked: str, found: list[str], browser: Client
) -> None:
    make = User.objects.create_user
    make("one@test.example", PASSWORD, name="A. Demonstration", is_demonstration=True)
    closed = make("two@test.example", PASSWORD, name="B. Closed", is_active=False)
    closed.groups.add(Group.objects.get(name="Director"))
    make("without@test.example", name="C. Without")

    page = browser.get(f"/people/?{asked}")

    assert [row.name for row in page.context["page_obj"]] == found


def test_the_list_marks_demonstration_accounts_and_says_who_never_signed_in(
    browser: Client,
) -> None:
    User.objects.create_user("one@test.example", PASSWORD, name="A", is_demonstration=True)

    said = text_of(shown(browser, "/people/?words=one@"))

    assert "Demonstration account" in said
    assert "Never" in said


# --- Adding --------------------------------------------------------------------------------------


def test_a_person_is_added_without_a_password_and_chooses_one_with_a_link_shown_once(
    browser: Client, administrator: User
) -> None:
    page = browser.post("/people/new/", NEW, follow=True).content.decode()
    person = User.objects.get(email="a.person@test.example")

    assert not person.has_usable_password()
    assert services.roles_of(person) == {"Officer"}
    assert "for 3 days from now" in text_of(page).replace("\N{NO-BREAK SPACE}", " ")
    assert "/password/" not in shown(browser, page_of(person))

    assert "Your password is kept" in choose(link_in(page))

    assert can_sign_in("a.person@test.example")
    said = text_of(shown(browser, page_of(person)))
    for words in ("Added with the address", "Link made", "Password chosen by whoever had"):
        assert words in said
    assert administrator.name in said


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"name": " "}, "name", "Type the name"),
        ({"name": "x" * 151}, "name", "150 characters"),
        ({"email": "no address"}, "email", "Type an e-mail address like"),
        ({"email": "PERSON@test.EXAMPLE"}, "email", "Another account has this address"),
        ({"roles": []}, "roles", "Choose a role"),
        ({"roles": ["Gardener"]}, "roles", "“Gardener” is no role"),
    ],
)
def test_what_is_wrong_with_a_new_person_is_said_beside_its_field(
    typed: dict[str, Any], field: str, words: str, browser: Client, person: User
) -> None:
    before = User.objects.count()

    page = browser.post("/people/new/", NEW | typed)

    assert words in page.context["form"].errors[field][0]
    assert User.objects.count() == before


# --- Changing ------------------------------------------------------------------------------------


def test_roles_are_given_and_taken_and_the_record_says_by_whom(
    browser: Client, person: User, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    changes = {"name": "B. Person", "roles": ["Director", "Legal clearance"]}

    assert browser.post(page_of(person), said_of(person, **changes)).status_code == 302

    assert services.roles_of(person) == {"Director", "Legal clearance"}
    said = text_of(shown(browser, page_of(person)))
    assert "Name changed from “Officer” to “B. Person”." in said
    assert "Given: Director and Legal clearance. Taken: Officer." in said
    logged = [each.getMessage() for each in caplog.records if each.name == services.__name__]
    assert len(logged) == 1
    assert logged[0].startswith("administrator@test.example, account of person@test.example: ")


def test_saving_what_is_stored_records_nothing(browser: Client, person: User) -> None:
    browser.post(page_of(person), said_of(person))

    assert "Nothing on these pages yet" in shown(browser, page_of(person))


def test_a_closed_account_s_sessions_end_its_link_ends_and_it_may_be_opened_again(
    browser: Client, person: User
) -> None:
    theirs = browser_of(person)
    link = link_made_for(person, browser)
    assert theirs.get("/plans/").status_code == 200

    browser.post(page_of(person), said_of(person, is_active=None))

    assert theirs.get("/plans/").status_code == 302
    assert "This link no longer works" in choose(link)
    assert not can_sign_in(person.email, "a long enough password")
    browser.post(page_of(person), said_of(person))
    assert "This link no longer works" in choose(link)
    assert can_sign_in(person.email, "a long enough password")


def test_an_account_in_no_role_may_be_closed_but_not_kept_open(browser: Client) -> None:
    person = User.objects.create_user("none@test.example", PASSWORD, name="None")

    refused = browser.post(page_of(person), said_of(person))
    assert "Choose a role" in refused.context["form"].errors["roles"][0]

    assert browser.post(page_of(person), said_of(person, is_active=None)).status_code == 302
    person.refresh_from_db()
    assert not person.is_active


def test_an_address_of_another_is_refused_and_one_s_own_in_capitals_is_not(
    browser: Client, person: User, administrator: User
) -> None:
    taken = browser.post(page_of(person), said_of(person, email=administrator.email.upper()))
    assert "Another account has this address" in taken.context["form"].errors["email"][0]

    own = browser.post(page_of(person), said_of(person, email=person.email.upper()))
    assert own.status_code == 302
    person.refresh_from_db()
    assert person.email == "person@test.example"


@pytest.mark.parametrize("changes", [{"roles": ["Administrator", "Director"]}, {"roles": []}])
def test_nobody_changes_their_own_roles(
    changes: dict[str, Any], browser: Client, administrator: User
) -> None:
    user_in(Role.ADMINISTRATOR, email="another@test.example")

    browser.post(page_of(administrator), said_of(administrator, **changes))

    assert services.roles_of(administrator) == {"Administrator"}
    assert "Another administrator changes yours" in shown(browser, page_of(administrator))


@pytest.mark.parametrize(
    ("roles", "is_active"),
    [({"Administrator", "Director"}, True), (set(), True), ({"Administrator"}, False)],
)
def test_nobody_gives_themselves_rights_or_closes_their_own_account_by_any_way(
    roles: set[str], is_active: bool, administrator: User
) -> None:
    with pytest.raises(services.OwnRights):
        services.change_person(
            person=administrator,
            name="A",
            email=administrator.email,
            roles=roles,
            is_active=is_active,
            by=administrator,
            at=timezone.now(),
        )


def test_an_administrator_may_change_their_own_name(browser: Client, administrator: User) -> None:
    browser.post(page_of(administrator), said_of(administrator, name="C. Administrator"))

    administrator.refresh_from_db()
    assert administrator.name == "C. Administrator"


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"roles": ["Director"]}, "roles"), ({"is_active": None}, "is_active")],
)
def test_the_last_active_administrator_cannot_be_taken_away(
    changes: dict[str, Any], field: str, administrator: User
) -> None:
    other = user_in(Role.ADMINISTRATOR, email="closed@test.example")
    User.objects.filter(pk=other.pk).update(is_active=False)
    repairing = browser_of(superuser())

    refused = repairing.post(page_of(administrator), said_of(administrator, **changes))

    assert "the last administrator" in refused.context["form"].errors[field][0]
    assert services.administrators().get() == administrator
    User.objects.filter(pk=other.pk).update(is_active=True)
    taken = repairing.post(page_of(administrator), said_of(administrator, **changes))
    assert taken.status_code == 302


def test_a_demonstration_s_administrator_is_none_outside_a_demonstration(
    settings: Any, administrator: User
) -> None:
    User.objects.filter(pk=administrator.pk).update(is_demonstration=True)

    assert services.administrators().exists()
    settings.DEMONSTRATION_DATE = None
    assert not services.administrators().exists()


def test_an_account_that_may_do_everything_is_shown_and_not_changed_here(
    browser: Client,
) -> None:
    row = superuser()

    page = shown(browser, page_of(row))
    assert "An account for repairs" in page
    assert "/link/" not in page
    assert browser.post(page_of(row), said_of(row, roles=["Officer"])).status_code == 403
    assert browser.post(f"{page_of(row)}link/").status_code == 403
    with pytest.raises(services.ForRepairs):
        services.make_link(person=row, by=row, at=timezone.now())


# --- Links ---------------------------------------------------------------------------------------


def test_a_link_changes_nothing_until_it_is_used_and_then_the_old_sessions_end(
    browser: Client, person: User
) -> None:
    theirs = browser_of(person)
    link = link_made_for(person, browser)

    assert theirs.get("/plans/").status_code == 200
    assert User.objects.get(pk=person.pk).password == person.password
    assert "Link made with which they choose" in shown(browser, page_of(person))

    choose(link)

    assert theirs.get("/plans/").status_code == 302
    assert can_sign_in(person.email)


def use(person: User, browser: Client, link: str) -> None:
    choose(link)


def make_another(person: User, browser: Client, link: str) -> None:
    link_made_for(person, browser)


def sign_in_meanwhile(person: User, browser: Client, link: str) -> None:
    can_sign_in(person.email, "a long enough password")


def change_the_address(person: User, browser: Client, link: str) -> None:
    browser.post(page_of(person), said_of(person, email="otherwise@test.example"))


def make_a_superuser_of_them(person: User, browser: Client, link: str) -> None:
    User.objects.filter(pk=person.pk).update(is_superuser=True)


@pytest.mark.parametrize(
    "end",
    [use, make_another, sign_in_meanwhile, change_the_address, make_a_superuser_of_them],
)
def test_a_link_ends(
    end: Callable[[User, Client, str], None], browser: Client, person: User
) -> None:
    link = link_made_for(person, browser)

    end(person, browser, link)

    before = User.objects.get(pk=person.pk).password
    assert "This link no longer works" in choose(link, "quite another password")
    assert User.objects.get(pk=person.pk).password == before


@pytest.mark.parametrize(("seconds", "holds"), [(-5, True), (5, False)])
def test_a_link_ends_after_three_days(
    seconds: int, holds: bool, browser: Client, person: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = link_made_for(person, browser)
    person.refresh_from_db()
    assert person.link_made_at is not None
    then = person.link_made_at + timedelta(days=3, seconds=seconds)

    naive = timezone.make_naive(then, timezone.get_default_timezone())
    monkeypatch.setattr(links.tokens, "_now", lambda: naive)

    assert ("no longer works" not in choose(link)) is holds
    assert (links.holds_until(person, now=then) is not None) is holds


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ("", "", "Type a password"),
        (PASSWORD, "medlars", "The two passwords are not the same"),
        ("medlars", "medlars", "at least 12 characters"),
        ("123456789000", "123456789000", "too common"),
        ("person@test.example", "person@test.example", "too similar"),
    ],
)
def test_a_password_that_is_too_easy_is_refused_in_words(
    first: str, second: str, words: str, browser: Client, person: User
) -> None:
    visitor = Client()
    form = visitor.get(link_made_for(person, browser), follow=True).redirect_chain[-1][0]

    page = visitor.post(form, {"new_password1": first, "new_password2": second})

    assert page.status_code == 200
    assert words in text_of(page.content.decode())
    assert not can_sign_in(person.email, first)


def test_no_link_is_made_for_a_closed_account(browser: Client, person: User) -> None:
    User.objects.filter(pk=person.pk).update(is_active=False)

    page = browser.post(f"{page_of(person)}link/", follow=True).content.decode()

    assert "no link is made for it" in page
    assert "/password/" not in page


def test_whoever_is_signed_in_where_a_link_is_used_is_signed_out(
    browser: Client, person: User
) -> None:
    link = link_made_for(person, browser)
    address = browser.get(link, follow=True).redirect_chain[-1][0]

    browser.post(address, {"new_password1": PASSWORD, "new_password2": PASSWORD})

    assert browser.get("/people/").status_code == 302


def test_the_form_opened_before_somebody_signs_in_is_as_seen(
    browser: Client, person: User
) -> None:
    opened = typed_in(browser.get(page_of(person)))

    can_sign_in(person.email, "a long enough password")

    assert browser.post(page_of(person), opened | {"name": "D. Person"}).status_code == 302


def test_a_form_opened_before_roles_were_changed_overwrites_none(
    browser: Client, person: User
) -> None:
    opened = typed_in(browser.get(page_of(person)))

    person.groups.set(Group.objects.filter(name="Director"))
    refused = browser.post(page_of(person), opened)

    assert "Stored now: Roles: “Director”" in refused.content.decode()
    assert services.roles_of(person) == {"Director"}


def test_links_are_made_on_the_real_day_also_in_a_demonstration(
    browser: Client, person: User
) -> None:
    link_made_for(person, browser)

    person.refresh_from_db()
    assert person.link_made_at is not None
    assert person.link_made_at.date() > date(2006, 5, 22)
