"""What nobody may be told without the privilege: the titles of exempt papers of a meeting."""

from governance.models import (
    AgendaItem,
    Appendix,
    DecisionRecord,
    Exemptible,
    Meeting,
    Minute,
    Report,
)


def exempt_titles(meeting: Meeting) -> list[str]:
    """Return the titles of a meeting's exempt reports, items, appendices and minutes."""
    items = meeting.items.filter(report__exempt_paragraph__isnull=False)
    titles = [title for pair in items.values_list("title", "report__title") for title in pair]
    appendices = Appendix.objects.filter(
        report__items__meeting=meeting, exempt_paragraph__isnull=False
    )
    within = Appendix.objects.filter(
        report__items__meeting=meeting, report__exempt_paragraph__isnull=False
    )
    by_themselves = meeting.items.filter(exempt_paragraph__isnull=False)
    minutes = meeting.minutes.filter(exempt_paragraph__isnull=False)
    return [
        *titles,
        *by_themselves.values_list("title", flat=True),
        *(appendices | within).distinct().values_list("title", flat=True),
        *minutes.values_list("title", flat=True),
    ]


def title_for_all(row: Exemptible) -> str:
    """Return what something exempt is called where its own title must not be read."""
    return row.title_for_public


def public_title_of_paper(row: Report | Appendix) -> str:
    """Return the title of a paper for the public; blank where an exempt one was given none."""
    return row.public_title or ("" if row.is_exempt else row.title)


def lacks_public_title(row: Report | Appendix) -> bool:
    """Say whether an exempt paper has no title that the public may read."""
    return row.is_exempt and not row.public_title.strip()


def public_title_of_item(row: AgendaItem | None) -> str:
    """Return the title under which anybody may know of an item of an agenda."""
    if row is None:
        return ""
    return row.withheld_as.title_for_public if row.withheld_as else row.title


def public_title_behind(item: AgendaItem, title: str) -> str:
    """Return the public title of an item’s report; behind an exempt item, that of the item."""
    return item.title_for_public if item.is_exempt else title


def public_title_of(row: Minute) -> str:
    """Return the title under which anybody may know of a minute."""
    if row.is_exempt:
        return row.title_for_public
    if row.withheld_as is None or row.item is None:
        return row.title
    # Where only an appendix is exempt, the item has a title that anybody may read.
    withheld_as = row.item.withheld_as
    return withheld_as.title_for_public if withheld_as else row.item.title


def public_title_of_record(row: DecisionRecord) -> str:
    """Return the title under which anybody may know of the record of a decision."""
    if row.is_exempt:
        return row.title_for_public
    withheld_as = row.item.withheld_as if row.item else None
    return withheld_as.title_for_public if withheld_as else row.title
