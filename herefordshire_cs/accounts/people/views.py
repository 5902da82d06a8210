"""Pages of the people who sign in, and the one on which somebody chooses their password."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required, permission_required
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.views import PasswordResetConfirmView
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.people import services
from herefordshire_cs.accounts.people.filters import PersonFilter
from herefordshire_cs.accounts.people.forms import (
    REFUSED,
    ChangeForm,
    ChoosePasswordForm,
    PersonForm,
)
from herefordshire_cs.accounts.people.links import how_long, path_of_link, tokens
from herefordshire_cs.accounts.people.presenters import build_person_page, person_line
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.requests import SignedInRequest
from herefordshire_cs.lib.web.seen import is_valid_as_seen, mark_of, saving_as_seen

PEOPLE_ON_A_PAGE = 50
SHOW_LINK_OF = "show_link_of"
may_view = permission_required("accounts.view_user", raise_exception=True)
may_add = permission_required("accounts.add_user", raise_exception=True)
may_change = permission_required("accounts.change_user", raise_exception=True)


@require_safe
@may_view
def people(request: SignedInRequest) -> HttpResponse:
    """List the people who sign in, as filtered."""
    found = PersonFilter(request.GET, queryset=User.objects.prefetch_related("groups"))
    rows = found.qs if found.is_valid() else found.queryset.none()
    page = Paginator(rows.order_by("name", "pk"), PEOPLE_ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "lines": [person_line(row) for row in page],
        "page_obj": page,
        "form": found.form,
        "is_filtered": any(found.form.cleaned_data.values()),
    }
    return render(request, "accounts/people/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@may_add
def person_new(request: SignedInRequest) -> HttpResponse:
    """Add somebody, and show once the link with which they choose their password."""
    form = PersonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        at = clock.now()
        try:
            row = services.add_person(**form.cleaned_data, by=request.user, at=at)
        except services.AddressTaken as refused:
            form.refuse(refused)
        else:
            services.make_link(person=row, by=request.user, at=at)
            return show_link(request, row)
    return render(request, "accounts/people/new.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@may_change
@saving_as_seen
def person(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show somebody, and change their name, address and roles, or close their account."""
    row = get_object_or_404(User.objects.prefetch_related("groups"), pk=pk)
    if request.method == "POST":
        row = locked(row)
    is_own = row.pk == request.user.pk
    form = ChangeForm(
        request.POST if request.method == "POST" else None, person=row, is_own=is_own
    )
    stored = [row, *row.groups.order_by("pk")]
    if is_valid_as_seen(form, *stored) and keep(request, row, form):
        return redirect("person", row.pk)
    page = build_person_page(row, now=clock.now())
    context = {"form": form, "mark": mark_of(*stored), "page": page, "is_own": is_own}
    return render(request, "accounts/people/person.html", context | link_to_show(request, row))


def keep(request: SignedInRequest, row: User, form: ChangeForm) -> bool:
    """Change somebody as a form says, and say so; or say on it why not."""
    try:
        services.change_person(person=row, **form.cleaned_data, by=request.user, at=clock.now())
    except tuple(REFUSED) as refused:
        form.refuse(refused)
        return False
    messages.success(request, f"The account of {form.cleaned_data['name']} is changed.")
    return True


def locked(row: User) -> User:
    """Return somebody as stored, whom nobody else changes meanwhile, nor an administrator."""
    try:
        return services.lock_with_administrators(row)
    except services.ForRepairs as refused:
        raise PermissionDenied from refused


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


def show_link(request: SignedInRequest, row: User) -> HttpResponse:
    """Lead to somebody's page, which shows their link this once."""
    request.session[SHOW_LINK_OF] = row.pk
    return redirect("person", row.pk)


def link_to_show(request: SignedInRequest, row: User) -> dict[str, Any]:
    """Return the link that was just made for somebody, the first time it is asked for."""
    if request.session.get(SHOW_LINK_OF) != row.pk:
        return {}
    del request.session[SHOW_LINK_OF]
    return {
        "link": request.build_absolute_uri(path_of_link(row)),
        "how_long": how_long(now=clock.now()),
    }


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
