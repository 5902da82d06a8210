"""The people of the council: their list, adding and changing somebody, who stands in for them."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actionplan.forms.people import (
    WORKS,
    DeputyForm,
    NewPersonForm,
    PersonChangeForm,
    RoleInPlanForm,
)
from actionplan.lists.people import PersonTable
from actionplan.models import Deputy, Plan, Workplace
from actionplan.presenters.people import (
    build_council_person,
    council_people,
    organisation_names,
    people_to_choose,
)
from actionplan.record_filters import PersonFilter
from actionplan.services.leavers import come_back
from actionplan.services.people import (
    DeputyThere,
    NotTheirDeputy,
    appoint_deputy,
    end_deputy,
    place,
)
from actionplan.services.plan_access import NoOwner, give_role, take_role
from actionplan.views.guards import recording
from herefordshire_cs.accounts.models import RoleInPlan, User
from herefordshire_cs.accounts.people import services
from herefordshire_cs.accounts.people.forms import REFUSED
from herefordshire_cs.accounts.people.showing import link_to_show, show_link
from herefordshire_cs.accounts.sessions.proving import proved_again
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.lists import answer_rows
from herefordshire_cs.lib.web.attempting import Refusals, attempt, keep
from herefordshire_cs.lib.web.requests import AsAt, SignedInRequest
from herefordshire_cs.lib.web.seen import is_valid_as_seen, mark_of, saving_as_seen
from herefordshire_cs.notices.links import send_links

NOT_A_DEPUTY: Refusals = {
    DeputyThere: "They stand in on some of these days already.",
    NotTheirDeputy: "Nobody stands in for themselves. Name somebody else.",
    services.OwnRights: "Nobody names themselves. Ask another administrator.",
}

NOT_GIVEN: Refusals = {
    services.OwnRights: "Nobody changes their own roles. Ask another administrator.",
    services.RoleThere: "They have this role already, there.",
    NoOwner: "A private plan has an owner who can sign in. Name another owner first.",
}

may_view = permission_required("accounts.view_user", raise_exception=True)
may_add = permission_required("accounts.add_user", raise_exception=True)
may_change = permission_required("accounts.change_user", raise_exception=True)


@require_safe
@may_view
def people(request: SignedInRequest) -> HttpResponse | StreamingHttpResponse:
    """List the people who sign in, as filtered."""
    now = clock.now()
    rows = User.objects.select_related("workplace__organisation").prefetch_related("groups")
    found = PersonFilter(request.GET, queryset=rows, now=now)
    return answer_rows(
        request,
        "actionplan/people/list.html",
        found.qs,
        lambda rows: PersonTable(
            council_people(rows, now=now),
            day=AsAt(as_of=clock.today(), today=clock.today()),
            asked=found.asked,
            is_in_order=True,
        ),
        {"form": found.form, "is_narrowed": bool(found.narrowed_to)},
        file=f"people-{clock.today().isoformat()}",
        right="accounts.view_user",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@may_add
@proved_again
def person_new(request: SignedInRequest) -> HttpResponse:
    """Add somebody, and show once the link with which they choose their password."""
    form = NewPersonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        by = recording(request)
        try:
            row = services.add_person(**account_of(form), by=by.author, at=by.at)
        except services.AddressTaken as refused:
            form.refuse(refused)
        else:
            place(row, **works(form), by=by)
            services.make_link(person=row, by=by.author, at=by.at)
            row.refresh_from_db()
            send_links([row], on=clock.today(), at=by.at)
            return show_link(request, row)
    context = {"form": form, "organisations": organisation_names()}
    return render(request, "actionplan/people/new.html", context)


def account_of(form: NewPersonForm | PersonChangeForm) -> dict[str, Any]:
    """Return what a valid form says of the account."""
    return {name: said for name, said in form.cleaned_data.items() if name not in WORKS}


def works(form: NewPersonForm | PersonChangeForm) -> dict[str, Any]:
    """Return what a valid form says of where somebody works, each on one line."""
    return {name: " ".join(form.cleaned_data[name].split()) for name in WORKS}


@require_http_methods(["GET", "HEAD", "POST"])
@may_change
@proved_again
@saving_as_seen
def person(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show somebody, and change their name, address, post and roles, or close their account."""
    row = get_object_or_404(User.objects.prefetch_related("groups"), pk=pk)
    if request.method == "POST":
        row = locked(row)
    is_own = row.pk == request.user.pk
    workplace = Workplace.objects.select_related("organisation").filter(person=row).first()
    form = PersonChangeForm(
        request.POST if request.method == "POST" else None,
        person=row,
        workplace=workplace,
        is_own=is_own,
    )
    stored = [row, *row.groups.order_by("pk"), *([workplace] if workplace else [])]
    if is_valid_as_seen(form, *stored) and change(request, row, form):
        return redirect("person", row.pk)
    context = {
        "form": form,
        "mark": mark_of(*stored),
        "page": build_council_person(row, on=clock.today(), now=clock.now()),
        "is_own": is_own,
        "organisations": organisation_names(),
    }
    return render(request, "actionplan/people/person.html", context | link_to_show(request, row))


def change(request: SignedInRequest, row: User, form: PersonChangeForm) -> bool:
    """Change somebody as a form says, and say so; or say on it why not."""
    by = recording(request)
    comes_back = not row.is_active and account_of(form).get("is_active", False)
    try:
        services.change_person(person=row, **account_of(form), by=by.author, at=by.at)
    except tuple(REFUSED) as refused:
        form.refuse(refused)
        return False
    place(row, **works(form), by=by)
    if comes_back:
        come_back(row, by)
    messages.success(request, f"The account of {form.cleaned_data['name']} is changed.")
    return True


def locked(row: User) -> User:
    """Return somebody as stored, whom nobody else changes meanwhile, nor an administrator."""
    try:
        return services.lock_with_administrators(row)
    except services.ForRepairs as refused:
        raise PermissionDenied from refused


@require_http_methods(["GET", "HEAD", "POST"])
@may_change
@proved_again
def role_in_plan_new(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give somebody a role in one plan alone."""
    row = get_object_or_404(User, pk=pk, is_active=True, is_superuser=False)
    form = RoleInPlanForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        plan, role = form.cleaned_data["plan"], form.cleaned_data["role"]
        reason = form.cleaned_data["reason"]
        write = partial(give_role, plan, row, role, reason=reason, by=recording(request))
        if keep(request, form, write, refused=NOT_GIVEN, said=f"{row.name}: {role} there."):
            return redirect("person", row.pk)
    return render(request, "actionplan/people/role_in_plan.html", {"form": form, "person": row})


@require_POST
@may_change
@proved_again
def role_in_plan_end(request: SignedInRequest, pk: int, role: int) -> HttpResponse:
    """Take a role in one plan away."""
    rows = RoleInPlan.objects.select_related("user", "group")
    row = get_object_or_404(rows, pk=role, user=pk, user__is_superuser=False)
    plan = Plan.objects.filter(slug=row.plan).first()
    by = recording(request)
    if plan is None:  # it was taken out since
        write = partial(services.take_role_in_plan, row, title=row.plan, by=by.author, at=by.at)
    else:
        write = partial(take_role, plan, row, reason="", by=by)
    attempt(request, write, refused=NOT_GIVEN, said=f"{row.group.name} is taken away there.")
    return redirect("person", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@may_change
def deputy_new(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say who stands in for somebody, from a day to a day."""
    row = get_object_or_404(User, pk=pk, is_active=True, is_superuser=False)
    form = DeputyForm(request.POST if request.method == "POST" else None, today=clock.today())
    if form.is_valid():
        said = form.cleaned_data
        write = partial(appoint_deputy, person=row, **said, by=recording(request))
        words = f"{said['deputy'].name} stands in for {row.name}."
        if keep(request, form, write, refused=NOT_A_DEPUTY, said=words):
            return redirect("person", row.pk)
    context = {"form": form, "person": row, "people": people_to_choose()}
    return render(request, "actionplan/people/deputy.html", context)


@require_POST
@may_change
def deputy_end(request: SignedInRequest, pk: int, deputy: int) -> HttpResponse:
    """Let somebody stand in no more."""
    rows = Deputy.objects.select_related("person", "deputy").not_over(on=clock.today())
    row = get_object_or_404(rows, pk=deputy, person=pk)
    end_deputy(row, by=recording(request))
    messages.success(request, f"{row.deputy.name} stands in for {row.person.name} no more.")
    return redirect("person", pk)
