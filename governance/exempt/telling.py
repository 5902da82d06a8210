"""What a reader is told of what is withheld from the public: nothing that is not named."""

from dataclasses import Field, fields, replace
from typing import Any, ClassVar, Protocol

from governance.exempt.marks import Exemption
from governance.exempt.reader import Reader

EMPTY: dict[type, Any] = {str: "", int: 0, bool: False, tuple: (), frozenset: frozenset()}


class Tellable(Protocol):
    """A line of something that may be withheld: a frozen dataclass.

    ``FOR_PUBLIC`` names the fields that anybody may read though it is withheld, its number or its
    pages. ``exemption`` is why the public may not read it, None where it may.
    """

    FOR_PUBLIC: ClassVar[frozenset[str]]
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    @property
    def exemption(self) -> Exemption | None: ...


def told[L: Tellable](line: L, reader: Reader, **instead: Any) -> L:
    """Return a line as its reader may know of it: whole, or with nothing in it that is not named.

    ``instead`` says what stands in fields of what is withheld, such as a title for the public. A
    field that is added to a line tomorrow is hidden until ``FOR_PUBLIC`` names it. Raises
    TypeError where a field that is to be hidden cannot be empty.
    """
    if line.exemption is None or reader.reads_exempt:
        return line
    hidden = {
        field.name: nothing_in(field, getattr(line, field.name))
        for field in fields(line)
        if field.name not in {"exemption", *line.FOR_PUBLIC, *instead}
    }
    # The reason may say what the title must not; anybody may know the paragraph.
    exemption = replace(line.exemption, reason="", review_on=None)
    return replace(line, **hidden | instead, exemption=exemption)


def nothing_in(field: Field[Any], value: Any) -> Any:
    """Return what a field holds where it says nothing."""
    if value is None:
        return None
    if type(value) in EMPTY:
        return EMPTY[type(value)]
    if "None" in str(field.type):
        return None
    raise TypeError(f"{field.name} cannot be empty: name it in FOR_PUBLIC, or let it be None")
