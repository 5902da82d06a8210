"""The addresses of all that anybody may read, for programs that find pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from governance.models import Meeting, Report
from governance.presenters.decision_records import public_record_rows
from governance.presenters.public_bodies import public_bodies
from governance.presenters.public_work import public_reviews
from governance.presenters.published import published_meetings, published_reports

AT_MOST = 50_000  # addresses in one map. Source: sitemaps.org
ALWAYS = (
    "papers",
    "papers-committees",
    "papers-decisions",
    "papers-forward-plan",
    "papers-decision-records",
    "papers-call-ins",
    "papers-reviews",
    "papers-ask",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MappedPage:
    """A page by the name of its address and what stands in it."""

    name: str
    args: tuple[str, ...] = ()


def build_site_map(*, as_of: date) -> list[MappedPage]:
    """Return the public pages, the newest meetings first, at most as many as a map may hold."""
    return list(_pages(as_of=as_of))[:AT_MOST]


def _pages(*, as_of: date) -> Iterator[MappedPage]:
    for name in ALWAYS:
        yield MappedPage(name=name)
    for body in public_bodies():
        yield MappedPage(name="papers-committee", args=(body.slug,))
        yield MappedPage(name="papers-programme", args=(body.slug,))
    for review in public_reviews(as_of=as_of):
        yield MappedPage(name="papers-review", args=(review.slug,))
    records = public_record_rows("", committee="", as_of=as_of)
    for pk in records.values_list("pk", flat=True):
        yield MappedPage(name="papers-decision-record", args=(str(pk),))
    rows = published_meetings().order_by("-held_on", "slug")
    for slug, state in rows.values_list("slug", "state"):
        yield MappedPage(name="papers-meeting", args=(slug,))
        if state == Meeting.State.MINUTES_APPROVED:
            yield MappedPage(name="papers-minutes", args=(slug,))
    reports = Report.objects.filter(meeting__in=published_meetings())
    out = published_reports(reports.values_list("pk", flat=True))
    shown = Report.objects.filter(pk__in=out).order_by("-meeting__held_on", "slug")
    for meeting, report in shown.values_list("meeting__slug", "slug"):
        yield MappedPage(name="papers-report", args=(meeting, report))
