"""What several forms of the indicators share: a period in words, and whose figures it is about."""

from typing import Any

from django import forms

from indicators.models import Indicator
from indicators.models.outturn_files import known_as
from indicators.periods import LONGEST_PERIOD, ReportingPeriod, read_period


class PeriodField(forms.CharField):
    """A period in words, as ``2009/2010`` or ``Q1 2009/2010``."""

    limit = LONGEST_PERIOD

    def to_python(self, value: Any) -> Any:
        """Return the period, or an error that holds the words typed."""
        words = super().to_python(value)
        if not words:
            return None
        try:
            return read_period(words)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    def prepare_value(self, value: Any) -> Any:
        """Show a period as it is typed."""
        return value.slug if isinstance(value, ReportingPeriod) else value


class AboutIndicatorForm(forms.Form):
    """A form about a period of one indicator, of a kind that it is reported for."""

    period = PeriodField(label="Period", error_messages={"required": "Say which period."})

    def __init__(self, *args: Any, indicator: Indicator, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known_as(indicator)

    def clean_period(self) -> ReportingPeriod:
        """Refuse a period of another kind."""
        period: ReportingPeriod = self.cleaned_data["period"]
        if not self.known.takes(period.kind):
            raise forms.ValidationError(
                f"“{self.data.get('period')}” is {period.kind.with_article}; {self.known.name} is"
                f" reported {self.known.period_words}."
            )
        return period
