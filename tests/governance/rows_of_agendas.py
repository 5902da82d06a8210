"""Rows for tests of meetings and agendas: plainly made up."""

from datetime import date, timedelta

from governance.models import AgendaItem, Committee, Meeting, Membership, Report

MAY = "childrens-services-scrutiny-2006-05-31"
FIRST = date(2007, 1, 8)


def add_to_the_agenda(*, how_many: int) -> None:
    """Make some meetings, members who sit and who left, items with reports and minutes."""
    committee = Committee.objects.get(slug="childrens-services-scrutiny")
    may = Meeting.objects.get(slug=MAY)
    begun = Meeting.objects.count()
    for number in range(begun, begun + how_many):
        day = FIRST + timedelta(days=number)
        Meeting.objects.create(slug=f"later-{number}", committee=committee, held_on=day)
        earlier = Meeting.objects.create(
            slug=f"earlier-{number}", committee=committee, held_on=day - timedelta(days=2_000)
        )
        report, free = (
            Report.objects.create(slug=f"{slug}-{number}", title="X", form="scrutiny")
            for slug in ("on-agenda", "free")
        )
        fields = {"meeting": may, "title": "X", "order": 100 + number}
        AgendaItem.objects.create(**fields, kind="report", report=report, is_education=True)
        AgendaItem.objects.create(**fields, kind="minutes", minutes_of=earlier)
        free.meeting = may
        free.save()
        for ends_on in (None, date(2000, 1, 1)):
            Membership.objects.create(
                committee=committee,
                name=f"Example {number}",
                capacity="councillor",
                voting="all",
                ends_on=ends_on,
            )
