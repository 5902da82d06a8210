"""The pages on which anybody subscribes to the papers of a body, confirms it and ends it."""

from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from governance.exempt.reader import PUBLIC
from governance.exempt.rows import visible
from governance.forms.subscriptions import SubscriptionForm
from governance.models import Committee, Subscription
from governance.services import subscriptions as services
from governance.services.public_questions import TooManySent, count_one
from herefordshire_cs.accounts.visitors import visitor_address
from herefordshire_cs.lib import clock

TOO_MANY = (
    "As much was asked for from where you are within an hour as is taken here. Try again in an"
    " hour."
)


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@never_cache
def papers_subscribe(request: HttpRequest, slug: str) -> HttpResponse:
    """Take the address of anybody who wants the papers of an open body announced to them."""
    body = get_object_or_404(visible(Committee.objects.all(), PUBLIC), slug=slug)
    form = SubscriptionForm(request.POST if request.method == "POST" else None, now=clock.now())
    status, asked = HTTPStatus.OK, ""
    if form.is_valid():
        try:
            count_one(visitor_address(request))
        except TooManySent:
            form.add_error(None, TOO_MANY)
            status = HTTPStatus.TOO_MANY_REQUESTS
        else:
            asked = form.cleaned_data["address"]
            services.ask_to_subscribe(body, asked, on=clock.today(), at=clock.now())
    context = {"body": body, "form": form, "asked": asked, "has_ended": "ended" in request.GET}
    return render(request, "governance/register/subscribe.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@never_cache
def papers_subscription(request: HttpRequest, key: str) -> HttpResponse:
    """Confirm a subscription or end it, by the link that was sent; looking alone does neither."""
    bodies = visible(Committee.objects.all(), PUBLIC).order_by().values("pk")
    rows = Subscription.objects.filter(committee__in=bodies).select_related("committee")
    row = get_object_or_404(rows, key=key)
    if request.method == "POST" and request.POST.get("answer") == "end":
        services.end(row)
        return redirect(f"{reverse('papers-subscribe', args=[row.committee.slug])}?ended")
    if request.method == "POST":
        services.confirm(row, at=clock.now())
        return redirect("papers-subscription", key)
    context = {"body": row.committee, "is_waiting": row.confirmed_at is None}
    return render(request, "governance/register/subscription.html", context)
