"""Meetings as a clerk plans them: their day, their standing items, their opening, their states."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.utils.html import escape

from governance.exempt.reader import MEMBERS
from governance.models import (
    AgendaItem,
    Committee,
    Meeting,
    OneOffHoliday,
    Pack,
    ProgrammeItem,
    Resolution,
)
from governance.presenters.meeting_page import build_meeting_page
from governance.services import meetings
from governance.services.meetings import MeetingPlan
from governance.services.standing_items import ordinal
from governance.statutory import meeting_clock
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.lib import clock
from tests.factories import RECORDED_AT

pytestmark = pytest.mark.django_db

TODAY = date(2006, 5, 22)
NOW = datetime(2006, 5, 22, 10, 0, tzinfo=UTC)
JULY = date(2006, 7, 10)
BANK_HOLIDAY = date(2006, 8, 28)
SCRUTINY = "childrens-services-scrutiny"
MAY = f"{SCRUTINY}-2006-05-31"
MARCH = f"{SCRUTINY}-2006-03-13"
CABINET = "cabinet-2005-02-17"


def body(slug: str = SCRUTINY) -> Committee:
    """Return a committee."""
    return Committee.objects.get(slug=slug)


def plan(held_on: date = JULY, *, committee: str = SCRUTINY, **fields: object) -> Meeting:
    """Plan a meeting as on the demonstration day."""
    return meetings.plan_meeting(
        committee=body(committee),
        plan=MeetingPlan(held_on=held_on, **fields),  # type: ignore[arg-type]
        as_of=TODAY,
    )


def plain(words: str) -> str:
    """Return words with the spaces that keep a day on one line as ordinary ones."""
    return words.replace("\N{NO-BREAK SPACE}", " ").replace("&nbsp;", " ")


@pytest.fixture
def clerk(make_user: Callable[..., User], sign_in: Callable[[User], Client]) -> Client:
    """The browser of a clerk."""
    return sign_in(make_user(Role.COMMITTEE_CLERK))


def read(client: Client, address: str) -> str:
    """Return what a page says."""
    return plain(client.get(address).content.decode())


# --- A new meeting -------------------------------------------------------------------------------


def test_a_meeting_is_named_by_its_committee_and_day_and_a_second_by_a_number() -> None:
    assert plan().slug == f"{SCRUTINY}-2006-07-10"
    assert plan().slug == f"{SCRUTINY}-2006-07-10-2"
    assert plan().slug == f"{SCRUTINY}-2006-07-10-3"
    assert plan(committee="cabinet").slug == "cabinet-2006-07-10"


def test_a_scrutiny_meeting_begins_with_the_items_of_may_2006_in_their_wording() -> None:
    row = plan()

    paper = AgendaItem.objects.filter(meeting__slug=MAY, number__lte=5).order_by("order")
    items = list(row.items.order_by("order"))
    kept = [each for each in items if each.kind != AgendaItem.Kind.RESOLUTIONS]
    assert [each.title for each in kept] == [each.title for each in paper]
    assert [each.kind for each in kept] == [each.kind for each in paper]
    told = [
        (mine.purpose, theirs.purpose)
        for mine, theirs in zip(kept, paper, strict=True)
        if mine.kind not in (AgendaItem.Kind.MINUTES, AgendaItem.Kind.SUBSTITUTES)
    ]
    assert all(mine == theirs for mine, theirs in told)
    assert [each.order for each in items] == list(range(1, len(items) + 1))


def test_its_minutes_are_those_of_the_last_meeting_of_the_committee() -> None:
    minutes = plan().items.get(kind=AgendaItem.Kind.MINUTES)

    assert minutes.minutes_of == Meeting.objects.get(slug=MAY)
    assert minutes.purpose == (
        "To approve and sign the Minutes of the meeting held on 31st May 2006."
    )


@pytest.mark.parametrize(
    ("number", "suffix"),
    [
        *((1, "st"), (2, "nd"), (3, "rd"), (4, "th"), (11, "th"), (12, "th"), (13, "th")),
        *((21, "st"), (22, "nd"), (23, "rd"), (30, "th"), (31, "st")),
    ],
)
def test_a_day_is_counted_as_the_agenda_of_2006_counts_it(number: int, suffix: str) -> None:
    assert ordinal(number) == suffix


@pytest.mark.parametrize(
    ("committee", "kinds"),
    [
        ("cabinet", ["apologies", "declarations", "minutes"]),
        ("health-scrutiny", ["apologies", "substitutes", "declarations", "public suggestions"]),
    ],
    ids=["the Cabinet after its last meeting", "a scrutiny committee that has not met"],
)
def test_the_standing_items_are_those_of_the_kind_of_committee(
    committee: str, kinds: list[str]
) -> None:
    row = plan(committee=committee)

    assert list(row.items.order_by("order").values_list("kind", flat=True)) == kinds


def test_a_board_has_the_shortest_agenda() -> None:
    board = Committee.objects.filter(kind=Committee.Kind.BOARD).first()
    assert board is not None

    row = plan(committee=board.slug)

    assert [item.kind for item in row.items.all()] == ["apologies"]


@pytest.mark.parametrize(
    ("state", "has_item"),
    [("open", True), ("replied", True), ("closed", False), ("noted", False)],
)
def test_what_is_open_from_earlier_resolutions_has_an_item_until_it_is_closed(
    state: str, has_item: bool
) -> None:
    Resolution.objects.update(state="closed")
    limb = Resolution.objects.get(minute__meeting__slug=MARCH, minute__number=27, letter="d")
    limb.state, limb.reply = state, "It was arranged"
    limb.save()

    row = plan()

    assert row.items.filter(kind=AgendaItem.Kind.RESOLUTIONS).exists() is has_item


def test_what_another_committee_resolved_has_no_item() -> None:
    assert not plan(committee="cabinet").items.filter(kind="resolutions").exists()


# --- The day of a meeting ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "held_on",
    [BANK_HOLIDAY, date(2006, 7, 8), date(2006, 12, 25), date(2006, 7, 11)],
    ids=["a bank holiday", "a Saturday", "Christmas Day", "a one-off holiday"],
)
def test_a_day_that_is_no_working_day_is_kept_with_its_reason_only(held_on: date) -> None:
    OneOffHoliday.objects.create(day=date(2006, 7, 11), name="A thanksgiving")

    with pytest.raises(meetings.DayNeedsReason):
        plan(held_on)
    with pytest.raises(meetings.DayNeedsReason):
        plan(held_on, day_reason="  ")
    assert not Meeting.objects.filter(held_on=held_on).exists()

    assert plan(held_on, day_reason="No other room is free").held_on == held_on


def test_a_reason_for_a_working_day_is_not_kept() -> None:
    row = plan(BANK_HOLIDAY, day_reason="No other room is free")

    meetings.change_meeting(
        meeting=row, plan=MeetingPlan(held_on=JULY, day_reason="No other room is free")
    )

    row.refresh_from_db()
    assert row.day_reason == ""


def test_a_clerk_is_told_of_a_bank_holiday_and_everything_typed_stays(clerk: Client) -> None:
    typed = {"committee": SCRUTINY, "held_on": "28 August 2006", "venue": "The Shirehall"}

    refused = clerk.post("/meetings/new/", typed)

    words = plain(refused.content.decode())
    assert "28 August 2006 is not a working day: " in words
    assert "Why it is held on a day that is no working day" in words
    assert 'value="The Shirehall"' in words
    assert Meeting.objects.count() == 3

    kept = clerk.post("/meetings/new/", typed | {"day_reason": "No other room is free"})
    assert kept.status_code == 302
    assert "No other room is free" in read(clerk, kept["Location"])


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Give the day of the meeting."),
        ("31 02 06", "“31 02 06” is not a day in the calendar."),
        ("21 May 2006", "21 May 2006 has gone by."),
        ("10 July 2060", "10 July 2060 is more than five years ahead. Look at the year."),
        ("10 July 9999", "Type a day in a year from 1900 to 2199."),
    ],
    ids=["none", "no such day", "yesterday", "a year typed wrong", "the last year there is"],
)
def test_a_day_that_cannot_be_is_refused_in_words(clerk: Client, typed: str, words: str) -> None:
    refused = clerk.post("/meetings/new/", {"committee": SCRUTINY, "held_on": typed})

    assert escape(words) in plain(refused.content.decode())
    assert Meeting.objects.count() == 3


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("10.00 a.m.", "10:00"), ("2.30 pm", "14:30"), ("14:30", "14:30"), ("", None)],
)
def test_a_time_is_read_as_an_agenda_prints_it(
    clerk: Client, typed: str, shown: str | None
) -> None:
    words = {"committee": SCRUTINY, "held_on": "10 July 2006", "begins_at": typed}

    clerk.post("/meetings/new/", words)

    begins_at = Meeting.objects.get(held_on=JULY).begins_at
    assert (f"{begins_at:%H:%M}" if begins_at else None) == shown


def test_a_time_that_cannot_be_is_refused_in_words(clerk: Client) -> None:
    words = {"committee": SCRUTINY, "held_on": "10 July 2006", "begins_at": "25.99"}

    refused = clerk.post("/meetings/new/", words)

    assert "“25.99” is not a time. Type one like 10.00 a.m. or 14:30." in refused.content.decode()


def test_the_days_are_counted_before_anything_is_kept(clerk: Client) -> None:
    words = {"committee": SCRUTINY, "held_on": "10 July 2006", "check": "days"}

    checked = plain(clerk.post("/meetings/new/", words).content.decode())

    assert "Friday 30 June 2006" in checked  # five clear working days before a Monday
    assert "Nothing is kept yet." in checked
    assert 'value="10 July 2006"' in checked
    assert Meeting.objects.count() == 3


def test_the_days_of_a_bank_holiday_are_counted_too(clerk: Client) -> None:
    words = {"committee": SCRUTINY, "held_on": "28 August 2006", "check": "days"}

    checked = plain(clerk.post("/meetings/new/", words).content.decode())

    assert "Friday 18 August 2006" in checked
    assert "is not a working day" in checked


# --- Changing a meeting --------------------------------------------------------------------------


def test_a_planned_meeting_takes_its_name_and_its_minutes_from_its_new_day() -> None:
    before = plan(date(2006, 6, 19))
    row = plan()
    assert row.items.get(kind="minutes").minutes_of == before

    meetings.change_meeting(meeting=row, plan=MeetingPlan(held_on=date(2006, 6, 12), venue="Here"))

    row.refresh_from_db()
    minutes = row.items.get(kind="minutes")
    assert row.slug == f"{SCRUTINY}-2006-06-12"
    assert minutes.minutes_of == Meeting.objects.get(slug=MAY)
    assert "31st May 2006" in minutes.purpose


def test_a_purpose_that_a_clerk_wrote_stays_when_the_day_changes() -> None:
    plan(date(2006, 6, 19))
    row = plan()
    row.items.filter(kind="minutes").update(purpose="To sign the Minutes.")

    meetings.change_meeting(meeting=row, plan=MeetingPlan(held_on=date(2006, 6, 12)))

    assert row.items.get(kind="minutes").purpose == "To sign the Minutes."


def test_the_day_changes_no_more_once_the_agenda_is_published(clerk: Client) -> None:
    row = plan()
    Meeting.objects.filter(pk=row.pk).update(state=Meeting.State.PUBLISHED)
    address = f"/meetings/{row.slug}/edit/"

    with pytest.raises(meetings.DayIsPublished):
        meetings.change_meeting(meeting=row, plan=MeetingPlan(held_on=date(2006, 7, 11)))
    assert "say on its page that it is postponed" in read(clerk, address)

    typed = {"held_on": "11 July 2006", "venue": "The Shirehall", "is_seen": "on"}
    clerk.post(address, typed)
    row.refresh_from_db()
    assert (row.held_on, row.venue) == (JULY, "The Shirehall")


def test_a_meeting_that_was_held_is_not_changed(clerk: Client) -> None:
    found = clerk.post(f"/meetings/{CABINET}/edit/", {"held_on": "1 June 2006"}, follow=True)

    assert "The meeting was held." in found.content.decode()
    assert Meeting.objects.get(slug=CABINET).held_on == date(2005, 2, 17)


# --- The day the agenda was opened ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("published_on", "is_late"),
    [(date(2006, 5, 19), False), (date(2006, 5, 22), False), (date(2006, 5, 23), True)],
    ids=["a working day early", "the last day", "a day late"],
)
def test_an_opening_that_is_too_late_is_kept_with_its_reason_only(
    published_on: date, is_late: bool
) -> None:
    row = Meeting.objects.get(slug=MAY)
    if is_late:
        with pytest.raises(meetings.ShortNoticeNeedsReason):
            meetings.open_agenda(meeting=row, published_on=published_on, short_notice_reason="")

    kept = meetings.open_agenda(
        meeting=row, published_on=published_on, short_notice_reason="The printer failed"
    )

    assert kept.published_on == published_on
    assert kept.short_notice_reason == ("The printer failed" if is_late else "")


def test_a_late_opening_is_warned_of_with_the_days_and_shown_beside_the_clock(
    clerk: Client,
) -> None:
    row = Meeting.objects.get(slug=MARCH)  # to be opened by 3 March 2006
    address = f"/meetings/{row.slug}/opening/"
    typed = {"published_on": "6 March 2006"}

    refused = plain(clerk.post(address, typed).content.decode())
    assert "6 March 2006 leaves fewer than five clear working days" in refused
    assert "the latest day was 3 March 2006" in refused
    assert "Mon 6 March 2006, Tue 7 March 2006" in refused
    assert 'value="6 March 2006"' in refused

    assert clerk.post(address, typed | {"short_notice_reason": "Late"}).status_code == 302
    page = read(clerk, f"/meetings/{row.slug}/")
    assert "The agenda was opened on Monday 6 March 2006" in page
    assert "The reason: Late" in page
    assert "Mon 6 March 2006, Tue 7 March 2006" in page


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Give the day on which the agenda was opened."),
        ("23 May 2006", "23 May 2006 has not come yet."),
        ("soon", "“soon” is not a day in the calendar."),
    ],
)
def test_an_opening_that_cannot_be_is_refused_in_words(
    clerk: Client, typed: str, words: str
) -> None:
    refused = clerk.post(f"/meetings/{MAY}/opening/", {"published_on": typed})

    assert words in plain(refused.content.decode())
    assert Meeting.objects.get(slug=MAY).published_on is None


def test_an_opening_after_the_meeting_is_refused_in_words(clerk: Client) -> None:
    refused = clerk.post(f"/meetings/{MARCH}/opening/", {"published_on": "14 March 2006"})

    assert "14 March 2006 is after the meeting" in plain(refused.content.decode())


@pytest.mark.parametrize(
    ("typed_on", "differs"),
    [(None, False), (date(2006, 5, 22), False), (date(2006, 5, 19), True)],
)
def test_the_day_of_the_first_pack_is_told_where_it_is_another(
    typed_on: date | None, differs: bool
) -> None:
    row = Meeting.objects.get(slug=MAY)
    issue(row, version=1, as_of=date(2006, 5, 22))
    issue(row, version=2, as_of=date(2006, 5, 24))
    Meeting.objects.filter(pk=row.pk).update(published_on=typed_on)

    opening = build_meeting_page(MAY, as_of=TODAY, reader=MEMBERS).opening

    assert opening.issued_on == date(2006, 5, 22)
    assert opening.issued_differs is differs
    assert opening.warning == ""


def test_a_pack_that_was_issued_too_late_is_warned_of_without_anybody_typing_it() -> None:
    issue(Meeting.objects.get(slug=MAY), version=1, as_of=date(2006, 5, 24))

    opening = build_meeting_page(MAY, as_of=date(2006, 5, 24), reader=MEMBERS).opening

    assert "24 May 2006 leaves fewer than five clear" in plain(opening.warning)
    assert len(opening.counted) == 5


def issue(meeting: Meeting, *, version: int, as_of: date) -> Pack:
    """Issue a pack with nothing in it."""
    return Pack.objects.create(
        meeting=meeting,
        version=version,
        state=Pack.State.READY,
        as_of=as_of,
        asked_at=RECORDED_AT,
        issued_at=RECORDED_AT,
    )


# --- Held, and removed ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "on", "refused"),
    [
        ("planned", date(2006, 5, 31), meetings.NotPublished),
        ("published", date(2006, 5, 30), meetings.NotYet),
        ("held", date(2006, 5, 31), meetings.MeetingOver),
        ("minutes draft", date(2006, 5, 31), meetings.MeetingOver),
        ("published", date(2006, 5, 31), None),
        ("published", date(2006, 6, 5), None),
    ],
    ids=["not published", "a day early", "held", "minuted", "on its day", "later"],
)
def test_a_published_meeting_is_held_on_its_day_and_not_before(
    state: str, on: date, refused: type[Exception] | None
) -> None:
    row = Meeting.objects.get(slug=MAY)
    Meeting.objects.filter(pk=row.pk).update(state=state)

    if refused:
        with pytest.raises(refused):
            meetings.hold_meeting(meeting=row, on=on, at=clock.now())
    else:
        meetings.hold_meeting(meeting=row, on=on, at=clock.now())

    row.refresh_from_db()
    assert row.state == (state if refused else "held")


def test_a_clerk_is_told_in_words_why_a_meeting_is_not_held_yet(clerk: Client) -> None:
    Meeting.objects.filter(slug=MAY).update(state="published")

    found = clerk.post(f"/meetings/{MAY}/held/", follow=True)

    assert "The day of the meeting has not come." in found.content.decode()


def test_an_empty_planned_meeting_is_removed_once_that_is_confirmed(clerk: Client) -> None:
    row = plan()
    work = ProgrammeItem.objects.create(
        committee=row.committee, title="Visits", meeting=row, agenda_item=row.items.first()
    )
    address = f"/meetings/{row.slug}/remove/"

    assert "Remove the meeting?" in read(clerk, address)
    assert Meeting.objects.filter(pk=row.pk).exists()

    clerk.post(address)

    work.refresh_from_db()
    assert not Meeting.objects.filter(pk=row.pk).exists()
    assert (work.meeting, work.agenda_item) == (None, None)


def depends_report(row: Meeting) -> None:
    """Put a report before a meeting."""
    report = AgendaItem.objects.get(meeting__slug=MAY, number=7).report
    AgendaItem.objects.filter(meeting__slug=MAY, number=7).update(report=None)
    row.items.filter(order=2).update(kind="report", report=report)


def depends_pack(row: Meeting) -> None:
    """Issue a pack of a meeting."""
    issue(row, version=1, as_of=TODAY)


def depends_building(row: Meeting) -> None:
    """Let a pack of a meeting be built."""
    Pack.objects.create(meeting=row, version=1, as_of=TODAY, asked_at=NOW)


def depends_minutes(row: Meeting) -> None:
    """Let another meeting ask for the minutes of one."""
    plan(date(2006, 9, 11))


def depends_state(row: Meeting) -> None:
    """Publish the agenda of a meeting."""
    Meeting.objects.filter(pk=row.pk).update(state="published")


def depends_opening(row: Meeting) -> None:
    """Open the agenda of a meeting."""
    Meeting.objects.filter(pk=row.pk).update(published_on=TODAY)


@pytest.mark.parametrize(
    ("depend", "words"),
    [
        (depends_report, "Item 2 of its agenda: a report is before the meeting."),
        (depends_pack, "A pack of it was issued, and stays in the record."),
        (depends_building, "A pack of it waits or is being built."),
        (depends_minutes, "The agenda of 11 September 2006 asks for its minutes."),
        (depends_state, "Its agenda is published, so that it stays in the record."),
        (depends_opening, "Its agenda was opened to the public."),
    ],
    ids=["a report", "a pack", "a pack under way", "its minutes", "published", "opened"],
)
def test_a_meeting_on_which_something_depends_stays_and_the_clerk_is_told_why(
    depend: Callable[[Meeting], None], words: str
) -> None:
    row = plan()
    depend(row)
    row.refresh_from_db()

    with pytest.raises(meetings.CannotBeRemoved) as refused:
        meetings.remove_meeting(meeting=row, at=NOW)

    assert words in plain(str(refused.value))
    assert Meeting.objects.filter(pk=row.pk).exists()


def test_a_clerk_who_removes_a_meeting_with_reports_keeps_it_and_reads_why(clerk: Client) -> None:
    found = clerk.post(f"/meetings/{MAY}/remove/")

    assert "Items 6, 7 and 8 of its agenda" in found.content.decode()
    assert Meeting.objects.filter(slug=MAY).exists()


# --- The clock and its rules ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("held_on", "rule", "remark"),
    [
        (date(2005, 2, 17), "key decision notice", "in force since 10 September 2012"),
        (date(2005, 2, 17), "private meeting notice", "in force since 10 September 2012"),
        (date(2012, 9, 9), "key decision notice", "in force since 10 September 2012"),
        (date(2012, 9, 10), "key decision notice", ""),
        (date(2005, 2, 17), "publication", ""),
        (date(2002, 9, 30), "publication", "in force since 1 October 2002"),
        (date(2002, 10, 1), "publication", ""),
        (date(2005, 2, 17), "minutes", ""),
    ],
)
def test_a_rule_that_is_younger_than_the_meeting_is_said_to_be_of_today(
    held_on: date, rule: str, remark: str
) -> None:
    (line,) = [each for each in meeting_clock(held_on, is_executive=True) if each.rule == rule]

    assert remark in plain(line.remark)
    assert bool(line.remark) is bool(remark)


def test_the_page_of_the_cabinet_of_2005_says_so_beside_the_line(clerk: Client) -> None:
    page = read(clerk, f"/meetings/{CABINET}/")

    assert page.count("Today’s rule, in force since 10 September 2012") == 2


# --- The list ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "there", "not_there"),
    [
        ("", ["31 May 2006", "13 March 2006", "17 February 2005"], []),
        ("committee=cabinet", ["17 February 2005"], ["31 May 2006", "13 March 2006"]),
        ("state=planned", ["31 May 2006"], ["13 March 2006", "17 February 2005"]),
        ("committee=cabinet&state=planned", ["None of these"], ["31 May 2006"]),
        ("state=nonsense", ["is not one of the available choices"], ["31 May 2006"]),
    ],
    ids=["all", "a committee", "a state", "neither", "no such state"],
)
def test_the_list_is_narrowed_by_committee_and_state(
    clerk: Client, asked: str, there: list[str], not_there: list[str]
) -> None:
    words = read(clerk, f"/meetings/?{asked}")

    assert [each for each in there if each not in words] == []
    assert [each for each in not_there if f"Wednesday {each}" in words] == []


def test_the_list_has_a_line_for_each_month(clerk: Client) -> None:
    plan(date(2006, 7, 24))
    plan()

    words = read(clerk, "/meetings/")

    assert words.count("To come: July 2006") == 1
    assert words.index("To come: May 2006") < words.index("To come: July 2006")


def test_the_door_to_plan_a_meeting_is_the_clerks(
    clerk: Client, make_user: Callable[..., User], sign_in: Callable[[User], Client]
) -> None:
    assert "Plan a meeting" in read(clerk, "/meetings/")
    assert "Plan a meeting" not in read(sign_in(make_user(Role.MEMBER)), "/meetings/")


def test_the_list_of_meetings_is_taken_out_sorted_and_with_the_columns_that_are_chosen(
    clerk: Client,
) -> None:
    plan(date(2006, 7, 24))
    sent = clerk.get("/meetings/?group=none&sort=-held_on&columns=state_words&_export=csv")
    rows = b"".join(sent.streaming_content).decode("utf-8-sig").splitlines()

    assert rows[0] == "Day,Committee,State"
    assert rows[1].startswith("2006-07-24")
