"""What an indicator was defined and set as before an administrator edited it."""

from datetime import date

from django.db import models

from herefordshire_cs.lib.edits import Edit, Past, Whose, past_on
from indicators.models.indicators import Indicator

# All of an indicator that a page or a document shows and that can be edited.
DATED = (
    *("ref", "definition", "place", "unit", "unit_per", "decimals", "polarity", "polarity_basis"),
    *("range_low", "range_high", "year_type", "year_type_basis", "frequency", "frequency_basis"),
    *("is_cumulative", "counts_children", "is_small_cohort", "cohort_basis", "minimum_cohort"),
    *("tolerance_kind", "tolerance", "tolerance_basis", "owner", "supplier"),
    *("succeeded_by_id", "succeeded_basis"),
)
# What is edited with it, each list as one field of it.
SETS, PURPOSES, CHANGES = "sets", "purposes", "definition_changes"


class Redefinition(Edit):
    """An edit of an indicator; ``field`` is one of ``DATED``, or names a list edited with it."""

    indicator = models.ForeignKey(
        Indicator, on_delete=models.CASCADE, related_name="redefinitions"
    )

    class Meta(Edit.Meta):
        pass

    @property
    def whose(self) -> Whose:
        """Return which indicator was edited."""
        return "indicator", self.indicator_id


def past_of_indicators(*, as_of: date) -> Past:
    """Return what indicators that were edited after a day were before; one query."""
    edited = Redefinition.objects.filter(recorded_on__gt=as_of).order_by().values("indicator")
    return past_on(Redefinition.objects.filter(indicator__in=edited), as_of=as_of)
