"""Pages of scrutiny reviews."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from governance.exempt.reader import reader_of
from governance.exempt.rows import visible
from governance.forms.reviews import NewReviewForm, ReviewForm, StepForm
from governance.models import Committee
from governance.presenters.reviews import (
    build_review,
    build_reviews,
    readable_reviews,
    reviews_on,
)
from governance.services import reviews as services
from governance.views.guards import may_read, may_run
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.requests import SignedInRequest, as_at
from herefordshire_cs.lib.web.seen import is_valid_as_seen, mark_of, saving_as_seen


@require_safe
@may_read
def reviews(request: SignedInRequest) -> HttpResponse:
    """List the reviews."""
    lines = build_reviews(as_of=as_at(request).as_of, reader=reader_of(request.user))
    return render(request, "governance/reviews/reviews.html", {"lines": lines})


@require_safe
@may_read
def review(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show one review."""
    as_of = as_at(request).as_of
    rows = readable_reviews(reader_of(request.user)).filter(slug=slug)
    found = reviews_on(rows, as_of=as_of)
    if not found:
        raise Http404
    page = build_review(found[0], as_of=as_of)
    return render(request, "governance/reviews/review.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@may_run
def review_new(request: SignedInRequest) -> HttpResponse:
    """Begin a review of one of the bodies that the reader knows."""
    committees = visible(Committee.objects.all(), reader_of(request.user))
    form = NewReviewForm(request.POST if request.method == "POST" else None, committees=committees)
    if form.is_valid():
        row = services.begin_review(
            committee=form.cleaned_data["committee"],
            title=form.cleaned_data["title"],
            words=form.words(),
            steps=form.cleaned_data["steps"],
        )
        messages.success(request, "The review is begun.")
        return redirect("review", row.slug)
    return render(request, "governance/reviews/new.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@may_run
@saving_as_seen
def review_change(request: SignedInRequest, slug: str) -> HttpResponse:
    """Say how a review stands, and who does it."""
    row = get_object_or_404(readable_reviews(reader_of(request.user)), slug=slug)
    form = ReviewForm(request.POST if request.method == "POST" else None, review=row)
    mark = mark_of(row)
    if is_valid_as_seen(form, row):
        steps = form.cleaned_data["steps"]
        services.change_review(review=row, words=form.words(), steps=steps, **form.about())
        messages.success(request, "The review is changed.")
        return redirect("review", slug)
    context = {"form": form, "review": row, "mark": mark}
    return render(request, "governance/reviews/change.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@may_run
@saving_as_seen
def review_step(request: SignedInRequest, slug: str, order: int) -> HttpResponse:
    """Fill in or move a step's timescale, or say when it was done."""
    row = get_object_or_404(readable_reviews(reader_of(request.user)), slug=slug)
    step = get_object_or_404(row.steps, order=order)
    form = StepForm(
        request.POST if request.method == "POST" else None, step=step, today=clock.today()
    )
    mark = mark_of(step)
    if is_valid_as_seen(form, step):
        services.change_step(step=step, **form.cleaned_data)
        messages.success(request, "The timetable is changed.")
        return redirect(f"{reverse('review', args=[slug])}#step-{order}")
    context = {"form": form, "review": row, "step": step, "mark": mark}
    return render(request, "governance/reviews/step.html", context)
