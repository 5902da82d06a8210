"""Links with which people choose their passwords, sent to whoever forgot theirs or is invited."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from herefordshire_cs.accounts.forms import locked_in_words
from herefordshire_cs.accounts.models import User, as_stored
from herefordshire_cs.accounts.passwords.forms import ForgottenForm
from herefordshire_cs.accounts.people import services
from herefordshire_cs.accounts.people.links import how_long
from herefordshire_cs.accounts.people.showing import show_link
from herefordshire_cs.accounts.people.views import may_change
from herefordshire_cs.accounts.signing_in import SignInLocked, begin
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.requests import SignedInRequest
from herefordshire_cs.notices.links import send_links
from herefordshire_cs.notices.mail import leaves

# Asked for links count like wrong passwords, apart from those of the account.
LINKS = "{} (link)"


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def forgotten_password(request: HttpRequest) -> HttpResponse:
    """Send a link to an address, and say the same whether anybody has it or not."""
    form = ForgottenForm(request.POST if request.method == "POST" else None)
    is_sent, status = False, 200
    if form.is_valid():
        address = as_stored(form.cleaned_data["email"])
        try:
            begin(request, LINKS.format(address), at=clock.now())
        except SignInLocked as locked:
            form.add_error("email", locked_in_words(locked))
            status = 429
        else:
            send_link_to(address)
            is_sent = True
    context = {"form": form, "is_sent": is_sent, "how_long": how_long(now=clock.now())}
    return render(request, "front/passwords/forgotten.html", context, status=status)


def send_link_to(address: str) -> None:
    """Make and send a link to whoever has an address; nobody may do everything by such a link."""
    person = User.objects.filter(email=address, is_active=True, is_superuser=False).first()
    if person is None:
        return
    now = clock.now()
    services.make_link(person=person, by=person, at=now)
    person.refresh_from_db()
    send_links([person], on=clock.today(), at=now)


@require_POST
@may_change
def person_link(request: SignedInRequest, pk: int) -> HttpResponse:
    """Make a new link with which somebody chooses their password; the earlier one ends.

    It is sent to them, and shown once where no mail leaves.
    """
    row = get_object_or_404(User, pk=pk)
    now = clock.now()
    try:
        services.make_link(person=row, by=request.user, at=now)
    except services.ForRepairs as refused:
        raise PermissionDenied from refused
    except services.NotActive:
        messages.error(request, "The account is closed, so that no link is made for it.")
        return redirect("person", row.pk)
    if not leaves():
        return show_link(request, row)
    row.refresh_from_db()
    send_links([row], on=clock.today(), at=now)
    messages.success(request, f"A link is on its way to {row.email}.")
    return redirect("person", row.pk)
