"""The council's identity providers, from the variables of the machine's environment."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

OIDC, SAML = "council", "council"  # how their addresses name them


def identity_providers(
    named: Mapping[str, str],
) -> tuple[dict[str, Any], list[dict[str, str]], list[str]]:
    """Return the providers as allauth takes them, their buttons, and the origins they are at.

    Raises ImproperlyConfigured where one is named by half.
    """
    providers: dict[str, Any] = {}
    buttons, origins = [], []
    if address := named.get("OIDC_ADDRESS", "").strip().rstrip("/"):
        asked(named, "OIDC_CLIENT", "OIDC_CLIENT_SECRET")
        app: dict[str, Any] = {
            "provider_id": OIDC,
            "name": named.get("OIDC_NAME", "").strip() or "your council account",
            "client_id": named["OIDC_CLIENT"].strip(),
            "secret": named["OIDC_CLIENT_SECRET"].strip(),
            # What is signed counts; nothing is asked for beside it.
            "settings": {"server_url": address, "fetch_userinfo": False},
        }
        providers["openid_connect"] = {"APPS": [app], "OAUTH_PKCE_ENABLED": True}
        buttons.append({"name": app["name"], "path": f"/sign-in/oidc/{OIDC}/"})
        origins.append(origin_of(address))
    if address := named.get("SAML_ADDRESS", "").strip():
        asked(named, "SAML_ENTITY", "SAML_CERTIFICATE")
        app = saml_app(named, address)
        providers["saml"] = {"APPS": [app]}
        buttons.append({"name": app["name"], "path": f"/sign-in/saml/{SAML}/login/"})
        origins.append(origin_of(address))
    return providers, buttons, origins


def saml_app(named: Mapping[str, str], address: str) -> dict[str, Any]:
    """Return a provider that speaks SAML: what it says is signed, and answers what was asked."""
    return {
        "provider_id": named["SAML_ENTITY"].strip(),
        "client_id": SAML,
        "name": named.get("SAML_NAME", "").strip() or "your council account",
        "settings": {
            "idp": {
                "entity_id": named["SAML_ENTITY"].strip(),
                "sso_url": address,
                "x509cert": named["SAML_CERTIFICATE"].strip(),
            },
            "advanced": {"want_assertion_signed": True, "reject_idp_initiated_sso": True},
        },
    }


def asked(named: Mapping[str, str], *names: str) -> None:
    """Raise ImproperlyConfigured where one of some variables is missing."""
    for name in names:
        if not named.get(name, "").strip():
            raise ImproperlyConfigured(f"An identity provider is named; set {name} too")


def origin_of(address: str) -> str:
    """Return scheme, host and port of an address."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
