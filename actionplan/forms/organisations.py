"""An organisation or a team, and the one that it is the same as."""

from django import forms

from actionplan.models import Organisation

LONGEST_NAME = 200


class OrganisationForm(forms.Form):
    """Its name and what it is."""

    name = forms.CharField(
        label="Name", max_length=LONGEST_NAME, error_messages={"required": "Type the name"}
    )
    kind = forms.ChoiceField(
        label="What it is",
        choices=[("", "Not said"), *Organisation.Kind.choices],
        required=False,
    )

    def clean_name(self) -> str:
        """Return the name on one line."""
        return " ".join(str(self.cleaned_data["name"]).split())


class MergeForm(forms.Form):
    """The organisation that another one is."""

    into = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="It is the same as",
        empty_label="Choose one",
        error_messages={
            "required": "Choose the organisation that it is",
            "invalid_choice": "Choose one of those shown",
        },
    )

    def __init__(self, *args: object, row: Organisation, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field: forms.ModelChoiceField = self.fields["into"]  # type: ignore[assignment]
        field.queryset = Organisation.objects.filter(merged_into=None).exclude(pk=row.pk)
