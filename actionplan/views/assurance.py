"""The assurance log of a plan: its list, one entry, entering, putting right, what follows."""

from functools import partial
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from actionplan import exports
from actionplan.forms.assurance import AssuranceCorrectionForm, AssuranceForm, FollowingForm
from actionplan.forms.corrections import WithdrawalForm
from actionplan.lists.assurance import AssuranceTable
from actionplan.models import Action, ActionQuerySet, AssuranceEntry, AssuranceLink, Risk
from actionplan.presenters.assurance import (
    AssuranceEntryPage,
    assurance_lines,
    build_entry_page,
    entries_of,
    promised_lines,
)
from actionplan.presenters.plans import PlanHead
from actionplan.record_filters import AssuranceFilter
from actionplan.services import assurance as log
from actionplan.views.guards import day_of, find_plan, may_read
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.files import tables
from herefordshire_cs.lib.lists import answer_rows
from herefordshire_cs.lib.text.words import day_in_words
from herefordshire_cs.lib.web.attempting import Refusals, keep
from herefordshire_cs.lib.web.requests import SignedInRequest, as_at

REFUSED: Refusals = {
    log.LoggedAlready: "The log has the same people's look at the same on that day already.",
    log.AssuranceTakenBack: "Somebody took it back or corrected it meanwhile.",
    log.NamedAlready: "The entry says already that this follows from it.",
}

may_record = permission_required("actionplan.add_assuranceentry", raise_exception=True)


@require_safe
@may_read
def assurance(request: SignedInRequest, slug: str) -> HttpResponse | StreamingHttpResponse:
    """Show a plan's assurance log, filtered, beside what was promised; or send it as a file."""
    as_of = day_of(request)
    head = find_plan(slug, as_of=as_of)
    rows = entries_of(head, as_of=as_of)
    found = AssuranceFilter(request.GET, queryset=rows, request=request, as_of=as_of)
    if request.GET.get("_export") == "record":
        return take_out(request, found.qs, head)
    context = {
        "plan": head,
        "form": found.form,
        "is_narrowed": bool(found.narrowed_to),
        "promised": promised_lines(head, as_of=as_of),
    }
    return answer_rows(
        request,
        "actionplan/assurance/assurance.html",
        found.qs,
        lambda rows: AssuranceTable(
            assurance_lines(rows, as_of=as_of),
            plan=head,
            day=as_at(request).shown,
            asked=found.asked,
            is_in_order=True,
        ),
        context,
        file=f"{slug}-assurance-{as_of.isoformat()}",
        right="actionplan.export_plan",
    )


@permission_required("actionplan.export_plan", raise_exception=True)
def take_out(
    request: SignedInRequest, rows: Any, head: PlanHead
) -> HttpResponse | StreamingHttpResponse:
    """Send the whole record of what is listed, in the columns that other tools rely on."""
    as_of = day_of(request)
    sheet = (exports.assurance_row(line, head) for line in assurance_lines(rows, as_of=as_of))
    name = f"{head.slug}-assurance-{as_of.isoformat()}-record"
    return tables.sent("csv", name, "Assurance", exports.ASSURANCE_COLUMNS, sheet)


@require_safe
@may_read
def entry(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Show one entry of the log."""
    as_of = day_of(request)
    page = entry_page(find_plan(slug, as_of=as_of), pk, request)
    user = request.user
    may_change = page.line.author == user.pk or keeps_log(user)
    context = {
        "page": page,
        "plan": page.plan,
        "may_change": may_change and user.has_perm("actionplan.add_assuranceentry"),
    }
    return render(request, "actionplan/assurance/entry.html", context)


@may_record
def entry_new(request: SignedInRequest, slug: str) -> HttpResponse:
    """Enter a look at the work."""
    today = clock.today()
    head = find_plan(slug, as_of=today)
    form = AssuranceForm(
        request.POST or None,
        actions=actions_for(request.user, head),
        of_plan=Action.objects.filter(plan=head.pk),
        earliest=head.starts_on,
        today=today,
        initial={
            "took_place_on": today,
            "kind": AssuranceEntry.Kind.VISIT,
            "actions": request.GET.get("action", ""),
            "shows_kept": True,
        },
    )
    if request.method == "POST" and form.is_valid():
        write = partial(
            log.record_assurance,
            plan=head.pk,
            looked=looked(form),
            author=request.user,
            recorded_on=today,
            recorded_at=clock.now(),
        )
        if keep(request, form, write, refused=REFUSED, said="It stands in the assurance log."):
            return redirect("assurance", slug)
    return render(request, "actionplan/assurance/new.html", {"plan": head, "form": form})


@may_record
def entry_correct(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Put an entry in the place of one that was mistaken."""
    today = clock.today()
    head, row = found_entry(request.user, slug, pk)
    form = AssuranceCorrectionForm(
        request.POST or None,
        actions=actions_for(request.user, head),
        of_plan=Action.objects.filter(plan=head.pk),
        earliest=min(head.starts_on, row.took_place_on),
        today=today,
        initial=AssuranceForm.of(row),
    )
    if request.method == "POST" and form.is_valid():
        write = partial(
            log.correct_assurance,
            entry=row,
            looked=looked(form),
            author=request.user,
            reason=form.cleaned_data["reason"],
            recorded_on=today,
            recorded_at=clock.now(),
        )
        said = "It is corrected; the entry before is kept as withdrawn."
        if keep(request, form, write, refused=REFUSED, said=said):
            return redirect("assurance", slug)
    context = {"plan": head, "form": form, "row": row}
    return render(request, "actionplan/assurance/correct.html", context)


@may_record
def entry_withdraw(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Take an entry back."""
    head, row = found_entry(request.user, slug, pk)
    words = f"{row.get_kind_display()} by {row.who}, {day_in_words(row.took_place_on)}"
    return withdraw(request, head, row, partial(log.withdraw_assurance, entry=row), words)


@may_record
def following(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Say what follows from an entry."""
    head, row = found_entry(request.user, slug, pk)
    form = FollowingForm(
        request.POST or None,
        of_plan=Action.objects.filter(plan=head.pk),
        risks=Risk.objects.entered(as_of=clock.today()).filter(register__plan=head.pk),
    )
    if request.method == "POST" and form.is_valid():
        write = partial(
            log.say_what_follows,
            entry=row,
            actions=form.cleaned_data["actions"],
            risks=form.cleaned_data["risks"],
            author=request.user,
            recorded_on=clock.today(),
            recorded_at=clock.now(),
        )
        if keep(request, form, write, refused=REFUSED, said="It is named as what follows."):
            return redirect(row)
    context = {"plan": head, "form": form, "row": row}
    return render(request, "actionplan/assurance/following.html", context)


@may_record
def following_withdraw(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Take back that something follows from an entry."""
    links = AssuranceLink.objects.select_related("action", "risk").filter(
        part=AssuranceLink.Part.FOLLOWS, entry__plan__slug=slug
    )
    link = get_object_or_404(links, pk=pk)
    head, row = found_entry(request.user, slug, link.entry_id)
    link.entry = row
    named = f"action {link.action}" if link.action else f"risk {link.risk}"
    write = partial(log.take_back_what_follows, link=link)
    return withdraw(request, head, row, write, f"From this entry follows {named}")


def withdraw(
    request: SignedInRequest, head: PlanHead, row: AssuranceEntry, write: Any, words: str
) -> HttpResponse:
    """Ask why something of the log is taken back, and take it back."""
    form = WithdrawalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        whole = partial(
            write,
            author=request.user,
            reason=form.cleaned_data["reason"],
            withdrawn_on=clock.today(),
        )
        said = "It is taken back; it stays in the record with your reason."
        if keep(request, form, whole, refused=REFUSED, said=said):
            return redirect(row)
    context = {"plan": head, "form": form, "words": words, "back": row.get_absolute_url()}
    return render(request, "actionplan/assurance/withdraw.html", context)


def looked(form: AssuranceForm) -> log.Looked:
    """Return what a form says that is whole."""
    return log.Looked(**{name: form.cleaned_data[name] for name in log.Looked.__slots__})


def keeps_log(user: User) -> bool:
    """Say whether a user records for every Action, and puts right what others recorded."""
    return user.has_perm("actionplan.change_assuranceentry")


def actions_for(user: User, head: PlanHead) -> ActionQuerySet:
    """Return the Actions of which a user may enter a look: all, or what they lead or support."""
    rows = Action.objects.filter(plan=head.pk)
    return rows if keeps_log(user) else rows.led_by(user, on=clock.today())


def entry_page(head: PlanHead, pk: int, request: SignedInRequest) -> AssuranceEntryPage:
    """Return the page of an entry that there was on the day of the page."""
    try:
        return build_entry_page(head, pk, as_of=day_of(request))
    except AssuranceEntry.DoesNotExist as error:
        raise Http404 from error


def found_entry(user: User, slug: str, pk: int) -> tuple[PlanHead, AssuranceEntry]:
    """Return a plan and an entry that the user may put right: their own, or any to its keepers."""
    head = find_plan(slug, as_of=clock.today())
    row = get_object_or_404(AssuranceEntry.objects.select_related("plan"), plan=head.pk, pk=pk)
    if not keeps_log(user) and row.author_id != user.pk:
        raise PermissionDenied
    return head, row
