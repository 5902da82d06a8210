"""Organisations and teams: added, renamed with the day, and merged where one was written twice."""

from django.db import transaction

from actionplan.models import ActionRole, Officer, Organisation, Rewording, Workplace
from actionplan.models.corrections import Recording
from actionplan.services.handovers import hand_over_parts, keep_edits
from actionplan.services.people import free_code
from actionplan.services.rewordings import keep_rewordings, said_by


class NameTaken(Exception):
    """Another organisation has the name."""


class MergedAlready(Exception):
    """One of the two is merged into another already."""


class IntoItself(Exception):
    """An organisation is not merged into itself."""


@transaction.atomic
def add_organisation(*, name: str, kind: str) -> Organisation:
    """Add an organisation or a team. Raises NameTaken."""
    refuse_taken(name)
    codes = set(Organisation.objects.values_list("code", flat=True))
    return Organisation.objects.create(code=free_code(name, codes), name=name, kind=kind)


@transaction.atomic
def rename_organisation(row: Organisation, *, name: str, kind: str, by: Recording) -> int:
    """Let an organisation have another name from today on; earlier days have the one before.

    Return in how many dated fields it says something else. Raises NameTaken.
    """
    if name.casefold() != row.name.casefold():
        refuse_taken(name)
    before = said_by(row)
    row.name, row.kind = name, kind
    row.save()
    return keep_rewordings(
        row, before=before, author=by.author, recorded_on=by.on, recorded_at=by.at
    )


def refuse_taken(name: str) -> None:
    """Refuse a name that another organisation has. Raises NameTaken."""
    others = Organisation.objects.filter(merged_into=None, name__iexact=name)
    if others.exists():
        raise NameTaken


@transaction.atomic
def merge_organisation(row: Organisation, *, into: Organisation, by: Recording) -> int:
    """Let an organisation that was written twice be one from today on.

    Its parts in Actions, its officers and its people are the other's; earlier days read as they
    did, and it stays for them. Return in how many Actions it had a part. Raises MergedAlready and
    IntoItself.
    """
    if row.pk == into.pk:
        raise IntoItself
    both = Organisation.objects.filter(pk__in=[row.pk, into.pk]).order_by("pk")
    if any(each.merged_into_id for each in both.select_for_update()):
        raise MergedAlready
    reason = f"“{row.name}” and “{into.name}” are the same"
    roles = ActionRole.objects.filter(organisation=row)
    moved = hand_over_parts(roles, to=into, reason=reason, by=by)
    officers = list(Officer.objects.filter(organisation=row))
    keep_edits(
        [
            Rewording(
                officer=officer,
                field="organisation_id",
                before=row.pk,
                after=into.pk,
                reason=reason,
            )
            for officer in officers
        ],
        by,
    )
    Officer.objects.filter(organisation=row).update(organisation=into)
    Workplace.objects.filter(organisation=row).update(organisation=into)
    Organisation.objects.filter(merged_into=row).update(merged_into=into)
    row.merged_into = into
    row.save()
    return moved
