"""A plan's file as it is sent, what its columns hold, and the answers to its questions."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import slugify

from actionplan.models import Plan, RatingScheme
from actionplan.plan_answers import How
from actionplan.plan_columns import Holds
from actionplan.plan_opening import MOST_BYTES
from actionplan.rating_levels import READY_MADE
from actionplan.services.import_steps import Meant
from herefordshire_cs.accounts.plan_roles import PlanAccess
from herefordshire_cs.lib.web.fields import DayField

LONGEST_PASTE = 500_000
LONGEST_ANSWER = 500
LONGEST_SLUG = 50
MOST_HEAD_ROWS = 50
READ_AS = f"{How.READ}:"
# What a column holds, in the words of whoever brings the file.
HOLDS_CHOICES = [
    ("", "Not imported"),
    (Holds.REFERENCE, "Reference"),
    (Holds.HEADING, "Heading: theme, priority, recommendation"),
    (Holds.TEXT, "Action: what is to be done"),
    (Holds.LEADS, "Who leads"),
    (Holds.ORGANISATION, "Organisation that leads"),
    (Holds.COUNCILLOR, "Lead councillor"),
    (Holds.PARTNERS, "Partners"),
    (Holds.BY_WHEN, "By when"),
    (Holds.MILESTONES, "Milestones"),
    (Holds.MEASURES, "Measures of success, or impact"),
    (Holds.EVIDENCE, "Evidence"),
    (Holds.STATUS, "Status"),
    (Holds.RATING, "Rating: red, amber, green"),
    (Holds.PROGRESS, "Progress, notes"),
    (Holds.COMPLETED_ON, "Day of completion"),
]


class PlanFileForm(forms.Form):
    """A file or pasted text, and the plan that it is for."""

    file = forms.FileField(
        label="File", required=False, error_messages={"empty": "The file is empty."}
    )
    words = forms.CharField(
        label="Or paste a table or text",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    plan = forms.ModelChoiceField(
        Plan.objects.none(),
        label="Plan",
        required=False,
        empty_label="A new plan",
        error_messages={"invalid_choice": "Choose one of the plans shown"},
    )
    title = forms.CharField(label="Title of the new plan", required=False, max_length=200)
    starts_on = DayField(label="It begins on", required=False)
    ends_on = DayField(label="It ends on", required=False)
    scheme = forms.ChoiceField(label="Its ratings", required=False)

    def __init__(self, *args: Any, access: PlanAccess, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plan: forms.ModelChoiceField[Plan] = self.fields["plan"]  # type: ignore[assignment]
        plan.queryset = Plan.objects.visible_to(access)
        known = dict(RatingScheme.objects.values_list("slug", "name"))
        scheme: forms.ChoiceField = self.fields["scheme"]  # type: ignore[assignment]
        ready = {slug: known.pop(slug, each.name) for slug, each in READY_MADE.items()}
        scheme.choices = [*ready.items(), *known.items()]

    def clean_file(self) -> UploadedFile | None:
        """Refuse what is too large to be read."""
        file: UploadedFile | None = self.cleaned_data["file"]
        if file is not None and file.size is not None and file.size > MOST_BYTES:
            raise forms.ValidationError(f"“{file.name}” is over 25 MB. Save its table by itself.")
        return file

    def clean_words(self) -> str:
        """Refuse what is too long to be a plan."""
        words: str = self.cleaned_data["words"]
        if len(words) > LONGEST_PASTE:
            raise forms.ValidationError(f"Paste {LONGEST_PASTE:,} characters at most")
        return words

    def clean(self) -> dict[str, Any]:
        """Hold to one of file and text, and to a new plan's title and first day."""
        cleaned = super().clean() or self.cleaned_data
        has_file, has_words = (
            cleaned.get("file") is not None,
            bool(cleaned.get("words", "").strip()),
        )
        if has_file and has_words:
            self.add_error("words", "Send a file or paste text, not both")
        elif not (has_file or has_words or {"file", "words"} & set(self.errors)):
            self.add_error("file", "Choose a file, or paste the table below")
        if cleaned.get("plan") is None and "plan" not in self.errors:
            self._hold_to_new_plan(cleaned)
        return cleaned

    def _hold_to_new_plan(self, cleaned: Mapping[str, Any]) -> None:
        if not cleaned.get("title") and "title" not in self.errors:
            self.add_error("title", "Type the title of the new plan")
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on is None and "starts_on" not in self.errors:
            self.add_error("starts_on", "Type the day that the plan begins")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", "The plan cannot end before it begins")

    def meant(self) -> Meant:
        """Return the plan that a valid form means."""
        cleaned = self.cleaned_data
        plan: Plan | None = cleaned["plan"]
        if plan is not None:
            return Meant(slug=plan.slug, title=plan.title, starts_on=plan.starts_on, is_new=False)
        return Meant(
            slug=free_slug(cleaned["title"]),
            title=cleaned["title"],
            starts_on=cleaned["starts_on"],
            ends_on=cleaned["ends_on"],
            scheme=cleaned["scheme"],
        )


def free_slug(title: str) -> str:
    """Return the short name of a plan for its address, one that no plan has."""
    stem = slugify(title)[: LONGEST_SLUG - 4].strip("-") or "plan"
    taken = set(Plan.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    found, times = stem, 1
    while found in taken:
        times += 1
        found = f"{stem}-{times}"
    return found


class LayoutForm(forms.Form):
    """What each column, or each label, holds. ``places`` are their keys, as a layout has them."""

    head_rows = forms.IntegerField(
        label="Rows above the first row of data",
        min_value=0,
        max_value=MOST_HEAD_ROWS,
        error_messages={
            "required": "Type how many rows stand above the first row of data; 0 if none does",
            "invalid": "Type a number, such as 1",
            "min_value": "Type a number, 0 or more",
            "max_value": f"Type a number, {MOST_HEAD_ROWS} at most",
        },
    )
    is_split = forms.BooleanField(
        label="One cell holds several actions, each with its mark: (1a) … (1b) …", required=False
    )

    def __init__(self, *args: Any, places: Sequence[str], of_paragraphs: bool, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.of_paragraphs = of_paragraphs
        self.places = {f"place-{number}": key for number, key in enumerate(places, 1)}
        for name, key in self.places.items():
            self.fields[name] = forms.ChoiceField(
                label=key,
                required=False,
                choices=HOLDS_CHOICES,
                error_messages={"invalid_choice": "Choose one of what is offered"},
            )
        if of_paragraphs:
            del self.fields["head_rows"]

    def clean(self) -> dict[str, Any]:
        """Hold to one column at least that says what is to be done."""
        cleaned = super().clean() or self.cleaned_data
        if self.places and Holds.TEXT not in {cleaned.get(name) for name in self.places}:
            first = next(iter(self.places))
            self.add_error(first, "Say which holds the action: what is to be done")
        return cleaned

    def layout(self, *, sheet: str, tables: Sequence[int]) -> dict[str, Any]:
        """Return what a valid form says, in the shape that a layout is kept in."""
        cleaned = self.cleaned_data
        held = {key: cleaned[name] for name, key in self.places.items() if cleaned[name]}
        split = [Holds.TEXT.value] if cleaned["is_split"] else []
        if self.of_paragraphs:
            return {"labels": held, "split": split}
        where: dict[str, Any] = {"sheet": sheet} if sheet else {}
        if tables:
            where["table"] = list(tables)
        return {**where, "columns": held, "head_rows": cleaned["head_rows"], "split": split}
