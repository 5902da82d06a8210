"""The resolution to exclude the public, as the papers that are withheld ask for it."""

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import prefetch_related_objects

from governance.exempt.marks import exemption_of, ground
from governance.models import CONFIDENTIAL, AgendaItem, Exemptible
from herefordshire_cs.lib.text.words import list_in_words

EXCLUSION_TITLE = "EXCLUSION OF THE PUBLIC"


def withheld_parts(item: AgendaItem) -> list[Exemptible]:
    """Return what of an item is withheld: itself, its report or appendices, fetched along."""
    if item.withheld_as is not None:
        return [item.withheld_as]
    appendices = item.report.appendices.all() if item.report else []
    return [row for row in appendices if row.is_exempt]


def is_withheld_in_part(item: AgendaItem) -> bool:
    """Say whether any part of an item is withheld from the public."""
    return bool(withheld_parts(item))


def exclusion_words(items: Iterable[AgendaItem], numbers: Mapping[int, int | None]) -> str:
    """Return the resolution that the withheld items of an agenda ask for, by their numbers.

    Confidential information excludes the public by the Act itself, so it is told and not resolved.
    """
    resolved, told = [], []
    for item in items:
        marks = [found for row in withheld_parts(item) if (found := exemption_of(row))]
        paragraphs = sorted({each for mark in marks for each in (mark.paragraph, *mark.also)})
        name = f"item {numbers.get(item.pk) or item.order}"
        exempt = [each for each in paragraphs if each != CONFIDENTIAL]
        if exempt:
            resolved.append(f"{name} ({ground(exempt[0], exempt[1:])})")
        if CONFIDENTIAL in paragraphs:
            told.append(name)
    said = []
    if resolved:
        said.append(
            "RECOMMENDED THAT under section 100A(4) of the Local Government Act 1972 the public be"
            f" excluded from the meeting for {list_in_words(resolved)}, since exempt information"
            " as defined there is likely to be disclosed, and in all the circumstances of the case"
            " the public interest in maintaining the exemption outweighs that in disclosing it."
        )
    if told:
        said.append(
            f"The public is excluded for {list_in_words(told)} by section 100A(2) of the Local"
            " Government Act 1972, since confidential information would be disclosed; no"
            " resolution is needed."
        )
    return "\n".join(said)


def word_exclusion(items: Sequence[AgendaItem], numbers: Mapping[int, int | None]) -> None:
    """Put into the item of an agenda that excludes the public, if any, what it resolves.

    Its words follow from what is withheld at the time, so they are stored nowhere but in what is
    issued and minuted. A query only where there is such an item.
    """
    own = [item for item in items if item.kind == AgendaItem.Kind.EXCLUSION]
    if own:
        prefetch_related_objects([*items], "report__appendices")
    for item in own:
        item.purpose = exclusion_words(items, numbers) or item.purpose
