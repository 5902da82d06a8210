"""Links by which partners answer: what became of each, and what a partner reads of an action."""

from dataclasses import dataclass
from datetime import date

from actionplan.models import PartnerLink, Standing
from herefordshire_cs.lib.text.words import day_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerLinkLine:
    """A link that was sent, and what became of it, in words."""

    pk: int
    whom: str
    address: str
    asked_by: str
    asked_on: date
    state: str
    is_usable: bool


def link_lines(action: int, *, as_of: date) -> tuple[PartnerLinkLine, ...]:
    """Return the links that were sent of an action, by its key, the newest first; one query."""
    rows = PartnerLink.objects.filter(action=action, asked_on__lte=as_of)
    return tuple(
        PartnerLinkLine(
            pk=row.pk,
            whom=str(row),
            address=row.address,
            asked_by=row.asked_by.name,
            asked_on=row.asked_on,
            state=state_in_words(row, as_of=as_of),
            is_usable=row.is_usable(on=as_of),
        )
        for row in rows.select_related("organisation", "asked_by", "ended_by")
    )


def state_in_words(row: PartnerLink, *, as_of: date) -> str:
    """Return what became of a link."""
    if row.answered_on is not None:
        return f"Answered on {day_in_words(row.answered_on)}"
    if row.ended_on is not None:
        return f"Ended by {row.ended_by} on {day_in_words(row.ended_on)}"
    if as_of > row.ends_on:
        return f"Not answered by {day_in_words(row.ends_on)}"
    return f"Open until {day_in_words(row.ends_on)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerAsked:
    """What whoever has a link reads: the action that is asked about, and nothing else."""

    reference: str
    text: str
    by_when: str
    asked_by: str
    words: str
    whom: str
    ends_on: date


def asked_line(row: PartnerLink, *, as_of: date) -> PartnerAsked:
    """Return what a link says; its action, organisation and who asks are fetched with it."""
    standing = Standing.objects.on(as_of).get(action=row.action_id)
    return PartnerAsked(
        reference=row.action.reference,
        text=row.action.text,
        by_when=standing.by_when_understood,
        asked_by=row.asked_by.name,
        words=row.words,
        whom=str(row),
        ends_on=row.ends_on,
    )
