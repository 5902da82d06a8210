"""How django-allauth fits in here: no accounts by itself, no mail of its own, our own record."""

import base64
import hashlib
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.module_loading import import_string

from herefordshire_cs.accounts.devices import make_known
from herefordshire_cs.accounts.first_pages import first_page_of
from herefordshire_cs.accounts.models import SecurityEvent, User
from herefordshire_cs.accounts.providers.matching import Refused, person_of
from herefordshire_cs.accounts.providers.roles import follow_groups
from herefordshire_cs.accounts.second_steps.asking import note_whether_missing
from herefordshire_cs.accounts.security.recording import forget_old, note
from herefordshire_cs.accounts.sessions.middleware import SEEN_AT
from herefordshire_cs.accounts.sessions.proving import is_proved
from herefordshire_cs.accounts.visitors import visitor_address
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.council import council_words

BACKEND = "herefordshire_cs.accounts.backends.EmailBackend"
SALT = "herefordshire_cs.accounts.second_steps"


class AccountAdapter(DefaultAccountAdapter):
    """Signs in who has an account; nobody makes one, and messages are ours."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say no: an administrator makes accounts."""
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask again where the last proof is older than the limit."""
        return not is_proved(self.request)

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address that is believed of a visitor."""
        return visitor_address(request) or "0.0.0.0"

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: the pages do."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send nothing: whatever people are told goes through the notices."""

    def login(self, request: HttpRequest, user: User) -> None:  # type: ignore[override]
        """Sign somebody in, record it, and note whether a second step is missing."""
        user.backend = BACKEND  # type: ignore[attr-defined]
        super().login(request, user)
        note_whether_missing(request, user)
        now = clock.now()
        request.session[SEEN_AT] = now.timestamp()
        forget_old(at=now)
        what = SecurityEvent.What.BREAK_GLASS if user.is_superuser else SecurityEvent.What.SIGN_IN
        note(what, at=now, user=user, about=way_of(request), request=request)
        if user.is_superuser:
            # Accounts know nothing of messages, which stand above them.
            import_string(settings.TELL_OF_BREAK_GLASS)(user, at=now)

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:  # type: ignore[override]
        """Lead on, and know the device from now on."""
        response = super().post_login(request, user, **kwargs)
        make_known(request, response, user)
        return response

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Return the first page of whoever signed in."""
        return first_page_of(request.user)


def way_of(request: HttpRequest) -> str:
    """Return in words by what somebody signed in."""
    records = request.session.get("account_authentication_methods") or []
    return ", ".join(record["method"] for record in records)


class SecondStepAdapter(DefaultMFAAdapter):
    """Keeps the secrets of authenticators so that only who has our key reads them."""

    error_messages: ClassVar[dict[str, str]] = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "The code is not right. Type the one that is shown now."
    }

    def get_totp_issuer(self) -> str:
        """Return what an authenticator calls us."""
        return council_words().title

    def encrypt(self, text: str) -> str:
        """Return a secret as it is stored."""
        return cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return a secret as it is used."""
        return cipher().decrypt(encrypted_text.encode()).decode()


def cipher() -> MultiFernet:
    """Return what encrypts with our key, and still reads what was encrypted with earlier ones."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(f"{SALT}{key!s}".encode()).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


class ProviderAdapter(DefaultSocialAccountAdapter):
    """Matches what an identity provider says with the accounts that there are."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Say no: whom we do not know is refused before."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find whose account it is, and their roles; or refuse in words."""
        try:
            user = person_of(sociallogin)
        except Refused as refused:
            raise ImmediateHttpResponse(said(request, refused)) from refused
        if sociallogin.account.pk is None:
            sociallogin.connect(request, user)
        follow_groups(user, sociallogin, at=clock.now())

    def on_authentication_error(self, request: HttpRequest, provider: Any, **kwargs: Any) -> None:
        """Say in words that nothing came of it; the log has what the provider said."""
        raise ImmediateHttpResponse(said(request, Refused("unfinished", "")))


def said(request: HttpRequest, refused: Refused) -> HttpResponse:
    """Record and say why an identity provider's word was not taken."""
    note(
        SecurityEvent.What.PROVIDER,
        at=clock.now(),
        account=refused.address,
        about=refused.reason,
        request=request,
    )
    context = {"reason": refused.reason, "address": refused.address}
    return render(request, "accounts/refused_by_provider.html", context, status=403)
