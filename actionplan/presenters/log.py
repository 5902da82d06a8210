"""What was recorded in plans, for the log: each kind of row a source of its own."""

from collections.abc import Iterator
from functools import partial

from django.db.models import Model, QuerySet
from django.urls import reverse

from actionplan.models import (
    Action,
    ActionByWhen,
    AssuranceEntry,
    ByWhenRequest,
    CarriedOn,
    CompletionClaim,
    Evidence,
    Moderation,
    PlanClosing,
    ProgressUpdate,
    ReportingOccasion,
    Rewording,
    RiskAssessment,
)
from actionplan.models.plan_access import seen_with
from herefordshire_cs.accounts.plan_roles import PlanAccess
from herefordshire_cs.lib.log import LogAsked, LogEntry, LogSource, newest, short
from herefordshire_cs.lib.text.words import day_in_words, mid_sentence


def _updates(asked: LogAsked, access: PlanAccess) -> Iterator[LogEntry]:
    rows = ProgressUpdate.objects.select_related("author", "action__plan", "recommendation__plan")
    for row in newest(_seen(rows, access, "action__plan", "recommendation__plan"), asked):
        of = row.action or row.recommendation
        yield LogEntry(
            at=row.recorded_at,
            who=str(row.author),
            did="posted an update" if row.action else "reported on it",
            about=named(row),
            url=of.get_absolute_url() if of else "",
            speaks_of=row.reported_on if row.reported_on != row.recorded_on else None,
            now=_words_of(row) + _taken_back(row.withdrawn_on),
        )


def _words_of(row: ProgressUpdate) -> str:
    """Return the words of a note, but for the board’s: a log is taken out as a file."""
    return "A note for the board only" if row.is_for_board else short(row.narrative)


def named(row: ProgressUpdate | Moderation) -> str:
    """Name what an update or a rating is of."""
    if row.action is not None:
        return f"{row.action.plan}: action {row.action.reference}"
    part = row.recommendation
    return f"{part.plan}: {mid_sentence(part.plan.level_name)} {part.number}" if part else ""


def _taken_back(day: object) -> str:
    return " (taken back)" if day else ""


def _by_whens(asked: LogAsked, access: PlanAccess) -> Iterator[LogEntry]:
    rows = ActionByWhen.objects.filter(order__gt=1).select_related("recorded_by", "action__plan")
    for row in newest(_seen(rows, access, "action__plan"), asked, who="recorded_by"):
        yield LogEntry(
            at=row.recorded_at,
            who=str(row.recorded_by),
            did="agreed a new by-when",
            about=f"{row.action.plan}: action {row.action.reference}",
            url=row.action.get_absolute_url(),
            speaks_of=row.holds_from if row.holds_from != row.recorded_on else None,
            now=f"{row}: {short(row.reason)}" + _taken_back(row.withdrawn_on),
        )


def _by_when_requests(asked: LogAsked, access: PlanAccess) -> Iterator[LogEntry]:
    rows = ByWhenRequest.objects.select_related("asked_by", "action__plan", "answered_by")
    for row in newest(_seen(rows, access, "action__plan"), asked, at="asked_at", who="asked_by"):
        yield _request(row, row.action, "asked for a new by-when")


def _claims(asked: LogAsked, access: PlanAccess) -> Iterator[LogEntry]:
    rows = CompletionClaim.objects.select_related("asked_by", "action__plan", "answered_by")
    for row in newest(_seen(rows, access, "action__plan"), asked, at="asked_at", who="asked_by"):
        yield _request(row, row.action, "asked to agree that it is done")


def _request(row: ByWhenRequest | CompletionClaim, action: Action, did: str) -> LogEntry:
    answer = f"{row.get_answer_display()} by {row.answered_by}" if row.answer else ""
    return LogEntry(
        at=row.asked_at,
        who=str(row.asked_by),
        did=did,
        about=f"{action.plan}: action {action.reference}",
        url=action.get_absolute_url(),
        now=answer or "No answer yet",
    )


def _moderations(asked: LogAsked, access: PlanAccess) -> Iterator[LogEntry]:
    rows = Moderation.objects.select_related(
        "author", "action__plan__scheme", "recommendation__plan__scheme"
    ).prefetch_related("action__plan__scheme__levels", "recommendation__plan__scheme__levels")
    for row in newest(_seen(rows, access, "action__plan", "recommendation__plan"), asked):
        of = row.action or row.recommendation
        scale = of.plan.rating_scheme().scale if of else None
        word = scale.of(row.rating).word if scale else row.rating
        yield LogEntry(
            at=row.recorded_at,
            who=str(row.author),
            did="rated it as a director",
            about=named(row),
            url=of.get_absolute_url() if of else "",
            now=f"{word}: {short(row.reason)}" + _taken_back(row.withdrawn_on),
        )


def _rewordings(asked: LogAsked, access: PlanAccess) -> Iterator[LogEntry]:
    along = ("plan", "ratingscheme", "recommendation__plan", "action__plan", "officer")
    rows = Rewording.objects.select_related("recorded_by", "ratinglevel", "organisation", *along)
    for row in newest(_seen(rows, access, "within"), asked, who="recorded_by"):
        of = getattr(row, row.whose[0])
        address = getattr(of, "get_absolute_url", None)
        yield LogEntry(
            at=row.recorded_at,
            who=str(row.recorded_by),
            did=f"edited {row.field.replace('_', ' ').removesuffix(' id')}",
            about=short(of),
            url=address() if address else "",
            was=short(row.before),
            now=short(row.after) + (f" ({short(row.reason)})" if row.reason else ""),
        )


def _closings(asked: LogAsked, access: PlanAccess) -> Iterator[LogEntry]:
    rows = PlanClosing.objects.select_related("plan", "closed_by")
    for row in newest(_seen(rows, access, "plan"), asked, who="closed_by"):
        again = f" (opened again {day_in_words(row.reopened_on)})" if row.reopened_on else ""
        yield LogEntry(
            at=row.recorded_at,
            who=str(row.closed_by),
            did="closed the plan",
            about=str(row.plan),
            url=row.plan.get_absolute_url(),
            now=short(row.reason) + again,
        )


def _carried(asked: LogAsked, access: PlanAccess) -> Iterator[LogEntry]:
    rows = CarriedOn.objects.select_related("recorded_by", "earlier__plan", "later__plan")
    for row in newest(
        _seen(rows, access, "earlier__plan", "later__plan"), asked, who="recorded_by"
    ):
        yield LogEntry(
            at=row.recorded_at,
            who=str(row.recorded_by),
            did="carried it on",
            about=f"{row.earlier.plan}: action {row.earlier.reference}",
            url=row.earlier.get_absolute_url(),
            now=f"{row.later.plan}: action {row.later.reference}",
        )


def _evidence(asked: LogAsked, access: PlanAccess) -> Iterator[LogEntry]:
    """What is open is named; of the rest that there is a piece is all that is told."""
    rows = Evidence.objects.select_related("author", "plan")
    for row in newest(_seen(rows, access, "plan"), asked):
        is_open = row.sensitivity == Evidence.Sensitivity.OPEN
        yield LogEntry(
            at=row.recorded_at,
            who=str(row.author),
            did="recorded evidence",
            about=f"{row.plan}: {short(row.title) if is_open else 'evidence that is not open'}",
            url=row.get_absolute_url(),
            now=_taken_back(row.withdrawn_on).strip(" ()"),
        )


def _assurance(asked: LogAsked, access: PlanAccess) -> Iterator[LogEntry]:
    rows = AssuranceEntry.objects.select_related("author", "plan")
    for row in newest(_seen(rows, access, "plan"), asked):
        yield LogEntry(
            at=row.recorded_at,
            who=str(row.author),
            did="recorded a look at the work",
            about=f"{row.plan}: {row.get_kind_display()}",
            url=reverse("assurance-entry", args=[row.plan.slug, row.pk]),
            speaks_of=row.took_place_on if row.took_place_on != row.recorded_on else None,
            now=short(row.findings) + _taken_back(row.withdrawn_on),
        )


def _assessments(asked: LogAsked, access: PlanAccess) -> Iterator[LogEntry]:
    rows = RiskAssessment.objects.select_related("author", "risk__register")
    for row in newest(_seen(rows, access, "risk__register__plan"), asked):
        yield LogEntry(
            at=row.recorded_at,
            who=str(row.author),
            did="assessed a risk",
            about=f"{row.risk.register}: {row.risk.reference}",
            url=reverse("risk", args=[row.risk.register.slug, row.risk.reference]),
            now=_taken_back(row.withdrawn_on).strip(" ()"),
        )


def _occasions(asked: LogAsked, access: PlanAccess) -> Iterator[LogEntry]:
    rows = ReportingOccasion.objects.select_related("plan", "recorded_by")
    for row in newest(_seen(rows, access, "plan"), asked, who="recorded_by"):
        yield LogEntry(
            at=row.recorded_at,  # type: ignore[arg-type]  # a person's row has its instant
            who=str(row.recorded_by),
            did="recorded who was told",
            about=f"{row.plan}: {row.body}",
            url=f"{row.plan.get_absolute_url()}#occasions",
            speaks_of=row.occurred_on,
            now=short(row.what) + _taken_back(row.withdrawn_on),
        )


def _seen[M: Model](rows: QuerySet[M], access: PlanAccess, *plans: str) -> QuerySet[M]:
    """Leave out the rows of plans that are hidden from a reader, whichever way leads to one."""
    for plan in plans:
        rows = seen_with(rows, access, plan=plan)
    return rows


def sources(access: PlanAccess) -> tuple[LogSource, ...]:
    """Return what the log tells of plans to somebody for whom there are some."""
    return tuple(partial(source, access=access) for source in SOURCES)


SOURCES = (
    _updates,
    _by_whens,
    _by_when_requests,
    _claims,
    _moderations,
    _rewordings,
    _closings,
    _carried,
    _evidence,
    _assurance,
    _assessments,
    _occasions,
)
