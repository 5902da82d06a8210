"""Loads self-assessments as papers give them: the framework, and what was answered.

Safe to repeat: rows are found again by their natural keys. What officers answered since has an
author and is never touched. ``docs/reading-the-self-assessment.md`` says how it was read.
"""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from indicators.models import (
    AssessmentAgreement,
    AssessmentAnswer,
    AssessmentContributor,
    AssessmentDoubt,
    Framework,
    FrameworkLevel,
    FrameworkQuestion,
    FrameworkSection,
    Paper,
    SelfAssessment,
)

type Entry = dict[str, Any]


@transaction.atomic
def load_self_assessments(folder: Path, *, recorded_at: datetime) -> None:
    """Load every framework of a folder, and every assessment of one."""
    for path in sorted(folder.glob("framework-*.json")):
        load_framework(json.loads(path.read_text(encoding="utf-8")))
    for path in sorted(folder.glob("assessment-*.json")):
        load_assessment(json.loads(path.read_text(encoding="utf-8")), recorded_at=recorded_at)


def load_framework(entry: Entry) -> Framework:
    """Load a framework with its scale, sections and questions, in their order."""
    paper = {name: entry["paper"][name] for name in ("title", "published_on", "published_note")}
    printed_in, _is_new = Paper.objects.update_or_create(
        slug=entry["paper"]["slug"], defaults=paper
    )
    values = {name: entry[name] for name in ("name", "introduction", "level_label")}
    row, _is_new = Framework.objects.update_or_create(
        slug=entry["slug"], defaults=values | {"paper": printed_in}
    )
    for order, level in enumerate(entry["levels"], start=1):
        FrameworkLevel.objects.update_or_create(
            framework=row,
            slug=level["slug"],
            defaults={"label": level["label"], "basis": level["basis"], "order": order},
        )
    for section in entry["sections"]:
        load_section(row, section)
    return row


def load_section(framework: Framework, entry: Entry) -> None:
    """Load a section; a part finds its question among those loaded before it."""
    of_section = ("title", "title_basis", "introduction")
    section, _is_new = FrameworkSection.objects.update_or_create(
        framework=framework,
        number=entry["number"],
        defaults={name: entry[name] for name in of_section},
    )
    known: dict[str, FrameworkQuestion] = {}
    names = ("reference", "kind", "heading", "introduction", "text", "has_level", "figure_label")
    for order, each in enumerate(entry["questions"], start=1):
        values = {name: each[name] for name in names} | {
            "prompts": "\n".join(each["prompts"]),
            "part_of": known.get(each.get("part_of", "")),
            "order": order,
        }
        known[each["reference"]], _is_new = FrameworkQuestion.objects.update_or_create(
            section=section, slug=slugify(each["reference"]), defaults=values
        )


def load_assessment(entry: Entry, *, recorded_at: datetime) -> SelfAssessment:
    """Load what a paper answered, known from the paper's own day."""
    framework = Framework.objects.get(slug=entry["framework"])
    day = date.fromisoformat(entry["assessed_on"])
    names = ("area", "date_as_written", "status_as_written", "adviser", "adviser_label")
    values = {name: entry[name] for name in names} | {
        "assessed_on": day,
        "paper": framework.paper,
        "begun_on": day,
        "issued_on": day,
    }
    row, _is_new = SelfAssessment.objects.update_or_create(
        framework=framework,
        slug=entry["slug"],
        defaults=values,
        create_defaults=values | {"begun_at": recorded_at},
    )
    for each in entry["contributors"]:
        AssessmentContributor.objects.update_or_create(
            assessment=row,
            name=each["name"],
            organisation=each["organisation"],
            defaults={"role": each["role"], "recorded_on": day},
        )
    for each in entry["agreements"]:
        AssessmentAgreement.objects.update_or_create(
            assessment=row,
            body=each["body"],
            defaults={
                "as_written": each["as_written"],
                "agreed_on": each["agreed_on"],
                "recorded_on": day,
            },
        )
    load_answers(row, entry, recorded_at=recorded_at)
    return row


def load_answers(assessment: SelfAssessment, entry: Entry, *, recorded_at: datetime) -> None:
    """Load the answers of a paper, one for each question, and what is doubtful in them."""
    questions = {
        row.reference: row
        for row in FrameworkQuestion.objects.filter(section__framework=assessment.framework)
    }
    levels = {row.label: row for row in assessment.framework.levels.all()}
    for each in entry["answers"]:
        values = {
            "level": levels[each["level"]] if each["level"] else None,
            "figure": each["figure"],
            "comment": each["comment"],
            "recorded_on": assessment.assessed_on,
        }
        AssessmentAnswer.objects.update_or_create(
            assessment=assessment,
            question=questions[each["question"]],
            author=None,
            defaults=values,
            create_defaults=values | {"recorded_at": recorded_at},
        )
    for order, each in enumerate(entry["doubts"], start=1):
        names = ("words", "as_written", "understood")
        AssessmentDoubt.objects.update_or_create(
            assessment=assessment,
            order=order,
            defaults={name: each[name] for name in names}
            | {"question": questions[each["question"]]},
        )
