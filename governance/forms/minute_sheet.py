"""A minute on one page: its points and its limbs, kept and judged together."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, cast

from django.forms import BaseForm, BaseFormSet
from django.http import QueryDict

from governance.forms.minute_taking import (
    BaseLimbs,
    LimbFormSet,
    MinuteForm,
    PointsFormSet,
    minute_draft,
)
from governance.forms.motions import MotionForm
from governance.minute_numbers import limb_letter
from governance.models import Meeting
from governance.models.minute_taking import MinuteDraft, Numbers
from governance.presenters.motions import VotersThere
from herefordshire_cs.lib.web.form_pages import PageOfForms


class MinuteSheet(PageOfForms):
    """A minute, its points and what it resolved."""

    def __init__(
        self,
        data: QueryDict | None,
        *,
        draft: MinuteDraft,
        numbers: Numbers,
        meeting: Meeting,
        approves: Meeting | None,
        answered: Iterable[int] = (),
        voters: VotersThere | None = None,
        recommended: Sequence[str] = (),
    ) -> None:
        super().__init__(data)
        self.answered = set(answered)
        names = ("number", "title", "text", "text_after", "lead_in")
        self.form = MinuteForm(
            self.data,
            initial={name: getattr(draft, name) for name in names},
            numbers=numbers,
            held=meeting.held_on,
            approves=approves,
            circulated_on=meeting.minutes_circulated_on,
        )
        groups = [
            {"lead_in": group.lead_in, "points": "\n".join(group.points)} for group in draft.groups
        ]
        self.points = PointsFormSet(self.data, initial=groups or [{}], prefix="points")
        limbs = [limb_initial(limb) for limb in draft.limbs]
        self.limbs = cast("BaseLimbs", LimbFormSet(self.data, initial=limbs, prefix="limbs"))
        self.motion = MotionForm(
            self.data,
            draft=draft.motion,
            voters=voters or VotersThere(),
            recommended=recommended,
        )
        self.settle()

    @property
    def every_form(self) -> list[BaseForm]:
        """The minute, its points, its limbs, its motion."""
        return [self.form, *self.points.forms, *self.limbs.forms, self.motion]

    def row_sets(self) -> dict[str, BaseFormSet]:
        """Return the groups of points and the limbs."""
        return {"points": self.points, "limbs": self.limbs}

    def is_valid(self) -> bool:
        """Say whether nothing is wrong; a resolution needs the number of its minute."""
        is_valid = super().is_valid()
        if self.data is None or self.is_adding:
            return False
        self.need_number()
        self.keep_answered()
        self.motion.hold_to_words(self.limbs.texts())
        return is_valid and not self.has_errors

    def need_number(self) -> None:
        """Refuse a minute without a number, above all one that resolves something."""
        if self.form.cleaned_data.get("number") is not None or "number" in self.form.errors:
            return
        next_one = f"Type one; the next is {self.form.numbers.proposed}."
        resolves = any(not limb.is_blank() for limb in self.limbs.forms)
        what = (
            "A resolution needs the number of its minute."
            if resolves
            else "A minute needs a number."
        )
        self.form.add_error("number", f"{what} {next_one}")

    def keep_answered(self) -> None:
        """Refuse to take out a limb that was answered."""
        for limb in self.limbs.forms:
            if limb.cleaned_data.get("is_gone") and limb.cleaned_data.get("key") in self.answered:
                limb.add_error("is_gone", "This limb was answered, and stays in the record.")

    @property
    def lettered(self) -> list[tuple[str, Any]]:
        """Return the rows of limbs with the letters that they would have."""
        return [(limb_letter(at), form) for at, form in enumerate(self.limbs.forms, start=1)]

    def draft(self) -> MinuteDraft:
        """Return the minute as it was written."""
        return replace(
            minute_draft(self.form, self.points, self.limbs), motion=self.motion.draft()
        )


def limb_initial(limb: Any) -> dict[str, Any]:
    """Return what the row of a limb shows of it."""
    names = ("text", "requested_of", "due_on", "due_words")
    return {"key": limb.pk} | {name: getattr(limb, name) for name in names}
