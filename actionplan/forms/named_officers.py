"""Who stands for each name in a plan."""

from collections.abc import Iterable
from typing import Any

from django import forms

from actionplan.models import Officer
from actionplan.presenters.named_officers import NameInPlan
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.people.forms import SUGGESTED_PEOPLE, find_person

LONGEST_ACCOUNTS = 600
MOST_ACCOUNTS = 4


class AccountsField(forms.CharField):
    """Some open accounts, parted by semicolons; the first is the name's own."""

    def __init__(self, *, label: str) -> None:
        super().__init__(
            label=label,
            required=False,
            max_length=LONGEST_ACCOUNTS,
            widget=forms.TextInput(attrs=SUGGESTED_PEOPLE),
        )

    def people(self, words: str) -> list[User]:
        """Return whose accounts are meant. Raises ValidationError."""
        parts = [part.strip() for part in words.split(";") if part.strip()]
        if len(parts) > MOST_ACCOUNTS:
            raise forms.ValidationError(f"Name {MOST_ACCOUNTS} accounts at most")
        return list(dict.fromkeys(find_person(part) for part in parts))


class NamesForm(forms.Form):
    """Every name in a plan with the accounts that stand for it."""

    def __init__(
        self, data: Any, *, names: Iterable[NameInPlan], with_suggestions: bool = False
    ) -> None:
        super().__init__(data)
        self.names = {f"officer-{name.pk}": name for name in names}
        for key, name in self.names.items():
            self.fields[key] = AccountsField(label=f"Who stands for {name.label}")
            self.initial[key] = name.accounts
            if with_suggestions and name.suggested:
                self.initial[key] = name.suggested

    def clean(self) -> dict[str, Any]:
        """Find whose accounts are meant, where something else was typed than is stored."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        self.people: dict[int, list[User]] = {}
        for key, name in self.names.items():
            words = said.get(key)
            field = self.fields[key]
            is_sent = key in self.data  # what was not sent is left as it is
            if (
                not is_sent
                or words in (None, name.accounts)
                or not isinstance(field, AccountsField)
            ):
                continue
            try:
                self.people[name.pk] = field.people(words)
            except forms.ValidationError as refused:
                self.add_error(key, refused)
        return said

    def tied(self, officers: Iterable[Officer]) -> dict[Officer, list[User]]:
        """Return the officers of a valid form for whom other accounts are to stand."""
        return {row: self.people[row.pk] for row in officers if row.pk in self.people}

    @property
    def rows(self) -> list[tuple[NameInPlan, Any]]:
        """Each name with its field."""
        return [(name, self[key]) for key, name in self.names.items()]
