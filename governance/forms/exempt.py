"""Whether the public may read something, and why not."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms

from governance.models import EXEMPT_PARAGRAPHS
from governance.services.exempt import Marking
from herefordshire_cs.lib.text.words import list_in_words
from herefordshire_cs.lib.web.fields import DayField

NOT_EXEMPT = "none"
EXEMPT_CHOICES: list[tuple[object, str]] = [
    (NOT_EXEMPT, "Not exempt: the public may read it"),
    *((number, f"Exempt, paragraph {words}") for number, words in EXEMPT_PARAGRAPHS),
]
# What any committee's papers are called says nothing of what is in one of them.
COMMITTEE_WORDS = """
    about after agenda annex annual appendices appendix arrangements before briefing cabinet
    children committee consider council county decision directorate draft education exempt
    following further herefordshire information matter meeting minutes other paper people
    performance plan progress proposed regarding report response review scrutiny service summary
    their these under update which within young"""
WORD = re.compile(r"[^\W\d_]{5,}")


def repeated_words(public: str, exempt: Sequence[str]) -> list[str]:
    """Return the distinctive words of a public title that stand in an exempt one too.

    A word has five letters or more; capitals and a plural make it no other word.
    """
    told = {_stem(word) for title in exempt for word in WORD.findall(title)}
    told -= {_stem(word) for word in COMMITTEE_WORDS.split()}
    found = {_stem(word): word for word in WORD.findall(public) if _stem(word) in told}
    return list(found.values())


def _stem(word: str) -> str:
    return word.casefold().removesuffix("s") if len(word) > 5 else word.casefold()


class ExemptForm(forms.Form):
    """Whether a paper is exempt: the paragraph, the reason, the title that the public may read.

    ``titles`` are those that the public must not read if it is. Of an appendix of an exempt
    report, which is exempt with it, a public title alone may be given.
    """

    exempt_paragraph = forms.TypedChoiceField(
        label="May the public read it?",
        choices=EXEMPT_CHOICES,
        coerce=lambda value: None if value == NOT_EXEMPT else int(value),
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose whether it is exempt, and under which paragraph.",
            "invalid_choice": (
                "“%(value)s” is not a paragraph of Part 1 of Schedule 12A: choose 1 to 7. "
                "Paragraphs 12 to 18 apply in Wales."
            ),
        },
    )
    exempt_reason = forms.CharField(
        label="Why the public interest is in withholding it",
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    exempt_review_on = DayField(label="Day to look at it again", required=False)
    public_title = forms.CharField(
        label="Title that the public may read", required=False, max_length=250
    )
    will_correct = forms.BooleanField(
        label="A corrected pack will follow",
        error_messages={
            "required": (
                "The agenda is published. Say that a corrected pack will follow, "
                "or leave the paper as it is."
            )
        },
    )

    def __init__(
        self,
        *args: Any,
        titles: Sequence[str],
        is_published: bool,
        is_within_exempt: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.titles = titles
        self.is_within_exempt = is_within_exempt
        self.correction_follows = is_published  # said by its box, without which nothing is valid
        if not is_published:
            del self.fields["will_correct"]

    def clean(self) -> dict[str, Any]:
        """Hold the paragraph, its reason and the public title together."""
        found: dict[str, Any] = super().clean() or {}
        if "exempt_paragraph" not in found:
            return found
        is_exempt = found["exempt_paragraph"] is not None
        if is_exempt:
            self.need_reason_and_title(found)
        elif any(found.get(name) for name in self.only_if_exempt()):
            self.add_error(
                "exempt_paragraph",
                "Choose the paragraph under which it is exempt, or clear what is said of it.",
            )
        if is_exempt or self.is_within_exempt:
            self.refuse_repeated_words(found)
        return found

    def only_if_exempt(self) -> list[str]:
        """Return the fields that say nothing of a paper which is not exempt."""
        names = ["exempt_reason", "exempt_review_on"]
        return names if self.is_within_exempt else [*names, "public_title"]

    def need_reason_and_title(self, found: dict[str, Any]) -> None:
        """Refuse a paragraph without a reason or without a title for the public."""
        if not found.get("exempt_reason") and "exempt_reason" not in self.errors:
            self.add_error("exempt_reason", "Say why the public interest is in withholding it.")
        if not found.get("public_title") and "public_title" not in self.errors:
            self.add_error("public_title", "Give it a title that the public may read.")

    def read_by_all(self) -> list[str]:
        """Return the fields that the public reads of an exempt paper."""
        return ["public_title"]

    def hidden_titles(self, found: dict[str, Any]) -> list[str]:
        """Return the titles that the public must not read."""
        return list(self.titles)

    def refuse_repeated_words(self, found: dict[str, Any]) -> None:
        """Refuse what would tell the public a word of the exempt title."""
        for name in self.read_by_all():
            words = repeated_words(found.get(name, ""), self.hidden_titles(found))
            if words:
                quoted = list_in_words([f"“{word}”" for word in words])
                stand = "stands" if len(words) == 1 else "stand"
                self.add_error(
                    name,
                    f"{quoted} {stand} in the exempt title. Use other words, which the public "
                    "may read.",
                )

    def marking(self) -> Marking:
        """Return what was said, once it is valid."""
        return Marking(
            paragraph=self.cleaned_data["exempt_paragraph"],
            reason=self.cleaned_data["exempt_reason"],
            review_on=self.cleaned_data["exempt_review_on"],
            public_title=self.cleaned_data["public_title"],
        )


AS_ITEM = "as item"


class MinuteExemptForm(ExemptForm):
    """Whether a minute is exempt; where a part of its item is, it is too until somebody says not.

    ``withheld_with`` is the paragraph of that part, None where nothing of the item is exempt.
    """

    def __init__(self, *args: Any, withheld_with: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.withheld_with = withheld_with
        if withheld_with is None:
            return
        field = self.fields["exempt_paragraph"]
        assert isinstance(field, forms.TypedChoiceField)
        as_item = f"As its item, of which a part is exempt under paragraph {withheld_with}"
        field.choices = [(AS_ITEM, as_item), *EXEMPT_CHOICES]
        field.coerce = lambda value: None if value in (NOT_EXEMPT, AS_ITEM) else int(value)

    @property
    def is_open(self) -> bool:
        """Whether the public may read it although a part of its item is exempt."""
        chosen = self.data.get("exempt_paragraph")
        return self.withheld_with is not None and chosen == NOT_EXEMPT
