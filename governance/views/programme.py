"""Pages of the work programme: what a committee means to do, and at which meeting."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.exempt.reader import reader_of
from governance.exempt.rows import readable
from governance.forms.programme import ProgrammeItemForm
from governance.models import Committee, ProgrammeItem
from governance.presenters.programme import build_programme, build_programmes
from governance.services import programme as services
from governance.services.agendas import PackUnderWay
from governance.views.guards import ask_about_additions, find_body, may_read, may_run
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.text.words import day_in_words
from herefordshire_cs.lib.web.attempting import Refusals, attempt, keep
from herefordshire_cs.lib.web.requests import SignedInRequest, as_at
from herefordshire_cs.lib.web.seen import is_valid_as_seen, mark_of, saving_as_seen

REFUSED: Refusals = {
    services.AgendaClosed: "The agenda of that meeting is published, so that nothing moves on "
    "or off it here. Late items and corrections are made on the meeting’s own page.",
    services.HasReport: "Its report is before the meeting, so that it stays on that agenda.",
    services.HasQuestion: "A member of the public has asked a question on it, so that it stays "
    "on that agenda.",
    services.IsDone: "It is done with. Take it up again before it is placed on a meeting.",
    services.MovedMeanwhile: "Somebody placed it elsewhere after you opened the page. It is shown "
    "where it stands now; place it again if it belongs elsewhere.",
    services.AlreadyLinked: "That item of the agenda belongs to another piece of work.",
    services.StillOnAgenda: "It stands on an agenda without a report. Take it back first, so "
    "that the agenda does not promise it.",
    PackUnderWay: "A pack of the meeting is being built. Try again when it is ready.",
}


@require_safe
@may_read
def programmes(request: SignedInRequest) -> HttpResponse:
    """Choose the committee whose programme is read."""
    lines = build_programmes(reader=reader_of(request.user))
    return render(request, "governance/programme/committees.html", {"lines": lines})


@require_safe
@may_read
def programme(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show one committee's programme."""
    try:
        page = build_programme(
            slug,
            as_of=as_at(request).as_of,
            reader=reader_of(request.user),
        )
    except Committee.DoesNotExist as error:
        raise Http404 from error
    return render(request, "governance/programme/programme.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@may_run
def item_new(request: SignedInRequest, slug: str) -> HttpResponse:
    """Put a piece of work into a programme."""
    committee = find_body(request, slug)
    form = form_of(request, committee, None)
    if form.is_valid() and keep(
        request,
        form,
        lambda: keep_new(committee, form),
        refused=REFUSED,
        said="It is in the programme.",
    ):
        return redirect("programme", slug)
    context = {"form": form, "committee": committee}
    return render(request, "governance/programme/item.html", context)


def keep_new(committee: Committee, form: ProgrammeItemForm) -> None:
    """Add what a form says, and tie it to the agenda where it stands already."""
    row = services.add_item(committee=committee, **form.words())
    link(row, form)


def link(row: ProgrammeItem, form: ProgrammeItemForm) -> None:
    """Tie a piece of work to the item of an agenda that a form names, if it names one."""
    if found := form.cleaned_data.get("agenda_item"):
        services.link_item(item=row, agenda_item=found)


@require_http_methods(["GET", "HEAD", "POST"])
@may_run
@saving_as_seen
def item_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change a piece of work."""
    row = find_item(request, pk)
    form = form_of(request, row.committee, row)
    mark = mark_of(row)
    if is_valid_as_seen(form, row) and keep(
        request,
        form,
        lambda: keep_change(row, form),
        refused=REFUSED,
        said="The programme is changed.",
    ):
        return redirect(address_of(row))
    context = {"form": form, "committee": row.committee, "item": row, "mark": mark}
    return render(request, "governance/programme/item.html", context)


def keep_change(row: ProgrammeItem, form: ProgrammeItemForm) -> None:
    """Change what a form says of it."""
    services.change_item(item=row, **form.words())
    link(row, form)


@require_POST
@may_run
def item_place(request: SignedInRequest, pk: int) -> HttpResponse:
    """Place a piece of work on a meeting, or take it back."""
    row = find_item(request, pk)
    slug = request.POST.get("meeting", "")
    meeting = get_object_or_404(row.committee.meetings, slug=slug) if slug else None
    if question := ask_about_additions(meeting):
        return question
    said = f"“{row.title}” is not placed on a meeting."
    if meeting is not None:
        said = f"“{row.title}” is on the agenda of {day_in_words(meeting.held_on)}."
    at = clock.now()
    attempt(
        request,
        lambda: services.place_item(
            item=row, meeting=meeting, at=at, seen=request.POST.get("seen")
        ),
        refused=REFUSED,
        said=said,
    )
    return redirect(address_of(row))


@require_POST
@may_run
def item_done(request: SignedInRequest, pk: int) -> HttpResponse:
    """Mark a piece of work done or dropped, or take it up again."""
    row = find_item(request, pk)
    is_done = request.POST.get("is_done", "") == "yes"
    said = "It is done with." if is_done else "It is taken up again."
    attempt(
        request,
        lambda: services.finish_item(item=row, is_done=is_done),
        refused=REFUSED,
        said=said,
    )
    return redirect(address_of(row))


def form_of(
    request: SignedInRequest, committee: Committee, item: ProgrammeItem | None
) -> ProgrammeItemForm:
    """Return the form of a piece of work, bound to what was posted."""
    return ProgrammeItemForm(
        request.POST if request.method == "POST" else None,
        committee=committee,
        item=item,
        reader=reader_of(request.user),
    )


def find_item(request: SignedInRequest, pk: int) -> ProgrammeItem:
    """Return a piece of work; that of an exempt report only for those who may read it."""
    rows = ProgrammeItem.objects.select_related("committee")
    return get_object_or_404(readable(rows, reader_of(request.user)), pk=pk)


def address_of(row: ProgrammeItem) -> str:
    """Return where a piece of work stands on its committee's page."""
    return f"{reverse('programme', args=[row.committee.slug])}#work-{row.pk}"
