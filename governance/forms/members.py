"""The members of a committee, as a clerk enters them and lets them go."""

from datetime import date
from typing import Any

from django import forms

from governance.bodies import COUNCILLOR, named
from governance.forms.fields import AccountField
from governance.models import Committee, Membership
from governance.presenters.members import days_of
from governance.services.members import AlreadySits, ChairTaken, SeatTaken
from herefordshire_cs.lib.text.words import day_in_words, mid_sentence
from herefordshire_cs.lib.web.fields import DayField

BY_CAPACITY = ""


class MemberForm(forms.Form):
    """A seat on a committee, from a day."""

    name = forms.CharField(
        label="Name", max_length=120, error_messages={"required": "Give the name."}
    )
    capacity = forms.ChoiceField(
        label="In which capacity",
        error_messages={
            "required": "Choose in which capacity they sit.",
            "invalid_choice": "There is no such capacity. Choose one of the list.",
        },
    )
    office = forms.ChoiceField(label="Office", required=False)
    represents = forms.CharField(label="Whom they represent", max_length=150, required=False)
    voting = forms.ChoiceField(
        label="On what they vote",
        choices=[(BY_CAPACITY, "As their capacity votes"), *Membership.Voting.choices],
        required=False,
    )
    voting_basis = forms.CharField(
        label="By which rule", max_length=500, required=False, widget=forms.Textarea({"rows": 2})
    )
    starts_on = DayField(
        label="First day", error_messages={"required": "Give the day from which they sit."}
    )
    ends_on = DayField(label="Last day", required=False)
    user = AccountField(label="Account")

    def __init__(self, data: Any = None, *, committee: Committee) -> None:
        super().__init__(data)
        self.committee = committee
        capacity, office = self.fields["capacity"], self.fields["office"]
        assert isinstance(capacity, forms.ChoiceField)
        assert isinstance(office, forms.ChoiceField)
        capacities = [(each.key, each.name) for each in committee.in_capacities]
        capacity.choices = [("", "Choose"), *capacities]
        offices = [(each.key, each.name) for each in committee.with_offices]
        office.choices = [("", "None"), *offices]

    def clean_name(self) -> str:
        """Return the name as it is kept: the title of a councillor goes by the capacity."""
        words = self.cleaned_data["name"].split()
        name = " ".join(words[1:] if words[0] == "Councillor" else words)
        if not name:
            raise forms.ValidationError("Give the name.")
        return name

    def clean(self) -> dict[str, Any]:
        """Hold together the days, and the office with the capacity."""
        found: dict[str, Any] = super().clean() or {}
        refuse_before(self, found.get("starts_on"), found.get("ends_on"))
        is_councillor = found.get("capacity") == COUNCILLOR
        is_of_council = self.committee.kind != Committee.Kind.BOARD
        if is_of_council and found.get("office") and found.get("capacity") and not is_councillor:
            self.add_error("office", self.who_alone(found["office"]))
        return found

    def who_alone(self, office: str) -> str:
        """Say that an office of the council's own body is a councillor's."""
        called = named(self.committee.own("offices"), office)
        return f"A councillor alone is {mid_sentence(called)} of a body of the council."

    def member(self, committee: Committee) -> Membership:
        """Return the seat that was described, once it is valid."""
        found = self.cleaned_data
        capacity = found["capacity"]
        votes = {each.key: each.voting for each in committee.in_capacities}
        return Membership(
            committee=committee,
            name=found["name"],
            capacity=capacity,
            office=found["office"],
            represents=found["represents"],
            voting=found["voting"] or votes[capacity],
            voting_basis=found["voting_basis"],
            starts_on=found["starts_on"],
            ends_on=found["ends_on"],
            user=found["user"],
        )


class EndForm(forms.Form):
    """The last day of a membership."""

    ends_on = DayField(
        label="Last day", error_messages={"required": "Give the last day on which they sat."}
    )

    def __init__(self, *args: Any, member: Membership, **kwargs: Any) -> None:
        kwargs["initial"] = {"ends_on": member.ends_on}
        super().__init__(*args, **kwargs)
        self.member = member

    def clean(self) -> dict[str, Any]:
        """Refuse a last day before the first."""
        found: dict[str, Any] = super().clean() or {}
        refuse_before(self, self.member.starts_on, found.get("ends_on"))
        return found


def refuse_before(form: forms.Form, starts_on: date | None, ends_on: date | None) -> None:
    """Refuse a last day that is before the first."""
    if starts_on and ends_on and ends_on < starts_on:
        form.add_error(
            "ends_on",
            f"{day_in_words(ends_on)} is before the first day, {day_in_words(starts_on)}.",
        )


def refusal(taken: SeatTaken) -> tuple[str, str]:
    """Return the field and the words of a seat that is taken."""
    other = taken.other
    days = days_of(other)
    if isinstance(taken, ChairTaken):
        called = mid_sentence(other.committee.chair)
        return "office", f"{other} is {called} {days}. End that first, or choose another day."
    assert isinstance(taken, AlreadySits)
    capacity = mid_sentence(other.capacity_words)
    return "name", f"{other} sits on the committee as {capacity} already, {days}."
