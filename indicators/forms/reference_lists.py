"""The lists that indicators and judgements refer to, and the form of a row of each."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db.models import Model

from herefordshire_cs.kept.lists import By, KeptList
from herefordshire_cs.lib.text.words import count_in_words
from indicators.forms.reference_rows import (
    AreaForm,
    ChangeForm,
    ComparatorGroupForm,
    FrameworkForm,
    FrameworkLevelForm,
    FrameworkQuestionForm,
    FrameworkSectionForm,
    GradeForm,
    JudgementSchemeForm,
    NeighbourForm,
    PriorityForm,
    PurposeForm,
    SetForm,
    ThresholdForm,
    fixed_by_issue,
)
from indicators.models import (
    FrameworkLevel,
    FrameworkQuestion,
    FrameworkSection,
    Indicator,
)
from indicators.services.redefinitions import keep_redefinitions, said_by


def held_by(name: str, one: str, several: str = "") -> Any:
    """Return what says how many rows of a kind hang on a row."""

    def holds(row: Any) -> str:
        count = getattr(row, name).count()
        return f"It has {count_in_words(count, one, several)}." if count else ""

    return holds


def of_framework(row: FrameworkLevel | FrameworkSection) -> str:
    """Say the same of a part of a framework."""
    return fixed_by_issue(row.framework)


def of_section(row: FrameworkQuestion) -> str:
    """Say the same of a question."""
    return fixed_by_issue(row.section.framework)


@contextmanager
def redefining(row: Model, _of: int, by: By) -> Iterator[None]:
    """Keep what of an indicator is otherwise than before; earlier days read as they did."""
    stored = type(row)._default_manager.filter(pk=row.pk).values_list("indicator", flat=True)
    keys = {*stored, row.indicator_id}  # type: ignore[attr-defined]
    indicators = Indicator.objects.in_bulk(keys)
    before = {key: said_by(indicator) for key, indicator in indicators.items()}
    yield
    for key, indicator in indicators.items():
        keep_redefinitions(
            indicator, before=before[key], author=by.author, recorded_on=by.on, recorded_at=by.at
        )


REFERENCE_LISTS: Mapping[str, KeptList] = {
    kept.key: kept
    for kept in (
        KeptList(
            key="sets",
            title="Sets of indicators",
            one="set",
            about="What the list of indicators can be narrowed to: a national set, an agreement.",
            form=SetForm,
            shown=("description",),
            holds=held_by("indicators", "indicator"),
        ),
        KeptList(
            key="priorities",
            title="Priorities and aims",
            one="priority",
            about="The priorities of a plan under which its indicators stand.",
            form=PriorityForm,
            named="wording",
            shown=("plan", "number", "outcomes"),
            place="",
        ),
        KeptList(
            key="purposes",
            title="What indicators are meant to show",
            one="purpose",
            about="Which recommendation or priority an indicator shows working.",
            form=PurposeForm,
            named="wording",
            shown=("indicator", "plan", "number"),
            place="",
            around=redefining,
        ),
        KeptList(
            key="changes",
            title="Changes of definitions",
            one="change",
            about="Days from which an indicator counts something else; no line is drawn across.",
            form=ChangeForm,
            named="words",
            shown=("indicator", "changed_on"),
            place="",
            around=redefining,
        ),
        KeptList(
            key="thresholds",
            title="Key thresholds",
            one="threshold",
            about="Levels below which a judgement cannot be the best grade.",
            form=ThresholdForm,
            shown=("level", "wording", "in_force_from"),
            named="indicator",
            place="",
        ),
        KeptList(
            key="comparator-groups",
            title="Comparator groups",
            one="group",
            about="Whom the council is compared with. Another vintage is another group.",
            form=ComparatorGroupForm,
            shown=("vintage", "source"),
            holds=held_by("comparators", "figure"),
        ),
        KeptList(
            key="neighbours",
            title="Authorities of comparator groups",
            one="authority",
            about="Statistical neighbours, and the authorities of other groups.",
            form=NeighbourForm,
            within=("group",),
        ),
        KeptList(
            key="judgement-schemes",
            title="Scales of judgements",
            one="scale",
            about="The scales in which inspectors and others judge.",
            form=JudgementSchemeForm,
            shown=("best",),
            holds=held_by("grades", "grade"),
        ),
        KeptList(
            key="grades",
            title="Grades",
            one="grade",
            about="The grades of each scale, the best first.",
            form=GradeForm,
            shown=("code", "basis"),
            within=("scheme",),
            holds=held_by("judgements", "judgement"),
        ),
        KeptList(
            key="judgement-areas",
            title="What is judged",
            one="area",
            about="What is judged again and again, under whatever scale.",
            form=AreaForm,
            shown=("outcome",),
            holds=held_by("judgements", "judgement"),
        ),
        KeptList(
            key="frameworks",
            title="Frameworks of self-assessment",
            one="framework",
            about="Forms in which the council assesses itself.",
            form=FrameworkForm,
            shown=("level_label",),
            place="",
            holds=held_by("sections", "section"),
            fixed=fixed_by_issue,
        ),
        KeptList(
            key="framework-levels",
            title="Levels of frameworks",
            one="level",
            about="The scale of each framework, the lowest level first.",
            form=FrameworkLevelForm,
            within=("framework",),
            holds=held_by("answers", "answer"),
            fixed=of_framework,
        ),
        KeptList(
            key="framework-sections",
            title="Sections of frameworks",
            one="section",
            about="The parts of each framework.",
            form=FrameworkSectionForm,
            within=("framework",),
            place="number",
            holds=held_by("questions", "question"),
            fixed=of_framework,
        ),
        KeptList(
            key="framework-questions",
            title="Questions of frameworks",
            one="question",
            about="What each section asks, in its order.",
            form=FrameworkQuestionForm,
            shown=("kind",),
            within=("section",),
            holds=held_by("answers", "answer"),
            fixed=of_section,
        ),
    )
}
