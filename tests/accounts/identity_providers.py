"""Small identity providers that a test starts in its own process: one of OIDC, one of SAML."""

import base64
import json
import re
import secrets
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from onelogin.saml2.utils import OneLogin_Saml2_Utils

from herefordshire_cs.accounts.providers.configuration import identity_providers

CLIENT, SECRET = "council-pages", "a secret of the client"
ENTITY = "urn:example:provider"
SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"
RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"


@cache
def key() -> rsa.RSAPrivateKey:
    """Return the key of both providers; made once, since that takes a moment."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Oidc:
    """A provider of OIDC: whom it says it signs in, and where it is."""

    address: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    asked: dict[str, str] = field(default_factory=dict)

    def token(self) -> str:
        """Return the signed token of whoever signs in."""
        now = int(time.time())
        said = {"iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 300}
        return jwt.encode(said | self.claims, key(), algorithm="RS256", headers={"kid": "1"})

    def discovery(self) -> dict[str, Any]:
        """Return what it says of itself."""
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "userinfo_endpoint": f"{self.address}/userinfo",
            "jwks_uri": f"{self.address}/keys",
        }


@contextmanager
def oidc_provider(settings: Any, **claims: Any) -> Iterator[Oidc]:
    """Run a provider of OIDC, and let the settings name it."""
    provider = Oidc(claims=claims)

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *args: object) -> None:
            """Say nothing."""

        def do_GET(self) -> None:
            self.say(provider.discovery())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            provider.asked = {name: values[0] for name, values in parse_qs(body).items()}
            self.say({"access_token": "a", "token_type": "Bearer", "id_token": provider.token()})

        def say(self, what: dict[str, Any]) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(what).encode())

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    provider.address = f"http://127.0.0.1:{server.server_port}"
    named = {
        "OIDC_ADDRESS": provider.address,
        "OIDC_CLIENT": CLIENT,
        "OIDC_CLIENT_SECRET": SECRET,
        "OIDC_NAME": "your council account",
    }
    try:
        use(settings, named)
        yield provider
    finally:
        server.shutdown()
        server.server_close()


def use(settings: Any, named: dict[str, str]) -> None:
    """Let settings name the providers that variables name."""
    providers, buttons, origins = identity_providers(named)
    settings.SOCIALACCOUNT_PROVIDERS, settings.IDENTITY_PROVIDERS = providers, buttons
    settings.PROVIDER_ORIGINS = origins


@cache
def certificate() -> str:
    """Return the certificate of the provider of SAML."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "provider")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key().public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key(), hashes.SHA256())
    )
    return made.public_bytes(serialization.Encoding.PEM).decode()


def use_saml(settings: Any) -> None:
    """Let settings name a provider of SAML."""
    use(
        settings,
        {
            "SAML_ADDRESS": "https://provider.example/sso",
            "SAML_ENTITY": ENTITY,
            "SAML_CERTIFICATE": certificate(),
        },
    )


def saml_answer(location: str, email: str, *, signed: bool = True, spoilt: str = "") -> str:
    """Return what a provider of SAML answers to the request that an address holds.

    ``spoilt`` takes the place of the address after it was signed.
    """
    query = parse_qs(urlsplit(location).query)
    asked = zlib.decompress(base64.b64decode(query["SAMLRequest"][0]), -15).decode()
    number = found(r'\bID="([^"]+)"', asked)
    back = found(r'AssertionConsumerServiceURL="([^"]+)"', asked)
    audience = found(r"<saml:Issuer>([^<]+)", asked)
    now = datetime.now(UTC)
    instant, end = f"{now:%Y-%m-%dT%H:%M:%SZ}", f"{now + timedelta(minutes=5):%Y-%m-%dT%H:%M:%SZ}"
    before = f"{now - timedelta(minutes=1):%Y-%m-%dT%H:%M:%SZ}"
    claim = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress"
    assertion = (
        '<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"'
        f' ID="_{secrets.token_hex(16)}" Version="2.0" IssueInstant="{instant}">'
        f"<saml:Issuer>{ENTITY}</saml:Issuer><saml:Subject>"
        '<saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">u-1'
        "</saml:NameID>"
        '<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">'
        f'<saml:SubjectConfirmationData InResponseTo="{number}" Recipient="{back}"'
        f' NotOnOrAfter="{end}"/></saml:SubjectConfirmation></saml:Subject>'
        f'<saml:Conditions NotBefore="{before}" NotOnOrAfter="{end}"><saml:AudienceRestriction>'
        f"<saml:Audience>{audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions>"
        f'<saml:AuthnStatement AuthnInstant="{instant}" SessionIndex="s1"><saml:AuthnContext>'
        "<saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password"
        "</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>"
        f'<saml:AttributeStatement><saml:Attribute Name="{claim}"><saml:AttributeValue>{email}'
        "</saml:AttributeValue></saml:Attribute></saml:AttributeStatement></saml:Assertion>"
    )
    if signed:
        pem = key().private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.TraditionalOpenSSL,
            serialization.NoEncryption(),
        )
        made = OneLogin_Saml2_Utils.add_sign(
            assertion,
            pem.decode(),
            certificate(),
            sign_algorithm=RSA_SHA256,
            digest_algorithm=SHA256,
        )
        assertion = re.sub(
            r"^<[?]xml.*?[?]>", "", made if isinstance(made, str) else made.decode()
        )
    if spoilt:
        assertion = assertion.replace(email, spoilt)
    response = (
        '<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"'
        ' xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"'
        f' ID="_{secrets.token_hex(16)}" Version="2.0" IssueInstant="{instant}"'
        f' Destination="{back}" InResponseTo="{number}"><saml:Issuer>{ENTITY}</saml:Issuer>'
        '<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/>'
        f"</samlp:Status>{assertion}</samlp:Response>"
    )
    return base64.b64encode(response.encode()).decode()


def found(pattern: str, words: str) -> str:
    """Return what a pattern finds, which is there."""
    match = re.search(pattern, words)
    assert match is not None
    return match[1]
