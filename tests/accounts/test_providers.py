"""Signing in with the council's own provider, by OIDC and SAML, and providers that lie."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.test import Client

from herefordshire_cs.accounts.models import SecurityEvent, User
from herefordshire_cs.accounts.providers.configuration import identity_providers
from herefordshire_cs.accounts.roles import Role
from tests.accounts.identity_providers import Oidc, oidc_provider, saml_answer, use_saml
from tests.conftest import superuser, user_in

pytestmark = pytest.mark.django_db

HOST = "plan.example.org"  # SAML speaks of whole names
SURE = {"sub": "u-77", "email": "officer@test.example", "email_verified": True}


def sign_in_by(provider: Oidc, client: Client, *, following: str = "") -> HttpResponse:
    """Go the way of a browser: to the provider, and back with its code."""
    query = f"?next={following}" if following else ""
    led = client.post(f"/sign-in/oidc/council/{query}")
    assert led["Location"].startswith(f"{provider.address}/authorize?")
    asked = parse_qs(urlsplit(led["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    provider.claims["nonce"] = asked.get("nonce", [""])[0]
    return client.get(f"/sign-in/oidc/council/back/?code=abc&state={asked['state'][0]}")


def test_somebody_signs_in_with_their_council_account(
    officer: User, client: Client, settings: Any
) -> None:
    with oidc_provider(settings, **SURE) as provider:
        assert "Use your council account" in client.get("/sign-in/").content.decode()
        answer = sign_in_by(provider, client, following="/plans/")

    assert (answer.status_code, answer["Location"]) == (302, "/plans/")
    assert client.get("/plans/").status_code == 200
    assert provider.asked["code_verifier"]
    event = SecurityEvent.objects.get(what="sign-in")
    assert (event.user, event.about) == (officer, "socialaccount")
    assert User.objects.get(pk=officer.pk).check_password("a long enough password")


def test_the_same_person_comes_back_by_the_key_of_the_provider(
    officer: User, settings: Any
) -> None:
    with oidc_provider(settings, **SURE) as provider:
        sign_in_by(provider, Client())
        provider.claims["email"] = "another.name@test.example"  # they married
        again = Client()
        assert sign_in_by(provider, again).status_code == 302

    assert again.get("/plans/").status_code == 200
    assert SocialAccount.objects.count() == 1


@pytest.mark.parametrize(
    ("claims", "said"),
    [
        pytest.param(
            {"email_verified": False}, "did not say that it was checked", id="a lie of an address"
        ),
        pytest.param({"email": ""}, "gave no e-mail address", id="no address"),
        pytest.param(
            {"email": "nobody@test.example"}, "Nobody here has the address", id="nobody's"
        ),
        pytest.param(
            {"email": "everything@test.example"}, "for repairs", id="who may do everything"
        ),
        pytest.param({"aud": "somebody else"}, "could not be taken", id="for another"),
        pytest.param({"exp": 1}, "could not be taken", id="a token that ended"),
        pytest.param({"iss": "https://evil.example"}, "could not be taken", id="of another"),
    ],
)
def test_a_provider_that_is_not_believed_is_refused_in_words(
    officer: User, client: Client, settings: Any, claims: dict[str, Any], said: str
) -> None:
    superuser()
    with oidc_provider(settings, **SURE | claims) as provider:
        answer = sign_in_by(provider, client)

    assert answer.status_code == 403
    assert said in answer.content.decode()
    assert client.get("/plans/").status_code == 302
    assert SecurityEvent.objects.filter(what="provider refused").count() == 1


def test_an_address_that_a_second_person_brings_is_refused(officer: User, settings: Any) -> None:
    with oidc_provider(settings, **SURE) as provider:
        sign_in_by(provider, Client())
        provider.claims["sub"] = "u-78"
        answer = sign_in_by(provider, Client())

    assert answer.status_code == 403
    assert "already belongs to another person" in answer.content.decode()


def test_somebody_whose_address_became_that_of_another_account_is_refused(
    officer: User, settings: Any
) -> None:
    user_in(Role.DIRECTOR)
    with oidc_provider(settings, **SURE) as provider:
        sign_in_by(provider, Client())
        provider.claims["email"] = "director@test.example"
        answer = sign_in_by(provider, Client())

    assert answer.status_code == 403
    assert "already belongs to another person" in answer.content.decode()


def test_a_closed_account_stays_closed(officer: User, client: Client, settings: Any) -> None:
    officer.is_active = False
    officer.save()
    with oidc_provider(settings, **SURE) as provider:
        answer = sign_in_by(provider, client)

    assert (answer.status_code, b"is closed" in answer.content) == (403, True)


def test_roles_follow_the_groups_of_the_directory_and_no_others(
    officer: User, settings: Any
) -> None:
    settings.PROVIDER_ROLES = {"g-1": "Director", "g-2": "Member"}
    with oidc_provider(settings, **SURE, groups=["g-1", "g-9"]) as provider:
        sign_in_by(provider, Client())
        assert set(officer.groups.values_list("name", flat=True)) == {"Officer", "Director"}
        provider.claims["groups"] = ["g-2"]
        sign_in_by(provider, Client())
        assert set(officer.groups.values_list("name", flat=True)) == {"Officer", "Member"}
        del provider.claims["groups"]  # of more than 200 no name is said
        sign_in_by(provider, Client())

    assert set(officer.groups.values_list("name", flat=True)) == {"Officer", "Member"}
    assert SecurityEvent.objects.filter(what="roles").count() == 2


def test_the_directory_never_takes_the_last_administrator_away(db: None, settings: Any) -> None:
    settings.PROVIDER_ROLES = {"g-1": "Administrator"}
    person = user_in(Role.ADMINISTRATOR)
    with oidc_provider(settings, **SURE | {"email": person.email}, groups=[]) as provider:
        assert sign_in_by(provider, Client()).status_code == 302

    assert person.groups.filter(name="Administrator").exists()


def saml(client: Client, email: str, **how: Any) -> HttpResponse:
    """Go the way of a browser: to the provider of SAML, and back with its answer."""
    led = client.post("/sign-in/saml/council/login/", headers={"Host": HOST})
    assert led["Location"].startswith("https://provider.example/sso?SAMLRequest=")
    answer = saml_answer(led["Location"], email, **how)
    return come_back(client, answer)


def come_back(client: Client, answer: str) -> HttpResponse:
    """Bring what the provider of SAML answered."""
    form = {"SAMLResponse": answer}
    back = client.post("/sign-in/saml/council/acs/", form, headers={"Host": HOST})
    return client.get(back["Location"], headers={"Host": HOST})


def test_somebody_signs_in_by_saml(officer: User, client: Client, settings: Any) -> None:
    use_saml(settings)
    settings.ALLOWED_HOSTS = [HOST]
    settings.PROVIDER_ADDRESSES_ARE_SURE = True
    assert saml(client, officer.email).status_code == 302
    assert client.get("/plans/", headers={"Host": HOST}).status_code == 200


@pytest.mark.parametrize(
    ("how", "sure", "status"),
    [
        pytest.param({"signed": False}, True, 403, id="not signed"),
        pytest.param({"spoilt": "director@test.example"}, True, 403, id="changed on its way"),
        pytest.param({}, False, 403, id="an address that nobody checked"),
    ],
)
def test_what_is_not_signed_or_not_sure_is_refused(
    officer: User, client: Client, settings: Any, how: dict[str, Any], sure: bool, status: int
) -> None:
    user_in(Role.DIRECTOR)
    use_saml(settings)
    settings.ALLOWED_HOSTS = [HOST]
    settings.PROVIDER_ADDRESSES_ARE_SURE = sure

    answer = saml(client, officer.email, **how)

    assert answer.status_code == status
    assert "You are not signed in" in answer.content.decode()
    assert client.get("/plans/", headers={"Host": HOST}).status_code == 302


def test_an_answer_of_saml_is_taken_once(officer: User, client: Client, settings: Any) -> None:
    use_saml(settings)
    settings.ALLOWED_HOSTS = [HOST]
    settings.PROVIDER_ADDRESSES_ARE_SURE = True
    led = client.post("/sign-in/saml/council/login/", headers={"Host": HOST})
    answer = saml_answer(led["Location"], officer.email)
    for who, status in ((client, 302), (Client(), 403)):
        assert come_back(who, answer).status_code == status


def test_a_provider_that_is_named_by_half_is_said_at_the_start() -> None:
    with pytest.raises(ImproperlyConfigured, match="OIDC_CLIENT_SECRET"):
        identity_providers({"OIDC_ADDRESS": "https://login.example", "OIDC_CLIENT": "a"})


def test_a_provider_that_nobody_named_is_not_there(client: Client, db: None) -> None:
    assert client.post("/sign-in/oidc/council/").status_code == 404
    assert client.post("/sign-in/saml/council/login/").status_code == 404
