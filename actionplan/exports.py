"""The plan's records for other tools: stable columns, one row each."""

# Longer than most: one export after the other, each with its columns and its rows.

from collections.abc import Iterator
from datetime import date

from actionplan.models import Officer, Plan, ProgressUpdate, Risk, RiskRegister, Standing
from actionplan.models.facts import by_when_in_force
from actionplan.models.standings import SHOWN_IN_A_LINE, StandingQuerySet
from actionplan.periodic_lists import PeriodicPart
from actionplan.presenters.action_details import (
    helpers,
    milestones_in_words,
    source_in_words,
)
from actionplan.presenters.actions import action_line
from actionplan.presenters.assurance import AssuranceLine, assurance_lines, entries_of
from actionplan.presenters.evidence import EvidenceRow, evidence_rows, rows_of
from actionplan.presenters.impact_ratings import impacts_of
from actionplan.presenters.milestones import milestones_of
from actionplan.presenters.months import IN_PLACE, MonthCount, build_months_page, columns_of
from actionplan.presenters.movements import day_to_compare_with, moved_actions
from actionplan.presenters.officers import register_as_it_was
from actionplan.presenters.periodic_reports import report_line, reports_of
from actionplan.presenters.plans import PlanHead
from actionplan.presenters.projects import project_lines
from actionplan.presenters.promises import promise_lines
from actionplan.presenters.rewordings import Holders, criteria_or_own, past_holders
from actionplan.presenters.risks import RiskLine, risk_lines
from herefordshire_cs.lib.files.tables import CHUNK, Asked, Export, Row
from herefordshire_cs.lib.rag import NOT_RATED_KEY

ACTION_COLUMNS = [
    "plan",
    "recommendation",
    "reference",
    "action",
    "leads",
    "lead_as_written",
    "by_when_as_written",
    "by_when_earliest",
    "by_when_latest",
    "by_when_precision",
    "status",
    "rating",
    "rating_reason",
    "partners",
    "additional_capacity",
    "success_criteria",
    "updates",
    "source",
    "rating_voice",
    "disputed",
    "milestones",
    "project_area",
    "accountable",
]
PROJECT_COLUMNS = ["plan", "title", "description"]
UPDATE_COLUMNS = [
    "plan",
    "reference",
    "reported_on",
    "date_precision",
    "date_as_written",
    "narrative",
    "author",
    "recorded_at",
]
PROMISE_COLUMNS = ["plan", "reference", "promised_for", "words", "said_on", "kept"]
MILESTONE_COLUMNS = [
    *("plan", "reference", "text", "by_when_as_written", "by_when_latest"),
    *("completed_on", "rating"),
]
RISK_COLUMNS = [
    *("plan", "ref", "description", "likelihood", "severity", "rating", "band", "mitigation"),
    *("owner", "residual_likelihood", "residual_severity", "residual_rating"),
    *("residual_band", "source"),
]
ASSURANCE_COLUMNS = ["plan", "day", "who", "kind", "scope", "findings", "actions"]
EVIDENCE_COLUMNS = [
    *("plan", "references", "title", "kind", "stands_for", "held_by", "file_or_reference"),
    *("sha256", "sensitivity", "retention", "accepted_by", "accepted_on"),
]
PERIODIC_REPORT_COLUMNS = [
    *("plan", "kind", "addressed_to", "period_from", "period_to", "taken_on", "issued_on"),
    *("issued_by", "withdrawn", "summary", "done", "slipped", "next", "asked"),
]
MONTH_COLUMNS = ["plan", "as_at", "red", "amber", "green", "in_place", "not_rated", "actions"]
NAMES_OF_MONTHS = {IN_PLACE: "in_place", NOT_RATED_KEY: "not_rated"}
MOVEMENT_COLUMNS = [
    *("plan", "reference", "since", "as_at", "rating_then", "rating_now"),
    *("direction", "words"),
]
OFFICER_COLUMNS = ["initials", "name", "post", "organisation", "is_indexed", "as_written"]


def action_rows(standings: StandingQuerySet, plan: PlanHead, *, as_of: date) -> Iterator[Row]:
    """Yield one row for each standing, in the order of the queryset."""
    found = standings.select_related(*SHOWN_IN_A_LINE, "action__source").prefetch_related(
        "action__roles__officer",
        "action__roles__organisation",
        "action__success_criteria",
        "action__by_whens",
        "action__milestones",
    )
    held_before = past_holders(plan.past)
    impacts = impacts_of(plan, as_of=as_of)
    for standing in found.iterator(chunk_size=CHUNK):
        row = action_row(standing, plan, held_before, as_of=as_of)
        if plan.impact is not None:
            row["impact"] = impacts.get(standing.action_id, plan.impact.scale.not_rated).key
        yield row


def columns_of_actions(plan: PlanHead) -> list[str]:
    """Return the columns of a plan's actions, with their impact where it rates that."""
    return [*ACTION_COLUMNS, "impact"] if plan.impact is not None else ACTION_COLUMNS


def columns_of_updates(asked: Asked) -> list[str]:
    """Return the columns of a plan's updates, with the impact said where it rates that."""
    return [*UPDATE_COLUMNS, "impact"] if asked.plan.impact is not None else UPDATE_COLUMNS


def action_row(standing: Standing, plan: PlanHead, held_before: Holders, *, as_of: date) -> Row:
    """Return one Action's row."""
    action = standing.action
    line = action_line(standing, plan, as_of=as_of)
    by_when = by_when_in_force(action.by_whens.all(), as_of=as_of)
    roles = held_before.of(action.pk, action.roles.all(), plan.past)
    return {
        "plan": plan.slug,
        "recommendation": line.recommendation,
        "reference": line.reference,
        "action": line.text,
        "leads": ";".join(dict.fromkeys(role.holder for role in roles if role.leads)),
        "lead_as_written": action.lead_as_written,
        "by_when_as_written": by_when.as_written if by_when else "",
        "by_when_earliest": standing.by_when_earliest,
        "by_when_latest": standing.by_when_latest,
        "by_when_precision": by_when.precision if by_when else "",
        "status": line.status.value,
        "rating": line.rating.level.key,
        "rating_reason": line.rating.sentence,
        "partners": ";".join(helpers(roles)),
        "additional_capacity": action.additional_capacity,
        "success_criteria": "; ".join(criteria_or_own(action, plan.past)),
        "updates": line.updates_count,
        "source": source_in_words(action),
        "rating_voice": line.rating.voice.value,
        "disputed": "yes" if line.is_disputed else "",
        "milestones": milestones_in_words(action.milestones.all(), as_of=as_of),
        "project_area": line.area,
        "accountable": action.accountable_as_written,
    }


def project_rows(plan: PlanHead) -> Iterator[Row]:
    """Yield one row for each major project, as written."""
    for line in project_lines(plan):
        yield {"plan": plan.slug, "title": line.title, "description": line.description}


def update_rows(plan: PlanHead, *, as_of: date) -> Iterator[Row]:
    """Yield one row for each progress update of an Action up to a day, none for the board only."""
    rows = (
        ProgressUpdate.objects.known(as_of=as_of)
        .filter(action__plan=plan.pk, is_for_board=False)
        .select_related("action", "author", "author_for")
        .order_by("action__recommendation__number", "action__order", "recorded_at", "sequence")
    )
    for row in rows.iterator(chunk_size=CHUNK):
        yield {
            "plan": plan.slug,
            "reference": row.action.reference if row.action else "",
            "reported_on": row.reported_on,
            "date_precision": row.date_precision,
            "date_as_written": row.date_as_written,
            "narrative": row.narrative,
            "author": row.said_by,
            "recorded_at": row.recorded_at,
            **({"impact": row.impact} if plan.impact is not None else {}),
        }


def promise_rows(plan: PlanHead, *, as_of: date) -> Iterator[Row]:
    """Yield one row for each day that a note of an Action promised by a day."""
    for line in promise_lines(plan, as_of=as_of):
        yield {
            "plan": plan.slug,
            "reference": line.reference,
            "promised_for": line.promised_by,
            "words": line.words,
            "said_on": line.said_on,
            "kept": line.state,
        }


def milestone_rows(plan: PlanHead, *, as_of: date) -> Iterator[Row]:
    """Yield one row for each by-when inside an Action, as at a day."""
    for line in milestones_of(plan, as_of=as_of):
        yield {
            "plan": plan.slug,
            "reference": line.reference,
            "text": line.text,
            "by_when_as_written": line.by_when_as_written,
            "by_when_latest": line.by_when_latest,
            "completed_on": line.completed_on,
            "rating": line.level.key,
        }


def month_rows(plan: PlanHead, *, as_of: date) -> Iterator[Row]:
    """Yield one row for each month since the plan began, the oldest first."""
    for line in reversed(build_months_page(plan, as_of=as_of).months):
        named = {name_of_count(each): each.count for each in line.counts}
        named |= {name_of_impact(each.key): each.count for each in line.impacts}
        yield {"plan": plan.slug, "as_at": line.as_of, **named, "actions": line.total.count}


def name_of_impact(key: str) -> str:
    """Return the column of how many actions have an impact, by the key of its level."""
    return f"impact_{NAMES_OF_MONTHS.get(key, key.replace('-', '_'))}"


def name_of_count(count: MonthCount) -> str:
    """Return the column of a figure of a month: the key of its level, whatever it is called."""
    return NAMES_OF_MONTHS.get(count.key, count.key.replace("-", "_"))


def columns_of_months(asked: Asked) -> list[str]:
    """Return the columns of a plan's months: one for each level of its scheme."""
    keys = columns_of(asked.plan.scheme.scale)
    names = [NAMES_OF_MONTHS.get(key, key.replace("-", "_")) for key in keys]
    levels = asked.plan.impact.scale.levels if asked.plan.impact is not None else ()
    return ["plan", "as_at", *names, "actions", *(name_of_impact(each.key) for each in levels)]


def movement_rows(plan: PlanHead, *, as_of: date) -> Iterator[Row]:
    """Yield one row for each Action: which way it went since a body last saw the plan."""
    since = day_to_compare_with(plan, as_of=as_of) or plan.starts_on
    for each in moved_actions(plan, since=since, as_of=as_of):
        yield {
            "plan": plan.slug,
            "reference": each.reference,
            "since": since,
            "as_at": as_of,
            "rating_then": each.was.level.key if each.was else "",
            "rating_now": each.now.level.key,
            "direction": each.movement.direction.value,
            "words": each.movement.words,
        }


def risk_rows(plan: str, *, as_of: date) -> Iterator[Row]:
    """Yield one row for each open risk on a day: of one plan's registers, or of all."""
    risks = Risk.objects.filter(register__starts_on__lte=as_of)
    if plan:
        risks = risks.filter(register__plan_slug=plan)
    for line in risk_lines(risks, as_of=as_of):
        if not line.closed:
            yield risk_row(line)


def risk_row(line: RiskLine) -> Row:
    """Return one risk's row; the owner stands as written, ``plan`` by its short name."""
    return {
        "plan": line.plan,
        "ref": line.reference,
        "description": line.description,
        "likelihood": line.inherent.likelihood,
        "severity": line.inherent.severity,
        "rating": line.inherent.rating,
        "band": line.inherent.word,
        "mitigation": line.mitigation,
        "owner": line.owner_as_written,
        "residual_likelihood": line.residual.likelihood,
        "residual_severity": line.residual.severity,
        "residual_rating": line.residual.rating,
        "residual_band": line.residual.word,
        "source": line.source,
    }


def assurance_rows(plan: PlanHead, *, as_of: date) -> Iterator[Row]:
    """Yield one row for each entry of the assurance log that stood on a day, the oldest first."""
    rows = entries_of(plan, as_of=as_of).order_by("took_place_on", "recorded_at", "pk")
    for line in assurance_lines(rows, as_of=as_of):
        yield assurance_row(line, plan)


def assurance_row(line: AssuranceLine, plan: PlanHead) -> Row:
    """Return one entry's row; ``actions`` are those that it covers."""
    return {
        "plan": plan.slug,
        "day": line.took_place_on,
        "who": line.who,
        "kind": line.kind.lower(),
        "scope": line.scope,
        "findings": line.findings,
        "actions": ";".join(each.reference for each in line.covers),
    }


def periodic_report_rows(plan: PlanHead, *, as_of: date) -> Iterator[Row]:
    """Yield one row for each report on a period that was issued by a day, with its words."""
    rows = reports_of(plan).issued(as_of=as_of).order_by("period_to", "issued_on", "pk")
    for row in rows.iterator():
        issued = row.contents()
        words = {each.part: each.words for each in issued.parts}
        yield {
            "plan": plan.slug,
            "kind": issued.kind.value,
            "addressed_to": issued.addressed_to,
            "period_from": issued.period.first,
            "period_to": issued.period.last,
            "taken_on": issued.taken_on,
            "issued_on": issued.issued_on,
            "issued_by": issued.issued_by,
            "withdrawn": report_line(row, as_of=as_of).withdrawn,
            "summary": words[PeriodicPart.SUMMARY],
            "done": words[PeriodicPart.DONE],
            "slipped": words[PeriodicPart.SLIPPED],
            "next": words[PeriodicPart.COMING],
            "asked": words[PeriodicPart.ASKED],
        }


def evidence_export_rows(plan: PlanHead, *, as_of: date) -> Iterator[Row]:
    """Yield one row for each piece of evidence that stood on a day; never a file of it.

    What is for the board only is not among them.
    """
    rows = rows_of(plan, as_of=as_of).to_be_taken_out()
    for line in evidence_rows(rows, as_of=as_of):
        yield evidence_row(line, plan)


def evidence_row(line: EvidenceRow, plan: PlanHead) -> Row:
    """Return one row of evidence, with the hash of its newest file."""
    return {
        "plan": plan.slug,
        "references": ";".join(
            each.reference if each.kind == "action" else f"{each.kind} {each.reference}"
            for each in line.shows
        ),
        "title": line.title,
        "kind": line.kind,
        "stands_for": line.stands_for,
        "held_by": line.held_by,
        "file_or_reference": line.newest.filename if line.newest else line.reference,
        "sha256": line.newest.sha256 if line.newest else "",
        "sensitivity": line.sensitivity,
        "retention": line.retention,
        "accepted_by": line.accepted_by,
        "accepted_on": line.accepted_on,
    }


def officer_rows(*, as_of: date) -> Iterator[Row]:
    """Yield one row for each set of initials, as at a day."""
    for row in register_as_it_was(Officer.objects.all(), as_of=as_of):
        yield {
            "initials": row.initials,
            "name": row.name,
            "post": row.post,
            "organisation": row.organisation.name if row.organisation else "",
            "is_indexed": row.is_indexed,
            "as_written": row.as_written,
        }


def standings_of(plan: PlanHead, *, as_of: date) -> StandingQuerySet:
    """Return the standings of a plan on a day, in the order of the plan."""
    return Standing.objects.filter(plan=plan.pk).on(as_of).order_by("position")


def _actions(asked: Asked) -> Iterator[Row]:
    standings = standings_of(asked.plan, as_of=asked.as_of)
    return action_rows(standings, asked.plan, as_of=asked.as_of)


def _updates(asked: Asked) -> Iterator[Row]:
    return update_rows(asked.plan, as_of=asked.as_of)


def _officers(asked: Asked) -> Iterator[Row]:
    return officer_rows(as_of=asked.as_of)


def _promises(asked: Asked) -> Iterator[Row]:
    return promise_rows(asked.plan, as_of=asked.as_of)


def _months(asked: Asked) -> Iterator[Row]:
    return month_rows(asked.plan, as_of=asked.as_of)


def _movements(asked: Asked) -> Iterator[Row]:
    return movement_rows(asked.plan, as_of=asked.as_of)


def _milestones(asked: Asked) -> Iterator[Row]:
    return milestone_rows(asked.plan, as_of=asked.as_of)


def has_registers(plan: str) -> bool:
    """Say whether there is a plan, or a register of a plan that is not here, of a short name."""
    return (
        Plan.objects.filter(slug=plan).exists()
        or RiskRegister.objects.filter(plan_slug=plan).exists()
    )


def _assurance(asked: Asked) -> Iterator[Row]:
    return assurance_rows(asked.plan, as_of=asked.as_of)


def _periodic_reports(asked: Asked) -> Iterator[Row]:
    return periodic_report_rows(asked.plan, as_of=asked.as_of)


def _evidence(asked: Asked) -> Iterator[Row]:
    return evidence_export_rows(asked.plan, as_of=asked.as_of)


def _risks(asked: Asked) -> Iterator[Row]:
    return risk_rows(asked.plan_slug, as_of=asked.as_of)


def _projects(asked: Asked) -> Iterator[Row]:
    return project_rows(asked.plan)


EXPORTS = {
    "actions": Export(
        columns=ACTION_COLUMNS,
        rows=_actions,
        needs_plan=True,
        columns_of=lambda asked: columns_of_actions(asked.plan),
    ),
    "evidence": Export(columns=EVIDENCE_COLUMNS, rows=_evidence, needs_plan=True),
    "assurance": Export(columns=ASSURANCE_COLUMNS, rows=_assurance, needs_plan=True),
    "periodic-reports": Export(
        columns=PERIODIC_REPORT_COLUMNS, rows=_periodic_reports, needs_plan=True
    ),
    "progress-updates": Export(
        columns=UPDATE_COLUMNS, rows=_updates, needs_plan=True, columns_of=columns_of_updates
    ),
    "milestones": Export(columns=MILESTONE_COLUMNS, rows=_milestones, needs_plan=True),
    "months": Export(
        columns=MONTH_COLUMNS, rows=_months, needs_plan=True, columns_of=columns_of_months
    ),
    "movements": Export(columns=MOVEMENT_COLUMNS, rows=_movements, needs_plan=True),
    "major-projects": Export(columns=PROJECT_COLUMNS, rows=_projects, needs_plan=True),
    "promises": Export(columns=PROMISE_COLUMNS, rows=_promises, needs_plan=True),
    "risks": Export(
        columns=RISK_COLUMNS, rows=_risks, knows_plan=has_registers, is_whole_record=True
    ),
    # The register came with the plan: a plan that is not there is a fault here too.
    "officers": Export(columns=OFFICER_COLUMNS, rows=_officers, needs_plan=True),
}
