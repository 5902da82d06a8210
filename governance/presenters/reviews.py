"""Scrutiny reviews: the scoping statement, its timetable and what is late in it."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet

from governance.exempt.reader import Reader
from governance.exempt.rows import readable, visible
from governance.models import Appendix, Report, ReviewStep, ScrutinyReview
from governance.models.past import on_day, put_back
from governance.presenters.reports import ReportPaper
from governance.presenters.scoping import Scoping, scoping
from governance.sources import source_in_words
from herefordshire_cs.lib.recorded import dated, is_recorded_by
from herefordshire_cs.lib.text.words import count_in_words, day_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """One line of a timetable; ``earlier`` are the timescales that it had before."""

    pk: int
    order: int
    activity: str
    timescale: str
    due_on: date | None
    done_on: date | None
    late_words: str
    earlier: tuple[str, ...]

    @property
    def says_another_day(self) -> bool:
        """Whether its day is not plain from its words."""
        if self.due_on is None:
            return False
        return " ".join(self.timescale.split()) != " ".join(day_in_words(self.due_on).split())


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewLine:
    """A review in the list of them."""

    slug: str
    title: str
    committee: str
    committee_slug: str
    status: str
    done: int
    late: int
    steps: int
    following: StepLine | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPage:
    """A review with its scoping statement and its timetable."""

    slug: str
    statement: Scoping
    steps: tuple[StepLine, ...]
    committee_slug: str
    meeting: str
    meeting_words: str
    report: str
    source: str

    @property
    def late(self) -> int:
        """How many steps are late."""
        return sum(bool(step.late_words) for step in self.steps)


def readable_reviews(reader: Reader) -> Any:
    """Return the reviews that a reader may be given.

    One is read with the report that it belongs to, and with the appendix that it is; where either
    may not be read, there is no such review.
    """
    rows = ScrutinyReview.objects.select_related("committee", "report__meeting")
    reports = readable(Report.objects.all(), reader)
    hidden = Report.objects.exclude(pk__in=reports.values("pk"))
    appended = Appendix.objects.filter(kind=Appendix.Kind.REVIEW)
    shown = readable(appended, reader).filter(report__in=reports)
    withheld = appended.exclude(pk__in=shown.values("pk"))
    known = visible(rows, reader).exclude(report__in=hidden)
    return known.exclude(slug__in=withheld.values("document"))


def build_reviews(*, as_of: date, reader: Reader) -> tuple[ReviewLine, ...]:
    """Return the reviews that a reader may be given, with how far each has come by a day."""
    rows = reviews_on(readable_reviews(reader), as_of=as_of)
    return tuple(review_line(row, as_of=as_of) for row in rows)


def reviews_on(rows: QuerySet[ScrutinyReview], *, as_of: date) -> list[ScrutinyReview]:
    """Return reviews with the steps of their timetables, as recorded by a day."""
    steps = Prefetch("steps", dated(ReviewStep.objects.all(), as_of=as_of))
    return on_day(rows.prefetch_related(steps), as_of=as_of)


def review_line(row: ScrutinyReview, *, as_of: date) -> ReviewLine:
    """Return one review; the caller has fetched its steps along."""
    steps = step_lines(row, {}, as_of=as_of)
    dated = [step for step in steps if step.due_on and not step.done_on]
    return ReviewLine(
        slug=row.slug,
        title=row.title,
        committee=row.committee.name,
        committee_slug=row.committee.slug,
        status=row.status,
        done=sum(step.done_on is not None for step in steps),
        late=sum(bool(step.late_words) for step in steps),
        steps=len(steps),
        following=min(dated, key=lambda step: step.due_on or as_of, default=None),
    )


def build_review(row: ScrutinyReview, *, as_of: date) -> ReviewPage:
    """Return a review's page; it is one of ``reviews_on`` the day."""
    report = row.report
    return ReviewPage(
        slug=row.slug,
        statement=scoping(row, steps_of(row, as_of=as_of)),
        steps=step_lines(row, earlier_timescales(row, as_of=as_of), as_of=as_of),
        committee_slug=row.committee.slug,
        meeting=report.meeting.slug if report and report.meeting else "",
        meeting_words=day_in_words(report.meeting.held_on) if report and report.meeting else "",
        report=report.slug if report else "",
        source=source_in_words(row.source),
    )


def step_lines(
    row: ScrutinyReview, earlier: dict[int, list[str]], *, as_of: date
) -> tuple[StepLine, ...]:
    """Return the timetable as recorded by a day."""
    return tuple(
        StepLine(
            pk=step.pk,
            order=step.order,
            activity=step.activity,
            timescale=step.timescale,
            due_on=step.due_on,
            done_on=step.done_on if step.done_on and step.done_on <= as_of else None,
            late_words=late_in_words(step, as_of=as_of),
            earlier=tuple(earlier.get(step.pk, ())),
        )
        for step in steps_of(row, as_of=as_of)
    )


def steps_of(row: ScrutinyReview, *, as_of: date) -> list[ReviewStep]:
    """Return the steps of a review in their order, as recorded by a day."""
    return sorted(put_back(row.steps.all(), as_of=as_of), key=lambda step: (step.order, step.pk))


def late_in_words(step: ReviewStep, *, as_of: date) -> str:
    """Say how late a step is, or return nothing."""
    if step.due_on is None:
        return ""
    until = min(step.done_on, as_of) if step.done_on else as_of
    days = (until - step.due_on).days
    if days <= 0:
        return ""
    told = count_in_words(days, "day")
    if step.done_on and step.done_on <= as_of:
        return f"Done {told} late"
    return f"Late by {told}"


def earlier_timescales(row: ScrutinyReview, *, as_of: date) -> dict[int, list[str]]:
    """Return the timescales that each step had by a day before its own, the first one first."""
    found: dict[int, list[str]] = {}
    last: dict[int, tuple[str, date | None]] = {}
    kept = ReviewStep.history.filter(is_recorded_by(as_of), review=row.pk)
    for step in kept.order_by("history_date", "history_id"):
        told = (step.timescale, step.due_on)
        if step.id in last and last[step.id] != told:
            found.setdefault(step.id, []).append(_told(*last[step.id]))
        last[step.id] = told
    return found


def _told(timescale: str, due_on: date | None) -> str:
    return timescale or (day_in_words(due_on) if due_on else "blank")


def with_reviews(paper: ReportPaper) -> ReportPaper:
    """Return a report whose appended reviews are there to be read, but for those withheld."""
    slugs = {each.document for each in paper.appendices if _is_read(each)}
    if not slugs:
        return paper
    rows = ScrutinyReview.objects.filter(slug__in=slugs).select_related("committee")
    found = {row.slug: scoping(row, row.steps.all()) for row in rows.prefetch_related("steps")}
    appendices = tuple(
        replace(each, review=found.get(each.document)) if _is_read(each) else each
        for each in paper.appendices
    )
    return replace(paper, appendices=appendices)


def _is_read(appendix: Any) -> bool:
    # Of one that is withheld, its document is not told either.
    return appendix.kind == Appendix.Kind.REVIEW and bool(appendix.document)
