"""Forms that are taken once, and kept over a sign-in.

Each page gives its forms a token, signed for the one who reads it (the tag ``once``). A form with
a token that was taken leads to where the first led. One that comes after the session has ended is
kept, for that person alone, until they have signed in again.
"""

import secrets
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url

from herefordshire_cs.accounts.models import KeptPost, SentForm, UnsentForm, User
from herefordshire_cs.lib import clock

FIELD = "once"
COOKIE = "kept_post"
SALT = "herefordshire_cs.accounts.sending"
KEPT_FOR = timedelta(days=1)
PATIENCE_SECONDS = 10
MOST_CHARACTERS = 1_000_000
NULL = "\0"
TWICE = "It was sent twice, and is kept once."


def new_token(user: User) -> str:
    """Return a token for one form of a page that a user reads."""
    return signing.dumps([user.pk, secrets.token_urlsafe(9)], salt=SALT)


def owner_of(token: str) -> tuple[int, str] | None:
    """Return the key of the user whose page gave a token, and its random part; or None."""
    try:
        owner, part = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return int(owner), str(part)


class TakeOnceMiddleware:
    """Takes a form with a token once, however often it is sent."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "POST" or not request.user.is_authenticated:
            return self.get_response(request)
        found = owner_of(request.POST.get(FIELD, ""))
        if found is None or found[0] != request.user.pk:
            return self.get_response(request)
        return self.take(request, request.user, found[1])

    def take(self, request: HttpRequest, user: User, token: str) -> HttpResponse:
        """Answer the first; lead whoever comes again to where it led."""
        last = time.monotonic() + PATIENCE_SECONDS
        while (row := claim(token, user)) is None:
            if (led_to := wait_for(token, last)) is not None:
                messages.info(request, TWICE)
                return HttpResponseRedirect(led_to)
            if time.monotonic() > last:
                return render(request, "accounts/sent_twice.html", status=HTTPStatus.CONFLICT)
        led_to = ""
        try:
            response = self.get_response(request)
            if response.status_code in (HTTPStatus.FOUND, HTTPStatus.SEE_OTHER):
                led_to = response.headers["Location"]
                forget(request, user)
            return response
        finally:
            settle(row, led_to)


def claim(token: str, user: User) -> SentForm | None:
    """Take a token; None where it was taken. What is older than a day is forgotten."""
    SentForm.objects.filter(sent_at__lt=clock.now() - KEPT_FOR).delete()
    try:
        with transaction.atomic():
            return SentForm.objects.create(token=token, user=user, sent_at=clock.now())
    except IntegrityError:
        return None


def settle(row: SentForm, led_to: str) -> None:
    """Keep where a form led; one that was refused may be sent again."""
    if led_to:
        SentForm.objects.filter(pk=row.pk).update(led_to=led_to[:2_000])
    else:
        row.delete()


def forget(request: HttpRequest, user: User) -> None:
    """Forget what was kept for this address: it is sent now."""
    UnsentForm.objects.filter(user=user, path=request.path).delete()
    if key := request.COOKIES.get(COOKIE):
        KeptPost.objects.filter(key=key, user=user, path=request.get_full_path()).delete()


def wait_for(token: str, last: float) -> str | None:
    """Return where the first of a token led; None where it was refused, or takes too long."""
    while True:
        rows = SentForm.objects.filter(token=token).values_list("led_to", flat=True)
        led_to = rows.first()
        if led_to or led_to is None or time.monotonic() > last:
            return led_to or None
        time.sleep(0.1)


class KeepPostsMiddleware:
    """Keeps what is sent after the session has ended, for the person whose page it was."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated:
            return response
        sign_in = resolve_url(settings.LOGIN_URL)
        leads_to = response.headers.get("Location", "")
        if not leads_to.startswith(sign_in):
            return response
        row = keep(request) if request.method == "POST" else None
        if row is not None:
            leads_to = f"{sign_in}?next={resolve_url('kept-post')}"
        if is_part_of_a_page(request):
            response = signed_out(request, leads_to, is_kept=row is not None)
        elif row is not None:
            response = HttpResponseRedirect(leads_to)
        if row is None:
            return response
        remember(response, row)
        return response


def remember(response: HttpResponse, row: KeptPost) -> None:
    """Let whoever is answered find what was kept of theirs."""
    response.set_cookie(
        COOKIE,
        row.key,
        max_age=KEPT_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def is_part_of_a_page(request: HttpRequest) -> bool:
    """Say whether a script asks, to put the answer into a page that is open."""
    return request.headers.get("HX-Request") == "true"


def signed_out(request: HttpRequest, leads_to: str, *, is_kept: bool) -> HttpResponse:
    """Say in its place, within a page that is open, that its reader is signed out."""
    return render(
        request,
        "accounts/_signed_out.html",
        {"leads_to": leads_to, "is_kept": is_kept},
        status=HTTPStatus.UNAUTHORIZED,
    )


def as_kept(sent: Iterable[tuple[str, Sequence[object]]]) -> list[tuple[str, str]]:
    """Return names and values in their order, without files and without null characters.

    No database keeps a null character, which nobody types.
    """
    return [
        (name.replace(NULL, ""), value.replace(NULL, ""))
        for name, values in sent
        for value in values
        if isinstance(value, str)
    ]


def keep(request: HttpRequest) -> KeptPost | None:
    """Keep what was sent, but for files; None where nobody is known to have typed it."""
    found = owner_of(request.POST.get(FIELD, ""))
    user = User.objects.filter(pk=found[0], is_active=True).first() if found else None
    sent = as_kept(request.POST.lists())
    fields = [pair for pair in sent if pair[0] not in ("csrfmiddlewaretoken", FIELD)]
    if user is None or sum(len(value) for _name, value in fields) > MOST_CHARACTERS:
        return None
    KeptPost.objects.filter(kept_at__lt=clock.now() - KEPT_FOR).delete()
    return KeptPost.objects.create(
        key=secrets.token_urlsafe(24),
        user=user,
        path=request.get_full_path()[:2_000],
        fields=fields,
        has_files=bool(request.FILES),
        kept_at=clock.now(),
    )
