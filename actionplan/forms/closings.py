"""Closing a plan, and saying where each of its actions is carried on."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms

from actionplan.models import Action, Plan, Recommendation
from actionplan.presenters.closings import CarryLine, plans_to_carry_into
from herefordshire_cs.lib.text.words import mid_sentence
from herefordshire_cs.lib.web.fields import say_limits

LONGEST_PLACE = 40  # characters: "action " and the longest reference
PREFIX = "to-"


class IntoForm(forms.Form):
    """Which plan carries the actions on."""

    into = forms.ModelChoiceField(
        Plan.objects.none(),
        to_field_name="slug",
        label="Plan that carries them on",
        empty_label="Choose a plan",
        error_messages={
            "required": "Choose the plan that carries them on",
            "invalid_choice": "Choose one of the plans shown",
        },
    )

    def __init__(self, *args: Any, plan: int, running: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["into"]
        field.queryset = plans_to_carry_into(plan, running)


class CarryForm(forms.Form):
    """Where each Action goes: under a Recommendation as a new one, or into one that is there.

    ``places`` are cleaned: of each Action, by its key, the Recommendation or the Action.
    """

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        lines: Sequence[CarryLine],
        into: Plan,
        is_same: bool = False,
    ) -> None:
        super().__init__(data)
        self.lines = lines
        self.called = into.level_name
        rows = Recommendation.objects.filter(plan=into).select_related("plan")
        self.parts = {str(row.number): row for row in rows}
        held = Action.objects.filter(plan=into).select_related("plan", "recommendation")
        self.held = {row.reference.casefold(): row for row in held}
        self.places: dict[int, Recommendation | Action] = {}
        for line in lines:
            same = str(line.number) if str(line.number) in self.parts else ""
            field = forms.CharField(
                label=f"Where {line.reference} goes",
                max_length=LONGEST_PLACE,
                required=False,
                initial=same if is_same and not line.carried_to else "",
            )
            self.fields[f"{PREFIX}{line.pk}"] = field
        say_limits(self)

    def rows(self) -> list[tuple[CarryLine, forms.BoundField]]:
        """Return each Action with its field."""
        return [(line, self[f"{PREFIX}{line.pk}"]) for line in self.lines]

    def clean(self) -> dict[str, Any]:
        """Find each place; refuse what is none, and what was carried on while this was typed."""
        found: dict[str, Any] = super().clean() or {}
        for line in self.lines:
            typed = str(found.get(f"{PREFIX}{line.pk}", "")).strip()
            place = self._place(typed)
            if place is not None:
                self.places[line.pk] = place
            elif typed:
                self.add_error(f"{PREFIX}{line.pk}", self._no_place(typed))
        self._refuse_what_is_gone()
        if not self.errors and not self.places:
            self.add_error(None, "Say of at least one action where it goes")
        return found

    def _place(self, typed: str) -> Recommendation | Action | None:
        words = " ".join(typed.casefold().split())
        named = words.removeprefix("action ")
        if words in self.parts:
            return self.parts[words]
        return self.held.get(named)

    def _no_place(self, typed: str) -> str:
        return f"“{typed}” is neither a {mid_sentence(self.called)} nor an action of that plan"

    def _refuse_what_is_gone(self) -> None:
        shown = {f"{PREFIX}{line.pk}" for line in self.lines}
        gone = [
            name
            for name, typed in self.data.items()
            if name.startswith(PREFIX) and name not in shown and str(typed).strip()
        ]
        if gone:
            self.add_error(
                None,
                "An action that you gave a place was completed or dropped meanwhile. Look through"
                " the list as it stands now, and send it again.",
            )
