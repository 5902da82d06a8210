"""What is asked of the record of security."""

from django import forms

from herefordshire_cs.accounts.models import SecurityEvent

LARGEST_KEY = 2**63 - 1


class RecordFilterForm(forms.Form):
    """A kind of event, an account, and before which row."""

    what = forms.ChoiceField(
        label="What happened",
        choices=[("", "Anything"), *SecurityEvent.What.choices],
        required=False,
        error_messages={"invalid_choice": "Choose one of the kinds that are listed."},
    )
    account = forms.CharField(
        label="E-mail address, or a part of it",
        max_length=254,
        required=False,
        error_messages={"max_length": "No e-mail address has over 254 characters."},
    )
    before = forms.IntegerField(
        min_value=1, max_value=LARGEST_KEY, required=False, widget=forms.HiddenInput
    )
