"""Whether the public may read something, and why not."""

from collections.abc import Sequence
from typing import Any

from django import forms

from governance.exempt.marks import short_ground
from governance.exempt.words import repeated_words
from governance.models import CONFIDENTIAL, EXEMPT_PARAGRAPHS
from governance.services.exempt import Marking
from herefordshire_cs.lib.text.words import list_in_words
from herefordshire_cs.lib.web.fields import DayField

NOT_EXEMPT = "none"
EXEMPT_CHOICES: list[tuple[object, str]] = [
    (NOT_EXEMPT, "Not exempt: the public may read it"),
    *((number, f"Exempt, paragraph {words}") for number, words in EXEMPT_PARAGRAPHS),
    (CONFIDENTIAL, "Confidential, section 100A(3): its disclosure is forbidden"),
]


def paragraph_of(value: object) -> int | None:
    """Return the paragraph that was chosen, None where the paper is open."""
    return None if value in (NOT_EXEMPT, "") else int(str(value))


class ExemptForm(forms.Form):
    """Whether a paper is exempt: the paragraph, the reason, the title that the public may read.

    ``titles`` are those that the public must not read if it is. Of an appendix of an exempt
    report, which is exempt with it, a public title alone may be given.
    """

    exempt_paragraph = forms.TypedChoiceField(
        label="May the public read it?",
        choices=EXEMPT_CHOICES,
        coerce=paragraph_of,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose whether it is exempt, and under which paragraph.",
            "invalid_choice": (
                "“%(value)s” is not a paragraph of Part 1 of Schedule 12A: choose 1 to 7. "
                "Paragraphs 12 to 18 apply in Wales."
            ),
        },
    )
    exempt_also = forms.TypedMultipleChoiceField(
        label="Under further paragraphs",
        choices=EXEMPT_PARAGRAPHS,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
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
    title_reason = forms.CharField(
        label="Why the title may repeat that", required=False, max_length=500
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
        self.asks_title_reason = False
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
        names = ["exempt_reason", "exempt_review_on", "exempt_also"]
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
            if name == "public_title" and found.get("title_reason"):
                self.asks_title_reason = True
                continue
            words = repeated_words(found.get(name, ""), self.hidden_titles(found))
            if words:
                quoted = list_in_words([f"“{word}”" for word in words])
                stand = "stands" if len(words) == 1 else "stand"
                self.add_error(
                    name,
                    f"{quoted} {stand} in the exempt title. Use other words, which the public "
                    "may read.",
                )
                self.asks_title_reason = self.asks_title_reason or name == "public_title"

    def marking(self) -> Marking:
        """Return what was said, once it is valid."""
        return Marking(
            paragraph=self.cleaned_data["exempt_paragraph"],
            reason=self.cleaned_data["exempt_reason"],
            review_on=self.cleaned_data["exempt_review_on"],
            public_title=self.cleaned_data["public_title"],
            also=tuple(self.also()),
            title_reason=self.cleaned_data["title_reason"] if self.asks_title_reason else "",
        )

    def also(self) -> list[int]:
        """Return the further paragraphs, without the first."""
        first = self.cleaned_data["exempt_paragraph"]
        return sorted(set(self.cleaned_data["exempt_also"]) - {first})


class AsksToBeExempt(forms.Form):
    """What begins a report, by which its author may ask for it to be exempt from the first."""

    exempt_paragraph = forms.TypedChoiceField(
        label="Will it hold what the public may not read?",
        choices=EXEMPT_CHOICES,
        coerce=paragraph_of,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    exempt_reason = forms.CharField(
        label="Why the public interest is in withholding it",
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    public_title = forms.CharField(
        label="Title that the public may read", required=False, max_length=250
    )

    def hold_exemption(self, found: dict[str, Any]) -> None:
        """Ask of an exempt report why, and for a title that tells nothing of it."""
        if found.get("exempt_paragraph") is None:
            return
        if not found.get("exempt_reason"):
            self.add_error("exempt_reason", "Say why the public interest is in withholding it.")
        if not found.get("public_title"):
            self.add_error("public_title", "Give it a title that the public may read.")
        elif words := repeated_words(found["public_title"], [found.get("title", "")]):
            quoted = list_in_words([f"“{word}”" for word in words])
            self.add_error(
                "public_title", f"{quoted} stands in the exempt title. Use other words."
            )

    def marking(self) -> Marking | None:
        """Return as what its author asks for it to be marked; None for an open report."""
        found = self.cleaned_data
        if found["exempt_paragraph"] is None:
            return None
        return Marking(
            paragraph=found["exempt_paragraph"],
            reason=found["exempt_reason"],
            public_title=found["public_title"],
        )


AS_ITEM = "as item"


class MinuteExemptForm(ExemptForm):
    """Whether a minute is exempt; where a part of its item is, it is too until somebody says not.

    ``withheld_with`` is the paragraph of that part, None where nothing of the item is exempt.
    Where it is withheld, a summary may stand in its place.
    """

    public_summary = forms.CharField(
        label="Summary that the public may read",
        required=False,
        max_length=3_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, withheld_with: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.withheld_with = withheld_with
        if withheld_with is None:
            return
        field = self.fields["exempt_paragraph"]
        assert isinstance(field, forms.TypedChoiceField)
        as_item = f"As its item, of which a part is exempt under {short_ground(withheld_with)}"
        field.choices = [(AS_ITEM, as_item), *EXEMPT_CHOICES]
        field.coerce = lambda value: None if value == AS_ITEM else paragraph_of(value)

    def read_by_all(self) -> list[str]:
        """Return the fields that the public reads of an exempt minute."""
        return [*super().read_by_all(), "public_summary"]

    @property
    def is_open(self) -> bool:
        """Whether the public may read it although a part of its item is exempt."""
        chosen = self.data.get("exempt_paragraph")
        return self.withheld_with is not None and chosen == NOT_EXEMPT
