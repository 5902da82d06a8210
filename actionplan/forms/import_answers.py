"""The answers to the questions of a plan's file, as they are chosen and typed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from actionplan.models import Officer
from actionplan.plan_answers import STANDS, FileAnswer, FileQuestion, How
from actionplan.plan_files import ReadByWhen

LONGEST_ANSWER = 500
READ_AS = f"{How.READ}:"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerChoice:
    """A choice among the answers to a question, and whether it is the one that stands."""

    value: str
    words: str
    is_chosen: bool


class AnswersForm:
    """The answers to the questions of a file; what is not answered stays open.

    Each is posted as ``answer-KEY``, with the words to be read in ``words-KEY``.
    """

    def __init__(
        self,
        asked: Sequence[FileQuestion],
        *,
        answers: Mapping[str, FileAnswer],
        ratings: Sequence[str],
        officers: Sequence[Officer],
        by_when: ReadByWhen,
        data: Mapping[str, str] | None = None,
    ) -> None:
        self.asked = asked
        self.given = answers
        self.ratings = ratings
        self.officers = officers
        self.by_when = by_when
        self.data = data
        self.errors: dict[str, str] = {}
        self.answers: dict[str, FileAnswer] = {}

    def is_valid(self) -> bool:
        """Read every answer that was given; say of each that cannot be read why."""
        for question in self.asked:
            answer, error = self._read(question)
            if error:
                self.errors[question.key] = error
            elif answer is not None:
                self.answers[question.key] = answer
        return not self.errors

    def chosen(self, question: FileQuestion) -> tuple[str, str]:
        """Return what is chosen of a question's answers, and the words typed for it."""
        if self.data is not None:
            said = self.data
            return said.get(f"answer-{question.key}", ""), said.get(f"words-{question.key}", "")
        given = self.given.get(question.key)
        if given is None:
            return "", ""
        if given.how is How.READ and question.about in ("status", "rating", "person"):
            return f"{READ_AS}{given.words}", ""
        return given.how.value, given.words if given.how is How.READ else ""

    def choices(self, question: FileQuestion) -> list[AnswerChoice]:
        """Return the answers that a question can have."""
        chosen, _words = self.chosen(question)
        offered = [("", "Not answered yet"), *self._offered(question)]
        return [
            AnswerChoice(value=value, words=words, is_chosen=value == chosen)
            for value, words in offered
        ]

    def _offered(self, question: FileQuestion) -> Iterator[tuple[str, str]]:
        match question.about:
            case "by_when" | "leads" | "reference" | "text":
                yield How.READ.value, "Read it as the words beside"
            case "status":
                for word in STANDS:
                    yield f"{READ_AS}{word}", word.capitalize()
            case "rating":
                for word in self.ratings:
                    yield f"{READ_AS}{word}", word.capitalize()
            case "person":
                yield How.MAKE.value, "Somebody new: enter them with this name"
                for officer in self.officers:
                    yield f"{READ_AS}{officer.pk}", officer.full_label
        yield How.LEAVE.value, "Leave it as written, with a doubt"
        yield (
            How.OUT.value,
            "Leave the row out" if len(question.rows) == 1 else "Leave the rows out",
        )

    def _read(self, question: FileQuestion) -> tuple[FileAnswer | None, str]:
        chosen, typed = self.chosen(question)
        typed = typed.strip()
        if not chosen and not typed:
            return None, ""
        if len(typed) > LONGEST_ANSWER:
            return None, f"Type {LONGEST_ANSWER} characters at most"
        offered = dict(self._offered(question))
        if chosen and chosen not in offered:
            return None, "Choose one of the answers shown"
        if chosen.startswith(READ_AS):
            return FileAnswer(how=How.READ, words=chosen.removeprefix(READ_AS)), ""
        if chosen in (How.READ, "") and How.READ in offered:
            return self._typed(question, typed)
        return (FileAnswer(how=How(chosen)), "") if chosen else (None, "Choose an answer")

    def _typed(self, question: FileQuestion, typed: str) -> tuple[FileAnswer | None, str]:
        if not typed:
            return None, "Type how it is to be read"
        if question.about == "by_when":
            understood = self.by_when(typed)
            if understood.question or not understood.readings:
                return None, understood.question or f"“{typed}” names no day that is understood."
        return FileAnswer(how=How.READ, words=typed), ""
