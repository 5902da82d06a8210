"""What is to come and what is under way, as anybody may read it: notices, call-ins, reviews."""

from dataclasses import replace
from datetime import date
from typing import Any

from governance.exempt.reader import PUBLIC
from governance.exempt.rows import visible
from governance.models import Appendix, ForwardPlanEntry, OneOffHoliday, ScrutinyReview
from governance.models.issued import IssuedItem
from governance.presenters.call_ins import CallInLine, build_call_ins
from governance.presenters.forward_plan import ForwardPlan, decision_line, plan_of
from governance.presenters.published import published_among, published_reports
from governance.presenters.reviews import (
    ReviewLine,
    ReviewPage,
    build_review,
    readable_reviews,
    review_line,
    reviews_on,
)


def public_forward_plan(*, as_of: date) -> ForwardPlan:
    """Return the decisions of which notice is given: what a clerk still prepares is not told."""
    rows = visible(ForwardPlanEntry.objects.select_related("committee", "meeting"), PUBLIC)
    given = list(rows.filter(notice_on__lte=as_of))
    published = published_among(row.meeting.slug for row in given if row.meeting)
    calendar = OneOffHoliday.objects.working_calendar()
    lines = [decision_line(row, as_of=as_of, calendar=calendar) for row in given]
    return plan_of(
        [
            replace(each, meeting=each.meeting if each.meeting in published else "")
            for each in lines
        ],
        as_of=as_of,
    )


def public_call_ins(*, as_of: date) -> tuple[CallInLine, ...]:
    """Return the decisions that were called in: recorded, or of meetings whose agenda is out."""
    lines = build_call_ins(as_of=as_of, reader=PUBLIC)
    slugs = [slug for line in lines for slug in (line.meeting, line.considered_at)]
    published = published_among(slugs)
    return tuple(
        replace(
            line,
            considered_at=line.considered_at if line.considered_at in published else "",
            meeting=line.meeting if line.meeting in published else "",
        )
        for line in lines
        if line.record or line.meeting in published
    )


def _published_reviews(*, as_of: date) -> list[ScrutinyReview]:
    """Return the reviews whose report is out, and with it the appendix that the review is."""
    rows = reviews_on(readable_reviews(PUBLIC).exclude(report=None), as_of=as_of)
    reports: list[Any] = [row.report_id for row in rows]
    out: Any = published_reports(reports)
    appended: dict[str, list[int]] = {}
    wanted = Appendix.objects.filter(
        kind=Appendix.Kind.REVIEW, document__in=[row.slug for row in rows]
    )
    for slug, pk in wanted.values_list("document", "pk"):
        appended.setdefault(slug, []).append(pk)
    return [
        row
        for row in rows
        if row.report_id
        and row.report_id in out
        and _is_with_it(appended.get(row.slug, []), out[row.report_id])
    ]


def _is_with_it(appendices: list[int], issued: IssuedItem | None) -> bool:
    """Say whether what a review was appended as was issued with its report, and not withheld."""
    if issued is None or not appendices:
        return True
    withheld = {each.key for each in issued.withheld}
    held = issued.appendices
    return all(pk not in withheld and (held is None or pk in held) for pk in appendices)


def public_reviews(*, as_of: date) -> tuple[ReviewLine, ...]:
    """Return the reviews that are published, with how far each has come."""
    return tuple(review_line(row, as_of=as_of) for row in _published_reviews(as_of=as_of))


def public_review(slug: str, *, as_of: date) -> ReviewPage:
    """Return a published review. Raises ScrutinyReview.DoesNotExist for any other."""
    for row in _published_reviews(as_of=as_of):
        if row.slug == slug:
            return replace(build_review(row, as_of=as_of), source="")
    raise ScrutinyReview.DoesNotExist
