"""One Action as at a day: its rating in three voices, its facts, its history, its doubts."""

# Longer than most: the page with the most kinds of row, each told by a function of its own.

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, QuerySet, Subquery

from actionplan.models import (
    Action,
    ActionByWhen,
    Arrangement,
    AssuranceLink,
    ByWhenRequest,
    CarriedOn,
    CompletionClaim,
    Dispute,
    Doubt,
    EvidenceLink,
    EvidenceRequest,
    Keeping,
    Milestone,
    Moderation,
    Promise,
    ReportingLine,
    Rewording,
    RiskLink,
    Standing,
    StandingQuerySet,
    SuccessCriterion,
    UpdateRequest,
)
from actionplan.models.corrections import known
from actionplan.models.facts import by_when_in_force
from actionplan.models.plan_access import is_told
from actionplan.presenters.actions import ActionLine, action_line
from actionplan.presenters.arrangements import (
    ArrangementLine,
    arrangement_entries,
    arrangement_line,
)
from actionplan.presenters.assurance import AssuranceMention, assurance_entries, mentions
from actionplan.presenters.disputes import DisputeLine, dispute_lines
from actionplan.presenters.doubts import DoubtLine, doubt_line
from actionplan.presenters.evidence import (
    FILES,
    OF_LINKS,
    EvidenceLine,
    WantedLine,
    evidence_lines,
    wanted_line,
)
from actionplan.presenters.history import BEGINNING, HistoryEntry, history
from actionplan.presenters.impact_ratings import with_impact
from actionplan.presenters.milestones import MilestoneLine, milestone_lines
from actionplan.presenters.periodic_reports import PromisedReport, promised_reports
from actionplan.presenters.plans import PlanHead, closed_on, plan_head
from actionplan.presenters.predecessors import Kin, kin_of_action
from actionplan.presenters.promises import PromiseLine, lines_of
from actionplan.presenters.rewordings import Holder, criteria_of, past_holders
from actionplan.presenters.risks import RiskLine, risks_of_actions
from actionplan.presenters.understandings import Slip, Understanding, slips, understandings
from actionplan.presenters.update_requests import (
    UpdateRequestLine,
    request_entries,
    request_lines,
)
from actionplan.rag import (
    what_the_director_said,
    what_the_facts_say,
    what_the_lead_said,
)
from herefordshire_cs.accounts.plan_roles import EVERY_PLAN, PlanAccess
from herefordshire_cs.lib.edits import Past
from herefordshire_cs.lib.text.words import day_in_words

# Tables that hold rows of few Actions; named as the Action names them.
FURTHER_TABLES: dict[str, type[Model]] = {
    "arrangements": Arrangement,
    "assurance_links": AssuranceLink,
    "doubts": Doubt,
    "disputes": Dispute,
    "evidence": EvidenceLink,
    "evidence_requests": EvidenceRequest,
    "by_when_requests": ByWhenRequest,
    "keepings": Keeping,
    "completion_claims": CompletionClaim,
    "milestones": Milestone,
    "moderations": Moderation,
    "promises": Promise,
    "rewordings": Rewording,
    "risk_links": RiskLink,
    "success_criteria": SuccessCriterion,
    "update_requests": UpdateRequest,
}


def _rows_of(model: type[Model]) -> QuerySet[Any]:
    return model._default_manager.filter(action=OuterRef("action_id")).order_by()


def _beside(step: int, as_of: date) -> Subquery:
    siblings = Standing.objects.filter(
        plan=OuterRef("plan_id"), position=OuterRef("position") + step
    )
    return Subquery(siblings.on(as_of).order_by().values("action__reference"))


CRITERIA = _rows_of(SuccessCriterion).order_by("order")
BY_WHENS = _rows_of(ActionByWhen).order_by("holds_from", "order")
# What comes along with a standing, but for what depends on the day. Made once, and added at once:
# asking for the page of an Action is mostly the making of its query.
ALONG: dict[str, Any] = {
    # Which further tables hold rows of it, so that empty ones are not asked; of the success
    # criteria, whether there are more than the first.
    **{f"has_{name}": Exists(_rows_of(model)) for name, model in FURTHER_TABLES.items()},
    "has_success_criteria": Exists(CRITERIA[1:2]),
    "has_promised_reports": Exists(
        ReportingLine.objects.filter(
            plan=OuterRef("plan_id"), action_reference=OuterRef("action__reference")
        ).order_by()
    ),
    "has_kin": Exists(Action.objects.filter(predecessor=OuterRef("action_id")).order_by())
    | Exists(
        CarriedOn.objects.filter(
            Q(earlier=OuterRef("action_id")) | Q(later=OuterRef("action_id"))
        ).order_by()
    ),
    "criterion": Subquery(CRITERIA.values("text")[:1]),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionPage:
    """Everything that is known of an Action as at a day.

    ``officers`` are the keys of those who lead or support it; ``newest_update`` is that of the
    update posted last, whatever day it speaks of, so that a form can tell whether one came since.
    """

    plan: PlanHead
    as_of: date
    line: ActionLine
    added_on: date
    recommendation_text: str
    facts_say: str
    lead_said: str
    director_said: str
    moderation_in_force: int | None
    lead_explained: str
    lead_as_written: str
    by_when_note: str
    partners: tuple[str, ...]
    partners_as_written: str
    additional_capacity: str
    success_criteria: tuple[str, ...]
    arrangement: ArrangementLine | None
    assurance: tuple[AssuranceMention, ...]
    milestones: tuple[MilestoneLine, ...]
    evidence: tuple[EvidenceLine, ...]
    wanted: tuple[WantedLine, ...]
    history: tuple[HistoryEntry, ...]
    understandings: tuple[Understanding, ...]
    slips: tuple[Slip, ...]
    doubts: tuple[DoubtLine, ...]
    disputes: tuple[DisputeLine, ...]
    promises: tuple[PromiseLine, ...]
    risks: tuple[RiskLine, ...]
    promised_reports: tuple[PromisedReport, ...]
    update_requests: tuple[UpdateRequestLine, ...]
    accountable: str
    kin: tuple[Kin, ...]
    source: str
    newest_update: int | None = field(compare=False)  # of today, not of the day shown
    officers: frozenset[int] = field(compare=False)  # of today too
    previous: str
    following: str

    @property
    def last_update(self) -> HistoryEntry | None:
        """What was said last, or nothing."""
        return next((entry for entry in self.history if not entry.is_event), None)

    @property
    def update_asked(self) -> UpdateRequestLine | None:
        """The request for an update that waits, or nothing."""
        return next((line for line in self.update_requests if line.is_waiting), None)


def find_standing(slug: str, reference: str, *, as_of: date) -> Standing:
    """Return an Action's standing on a day with all that its page needs of the Action itself.

    Raises ``Standing.DoesNotExist``.
    """
    first = BY_WHENS.filter(known(as_of))
    of_the_day: dict[str, Any] = {
        "by_when_as_written": Subquery(first.values("as_written")[:1]),
        "by_when_precision": Subquery(first.values("precision")[:1]),
        # The references beside its own.
        "previous": _beside(-1, as_of),
        "following": _beside(1, as_of),
        "plan_closed_on": closed_on("plan_id", as_of=as_of),
        "has_withdrawn_by_when": Exists(
            ActionByWhen.objects.filter(action=OuterRef("action_id"), withdrawn_on__lte=as_of)
        ),
    }
    return (
        _with_all_along()
        .on(as_of)
        .filter(action__plan__slug=slug, action__reference=reference)
        .annotate(**of_the_day)
        .get()
    )


@cache
def _with_all_along() -> StandingQuerySet:
    return (
        Standing.objects.select_related(
            "action__plan__scheme",
            "action__project_area",
            "action__recommendation",
            "action__source",
        )
        .prefetch_related("action__plan__scheme__levels")
        .annotate(**ALONG)
    )


def build_action_page(
    slug: str, reference: str, *, as_of: date, access: PlanAccess = EVERY_PLAN
) -> ActionPage:
    """Return one Action's page; four queries, and one for each further table with rows of it.

    ``access`` says which other plans its reader may be told of: their risks, and what carries the
    same matter on. Raises ``Standing.DoesNotExist``.
    """
    standing = find_standing(slug, reference, as_of=as_of)
    action = standing.action
    plan = plan_head(action.plan, as_of=as_of, closed_on=standing.plan_closed_on)
    plan.past.put_back(action.recommendation)
    facts = standing.facts()
    rows = action.roles.select_related("officer", "organisation").order_by("order")
    roles = past_holders(plan.past).of(action.pk, rows, plan.past)
    said = list(action.updates.select_related("author", "author_for", "withdrawn_by"))
    updates = [row for row in said if row.recorded_on <= as_of and is_told(row, access)]
    by_whens = recorded_by_whens(standing, as_of=as_of)
    in_record = [row for row in by_whens if row.is_known(on=as_of)]
    moderations = [
        row for row in further(standing, "moderations", select=["author"]) if row.made_on <= as_of
    ]
    requests = further(
        standing,
        "by_when_requests",
        select=["action__plan", "asked_by", "approver", "answered_by"],
    )
    arrangements = further(standing, "arrangements", select=["author", "withdrawn_by", "source"])
    keepings = further(standing, "keepings", select=["author", "withdrawn_by"])
    looks = further(
        standing,
        "assurance_links",
        select=["entry__plan", "entry__author", "entry__withdrawn_by"],
    )
    claims = further(
        standing,
        "completion_claims",
        select=["action__plan", "asked_by", "approver", "answered_by"],
    )
    wanted_updates = further(
        standing,
        "update_requests",
        select=["action__plan", "asked_by", "answered_by"],
        prefetch=["escalations__person"],
    )
    return ActionPage(
        plan=plan,
        as_of=as_of,
        line=with_impact([action_line(standing, plan, as_of=as_of)], plan, as_of=as_of)[0],
        added_on=action.added_on,
        recommendation_text=action.recommendation.text.rstrip("."),
        facts_say=what_the_facts_say(facts, plan.scheme, as_of=as_of),
        lead_said=what_the_lead_said(facts, plan.scheme, as_of=as_of),
        director_said=what_the_director_said(facts, plan.scheme),
        moderation_in_force=moderation_in_force(moderations, standing),
        lead_explained=lead_explained(action, roles),
        lead_as_written=action.lead_as_written,
        by_when_note=by_when_note(standing, in_record, as_of=as_of),
        partners=tuple(role.holder for role in roles if not role.leads),
        partners_as_written=action.partners_as_written,
        additional_capacity=action.additional_capacity,
        success_criteria=success_criteria(standing, plan.past),
        arrangement=arrangement_line(arrangements, keepings, as_of=as_of),
        assurance=mentions(looks, as_of=as_of),
        milestones=milestone_lines(
            further(standing, "milestones", select=["action"], prefetch=["completions"]),
            plan.scheme.scale,
            as_of=as_of,
        ),
        evidence=evidence_lines(
            further(standing, "evidence", select=OF_LINKS, prefetch=FILES), as_of=as_of
        ),
        wanted=tuple(
            wanted_line(row, as_of=as_of)
            for row in further(
                standing,
                "evidence_requests",
                select=["action", "author", "source", "withdrawn_by", "evidence"],
            )
            if row.recorded_on <= as_of
        ),
        history=history(
            updates,
            by_whens,
            moderations,
            requests,
            claims,
            standing,
            further(standing, "rewordings", select=["recorded_by"]),
            plan.scheme.scale,
            as_of=as_of,
            also=[
                *arrangement_entries(arrangements, keepings, as_of=as_of),
                *assurance_entries(looks, as_of=as_of),
                *request_entries(wanted_updates, as_of=as_of),
            ],
        ),
        understandings=understandings(action, in_record),
        slips=slips(action.emendations),
        doubts=tuple(
            doubt_line(row, as_of=as_of)
            for row in further(standing, "doubts", select=["settled_by"])
        ),
        disputes=dispute_lines(
            further(standing, "disputes", select=["said_in", "settled_by"]), as_of=as_of
        ),
        promises=tuple(
            lines_of(
                further(standing, "promises", select=["update"]),
                standing,
                as_of=as_of,
            )
        ),
        risks=risks_of_actions(action.pk, as_of=as_of, access=access)
        if standing.has_risk_links
        else (),
        promised_reports=promised_reports(plan, as_of=as_of, reference=action.reference)
        if standing.has_promised_reports
        else (),
        update_requests=request_lines(wanted_updates, as_of=as_of),
        accountable=action.accountable_as_written,
        kin=kin_of_action(action, has_kin=standing.has_kin, as_of=as_of, access=access),
        source=source_in_words(action),
        newest_update=max((row.pk for row in said), default=None),
        officers=frozenset(row.officer_id for row in rows if row.officer_id),
        previous=standing.previous or "",
        following=standing.following or "",
    )


def recorded_by_whens(standing: Standing, *, as_of: date) -> list[ActionByWhen]:
    """Return the by-whens recorded by a day; the only one of an Action that has one is here."""
    if standing.times_moved or standing.has_withdrawn_by_when:
        rows = standing.action.by_whens.filter(recorded_on__lte=as_of)
        ordered = rows.order_by("holds_from", "order")
        return list(ordered.select_related("recorded_by", "withdrawn_by"))
    if standing.by_when_precision is None:
        return []
    return [
        ActionByWhen(
            as_written=standing.by_when_as_written or "",
            understood=standing.by_when_understood,
            precision=standing.by_when_precision,
            holds_from=standing.from_on,
            recorded_on=standing.from_on,
            recorded_at=BEGINNING,
        )
    ]


def further(
    standing: Standing, name: str, select: Sequence[str] = (), prefetch: Sequence[str] = ()
) -> list[Any]:
    """Return an Action's rows of a further table, without asking where the flag says none."""
    if not getattr(standing, f"has_{name}"):
        return []
    rows = getattr(standing.action, name).prefetch_related(*prefetch)
    return list(rows.select_related(*select) if select else rows)


def success_criteria(standing: Standing, past: Past) -> tuple[str, ...]:
    """Return how it will be known that the Action is done; most Actions have one such text."""
    said = criteria_of(standing.action, past)
    if said is not None:
        return said
    if standing.criterion is None:
        return ()
    rows = further(standing, "success_criteria")
    return tuple(row.text for row in rows) or (standing.criterion,)


def moderation_in_force(moderations: Iterable[Moderation], standing: Standing) -> int | None:
    """Return the key of the moderation that holds, so that it can be withdrawn."""
    if not standing.moderated_rating:
        return None
    return max(
        (row.pk for row in moderations if row.made_on == standing.moderated_on), default=None
    )


def lead_explained(action: Action, roles: Iterable[Holder]) -> str:
    """Return who the leads are, and that a blank or a ditto was read as the lead above."""
    leads = [role for role in roles if role.leads]
    labels = [
        f"{role.officer.full_label}{_unknown(role)}" for role in leads if role.officer is not None
    ]
    named = "; ".join(dict.fromkeys(labels))  # one may be accountable and the lead
    if action.lead_reading == Action.LeadReading.NAMED:
        return named
    return "; ".join(
        part for part in (named, f"the paper has {action.get_lead_reading_display()}") if part
    )


def by_when_note(standing: Standing, by_whens: list[ActionByWhen], *, as_of: date) -> str:
    """Return how exact the by-when is, and how often it was moved."""
    moved = standing.times_moved
    last = by_when_in_force(by_whens, as_of=as_of)
    if last is None:
        return ""
    times = {0: "Never moved", 1: "Moved once"}.get(moved, f"Moved {moved} times")
    first = f"; first {by_whens[0].understood}" if moved else ""
    return f"Precision: {last.precision}. {times}{first}."


def source_in_words(action: Action) -> str:
    """Return the paper, table and row, and the meeting that it was put before."""
    source = action.source
    if source is None:
        return "Entered here; not from a paper"
    meeting = day_in_words(source.meeting_on) if source.meeting_on else ""
    item = f"agenda item {source.agenda_item}" if source.agenda_item else ""
    pages = f"pages {source.pages}" if source.pages else ""
    place = [part for part in (source.body, meeting, item, pages) if part]
    where = f"{source.title}: {action.source_place}."
    return f"{where} {', '.join(place)}." if place else where


def _unknown(role: Holder) -> str:
    if role.officer is None or role.officer.is_indexed:
        return ""
    return " (used in the plan, not in its index of initials)"
