"""Taking the minutes: each minute with what it resolved."""

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.forms import BaseForm
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from governance.exempt.marks import exemption_of, exemption_of_item, exemption_of_minute
from governance.exempt.titles import public_title_of_item
from governance.forms.minute_sheet import MinuteSheet
from governance.forms.proposed_minutes import minutes_to_approve, proposed_minute, recommended
from governance.models import AgendaItem, Meeting, Minute, Motion
from governance.models.minute_taking import numbers_of_year
from governance.presenters.minute_taking import build_taking_page, draft_of
from governance.presenters.motions import who_came
from governance.services import minute_taking
from governance.views.guards import ask_about_additions, find_meeting, may_minute
from herefordshire_cs.accounts.unsent import offer
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.attempting import Refusals
from herefordshire_cs.lib.web.form_pages import PageOfForms
from herefordshire_cs.lib.web.requests import SignedInRequest
from herefordshire_cs.lib.web.seen import (
    NAME,
    is_valid_as_seen,
    mark_of,
    saving_as_seen,
)

# Whoever minutes an exempt item reads it.
REFUSED: Refusals = {
    minute_taking.NotHeld: (
        "There is nothing to minute yet: the agenda is to be published and the day of the meeting "
        "to come first."
    ),
    minute_taking.MinutesApproved: (
        "The minutes are approved and change no more. A correction is a minute of a later meeting."
    ),
    minute_taking.BlankMinute: (
        "A minute is blank. Write it, or take it away, before the draft is circulated."
    ),
    minute_taking.NothingMinuted: "Nothing has been minuted yet.",
    minute_taking.NotCirculated: "The minutes are not circulated yet, so they cannot be approved.",
    minute_taking.NotLater: (
        "Choose a later meeting that was held and has these minutes on its agenda."
    ),
    minute_taking.LimbAnswered: "A limb that was answered stays in the record.",
}


@require_safe
@may_minute
def minutes_take(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show how far the minutes of a meeting are."""
    meeting = find_meeting(request, slug)
    page = build_taking_page(meeting)
    if not page.is_approved and (refused := refusal(request, meeting)):
        return refused
    return render(
        request, "governance/minute_taking/take.html", {"page": page, "meeting": meeting}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@may_minute
@saving_as_seen
def minute_new(request: SignedInRequest, slug: str) -> HttpResponse:
    """Minute what was not on the agenda."""
    meeting = find_meeting(request, slug)
    if question := ask_about_additions(meeting):
        return question
    return write(request, meeting, item=None, minute=None)


@require_http_methods(["GET", "HEAD", "POST"])
@may_minute
@saving_as_seen
def minute_of_item(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Minute an item of the agenda; one that is minuted leads to its minute."""
    meeting = find_meeting(request, slug)
    if question := ask_about_additions(meeting):
        return question
    item = get_object_or_404(items_of(meeting), pk=pk)
    found = minutes_of(meeting).filter(item=item).first()
    if found is not None and request.method != "POST":
        return redirect("minute-edit", slug, found.pk)
    # What is sent of one that another minuted meanwhile meets what they wrote.
    return write(request, meeting, item=item, minute=found)


@require_http_methods(["GET", "HEAD", "POST"])
@may_minute
@saving_as_seen
def minute_edit(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Change a minute while the minutes are a draft."""
    meeting = find_meeting(request, slug)
    if question := ask_about_additions(meeting):
        return question
    minute = get_object_or_404(minutes_of(meeting), pk=pk)
    return write(request, meeting, item=minute.item, minute=minute)


def write(
    request: SignedInRequest, meeting: Meeting, *, item: AgendaItem | None, minute: Minute | None
) -> HttpResponse:
    """Show the page of one minute; a POST keeps it."""
    if request.method != "POST" and (refused := refusal(request, meeting)):
        return refused
    unsent = offer(request)
    sheet = sheet_of(sent(request) or unsent.data, meeting, item=item, minute=minute)
    if unsent.data:
        sheet.leave_unjudged()
    if not sheet.is_unjudged:
        refuse_closed(sheet.form, meeting)
    stored: list[Model] = []
    if minute is not None:
        motions = Motion.objects.filter(minute=minute)
        stored = [minute, *minute.resolutions.order_by("pk"), *motions]
    if (
        request.method == "POST"
        and not sheet.is_adding
        and is_valid_as_seen(sheet.form, *stored)
        and sheet.is_valid()
        and keep(request, sheet, meeting, item=item, minute=minute)
    ):
        return redirect("minutes-take", meeting.slug)
    context = {
        "sheet": sheet,
        "meeting": meeting,
        "item": item,
        "minute": minute,
        "approves": approvable(item),
        "unsent": unsent,
        "mark": mark_shown(sheet, *stored),
        "withheld": exemption_of_minute(minute or Minute(meeting=meeting, item=item)),
        "by_itself": exemption_of(minute) if minute else None,
        "of_item": exemption_of_item(item),
        "public_title": public_title_of_item(item),
    }
    return render(request, "governance/minute_taking/minute.html", context)


def mark_shown(sheet: PageOfForms, *stored: Model) -> str:
    """Return the mark that a page carries on: of what is not judged yet, what it was opened on."""
    if sheet.is_unjudged and sheet.data is not None:
        return sheet.data.get(NAME, "")
    return mark_of(*stored)


def sheet_of(
    typed: QueryDict | None, meeting: Meeting, *, item: AgendaItem | None, minute: Minute | None
) -> MinuteSheet:
    """Return what is written of a minute: as typed, as kept, or as proposed."""
    limbs = minute.resolutions.all() if minute else []
    return MinuteSheet(
        typed,
        draft=draft_of(minute) if minute else proposed_minute(meeting, item),
        numbers=numbers_of_year(meeting, besides=minute.pk if minute else None),
        meeting=meeting,
        approves=approvable(item),
        answered=[limb.pk for limb in limbs if limb.reply],
        voters=who_came(meeting).at(item),
        recommended=[limb.text for limb in recommended(item)],
    )


def approvable(item: AgendaItem | None) -> Meeting | None:
    """Return the meeting whose minutes an item may approve, unless they are approved already."""
    if item is None or item.kind != AgendaItem.Kind.MINUTES:
        return None
    found = minutes_to_approve(item)
    is_approved = found is not None and found.state == Meeting.State.MINUTES_APPROVED
    return None if is_approved else found


def keep(
    request: SignedInRequest,
    sheet: MinuteSheet,
    meeting: Meeting,
    *,
    item: AgendaItem | None,
    minute: Minute | None,
) -> bool:
    """Keep what was written; say beside its field what speaks against it, if anything does."""
    approves = approvable(item) if sheet.form.cleaned_data.get("is_approval") else None
    try:
        minute_taking.save_minute(
            meeting=meeting,
            item=item,
            minute=minute,
            draft=sheet.draft(),
            on=clock.today(),
            approves=approves,
        )
    except minute_taking.NumberTaken:
        numbers = numbers_of_year(meeting, besides=minute.pk if minute else None)
        sheet.form.refuse_number(numbers)
    except tuple(REFUSED) as refused:
        field = "is_approval" if approves else None
        sheet.form.add_error(field, REFUSED[type(refused)])
    else:
        messages.success(request, f"Minute {sheet.form.cleaned_data['number']} is kept.")
        for warning in filter(None, (sheet.form.warning, *sheet.motion.warnings())):
            messages.warning(request, warning)
    return not sheet.has_errors


def minutes_of(meeting: Meeting) -> QuerySet[Minute]:
    """Return the minutes of a meeting with what each is of and what it resolved."""
    rows = meeting.minutes.select_related("item__report", "item__minutes_of", "item__meeting")
    return rows.prefetch_related("resolutions", "item__report__appendices")


def items_of(meeting: Meeting) -> QuerySet[AgendaItem]:
    """Return the items of a meeting with what they put before it."""
    return meeting.items.select_related("report", "minutes_of", "meeting")


def refusal(request: SignedInRequest, meeting: Meeting) -> HttpResponse | None:
    """Say why a meeting cannot be minuted, and lead back to it; or return nothing."""
    if reason := why_not(meeting):
        messages.error(request, reason)
        return redirect(reverse("meeting", args=[meeting.slug]))
    return None


def why_not(meeting: Meeting) -> str:
    """Return why a meeting cannot be minuted today; nothing where it can be."""
    try:
        minute_taking.see_minutable(meeting, on=clock.today())
    except tuple(REFUSED) as refused:
        return REFUSED[type(refused)]
    return ""


def refuse_closed(form: BaseForm, meeting: Meeting) -> None:
    """Refuse in its form what is sent once the meeting cannot be minuted any more."""
    if form.is_bound and (reason := why_not(meeting)):
        form.add_error(None, reason)


def sent(request: SignedInRequest) -> QueryDict | None:
    """Return what was sent in, if anything was."""
    return request.POST if request.method == "POST" else None
