"""What nobody may be told without the privilege: the titles of exempt papers of a meeting."""

from governance.models import AgendaItem, Appendix, Meeting, Minute


def exempt_titles(meeting: Meeting) -> list[str]:
    """Return the titles of a meeting's exempt reports, items and appendices."""
    items = meeting.items.filter(report__exempt_paragraph__isnull=False)
    titles = [title for pair in items.values_list("title", "report__title") for title in pair]
    appendices = Appendix.objects.filter(
        report__items__meeting=meeting, exempt_paragraph__isnull=False
    )
    within = Appendix.objects.filter(
        report__items__meeting=meeting, report__exempt_paragraph__isnull=False
    )
    return [*titles, *(appendices | within).distinct().values_list("title", flat=True)]


def public_title_of_item(row: AgendaItem | None) -> str:
    """Return the title under which anybody may know of an item of an agenda."""
    if row is None:
        return ""
    return row.withheld_as.title_for_public if row.withheld_as else row.title


def public_title_of(row: Minute) -> str:
    """Return the title under which anybody may know of a minute."""
    if row.is_exempt:
        return row.title_for_public
    if row.withheld_as is None or row.item is None:
        return row.title
    # Where only an appendix is exempt, the item has a title that anybody may read.
    withheld_as = row.item.withheld_as
    return withheld_as.title_for_public if withheld_as else row.item.title
