"""Who came to a meeting and what was declared, as a clerk takes it down."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.forms import BaseForm, BaseFormSet
from django.http import QueryDict

from governance.forms.fields import TimeOfDayField
from governance.models import AgendaItem, Declaration, Meeting, Membership
from governance.presenters.attendance import Presence, Sheet, Sitting
from governance.services.attendance import Came, Declared
from herefordshire_cs.lib.web.form_pages import PageOfForms

COUNCILLOR = Membership.Capacity.COUNCILLOR
SAID = [
    (Presence.PRESENT.value, "Present"),
    (Presence.APOLOGIES.value, "Apologies"),
    (Presence.ABSENT.value, "Absent"),
]
AT_MOST = 60  # people in attendance, or interests declared


class AttendanceForm(forms.Form):
    """What is said of each member, who led, and when the meeting ended."""

    chair = forms.ChoiceField(
        label="Who was in the chair",
        error_messages={
            "required": "Say who was in the chair.",
            "invalid_choice": "Choose somebody who sits on the committee.",
        },
    )
    ended_at = TimeOfDayField(label="Time at which it ended", required=False)

    def __init__(self, data: Any, *, sheet: Sheet) -> None:
        super().__init__(data, initial={"chair": sheet.chair, "ended_at": sheet.ended_at})
        self.sheet = sheet
        chair = self.fields["chair"]
        assert isinstance(chair, forms.ChoiceField)
        chair.choices = [("", "Choose"), *((each.key, each.titled) for each in sheet.sitting)]
        chair.required = bool(sheet.sitting)
        for each in sheet.sitting:
            self.add_member(each)
        self.order_fields([name for name in self.fields if name not in ("chair", "ended_at")])

    def add_member(self, each: Sitting) -> None:
        """Ask of one member whether they came, and who came in their place."""
        self.fields[f"presence_{each.key}"] = forms.ChoiceField(
            label=each.titled,
            choices=SAID,
            widget=forms.RadioSelect,
            initial=each.presence,
            error_messages={
                "required": f"Say whether {each.titled} was present, sent apologies or was absent."
            },
        )
        self.fields[f"substitute_{each.key}"] = forms.CharField(
            label=f"Substitute for {each.titled}",
            required=False,
            max_length=120,
            initial=each.substitute,
        )

    def rows(self) -> list[tuple[str, list[tuple[Sitting, forms.BoundField, forms.BoundField]]]]:
        """Return the members by capacity, each with the two fields that ask of them."""
        return [
            (
                title,
                [
                    (each, self[f"presence_{each.key}"], self[f"substitute_{each.key}"])
                    for each in own
                ],
            )
            for title, own in self.sheet.groups
        ]

    def clean(self) -> dict[str, Any]:
        """Hold together who came, who came for whom, and who led."""
        found: dict[str, Any] = super().clean() or {}
        for each in self.sheet.sitting:
            is_present = found.get(f"presence_{each.key}") == Presence.PRESENT
            if found.get(f"substitute_{each.key}") and is_present:
                self.add_error(
                    f"substitute_{each.key}",
                    f"{each.titled} is said to be present, so nobody came in that place. Clear "
                    "the substitute, or say that apologies were sent.",
                )
            said = found.get(f"presence_{each.key}")
            if found.get("chair") == each.key and said and not is_present:
                self.add_error("chair", f"{each.titled} is said not to have been present.")
        return found

    def chair_words(self) -> str:
        """Return how the minutes say who led."""
        chosen = self.cleaned_data["chair"]
        led = next((each for each in self.sheet.sitting if each.key == chosen), None)
        return led.is_in_chair_as if led else ""

    def came(self) -> Iterable[Came]:
        """Yield each member as said, and after each who came in that place."""
        for each in self.sheet.sitting:
            yield Came(
                name=each.name,
                presence=self.cleaned_data[f"presence_{each.key}"],
                capacity=each.capacity,
                office=each.office,
                represents=each.represents,
            )
            if substitute := self.cleaned_data[f"substitute_{each.key}"]:
                yield Came(
                    name=substitute.removeprefix("Councillor "),
                    presence=Presence.SUBSTITUTE,
                    capacity=each.capacity,
                    in_place_of=each.name,
                )


class OtherForm(forms.Form):
    """Somebody in attendance who is no member."""

    name = forms.CharField(label="Name", required=False, max_length=120)
    represents = forms.CharField(label="What they are", required=False, max_length=150)
    is_councillor = forms.BooleanField(label="A councillor", required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse what somebody is without their name."""
        found: dict[str, Any] = super().clean() or {}
        if not found.get("name") and any(found.values()) and "name" not in self.errors:
            self.add_error("name", "Give the name, or clear what stands beside it.")
        return found


OtherFormSet = forms.formset_factory(OtherForm, extra=1, max_num=AT_MOST, absolute_max=AT_MOST)


def in_attendance(forms_of_others: Iterable[forms.Form]) -> Iterable[Came]:
    """Yield those in attendance who were named."""
    for form in forms_of_others:
        found = form.cleaned_data
        if found.get("name"):
            yield Came(
                name=found["name"].removeprefix("Councillor "),
                presence=Presence.IN_ATTENDANCE,
                capacity=COUNCILLOR if found["is_councillor"] else "",
                represents=found["represents"],
            )


class DeclarationForm(forms.Form):
    """An interest that somebody declared; a row in which nothing is said counts for nothing."""

    name = forms.ChoiceField(label="Who declared it", required=False)
    item = forms.ModelChoiceField(
        label="In which item",
        queryset=AgendaItem.objects.none(),
        required=False,
        empty_label="No one item",
        error_messages={"invalid_choice": "Choose an item of this meeting."},
    )
    kind = forms.ChoiceField(
        label="Type of interest",
        choices=[("", "Not said"), *Declaration.Kind.choices],
        required=False,
    )
    interest = forms.CharField(
        label="Nature of the interest",
        required=False,
        validators=[MaxLengthValidator(1_000)],
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    has_left = forms.BooleanField(label="Left the room for the item", required=False)

    def __init__(self, *args: Any, meeting: Meeting, names: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name, item = self.fields["name"], self.fields["item"]
        assert isinstance(name, forms.ChoiceField)
        assert isinstance(item, forms.ModelChoiceField)
        name.choices = [("", "Choose"), *((each, each) for each in names)]
        item.queryset = meeting.items.order_by("order")

    def clean(self) -> dict[str, Any]:
        """Refuse half of a declaration."""
        found: dict[str, Any] = super().clean() or {}
        if not any(found.values()):
            return found
        if not found.get("name") and "name" not in self.errors:
            self.add_error("name", "Say who declared the interest.")
        if not found.get("interest") and "interest" not in self.errors:
            self.add_error("interest", "Say what the interest is.")
        return found

    def declared(self) -> Declared | None:
        """Return the interest, if one is declared in this row."""
        found = self.cleaned_data
        if not found.get("name"):
            return None
        return Declared(
            name=found["name"],
            interest=found["interest"],
            item=found["item"],
            kind=found["kind"],
            has_left=found["has_left"],
        )


DeclarationFormSet = forms.formset_factory(
    DeclarationForm, extra=1, max_num=AT_MOST, absolute_max=AT_MOST
)


class AttendanceSheet(PageOfForms):
    """Who came, who led, and others in attendance."""

    def __init__(self, data: QueryDict | None, *, sheet: Sheet) -> None:
        if data is not None and "rest" in data:
            data = data.copy()
            for each in sheet.sitting:
                data.setdefault(f"presence_{each.key}", Presence.PRESENT.value)
            data[self.ADD] = ""  # what was typed is shown again, and nothing is kept yet
        super().__init__(data)
        self.form = AttendanceForm(self.data, sheet=sheet)
        others = [
            {"name": each.name, "represents": each.represents, "is_councillor": each.is_councillor}
            for each in sheet.others
        ]
        self.others = OtherFormSet(self.data, initial=others, prefix="others")
        self.settle()

    @property
    def every_form(self) -> list[BaseForm]:
        """The members, then the others."""
        return [self.form, *self.others.forms]

    def row_sets(self) -> dict[str, BaseFormSet]:
        """Return the rows of others."""
        return {"others": self.others}

    def came(self) -> list[Came]:
        """Return all of whom something is said."""
        return [*self.form.came(), *in_attendance(self.others.forms)]


class DeclarationsSheet(PageOfForms):
    """The interests that were declared."""

    def __init__(self, data: QueryDict | None, *, meeting: Meeting, names: list[str]) -> None:
        super().__init__(data)
        known = [
            {
                "name": each.name,
                "item": each.item_id,
                "kind": each.kind,
                "interest": each.interest,
                "has_left": each.has_left,
            }
            for each in meeting.declarations.all()
        ]
        self.rows = DeclarationFormSet(
            self.data,
            initial=known,
            prefix="declared",
            form_kwargs={"meeting": meeting, "names": names},
        )
        self.settle()

    @property
    def every_form(self) -> list[BaseForm]:
        """A form for each interest."""
        return list(self.rows.forms)

    def row_sets(self) -> dict[str, BaseFormSet]:
        """Return the rows of interests."""
        return {"declared": self.rows}

    def declared(self) -> list[Declared]:
        """Return the interests that were declared."""
        return [said for form in self.rows.forms if (said := form.declared())]
