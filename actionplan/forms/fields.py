"""What several forms of a plan share: a narrative, its longest, and the errors of a rating."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from actionplan.models import Action, ActionQuerySet
from actionplan.rag import Scheme
from herefordshire_cs.lib.rag import Level
from herefordshire_cs.lib.text.words import day_in_words, list_in_words

NARRATIVE_LIMIT = 10_000  # characters: about three pages, longer than any note of the papers


REASON_LIMIT = 2_000


REFERENCES_LIMIT = 400  # characters: fifty references and more


BETWEEN_REFERENCES = re.compile(r"[,;]|\b(?:and|actions?|risks?)\b", re.IGNORECASE)


NOT_OWN = "which you neither lead nor support: ask the performance officer to record it"


RATING_ERRORS = {
    "required": "Choose a rating",
    "invalid_choice": "Choose one of the ratings shown",
}


class LevelSelect(forms.RadioSelect):
    """The levels of a scheme to choose from, each shown as its tag beside its meaning."""

    levels: Mapping[str, Level] = {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return an option with the level that it stands for."""
        option = super().create_option(name, value, *args, **kwargs)
        return {**option, "level": self.levels.get(str(value))}


def offer_levels(field: forms.ChoiceField, scheme: Scheme, levels: Sequence[Level]) -> None:
    """Let a field be one of some levels of a scheme."""
    field.widget.levels = {level.key: level for level in levels}
    field.choices = [(level.key, scheme.meaning(level)) for level in levels]


class NarrativeField(forms.CharField):
    """Words as typed or pasted: line ends made one kind, invisible characters left out."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        """Return the words; curly quotes, tabs and line breaks stay."""
        words = super().to_python(value) or ""
        words = words.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n")
        return "".join(
            character
            for character in words
            if character in "\n\t" or unicodedata.category(character) not in {"Cc", "Cf"}
        ).strip()

    def validate(self, value: str) -> None:
        """Say how long the words are where they are too long."""
        super().validate(value)
        if self.limit and len(value) > self.limit:
            raise forms.ValidationError(
                f"This has {len(value):,} characters; write at most {self.limit:,}. "
                "Attach a long text as evidence instead.",
                code="too_long",
            )

    def __init__(self, *, limit: int, **kwargs: Any) -> None:
        super().__init__(strip=True, **kwargs)
        self.limit = limit


class ReferencesField(forms.CharField):
    """References of Actions or risks, as ``1.19, 2.10``: each once, in the order typed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=REFERENCES_LIMIT, **kwargs)

    def clean(self, value: Any) -> Any:
        """Return the references; the word “and” and “action” between them are let pass."""
        words: str = super().clean(value)
        return tuple(dict.fromkeys(BETWEEN_REFERENCES.sub(" ", words).split()))


def actions_named(
    references: tuple[str, ...], of_plan: ActionQuerySet, *, own: ActionQuerySet | None = None
) -> tuple[Action, ...]:
    """Return the Actions of a plan by their references; refuse what it has none of.

    ``own`` are those of which the reader may record something, where that is not any.
    """
    rows = of_plan.filter(reference__in=references).select_related("recommendation")
    found = {row.reference: row for row in rows}
    refuse_missing(references, found, "not in the plan")
    if own is not None:
        theirs = set(own.filter(reference__in=references).values_list("reference", flat=True))
        others = [each for each in references if each not in theirs]
        if others:
            raise forms.ValidationError(f"{list_in_words(others)}: {NOT_OWN}.")
    return tuple(found[each] for each in references)


def refuse_missing(references: tuple[str, ...], found: Mapping[str, Any], where: str) -> None:
    """Refuse references of which nothing was found."""
    missing = [f"“{each}”" for each in references if each not in found]
    if missing:
        verb = "is" if len(missing) == 1 else "are"
        raise forms.ValidationError(f"{list_in_words(missing)} {verb} {where}.")


def between(day: date, *, earliest: date, latest: date) -> date:
    """Return the day, or refuse one before the plan or one that has not come."""
    if day < earliest:
        raise forms.ValidationError(
            f"{day_in_words(day)} is before the plan began on {day_in_words(earliest)}."
        )
    if day > latest:
        raise forms.ValidationError(
            f"{day_in_words(day)} has not come yet. Today is {day_in_words(latest)}."
        )
    return day
