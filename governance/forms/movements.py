"""Who came late, left or came back, as a clerk takes it down."""

from typing import Any

from django import forms
from django.forms import BaseForm, BaseFormSet
from django.http import QueryDict

from governance.forms.fields import TimeOfDayField
from governance.models import AgendaItem, Meeting, Movement
from governance.services.attendance import Moved
from herefordshire_cs.lib.web.form_pages import PageOfForms

AT_MOST = 60


class MovementForm(forms.Form):
    """One arrival or departure; a row in which nothing is said counts for nothing."""

    name = forms.ChoiceField(label="Who", required=False)
    way = forms.ChoiceField(
        label="What they did", choices=[("", "Choose"), *Movement.Way.choices], required=False
    )
    at = TimeOfDayField(label="Time", required=False)
    item = forms.ModelChoiceField(
        label="Before item",
        queryset=AgendaItem.objects.none(),
        required=False,
        empty_label="Not said",
        error_messages={"invalid_choice": "Choose an item of this meeting."},
    )

    def __init__(self, *args: Any, meeting: Meeting, names: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name, item = self.fields["name"], self.fields["item"]
        assert isinstance(name, forms.ChoiceField)
        assert isinstance(item, forms.ModelChoiceField)
        name.choices = [("", "Choose"), *((each, each) for each in names)]
        item.queryset = meeting.items.order_by("order")

    def clean(self) -> dict[str, Any]:
        """Refuse half of a movement."""
        found: dict[str, Any] = super().clean() or {}
        if not any(found.values()) or self.errors:
            return found
        if not found.get("name"):
            self.add_error("name", "Say who it was.")
        if not found.get("way"):
            self.add_error("way", "Say whether they arrived or left.")
        if not found.get("at") and not found.get("item"):
            self.add_error("at", "Give the time, or the item before which it was.")
        return found

    def moved(self) -> Moved | None:
        """Return the movement, if this row tells of one."""
        found = self.cleaned_data
        if not found.get("name"):
            return None
        return Moved(name=found["name"], way=found["way"], at=found["at"], item=found["item"])


MovementFormSet = forms.formset_factory(
    MovementForm, extra=1, max_num=AT_MOST, absolute_max=AT_MOST
)


class MovementsSheet(PageOfForms):
    """The arrivals and departures, in the order in which they were."""

    def __init__(self, data: QueryDict | None, *, meeting: Meeting, names: list[str]) -> None:
        super().__init__(data)
        known = [
            {"name": each.name, "way": each.way, "at": each.at, "item": each.item_id}
            for each in meeting.movements.all()
        ]
        self.rows = MovementFormSet(
            self.data,
            initial=known,
            prefix="moved",
            form_kwargs={"meeting": meeting, "names": names},
        )
        self.settle()

    @property
    def every_form(self) -> list[BaseForm]:
        """A form for each movement."""
        return list(self.rows.forms)

    def row_sets(self) -> dict[str, BaseFormSet]:
        """Return the rows."""
        return {"moved": self.rows}

    def is_valid(self) -> bool:
        """Say whether it was sent in, and nobody arrives who is there or leaves who is not."""
        return super().is_valid() and not self._contrary()

    def _contrary(self) -> bool:
        last: dict[str, str] = {}
        for form in self.rows.forms:
            moved = form.moved()
            if moved is None:
                continue
            if last.get(moved.name) == moved.way:
                did = "arrived" if moved.way == Movement.Way.CAME else "left"
                other = "left" if did == "arrived" else "came back"
                form.add_error(
                    "way",
                    f"{moved.name} {did} already in a row above. Say between them that they"
                    f" {other}, or clear one of the two.",
                )
            last[moved.name] = moved.way
        return self.has_errors

    def moved(self) -> list[Moved]:
        """Return the movements."""
        return [said for form in self.rows.forms if (said := form.moved())]
