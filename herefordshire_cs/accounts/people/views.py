"""Links with which people choose passwords, and the page on which somebody chooses theirs."""

from typing import cast

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required, permission_required
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.views import PasswordResetConfirmView
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator

from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.people import services
from herefordshire_cs.accounts.people.forms import ChoosePasswordForm
from herefordshire_cs.accounts.people.links import tokens
from herefordshire_cs.lib import clock

may_change = permission_required("accounts.change_user", raise_exception=True)


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
