"""Loads a plan from its fixtures: explicit, whole, and safe to repeat.

Rows are found again by their natural keys, so loading twice changes nothing and never touches what
officers have posted since. ``docs/reading-the-2006-plan.md`` says how the fixtures were made.
"""

# Longer than most: one function a table of the fixtures, in the order of their keys.

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime, timedelta
from pathlib import Path

from django.db import transaction

from actionplan.emendations import (
    emendations_by_subject,
    emended,
    understood,
    with_emendations,
)
from actionplan.loading.arrangements import load_arrangements
from actionplan.loading.assurance import load_assurance
from actionplan.loading.evidence import load_evidence_wanted
from actionplan.loading.papers import load_narrative, load_projects, load_surroundings
from actionplan.loading.rows import (
    Entry,
    Loading,
    cited,
    day_of,
    edited_of,
    keep,
    load_doubts,
)
from actionplan.models import (
    Action,
    ActionByWhen,
    ActionRole,
    Dispute,
    Doubt,
    GlossaryTerm,
    Milestone,
    Officer,
    Organisation,
    Plan,
    PlanSection,
    ProgressUpdate,
    ProjectArea,
    Promise,
    RatingLevel,
    RatingScheme,
    Recommendation,
    ReportingLine,
    ReportingOccasion,
    SourceDocument,
    SuccessCriterion,
    UrgencyGroup,
)
from actionplan.models.rewordings import CRITERIA, ROLES
from actionplan.services.standings import by_when_columns, rebuild_standings
from herefordshire_cs.lib.bywhen import ByWhen, Precision, parse_by_when
from herefordshire_cs.lib.rag import FOUR

BY_WHEN_YEAR = 2006  # the plan's own year, for the by-when that names a month and no year
LAST_MONTH = 12


@transaction.atomic
def load_plan(folder: Path, *, recorded_at: datetime) -> Plan:
    """Load a whole plan and everything that belongs to it; returns the plan."""
    loading = Loading(folder=folder, recorded_at=recorded_at)
    entry = loading.read("plan.json")
    load_documents(loading)
    plan = load_plan_itself(loading, entry)
    load_people(loading, plan)
    loading.emendations = emendations_by_subject(loading.read_any("emendations.json"))
    titles = loading.read_any("short-titles.json")
    loading.short_titles = {entry["action"]: entry["title"] for entry in titles}
    load_doubts(loading, plan, entry.get("doubts", ()))
    load_narrative(loading, plan)
    load_projects(loading, plan)
    groups = load_urgency_groups(plan, entry["urgency_groups"])
    for path in sorted(folder.glob("recommendation-*.json")):
        load_recommendation(loading, plan, groups, loading.read(path.name))
    for path in sorted(folder.glob("summary-*.json")):
        load_summary(loading, plan, loading.read(path.name))
    drop_doubts_no_longer_held(loading, plan)
    load_disputes(loading, plan, loading.read_any("disputes.json"))
    load_promises(loading, plan, loading.read_any("promises.json"))
    load_arrangements(loading, plan, loading.read_any("arrangements.json"))
    load_assurance(loading, plan, loading.read_any("assurance.json"))
    load_evidence_wanted(loading, plan, loading.read_any("evidence-wanted.json"))
    rebuild_standings(Action.objects.filter(plan=plan))
    return plan


def load_documents(loading: Loading) -> None:
    """Load the papers that rows cite."""
    for entry in loading.read("documents.json"):
        loading.documents[entry["slug"]] = keep(
            SourceDocument,
            key={"slug": entry["slug"]},
            title=entry["title"],
            body=entry["body"],
            meeting_on=day_of(entry["meeting_on"]),
            agenda_item=entry["agenda_item"],
            pages=entry["pages"],
            dated_on=day_of(entry["dated_on"]),
            dated_note=entry["dated_note"],
        )


def load_plan_itself(loading: Loading, entry: Entry) -> Plan:
    """Load the plan, its rating scheme, introduction, reporting lines and glossary."""
    plan = keep(
        Plan,
        key={"slug": entry["slug"]},
        title=entry["title"],
        full_title=entry["full_title"],
        level_name=entry["level_name"],
        level_name_plural=entry["level_name_plural"],
        group_name=entry["group_name"],
        group_explanation=entry["urgency_groups"][0]["explanation"]
        if entry["urgency_groups"]
        else "",
        area_name=entry.get("area_name", ""),
        accountable_name=entry.get("accountable_name", ""),
        scheme=load_scheme(loading, entry["rating_scheme"]),
        starts_on=day_of(entry["starts_on"]),
        reporting_cycle_days=entry["reporting_cycle_days"],
        cycle_reason=entry["cycle_reason"],
        first_report_due_on=day_of(entry.get("first_report_due_on")),
        earlier_by_whens_are_red=entry.get("earlier_by_whens_are_red", True),
        red_remark=entry.get("red_remark", ""),
        source=loading.documents[entry["source"]["document"]],
    )
    load_sections(plan, entry)
    load_reporting(loading, plan, entry)
    for term in loading.read("glossary.json"):
        keep(
            GlossaryTerm,
            key={"plan": plan, "term": term["term"]},
            meaning=term["meaning"],
            remark=" ".join(doubt["text"] for doubt in term["doubts"]),
            **cited(loading, term),
        )
    return plan


def load_scheme(loading: Loading, entry: Entry) -> RatingScheme:
    """Load what the colours mean in this plan: green is completed."""
    scheme = keep(
        RatingScheme,
        key={"slug": entry["slug"]},
        name=entry["name"],
        remark=entry["note"],
        **cited(loading, entry),
    )
    levels = {level.key: level for level in FOUR.levels}
    for order, definition in enumerate(entry["definitions"], 1):
        level = levels[definition["rag"]]
        keep(
            RatingLevel,
            key={"scheme": scheme, "key": level.key},
            order=order,
            word=level.word,
            colour=level.colour,
            shape=level.shape,
            role=level.role,
            as_written=definition["as_written"],
            definition=definition["definition"],
            remark=definition["note"],
        )
    return scheme


def load_sections(plan: Plan, entry: Entry) -> None:
    """Load the introduction and the primary tasks, which are abridged."""
    for section in entry["introduction"]:
        keep(
            PlanSection,
            key={"plan": plan, "kind": "introduction", "order": section["order"]},
            heading=section["heading"],
            text=section["text"],
            is_abridged=section["abridged"],
        )
    for primary_task in entry["primary_tasks"]:
        keep(
            PlanSection,
            key={
                "plan": plan,
                "kind": {"task": "task"}.get(primary_task["kind"], "enabler"),
                "order": primary_task["number"],
            },
            text=primary_task["text"],
            is_abridged=primary_task["abridged"],
        )


def load_reporting(loading: Loading, plan: Plan, entry: Entry) -> None:
    """Load who is to be reported to, and when the plan was put before whom."""
    for line in entry["reporting_lines"]:
        keep(
            ReportingLine,
            key={"plan": plan, "order": line["order"]},
            reports=line["from"],
            reports_to=line["to"],
            frequency=line["frequency"],
            what=line["what"],
            as_written=line["text"],
            remark=line["note"],
            report_kind=line.get("report_kind", ""),
            action_reference=line.get("action", ""),
        )
    for occasion in entry["reporting_occasions"]:
        keep(
            ReportingOccasion,
            key={"plan": plan, "occurred_on": day_of(occasion["on"]), "recorded_on": None},
            body=occasion["body"],
            what=occasion["what"],
            is_progress_report=occasion.get("is_progress_report", False),
            remark=occasion["note"],
            **cited(loading, occasion),
        )


def load_people(loading: Loading, plan: Plan) -> None:
    """Load the bodies and the index of initials, and the initials used but never indexed."""
    for entry in loading.read("organisations.json"):
        organisation = keep(Organisation, key={"code": entry["code"]}, name=entry["name"])
        for words in (entry["code"], entry["name"], *entry["also_written"]):
            loading.organisations[words] = organisation
        load_doubts(loading, plan, entry["doubts"], organisation=organisation)
    for entry in loading.read("officers.json"):
        officer = keep(
            Officer,
            key={"initials": entry["initials"]},
            name=entry["name"],
            post=entry["post"],
            organisation=loading.organisations.get(entry["organisation"]),
            is_indexed=entry["is_indexed"],
            is_post=entry.get("is_post", False),
            active_from=plan.starts_on if entry.get("is_post") else None,
            as_written=entry["as_written"],
        )
        loading.officers[officer.initials] = officer
        load_doubts(loading, plan, entry["doubts"], officer=officer)


def load_urgency_groups(plan: Plan, entries: Iterable[Entry]) -> dict[int, UrgencyGroup]:
    """Load the groups; returns the group of each recommendation's number."""
    found = {}
    for entry in entries:
        group = keep(
            UrgencyGroup,
            key={"plan": plan, "order": entry["order"]},
            name=entry["name"],
            name_as_written=entry["name_as_written"],
            starts_on=day_of(entry["starts_on"]),
            ends_on=day_of(entry["ends_on"]),
            remark=entry["note"],
        )
        found.update(dict.fromkeys(entry["recommendations"], group))
    return found


def load_recommendation(
    loading: Loading, plan: Plan, groups: dict[int, UrgencyGroup], entry: Entry
) -> None:
    """Load one recommendation with all its actions."""
    recommendation = keep(
        Recommendation,
        key={"plan": plan, "number": entry["number"]},
        text=entry["text"],
        also_worded=entry.get("also_worded", ""),
        also_worded_in=entry.get("also_worded_in", ""),
        links_remark=entry.get("links_remark", ""),
        urgency_group=groups.get(entry["number"]),
        **cited(loading, entry),
    )
    load_doubts(loading, plan, entry["doubts"], recommendation=recommendation)
    areas = load_surroundings(recommendation, entry)
    for action in entry["actions"]:
        load_action(loading, recommendation, areas.get(action.get("project_area", 0)), action)


def load_action(
    loading: Loading, recommendation: Recommendation, area: ProjectArea | None, entry: Entry
) -> None:
    """Load one action: its cells as written, and what was understood of them."""
    plan = recommendation.plan
    reference = f"{recommendation.number}.{entry['order']}"
    emendations = loading.emendations.get(reference, [])
    entry = with_emendations(entry, emendations) if emendations else entry
    action = keep(
        Action,
        key={"recommendation": recommendation, "order": entry["order"]},
        plan=plan,
        reference=reference,
        text=entry["text"],
        short_title=loading.short_titles.get(reference, ""),
        project_area=area,
        emendations=[asdict(emendation) for emendation in emendations],
        added_on=plan.starts_on,
        accountable_as_written=entry.get("accountable_as_written", ""),
        lead_as_written=entry["lead_as_written"],
        lead_reading=entry["lead_reading"],
        lead_words=lead_words(loading, plan, entry),
        partners_as_written=entry.get("partners_as_written", ""),
        additional_capacity=entry.get("additional_capacity", ""),
        progress_as_written=entry.get("progress_as_written", ""),
        **cited(loading, entry),
    )
    edited = edited_of(action)
    if ROLES not in edited:
        load_roles(loading, action, entry)
    load_by_when(loading, action, entry)
    criteria = [] if CRITERIA in edited else entry.get("success_criteria", ())
    for order, text in enumerate(criteria, start=1):
        keep(
            SuccessCriterion,
            key={"action": action, "order": order},
            recommendation=recommendation,
            text=text,
        )
    load_updates(loading, {"action": action}, entry["source"], entry.get("updates", []))
    load_doubts(loading, plan, entry["doubts"], action=action)


def lead_words(loading: Loading, plan: Plan, entry: Entry) -> str:
    """Return the lead as understood: ``SF (ISM)``, ``HL to sign off``, or that there is none.

    Who is accountable is left out where the plan has a column of its own for that.
    """
    by_part: dict[str, list[str]] = {}
    for lead in entry["leads"]:
        if lead["role"] != ActionRole.Part.ACCOUNTABLE or not plan.accountable_name:
            by_part.setdefault(lead["role"], []).append(holder_words(loading, lead))
    if not by_part:
        return "To be confirmed" if entry["lead_reading"] == "to be confirmed" else "None named"
    accountable = "/".join(by_part.get("accountable", []))
    leads = "/".join(by_part.get("lead", []))
    sign_off = "/".join(by_part.get("sign-off", []))
    named = f"{accountable} ({leads})" if accountable and leads else accountable or leads
    return " ".join(
        part for part in (named, f"{sign_off} to sign off" if sign_off else "") if part
    )


def holder_words(loading: Loading, holder: Entry) -> str:
    """Return who has a part in the shortest words: initials, a post's title, a body's name."""
    if "initials" in holder:
        return loading.officers[holder["initials"]].short_label
    return loading.organisations[holder["organisation"]].name


def load_roles(loading: Loading, action: Action, entry: Entry) -> None:
    """Load who leads, who answers for it and who helps."""
    leads = [{"part": lead["role"], **lead} for lead in entry["leads"]]
    partners = [{"part": "support", **partner} for partner in entry.get("partners", ())]
    for order, holder in enumerate([*leads, *partners], start=1):
        keep(
            ActionRole,
            key={"action": action, "order": order},
            part=holder["part"],
            officer=loading.officers[holder["initials"]] if "initials" in holder else None,
            organisation=loading.organisations.get(holder.get("organisation", "")),
            person=holder.get("person", ""),
        )


def load_by_when(loading: Loading, action: Action, entry: Entry) -> None:
    """Load the by-when that the plan gave, and the milestones of an action that has several."""
    milestones = [parse_by_when(row["by_when_as_written"]) for row in entry.get("milestones", ())]
    by_when = parse_by_when(entry["by_when_words"], year=BY_WHEN_YEAR)
    if milestones:
        by_when = spanning(entry["by_when_as_written"], milestones)
    columns = by_when_columns(by_when, words=entry["by_when_words"])
    row = ActionByWhen.objects.filter(action=action, order=1).first()
    keep(
        ActionByWhen,
        key={"action": action, "order": 1},
        holds_from=action.plan.starts_on,
        recorded_on=action.plan.starts_on,
        recorded_at=row.recorded_at if row else loading.recorded_at,
        **columns | {"as_written": entry["by_when_as_written"]},
    )
    for order, (row_entry, parsed) in enumerate(
        zip(entry.get("milestones", ()), milestones, strict=True), start=1
    ):
        keep(
            Milestone,
            key={"action": action, "order": order},
            text=row_entry["text"],
            by_when_as_written=row_entry["by_when_as_written"],
            earliest=parsed.earliest,
            latest=parsed.latest,
        )


def spanning(as_written: str, milestones: list[ByWhen]) -> ByWhen:
    """Return the by-when of an action whose milestones have by-whens of their own."""
    return ByWhen(
        as_written=as_written,
        earliest=min(found.earliest for found in milestones if found.earliest),
        latest=max(found.latest for found in milestones if found.latest),
        precision=Precision.PERIOD,
        is_open_ended=False,
        recurrence="",
        review_on=None,
        is_to_be_confirmed=False,
    )


def load_updates(loading: Loading, subject: Entry, source: Entry, entries: list[Entry]) -> None:
    """Load the notes of one cell, from the last to the first.

    A note without a day counts from the day of the next note that has one, since cells were
    filled downwards; the last ones from the day of the paper.
    """
    document = loading.documents[source["document"]]
    following = document.dated_on
    for sequence, entry in reversed(list(enumerate(entries, start=1))):
        following = counts_from(entry, no_later_than=following)
        key = {**subject, "sequence": sequence, "source": document}
        load_update(loading, key, source, entry, counted_from=following)


def load_update(
    loading: Loading, key: Entry, source: Entry, entry: Entry, *, counted_from: date
) -> None:
    """Load one note of a cell."""
    row = ProgressUpdate.objects.filter(**key).first()
    keep(
        ProgressUpdate,
        key=key,
        reported_on=day_of(entry["reported_on"]),
        date_precision=entry["precision"],
        date_as_written=entry["date_as_written"],
        counts_from=counted_from,
        recorded_on=counted_from,
        narrative=entry["narrative"],
        status=entry["status"],
        status_is_read=bool(entry["status"]),
        reading=entry["reading"],
        rating_read=entry.get("rating_read", ""),
        rating_words=entry.get("rating_words", ""),
        author_as_written=entry.get("author", ""),
        source_place=source["place"],
        recorded_at=row.recorded_at if row else loading.recorded_at,
    )


def counts_from(entry: Entry, *, no_later_than: date | None) -> date:
    """Return the first day on which a note can be taken as known.

    A month counts from its last day, a week from its Sunday; a note without a day, or with an
    impossible one, from ``no_later_than``.
    """
    reported_on = day_of(entry["reported_on"])
    if reported_on is None:
        if no_later_than is None:
            raise ValueError(f"Neither the paper nor the note has a date: {entry['narrative']}")
        return no_later_than
    if entry["precision"] == ProgressUpdate.DatePrecision.WEEK:
        return reported_on + timedelta(days=6)
    if entry["precision"] == ProgressUpdate.DatePrecision.MONTH:
        return last_of_month(reported_on)
    return reported_on


def last_of_month(day: date) -> date:
    """Return the last day of a day's month."""
    years, month = divmod(day.month, LAST_MONTH)
    return date(day.year + years, month + 1, 1) - timedelta(days=1)


def load_summary(loading: Loading, plan: Plan, entry: Entry) -> None:
    """Load what a paper says of recommendations as updates of them; no paper gives a rating.

    Where its words use the terms of the scheme, the rating is read from them, with the words.
    """
    load_doubts(loading, plan, entry["doubts"], paper=entry["document"])
    for summary in entry["recommendations"]:
        recommendation = plan.recommendations.get(number=summary["number"])
        emendations = loading.emendations.get(f"{entry['document']} {recommendation.number}", [])
        if emendations:
            said = [asdict(emendation) for emendation in emendations]
            keep(Recommendation, key={"pk": recommendation.pk}, emendations=said)
        update = {
            "narrative": emended([summary["narrative"]], emendations)[0],
            "reported_on": entry["reported_on"],
            "precision": "day",
            "date_as_written": entry["date_as_written"],
            "status": summary["status"],
            "reading": summary["reading"],
            "author": entry["reported_by"],
            "rating_read": summary.get("rating_read", ""),
            "rating_words": summary.get("rating_words", ""),
        }
        source = {"document": entry["document"], "place": summary["place"]}
        load_updates(loading, {"recommendation": recommendation}, source, [update])
        load_doubts(
            loading,
            plan,
            summary["doubts"],
            paper=entry["document"],
            recommendation=recommendation,
        )


def load_disputes(loading: Loading, plan: Plan, entries: Iterable[Entry]) -> None:
    """Load the words that dispute a red, in their order; what somebody settled stays as it is."""
    held: dict[int, int] = {}
    for entry in entries:
        action = plan.actions.get(reference=entry["reference"])
        held[action.pk] = held.get(action.pk, 0) + 1
        keep(
            Dispute,
            key={"action": action, "order": held[action.pk]},
            words=entry["words"],
            how=entry["how"],
            extent=entry["extent"],
            said_in=loading.documents[entry["said_in"]],
            place=entry["place"],
            raised_on=day_of(entry["said_on"]),
        )
    for row in Dispute.objects.filter(action__plan=plan, settled_on=None):
        if row.order > held.get(row.action_id, 0):
            row.delete()


def load_promises(loading: Loading, plan: Plan, entries: Iterable[Entry]) -> None:
    """Load the days to come that stand inside notes of the paper, in their order."""
    held: dict[int, int] = {}
    kept = set()
    for entry in entries:
        action = plan.actions.get(reference=entry["reference"])
        note = action.updates.get(sequence=entry["note"], author=None)
        held[note.pk] = held.get(note.pk, 0) + 1
        row = keep(
            Promise,
            key={"update": note, "order": held[note.pk]},
            action=action,
            words=understood(entry["words"], loading.emendations.get(action.reference, [])),
            as_written=entry["as_written"],
            earliest=day_of(entry["earliest"]),
            latest=day_of(entry["latest"]),
        )
        kept.add(row.pk)
    of_papers = Promise.objects.filter(action__plan=plan, update__author=None)
    of_papers.exclude(pk__in=kept).delete()


def drop_doubts_no_longer_held(loading: Loading, plan: Plan) -> None:
    """Forget open doubts that the fixtures raise no more, or in other words."""
    Doubt.objects.filter(plan=plan, settled_on=None).exclude(pk__in=loading.doubts).delete()
