"""Two self-assessments by one framework side by side: the level then and now, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from indicators.presenters.self_assessment import (
    AssessmentPage,
    LevelLine,
    QuestionLine,
    SectionLine,
    build_assessment,
)

HIGHER, LOWER, SAME = "Higher", "Lower", "The same"
NEW, GONE, NEITHER = "First given now", "Not given now", "Given neither time"
CHANGES = (HIGHER, LOWER, SAME, NEW, GONE, NEITHER)


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedQuestion:
    """A question in two assessments: the level then and now, and what that means in words."""

    reference: str
    text: str
    then: str
    now: str
    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentComparison:
    """Two assessments side by side, section by section."""

    then: AssessmentPage
    now: AssessmentPage
    sections: tuple[tuple[str, tuple[ComparedQuestion, ...]], ...]

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """How many questions changed in which way, those with none left out."""
        found = [row.change for _title, rows in self.sections for row in rows]
        return tuple((word, found.count(word)) for word in CHANGES if word in found)


def build_comparison(
    framework: str, slug: str, earlier: str, *, as_of: date
) -> AssessmentComparison:
    """Return two assessments by one framework side by side. Raises NoAssessment."""
    now = build_assessment(framework, slug, as_of=as_of)
    then = build_assessment(framework, earlier, as_of=as_of)
    before = {row.slug: row for row in then.questions}
    sections = (
        (section.title, tuple(compared(before[row.slug], row) for row in levelled(section)))
        for section in now.sections
    )
    return AssessmentComparison(
        then=then, now=now, sections=tuple(each for each in sections if each[1])
    )


def levelled(section: SectionLine) -> Iterable[QuestionLine]:
    """Return the questions of a section that are given a level."""
    return (row for row in section.questions if row.has_level)


def compared(then: QuestionLine, now: QuestionLine) -> ComparedQuestion:
    """Return one question then and now."""
    return ComparedQuestion(
        reference=now.reference,
        text=now.text,
        then=then.level.label if then.level else "",
        now=now.level.label if now.level else "",
        change=change_of(then.level, now.level),
    )


def change_of(then: LevelLine | None, now: LevelLine | None) -> str:
    """Say how one level stands to an earlier one, by their places on the scale."""
    if then is None or now is None:
        given = (then is not None, now is not None)
        return {(False, True): NEW, (True, False): GONE, (False, False): NEITHER}[given]
    if now.place == then.place:
        return SAME
    return HIGHER if now.place > then.place else LOWER
