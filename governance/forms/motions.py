"""Who moved what was resolved, and the vote: counted, named, and held against who was there."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.forms import BoundField

from governance.models import Cast, Motion
from governance.models.minute_taking import MotionDraft
from governance.presenters.motions import VotersThere
from herefordshire_cs.lib.text.words import count_in_words

COUNTS = ("votes_for", "votes_against", "abstained", "did_not_vote")
MOST = 999


def count_field(label: str) -> forms.IntegerField:
    """Return a box for a number of votes."""
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=MOST,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-2", "inputmode": "numeric"}),
        error_messages={
            "invalid": "Type the votes in figures, such as 7.",
            "min_value": "There are no fewer votes than none.",
            "max_value": "No body has so many members.",
        },
    )


class MotionForm(forms.Form):
    """What stands behind a resolution; ``recommended`` are the limbs of the report's own."""

    outcome = forms.ChoiceField(
        label="The recommendation of the report was",
        choices=[("", "Not said"), *Motion.Outcome.choices],
        required=False,
    )
    moved_by = forms.ChoiceField(label="Moved by", required=False)
    seconded_by = forms.ChoiceField(label="Seconded by", required=False)
    votes_for = count_field("For")
    votes_against = count_field("Against")
    abstained = count_field("Abstained")
    did_not_vote = count_field("Did not vote")
    casting = forms.ChoiceField(
        label="Casting vote",
        choices=[("", "None"), (Cast.FOR.value, "For"), (Cast.AGAINST.value, "Against")],
        required=False,
    )

    def __init__(
        self,
        data: Any,
        *,
        draft: MotionDraft,
        voters: VotersThere,
        recommended: Sequence[str],
    ) -> None:
        initial = {name: getattr(draft, name) for name in (*COUNTS, "casting", "outcome")}
        initial |= {"moved_by": draft.moved_by, "seconded_by": draft.seconded_by}
        super().__init__(data, initial=initial, prefix="motion")
        self.voters, self.recommended = voters, tuple(recommended)
        if not recommended:
            del self.fields["outcome"]
        names = list(dict.fromkeys([*voters.everybody, draft.moved_by, draft.seconded_by]))
        for name in ("moved_by", "seconded_by"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", "Not said"), *((each, each) for each in names if each)]
        cast = dict(draft.named)
        self.named_as = {
            f"named_{place}": name
            for place, name in enumerate((*voters.sure, *voters.unsure), start=1)
        }
        for key, name in self.named_as.items():
            self.fields[key] = forms.ChoiceField(
                label=name,
                choices=[("", "Not named"), *Cast.choices],
                required=False,
                initial=cast.get(name, ""),
            )

    @property
    def named_fields(self) -> list[BoundField]:
        """The boxes in which each who may vote is given theirs."""
        return [self[key] for key in self.named_as]

    @property
    def is_named(self) -> bool:
        """Whether any vote is named, so that the boxes stand open."""
        return any(field.value() or field.errors for field in self.named_fields)

    def clean(self) -> dict[str, Any]:
        """Hold mover and seconder apart, and the vote against who was there."""
        found: dict[str, Any] = super().clean() or {}
        mover, seconder = found.get("moved_by"), found.get("seconded_by")
        if seconder and not mover:
            self.add_error("moved_by", "Say who moved it, as somebody seconded it.")
        if mover and mover == seconder:
            self.add_error("seconded_by", f"{mover} moved it, and cannot second it too.")
        if any(self.errors.get(self_name) for self_name in (*COUNTS, *self.named_as)):
            return found
        self._count_named(found)
        if any(found.get(name) is not None for name in COUNTS):
            for name in COUNTS:
                found[name] = found.get(name) or 0
            self._add_up(found)
        if found.get("casting") and (
            found.get("votes_for") is None or found["votes_for"] != found["votes_against"]
        ):
            self.add_error("casting", "A casting vote is given on equal votes alone.")
        self._hold_to_outcome(found)
        return found

    def _count_named(self, found: dict[str, Any]) -> None:
        """Let named votes be the count; each who was there has one, and typed counts agree."""
        cast = [found.get(key) for key in self.named_as]
        if not any(cast):
            return
        for key, name in self.named_as.items():
            if not found.get(key) and name in self.voters.sure:
                self.add_error(key, f"{name} was there: say how they voted, or that they did not.")
        named = dict(zip(COUNTS, (cast.count(each.value) for each in Cast), strict=True))
        for name, count in named.items():
            if found.get(name) not in (None, count):
                self.add_error(
                    name, f"{found[name]} is typed, and {count} by name. Mend one of the two."
                )
            found[name] = count

    def _add_up(self, found: dict[str, Any]) -> None:
        """Refuse votes that are not those of the members who were there."""
        if any(name in self.errors for name in COUNTS):
            return
        total = sum(found[name] for name in COUNTS)
        if self.voters.fits(total):
            return
        self.add_error(
            "votes_for",
            f"{self.voters.present} with a vote {'was' if self.voters.sure[1:] == () else 'were'}"
            f" there for this item, and the votes make {total}: {found['votes_for']} for,"
            f" {found['votes_against']} against, {found['abstained']} abstained,"
            f" {found['did_not_vote']} did not vote. Mend the votes, or the attendance.",
        )

    def _hold_to_outcome(self, found: dict[str, Any]) -> None:
        """Refuse an outcome that is the contrary of the vote."""
        if self.errors or found.get("votes_for") is None or not found.get("outcome"):
            return
        is_carried = Motion(**{name: found[name] for name in (*COUNTS, "casting")}).is_carried
        is_agreed = found["outcome"] != Motion.Outcome.NOT_AGREED
        if is_carried != is_agreed:
            votes = f"{found['votes_for']} for and {found['votes_against']} against"
            says = "carry it" if is_carried else "lose it"
            self.add_error("outcome", f"The votes {says}: {votes}. Mend the votes, or this.")

    def hold_to_words(self, limbs: Sequence[str]) -> None:
        """Refuse “as recommended” of what the report does not recommend in these words."""
        outcome = self.cleaned_data.get("outcome")
        as_written = [" ".join(text.split()) for text in self.recommended]
        if (
            outcome == Motion.Outcome.AS_RECOMMENDED
            and [" ".join(text.split()) for text in limbs] != as_written
        ):
            self.add_error(
                "outcome",
                "What was resolved is not in the words of the report. Choose “As amended”, or put"
                f" back its {count_in_words(len(as_written), 'limb')}.",
            )

    def draft(self) -> MotionDraft:
        """Return what was said, once it is valid."""
        found = self.cleaned_data
        named = tuple((name, found[key]) for key, name in self.named_as.items() if found.get(key))
        return MotionDraft(
            outcome=found.get("outcome", ""),
            moved_by=found["moved_by"],
            seconded_by=found["seconded_by"],
            **{name: found.get(name) for name in COUNTS},
            present=len(self.voters.sure) + len(self.voters.unsure),
            casting=found["casting"],
            named=named,
        )

    def warnings(self) -> Iterator[str]:
        """Yield what is odd about it, and kept all the same."""
        if self.voters.is_short and self.voters.everybody:
            yield (
                f"No quorum for this item: {self.voters.present} with a vote, and"
                f" {self.voters.quorum} make one. What was resolved without a quorum does not"
                " stand."
            )
