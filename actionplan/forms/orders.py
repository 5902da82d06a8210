"""The order in which the actions of a recommendation are to stand."""

from django import forms

from actionplan.forms.fields import REASON_LIMIT, NarrativeField

KEYS = r"^\d+(,\d+)*$"
MOST_KEYS = 60_000  # characters
UP, DOWN = "up", "down"


class ActionOrderForm(forms.Form):
    """A whole order as a drag makes it, or one press that moves an action by one place."""

    order = forms.RegexField(KEYS, required=False, max_length=MOST_KEYS)
    seen = forms.RegexField(KEYS, max_length=MOST_KEYS)
    move = forms.RegexField(rf"^\d{{1,18}}-({UP}|{DOWN})$", required=False)
    reason = NarrativeField(
        limit=REASON_LIMIT,
        label="Why, for its history",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "cs-few-lines"}),
    )

    def seen_order(self) -> list[int]:
        """Return the keys as they stood when the page was made."""
        return _keys(self.cleaned_data["seen"])

    def wanted(self) -> list[int]:
        """Return the keys in the order that a valid form asks for; as they stood, if in none."""
        if self.cleaned_data["order"]:
            return _keys(self.cleaned_data["order"])
        keys = self.seen_order()
        key, _, way = self.cleaned_data["move"].partition("-")
        if key and int(key) in keys:
            place = keys.index(int(key))
            other = place + (-1 if way == UP else 1)
            if 0 <= other < len(keys):
                keys[place], keys[other] = keys[other], keys[place]
        return keys


def _keys(words: str) -> list[int]:
    return [int(key) for key in words.split(",")]
