"""Signing in and out, what is locked, and what was typed meanwhile and is kept."""

from http import HTTPStatus
from math import ceil
from typing import Any

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.decorators import login_not_required, permission_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from herefordshire_cs.accounts import unsent
from herefordshire_cs.accounts.first_pages import first_page_of
from herefordshire_cs.accounts.forms import SignInForm, UnlockForm
from herefordshire_cs.accounts.limits import CountedBy
from herefordshire_cs.accounts.models import KeptPost, UnsentForm
from herefordshire_cs.accounts.sending import COOKIE, signed_out
from herefordshire_cs.accounts.signing_in import locks, unlock
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.requests import SignedInRequest


@method_decorator(login_not_required, name="dispatch")
class SignIn(LoginView):
    """Sign in by e-mail address; somebody signed in already goes to their first page."""

    authentication_form = SignInForm
    template_name = "accounts/sign_in.html"
    redirect_authenticated_user = True

    def get_default_redirect_url(self) -> str:
        """Lead whoever is signed in already to their first page."""
        return first_page_of(self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add by what else somebody may sign in."""
        return super().get_context_data(**kwargs) | {"providers": settings.IDENTITY_PROVIDERS}

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Sign in, or ask for the second step first."""
        user = form.get_user()
        login = Login(user=user, redirect_url=self.get_redirect_url())
        return perform_password_login(self.request, {"email": user.email}, login)

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        response = super().form_invalid(form)
        if isinstance(form, SignInForm) and form.locked:
            response.status_code = HTTPStatus.TOO_MANY_REQUESTS
            response.headers["Retry-After"] = str(ceil(form.locked.wait.total_seconds()))
        return response


@login_not_required
@require_safe
def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Lead to the sign-in page from where django-allauth looks for it."""
    return redirect("sign-in")


@require_http_methods(["GET", "HEAD", "POST"])
def kept_post(request: SignedInRequest) -> HttpResponse:
    """Offer to send what was sent after the session had ended; a POST throws it away.

    It is there for the person whose page it was, and for nobody else.
    """
    rows = KeptPost.objects.filter(key=request.COOKIES.get(COOKIE, ""), user=request.user)
    if request.method == "POST":
        rows.delete()
        messages.info(request, "What was kept is thrown away.")
        return redirect("dashboard")
    row = rows.first()
    if row is None:
        return redirect("dashboard")
    return render(request, "accounts/kept_post.html", {"kept": row})


@login_not_required
@require_POST
def unsent_keep(request: HttpRequest) -> HttpResponse:
    """Keep what is typed in a form, and say so; also after the session has ended.

    The token that the form's page gave it says whose it is and where it is sent to.
    """
    place = unsent.place_of(request.POST.get(unsent.TOKEN, ""))
    is_signed_in = request.user.is_authenticated
    if place is None or (is_signed_in and place[0] != request.user):
        raise PermissionDenied
    user, path = place
    try:
        row = unsent.keep(user, path, request.POST.lists())
    except unsent.TooLong:
        said = "This is too long to be kept as a draft. Post it, or keep a copy."
        return HttpResponse(said, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    if not is_signed_in:
        sign_in = resolve_url(settings.LOGIN_URL)
        return signed_out(request, f"{sign_in}?{urlencode({'next': path})}", is_kept=True)
    return render(request, "accounts/_unsent_kept.html", {"kept_at": row.kept_at})


@require_POST
def unsent_discard(request: SignedInRequest) -> HttpResponse:
    """Throw away what was kept of a form that was not sent, and show the form as it was."""
    place = unsent.place_of(request.POST.get(unsent.TOKEN, ""))
    if place is None or place[0] != request.user:
        raise PermissionDenied
    UnsentForm.objects.filter(user=place[0], path=place[1]).delete()
    messages.info(request, "What you began is thrown away.")
    return redirect(place[1])


@permission_required("accounts.change_user", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def locked_sign_ins(request: SignedInRequest) -> HttpResponse:
    """Show what is locked after too many wrong passwords; a POST unlocks one of it."""
    form = UnlockForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        counted_by, name = CountedBy(form.cleaned_data["counted_by"]), form.cleaned_data["name"]
        was_locked = unlock(counted_by, name, by=request.user.email, at=clock.now())
        what = name or "Every account"
        said = f"Unlocked: {what}." if was_locked else f"{what} was not locked any more."
        messages.success(request, said)
        return redirect("locked-sign-ins")
    return render(request, "accounts/locked_sign_ins.html", {"locks": locks(at=clock.now())})


@login_not_required
def administration_sign_in(request: HttpRequest) -> HttpResponse:
    """Lead to the one page where passwords are typed, instead of that of the administration."""
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("admin:index"))
    if not admin.site.has_permission(request):
        raise PermissionDenied
    return redirect("admin:index")
