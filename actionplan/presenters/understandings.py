"""What a paper says beside what was understood of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from actionplan.models import Action, ActionByWhen


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """A field as it was written and as it was understood."""

    field: str
    written: str
    understood: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip(Understanding):
    """Words that a copy of a paper has otherwise than they must have stood, and the ground."""

    ground: str


def understandings(action: Action, by_whens: list[ActionByWhen]) -> tuple[Understanding, ...]:
    """Return the cells of the paper beside what was made of them."""
    if not action.source_id:
        return ()
    first = by_whens[0] if by_whens else None
    return (
        Understanding(
            field="Lead",
            written=action.lead_as_written or "(blank)",
            understood=action.lead_words,
        ),
        Understanding(
            field="By when",
            written=(first.as_written if first else "") or "(blank)",
            understood=first.understood if first else "not stated",
        ),
    )


def slips(emendations: Iterable[Mapping[str, str]]) -> tuple[Slip, ...]:
    """Return what a copy of a paper has otherwise than it must have stood."""
    return tuple(
        Slip(
            field=emendation["part"].capitalize(),
            written=emendation["as_written"],
            understood=emendation["understood"],
            ground=emendation["ground"],
        )
        for emendation in emendations
    )
