"""Pages on which a clerk says of an item, or of a minute, whether the public may read it."""

from collections.abc import Sequence

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from governance import services
from governance.forms.papers import AS_ITEM, ExemptForm, MinuteExemptForm
from governance.models import AgendaItem, Meeting, Minute
from governance.services import marking
from governance.services.papers import is_published
from governance.views.agendas import address_of, find_item, find_meeting
from governance.views.papers import REFUSED, corrections
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.attempting import keep
from herefordshire_cs.lib.web.requests import SignedInRequest
from herefordshire_cs.lib.web.seen import is_valid_as_seen, mark_of, saving_as_seen

may_run = permission_required("governance.run_meetings", raise_exception=True)
may_minute = permission_required(
    ["governance.run_meetings", "governance.read_exempt"], raise_exception=True
)


@require_http_methods(["GET", "HEAD", "POST"])
@may_run
@saving_as_seen
def item_exempt(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Say whether an item is exempt by itself; that of a report is, with its report."""
    meeting = find_meeting(slug)
    item = find_item(request, meeting, pk)
    if item.report is not None:
        return redirect("report-exempt", slug, item.report.slug)
    form = ExemptForm(
        request.POST if request.method == "POST" else None,
        initial=services.marking_initial(item),
        titles=[item.title],
        is_published=is_published(meeting),
    )
    if is_valid_as_seen(form, item) and keep(
        request,
        form,
        lambda: keep_item(item, form),
        refused=REFUSED,
        said=said_of("item", form),
        warnings=corrections(form),
    ):
        return redirect(address_of(item))
    return show(request, form, meeting, item, f"Item: {item.title}")


def keep_item(item: AgendaItem, form: ExemptForm) -> None:
    """Mark an item as the form says."""
    marking.mark_item(
        item=item,
        marking=form.marking(),
        correction_follows=form.correction_follows,
        at=clock.now(),
        on=clock.today(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@may_minute
@saving_as_seen
def minute_exempt(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Say whether a minute is exempt by itself, as its item, or open."""
    meeting = find_meeting(slug)
    rows = meeting.minutes.select_related("item__report")
    minute = get_object_or_404(rows.prefetch_related("item__report__appendices"), pk=pk)
    withheld = minute.withheld_with
    form = MinuteExemptForm(
        request.POST if request.method == "POST" else None,
        initial=services.marking_initial(minute) | chosen_of(minute),
        titles=titles_of(minute),
        is_published=False,
        withheld_with=withheld.exempt_paragraph if withheld else None,
    )
    if is_valid_as_seen(form, minute) and keep(
        request,
        form,
        lambda: keep_minute(minute, form),
        refused=REFUSED,
        said=said_of("minute", form),
    ):
        return redirect("minutes-take", slug)
    return show(request, form, meeting, minute, f"Minute {minute.number}: {minute.title}")


def chosen_of(minute: Minute) -> dict[str, object]:
    """Return what the form shows as chosen, where it is not a paragraph of the minute's own."""
    is_as_item = minute.withheld_with is not None and not (minute.is_exempt or minute.is_open)
    return {"exempt_paragraph": AS_ITEM} if is_as_item else {}


def titles_of(minute: Minute) -> Sequence[str]:
    """Return the titles that the public must not read of an exempt minute."""
    return [minute.title, *([minute.item.title] if minute.item else [])]


def keep_minute(minute: Minute, form: MinuteExemptForm) -> None:
    """Mark a minute as the form says."""
    marking.mark_minute(
        minute=minute,
        marking=form.marking(),
        is_open=form.is_open,
        at=clock.now(),
        on=clock.today(),
    )


def said_of(kind: str, form: ExemptForm) -> str:
    """Say as what an item or a minute was marked."""
    paragraph = form.marking().paragraph
    if paragraph is not None:
        return f"The {kind} is exempt under paragraph {paragraph}."
    if isinstance(form, MinuteExemptForm) and form.withheld_with is not None and not form.is_open:
        return "The minute is withheld as its item is."
    return f"The public may read the {kind}."


def show(
    request: SignedInRequest,
    form: ExemptForm,
    meeting: Meeting,
    row: AgendaItem | Minute,
    kicker: str,
) -> HttpResponse:
    """Show the form that marks an item or a minute."""
    context = {"form": form, "meeting": meeting, "row": row, "kicker": kicker}
    context["mark"] = mark_of(row)
    context["is_minute"] = isinstance(row, Minute)
    return render(request, "governance/exempt.html", context)
