"""Messages: as an administrator, or anybody of a demonstration, reads them; what one chose."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.attempting import attempt
from herefordshire_cs.lib.web.requests import SignedInRequest
from herefordshire_cs.lib.web.seen import is_valid_as_seen, mark_of, saving_as_seen
from herefordshire_cs.notices import services
from herefordshire_cs.notices.forms import ChoicesForm, initial_of
from herefordshire_cs.notices.kinds import Kind
from herefordshire_cs.notices.mail import HTML, TEXT, is_set_up
from herefordshire_cs.notices.mail import render as render_message
from herefordshire_cs.notices.models import Choice, Message, OtherAddress, Quiet, inbox_of
from herefordshire_cs.notices.presenters import (
    chosen_by,
    counts_by_state,
    message_lines,
    seen_by,
)

ON_A_PAGE = 50
may_change = permission_required("notices.change_message", raise_exception=True)


def may_see_all(user: User) -> bool:
    """Say whether somebody reads the messages to everybody: in a demonstration anybody does."""
    return clock.is_demonstration() or user.has_perm("notices.view_message")


def find_message(user: User, pk: int) -> Message:
    """Return a message that somebody may read: their own, or any where they see all."""
    rows = seen_by(user) if may_see_all(user) else inbox_of(user)
    row = get_object_or_404(rows.select_related("person"), pk=pk)
    if row.person_id is None and not clock.is_demonstration():
        row.about = ""  # a link is for whoever it was sent to: nobody answers in their place
    return row


@require_safe
def messages_sent(request: SignedInRequest) -> HttpResponse:
    """List the messages to everybody, the newest first; those of one state where asked for."""
    if not may_see_all(request.user):
        raise PermissionDenied
    state = request.GET.get("state", "")
    everybodys = seen_by(request.user)
    rows = everybodys.select_related("person")
    if state in Message.State.values:
        rows = rows.filter(state=state)
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "lines": message_lines(page.object_list),
        "page_obj": page,
        "states": counts_by_state(everybodys),
        "state": state,
        "is_set_up": is_set_up(),
        "sender": settings.MAIL_FROM,
        "is_demonstration": clock.is_demonstration(),
    }
    return render(request, "notices/messages.html", context)


@require_safe
def message(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show a message as it is sent: its words, and what became of it."""
    row = find_message(request.user, pk)
    context = {
        "message": row,
        "line": message_lines([row])[0],
        "is_own": row.person_id == request.user.pk,
        "may_see_all": may_see_all(request.user),
        "is_sent": row.state == Message.State.SENT,
        "is_given_up": row.state in (Message.State.FAILED, Message.State.BOUNCED),
        "text": render_message(row, TEXT, site=site_of(request)),
    }
    return render(request, "notices/message_page.html", context)


@require_safe
@csp_override({"default-src": [CSP.NONE], "style-src": [CSP.UNSAFE_INLINE]})
def message_html(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show a message in HTML, as a mail program does."""
    row = find_message(request.user, pk)
    return HttpResponse(render_message(row, HTML, site=site_of(request)))


def site_of(request: SignedInRequest) -> str:
    """Return where the links of a message lead that is read here: to these very pages."""
    return request.build_absolute_uri("/")


@require_POST
@may_change
def message_test(request: SignedInRequest) -> HttpResponse:
    """Send a test message to whoever asks for it."""
    at = clock.now()
    notice = services.Notice(
        kind=Kind.TEST,
        once=f"test {at.isoformat()}",
        subject="A test of the mail server",
        about=reverse("messages"),
        lines=(("Whoever reads this in their mail knows that messages leave.", ""),),
    )
    services.tell([(request.user, notice)], on=clock.today(), at=at)
    messages.success(request, f"A test message is made for {request.user.email}. See its state.")
    return redirect("messages")


@require_POST
@may_change
def message_again(request: SignedInRequest, pk: int) -> HttpResponse:
    """Try a message again that was given up."""
    row = get_object_or_404(Message, pk=pk)
    attempt(
        request,
        lambda: services.try_again(row, at=clock.now()),
        refused={services.NotGivenUp: "It was not given up, so it is not tried again."},
        said="It is tried again.",
    )
    return redirect("message", pk)


@require_POST
@may_change
def message_returned(request: SignedInRequest, pk: int) -> HttpResponse:
    """Note that a message that was sent came back to the sender's mailbox."""
    services.note_return(get_object_or_404(Message, pk=pk), by=request.user)
    return redirect("message", pk)


@require_POST
def message_read(request: SignedInRequest, pk: int) -> HttpResponse:
    """Mark a message of one's own as read, and open the page that it is about."""
    row = get_object_or_404(inbox_of(request.user), pk=pk)
    services.mark_read(row, at=clock.now())
    return redirect(row.about or "inbox")


@require_POST
def message_unread(request: SignedInRequest, pk: int) -> HttpResponse:
    """Mark a message of one's own as not read."""
    services.mark_unread(get_object_or_404(inbox_of(request.user), pk=pk))
    return redirect("inbox")


@require_POST
def messages_read(request: SignedInRequest) -> HttpResponse:
    """Mark all messages of one's own as read."""
    services.mark_all_read(request.user, at=clock.now())
    messages.success(request, "All messages are marked as read.")
    return redirect("inbox")


@require_http_methods(["GET", "HEAD", "POST"])
def address_confirm(request: SignedInRequest, key: str) -> HttpResponse:
    """Let the messages of the reader go to another address, by the link that was sent there."""
    row = get_object_or_404(OtherAddress, person=request.user, key=key)
    if request.method == "POST":
        services.confirm_address(row, at=clock.now())
        messages.success(request, f"Your messages go to {row.address}.")
        return redirect("notice-choices")
    return render(request, "notices/address.html", {"row": row})


@require_http_methods(["GET", "HEAD", "POST"])
@saving_as_seen
def notice_choices(request: SignedInRequest) -> HttpResponse:
    """Choose when each kind of message is e-mailed, and in which hours none is."""
    quiet = Quiet.objects.filter(person=request.user).first()
    other = OtherAddress.objects.filter(person=request.user).first()
    own = [row for row in (quiet, other) if row is not None]
    stored = [*Choice.objects.filter(person=request.user), *own]
    hours = {"since": quiet.since, "until": quiet.until} if quiet else {}
    address = {"address": other.address} if other else {}
    initial = {**initial_of(chosen_by(request.user)), **hours, **address}
    data = request.POST if request.method == "POST" else None
    form = ChoicesForm(data, initial=initial)
    mark = mark_of(*stored)
    if is_valid_as_seen(form, *stored):
        said = form.cleaned_data
        services.choose(request.user, when=form.chosen, since=said["since"], until=said["until"])
        services.ask_for_address(request.user, said["address"], on=clock.today(), at=clock.now())
        messages.success(request, "Your choices are kept.")
        return redirect("inbox")
    context = {"form": form, "mark": mark, "address": request.user.email, "other": other}
    return render(request, "notices/choices.html", context)
