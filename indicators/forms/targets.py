"""A target as it is set."""

from decimal import Decimal

from django import forms

from indicators.forms.entry import LONGEST_NOTE
from indicators.forms.fields import AboutIndicatorForm
from indicators.outturn_rows import read_value


class TargetForm(AboutIndicatorForm):
    """What an indicator is meant to reach."""

    value = forms.CharField(
        label="Target", max_length=30, error_messages={"required": "Give the target."}
    )
    note = forms.CharField(
        label="Why this target", required=False, max_length=LONGEST_NOTE, widget=forms.Textarea
    )

    def clean_value(self) -> Decimal:
        """Refuse what could not be an outturn either."""
        words = self.cleaned_data["value"]
        value, faults = read_value(words, self.known)
        if faults or value is None:
            raise forms.ValidationError([fault.reason for fault in faults])
        return value
