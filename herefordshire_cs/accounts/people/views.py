"""Links with which people choose passwords, and the page on which somebody chooses theirs."""

from typing import cast

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required, permission_required
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.views import PasswordResetConfirmView
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.people import services
from herefordshire_cs.accounts.people.forms import ChoosePasswordForm
from herefordshire_cs.accounts.people.links import tokens
from herefordshire_cs.accounts.people.showing import show_link
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.requests import SignedInRequest

may_change = permission_required("accounts.change_user", raise_exception=True)


@require_POST
@may_change
def person_link(request: SignedInRequest, pk: int) -> HttpResponse:
    """Make a new link with which somebody chooses their password; the earlier one ends."""
    row = get_object_or_404(User, pk=pk)
    try:
        services.make_link(person=row, by=request.user, at=clock.now())
    except services.ForRepairs as refused:
        raise PermissionDenied from refused
    except services.NotActive:
        messages.error(request, "The account is closed, so that no link is made for it.")
        return redirect("person", row.pk)
    return show_link(request, row)


@method_decorator(login_not_required, name="dispatch")
class ChoosePassword(PasswordResetConfirmView):
    """Choose a password with a link; whoever is signed in on the machine is signed out."""

    form_class = ChoosePasswordForm
    template_name = "accounts/choose_password.html"
    token_generator = tokens
    reset_url_token = "choose"
    success_url = reverse_lazy("sign-in")

    def get_user(self, uidb64: str) -> User | None:
        """Return whose link it is; no closed account has one, nor one that may do everything."""
        user = cast(User | None, super().get_user(uidb64))
        return user if user is not None and user.is_active and not user.is_superuser else None

    def form_valid(self, form: SetPasswordForm[User]) -> HttpResponse:
        """Keep the password, record that it was chosen, and lead to the sign-in page."""
        with transaction.atomic():
            answer = super().form_valid(form)
            services.note_chosen_password(person=form.user, at=clock.now())
        logout(self.request)
        messages.success(self.request, "Your password is kept. Sign in with it.")
        return answer
