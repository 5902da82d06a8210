"""The page on which somebody changes their own password."""

from django.contrib import messages
from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.views import PasswordChangeView
from django.http import HttpResponse
from django.urls import reverse_lazy

from herefordshire_cs.accounts.models import SecurityEvent
from herefordshire_cs.accounts.passwords.forms import ChangePasswordForm
from herefordshire_cs.accounts.security.recording import note
from herefordshire_cs.lib import clock


class PasswordChange(PasswordChangeView):
    """Change one's password; every other session of the account ends with it."""

    form_class = ChangePasswordForm
    template_name = "accounts/password_change.html"
    success_url = reverse_lazy("account")

    def form_valid(self, form: PasswordChangeForm) -> HttpResponse:
        """Keep the password, and record that it was changed."""
        answer = super().form_valid(form)
        about = "Changed by its owner"
        note(SecurityEvent.What.PASSWORD, at=clock.now(), user=form.user, about=about)
        messages.success(self.request, "Your password is changed.")
        return answer
