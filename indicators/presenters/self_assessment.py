"""A self-assessment as at a day: answers by section, and the picture of maturity."""

# Longer than most: the plain values of a page and a document that say eight kinds of thing.

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from herefordshire_cs.lib.charts.maturity import ProfileRow
from indicators.models import (
    AssessmentAnswer,
    Framework,
    FrameworkQuestion,
    FrameworkSection,
    SelfAssessment,
)

NoAssessment = SelfAssessment.DoesNotExist
NoFramework = Framework.DoesNotExist


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelLine:
    """A level of a scale; ``place`` 1 is the lowest."""

    slug: str
    label: str
    basis: str
    place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentDoubtLine:
    """What is doubtful: as the paper prints it, and as it is understood."""

    reference: str
    words: str
    as_written: str
    understood: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionLine:
    """A question with the answer known on a day; ``heading`` only where a new one begins.

    ``is_under_heading`` is whether it stands under one of those, and not directly in its section.
    """

    slug: str
    reference: str
    kind: str
    is_numbered: bool
    heading: str
    is_under_heading: bool
    introduction: str
    text: str
    prompts: tuple[str, ...]
    has_level: bool
    level: LevelLine | None
    figure_label: str
    figure: str
    comment: str
    evidence: str
    is_answered: bool
    has_parts: bool
    answered_by: str
    answered_on: date | None
    doubts: tuple[AssessmentDoubtLine, ...]

    @property
    def is_open(self) -> bool:
        """Whether it asks for an answer that has not been given; its parts answer for a whole."""
        return not self.is_answered and not self.has_parts


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionLine:
    """A section with its questions in the framework's order."""

    number: int
    title: str
    title_basis: str
    introduction: str
    questions: tuple[QuestionLine, ...]

    def at(self, level: LevelLine) -> tuple[str, ...]:
        """Return the references of the questions at a level."""
        return tuple(row.reference for row in self.questions if row.level == level)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileLine:
    """A section of the picture: for each level, lowest first, the questions that stand there."""

    title: str
    cells: tuple[tuple[str, tuple[str, ...]], ...]
    without: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentHead:
    """Which assessment it is, and how far it is."""

    framework_slug: str
    framework: str
    slug: str
    area: str
    assessed_on: date
    issued_on: date | None
    issued_by: str
    is_of_paper: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentPage:
    """Everything that an assessment says on a day."""

    template_name: ClassVar[str] = "indicators/documents/self_assessment_body.html"
    title: ClassVar[str] = "Self-assessment"

    head: AssessmentHead
    as_of: date
    introduction: str
    level_label: str
    date_as_written: str
    status_as_written: str
    adviser_label: str
    adviser: str
    levels: tuple[LevelLine, ...]
    sections: tuple[SectionLine, ...]
    contributors: tuple[tuple[str, str, str], ...]
    agreements: tuple[tuple[str, date | None, str], ...]
    doubts: tuple[AssessmentDoubtLine, ...]
    source: str
    others: tuple[AssessmentHead, ...]

    @property
    def questions(self) -> tuple[QuestionLine, ...]:
        """Every question of every section."""
        return tuple(row for section in self.sections for row in section.questions)

    @property
    def still_open(self) -> tuple[QuestionLine, ...]:
        """The numbered questions without an answer."""
        return tuple(row for row in self.questions if row.is_numbered and row.is_open)

    @property
    def earlier(self) -> tuple[AssessmentHead, ...]:
        """The assessments by the same framework that stand for an earlier day, newest first."""
        return tuple(row for row in self.others if row.assessed_on < self.head.assessed_on)

    @property
    def profile(self) -> tuple[ProfileLine, ...]:
        """The picture of maturity as a table: sections that have levels, in order."""
        return tuple(
            ProfileLine(
                title=section.title,
                cells=tuple((level.label, section.at(level)) for level in self.levels),
                without=tuple(
                    row.reference for row in section.questions if row.has_level and not row.level
                ),
            )
            for section in self.sections
            if any(row.has_level for row in section.questions)
        )

    @property
    def profile_rows(self) -> tuple[ProfileRow, ...]:
        """The same for the picture."""
        return tuple(
            ProfileRow(line.title, tuple(at for _label, at in line.cells)) for line in self.profile
        )

    @property
    def profile_words(self) -> str:
        """The picture in a sentence: how many questions stand at each level."""
        counts = [
            f"{sum(len(section.at(level)) for section in self.sections)} {level.label}"
            for level in self.levels
        ]
        return f"Questions and parts by level: {', '.join(counts)}."

    @property
    def level_labels(self) -> tuple[str, ...]:
        """The words of the scale, lowest first."""
        return tuple(level.label for level in self.levels)


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkLine:
    """A framework with the assessments made by it, newest first."""

    slug: str
    name: str
    questions: int
    assessments: tuple[AssessmentHead, ...]


def build_frameworks(*, as_of: date) -> tuple[FrameworkLine, ...]:
    """Return the frameworks with the assessments begun by a day; three queries."""
    counts: dict[int, int] = {}
    for framework in FrameworkQuestion.objects.filter(kind="question").values_list(
        "section__framework", flat=True
    ):
        counts[framework] = counts.get(framework, 0) + 1
    made: dict[int, list[AssessmentHead]] = {}
    for row in SelfAssessment.objects.known(as_of=as_of).select_related("framework", "paper"):
        made.setdefault(row.framework_id, []).append(assessment_head(row, as_of=as_of))
    return tuple(
        FrameworkLine(
            slug=row.slug,
            name=row.name,
            questions=counts.get(row.pk, 0),
            assessments=tuple(made.get(row.pk, ())),
        )
        for row in Framework.objects.all()
    )


def build_assessment(framework: str, slug: str, *, as_of: date) -> AssessmentPage:
    """Return an assessment as at a day; as many queries whatever it holds. Raises NoAssessment."""
    rows = SelfAssessment.objects.known(as_of=as_of).select_related("framework__paper", "paper")
    row = rows.get(framework__slug=framework, slug=slug)
    levels = {
        level.pk: LevelLine(
            slug=level.slug, label=level.label, basis=level.basis, place=level.order
        )
        for level in row.framework.levels.all()
    }
    answers = newest_answers(row, as_of=as_of)
    doubts: dict[int, list[AssessmentDoubtLine]] = {}
    for doubt in row.doubts.select_related("question"):
        doubts.setdefault(doubt.question_id, []).append(
            AssessmentDoubtLine(
                reference=doubt.question.reference,
                words=doubt.words,
                as_written=doubt.as_written,
                understood=doubt.understood,
            )
        )
    sections = row.framework.sections.prefetch_related("questions")
    others = rows.filter(framework=row.framework).exclude(pk=row.pk)
    return AssessmentPage(
        head=assessment_head(row, as_of=as_of),
        as_of=as_of,
        introduction=row.framework.introduction,
        level_label=row.framework.level_label,
        date_as_written=row.date_as_written,
        status_as_written=row.status_as_written,
        adviser_label=row.adviser_label,
        adviser=row.adviser,
        levels=tuple(levels.values()),
        sections=tuple(section_line(each, answers, levels, doubts) for each in sections),
        contributors=tuple(
            (each.name, each.role, each.organisation)
            for each in row.contributors.filter(recorded_on__lte=as_of)
        ),
        agreements=tuple(
            (each.body, each.agreed_on, each.as_written)
            for each in row.agreements.filter(recorded_on__lte=as_of)
        ),
        doubts=tuple(each for group in doubts.values() for each in group),
        source=row.paper.title if row.paper else "",
        others=tuple(assessment_head(each, as_of=as_of) for each in others),
    )


def newest_answers(row: SelfAssessment, *, as_of: date) -> dict[int, AssessmentAnswer]:
    """Return the answer to each question that was the newest on a day, by its question."""
    known = row.answers.filter(recorded_on__lte=as_of).order_by("recorded_at", "pk")
    return {answer.question_id: answer for answer in known}


def assessment_head(row: SelfAssessment, *, as_of: date) -> AssessmentHead:
    """Return what names an assessment; one issued later is not yet issued."""
    is_issued = row.issued_on is not None and row.issued_on <= as_of
    return AssessmentHead(
        framework_slug=row.framework.slug,
        framework=row.framework.name,
        slug=row.slug,
        area=row.area,
        assessed_on=row.assessed_on,
        issued_on=row.issued_on if is_issued else None,
        issued_by=row.issued_by_name if is_issued else "",
        is_of_paper=row.paper_id is not None,
    )


def section_line(
    row: FrameworkSection,
    answers: Mapping[int, AssessmentAnswer],
    levels: Mapping[int, LevelLine],
    doubts: Mapping[int, list[AssessmentDoubtLine]],
) -> SectionLine:
    """Return a section with its questions, each heading said where it begins."""
    lines, heading = [], row.title
    rows = list(row.questions.all())
    with_parts = {each.part_of_id for each in rows}
    for each in rows:
        before, heading = heading, each.heading or heading
        lines.append(
            question_line(
                each,
                answers.get(each.pk),
                levels,
                heading=each.heading if each.heading != before else "",
                is_under_heading=heading != row.title,
                has_parts=each.pk in with_parts,
                doubts=tuple(doubts.get(each.pk, ())),
            )
        )
    return SectionLine(
        number=row.number,
        title=row.title,
        title_basis=row.title_basis,
        introduction=row.introduction,
        questions=tuple(lines),
    )


def question_line(
    row: FrameworkQuestion,
    answer: AssessmentAnswer | None,
    levels: Mapping[int, LevelLine],
    *,
    heading: str,
    is_under_heading: bool,
    has_parts: bool,
    doubts: tuple[AssessmentDoubtLine, ...],
) -> QuestionLine:
    """Return a question with its answer, if it has one."""
    level = levels.get(answer.level_id or 0) if answer else None
    return QuestionLine(
        slug=row.slug,
        reference=row.reference,
        kind=row.kind,
        is_numbered=row.is_numbered,
        heading=heading,
        is_under_heading=is_under_heading,
        introduction=row.introduction,
        text=row.text,
        prompts=tuple(row.prompts.splitlines()),
        has_level=row.has_level,
        level=level,
        figure_label=row.figure_label,
        figure=answer.figure if answer else "",
        comment=answer.comment if answer else "",
        evidence=answer.evidence if answer else "",
        is_answered=answer is not None,
        has_parts=has_parts,
        answered_by=answer.author_name if answer else "",
        answered_on=answer.recorded_on if answer else None,
        doubts=doubts,
    )


def latest_issued(*, as_of: date) -> tuple[AssessmentPage, ...]:
    """Return, of each framework, the assessment issued by a day that stands for the latest day."""
    newest: dict[str, str] = {}
    for row in SelfAssessment.objects.issued(as_of=as_of).select_related("framework"):
        newest.setdefault(row.framework.slug, row.slug)
    return tuple(
        build_assessment(framework, slug, as_of=as_of) for framework, slug in newest.items()
    )
