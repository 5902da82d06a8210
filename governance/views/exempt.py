"""Whether the public may read a report, an appendix, an item or a minute."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from governance.exempt.marks import short_ground
from governance.exempt.reader import reader_of
from governance.exempt.review_days import review_days
from governance.forms.exempt import AS_ITEM, ExemptForm, MinuteExemptForm
from governance.models import AgendaItem, Appendix, Meeting, Minute, Report
from governance.services import agendas, exempt
from governance.services.agendas import is_published
from governance.views.agendas import address_of_item, find_item
from governance.views.appendices import REFUSED, address_of_report, hidden_titles
from governance.views.guards import (
    corrections_owed,
    find_appendix,
    find_meeting,
    find_report,
    may_minute,
    may_run,
)
from herefordshire_cs.accounts.sessions.proving import proved_again
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.attempting import keep
from herefordshire_cs.lib.web.requests import SignedInRequest
from herefordshire_cs.lib.web.seen import is_valid_as_seen, mark_of, saving_as_seen


@require_safe
@may_run
def exempt_reviews(request: SignedInRequest) -> HttpResponse:
    """List what is withheld and has a day on which that is looked at again."""
    rows = [
        (row, reverse(row.view, args=row.args))
        for row in review_days(reader_of(request.user), as_of=clock.today())
    ]
    return render(request, "governance/exempt/reviews.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@may_run
@proved_again
@saving_as_seen
def item_exempt(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Say whether an item is exempt by itself; that of a report is, with its report."""
    meeting = find_meeting(request, slug)
    item = find_item(request, meeting, pk)
    if item.report is not None:
        return redirect("report-exempt", slug, item.report.slug)
    form = ExemptForm(
        request.POST if request.method == "POST" else None,
        initial=exempt.marking_initial(item),
        titles=[item.title],
        is_published=is_published(meeting),
    )
    if is_valid_as_seen(form, item) and keep(
        request,
        form,
        lambda: keep_item(item, form),
        refused=REFUSED,
        said=said_of("item", form),
        warnings=corrections_owed(form, "paper"),
    ):
        return redirect(address_of_item(item))
    return show(request, form, meeting, item, f"Item: {item.title}")


def keep_item(item: AgendaItem, form: ExemptForm) -> None:
    """Mark an item as the form says."""
    exempt.mark_item(
        item=item,
        marking=form.marking(),
        correction_follows=form.correction_follows,
        at=clock.now(),
        on=clock.today(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@may_minute
@proved_again
@saving_as_seen
def minute_exempt(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Say whether a minute is exempt by itself, as its item, or open."""
    meeting = find_meeting(request, slug)
    rows = meeting.minutes.select_related("item__report")
    minute = get_object_or_404(rows.prefetch_related("item__report__appendices"), pk=pk)
    withheld = minute.withheld_with
    form = MinuteExemptForm(
        request.POST if request.method == "POST" else None,
        initial=exempt.marking_initial(minute)
        | chosen_of(minute)
        | {"public_summary": minute.public_summary},
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
    exempt.mark_minute(
        minute=minute,
        marking=form.marking(),
        is_open=form.is_open,
        public_summary=form.cleaned_data["public_summary"],
        at=clock.now(),
        on=clock.today(),
    )


def said_of(kind: str, form: ExemptForm) -> str:
    """Say as what an item or a minute was marked."""
    paragraph = form.marking().paragraph
    if paragraph is not None:
        return f"The {kind} is exempt under {short_ground(paragraph, form.also())}."
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
    return render(request, "governance/exempt/exempt.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@may_run
@proved_again
@saving_as_seen
def report_exempt(request: SignedInRequest, slug: str, report: str) -> HttpResponse:
    """Say whether a report is exempt, and why."""
    row = find_report(request, slug, report)
    return mark_paper(request, row, row, hidden_titles(row))


@require_http_methods(["GET", "HEAD", "POST"])
@may_run
@proved_again
@saving_as_seen
def appendix_exempt(request: SignedInRequest, slug: str, report: str, pk: int) -> HttpResponse:
    """Say whether an appendix is exempt, and why."""
    row = find_report(request, slug, report)
    appendix = find_appendix(request, row, pk)
    titles = [appendix.title, *(hidden_titles(row) if row.is_exempt else [])]
    return mark_paper(request, row, appendix, titles)


def mark_paper(
    request: SignedInRequest, row: Report, paper: Report | Appendix, titles: list[str]
) -> HttpResponse:
    """Show the form that marks a report or its appendix; a POST marks it."""
    form = ExemptForm(
        request.POST if request.method == "POST" else None,
        initial=exempt.marking_initial(paper),
        titles=titles,
        is_published=agendas.is_before_published(row),
        is_within_exempt=paper is not row and row.is_exempt,
    )
    mark = mark_of(paper)
    if is_valid_as_seen(form, paper) and keep(
        request,
        form,
        lambda: keep_marking(paper, form),
        refused=REFUSED,
        said=in_words(form),
        warnings=corrections_owed(form, "paper"),
    ):
        row.refresh_from_db(fields=["slug"])  # an exempt one has an address that tells nothing
        return redirect(address_of_report(row))
    context = {"form": form, "report": row, "meeting": row.meeting, "paper": paper, "mark": mark}
    return render(request, "governance/exempt/report.html", context)


def keep_marking(paper: Report | Appendix, form: ExemptForm) -> None:
    """Mark a paper as the form says."""
    exempt.mark_exempt(
        paper=paper,
        marking=form.marking(),
        correction_follows=form.correction_follows,
        at=clock.now(),
    )


def in_words(form: ExemptForm) -> str:
    """Say as what a paper was marked."""
    paragraph = form.marking().paragraph
    if paragraph is None:
        return "The paper is not exempt in itself."
    return f"The paper is exempt under {short_ground(paragraph, form.also())}."
