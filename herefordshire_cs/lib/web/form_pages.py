"""A page of several forms, kept and judged together."""

from django.forms import BaseForm, BaseFormSet
from django.http import QueryDict

from herefordshire_cs.lib.web.form_rows import focus, unjudged, with_row


class PageOfForms:
    """Some forms and sets of rows that one page holds."""

    ADD = "add"  # the button that adds a row to the set that it names

    def __init__(self, data: QueryDict | None) -> None:
        self.is_adding = data is not None and self.ADD in data
        self.is_unjudged = self.is_adding
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
        self.leave_unjudged()
        rows = self.row_sets().get(self.added)
        if rows is not None and rows.forms:
            focus(rows.forms[-1])

    def leave_unjudged(self) -> None:
        """Let what was typed stand unjudged, since it was not sent in to be kept."""
        self.is_unjudged = True
        for form in self.every_form:
            unjudged(form)

    def is_valid(self) -> bool:
        """Say whether it was sent in, and nothing is wrong."""
        if self.data is None or self.is_unjudged:
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
