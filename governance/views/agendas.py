"""The agenda: items added, changed, pulled and put in order."""

from collections.abc import Iterable

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.exempt.reader import reader_of
from governance.exempt.rows import readable, visible
from governance.forms.agendas import ItemForm, OrderForm, PullForm, ShapeForm
from governance.models import AgendaItem, Meeting
from governance.presenters.meeting_page import build_meeting_page
from governance.presenters.meetings import MeetingHead
from governance.presenters.members import voting_page
from governance.services import agenda_shapes, agendas
from governance.services.agendas import AgendaIssued, PackUnderWay, needs_correction
from governance.views.guards import (
    ask_about_additions,
    corrections_owed,
    find_meeting,
    may_read,
    may_run,
)
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.text.words import day_in_words
from herefordshire_cs.lib.web.attempting import Refusals, attempt, keep
from herefordshire_cs.lib.web.downloads import send_word
from herefordshire_cs.lib.web.requests import SignedInRequest, as_at
from herefordshire_cs.lib.web.seen import is_valid_as_seen, mark_of, saving_as_seen

SUPPLEMENT_IT = "The item is late: issue a supplement with it."
CHANGED = (
    "Another clerk moved, added or pulled an item meanwhile. The agenda stands here as it is now, "
    "and nothing that you moved was kept: move it again."
)
REFUSED: Refusals = {
    agendas.AgendaOver: "The meeting was held. Its agenda is the record, and changes no more.",
    agendas.ReportTaken: "The report is on an agenda already. Nothing was kept; choose another.",
    agendas.ItemMinuted: "The item is minuted, or a decision on it was called in; it stays.",
    agendas.OrderChanged: CHANGED,
    AgendaIssued: "The agenda was issued; issue a correction to change it.",
    PackUnderWay: "A pack of the meeting is being built. Try again when it is ready.",
}


@require_http_methods(["GET", "HEAD", "POST"])
@may_run
def item_new(request: SignedInRequest, slug: str) -> HttpResponse:
    """Add an item to an agenda; to one that is published, a late one."""
    meeting = find_meeting(request, slug)
    if question := ask_about_additions(meeting):
        return question
    form = form_of(request, meeting, None)
    if refused := over(request, meeting, form):
        return refused
    if form.is_valid() and keep(
        request,
        form,
        lambda: add(meeting, form),
        refused=REFUSED,
        said="The item is on the agenda.",
        warnings=[SUPPLEMENT_IT] if form.is_late else [],
    ):
        return redirect(meeting)
    return render(request, "governance/agendas/item.html", {"form": form, "meeting": meeting})


def add(meeting: Meeting, form: ItemForm) -> None:
    """Add what a form says."""
    agendas.add_item(meeting=meeting, words=form.words(), at=clock.now(), on=clock.today())


@require_http_methods(["GET", "HEAD", "POST"])
@may_run
@saving_as_seen
def item_edit(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Change an item of an agenda."""
    meeting = find_meeting(request, slug)
    if question := ask_about_additions(meeting):
        return question
    item = find_item(request, meeting, pk)
    form = form_of(request, meeting, item)
    if refused := over(request, meeting, form):
        return refused
    seen = (item, *item.plan_records.all())
    if is_valid_as_seen(form, *seen) and keep(
        request,
        form,
        lambda: change(item, form),
        refused=REFUSED,
        said="The item is changed.",
        warnings=corrections_owed(form, "item"),
    ):
        return redirect(address_of_item(item))
    context = {"form": form, "meeting": meeting, "item": item, "mark": mark_of(*seen)}
    return render(request, "governance/agendas/item.html", context)


def change(item: AgendaItem, form: ItemForm) -> None:
    """Change what a form says of an item."""
    agendas.change_item(
        item=item,
        words=form.words(),
        correction_follows=form.correction_follows,
        at=clock.now(),
        on=clock.today(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@may_run
def item_pull(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Take an item off an agenda, once that was confirmed."""
    meeting = find_meeting(request, slug)
    item = find_item(request, meeting, pk)
    form = PullForm(
        request.POST if request.method == "POST" else None,
        correction_follows=needs_correction(item, meeting),
    )
    if refused := over(request, meeting, form):
        return refused
    if form.is_valid() and keep(
        request,
        form,
        lambda: pull(item, form),
        refused=REFUSED,
        said=f"“{item.title}” is pulled.",
        warnings=corrections_owed(form, "item"),
    ):
        return redirect(f"{meeting.get_absolute_url()}#agenda")
    questions = item.questions.count()
    context = {"form": form, "meeting": meeting, "item": item, "questions": questions}
    return render(request, "governance/agendas/pull.html", context)


def pull(item: AgendaItem, form: PullForm) -> None:
    """Take an item off its agenda."""
    agendas.pull_item(item=item, correction_follows=form.correction_follows, at=clock.now())


@require_POST
@may_run
def agenda_order(request: SignedInRequest, slug: str) -> HttpResponse:
    """Put a whole agenda in an order, if it is still as it was seen."""
    meeting = find_meeting(request, slug)
    form = OrderForm(request.POST)
    if not form.is_valid():
        messages.error(request, "The order that was sent cannot be read. Nothing was moved.")
    else:
        order, seen = form.keys("order"), form.keys("seen")
        attempt(
            request,
            lambda: agendas.order_items(meeting=meeting, order=order, seen=seen, at=clock.now()),
            refused=REFUSED,
            said="The agenda is in its new order.",
        )
    return redirect(f"{meeting.get_absolute_url()}#agenda")


@require_safe
@may_read
def voting(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show who may vote on each item of a meeting."""
    meeting = find_meeting(request, slug)
    as_of = as_at(request).as_of
    page = build_meeting_page(slug, as_of=as_of, reader=reader_of(request.user))
    votes = voting_page(
        meeting.committee,
        on=page.head.held_on,
        as_of=as_of,
        has_education=any(item.is_education for item in page.items),
        has_others=not all(item.is_education for item in page.items),
    )
    return render(request, "governance/agendas/voting.html", {"page": page, "votes": votes})


def form_of(request: SignedInRequest, meeting: Meeting, item: AgendaItem | None) -> ItemForm:
    """Return the form of an item, with the reports that its reader may choose."""
    sent = request.POST if request.method == "POST" else None
    return ItemForm(sent, meeting=meeting, item=item, reader=request.user, as_of=clock.today())


def over(request: SignedInRequest, meeting: Meeting, form: BaseForm) -> HttpResponse | None:
    """Say that the agenda of a meeting that was held stays as it is; or return nothing.

    What was typed before it was held stays in its form, which says so.
    """
    if meeting.state in (Meeting.State.PLANNED, Meeting.State.PUBLISHED):
        return None
    if form.is_bound:
        form.add_error(None, REFUSED[agendas.AgendaOver])
        return None
    messages.error(request, REFUSED[agendas.AgendaOver])
    return redirect(meeting)


def find_item(request: SignedInRequest, meeting: Meeting, pk: int) -> AgendaItem:
    """Return an item; that of an exempt report only for those who may read it."""
    rows = meeting.items.select_related("report", "minutes_of", "meeting")
    return get_object_or_404(readable(rows, reader_of(request.user)), pk=pk)


def address_of_item(item: AgendaItem) -> str:
    """Return where an item stands on the page of its meeting."""
    return f"{reverse('meeting', args=[item.meeting.slug])}#item-{item.pk}"


@require_POST
@may_run
def agenda_move(request: SignedInRequest, pk: int, direction: str) -> HttpResponse:
    """Move an item of an agenda up or down."""
    if direction not in ("up", "down"):
        raise Http404
    rows = visible(AgendaItem.objects.select_related("meeting"), reader_of(request.user))
    item = get_object_or_404(rows, pk=pk)
    try:
        agendas.move_item(item=item, up=direction == "up", at=clock.now())
    except agendas.AgendaIssued:
        messages.error(request, "The agenda was issued; issue a correction to change its order.")
    except agendas.PackUnderWay:
        messages.error(
            request, "A pack of the meeting is being built. Try again when it is ready."
        )
    # The page then lets the same button have the focus; a mark in the address would forbid that.
    return redirect(f"{item.meeting.get_absolute_url()}?moved={item.pk}&by={direction}")


def send_agenda(head: MeetingHead, items: Iterable[object]) -> HttpResponse:
    """Send an agenda, whose items are as their reader may know them, as a Word file."""
    called = f"{head.committee}, {day_in_words(head.held_on)}"
    return send_word(
        "governance/agendas/agenda_body.html",
        {"head": head, "items": items},
        title=f"Agenda of {called}",
        head=called,
        made_on=head.held_on,
        name=f"agenda-{head.slug}",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@may_run
def agenda_shape(request: SignedInRequest, slug: str) -> HttpResponse:
    """Give a planned agenda the standing items and the order of another meeting's."""
    row = find_meeting(request, slug)
    rows = Meeting.objects.select_related("committee").filter(items__isnull=False)
    others = visible(rows.exclude(pk=row.pk), reader_of(request.user)).distinct()
    form = ShapeForm(
        request.POST if request.method == "POST" else None, meetings=others.order_by("-held_on")
    )
    if form.is_valid() and keep(
        request,
        form,
        lambda: agenda_shapes.copy_shape(
            meeting=row, like=form.cleaned_data["like"], at=clock.now()
        ),
        refused=REFUSED,
        said="The agenda has the shape of the other. Its reports stayed there.",
    ):
        return redirect(row)
    return render(request, "governance/agendas/shape.html", {"form": form, "meeting": row})
