"""What a clerk writes on one page: a form with rows of others, kept and judged together."""

from collections.abc import Iterable
from typing import Any, cast

from django.forms import BaseForm, BaseFormSet
from django.http import QueryDict

from governance.forms.attendance import (
    AttendanceForm,
    DeclarationFormSet,
    OtherFormSet,
    in_attendance,
)
from governance.forms.minuting import (
    BaseLimbs,
    LimbFormSet,
    MinuteForm,
    PointsFormSet,
    minute_draft,
)
from governance.models import Meeting
from governance.numbering import limb_letter
from governance.presenters.attendance import Presence, Sheet
from governance.presenters.minuting import MinuteDraft, Numbers
from governance.services.attendance import Came, Declared
from herefordshire_cs.lib.web.form_rows import focus, unjudged, with_row


class PageOfForms:
    """Some forms and sets of rows that one page holds."""

    ADD = "add"  # the button that adds a row to the set that it names

    def __init__(self, data: QueryDict | None) -> None:
        self.is_adding = data is not None and self.ADD in data
        self.added = str(data[self.ADD]) if data is not None and self.is_adding else ""
        self.data = with_row(data, self.added) if data is not None and self.is_adding else data

    @property
    def every_form(self) -> list[BaseForm]:
        """Every form of the page in its order."""
        raise NotImplementedError

    def row_sets(self) -> dict[str, BaseFormSet]:
        """Return the sets of rows by the prefix of their names."""
        raise NotImplementedError

    def settle(self) -> None:
        """Let what was typed stand unjudged while a row is added, which takes the focus."""
        if not self.is_adding:
            return
        for form in self.every_form:
            unjudged(form)
        rows = self.row_sets().get(self.added)
        if rows is not None and rows.forms:
            focus(rows.forms[-1])

    def is_valid(self) -> bool:
        """Say whether it was sent in, and nothing is wrong."""
        if self.data is None or self.is_adding:
            return False
        judged = [form.is_valid() for form in self.every_form]
        return all([*judged, *(rows.is_valid() for rows in self.row_sets().values())])

    @property
    def has_errors(self) -> bool:
        """Whether anything is wrong with what was sent in."""
        return self.data is not None and any(form.errors for form in self.every_form)

    @property
    def is_refused(self) -> bool:
        """Whether the forms of its rows were not sent whole."""
        sets = self.row_sets().values()
        return self.data is not None and any(rows.non_form_errors() for rows in sets)


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
        )
        groups = [
            {"lead_in": group.lead_in, "points": "\n".join(group.points)} for group in draft.groups
        ]
        self.points = PointsFormSet(self.data, initial=groups or [{}], prefix="points")
        limbs = [limb_initial(limb) for limb in draft.limbs]
        self.limbs = cast("BaseLimbs", LimbFormSet(self.data, initial=limbs, prefix="limbs"))
        self.settle()

    @property
    def every_form(self) -> list[BaseForm]:
        """The minute, its points, its limbs."""
        return [self.form, *self.points.forms, *self.limbs.forms]

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
        return minute_draft(self.form, self.points, self.limbs)


def limb_initial(limb: Any) -> dict[str, Any]:
    """Return what the row of a limb shows of it."""
    names = ("text", "requested_of", "due_on", "due_words")
    return {"key": limb.pk} | {name: getattr(limb, name) for name in names}
