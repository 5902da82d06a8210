"""Rows for tests of rules: fixed defaults, no randomness, no real data."""

import hashlib
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from django.core.files.base import ContentFile

from actionplan.models import (
    Action,
    ActionByWhen,
    ActionRole,
    Arrangement,
    AssuranceEntry,
    ByWhenRequest,
    CompletionClaim,
    Evidence,
    Moderation,
    Officer,
    PeriodicReport,
    Plan,
    PlanFile,
    ProgressUpdate,
    RatingScheme,
    Recommendation,
    Risk,
    RiskAssessment,
    RiskRegister,
    RiskScale,
)
from actionplan.models.corrections import Recording
from actionplan.periodic_contents import Given, GivenLine, GivenList, StandingRow
from actionplan.periodic_kinds import PeriodicKind, ReportPeriod
from actionplan.rating_levels import READY_MADE
from actionplan.services.assurance import Looked, record_assurance
from actionplan.services.evidence import Attachment, Described, For, supply
from actionplan.services.periodic_reports import draft_report, issue_report
from actionplan.services.rating_schemes import write_levels
from actionplan.services.standings import rebuild_standings
from governance.models import CallIn, Committee, ForwardPlanEntry, Meeting, PublicSubmission
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib.rag import FOUR, RED
from indicators.models import (
    Commentary,
    Comparator,
    ComparatorGroup,
    Figure,
    Indicator,
    Outturn,
    Paper,
    Period,
    Target,
)
from indicators.periods import read_period

STARTS_ON = date(2020, 1, 1)
PUBLISHED_ON = date(2000, 1, 1)  # before any paper of the council
RECORDED_AT = datetime(2020, 1, 1, 12, 0, tzinfo=UTC)
MEANINGS = {
    "red": "Past its date, not complete",
    "amber": "In progress and on target but not fully completed",
    "green": "Completed",
    "none": "Nothing reported",
}
numbers = count(1)


def make_plan(
    *, slug: str = "", green_means_completed: bool = True, ready: str = "", **fields: Any
) -> Plan:
    """Make a plan with a rating scheme of its own, as one that is ready made where it is named."""
    slug = slug or f"plan-{next(numbers)}"
    scheme = RatingScheme.objects.create(slug=slug, name=slug)
    if ready:
        write_levels(scheme, READY_MADE[ready].levels, READY_MADE[ready].meanings)
    else:
        levels = FOUR.levels if green_means_completed else READY_MADE["rag"].levels
        write_levels(scheme, levels, MEANINGS)
    defaults = {
        "title": "A plan",
        "level_name": "Recommendation",
        "level_name_plural": "Recommendations",
        "starts_on": STARTS_ON,
        "reporting_cycle_days": 35,
    }
    return Plan.objects.create(slug=slug, scheme=scheme, **defaults | fields)


def make_recommendation(plan: Plan | None = None, **fields: Any) -> Recommendation:
    """Make a Recommendation, the next of its plan."""
    plan = plan or make_plan()
    defaults = {"number": plan.recommendations.count() + 1, "text": "Do better."}
    return Recommendation.objects.create(plan=plan, **defaults | fields)


def make_action(
    recommendation: Recommendation | None = None, *, latest: date | None = None, **fields: Any
) -> Action:
    """Make an Action with a by-when on one day, or without one."""
    recommendation = recommendation or make_recommendation()
    order = recommendation.actions.count() + 1
    defaults = {
        "plan": recommendation.plan,
        "order": order,
        "reference": f"{recommendation.number}.{order}",
        "text": "Something to be done",
        "added_on": recommendation.plan.starts_on,
        "lead_words": "AA",
    }
    action = Action.objects.create(recommendation=recommendation, **defaults | fields)
    make_by_when(action, order=1, latest=latest, reason="", agreed_by="")
    return action


def make_by_when(action: Action, *, latest: date | None, **fields: Any) -> ActionByWhen:
    """Give an Action a by-when; beyond the first it is a move with its reason."""
    defaults = {
        "order": action.by_whens.count() + 1,
        "holds_from": action.added_on,
        "recorded_on": fields.get("holds_from", action.added_on),
        "as_written": f"{latest or 'tbc'}",
        "words": f"{latest or 'tbc'}",
        "understood": f"{latest or 'to be confirmed'}",
        "earliest": latest,
        "latest": latest,
        "precision": "day" if latest else "unknown",
        "reason": "More time is needed",
        "agreed_by": "The board",
        "recorded_at": RECORDED_AT,
    }
    row = ActionByWhen.objects.create(action=action, **defaults | fields)
    rebuild_standings(Action.objects.filter(pk=action.pk))
    return row


def make_update(action: Action, *, reported_on: date, **fields: Any) -> ProgressUpdate:
    """Say something of an Action on a day."""
    defaults = {
        "counts_from": reported_on,
        "recorded_on": fields.get("counts_from", reported_on),
        "narrative": "Something happened",
        "status": "in progress",
        "recorded_at": RECORDED_AT,
        "sequence": action.updates.count() + 1,
    }
    row = ProgressUpdate.objects.create(
        action=action, reported_on=reported_on, **defaults | fields
    )
    rebuild_standings(Action.objects.filter(pk=action.pk))
    return row


def make_request(
    action: Action, *, asked_by: User, approver: User, **fields: Any
) -> ByWhenRequest:
    """Ask for a new by-when, half a year later than the one in force."""
    defaults = {
        "as_written": "31 December 2007",
        "understood": "31 December 2007",
        "latest": date(2007, 12, 31),
        "reason": "Two posts are vacant",
        "asked_on": action.added_on,
        "asked_at": RECORDED_AT,
    }
    return ByWhenRequest.objects.create(
        action=action, asked_by=asked_by, approver=approver, **defaults | fields
    )


def make_claim(
    action: Action, *, asked_by: User, approver: User, **fields: Any
) -> CompletionClaim:
    """Claim that an Action is done."""
    defaults = {
        "reported_on": action.added_on,
        "narrative": "The posts are filled",
        "asked_on": action.added_on,
        "asked_at": RECORDED_AT,
    }
    return CompletionClaim.objects.create(
        action=action, asked_by=asked_by, approver=approver, **defaults | fields
    )


def make_moderation(action: Action, *, made_on: date, author: User, **fields: Any) -> Moderation:
    """Let a director rate an Action."""
    defaults = {
        "rating": "red",
        "reason": "The evidence does not bear it out",
        "recorded_at": datetime(made_on.year, made_on.month, made_on.day, 13, tzinfo=UTC),
    }
    row = Moderation.objects.create(
        action=action, made_on=made_on, author=author, **defaults | fields
    )
    rebuild_standings(Action.objects.filter(pk=action.pk))
    return row


def make_lead(action: Action, initials: str = "ZZ", *, part: str = "lead") -> Officer:
    """Let an officer have a part in an Action."""
    officer, _is_new = Officer.objects.get_or_create(initials=initials)
    ActionRole.objects.create(
        action=action, officer=officer, part=part, order=action.roles.count() + 1
    )
    return officer


def make_paper(**fields: Any) -> Paper:
    """Make a paper, published before any of the council's own."""
    defaults = {
        "slug": f"paper-{next(numbers)}",
        "title": "A paper",
        "published_on": PUBLISHED_ON,
    }
    return Paper.objects.create(**defaults | fields)


def make_indicator(**fields: Any) -> Indicator:
    """Make a percentage that is reported by quarter and by financial year; high is good."""
    number = next(numbers)
    defaults = {
        "slug": f"zz-{number}",
        "ref": f"ZZ {number}",
        "definition": "Something that is measured",
        "order": number,
        "polarity": "high",
        "year_type": "financial",
        "frequency": "quarterly",
        "supplier": "A supplier",
    }
    paper = fields.pop("paper", None) or make_paper()
    return Indicator.objects.create(paper=paper, **defaults | fields)


def make_outturn(
    indicator: Indicator, period: str, value: str | None = "80", **fields: Any
) -> Outturn:
    """Make an Outturn, published on the day after its period; without a value, say why not."""
    return _make_figure(Outturn, indicator, period, value, fields)


def make_target(
    indicator: Indicator, period: str, value: str | None = "90", **fields: Any
) -> Target:
    """Make a Target, published with the paper of its indicator."""
    return _make_figure(Target, indicator, period, value, {"published_on": PUBLISHED_ON} | fields)


def make_comparator(
    indicator: Indicator, period: str, value: str | None = "85", *, group: str = "", **fields: Any
) -> Comparator:
    """Make a Comparator of a group, by its name; published on the day after its period."""
    name = group or "Others"
    row, _is_new = ComparatorGroup.objects.get_or_create(
        slug=name.lower().replace(" ", "-"), defaults={"name": name}
    )
    return _make_figure(Comparator, indicator, period, value, {"group": row} | fields)


def _make_figure[F: Figure](
    model: type[F], indicator: Indicator, period: str, value: str | None, fields: dict[str, Any]
) -> F:
    span = read_period(period)
    defaults = {
        "period": Period.objects.named(span),
        "value": None if value is None else Decimal(value),
        "no_value_reason": "blank in the source" if value is None else "",
        "as_written": value or "",
        "published_on": span.ends_on + timedelta(days=1),
        "recorded_at": RECORDED_AT,
    }
    return model._default_manager.create(indicator=indicator, **defaults | fields)


def make_commentary(indicator: Indicator, period: str, **fields: Any) -> Commentary:
    """Make a commentary that nobody has approved, written on the day after its period."""
    span = read_period(period)
    defaults = {
        "text": "Something lies behind it",
        "written_by_name": "A writer",
        "written_on": span.ends_on + timedelta(days=1),
        "recorded_at": RECORDED_AT,
    }
    return Commentary.objects.create(
        indicator=indicator, period=Period.objects.named(span), **defaults | fields
    )


def make_periodic_report(
    plan: Plan,
    *,
    author: User,
    on: date,
    issued: bool = False,
    kind: PeriodicKind = PeriodicKind.WEEKLY,
) -> PeriodicReport:
    """Draft a report on a plan and one day, or issue it; each is to another reader."""
    line = GivenLine(key="red-1.1", reference="1.1", text="Do it", said="3 days past", level=RED)
    given = Given(
        taken_on=on,
        period=ReportPeriod(first=on, last=on),
        standing=tuple(StandingRow(level=level, before=None, now=1) for level in FOUR.levels),
        lists=(GivenList(name="red", count=1, lines=(line,)),),
    )
    row = draft_report(
        plan=plan.pk,
        kind=PeriodicKind.WEEKLY,
        addressed_to=f"Board {next(numbers)}",
        given=given,
        author=author,
        recorded_on=on,
        recorded_at=RECORDED_AT,
    )
    if issued:
        row = issue_report(report=row, author=author, issued_on=on, issued_at=RECORDED_AT)
    return row


def make_visit(action: Action, *, author: User, took_place_on: date) -> AssuranceEntry:
    """Visit the work of an Action, which is a standing arrangement from then on."""
    recorded: dict[str, Any] = {"recorded_on": took_place_on, "recorded_at": RECORDED_AT}
    Arrangement.objects.get_or_create(
        action=action,
        defaults={"words": "Visits", "every": "month", "in_place_on": took_place_on, **recorded},
    )
    looked = Looked(
        took_place_on=took_place_on,
        kind=AssuranceEntry.Kind.VISIT,
        who="SF and HL",
        scope=f"Files of {action.reference}",
        findings="Nothing of note",
        actions=(action,),
        shows_kept=True,
    )
    return record_assurance(plan=action.plan_id, looked=looked, author=author, **recorded)


def make_evidence(of: Action | str, *, author: User, **described: Any) -> Evidence:
    """Supply a small PDF for an Action, of the plan of 2006 if by its reference.

    It is supplied on the day on which the plan began.
    """
    rows = Action.objects.select_related("plan", "recommendation")
    action = rows.get(plan__slug="jar-2005", reference=of) if isinstance(of, str) else of
    attachment = Attachment(
        title="Audit",
        filename="audit.pdf",
        media_type="application/pdf",
        content=f"%PDF-1.4 {of} {described}".encode(),
    )
    return supply(
        plan=action.plan_id,
        described=Described(title="Audit of files", **described),
        attachment=attachment,
        is_for=For(actions=(action,)),
        by=Recording(author=author, on=action.plan.starts_on, at=RECORDED_AT),
    )


def make_register(*, slug: str = "zz-risks", starts_on: date, **fields: Any) -> RiskRegister:
    """Make a register of risks of the directorate, with the scale of the paper."""
    defaults = {"title": "Register", "period": "2006", "scale": RiskScale.objects.all()[0]}
    return RiskRegister.objects.create(slug=slug, starts_on=starts_on, **defaults | fields)


def make_risk(register: RiskRegister, *, owner: Officer | None = None, **fields: Any) -> Risk:
    """Enter a risk on the day on which its register began: 12 before mitigation, 6 after it."""
    order = register.risks.count() + 1
    risk = Risk.objects.create(
        register=register,
        order=order,
        reference=f"ZZ{order}",
        belongs_to=Risk.BelongsTo.DIRECTORATE,
        added_on=register.starts_on,
    )
    make_assessment(risk, owner=owner, kind="entered", **fields)
    return risk


def make_assessment(risk: Risk, **fields: Any) -> RiskAssessment:
    """Assess a risk, a day after the day on which it was entered for each time before."""
    on = risk.added_on + timedelta(days=risk.assessments.count())
    defaults = {
        "kind": RiskAssessment.Kind.REVIEWED,
        "assessed_on": fields.get("recorded_on", on),
        "recorded_on": on,
        "recorded_at": RECORDED_AT + timedelta(minutes=risk.assessments.count()),
        "description": "Posts stay vacant",
        "likelihood": 3,
        "severity": 4,
        "mitigation": "Recruitment",
        "owner_as_written": "Head of Service",
        "residual_likelihood": 2,
        "residual_severity": 3,
    }
    return RiskAssessment.objects.create(risk=risk, **defaults | fields)


def make_plan_file(*, author: User, words: str = "Ref,Action,Lead\n1.1,Agree it,HL") -> PlanFile:
    """Send a plan's file of a few words, its columns said, and nothing loaded."""
    content = words.encode()
    row = PlanFile(
        slug="borough-plan",
        title="Borough plan",
        starts_on=date(2006, 4, 1),
        ends_on=date(2007, 3, 31),
        filename="plan.csv",
        sha256=hashlib.sha256(content).hexdigest(),
        kind="words",
        opened={"words": words},
        layout={"columns": {"1": "reference", "2": "text", "3": "leads"}, "head_rows": 1},
        sent_by=author,
        sent_on=date(2006, 5, 22),
        recorded_at=RECORDED_AT,
    )
    row.file.save("plan.csv", ContentFile(content))
    return row


def make_decision() -> ForwardPlanEntry:
    """Put a decision of the Cabinet into the forward plan."""
    return ForwardPlanEntry.objects.create(
        committee=Committee.objects.get(slug="cabinet"),
        title="To agree the plan",
        decides_on=date(2006, 9, 28),
        first_expected_on=date(2006, 9, 28),
        key_reason="It is significant.",
        contact="The Director",
    )


def make_call_in() -> CallIn:
    """Call in a decision of the meeting of 13 March 2006."""
    meeting = Meeting.objects.get(slug="childrens-services-scrutiny-2006-03-13")
    return CallIn.objects.create(
        meeting=meeting,
        item=meeting.items.all()[0],
        decision="To close a centre",
        published_on=date(2006, 3, 15),
        called_in_on=date(2006, 3, 17),
        called_in_by="B. Example",
        reason="It was not consulted on.",
    )


def make_suggestion() -> PublicSubmission:
    """Let somebody of the public suggest something to scrutiny."""
    return PublicSubmission.objects.create(
        kind=PublicSubmission.Kind.SUGGESTION,
        committee=Committee.objects.get(slug="childrens-services-scrutiny"),
        text="Look at buses to school.",
        received_on=date(2006, 5, 15),
    )
