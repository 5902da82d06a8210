"""What a reader asks of a list in its address."""

from dataclasses import dataclass

from django.forms import BaseForm


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How a list is wanted: its order, its columns, its groups; each blank where nobody said.

    ``sort`` is the name of a column, after a minus if downwards. All three were checked against
    what the list has.
    """

    sort: str = ""
    columns: tuple[str, ...] = ()
    group: str = ""

    @classmethod
    def of(cls, form: BaseForm) -> "Asked":
        """Return what a form asks for; nothing of one that cannot be read."""
        if not form.is_valid():
            return cls()
        said = form.cleaned_data
        return cls(
            sort=said.get("sort") or "",
            columns=tuple(said.get("columns") or ()),
            group=said.get("group") or "",
        )
