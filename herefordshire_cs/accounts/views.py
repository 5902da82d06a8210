"""Signing in and out."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods

from herefordshire_cs.accounts.forms import SignInForm
from herefordshire_cs.accounts.models import KeptPost
from herefordshire_cs.accounts.sending import COOKIE
from herefordshire_cs.lib.http import SignedInRequest


@method_decorator(login_not_required, name="dispatch")
class SignIn(LoginView):
    """Sign in by e-mail address; somebody signed in already goes to the dashboard."""

    authentication_form = SignInForm
    template_name = "accounts/sign_in.html"
    redirect_authenticated_user = True


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
def locked_out(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
    """Say that there were too many wrong passwords, and how long to wait."""
    return render(request, "accounts/locked_out.html", status=429)
