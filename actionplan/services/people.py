"""Where people work, whole lists of them, and who stands in for whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.text import slugify

from actionplan.models import Deputy, Organisation, Workplace
from actionplan.models.corrections import Recording
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.people import services as accounts
from herefordshire_cs.lib.text.free_names import numbered
from herefordshire_cs.lib.text.words import day_in_words

LONGEST_CODE = 80


class DeputyThere(Exception):
    """The same deputy stands in for the same person on some of these days."""


class NotTheirDeputy(Exception):
    """Nobody stands in for themselves, nor does a closed account."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """Somebody of a list: their account to be, and where they work, in words."""

    account: accounts.NewPerson
    post: str
    organisation: str


@transaction.atomic
def add_listed(
    people: Sequence[Listed], more_roles: Mapping[int, Sequence[str]], *, by: Recording
) -> list[User]:
    """Add the people of a list with a link each, and give roles to accounts, by their keys.

    All of it or nothing. Raises AddressTaken; of ``more_roles`` OwnRights, ForRepairs, NotActive.
    """
    rows = accounts.add_people([each.account for each in people], by=by.author, at=by.at)
    bodies = organisations_called([each.organisation for each in people])
    Workplace.objects.bulk_create(
        Workplace(
            person=row, post=each.post, organisation=bodies.get(each.organisation.casefold())
        )
        for row, each in zip(rows, people, strict=True)
        if each.post or each.organisation
    )
    for person in User.objects.filter(pk__in=more_roles).order_by("pk"):
        accounts.give_roles(person, more_roles[person.pk], by=by.author, at=by.at)
    return rows


@transaction.atomic
def place(person: User, *, post: str, organisation: str, by: Recording) -> None:
    """Say where somebody works; an organisation that is not known is made."""
    before = Workplace.objects.filter(person=person).select_related("organisation").first()
    body = organisations_called([organisation]).get(organisation.casefold())
    words = (str(before) if before else "", str(Workplace(post=post, organisation=body)))
    if words[0] == words[1]:
        return
    Workplace.objects.update_or_create(
        person=person, defaults={"post": post, "organisation": body}
    )
    said = f"Works as {words[1]}." if words[1] else "Where they work is taken away."
    accounts.record(person, said, by=by.author, at=by.at)


def organisations_called(names: Sequence[str]) -> dict[str, Organisation]:
    """Return organisations by their names in small letters; those not known yet are made.

    One that was merged into another is that other.
    """
    wanted = {name.casefold(): name for name in names if name}
    if not wanted:
        return {}
    found: dict[str, Organisation] = {}
    codes = set()
    for row in Organisation.objects.select_related("merged_into").order_by("pk"):
        codes.add(row.code)
        if row.name.casefold() in wanted:
            into = row.merged_into
            if into is None or row.name.casefold() not in found:
                found[row.name.casefold()] = into or row
    for folded, name in wanted.items():
        if folded not in found:
            code = free_code(name, codes)
            codes.add(code)
            found[folded] = Organisation.objects.create(code=code, name=name)
    return found


def free_code(name: str, taken: set[str]) -> str:
    """Return the short name of an organisation for addresses, with a number where it is taken."""
    stem = slugify(name)[: LONGEST_CODE - 5].strip("-") or "organisation"
    return numbered(stem, taken)


@transaction.atomic
def appoint_deputy(
    *, person: User, deputy: User, from_on: date, until_on: date, by: Recording
) -> Deputy:
    """Let somebody stand in for a person, from a day to a day; both days count.

    Raises NotTheirDeputy, DeputyThere and, of who appoints themselves, OwnRights.
    """
    if person.pk == deputy.pk or not deputy.is_active:
        raise NotTheirDeputy
    if deputy.pk == by.author.pk:
        raise accounts.OwnRights
    User.objects.select_for_update().get(pk=person.pk)
    overlapping = Deputy.objects.filter(
        person=person, deputy=deputy, from_on__lte=until_on, until_on__gte=from_on
    )
    if overlapping.exists():
        raise DeputyThere
    days = f"from {day_in_words(from_on)} to {day_in_words(until_on)}"
    both = [
        (person, f"{deputy.name} stands in for them {days}."),
        (deputy, f"Stands in for {person.name} {days}."),
    ]
    accounts.record_each(both, by=by.author, at=by.at)
    return Deputy.objects.create(person=person, deputy=deputy, from_on=from_on, until_on=until_on)


@transaction.atomic
def end_deputy(row: Deputy, *, by: Recording) -> None:
    """Let a deputy stand in no more from today on; one who had not begun never did."""
    if row.from_on >= by.on:
        row.delete()
    else:
        row.until_on = min(row.until_on, by.on - timedelta(days=1))
        row.save()
    on = day_in_words(by.on)
    both = [
        (row.person, f"{row.deputy.name} stands in for them no more from {on} on."),
        (row.deputy, f"Stands in for {row.person.name} no more from {on} on."),
    ]
    accounts.record_each(both, by=by.author, at=by.at)
