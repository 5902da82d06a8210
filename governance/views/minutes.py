"""Minutes: read, circulated, approved and printed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.exempt.reader import reader_of
from governance.forms.minute_taking import ApprovalForm
from governance.models import AgendaItem, Meeting, PackPart
from governance.presenters.minutes import MinutesPaper, build_minutes_paper
from governance.presenters.published_copies import TakenDown
from governance.presenters.register import NotPublic, public_minutes
from governance.services import minute_taking, readings
from governance.tasks.minutes import ask_for_print, is_being_printed, kept_print
from governance.views.guards import ask_about_additions, find_meeting, may_minute, may_read
from governance.views.minute_taking import REFUSED, refusal, sent
from governance.views.register import gone_page
from herefordshire_cs.accounts.models import User
from herefordshire_cs.background.answering import silence
from herefordshire_cs.background.asking import TooManyAsked
from herefordshire_cs.background.queues import DOCUMENTS
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.text.words import day_in_words, mid_sentence
from herefordshire_cs.lib.web.attempting import attempt, keep
from herefordshire_cs.lib.web.downloads import found_in_time, send_pdf, send_word
from herefordshire_cs.lib.web.requests import SignedInRequest, as_at


@require_POST
@may_minute
def minutes_circulate(request: SignedInRequest, slug: str) -> HttpResponse:
    """Record that a clerk sent the draft minutes to the members; nothing is sent from here.

    It is asked once more, since it cannot be undone.
    """
    meeting = find_meeting(request, slug)
    if question := ask_about_additions(meeting):
        return question
    if "sure" not in request.POST:
        return render(request, "governance/minutes/circulate.html", {"meeting": meeting})
    attempt(
        request,
        lambda: minute_taking.circulate_minutes(meeting=meeting, on=clock.today()),
        refused=REFUSED,
        said="It is recorded that the draft minutes were circulated today.",
    )
    return redirect("minutes-take", slug)


@require_http_methods(["GET", "HEAD", "POST"])
@may_minute
def minutes_approve(request: SignedInRequest, slug: str) -> HttpResponse:
    """Say at which later meeting the minutes were approved."""
    meeting = find_meeting(request, slug)
    if question := ask_about_additions(meeting):
        return question
    if refused := refusal(request, meeting):
        return refused
    later = later_meetings(meeting)
    form = ApprovalForm(sent(request), meetings=later)
    if form.is_valid() and keep(
        request,
        form,
        lambda: minute_taking.approve_minutes(
            meeting=meeting, at=form.cleaned_data["approved_at"], on=clock.today()
        ),
        refused=REFUSED,
        said="The minutes are approved. They change no more, and anybody may read them.",
    ):
        return redirect("minutes-take", slug)
    context = {"form": form, "meeting": meeting, "has_later": bool(later)}
    return render(request, "governance/minutes/approve.html", context)


def later_meetings(meeting: Meeting) -> QuerySet[Meeting]:
    """Return the later meetings, held by now, that have the minutes on their agenda."""
    named = Q(items__minutes_of=meeting) | Q(items__minutes_of=None)
    rows = Meeting.objects.going_ahead().filter(
        named,
        items__kind=AgendaItem.Kind.MINUTES,
        committee=meeting.committee_id,
        held_on__gt=meeting.held_on,
        held_on__lte=clock.today(),
    )
    return rows.exclude(state=Meeting.State.PLANNED).distinct().order_by("held_on")


@require_http_methods(["GET", "HEAD", "POST"])
@may_read
def minutes_pdf(request: SignedInRequest, slug: str) -> HttpResponse:
    """Send the minutes as they are printed: what is exempt of them to those who may read it.

    Where they were not printed yet it offers to, by a POST.
    """
    try:
        paper = build_minutes_paper(
            slug,
            as_of=clock.today(),
            reader=reader_of(request.user),
        )
    except Meeting.DoesNotExist as error:
        raise Http404 from error
    if not paper.minutes or not may_read_minutes(request.user, paper):
        raise Http404
    if request.method == "POST":
        return ask_to_print(request, paper)
    if found := kept_print(paper):
        note_reading(request, paper)
        return sent_print(paper, found)
    if is_being_printed(paper, at=clock.now()):
        return wait_page(request, paper)
    return render(request, "governance/minutes/print_offer.html", {"paper": paper})


def ask_to_print(request: SignedInRequest, paper: MinutesPaper) -> HttpResponse:
    """Have minutes printed, wait a moment, and lead back to them."""
    try:
        wait_for_print(paper, asked_by=request.user)
    except TooManyAsked as refused:
        messages.error(request, str(refused))
    return redirect("minutes-pdf", paper.head.slug)


@require_safe
@login_not_required
def papers_minutes_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """Send approved minutes to anybody.

    They are printed when they are first asked for, once for all: there is no form on public pages.
    """
    try:
        paper = public_minutes(slug, as_of=clock.today())
    except NotPublic as error:
        raise Http404 from error
    except TakenDown as down:
        return gone_page(request, down.gone)
    found = kept_print(paper) or wait_for_print(paper, asked_by=None)
    return sent_print(paper, found) if found else wait_page(request, paper)


def wait_for_print(paper: MinutesPaper, *, asked_by: User | None) -> PackPart | None:
    """Have minutes printed, and wait for it as long as a reader would."""
    ask_for_print(paper, as_of=clock.today(), asked_by=asked_by, asked_at=clock.now())
    return found_in_time(lambda: kept_print(paper))


def wait_page(request: HttpRequest, paper: MinutesPaper) -> HttpResponse:
    """Say that the minutes are being printed."""
    context = {"paper": paper, "silence": silence(DOCUMENTS, at=clock.now())}
    return render(request, "governance/minutes/printing.html", context, status=202)


def sent_print(paper: MinutesPaper, found: PackPart) -> HttpResponse:
    """Send the print of minutes."""
    return send_pdf(bytes(found.pdf), file_name(paper))


def file_name(paper: MinutesPaper) -> str:
    """Return what a file of minutes is called, without its ending."""
    draft = "" if paper.is_approved else "-draft"
    return f"minutes-{paper.head.slug}{draft}"


@require_safe
@may_read
def minutes(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show the minutes of a meeting."""
    try:
        paper = build_minutes_paper(
            slug,
            as_of=as_at(request).as_of,
            reader=reader_of(request.user),
        )
    except Meeting.DoesNotExist as error:
        raise Http404 from error
    if not paper.minutes or not may_read_minutes(request.user, paper):
        raise Http404
    note_reading(request, paper)
    return render(request, "governance/minutes/minutes.html", {"paper": paper})


@require_safe
@may_read
def minutes_docx(request: SignedInRequest, slug: str) -> HttpResponse:
    """Send the minutes as a Word file, under the same rule."""
    try:
        paper = build_minutes_paper(slug, as_of=clock.today(), reader=reader_of(request.user))
    except Meeting.DoesNotExist as error:
        raise Http404 from error
    if not paper.minutes or not may_read_minutes(request.user, paper):
        raise Http404
    note_reading(request, paper)
    return send_as_word(paper)


@require_safe
@login_not_required
def papers_minutes_docx(request: HttpRequest, slug: str) -> HttpResponse:
    """Send approved minutes to anybody as a Word file."""
    try:
        paper = public_minutes(slug, as_of=clock.today())
    except NotPublic as error:
        raise Http404 from error
    return send_as_word(paper)


def send_as_word(paper: MinutesPaper) -> HttpResponse:
    """Send minutes as a Word file."""
    head = f"{paper.head.committee}, {day_in_words(paper.head.held_on)}"
    kind = "Minutes" if paper.is_approved else "Draft minutes"
    return send_word(
        paper.template_name,
        {"report": paper},
        title=f"{kind} of {head}",
        head=f"{head}, {mid_sentence(kind)}",
        made_on=paper.head.held_on,
        name=file_name(paper),
    )


def note_reading(request: SignedInRequest, paper: MinutesPaper) -> None:
    """Record that somebody reads minutes, where they are told what is exempt of them."""
    if any(each.exemption and not each.is_withheld for each in paper.minutes):
        head = paper.head
        called = f"{head.committee}, {head.held_on}"
        readings.record_minutes(head.pk, called, head.body, user=request.user, at=clock.now())


def may_read_minutes(user: User, paper: MinutesPaper) -> bool:
    """Say whether a user may read minutes: drafts only with the permission for them."""
    return paper.is_approved or reader_of(user).reads_draft_minutes
