"""Signing in and out, and what is locked after too many wrong passwords."""

from http import HTTPStatus
from math import ceil

from django.contrib import admin, messages
from django.contrib.auth.decorators import login_not_required, permission_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods

from herefordshire_cs.accounts.devices import make_known
from herefordshire_cs.accounts.forms import SignInForm, UnlockForm
from herefordshire_cs.accounts.limits import CountedBy
from herefordshire_cs.accounts.models import KeptPost
from herefordshire_cs.accounts.sending import COOKIE
from herefordshire_cs.accounts.signing_in import locks, unlock
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.requests import SignedInRequest


@method_decorator(login_not_required, name="dispatch")
class SignIn(LoginView):
    """Sign in by e-mail address; somebody signed in already goes to the dashboard."""

    authentication_form = SignInForm
    template_name = "accounts/sign_in.html"
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        response = super().form_valid(form)
        make_known(self.request, response, form.get_user())
        return response

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        response = super().form_invalid(form)
        if isinstance(form, SignInForm) and form.locked:
            response.status_code = HTTPStatus.TOO_MANY_REQUESTS
            response.headers["Retry-After"] = str(ceil(form.locked.wait.total_seconds()))
        return response


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
