"""An indicator as somebody defines it, or defines it anew."""

from typing import Any

from django import forms

from herefordshire_cs.lib.web.fields import say_limits
from indicators.models import Indicator, IndicatorSet

NAMES = [
    *("ref", "definition", "unit", "unit_per", "decimals", "polarity", "range_low", "range_high"),
    *("year_type", "frequency", "is_cumulative", "counts_children", "owner", "supplier"),
]
LABELS = {
    "ref": "Reference",
    "definition": "What is measured",
    "unit": "Unit",
    "unit_per": "Rate per what",
    "decimals": "Places after the point",
    "polarity": "Which way is good",
    "range_low": "Lower end of the good range",
    "range_high": "Upper end of the good range",
    "year_type": "Kind of year",
    "frequency": "How often it is reported",
    "is_cumulative": "It grows through the year",
    "counts_children": "It counts children, so that small numbers are withheld from the public",
    "owner": "Who answers for it",
    "supplier": "Who supplies the data",
}
BOTH_ENDS = "A range has both ends. Type them."
MOST_DECIMALS = 4


class IndicatorForm(forms.ModelForm[Indicator]):
    """What an indicator measures, how its figures are read, and who gives them."""

    sets = forms.MultipleChoiceField(
        label="Sets that it belongs to",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=lambda: list(IndicatorSet.objects.values_list("slug", "name")),
        error_messages={"invalid_choice": "“%(value)s” is no set. Choose from those below."},
    )
    new_set = forms.CharField(label="A new set", required=False, max_length=120)

    class Meta:
        model = Indicator
        fields = NAMES
        labels = LABELS
        widgets = {
            "definition": forms.Textarea(attrs={"rows": 3}),
        }
        error_messages = {
            "definition": {"required": "Say what is measured."},
            "polarity": {"required": "Choose which way is good."},
            "year_type": {"required": "Choose the kind of year."},
        }

    def __init__(self, data: Any = None, *, instance: Indicator | None = None) -> None:
        had = list(instance.sets.values_list("slug", flat=True)) if instance else []
        super().__init__(data, instance=instance, initial={"sets": had})
        say_limits(self)

    def clean_ref(self) -> str:
        """Refuse the reference of another indicator."""
        ref = " ".join(str(self.cleaned_data["ref"]).split())
        others = Indicator.objects.exclude(pk=self.instance.pk or 0)
        if ref and others.filter(ref__iexact=ref).exists():
            raise forms.ValidationError(f"Another indicator has the reference {ref}.")
        return ref

    def clean_decimals(self) -> int:
        """Refuse more places than a figure keeps."""
        places: int = self.cleaned_data["decimals"]
        if places > MOST_DECIMALS:
            raise forms.ValidationError(f"At most {MOST_DECIMALS} places are kept.")
        return places

    def clean_new_set(self) -> str:
        """Refuse the name of a set that is there."""
        name = " ".join(str(self.cleaned_data["new_set"]).split())
        if name and IndicatorSet.objects.filter(name__iexact=name).exists():
            raise forms.ValidationError(f"The set {name} is there already. Tick it.")
        return name

    def clean(self) -> dict[str, Any]:
        """Hold the range and what a rate is per to the unit and the polarity."""
        found: dict[str, Any] = super().clean() or {}
        self.hold_range(found)
        if found.get("unit") == "rate" and not found.get("unit_per"):
            self.add_error("unit_per", "Say what it is a rate of, such as per 10,000 children.")
        return found

    def hold_range(self, found: dict[str, Any]) -> None:
        """Ask for both ends of a good range, in their order; keep none of what has no range."""
        if found.get("polarity") != "range":
            found["range_low"] = found["range_high"] = None
            return
        low, high = found.get("range_low"), found.get("range_high")
        for name, end in (("range_low", low), ("range_high", high)):
            if end is None and name not in self.errors:
                self.add_error(name, BOTH_ENDS)
        if low is not None and high is not None and low > high:
            self.add_error("range_high", "The upper end is not below the lower end.")

    def definition(self) -> dict[str, Any]:
        """Return what the indicator's own fields say, once it is valid."""
        return {name: self.cleaned_data[name] for name in NAMES}

    def chosen_sets(self) -> list[IndicatorSet]:
        """Return the sets that were ticked."""
        return list(IndicatorSet.objects.filter(slug__in=self.cleaned_data["sets"]))
