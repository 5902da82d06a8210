"""Organisations and teams: who is of them, and in how many Actions they have a part."""

from dataclasses import dataclass

from django.db.models import Count

from actionplan.models import Organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationRow:
    """An organisation or a team, and what hangs on it."""

    pk: int
    name: str
    kind: str
    people: int
    officers: int
    actions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationPage:
    """One of them, with the people and the officers who are of it, and what was merged into it."""

    line: OrganisationRow
    people: tuple[tuple[int, str, str], ...]
    officers: tuple[tuple[str, str], ...]
    merged: tuple[str, ...]


def organisation_rows() -> list[OrganisationRow]:
    """Return the organisations and teams by their names; four queries."""
    rows = Organisation.objects.filter(merged_into=None)
    counts = {
        name: dict(rows.order_by().annotate(n=Count(path)).values_list("pk", "n"))
        for name, path in (("people", "people"), ("officers", "officers"), ("actions", "roles"))
    }
    return [
        OrganisationRow(
            pk=row.pk,
            name=row.name,
            kind=row.get_kind_display(),
            **{name: found[row.pk] for name, found in counts.items()},
        )
        for row in rows
    ]


def build_organisation_page(row: Organisation) -> OrganisationPage:
    """Return the page of one."""
    people = row.people.select_related("person").order_by("person__name")
    officers = row.officers.order_by("is_post", "initials")
    return OrganisationPage(
        line=OrganisationRow(
            pk=row.pk,
            name=row.name,
            kind=row.get_kind_display(),
            people=len(people),
            officers=len(officers),
            actions=row.roles.values("action").distinct().count(),
        ),
        people=tuple((each.person.pk, each.person.name, each.post) for each in people),
        officers=tuple((each.initials, each.full_label) for each in officers),
        merged=tuple(row.merged.order_by("name").values_list("name", flat=True)),
    )
