"""What is sent amiss is answered in words, and never by the page that says we are at fault."""

from collections.abc import Callable

import pytest
from django.test import Client

from actionplan.models import Plan, RatingLevel
from herefordshire_cs.accounts.models import KeptPost, User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.accounts.sending import new_token
from herefordshire_cs.lib.rag import Rag

pytestmark = pytest.mark.django_db
UNREADABLE = "This request could not be read"


@pytest.fixture
def browser(client: Client) -> Client:
    """Return a browser that shows what the server answers, a fault of ours too."""
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("path", ["/", "/papers/", "/sign-in/", "/nowhere/", "/health/"])
def test_a_host_that_is_not_ours_is_refused_in_words(path: str, browser: Client) -> None:
    answer = browser.get(path, HTTP_HOST="evil.example")

    assert answer.status_code == 400
    assert UNREADABLE in answer.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/papers/%00/",
        "/search/?words=%00",
        "/search/?words=a%00b",
        "/plans/jar-2005/actions/%00/",
        "/plans/jar-2005/actions/?words=%00&lead=%00",
        "/meetings/?committee=%00",
        "/?as_at=%00",
        "/?%00=1",
    ],
)
def test_an_address_with_a_null_character_is_refused_in_words(
    address: str, browser: Client, member: User
) -> None:
    browser.force_login(member, "herefordshire_cs.accounts.backends.EmailBackend")

    answer = browser.get(address)

    assert answer.status_code == 400
    assert UNREADABLE in answer.content.decode()


@pytest.mark.parametrize("name", ["sessionid", "kept_post"])
def test_a_cookie_with_a_null_character_is_refused_in_words(
    name: str, browser: Client, member: User
) -> None:
    browser.force_login(member, "herefordshire_cs.accounts.backends.EmailBackend")
    session = f"sessionid={browser.cookies['sessionid'].value}; "

    cookies = f'{session}{name}="null\\000characters"'
    answer = browser.get("/sign-in/kept/", headers={"Cookie": cookies})

    assert answer.status_code == 400
    assert UNREADABLE in answer.content.decode()


def test_a_query_of_too_many_names_is_refused_in_words(browser: Client, member: User) -> None:
    browser.force_login(member, "herefordshire_cs.accounts.backends.EmailBackend")

    answer = browser.get("/meetings/?" + "&".join(f"name{at}=1" for at in range(1_001)))

    assert answer.status_code == 400
    assert UNREADABLE in answer.content.decode()


@pytest.mark.parametrize("name", ["lists", "items", "urlencode", "dict", "get"])
def test_a_query_may_name_anything(name: str, browser: Client, member: User) -> None:
    browser.force_login(member, "herefordshire_cs.accounts.backends.EmailBackend")

    answer = browser.get(f"/meetings/?{name}=a&{name}=b")

    assert answer.status_code == 200
    for value in "ab":
        kept = f'<input type="hidden" name="{name}" value="{value}">'
        assert kept in answer.content.decode()


@pytest.mark.parametrize("sent", [{"text": "a\0b"}, {"a\0b": "text"}])
def test_what_is_kept_over_a_sign_in_is_kept_without_null_characters(
    sent: dict[str, str], browser: Client, director: User
) -> None:
    token = new_token(director)

    answer = browser.post("/indicators/ni-60/commentaries/new/", {"once": token} | sent)

    assert answer.status_code == 302
    assert KeptPost.objects.get().fields in ([["text", "ab"]], [["ab", "text"]])


@pytest.mark.parametrize("number", ["9" * 5_000, str(10**30), "²", "٣", "-1"])
def test_a_number_that_is_no_key_is_passed_over(
    number: str, browser: Client, make_user: Callable[..., User]
) -> None:
    clerk = make_user(Role.COMMITTEE_CLERK)
    browser.force_login(clerk, "herefordshire_cs.accounts.backends.EmailBackend")
    pack = "/meetings/childrens-services-scrutiny-2006-05-31/pack/"
    sheet = "/meetings/childrens-services-scrutiny-2006-03-13/attendance/"
    row = {"add": "others", "others-TOTAL_FORMS": number, "others-INITIAL_FORMS": "0"}

    assert browser.get(pack, {"items": number}).status_code == 200
    assert browser.post(sheet, row).status_code == 200


@pytest.mark.parametrize("length", [254, 255, 256, 5_000])
def test_a_long_address_is_no_account_and_no_fault(length: int, browser: Client) -> None:
    answer = browser.post("/sign-in/", {"username": "a" * (length - 4) + "@b.c", "password": "x"})

    assert answer.status_code == 200
    told = answer.content.decode()
    assert ("No e-mail address has over 254 characters" in told) is (length > 254)
    assert "is not right" in told or length > 254


@pytest.mark.parametrize("missing", [[Rag.GREEN], [Rag.NONE], [Rag.RED], list(Rag)])
def test_a_scheme_that_is_not_whole_takes_no_page_down(
    missing: list[Rag], jar: Plan, director: User, sign_in: Callable[[User], Client]
) -> None:
    """No page of ours saves one; what nobody should have done is read all the same."""
    RatingLevel.objects.filter(scheme=jar.scheme).update(definition="")
    RatingLevel.objects.filter(scheme=jar.scheme, key__in=missing).delete()
    browser = sign_in(director)
    browser.raise_request_exception = False
    plan = "/plans/jar-2005/"
    pages = ["/", plan, f"{plan}actions/", f"{plan}actions/1.5/", f"{plan}timeline/"]
    pages += [f"{plan}actions/1.5/moderation/", f"{plan}reports/summary/", "/my-actions/"]

    assert {page: browser.get(page).status_code for page in pages} == dict.fromkeys(pages, 200)
    assert "Not defined in the plan’s rating scheme" in browser.get(plan).content.decode()
