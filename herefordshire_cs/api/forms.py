"""The form of a new token."""

from datetime import date, timedelta
from typing import Any

from django import forms

from herefordshire_cs.accounts.models import User
from herefordshire_cs.api.scopes import Scope
from herefordshire_cs.lib.text.words import day_in_words
from herefordshire_cs.lib.web.fields import DayField

LONGEST_DAYS = 366  # whoever still needs it by then makes another, and somebody has looked at it


class TokenForm(forms.Form):
    """What a token is for, whose eyes it has, what it may read, and until when."""

    name = forms.CharField(
        label="What is it for?",
        max_length=100,
        help_text="The tool and who looks after it, such as “Power BI of the performance team”.",
        error_messages={"required": "Say what it is for, so that somebody can end it later."},
    )
    person = forms.ModelChoiceField(
        label="Who answers for it?",
        queryset=User.objects.none(),
        help_text="It is tied to this person, and ends when their account is closed.",
        error_messages={"required": "Choose a person.", "invalid_choice": "Choose a person."},
    )
    scopes = forms.MultipleChoiceField(
        label="What may it read?",
        choices=Scope.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose what it may read."},
    )
    last_day = DayField(
        label="Its last day",
        help_text="At most a year from now. Like {today}.",
        error_messages={"required": "Say on which day it ends."},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        people: Any = self.fields["person"]
        people.queryset = User.objects.filter(is_active=True, is_superuser=False).order_by("name")

    def clean_last_day(self) -> date:
        """Refuse a day that is past, or too far off."""
        day: date = self.cleaned_data["last_day"]
        latest = self.today + timedelta(days=LONGEST_DAYS)
        if day < self.today:
            raise forms.ValidationError("That day is past.")
        if day > latest:
            raise forms.ValidationError(f"{day_in_words(latest)} is the latest.")
        return day
