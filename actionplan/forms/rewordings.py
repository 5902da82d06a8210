"""What an action says, as its plan's owner edits it."""

from collections.abc import Iterable
from typing import Any

from django import forms

from actionplan.forms.fields import REASON_LIMIT, NarrativeField
from actionplan.models import Action, ActionRole
from actionplan.services.rewordings import ActionWords
from actionplan.short_titles import LONGEST_TITLE

LONGEST_HOLDER = 120
MOST_HOLDERS = 20
PARTS = {
    "leads": ActionRole.Part.LEAD,
    "accountable": ActionRole.Part.ACCOUNTABLE,
    "sign_off": ActionRole.Part.SIGN_OFF,
    "support": ActionRole.Part.SUPPORT,
}


def lines_of(words: str) -> list[str]:
    """Return the lines of what was typed, each once, blank ones left out."""
    return list(
        dict.fromkeys(line for each in words.split("\n") if (line := " ".join(each.split())))
    )


class HoldersField(NarrativeField):
    """Who has a part, one to a line: initials, a post, a name, or a body."""

    def __init__(self, *, label: str, required: bool = False, **kwargs: Any) -> None:
        super().__init__(
            limit=MOST_HOLDERS * (LONGEST_HOLDER + 1),
            label=label,
            required=required,
            widget=forms.Textarea(attrs={"rows": 2, "class": "cs-few-lines"}),
            **kwargs,
        )

    def clean(self, value: Any) -> str:
        """Refuse a line that is too long for a name, or too many of them."""
        words: str = super().clean(value)
        lines = lines_of(words)
        if len(lines) > MOST_HOLDERS:
            raise forms.ValidationError(f"Name {MOST_HOLDERS} at most")
        if long := next((line for line in lines if len(line) > LONGEST_HOLDER), ""):
            raise forms.ValidationError(
                f"“{long[:40]}…” is longer than {LONGEST_HOLDER} characters"
            )
        return words


class ActionWordsForm(forms.Form):
    """What an Action says: its words, who has which part, its criteria, and why it is edited."""

    text = NarrativeField(
        limit=REASON_LIMIT,
        label="What is to be done",
        widget=forms.Textarea(attrs={"rows": 3, "class": "cs-few-lines"}),
        error_messages={"required": "Say what is to be done"},
    )
    short_title = forms.CharField(
        label="Short title",
        max_length=LONGEST_TITLE,
        required=False,
        error_messages={"max_length": f"Use at most {LONGEST_TITLE} characters"},
    )
    leads = HoldersField(
        label="Who leads", required=True, error_messages={"required": "Say who leads"}
    )
    accountable = HoldersField(label="Who answers for it")
    sign_off = HoldersField(label="Who signs it off")
    support = HoldersField(label="Who supports it")
    additional_capacity = NarrativeField(
        limit=REASON_LIMIT,
        label="Additional capacity",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "cs-few-lines"}),
    )
    criteria = NarrativeField(
        limit=REASON_LIMIT,
        label="Its own measures of success",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "cs-few-lines"}),
    )
    reason = NarrativeField(
        limit=REASON_LIMIT,
        label="Why it is edited",
        widget=forms.Textarea(attrs={"rows": 2, "class": "cs-few-lines"}),
        error_messages={"required": "Say why"},
    )

    def words(self) -> ActionWords:
        """Return what a valid form says."""
        cleaned = self.cleaned_data
        holders = [
            (part.value, line)
            for name, part in PARTS.items()
            for line in lines_of(cleaned[name]) or [""]
        ]
        return ActionWords(
            columns={
                "text": cleaned["text"],
                "short_title": cleaned["short_title"],
                "additional_capacity": cleaned["additional_capacity"],
            },
            holders=holders,
            criteria=lines_of(cleaned["criteria"]),
        )

    def named(self) -> list[str]:
        """Return everybody whom a valid form names."""
        return [line for name in PARTS for line in lines_of(self.cleaned_data[name])]


def words_now(action: Action) -> dict[str, str]:
    """Return what an Action says now, as the form shows it."""
    roles = list(action.roles.select_related("officer", "organisation").order_by("order", "pk"))

    def of_part(part: str) -> str:
        return "\n".join(role.holder for role in roles if role.part == part)

    return {
        "text": action.text,
        "short_title": action.short_title,
        "additional_capacity": action.additional_capacity,
        "criteria": joined(row.text for row in action.success_criteria.order_by("order", "pk")),
        **{name: of_part(part) for name, part in PARTS.items()},
    }


def joined(lines: Iterable[str]) -> str:
    """Return texts one to a line."""
    return "\n".join(" ".join(line.split()) for line in lines)
