"""A body as a clerk keeps it: what it is called, who may read it, who serves it."""

from typing import Any

from django import forms
from django.db.models import Q

from governance.exempt.reader import Reader
from governance.exempt.rows import visible
from governance.forms.fields import AccountField
from governance.models import Committee, ReportForm
from governance.services.body_privacy import CHANGE, KEEP, Out
from governance.services.committees import A_FORM_OF_ITS_OWN, BodyWords
from herefordshire_cs.lib.text.words import count_in_words

OPEN, PRIVATE = "open", "private"


class BodyForm(forms.Form):
    """A body to be added or changed; ``out`` is what is public of it, ``past`` what was not."""

    name = forms.CharField(
        label="Name",
        max_length=150,
        error_messages={
            "required": "Give the body a name.",
            "max_length": "The name is too long: it has %(show_value)s characters of 150.",
        },
    )
    kind = forms.ChoiceField(
        label="What it is",
        choices=Committee.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what kind of body it is."},
    )
    access = forms.ChoiceField(
        label="Who may read it",
        choices=[
            (OPEN, "Anybody: its agendas, public papers and minutes are in the public register"),
            (PRIVATE, "Its members and officers alone: it shows nowhere else"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it is open to the public or private."},
    )
    becomes = forms.ChoiceField(label="", widget=forms.RadioSelect, required=False)
    remit = forms.CharField(
        label="Remit",
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    quorum = forms.IntegerField(
        label="Quorum",
        required=False,
        min_value=1,
        max_value=200,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-2", "inputmode": "numeric"}),
        error_messages={
            "invalid": "Give the quorum as a number of members, like 4.",
            "min_value": "A quorum is one member at least.",
            "max_value": "No body has so many members.",
        },
    )
    publishes_draft_minutes = forms.BooleanField(
        label="Its draft minutes are public once they are circulated", required=False
    )
    form = forms.ChoiceField(
        label="Form of its reports",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the form in which it is reported to."},
    )
    is_issued_by_second = forms.BooleanField(
        label="A second person issues its packs", required=False
    )

    def __init__(
        self,
        data: Any = None,
        *,
        reader: Reader,
        body: Committee | None = None,
        out: Out | None = None,
        past: int = 0,
    ) -> None:
        super().__init__(data, initial=initial_of(body) if body else {"form": "scrutiny"})
        self.reader, self.body, self.out, self.past = reader, body, out, past
        self._choose_form()
        if body is not None and body.meetings.exists():
            del self.fields["kind"]
        self._ask_what_becomes()

    def _choose_form(self) -> None:
        field = self.fields["form"]
        assert isinstance(field, forms.ChoiceField)
        own_body = self.body.pk if self.body else None
        shared = Q(committee=None) | Q(committee=own_body) if own_body else Q(committee=None)
        rows = visible(ReportForm.objects.filter(shared), self.reader)
        choices = [(row.key, row.description or row.name) for row in rows]
        own = self.body and any(row.committee_id == self.body.pk for row in rows)
        if self.body and not own:
            choices.append((A_FORM_OF_ITS_OWN, "One of its own, which begins as the one it has"))
        field.choices = choices

    def _ask_what_becomes(self) -> None:
        field = self.fields["becomes"]
        assert isinstance(field, forms.ChoiceField)
        if self.out is not None and self.out.words:
            field.label = "If it becomes private: what of what is public already?"
            field.choices = [
                (KEEP, "It stays public, in the register"),
                (CHANGE, "It is taken down today, and its public copies are closed"),
            ]
        elif self.past:
            field.label = "If it is opened: what of the meetings that it held in private?"
            field.choices = [
                (KEEP, "They stay private"),
                (CHANGE, "They are open too: their agendas, minutes and public copies are public"),
            ]
        else:
            del self.fields["becomes"]

    @property
    def what_is_there(self) -> str:
        """What the question of what becomes of it is about, in words."""
        if self.out is not None and self.out.words:
            return f"Public now: {self.out.words}, of the meetings of {self.out.of_days}."
        return f"Held in private: {count_in_words(self.past, 'meeting')}." if self.past else ""

    @property
    def what_to_say(self) -> str:
        """What is asked beside the choice, where nobody made it."""
        if self.out is not None and self.out.words:
            return f"{self.out.words} public now. Choose whether that stays or is taken down."
        return "Choose whether the meetings that it held in private stay private."

    def clean_name(self) -> str:
        """Refuse the name of another body that is known to whoever gives it."""
        name = " ".join(self.cleaned_data["name"].split())
        others = visible(Committee.objects.filter(name__iexact=name), self.reader)
        if self.body is not None:
            others = others.exclude(pk=self.body.pk)
        if others.exists():
            raise forms.ValidationError("Another body has this name. Give this one another.")
        return name

    def clean(self) -> dict[str, Any]:
        """Ask what becomes of what was there, where it becomes otherwise."""
        found: dict[str, Any] = super().clean() or {}
        if "becomes" not in self.fields or self.body is None or "access" not in found:
            return found
        if self.is_open != self.body.is_open_to_public and not found.get("becomes"):
            self.add_error("becomes", self.what_to_say)
        return found

    @property
    def is_open(self) -> bool:
        """Whether it is open to the public, once that is valid."""
        return bool(self.cleaned_data["access"] == OPEN)

    def words(self) -> BodyWords:
        """Return what it is called and does, once it is valid."""
        found = self.cleaned_data
        kind = found.get("kind") or (self.body.kind if self.body else "")
        return BodyWords(
            name=found["name"],
            kind=kind,
            remit=found["remit"],
            form=found["form"],
            is_issued_by_second=found["is_issued_by_second"],
            quorum=found["quorum"],
            publishes_draft_minutes=found["publishes_draft_minutes"],
        )


def initial_of(body: Committee) -> dict[str, Any]:
    """Return what the form shows of a body."""
    return {
        "name": body.name,
        "kind": body.kind,
        "access": OPEN if body.is_open_to_public else PRIVATE,
        "remit": body.remit,
        "form": body.form_key,
        "is_issued_by_second": body.is_issued_by_second,
        "quorum": body.quorum,
        "publishes_draft_minutes": body.publishes_draft_minutes,
    }


class OfficerForm(forms.Form):
    """An account that is to serve a body."""

    user = AccountField(label="Account", required=True)


class AccountForm(forms.Form):
    """The account with which somebody who sits on a body reads, or none."""

    user = AccountField(label="Account")
