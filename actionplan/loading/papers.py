"""Loads what only some plans have: a narrative, projects, impacts, project areas, implications."""

from actionplan.loading.rows import Entry, Loading, keep
from actionplan.models import (
    EnvironmentalImpact,
    Implication,
    MajorProject,
    NarrativeItem,
    NarrativeSection,
    Plan,
    PlanLink,
    ProjectArea,
    Recommendation,
)


def load_narrative(loading: Loading, plan: Plan) -> None:
    """Load what the plan tells of itself, section by section, with the lists in it."""
    for entry in loading.read_any("narrative.json"):
        section = keep(
            NarrativeSection,
            key={"plan": plan, "order": entry["order"]},
            chapter=entry["chapter"],
            number=entry["number"],
            heading=entry["heading"],
            text=entry["text"],
            is_abridged=entry["is_abridged"],
            holds=entry["holds"],
        )
        for item in entry["items"]:
            keep(
                NarrativeItem,
                key={"section": section, "order": item["order"]},
                label=item["label"],
                text=item["text"],
            )
        section.items.filter(order__gt=len(entry["items"])).delete()


def load_projects(loading: Loading, plan: Plan) -> None:
    """Load the major projects with their managers, and the environmental impacts."""
    for entry in loading.read_any("projects.json"):
        keep(
            MajorProject,
            key={"plan": plan, "order": entry["order"]},
            title=entry["title"],
            description=entry["description"],
            accountable_as_written=entry["accountable_as_written"],
            lead_as_written=entry["lead_as_written"],
            accountable=loading.officers[entry["accountable"]],
            lead=loading.officers[entry["lead"]],
            source_place=entry["place"],
        )
    for entry in loading.read_any("impacts.json"):
        keep(
            EnvironmentalImpact,
            key={"plan": plan, "order": entry["order"]},
            activity=entry["activity"],
            impact=entry["impact"],
            significance=entry["significance"],
            legal_status=entry["legal_status"],
            procedures=entry["procedures"],
            targets=entry["targets"],
        )


def load_surroundings(recommendation: Recommendation, entry: Entry) -> dict[int, ProjectArea]:
    """Load what stands round a recommendation's actions; returns its project areas by order."""
    for link in entry.get("links", ()):
        keep(
            PlanLink,
            key={
                "recommendation": recommendation,
                "kind": link["kind"],
                "order": link["order"],
            },
            text=link["text"],
            outcome=link["outcome"],
        )
    for implication in entry.get("implications", ()):
        keep(
            Implication,
            key={
                "recommendation": recommendation,
                "kind": implication["kind"],
                "order": implication["order"],
            },
            text=implication["text"],
        )
    return {
        area["order"]: keep(
            ProjectArea,
            key={"recommendation": recommendation, "order": area["order"]},
            name=area["name"],
            accountable_as_written=area["accountable_as_written"],
            lead_as_written=area["lead_as_written"],
        )
        for area in entry.get("project_areas", ())
    }
