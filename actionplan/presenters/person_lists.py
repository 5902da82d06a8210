"""A list of people before they are added: each row as it would be, with its fault beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import Group
from django.db.models import Prefetch

from actionplan.models import Organisation
from actionplan.person_rows import JudgedRow, PersonRow, judged
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.people.presenters import in_order, role_names

MOST_EDITED = 100  # rows that can be put right on the page; a form may send so many fields


@dataclass(frozen=True, slots=True, kw_only=True)
class RowToAdd:
    """One row of a list: what it says, what is wrong by field, and the account that is there.

    ``more_roles`` are those that the account has not and could be given. ``is_shut`` says why
    nothing of the row can be done, blank where something can.
    """

    row: PersonRow
    roles: tuple[str, ...]
    faults: dict[str, str]
    account: int | None
    account_name: str
    more_roles: tuple[str, ...]
    is_shut: str
    is_new_organisation: bool
    is_left_out: bool
    is_given: bool
    may_be_edited: bool

    @property
    def is_whole(self) -> bool:
        """Whether it can be added as it stands."""
        return not self.faults and self.account is None and not self.is_left_out

    @property
    def gives(self) -> bool:
        """Whether it gives roles to the account that is there."""
        return bool(self.account and self.is_given and self.more_roles and not self.is_left_out)

    @property
    def is_in_the_way(self) -> bool:
        """Whether its fault is to be put right, or it left out, before anybody is added."""
        return bool(self.faults) and not self.is_left_out


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonListPage:
    """The rows of a list in their order."""

    rows: tuple[RowToAdd, ...]

    @property
    def whole(self) -> tuple[RowToAdd, ...]:
        """Those that are added."""
        return tuple(row for row in self.rows if row.is_whole)

    @property
    def giving(self) -> tuple[RowToAdd, ...]:
        """Those that give roles to an account that is there."""
        return tuple(row for row in self.rows if row.gives)

    @property
    def in_the_way(self) -> tuple[RowToAdd, ...]:
        """Those with a fault that are not left out."""
        return tuple(row for row in self.rows if row.is_in_the_way)

    @property
    def there_already(self) -> tuple[RowToAdd, ...]:
        """Those whose address is an account's, and that are not left out."""
        return tuple(row for row in self.rows if row.account and not row.is_left_out)


def build_person_list(
    rows: Sequence[PersonRow],
    *,
    usual_role: str,
    left_out: frozenset[int],
    giving: frozenset[int],
    reader: User,
) -> PersonListPage:
    """Return a list as its page shows it; four queries."""
    addresses = {row.email for row in rows if row.email}
    groups = Prefetch("groups", Group.objects.order_by("name"))
    accounts = User.objects.filter(email__in=addresses).prefetch_related(groups)
    by_address = {account.email: account for account in accounts}
    found = judged(
        rows,
        left_out=left_out,
        known_roles=role_names(),
        usual_role=usual_role,
        accounts={address: account.pk for address, account in by_address.items()},
    )
    known = {name.casefold() for name in Organisation.objects.values_list("name", flat=True)}
    faulty = [each.row.number for each in found if each.faults][:MOST_EDITED]
    return PersonListPage(
        rows=tuple(
            row_to_add(
                each,
                by_address.get(each.row.email),
                known=known,
                is_left_out=each.row.number in left_out,
                is_given=each.row.number in giving,
                may_be_edited=each.row.number in faulty,
                reader=reader,
            )
            for each in found
        )
    )


def row_to_add(
    each: JudgedRow,
    account: User | None,
    *,
    known: set[str],
    is_left_out: bool,
    is_given: bool,
    may_be_edited: bool,
    reader: User,
) -> RowToAdd:
    """Return one row; the groups of the account came along."""
    has = {group.name for group in account.groups.all()} if account else set()
    more = tuple(in_order(set(each.roles) - has)) if account else ()
    return RowToAdd(
        row=each.row,
        roles=each.roles,
        faults=dict(each.faults),
        account=account.pk if account else None,
        account_name=account.name if account else "",
        more_roles=more,
        is_shut=shut_in_words(account, more, reader) if account else "",
        is_new_organisation=bool(each.row.organisation)
        and each.row.organisation.casefold() not in known,
        is_left_out=is_left_out,
        is_given=is_given,
        may_be_edited=may_be_edited,
    )


def shut_in_words(account: User, more: Sequence[str], reader: User) -> str:
    """Return why an account that is there is given no role, blank where it can be."""
    if account.is_superuser:
        return "The account is for repairs and has no roles."
    if not account.is_active:
        return "The account is closed. Open it on its page."
    if account.pk == reader.pk:
        return "It is your own account."
    return "" if more else "It has these roles already."
