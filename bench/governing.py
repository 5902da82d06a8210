"""Fills two years of meetings beside the plan, whatever its size, and what is to come.

The Scrutiny Committee and the Cabinet meet every month in turn. Each meeting has an agenda of
eight items, three of them with a report; those held have minutes with resolutions, of which one in
six that asked for something is still open. The last meeting is the next to be held.
"""

from datetime import date, time, timedelta

from bench import words
from bench.histories import TODAY, noon
from bench.names import CABINET, NEXT_MEETING, SCRUTINY
from governance.models import (
    AgendaItem,
    Appendix,
    Attendance,
    Committee,
    Meeting,
    Membership,
    Minute,
    ProgrammeItem,
    Report,
    ReportVersion,
    Resolution,
)

HELD = 24  # two years, a month apart
MEMBERS = 12
REPORTS, PARAGRAPHS = 3, 20  # to a meeting; to a report
WORK = 30  # pieces of work in the programme, a third of them done with
AGENDA = (
    ("apologies", "Apologies for absence"),
    ("declarations", "Declarations of interest"),
    ("minutes", "Minutes of the last meeting"),
    ("report", ""),
    ("report", ""),
    ("report", ""),
    ("resolutions", "What was resolved and is still open"),
    ("work programme", "Work programme"),
)


def fill_governance() -> None:
    """Make the committees, their meetings with all their papers, and the programme."""
    committees = [
        make_committee(SCRUTINY, "Scrutiny Committee", Committee.Kind.SCRUTINY),
        make_committee(CABINET, "Cabinet", Committee.Kind.EXECUTIVE),
    ]
    for number in range(HELD):
        committee = committees[number % len(committees)]
        held_on = TODAY - timedelta(days=30 * (HELD - number))
        meeting = make_meeting(f"bench-meeting-{number}", committee, held_on, is_held=True)
        add_minutes(meeting, add_agenda(meeting), number)
    add_agenda(make_meeting(NEXT_MEETING, committees[0], TODAY + timedelta(days=9), is_held=False))
    add_programme(committees[0])


def make_committee(slug: str, name: str, kind: str) -> Committee:
    """Make a committee with its members."""
    committee = Committee.objects.create(
        is_open_to_public=True, slug=slug, name=name, kind=kind, remit="\n".join(words.OBJECTS[:4])
    )
    Membership.objects.bulk_create(
        Membership(
            committee=committee,
            name=member(number),
            capacity=Membership.Capacity.COUNCILLOR,
            office=Membership.Office.CHAIRMAN if number == 0 else "",
            voting=Membership.Voting.ALL,
            order=number,
        )
        for number in range(MEMBERS)
    )
    return committee


def member(number: int) -> str:
    """Return the name of a member."""
    return f"{chr(65 + number)} Member"


def make_meeting(slug: str, committee: Committee, held_on: date, *, is_held: bool) -> Meeting:
    """Make a meeting, in whose minutes nothing is left to be done once it was held."""
    state = Meeting.State.MINUTES_APPROVED if is_held else Meeting.State.PLANNED
    return Meeting.objects.create(
        slug=slug,
        committee=committee,
        held_on=held_on,
        begins_at=time(10),
        venue="The Council Chamber",
        state=state,
        published_on=held_on - timedelta(days=8) if is_held else None,
    )


def add_agenda(meeting: Meeting) -> list[AgendaItem]:
    """Give a meeting its agenda with its reports."""
    items = []
    for order, (kind, title) in enumerate(AGENDA):
        report = add_report(meeting, order) if kind == "report" else None
        items.append(
            AgendaItem(
                meeting=meeting,
                order=order + 1,
                title=report.title if report else title,
                kind=kind,
                report=report,
            )
        )
    return AgendaItem.objects.bulk_create(items)


def add_report(meeting: Meeting, number: int) -> Report:
    """Put a report with an appendix before a meeting."""
    report = Report.objects.create(
        slug=f"{meeting.slug}-{number}",
        meeting=meeting,
        form=Report.Form.SCRUTINY,
        title=words.action_text(number)[:120],
        report_by="The Director of Children’s Services",
        state=Report.State.LOCKED if meeting.published_on else Report.State.CLEARED,
    )
    paragraphs = [
        {"number": str(at), "text": words.note(number + at), "bullets": []}
        for at in range(1, PARAGRAPHS + 1)
    ]
    ReportVersion.objects.create(
        report=report,
        number=1,
        sections=[
            {"heading": "Background", "paragraphs": paragraphs[:5]},
            {"heading": "Considerations", "paragraphs": paragraphs[5:]},
        ],
        limbs=[{"letter": "a", "text": "the report be noted."}],
        saved_at=noon(min(meeting.held_on, TODAY)),
    )
    Appendix.objects.create(
        report=report,
        order=1,
        label="Appendix 1",
        title="What was found",
        kind=Appendix.Kind.TEXT,
        text="\n\n".join(words.note(number + at) for at in range(8)),
    )
    return report


def add_minutes(meeting: Meeting, items: list[AgendaItem], number: int) -> None:
    """Say who came, what was minuted of each item, and what was resolved on each report."""
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, name=member(at), presence="present", order=at)
        for at in range(MEMBERS)
    )
    minutes = Minute.objects.bulk_create(
        Minute(
            meeting=meeting,
            item=item,
            number=len(AGENDA) * number + at,
            title=item.title,
            text=words.note(number + at),
            order=at,
        )
        for at, item in enumerate(items, 1)
    )
    reported = [minute for minute in minutes if minute.item and minute.item.report_id]
    Resolution.objects.bulk_create(
        limb
        for at, minute in enumerate(reported)
        for limb in limbs_of(minute, number=REPORTS * number + at)
    )


def limbs_of(minute: Minute, *, number: int) -> tuple[Resolution, Resolution]:
    """Return a limb that asked for nothing, and one that asked for something."""
    held_on = minute.meeting.held_on
    noted = Resolution(minute=minute, letter="a", text="the report be noted;", order=1)
    asked = Resolution(
        minute=minute,
        letter="b",
        text=f"the Director report on {words.OBJECTS[number % len(words.OBJECTS)]}.",
        requested_of="The Director",
        due_on=held_on + timedelta(days=60),
        order=2,
    )
    if number % 6 == 0:
        asked.state = Resolution.State.OPEN
    else:
        asked.state = Resolution.State.CLOSED
        asked.reply = words.note(number)
        asked.replied_on = asked.closed_on = min(TODAY, held_on + timedelta(days=40))
    return noted, asked


def add_programme(committee: Committee) -> None:
    """Say what a committee means to do: some of it placed, some not, some done with."""
    ahead = Meeting.objects.get(slug=NEXT_MEETING)
    ProgrammeItem.objects.bulk_create(
        ProgrammeItem(
            committee=committee,
            title=words.action_text(number)[:120],
            purpose=words.note(number),
            lead="The Director",
            meeting=ahead if number % 3 == 1 else None,
            is_done=number % 3 == 2,
            order=number,
        )
        for number in range(WORK)
    )
