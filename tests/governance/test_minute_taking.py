"""Taking minutes: who came, what was declared, each minute and what it resolved; approving."""

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest
from django.test import Client

from governance.forms.proposed_minutes import proposed_minute
from governance.models import AgendaItem, AnnualCouncil, Attendance, Meeting, Minute, Resolution
from governance.models.minute_taking import LimbDraft, MinuteDraft, PointGroup, numbers_of_year
from governance.presenters.attendance import build_sheet
from governance.presenters.minute_taking import build_taking_page, draft_of
from governance.presenters.minutes import build_minutes_paper
from governance.services import minute_taking
from governance.services.attendance import Came, Declared, take_attendance, take_declarations
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role

pytestmark = pytest.mark.django_db

COMMITTEE = "childrens-services-scrutiny"
MARCH = f"{COMMITTEE}-2006-03-13"
MAY = f"{COMMITTEE}-2006-05-31"
BEFORE, ON, AFTER = date(2006, 5, 30), date(2006, 5, 31), date(2006, 6, 7)
LATER = date(2006, 7, 20)


@pytest.fixture
def march() -> Meeting:
    """The meeting of 13 March 2006, whose minutes are a draft."""
    return Meeting.objects.select_related("committee").get(slug=MARCH)


@pytest.fixture
def may() -> Meeting:
    """The meeting of 31 May 2006, its agenda published."""
    row = Meeting.objects.select_related("committee").get(slug=MAY)
    row.state = Meeting.State.PUBLISHED
    row.save()
    return row


@pytest.fixture
def clerk(make_user: Callable[..., User], sign_in: Callable[[User], Client]) -> Client:
    """A clerk's browser."""
    return sign_in(make_user(Role.COMMITTEE_CLERK))


@pytest.fixture
def after(settings: Any) -> None:
    """Stand the clock after the meeting of May."""
    settings.DEMONSTRATION_DATE = AFTER


def item_of(meeting: Meeting, kind: str) -> AgendaItem:
    """Return the first item of a kind."""
    rows = meeting.items.select_related("report", "minutes_of", "meeting")
    found = rows.filter(kind=kind).order_by("order").first()
    assert found is not None
    return found


def keep(meeting: Meeting, number: int, *limbs: LimbDraft, **fields: Any) -> Minute:
    """Keep a minute of no item."""
    given = {"item": None, "minute": None, "on": AFTER} | fields
    draft = MinuteDraft(number=number, title="A TITLE", limbs=limbs)
    return minute_taking.save_minute(meeting=meeting, **{"draft": draft} | given)


# --- Who may be minuted, and when ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "on", "refused"),
    [
        ("planned", AFTER, minute_taking.NotHeld),
        ("published", BEFORE, minute_taking.NotHeld),
        ("published", ON, None),
        ("held", AFTER, None),
        ("minutes draft", AFTER, None),
        ("minutes approved", AFTER, minute_taking.MinutesApproved),
    ],
    ids=["planned", "the day before", "the day itself", "held", "in draft", "approved"],
)
def test_a_meeting_is_minuted_from_its_day_until_its_minutes_are_approved(
    state: str, on: date, refused: type[Exception] | None, may: Meeting
) -> None:
    may.state = state
    may.save()

    if refused is None:
        keep(may, 1, on=on)
        may.refresh_from_db()
        assert may.state == Meeting.State.MINUTES_DRAFT
    else:
        with pytest.raises(refused):
            keep(may, 1, on=on)
        assert not may.minutes.exists()


@pytest.mark.parametrize("address", ["minutes/take/", "attendance/", "declarations/"])
def test_a_clerk_is_told_in_words_that_a_planned_meeting_cannot_be_minuted(
    address: str, clerk: Client
) -> None:
    page = clerk.get(f"/meetings/{MAY}/{address}", follow=True)

    assert "There is nothing to minute yet" in page.content.decode()
    assert page.redirect_chain[-1][0] == f"/meetings/{MAY}/"


# --- Attendance ----------------------------------------------------------------------------------


def attendance_of(meeting: Meeting, **said: str) -> dict[str, str]:
    """Return what a clerk sends in: everybody present but for those of whom something is said."""
    sheet = build_sheet(meeting)
    sent = {f"presence_{each.key}": "present" for each in sheet.sitting}
    keys = {each.name: each.key for each in sheet.sitting}
    for name, presence in said.items():
        sent[f"presence_{keys[NAMES[name]]}"] = presence
    chairman = keys["B.F. Ashton"] if said.get("ashton", "present") == "present" else ""
    return sent | {
        "chair": chairman or keys["J.P. Thomas"],
        "ended_at": "12:26",
        "others-TOTAL_FORMS": "1",
        "others-INITIAL_FORMS": "0",
        "others-0-name": "",
        "others-0-represents": "",
    }


NAMES = {"ashton": "B.F. Ashton", "davies": "N.J.J. Davies", "woolley": "Mrs. C. Woolley"}


def test_attendance_is_taken_by_capacity_with_who_led_and_when_it_ended(
    may: Meeting, clerk: Client, after: None
) -> None:
    sent = attendance_of(may, ashton="apologies", davies="apologies", woolley="absent")
    davies = next(each.key for each in build_sheet(may).sitting if each.name == "N.J.J. Davies")
    sent |= {
        f"substitute_{davies}": "A. Example",
        "others-0-name": "Councillor B. Example",
        "others-0-represents": "Cabinet Member Children and Young People",
        "others-0-is_councillor": "on",
    }

    response = clerk.post(f"/meetings/{MAY}/attendance/", sent)

    assert response["Location"] == f"/meetings/{MAY}/minutes/take/"
    paper = build_minutes_paper(MAY, as_of=AFTER)
    found = {group.title: group.names for group in paper.present}
    assert list(found) == [
        "Present: Councillors",
        "Present: Church members",
        "Present: Parent governor member",
        "Present: Teacher representative",
        "Present: Headteacher representatives",
        "Substitute",
        "In attendance",
        "Apologies",
    ]
    assert found["Substitute"] == ("Councillor A. Example (in place of N.J.J. Davies)",)
    assert found["Apologies"] == (
        "Councillor B.F. Ashton (Chairman)",
        "Councillor N.J.J. Davies",
    )
    assert found["In attendance"] == (
        "Councillor B. Example (Cabinet Member Children and Young People)",
    )
    assert "Woolley" not in repr(paper.present)
    assert paper.chair == "The Vice-Chairman, Councillor J.P. Thomas in the Chair."
    assert paper.ended_at == time(12, 26)
    may.refresh_from_db()
    assert may.state == Meeting.State.HELD
    assert may.attendances.get(name="Mrs. C. Woolley").presence == "absent"


def test_something_is_to_be_said_of_every_member(may: Meeting, clerk: Client, after: None) -> None:
    sent = attendance_of(may)
    woolley = next(each.key for each in build_sheet(may).sitting if "Woolley" in each.name)
    del sent[f"presence_{woolley}"]
    sent["others-0-name"] = "B. Example"

    page = clerk.post(f"/meetings/{MAY}/attendance/", sent).content.decode()

    assert "Say whether Mrs. C. Woolley was present, sent apologies or was absent." in page
    assert page.count("B. Example") == 1  # what was typed stays
    assert not may.attendances.exists()


def test_everybody_of_whom_nothing_was_said_is_shown_as_present_and_nothing_is_kept(
    may: Meeting, clerk: Client, after: None
) -> None:
    sent = attendance_of(may, davies="apologies")
    sent = {
        name: value
        for name, value in sent.items()
        if not name.startswith("presence_") or value == "apologies"
    }

    response = clerk.post(f"/meetings/{MAY}/attendance/", sent | {"rest": "present"})

    values = [
        field.value()
        for _title, own in response.context["sheet"].form.rows()
        for _, field, _ in own
    ]
    assert values.count("present") == 17
    assert values.count("apologies") == 1
    assert "There is a problem" not in response.content.decode()
    assert not may.attendances.exists()


def test_a_member_who_is_present_has_no_substitute_and_who_was_not_led_nothing(
    may: Meeting, clerk: Client, after: None
) -> None:
    sent = attendance_of(may, woolley="absent")
    keys = {each.name: each.key for each in build_sheet(may).sitting}
    sent[f"substitute_{keys['N.J.J. Davies']}"] = "A. Example"
    sent["chair"] = keys["Mrs. C. Woolley"]

    page = clerk.post(f"/meetings/{MAY}/attendance/", sent).content.decode()

    assert "Councillor N.J.J. Davies is said to be present, so nobody came in that place." in page
    assert "Mrs. C. Woolley is said not to have been present." in page
    assert not may.attendances.exists()


def test_another_row_is_added_without_scripts_and_what_was_typed_stays(
    may: Meeting, clerk: Client, after: None
) -> None:
    sent = {"others-TOTAL_FORMS": "1", "others-INITIAL_FORMS": "0", "others-0-name": "B. Example"}

    response = clerk.post(f"/meetings/{MAY}/attendance/", sent | {"add": "others"})

    page = response.content.decode()
    assert 'value="B. Example"' in page
    assert 'name="others-1-name"' in page
    assert "autofocus" in page
    assert "There is a problem" not in page


def test_taking_the_attendance_again_keeps_what_the_paper_says_of_each(march: Meeting) -> None:
    before = list(march.attendances.values("name", "presence", "capacity", "as_written"))
    sheet = build_sheet(march)
    said = {each.name: each.presence for each in sheet.sitting}
    assert said["J.D. Griffin"] == "apologies"  # ‘Mr J.D. Griffin’ in the minutes
    assert next(each for each in sheet.sitting if each.key == sheet.chair).name == "J.P. Thomas"
    came = [
        Came(
            name=each.name,
            presence=each.presence or "absent",
            capacity=each.capacity,
            office=each.office,
            represents=each.represents,
        )
        for each in sheet.sitting
    ]
    came += [
        Came(
            name=each.name,
            presence="in attendance",
            capacity="councillor" if each.is_councillor else "",
            represents=each.represents,
        )
        for each in sheet.others
    ]

    take_attendance(
        meeting=march, came=came, chair="A. Example in the Chair.", ended_at=None, on=AFTER
    )

    kept = march.attendances.exclude(presence="absent")
    found = list(kept.values("name", "presence", "capacity", "as_written"))
    assert sorted(found, key=str) == sorted(before, key=str)
    absent = set(march.attendances.filter(presence="absent").values_list("name", flat=True))
    assert absent == {"Mrs. J.E. Pemberton", "Ms K. Fitch", "Mrs. C. Woolley", "Rev Ian Terry"}


# --- Declarations --------------------------------------------------------------------------------


def test_a_declaration_names_who_the_item_the_interest_and_whether_they_left(
    may: Meeting, clerk: Client, after: None
) -> None:
    clerk.post(f"/meetings/{MAY}/attendance/", attendance_of(may))
    item = item_of(may, "report")

    clerk.post(
        f"/meetings/{MAY}/declarations/",
        {
            "declared-TOTAL_FORMS": "2",
            "declared-INITIAL_FORMS": "0",
            "declared-0-name": "Councillor G. Lucas",
            "declared-0-item": f"{item.pk}",
            "declared-0-interest": "governor of a school.",
            "declared-0-has_left": "on",
        },
    )

    row = may.declarations.get()
    assert (row.name, row.item, row.has_left) == ("Councillor G. Lucas", item, True)
    words = proposed_minute(may, item_of(may, "declarations")).text
    assert words == (
        "Councillor G. Lucas declared an interest in item 6 and left the room for its"
        " consideration: governor of a school."
    )


def test_half_a_declaration_is_refused_beside_its_field(
    may: Meeting, clerk: Client, after: None
) -> None:
    clerk.post(f"/meetings/{MAY}/attendance/", attendance_of(may))
    sent = {"declared-TOTAL_FORMS": "1", "declared-INITIAL_FORMS": "0"}

    pages = [
        clerk.post(f"/meetings/{MAY}/declarations/", sent | half).content.decode()
        for half in (
            {"declared-0-name": "Councillor G. Lucas"},
            {"declared-0-interest": "A governor"},
        )
    ]

    assert "Say what the interest is." in pages[0]
    assert "Say who declared the interest." in pages[1]
    assert not may.declarations.exists()


# --- Numbers -------------------------------------------------------------------------------------


def test_the_meeting_of_may_begins_at_1_and_a_later_minute_of_march_would_be_30(
    march: Meeting, may: Meeting
) -> None:
    assert numbers_of_year(march).proposed == 30
    assert numbers_of_year(may).proposed == 1


def test_an_annual_council_on_record_moves_the_beginning_of_the_year(
    march: Meeting, may: Meeting
) -> None:
    AnnualCouncil.objects.create(held_on=date(2006, 6, 2))

    assert numbers_of_year(may).proposed == 30


def test_another_committee_has_numbers_of_its_own(march: Meeting) -> None:
    cabinet = Meeting.objects.get(slug="cabinet-2005-02-17")
    other = Meeting.objects.create(
        slug="cabinet-2006-03-16",
        committee=cabinet.committee,
        held_on=date(2006, 3, 16),
        state="held",
    )

    assert numbers_of_year(other).proposed == 1


def test_a_number_that_is_taken_in_the_year_is_refused_and_one_of_the_last_year_is_free(
    march: Meeting, may: Meeting
) -> None:
    with pytest.raises(minute_taking.NumberTaken) as refused:
        keep(march, 27)
    assert refused.value.held_on == march.held_on
    assert keep(may, 27).number == 27


# --- A minute and what it resolved ---------------------------------------------------------------


def minute_sent(*limbs: dict[str, str], **fields: str) -> dict[str, str]:
    """Return what a clerk sends in of one minute."""
    sent = {
        "number": "1",
        "title": "A TITLE",
        "text": "Something was said.",
        "lead_in": "RESOLVED: THAT",
        "points-TOTAL_FORMS": "1",
        "points-INITIAL_FORMS": "0",
        "limbs-TOTAL_FORMS": f"{len(limbs)}",
        "limbs-INITIAL_FORMS": "0",
    } | fields
    for at, limb in enumerate(limbs):
        sent |= {f"limbs-{at}-{name}": value for name, value in limb.items()}
    return sent


def post(clerk: Client, sent: dict[str, str], address: str = "minutes/new/") -> Any:
    """Send a minute of the meeting of May in."""
    return clerk.post(f"/meetings/{MAY}/{address}", sent)


def test_a_minute_is_kept_with_its_points_and_lettered_limbs_that_ask(
    may: Meeting, clerk: Client, after: None
) -> None:
    post(
        clerk,
        minute_sent(
            {"text": "the report be noted;"},
            {
                "text": "the Director report back;",
                "requested_of": "Director of Children's Services",
                "due_on": "20 July 2006",
                "due_words": "the next meeting",
            },
            {},
            **{
                "points-0-lead_in": "The following points were noted:",
                "points-0-points": "One.\n\n  Two   words. \n",
                "text_after": "Then it ended.",
            },
        ),
    )

    row = may.minutes.get()
    assert (row.points, row.text_after) == (["One.", "Two words."], "Then it ended.")
    assert row.point_groups == [
        {"lead_in": "The following points were noted:", "from": 1, "to": 2}
    ]
    limbs = list(row.resolutions.all())
    assert [(limb.letter, limb.state) for limb in limbs] == [("a", "noted"), ("b", "open")]
    assert (limbs[1].requested_of, limbs[1].due_on, limbs[1].due_words) == (
        "Director of Children's Services",
        date(2006, 7, 20),
        "the next meeting",
    )
    may.refresh_from_db()
    assert may.state == Meeting.State.MINUTES_DRAFT


def test_a_single_limb_has_no_letter(may: Meeting, clerk: Client, after: None) -> None:
    post(clerk, minute_sent({"text": "the report be noted."}, lead_in="RESOLVED: That"))

    row = Resolution.objects.get(minute__meeting=may)
    assert (row.lead_in, row.letter) == ("RESOLVED: That", "")


@pytest.mark.parametrize(
    ("limbs", "fields", "words"),
    [
        (
            [{"text": "the report be noted."}],
            {"number": ""},
            "A resolution needs the number of its minute. Type one; the next is 1.",
        ),
        ([], {"number": ""}, "A minute needs a number. Type one; the next is 1."),
        ([], {"number": "seven"}, "Type the number in figures, such as 30."),
        ([], {"number": "0"}, "Numbers begin with 1."),
        ([], {"title": " "}, "Give it a title."),
        (
            [{"text": "this;"}, {}, {"text": "that."}],
            {},
            "This limb is blank and another follows it. Write it, or take it out.",
        ),
        (
            [{"requested_of": "The Director"}],
            {},
            "Say what was resolved, as something is asked for.",
        ),
        (
            [{"text": "this.", "due_on": "31 06 06"}],
            {},
            "“31 06 06” is not a day in the calendar.",
        ),
        (
            [],
            {"points-0-lead_in": "Noted:"},
            "Write the points, or clear the words that lead them in.",
        ),
    ],
    ids=[
        "a resolution without a number",
        "no number",
        "a number in words",
        "nought",
        "no title",
        "a blank limb between",
        "asked for nothing resolved",
        "no such day",
        "words that lead nothing in",
    ],
)
def test_a_wrong_minute_is_refused_in_words_and_all_that_was_typed_stays(
    limbs: list[dict[str, str]],
    fields: dict[str, str],
    words: str,
    may: Meeting,
    clerk: Client,
    after: None,
) -> None:
    page = post(clerk, minute_sent(*limbs, **fields)).content.decode()

    assert page.count(words) == 2  # in the summary, and beside its field
    assert "Something was said." in page
    for limb in limbs:
        assert all(value in page for value in limb.values())
    assert not may.minutes.exists()


def test_a_number_that_is_taken_is_refused_beside_it_and_a_gap_is_warned_of_and_kept(
    may: Meeting, clerk: Client, after: None
) -> None:
    post(clerk, minute_sent())

    taken = post(clerk, minute_sent()).content.decode()
    gap = clerk.post(f"/meetings/{MAY}/minutes/new/", minute_sent(number="5"), follow=True)

    assert "Number 1 is taken in this municipal year" in taken
    assert "The next is 2." in taken
    assert "Number 5 leaves a gap: 4 is not minuted" in gap.content.decode()
    assert list(may.minutes.values_list("number", flat=True)) == [1, 5]


@pytest.mark.parametrize("rows", ["limbs", "points"])
def test_a_limb_or_a_group_of_points_is_added_without_scripts(
    rows: str, may: Meeting, clerk: Client, after: None
) -> None:
    response = post(clerk, minute_sent({"text": "this;"}, number="", add=rows))

    page = response.content.decode()
    assert f'name="{rows}-1-' in page
    assert "this;" in page
    assert "There is a problem" not in page
    assert not may.minutes.exists()


def test_a_minute_that_is_edited_keeps_its_limbs_and_what_became_of_them(march: Meeting) -> None:
    row = march.minutes.get(number=27)
    limb = row.resolutions.get(letter="b")
    limb.reply, limb.state = "It was reported.", Resolution.State.REPLIED
    limb.save()
    draft = draft_of(row)

    keep(march, 27, item=row.item, minute=row, draft=draft)

    assert draft_of(march.minutes.prefetch_related("resolutions").get(number=27)) == draft
    limb.refresh_from_db()
    assert (limb.letter, limb.state, limb.reply) == ("b", "replied", "It was reported.")
    assert limb.due_basis  # the day was not changed


@pytest.mark.parametrize("number", range(22, 30))
def test_every_minute_of_march_can_be_opened_and_kept_as_it_is(
    number: int, march: Meeting, clerk: Client
) -> None:
    row = march.minutes.get(number=number)
    before = build_minutes_paper(MARCH, as_of=AFTER)

    keep(march, number, item=row.item, minute=row, draft=draft_of(row))

    assert build_minutes_paper(MARCH, as_of=AFTER) == before
    page = clerk.get(f"/meetings/{MARCH}/minutes/{row.pk}/").content.decode()
    assert f'value="{number}"' in page


def test_a_limb_is_taken_out_unless_it_was_answered(march: Meeting, clerk: Client) -> None:
    row = march.minutes.get(number=27)
    limbs = list(row.resolutions.all())
    sent = minute_sent(
        *({"key": f"{limb.pk}", "text": limb.text} for limb in limbs),
        number="27",
        **{"limbs-0-is_gone": "on"},
    )
    address = f"/meetings/{MARCH}/minutes/{row.pk}/"

    clerk.post(address, sent)
    letters = list(row.resolutions.values_list("letter", "text"))
    assert [letter for letter, _text in letters] == ["a", "b", "c"]
    assert letters[0][1].startswith("the Improvement Plan")

    Resolution.objects.filter(pk=limbs[1].pk).update(reply="Done.", state="replied")
    sent = {name: value for name, value in sent.items() if "is_gone" not in name}
    sent |= {"limbs-0-key": "", "limbs-0-text": "x;", "limbs-1-is_gone": "on"}
    page = clerk.post(address, sent).content.decode()
    assert "This limb was answered, and stays in the record." in page
    assert row.resolutions.filter(pk=limbs[1].pk).exists()


def test_points_under_no_words_stay_beside_those_that_have_some(may: Meeting) -> None:
    groups = (
        PointGroup(lead_in="", points=("One",)),
        PointGroup(lead_in="Noted:", points=("Two", "Three")),
        PointGroup(lead_in="", points=("Four",)),
    )

    row = keep(may, 1, draft=MinuteDraft(number=1, title="A TITLE", groups=groups))

    assert draft_of(row).groups == groups
    (minute,) = build_minutes_paper(MAY, as_of=AFTER).minutes
    assert [(group.lead_in, group.points) for group in minute.groups] == [
        (group.lead_in, group.points) for group in groups
    ]


# --- What is proposed of the standing items ------------------------------------------------------


def test_the_standing_items_are_proposed_in_the_phrases_of_the_papers(may: Meeting) -> None:
    take_attendance(
        meeting=may,
        came=[
            Came(name="G. Lucas", presence="present", capacity="councillor"),
            Came(
                name="B.F. Ashton", presence="apologies", capacity="councillor", office="chairman"
            ),
            Came(name="Mr J.D. Griffin", presence="apologies", capacity="church"),
        ],
        chair="",
        ended_at=None,
        on=AFTER,
    )

    kinds = ("apologies", "substitutes", "declarations", "public suggestions")
    words = [proposed_minute(may, item_of(may, kind)).text for kind in kinds]

    assert words == [
        "Apologies were received from Councillor B.F. Ashton (Chairman), Mr J.D. Griffin.",
        "There were no named substitutes.",
        "There were no declarations of interest.",
        "No suggestions for areas of scrutiny were received from the public.",
    ]


def test_the_minutes_of_the_last_meeting_are_proposed_to_be_approved(may: Meeting) -> None:
    draft = proposed_minute(may, item_of(may, "minutes"))

    assert (draft.number, draft.title, draft.lead_in) == (1, "MINUTES", "RESOLVED: That")
    assert [limb.text for limb in draft.limbs] == [
        "the minutes of the meeting held on 13th March, 2006, be approved as a correct record"
        " and signed by the Chairman."
    ]


@pytest.mark.parametrize(
    ("presences", "words"),
    [([], ""), (["present"], "There were no apologies for absence.")],
    ids=["nothing was taken down", "nobody sent any"],
)
def test_no_apologies_are_proposed_before_the_attendance_is_taken(
    presences: list[str], words: str, may: Meeting
) -> None:
    for presence in presences:
        Attendance.objects.create(meeting=may, name="A. Example", presence=presence)

    assert proposed_minute(may, item_of(may, "apologies")).text == words


# --- Circulated and approved ---------------------------------------------------------------------


def test_minutes_are_approved_where_the_later_meeting_minutes_it(
    march: Meeting, may: Meeting, clerk: Client, after: None
) -> None:
    minute_taking.circulate_minutes(meeting=march, on=BEFORE)
    item = item_of(may, "minutes")

    post(clerk, minute_sent(is_approval="on"), f"minutes/items/{item.pk}/")

    march.refresh_from_db()
    assert (march.state, march.approved_at) == (Meeting.State.MINUTES_APPROVED, may)
    assert march.history.first().state == Meeting.State.MINUTES_APPROVED
    with pytest.raises(minute_taking.MinutesApproved):
        keep(march, 30)
    assert Client().get(f"/papers/meetings/{MARCH}/minutes/").status_code == 200


def test_minutes_that_were_not_circulated_are_not_approved_and_the_minute_is_not_kept(
    march: Meeting, may: Meeting, clerk: Client, after: None
) -> None:
    item = item_of(may, "minutes")

    page = post(clerk, minute_sent(is_approval="on"), f"minutes/items/{item.pk}/")

    assert page.content.decode().count("The minutes are not circulated yet") == 2
    assert "Something was said." in page.content.decode()
    march.refresh_from_db()
    assert march.state == Meeting.State.MINUTES_DRAFT
    assert not may.minutes.exists()


@pytest.mark.parametrize(
    ("case", "refused"),
    [
        ("later", None),
        ("not circulated", minute_taking.NotCirculated),
        ("before", minute_taking.NotLater),
        ("not on its agenda", minute_taking.NotLater),
        ("of other minutes", minute_taking.NotLater),
        ("planned", minute_taking.NotLater),
        ("another committee", minute_taking.NotLater),
        ("not held yet", minute_taking.NotLater),
        ("twice", minute_taking.MinutesApproved),
    ],
)
def test_minutes_are_approved_by_a_later_meeting_that_has_them_before_it(
    case: str, refused: type[Exception] | None, march: Meeting, may: Meeting
) -> None:
    arrange(case, march, may)

    if refused is None:
        minute_taking.approve_minutes(meeting=march, at=may, on=AFTER)
        march.refresh_from_db()
        assert march.approved_at == may
    else:
        with pytest.raises(refused):
            minute_taking.approve_minutes(
                meeting=march, at=may, on=BEFORE if case == "not held yet" else AFTER
            )


def arrange(case: str, march: Meeting, may: Meeting) -> None:
    """Let something speak against the approval, or nothing."""
    if case != "not circulated":
        minute_taking.circulate_minutes(meeting=march, on=BEFORE)
    changes: dict[str, Callable[[], object]] = {
        "before": lambda: set_on(may, held_on=date(2006, 3, 6)),
        "not on its agenda": lambda: may.items.filter(kind="minutes").update(kind="other"),
        "of other minutes": lambda: may.items.filter(kind="minutes").update(minutes_of=may),
        "planned": lambda: set_on(may, state="planned"),
        "another committee": lambda: set_on(
            may, committee=Meeting.objects.get(slug="cabinet-2005-02-17").committee
        ),
        "twice": lambda: minute_taking.approve_minutes(meeting=march, at=may, on=AFTER),
    }
    changes.get(case, lambda: None)()


def set_on(meeting: Meeting, **fields: Any) -> None:
    """Change a meeting."""
    for name, value in fields.items():
        setattr(meeting, name, value)
    meeting.save()


def test_the_button_offers_the_later_meetings_alone(
    march: Meeting, may: Meeting, clerk: Client, after: None
) -> None:
    minute_taking.circulate_minutes(meeting=march, on=BEFORE)
    address = f"/meetings/{MARCH}/minutes/approve/"

    nothing_chosen = clerk.post(address, {}).content.decode()
    clerk.post(address, {"approved_at": f"{may.pk}"})

    assert "The meeting of 31\u00a0May 2006" in nothing_chosen
    assert "Choose the meeting at which they were approved." in nothing_chosen
    march.refresh_from_db()
    assert march.approved_at == may


def test_circulating_says_to_whom_and_what_is_changed_after_it_is_listed(
    may: Meeting, clerk: Client, after: None
) -> None:
    post(clerk, minute_sent())
    clerk.post(f"/meetings/{MAY}/minutes/circulate/", {"sure": "yes"})
    may.refresh_from_db()
    assert may.minutes_circulated_on == AFTER
    page = build_taking_page(Meeting.objects.select_related("committee").get(slug=MAY))
    assert len(page.circulated_to) == 18
    assert page.edited == ()
    said = clerk.get(f"/meetings/{MAY}/minutes/take/").content.decode()
    assert "nothing is sent from here. The committee had 18 members on that day" in said

    address = f"minutes/{may.minutes.get().pk}/"
    refused = post(clerk, minute_sent(title="ANOTHER TITLE"), address)
    assert "Tick that the members will be told, and save it again." in refused.content.decode()
    post(clerk, minute_sent(title="ANOTHER TITLE", is_known="on"), address)

    page = build_taking_page(Meeting.objects.select_related("committee").get(slug=MAY))
    assert [(each.number, each.who) for each in page.edited] == [(1, "Committee clerk")]
    titles = [row.title for row in may.minutes.get().history.all()]
    assert titles == ["ANOTHER TITLE", "A TITLE"]


def test_nothing_is_circulated_before_anything_is_minuted(
    may: Meeting, clerk: Client, after: None
) -> None:
    page = clerk.post(
        f"/meetings/{MAY}/minutes/circulate/", {"sure": "yes"}, follow=True
    ).content.decode()

    assert "Nothing has been minuted yet." in page


def test_the_minutes_of_an_item_are_written_once(may: Meeting, clerk: Client, after: None) -> None:
    item = item_of(may, "apologies")
    address = f"minutes/items/{item.pk}/"
    post(clerk, minute_sent(), address)

    again = clerk.get(f"/meetings/{MAY}/{address}")

    assert again["Location"] == f"/meetings/{MAY}/minutes/{may.minutes.get().pk}/"
    left = build_taking_page(Meeting.objects.select_related("committee").get(slug=MAY)).left
    assert left == 7


def test_an_item_of_another_meeting_is_not_there_to_be_minuted(
    march: Meeting, may: Meeting, clerk: Client, after: None
) -> None:
    other = item_of(march, "apologies")

    assert clerk.get(f"/meetings/{MAY}/minutes/items/{other.pk}/").status_code == 404


def test_declarations_in_place_of_others_leave_none_of_them(may: Meeting) -> None:
    for name in ("A. Example", "B. Example"):
        declared = Declared(name=name, interest="a governor", item=None, has_left=False)
        take_declarations(meeting=may, declared=[declared], on=AFTER)

    assert [row.name for row in may.declarations.all()] == ["B. Example"]
