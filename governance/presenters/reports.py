"""A report as it is read and printed: headings, numbered paragraphs, limbs."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar

from django.utils.safestring import SafeString, mark_safe

from governance.exempt.marks import Exemption, exemption_of
from governance.exempt.titles import public_title_of_paper
from governance.models import (
    Report,
    ReportVersion,
)
from governance.models.reports import newest_version
from governance.presenters.appendices import AppendixPaper, appendix_paper
from governance.sources import source_in_words
from herefordshire_cs.lib.richtext import clean


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph with its printed number, blank where it has none, and its bullets."""

    number: str
    text: str
    bullets: tuple[str, ...]
    is_abridged: bool
    html: str = ""

    @property
    def has_table(self) -> bool:
        """Whether it holds a table, which may be wider than its place."""
        return "<table>" in self.html

    @property
    def lead(self) -> SafeString:
        """The markup of its first words, beside which its number stands."""
        words, is_led, _rest = self.html.partition("</p>")
        return mark_safe(words.removeprefix("<p>") if is_led else "")

    @property
    def rest(self) -> SafeString:
        """The markup of the lists and tables that follow them."""
        _words, is_led, rest = self.html.partition("</p>")
        return mark_safe(rest if is_led else self.html)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSection:
    """A heading of the form and the paragraphs under it."""

    heading: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def is_abridged(self) -> bool:
        """Whether any of it is abridged."""
        return any(paragraph.is_abridged for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limb:
    """One lettered limb of a recommendation."""

    letter: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPaper:
    """A report in its form, in one version."""

    template_name: ClassVar[str] = "governance/reports/report_body.html"

    slug: str
    form: str
    title: str
    public_title: str
    report_by: str
    programme_area: str
    wards: str
    key_decision: str
    state: str
    sections: tuple[PaperSection, ...]
    lead_in: str
    limbs: tuple[Limb, ...]
    background_papers: tuple[str, ...]
    appendices: tuple[AppendixPaper, ...]
    note: str
    source: str
    exemption: Exemption | None
    committee: str
    held_on: date | None

    @property
    def is_empty(self) -> bool:
        """Whether the paper itself is not held."""
        return not self.sections and not self.limbs

    @property
    def is_abridged(self) -> bool:
        """Whether any of the narrative is abridged."""
        return any(section.is_abridged for section in self.sections)


def report_paper(row: Report) -> ReportPaper:
    """Return a report in its newest version; the caller has fetched its parts along."""
    return _paper(row, newest_version(row))


def version_paper(row: Report, version: ReportVersion) -> ReportPaper:
    """Return a report as it read in a version: what stood at its head then, and its text."""
    return replace(_paper(row, version), **version.head)


def _paper(row: Report, version: ReportVersion | None) -> ReportPaper:
    return ReportPaper(
        slug=row.slug,
        form=row.form,
        title=row.title,
        public_title=public_title_of_paper(row),
        report_by=row.report_by,
        programme_area=row.programme_area,
        wards=row.wards,
        key_decision=row.key_decision,
        state=row.get_state_display(),
        sections=tuple(_sections(version)),
        lead_in=version.lead_in if version else "",
        limbs=tuple(Limb(letter=each["letter"], text=each["text"]) for each in _limbs(version)),
        background_papers=tuple(version.background_papers) if version else (),
        appendices=tuple(appendix_paper(each) for each in row.appendices.all()),
        note=row.note,
        source=source_in_words(row.source),
        exemption=exemption_of(row),
        committee=row.meeting.committee.name if row.meeting else "",
        held_on=row.meeting.held_on if row.meeting else None,
    )


def _limbs(version: ReportVersion | None) -> list[dict[str, str]]:
    return version.limbs if version else []


def _sections(version: ReportVersion | None) -> Iterable[PaperSection]:
    for section in version.sections if version else []:
        yield PaperSection(
            heading=section["heading"],
            paragraphs=tuple(_paragraph(each) for each in section["paragraphs"]),
        )


def _paragraph(found: dict[str, Any]) -> Paragraph:
    return Paragraph(
        number=found["number"],
        text=found["text"],
        bullets=tuple(_bullets(found.get("bullets", []))),
        is_abridged=found.get("is_abridged", False),
        # Cleaned when it was saved; cleaned again here, so that nothing else is ever printed.
        html=clean(found.get("html", "")),
    )


def _bullets(found: Iterable[Any]) -> Iterable[str]:
    for bullet in found:
        yield bullet if isinstance(bullet, str) else str(bullet.get("text", ""))
