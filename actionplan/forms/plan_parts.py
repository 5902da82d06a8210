"""The lists that a plan is made of beside its actions, and the form of a row of each."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from actionplan.forms.plan_part_rows import (
    AreaForm,
    CriterionForm,
    GroupForm,
    ImpactForm,
    ImplicationForm,
    LinkForm,
    NarrativeForm,
    NarrativeItemForm,
    ProjectForm,
    ReportingLineForm,
    SectionForm,
    TermForm,
)
from actionplan.models import (
    NarrativeSection,
    Plan,
    ProjectArea,
    UrgencyGroup,
)
from actionplan.services.rewordings import note_reworded
from herefordshire_cs.kept.forms import KeptForm
from herefordshire_cs.kept.lists import By, KeptList
from herefordshire_cs.lib.text.words import count_in_words


def held_by_recommendations(group: UrgencyGroup) -> str:
    """Say how many recommendations stand in a group."""
    count = group.recommendations.count()
    held = count_in_words(count, "recommendation stands", "recommendations stand")
    return f"{held} in it. Give each another group first." if count else ""


def held_by_lines(section: NarrativeSection) -> str:
    """Say how many lines a section has."""
    count = section.items.count()
    return f"It has {count_in_words(count, 'line')}. Take them out first." if count else ""


def held_by_actions(area: ProjectArea) -> str:
    """Say how many actions stand in an area."""
    count = area.actions.count()
    return f"{count_in_words(count, 'action stands', 'actions stand')} in it." if count else ""


@contextmanager
def noting_it(_row: Any, of: int, by: By) -> Iterator[None]:
    """Note that a plan was edited; what was worked out of it is not used again."""
    yield
    note_reworded(Plan.objects.filter(pk=of), on=by.on)


def _of_plan(
    key: str, title: str, one: str, about: str, form: type[KeptForm], **more: Any
) -> KeptList:
    settings: dict[str, Any] = {"of": "plan", "around": noting_it, **more}
    return KeptList(key=key, title=title, one=one, about=about, form=form, **settings)


BY_RECOMMENDATION = {"of": "recommendation__plan", "within": ("recommendation",)}
BY_KIND = {"of": "recommendation__plan", "within": ("recommendation", "kind")}

PLAN_PARTS: Mapping[str, KeptList] = {
    kept.key: kept
    for kept in (
        _of_plan(
            "introduction",
            "Introduction and tasks",
            "paragraph",
            "What the plan says of itself at the head of its page.",
            SectionForm,
            named="text",
            shown=("heading",),
            within=("kind",),
            given={"is_abridged": False},
        ),
        _of_plan(
            "groups",
            "Groups",
            "group",
            "The headings under which the recommendations stand.",
            GroupForm,
            shown=("starts_on", "ends_on", "remark"),
            holds=held_by_recommendations,
        ),
        _of_plan(
            "reporting-lines",
            "Who reports to whom",
            "reporting line",
            "To whom the plan is reported, and how often.",
            ReportingLineForm,
            named="reports",
            shown=("reports_to", "frequency", "what"),
        ),
        _of_plan(
            "glossary",
            "Glossary",
            "term",
            "Abbreviations that the plan uses, and what they mean.",
            TermForm,
            shown=("meaning",),
            named="term",
            place="",
        ),
        _of_plan(
            "narrative",
            "What the plan tells of itself",
            "section",
            "The chapters of the whole plan, in the order of its paper. Who wrote a version, who"
            " agreed to it and when is a section too.",
            NarrativeForm,
            shown=("chapter", "holds"),
            given={"is_abridged": False},
            holds=held_by_lines,
        ),
        _of_plan(
            "narrative-lines",
            "Lists in the sections",
            "line",
            "The lines of lists that stand under a section’s words.",
            NarrativeItemForm,
            shown=("label",),
            of="section__plan",
            within=("section",),
        ),
        _of_plan(
            "projects",
            "Major projects",
            "project",
            "What the plan undertakes beside its actions.",
            ProjectForm,
            shown=("accountable_as_written", "lead_as_written"),
        ),
        _of_plan(
            "impacts",
            "Environmental impacts",
            "impact",
            "What bears on the environment, and how that is controlled.",
            ImpactForm,
            shown=("significance",),
        ),
        _of_plan(
            "areas",
            "Areas between recommendations and actions",
            "area",
            "The level between a recommendation and its actions, where a plan has one.",
            AreaForm,
            shown=("accountable_as_written", "lead_as_written"),
            holds=held_by_actions,
            **BY_RECOMMENDATION,
        ),
        _of_plan(
            "links",
            "What the recommendations serve",
            "link",
            "Other plans, agreements and outcomes that a recommendation serves.",
            LinkForm,
            shown=("outcome",),
            **BY_KIND,
        ),
        _of_plan(
            "implications",
            "Implications",
            "implication",
            "What a recommendation costs, asks of staff and puts at risk.",
            ImplicationForm,
            **BY_KIND,
        ),
        _of_plan(
            "criteria",
            "Measures of success",
            "measure",
            "How it will be known that a recommendation is met. Those of an action stand with the"
            " action.",
            CriterionForm,
            only={"action": None},
            **BY_RECOMMENDATION,
        ),
    )
}
