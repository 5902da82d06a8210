"""What a reader of the dashboard may ask: since when, and on which day."""

from django import forms

from herefordshire_cs.lib.web.fields import DayField


class DemonstrationDayForm(forms.Form):
    """The day on which the visitor wants the demonstration to stand."""

    day = DayField(
        label="Demonstration day",
        help_text="For example, 15 March 2006. It holds for you alone, until you sign out.",
        error_messages={"required": "Type a day"},
    )


class SinceForm(forms.Form):
    """The day after which a completion counts as news."""

    since = DayField(label="Completed since", required=False)
