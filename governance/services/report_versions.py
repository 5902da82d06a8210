"""What a version of a report keeps of what its author wrote."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from governance.models import Report, ReportVersion
from governance.models.reports import newest_version
from governance.report_forms import lettered
from herefordshire_cs.lib.richtext import Written, load, same_words


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionText:
    """The paragraphs under one heading."""

    heading: str
    is_numbered: bool
    paragraphs: tuple[Written, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportText:
    """All that an author says in a report; ``head`` is by the names of the report's fields."""

    head: dict[str, str] = field(default_factory=dict)
    sections: tuple[SectionText, ...] = ()
    lead_in: str = "THAT"
    limbs: tuple[str, ...] = ()
    background_papers: tuple[str, ...] = ()


def stored(text: ReportText, before: ReportVersion | None) -> dict[str, Any]:
    """Return what a version keeps of a text: headings with words under them, numbered through."""
    abridged = {
        same_words(load(each))
        for section in (before.sections if before else [])
        for each in section["paragraphs"]
        if each.get("is_abridged")
    }
    sections, number = [], 0
    for section in text.sections:
        paragraphs = []
        for written in section.paragraphs:
            number += section.is_numbered
            printed = str(number) if section.is_numbered else ""
            paragraphs.append(
                _stored_paragraph(written, printed)
                | {"is_abridged": same_words(written) in abridged}
            )
        if paragraphs:
            numbered = {"heading": section.heading, "is_numbered": section.is_numbered}
            sections.append(numbered | {"paragraphs": paragraphs})
    return {
        "sections": sections,
        "lead_in": text.lead_in,
        "limbs": lettered(text.limbs),
        "background_papers": list(text.background_papers),
    }


def _stored_paragraph(written: Written, number: str) -> dict[str, Any]:
    found = {"number": number, "text": written.text, "bullets": written.bullets}
    return found | ({"html": written.html} if written.html else {})


def says_more(row: Report, values: dict[str, Any], head: dict[str, str]) -> bool:
    """Say whether a text is another than the version in hand, however that one was stored."""
    before = newest_version(row)
    if before is None or any(getattr(row, name) != words for name, words in head.items()):
        return True
    names = ("lead_in", "limbs", "background_papers")
    if any(getattr(before, name) != values[name] for name in names):
        return True
    return _comparable(before.sections) != _comparable(values["sections"])


def _comparable(sections: Iterable[dict[str, Any]]) -> list[Any]:
    return [
        (
            section["heading"],
            [
                (each["number"], load(each), each.get("is_abridged", False))
                for each in section["paragraphs"]
            ],
        )
        for section in sections
        if section["paragraphs"]
    ]
