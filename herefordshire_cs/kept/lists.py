"""What a kept list is: its rows, their order, and the form in which they are edited."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Model, QuerySet

from herefordshire_cs.accounts.models import User

if TYPE_CHECKING:
    from herefordshire_cs.kept.forms import KeptForm


@dataclass(frozen=True, slots=True, kw_only=True)
class By:
    """Who edits a list, on which day, the instant by the clock, and why."""

    author: User
    on: date
    at: datetime
    reason: str = ""


def nothing(_row: Any) -> str:
    """Let any row be edited and taken out."""
    return ""


def nothing_around(_row: Any, _of: int, _by: By) -> AbstractContextManager[None]:
    """Do nothing before an edit or after it."""
    return nullcontext()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptList:
    """A list that people keep on its own page.

    ``of`` is the look-up from a row to the key of what the list is a part of, such as ``plan`` or
    ``recommendation__plan``; blank where it is of nothing. ``within`` are the columns that
    rows are ordered within, ``place`` that of their order; blank where they stand by their words.
    ``only`` holds what all its rows have alike, where the model has others too; ``given`` what a
    new row is given that no form asks. ``named`` is the column that a row is called by.
    ``holds`` says in words why a row stays, ``fixed`` why it is not even edited; blank where it
    may be. ``around`` stands round each writing of a row, with the key of what the list is of.
    ``hidden_plans`` are the short names of plans of which its reader may know nothing.
    """

    key: str
    title: str
    one: str
    about: str
    form: type["KeptForm"]
    shown: tuple[str, ...] = ()
    hidden_plans: frozenset[str] = frozenset()
    of: str = ""
    within: tuple[str, ...] = ()
    place: str = "order"
    only: Mapping[str, Any] = field(default_factory=dict)
    given: Mapping[str, Any] = field(default_factory=dict)
    named: str = ""
    holds: Callable[[Any], str] = nothing
    fixed: Callable[[Any], str] = nothing
    around: Callable[[Any, int, By], AbstractContextManager[None]] = nothing_around

    @property
    def model(self) -> type[Model]:
        """The model of its rows."""
        return self.form._meta.model

    @property
    def is_owned(self) -> bool:
        """Whether a row names itself what the list is a part of."""
        return bool(self.of) and "__" not in self.of

    @property
    def is_placed(self) -> bool:
        """Whether the page asks for the place of a row, and no field of its own does."""
        return bool(self.place) and self.place not in self.form.base_fields

    @property
    def an(self) -> str:
        """One row with its article, as a sentence goes on."""
        return f"{'an' if self.one[0] in 'aeiou' else 'a'} {self.one}"

    @property
    def names_plan(self) -> bool:
        """Whether each row names a plan by its short name."""
        return any(field.name == "plan" for field in self.model._meta.concrete_fields)

    def rows(self, of: int) -> QuerySet[Any]:
        """Return its rows in their order, with what they name."""
        found = self.model._default_manager.filter(**self.only)
        if self.of:
            found = found.filter(**{self.of: of})
        if self.hidden_plans and self.names_plan:
            found = found.exclude(plan__in=self.hidden_plans)
        if self.place:
            found = found.order_by(*self.within, self.place, "pk")
        links = [name for name in (*self.shown, *self.within) if self._is_link(name)]
        return found.select_related(*links) if links else found

    def name_of(self, row: Model) -> str:
        """Return what a row is called on the list’s pages."""
        return (self.named and str(getattr(row, self.named))) or str(row)

    def siblings(self, row: Model, of: int) -> list[Any]:
        """Return the other rows among which a row has its place, in their order."""
        among = {name: getattr(row, name) for name in self.within}
        return list(self.rows(of).filter(**among).exclude(pk=row.pk))

    def _is_link(self, name: str) -> bool:
        return bool(self.model._meta.get_field(name).is_relation)
