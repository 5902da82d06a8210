"""The shape of what is said of the council."""

import unicodedata
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from herefordshire_cs.council.models import Council, SchoolTerm
from herefordshire_cs.lib.colours import COLOUR, LEAST_CONTRAST, WHITE, contrast
from herefordshire_cs.lib.files.pictures import (
    LARGEST_BYTES,
    TOO_LARGE,
    PictureRefused,
    receive_picture,
)
from herefordshire_cs.lib.text.words import day_in_words
from herefordshire_cs.lib.web.fields import DayField, say_limits

DAYS_INVALID = "Type a whole number of working days from 1 to 30."
DAYS_MESSAGES = dict.fromkeys(["required", "invalid", "min_value", "max_value"], DAYS_INVALID)
# The words of the form in the order of its parts.
PARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Its name", ("name", "area", "service", "application_name")),
    ("How it is governed", ("government", "executive", "chair", "clerks_serve")),
    ("Whom to ask", ("address", "papers_contact", "accessibility_contact")),
    ("How pages look", ("accent_colour", "footer")),
    (
        "How days are counted",
        (
            "question_days",
            "question_source",
            "call_in_days",
            "call_in_source",
            "decisions_days",
            "decisions_source",
        ),
    ),
    ("How people sign in", ("asks_second_step",)),
)
LONGEST_TERM = timedelta(weeks=20)
# The months in which each term begins; Easter moves two of them.
BEGINS_IN = {"autumn": (8, 9, 10), "spring": (12, 1, 2), "summer": (3, 4, 5)}
INVISIBLE = "It holds a letter that nobody sees. Type it anew."
NAMES = [name for _part, names in PARTS for name in names]
LABELS = {
    "name": "Name of the council",
    "area": "Short name",
    "service": "Service that keeps the plans",
    "application_name": "Name of this application",
    "government": "Form of government",
    "executive": "Name of the executive",
    "chair": "Word for who chairs a committee",
    "clerks_serve": "Bodies that a committee clerk serves",
    "address": "Address",
    "papers_contact": "Whom to ask about papers",
    "accessibility_contact": "Whom to ask for large print or another format",
    "accent_colour": "Colour of the head of each page",
    "footer": "Words at the foot of each page",
    "question_days": "Questions from the public: working days before the meeting",
    "question_source": "Where that is written",
    "call_in_days": "Call-in: working days after publication",
    "call_in_source": "Where that is written",
    "decisions_days": "Decisions published: working days after the meeting",
    "decisions_source": "Where that is written",
    "asks_second_step": "Ask for a second step of who reads exempt papers or administers",
}
HINTS = {
    "name": "As papers print it, such as Borough of Example.",
    "area": "What its figures are called beside others’, such as Example.",
    "service": "It stands at the foot of each page, such as Children’s Services.",
    "application_name": "It ends the title of each page.",
    "executive": "Such as Cabinet. A council with a committee system has none.",
    "chair": "Such as Chair, Chairman, Chairwoman or Convenor.",
    "clerks_serve": "On the page of a body, its officers are named. A clerk who is kept to their"
    " own bodies sees and writes nothing of the others.",
    "address": "As it stands on papers; a line for each part.",
    "papers_contact": "A post or a team, with a telephone number or an e-mail address.",
    "accessibility_contact": "The accessibility statement names it.",
    "accent_colour": "Like #14323a. White words must be readable on it.",
    "asks_second_step": "A code of an authenticator, or a passkey, from their next sign-in on.",
    "question_source": "Such as Constitution, part 4, rule 10.",
}


class CouncilForm(forms.ModelForm[Council]):
    """The council's record, part by part."""

    class Meta:
        model = Council
        fields = NAMES
        labels = LABELS
        help_texts = {name: HINTS.get(name, "") for name in NAMES}
        widgets = {
            "address": forms.Textarea(attrs={"rows": 4}),
            "government": forms.RadioSelect,
            "clerks_serve": forms.RadioSelect,
            "accent_colour": forms.TextInput(attrs={"size": 10}),
        }
        error_messages = {
            "name": {"required": "Type the council’s name."},
            "application_name": {"required": "Type what this application is called."},
            "government": {"required": "Choose the form of government."},
            "clerks_serve": {"required": "Choose which bodies a clerk serves."},
            "chair": {"required": "Type the word, such as Chair."},
            "question_days": DAYS_MESSAGES,
            "call_in_days": DAYS_MESSAGES,
            "decisions_days": DAYS_MESSAGES,
            "accent_colour": {"required": "Type a colour, such as #14323a."},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_limits(self)

    def clean_accent_colour(self) -> str:
        """Return a colour on which white can be read."""
        colour = str(self.cleaned_data["accent_colour"]).strip().lower()
        if COLOUR.fullmatch(colour) is None:
            raise forms.ValidationError(f"“{colour}” is no colour. Type one like #14323a.")
        found = contrast(colour, WHITE)
        if found < LEAST_CONTRAST:
            raise forms.ValidationError(
                f"White words cannot be read on {colour}: the contrast is {found:.1f} to 1 and"
                f" must be {LEAST_CONTRAST} at least. Choose a darker colour."
            )
        return colour

    def clean(self) -> dict[str, Any]:
        """Ask for the executive's name where there is one, and take none where there is none."""
        found: dict[str, Any] = super().clean() or {}
        for name, said in found.items():
            if isinstance(said, str) and any(unicodedata.category(each) == "Cf" for each in said):
                self.add_error(name, INVISIBLE)
        has_executive = found.get("government") != Council.Government.COMMITTEES
        if found.get("government") and "executive" not in self.errors:
            if has_executive and not found.get("executive"):
                self.add_error("executive", "Type what the executive is called, such as Cabinet.")
            if not has_executive and found.get("executive"):
                told = "A council with a committee system has no executive. Clear the name."
                self.add_error("executive", told)
        return found

    def parts(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Return the fields under the headings of the page."""
        return [(heading, [self[name] for name in names]) for heading, names in PARTS]


class LogoForm(forms.Form):
    """The council's crest or logo, as a picture."""

    file = forms.FileField(
        label="Picture",
        error_messages={
            "required": "Choose a picture.",
            "empty": "The file is empty. Choose another.",
        },
    )

    def clean_file(self) -> tuple[bytes, int, int]:
        """Return the picture as it is kept, with its width and height."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_BYTES:
            raise forms.ValidationError(TOO_LARGE)
        try:
            return receive_picture(file.read())
        except PictureRefused as refused:
            raise forms.ValidationError(str(refused)) from refused


class BackupSeenForm(forms.Form):
    """That a backup was put back and looked into."""

    seen_on = DayField(
        label="Day on which it was put back",
        error_messages={"required": "Say on which day it was put back."},
    )
    words = forms.CharField(
        label="What was put back, where, and what was looked at",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what was seen."},
    )

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data)
        self.today = today

    def clean_seen_on(self) -> date:
        """Refuse a day that has not come."""
        day: date = self.cleaned_data["seen_on"]
        if day > self.today:
            raise forms.ValidationError(f"{day_in_words(day)} has not come yet.")
        return day


class SchoolTermForm(forms.Form):
    """The days of a term; ``term`` is the one that is changed, None for a new one."""

    name = forms.ChoiceField(
        label="Term",
        choices=SchoolTerm.Name.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the term."},
    )
    starts_on = DayField(
        label="First day", error_messages={"required": "Say on which day it begins."}
    )
    half_term_from = DayField(label="First day of half-term", required=False)
    half_term_to = DayField(label="Last day of half-term", required=False)
    ends_on = DayField(label="Last day", error_messages={"required": "Say on which day it ends."})

    def __init__(self, data: Any = None, *, term: SchoolTerm | None = None) -> None:
        known = {name: getattr(term, name) for name in self.base_fields} if term else {}
        super().__init__(data, initial=known)
        self.term = term

    def clean(self) -> dict[str, Any]:
        """Hold the days in their order, and each term of a year to one row."""
        found: dict[str, Any] = super().clean() or {}
        starts_on, ends_on = found.get("starts_on"), found.get("ends_on")
        if starts_on is None or ends_on is None:
            return found
        if ends_on <= starts_on:
            self.add_error("ends_on", "It ends after it begins.")
        elif ends_on - starts_on > LONGEST_TERM:
            self.add_error("ends_on", "A term lasts 20 weeks at most.")
        elif starts_on.month not in BEGINS_IN.get(found.get("name", ""), ()):
            self.add_error("starts_on", "No term of that name begins in this month.")
        elif not self.errors:
            self.hold_half_term(found)
            self.hold_to_one(found)
        return found

    def hold_half_term(self, found: dict[str, Any]) -> None:
        """Ask for both days of half-term or none, within the term."""
        first, last = found["half_term_from"], found["half_term_to"]
        if (first is None) is not (last is None):
            missing = "half_term_to" if last is None else "half_term_from"
            self.add_error(missing, "Type both days of half-term, or neither.")
        elif first and not found["starts_on"] < first <= last < found["ends_on"]:
            told = "Half-term lies within the term, its last day not before its first."
            self.add_error("half_term_from", told)

    def hold_to_one(self, found: dict[str, Any]) -> None:
        """Refuse a second row of the same term of a year, and terms that overlap."""
        others = SchoolTerm.objects.exclude(pk=self.term.pk if self.term else 0)
        same = others.filter(name=found["name"], starts_on__year=found["starts_on"].year).first()
        if same:
            self.add_error("name", f"{same} is entered already. Change that one.")
        days = {"starts_on__lte": found["ends_on"], "ends_on__gte": found["starts_on"]}
        met = others.filter(**days).first()
        if met and not same:
            self.add_error(
                "starts_on",
                f"{met} is from {day_in_words(met.starts_on)} to"
                f" {day_in_words(met.ends_on)}. Two terms never overlap.",
            )
