"""Asking a partner by a link, and the page that the link opens for whoever has it."""

from functools import partial
from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required, permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from actionplan.forms.partner_links import PartnerLinkForm, answer_form
from actionplan.forms.updates import ProgressUpdateForm
from actionplan.models import PartnerLink, PlanClosing, Standing
from actionplan.models.partner_links import pk_of
from actionplan.presenters.partner_links import asked_line, link_lines
from actionplan.rag import CLOSED_STATUSES
from actionplan.services import partner_links as verbs
from actionplan.services import updates
from actionplan.views.guards import find_action, page_of_action, recording
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.attempting import Refusals, attempt, keep
from herefordshire_cs.lib.web.requests import SignedInRequest

may_ask = permission_required("actionplan.add_partnerlink", raise_exception=True)
GONE: Refusals = {verbs.LinkGone: "It was answered or ended already. Nothing was changed."}
REFUSED: Refusals = {
    updates.ActionClosed: "The action was completed before that day. It is not updated.",
    updates.NeedsEvidence: (
        "That all of it is done needs evidence. Send it to who asked, say so here, and choose that"
        " it goes on: they record that it is done."
    ),
    updates.NeedsSecondPerson: (
        "That all of it is done is agreed to by somebody of the council. Say so in words, and"
        " choose that it goes on: they record that it is done."
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@may_ask
def partner_links(request: SignedInRequest, slug: str, reference: str) -> HttpResponse:
    """Ask a partner by a link how an action goes; list the links that were sent."""
    today = clock.today()
    action = find_action(slug, reference)
    page = page_of_action(slug, reference, as_of=today)
    form = PartnerLinkForm(request.POST if request.method == "POST" else None, today=today)
    if form.is_valid():
        write = partial(verbs.ask_partner, action, by=recording(request), **form.cleaned_data)
        said = f"A link goes to {form.cleaned_data['address']}."
        if keep(request, form, write, refused={}, said=said):
            return redirect("partner-links", slug, reference)
    context = {
        "plan": page.plan,
        "page": page,
        "form": form,
        "is_closed": page.line.status in CLOSED_STATUSES,
        "links": link_lines(action.pk, as_of=today),
    }
    return render(request, "actionplan/partner_links/links.html", context)


@require_POST
@may_ask
def partner_link_end(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """End a link, so that nobody answers by it any more."""
    links = PartnerLink.objects.select_related("action__plan", "organisation")
    link = get_object_or_404(links, action__plan__slug=slug, pk=pk)
    write = partial(verbs.end_link, link, by=recording(request))
    attempt(request, write, refused=GONE, said=f"The link of {link} is ended.")
    return redirect("partner-links", slug, link.action.reference)


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@never_cache
def partner_answer(request: HttpRequest, key: str) -> HttpResponse:
    """Take once what a partner says of an action; whoever has the link reads that action alone."""
    today = clock.today()
    link = find_link(key)
    if not is_answerable(link):
        return gone(request)
    form = answer_form(
        request.POST if request.method == "POST" else None, link.action, today=today
    )
    if form.is_valid():
        write = partial(answer, link, form)
        try:
            if keep(request, form, write, refused=REFUSED, said="Thank you. It is recorded."):
                return redirect("partner-answer", key)
        except verbs.LinkGone:
            return gone(request)
    context = {"asked": asked_line(link, as_of=today), "form": form}
    return render(request, "actionplan/partner_links/answer.html", context)


def find_link(key: str) -> PartnerLink:
    """Return the link of a signed key; any other is not there."""
    pk = pk_of(key)
    rows = PartnerLink.objects.select_related(
        "action__plan__scheme", "action__recommendation", "organisation", "asked_by"
    ).prefetch_related("action__plan__scheme__levels")
    link = rows.filter(pk=pk).first() if pk is not None else None
    if link is None:
        raise Http404
    return link


def is_answerable(link: PartnerLink) -> bool:
    """Say whether a link still opens its form: neither it, its action nor its plan is over."""
    today = clock.today()
    is_open = Standing.objects.on(today).open().filter(action=link.action_id).exists()
    closed = PlanClosing.objects.filter(plan=link.action.plan_id).holding(on=today).exists()
    return link.is_usable(on=today) and is_open and not closed


def gone(request: HttpRequest) -> HttpResponse:
    """Say that a link is used or over, and nothing of what it was about."""
    template = "actionplan/partner_links/gone.html"
    return render(request, template, status=HTTPStatus.GONE)


def answer(link: PartnerLink, form: ProgressUpdateForm) -> None:
    """Record what a form says that is whole."""
    said = form.cleaned_data
    verbs.answer_by_link(
        link,
        narrative=said["narrative"],
        needed=said.get("needed", ""),
        status=form.status,
        rating=form.rating_given,
        reported_on=said["reported_on"],
        kept_reason=said.get("kept_reason", ""),
        on=clock.today(),
        at=clock.now(),
    )
