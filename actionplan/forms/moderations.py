"""A director's rating as it is given."""

from typing import Any

from django import forms

from actionplan.forms.fields import (
    RATING_ERRORS,
    REASON_LIMIT,
    LevelSelect,
    NarrativeField,
    offer_levels,
)
from actionplan.rag import Scheme


class ModerationForm(forms.Form):
    """A director's rating and the reason for it."""

    rating = forms.ChoiceField(
        label="What should the rating be?",
        widget=LevelSelect,
        error_messages=RATING_ERRORS,
    )
    reason = NarrativeField(
        limit=REASON_LIMIT,
        label="Why",
        help_text="Everybody who reads the rating will read this.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say why: a rating is not changed without a reason"},
    )

    def __init__(self, *args: Any, scheme: Scheme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rating: forms.ChoiceField = self.fields["rating"]  # type: ignore[assignment]
        offer_levels(rating, scheme, scheme.scale.levels)
