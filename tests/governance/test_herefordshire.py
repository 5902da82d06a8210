"""The papers of 2005 and 2006 as a second reader reads them, held against what is loaded."""

import json
import re
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.db.models import Model

from governance.loading import load_governance
from governance.models import (
    AgendaItem,
    Appendix,
    Attendance,
    Committee,
    Meeting,
    Membership,
    Minute,
    PaperDoubt,
    PublicNote,
    Report,
    ReportVersion,
    Resolution,
    ScrutinyReview,
)

pytestmark = pytest.mark.django_db

CABINET = "cabinet-2005-02-17"
MARCH = "childrens-services-scrutiny-2006-03-13"
MAY = "childrens-services-scrutiny-2006-05-31"
SCRUTINY = "childrens-services-scrutiny"

REMITS = {
    "Cabinet": ("executive", []),
    "Children's Services Scrutiny Committee": (
        "scrutiny",
        [
            "Provision of services relating to the well-being of children including education,"
            " health and social care.",
        ],
    ),
    "Adult Social Care and Strategic Housing Scrutiny Committee": (
        "scrutiny",
        [
            "Statutory functions for adult social services including:",
            *("Learning Disabilities", "Strategic Housing", "Supporting People"),
            "Public Health",
        ],
    ),
    "Community Services Scrutiny Committee": (
        "scrutiny",
        [
            *("Libraries", "Cultural Services including heritage and tourism"),
            *("Leisure Services", "Parks and Countryside", "Community Safety"),
            *("Economic Development", "Youth Services"),
        ],
    ),
    "Environment Scrutiny Committee": (
        "scrutiny",
        ["Environmental Issues", "Highways and Transportation"],
    ),
    "Health Scrutiny Committee": (
        "scrutiny",
        [
            "Planning, provision and operation of health services affecting the area",
            "Health Improvement",
            "Services provided by the NHS",
        ],
    ),
    "Strategic Monitoring Committee": (
        "scrutiny",
        [
            *("Corporate Strategy and Finance", "Resources", "Corporate and Customer Services"),
            "Human Resources",
        ],
    ),
}
COUNCILLORS = [
    *("B.F. Ashton", "J.P. Thomas", "N.J.J. Davies", "G. Lucas", "R.M. Manning"),
    *("Mrs. J.E. Pemberton", "Mrs. S.J. Robertson", "D.C. Taylor", "Mrs E.A. Taylor"),
    *("Ms. A.M. Toon", "W.J. Walling"),
]
COOPTED = [
    ("Mr. A. Geach", "church", "Church of England", "education matters"),
    ("J.D. Griffin", "church", "Roman Catholic Church", "education matters"),
    (
        "Ms K. Fitch",
        "parent governor",
        "Primary School Parent Governor Member",
        "education matters",
    ),
    (
        "Mrs. C. Woolley",
        "parent governor",
        "Secondary School Parent Governors",
        "education matters",
    ),
    ("C. Lewandowski", "teacher", "Secondary School teachers", "none"),
    ("A Marson", "headteacher", "Secondary Headteachers", "none"),
    ("Miss S. Peate", "headteacher", "Primary Sector Headteachers", "none"),
]
JAR_TITLE = "JOINT AREA REVIEW OF CHILDREN'S SERVICES IN HEREFORDSHIRE"
HEALTH_TITLE = "HEALTH OF CHILDREN AND YOUNG PEOPLE IN HEREFORDSHIRE"
SUGGESTIONS = "SUGGESTIONS FROM MEMBERS OF THE PUBLIC ON ISSUES FOR FUTURE SCRUTINY"
REVIEW_TITLE = "TO CONSIDER A SCRUTINY REVIEW OF BEHAVIOUR AND DISCIPLINE MANAGEMENT IN SCHOOLS"
AGENDA = [
    (1, "APOLOGIES FOR ABSENCE", None, None),
    (2, "NAMED SUBSTITUTES", None, None),
    (3, "DECLARATIONS OF INTEREST", None, None),
    (4, "MINUTES", 1, 6),
    (5, SUGGESTIONS, None, None),
    (
        6,
        "BRIEFING ON REVISED MANAGEMENT ARRANGEMENTS AND STRUCTURE IN CHILDREN AND YOUNG"
        " PEOPLE'S DIRECTORATE",
        7,
        10,
    ),
    (7, "SAFEGUARDING CHILDREN IN HEREFORDSHIRE", 11, 56),
    (8, REVIEW_TITLE, 57, 62),
]
PURPOSES = {
    1: ["To receive apologies for absence."],
    3: [
        "To receive any declarations of interest by Members in respect of items on the Agenda.",
    ],
    4: ["To approve and sign the Minutes of the meeting held on 13th March 2006."],
    5: [
        "To consider suggestions from members of the public on issues the Committee could"
        " scrutinise in the future.",
    ],
    6: [
        "To brief the Committee on the purpose and details of the arrangements and progress to"
        " date.",
    ],
    7: [
        'To update the Committee on "Staying Safe" improvements since the Joint Area Review and'
        " to advise on the criminal record policy and practice locally; and",
        "To provide an opportunity for checking on progress on the Joint Area Review (JAR)"
        " Improvement Plan and to confirm best practice on criminal record checks.",
    ],
    8: [
        "To propose a draft scoping statement to ensure that the outcomes from a review are"
        " robust and that the arrangements are clear and deliverable.",
    ],
}
MINUTES = [
    (22, "APOLOGIES FOR ABSENCE"),
    (23, "NAMED SUBSTITUTES"),
    (24, "DECLARATIONS OF INTEREST"),
    (25, "MINUTES"),
    (26, SUGGESTIONS),
    (27, JAR_TITLE),
    (28, HEALTH_TITLE),
    (29, "MR TED ST. GEORGE, HEAD OF SCHOOL EFFECTIVNESS"),
]
# minute, letter, words: the misprints are those of the paper
LIMBS = [
    (
        25,
        "",
        "the minutes of the meeting held on 16th December, 2005, be approved as a correct record"
        " and signed by the Chairman.",
    ),
    (27, "a", "the report on the Joint Area Review be noted;"),
    (
        27,
        "b",
        "the Improvement Plan resulting from the JAR inspection and any implications arising"
        " there from be reported to the next meeting:",
    ),
    (
        27,
        "c",
        "a performance monitoring report on performance against the JAR Improvement Plan,"
        " Performance Indicators etc be included in the work programme for future meetings; and",
    ),
    (
        27,
        "d",
        "the Director of Children's Services arrange for the Committee to undertake a series of"
        " fact-finding visits to the various services within the Directorate.",
    ),
    (
        28,
        "",
        "the position set out in the report on the Health of Children and Young People in"
        " Herefordshire and subsequent comment during debate be noted.",
    ),
]
PRESENT = [
    *("J.P. Thomas", "G. Lucas", "R.M. Manning", "Mrs. S.J. Robertson", "D.C. Taylor"),
    *("Mrs E.A. Taylor", "Ms. A.M. Toon", "W.J. Walling", "M. Carter", "C. Lewandowski"),
    *("A Marson", "Miss S. Peate"),
]
APOLOGIES = ["B.F. Ashton", "N.J.J. Davies", "Mr J.D. Griffin"]
IN_ATTENDANCE = [
    *("T.M. James", "Mrs. M.D. Lloyd-Hayes", "R.J. Phillips", "D.W. Rule MBE"),
    *("W.J.S. Thomas", "R.M. Wilson"),
]

CHANGE = "change-for-children-2005-02-17"
JAR = "jar-report-2006-03-13"
ARRANGEMENTS = "management-arrangements-2006-05-31"
SAFEGUARDING = "safeguarding-report-2006-05-31"
REVIEW = "behaviour-review-2006-05-31"
HEALTH = "health-report-2006-03-13"
# each heading with the numbers of its paragraphs
HEADINGS = {
    CHANGE: [
        ("Purpose", ""),
        ("Reasons", ""),
        ("Considerations", "1 2 3 4 5 6 7 8 9 10 11 12 13 14"),
        ("Alternative Options", ""),
        ("Risk Management", ""),
        ("Financial Implications", ""),
        ("Consultees", ""),
    ],
    JAR: [
        ("Purpose", "1"),
        ("Financial Implications", "2"),
        ("Considerations", "3 4 5 6 7 8 9 10 11 12"),
    ],
    ARRANGEMENTS: [
        ("Purpose", "1"),
        ("Financial Implications", "2"),
        ("Considerations", "3 4 5 6"),
    ],
    SAFEGUARDING: [
        ("Purpose", "1 2"),
        ("Financial Implications", "3"),
        ("JAR - Staying Safe", "4 5 6 7 8 9"),
        ("Safeguarding - Criminal Records Check", "10"),
    ],
    REVIEW: [
        ("Purpose", "1"),
        ("Financial Implications", "2"),
        ("Considerations", "3 4 5 6 7"),
    ],
}
BULLETS = {
    CHANGE: {"3": 6, "4": 8, "7": 9},
    JAR: {"7": 4, "10": 4},
    ARRANGEMENTS: {"4": 7, "5": 3},
    SAFEGUARDING: {},
    REVIEW: {},
}
RECOMMENDATIONS = {
    CHANGE: [
        ("a", "the report be noted;"),
        (
            "b",
            "the proposed response to the consultation on the Joint Area Review inspection (in"
            " Appendix 1) be agreed; and",
        ),
        (
            "c",
            "the revised priorities for the 1st March priorities conversation (as in paragraph"
            " 3) be agreed.",
        ),
    ],
    JAR: [
        (
            "",
            "Committee note the JAR report and the progress so far and indicate their intention"
            " to undertake ongoing monitoring of progress.",
        ),
    ],
    ARRANGEMENTS: [
        (
            "",
            "Committee are asked to note the new arrangements and advice on any outcomes they"
            " would want to see delivered from working in a more integrated manner.",
        ),
    ],
    SAFEGUARDING: [
        (
            "",
            "Committee are asked to note the improvement following the Joint Area Review and the"
            " current safeguarding practice.",
        ),
    ],
    REVIEW: [
        ("a", "Committee agree the focus of the review;"),
        ("b", "Committee suggest any amendments to the draft scoping statement;"),
        (
            "c",
            "Committee agree that the Chair and Vice-Chair of Children's Services Scrutiny"
            " Committee, with the Director of Children's Services, put further details on the"
            " scoping statement, including the timetable, to progress the review; and",
        ),
        ("d", "The Committee nominate Members to the Review Working Group."),
    ],
}
BACKGROUND = {
    CHANGE: ["None identified"],
    JAR: ["JAR Report (December 2005)"],
    ARRANGEMENTS: ["None identified"],
    SAFEGUARDING: ["None identified"],
    REVIEW: ["None identified"],
}
# report, paragraph, what a paragraph keeps of its names, days, figures and meaning
KEPT = [
    (CHANGE, "1", "13th January, 2005"),
    (CHANGE, "3", "the five outcomes for children and young people;"),
    (CHANGE, "4", "creating a shadow Local Safeguarding Board (ahead of national requirement);"),
    (CHANGE, "2", "1st March"),
    (CHANGE, "5", "42 key judgements"),
    (CHANGE, "5", "grade 4"),
    (CHANGE, "5", "grade 1"),
    (CHANGE, "8", "CSCI-CI(2004)6"),
    (CHANGE, "9", "Autumn 2005"),
    (CHANGE, "10", "3.1 to 3.3.2"),
    (CHANGE, "13", "17th January"),
    (CHANGE, "14", "15th March"),
    (JAR, "2", "2006-07"),
    (JAR, "3", "9th February"),
    (JAR, "9", "12th June"),
    (JAR, "9", "Brian Cartwright, Her Majesty's Inspectorate (Ofsted)"),
    (JAR, "9", "Lynette Ranson, CSCI"),
    (JAR, "12", "13th March"),
    (ARRANGEMENTS, "4", "that takes account of"),
    (ARRANGEMENTS, "4", "accepting that there will have to be on-going changes"),
    (ARRANGEMENTS, "5", "Anne Heath"),
    (ARRANGEMENTS, "5", "George Salmon"),
    (ARRANGEMENTS, "5", "12th June"),
    (SAFEGUARDING, "3", "£100 k."),
    (SAFEGUARDING, "3", "2006-07"),
    (SAFEGUARDING, "4", "30th March"),
    (SAFEGUARDING, "8", "in progress and on target but not fully completed"),
    (SAFEGUARDING, "9", "31st May"),
    (REVIEW, "2", "more cost effective"),
    (REVIEW, "3", "appendix 2"),
    (REVIEW, "6", "Shadow Children and Young People's Partnership Board"),
]
# minute, point (0 for its text), what is kept of names, days, figures and meaning
KEPT_IN_MINUTES = [
    (22, 0, "Councillor B.F. Ashton (Chairman), Councillor N.J.J. Davies, Mr J.D. Griffin"),
    (23, 0, "Rev Ian Terry"),
    (27, 0, '"0" star'),
    (27, 0, "March 2006"),
    (27, 2, "80%"),
    (27, 2, "not necessarily"),
    (27, 5, "pre-high school age range"),
    (27, 6, "restrictive"),
    (27, 8, "May/June 2006"),
    (27, 9, "para 82"),
    (27, 9, "para 72"),
    (27, 11, "2004"),
    (27, 11, "paragraph 13"),
    (27, 14, "para 43"),
    (27, 15, "39 and 42"),
    (27, 16, "2 additional Social Workers"),
    (28, 14, "only 6"),
    (28, 16, "18 weeks"),
    (28, 16, "South Wye/Belmont"),
    (28, 18, "Westfield School, Leominster"),
    (29, 0, "1998"),
]
TIMETABLE = [
    (
        "Agree approach, programme of consultation/research/provisional witnesses/dates",
        date(2006, 6, 23),
    ),
    ("Collect current available data", None),
    ("Collect outstanding data", None),
    ("Analysis of data", None),
    ("Final confirmation of interviews of witnesses", None),
    ("Carry out programme of interviews", None),
    ("Agree programme of site visits", None),
    ("Undertake site visits as appropriate", None),
    ("Update to Children's Services Scrutiny Committee", date(2006, 10, 6)),
    ("Final analysis of data and witness evidence", None),
    ("Prepare options/recommendations", None),
    ("Present Final report to Children's Services Scrutiny Committee", date(2006, 12, 15)),
    ("Present options/recommendations to Cabinet", date(2007, 3, 19)),
    ("Cabinet response", None),
    ("Implementation of agreed recommendations", None),
]
# What the Committee is asked to agree: word for word.
SCOPING = {
    "terms_of_reference": [
        "To review the current policy towards behaviour and discipline management in schools and"
        " establish the current scale of the issue.",
        "To consider the appropriateness of the policy and associated processes in light of"
        " relevant current national law/guidance/best practice.",
        "Following the review to advise the Cabinet Member (Children and Young People) of the"
        " best policy to put in place to reduce instances of bad behaviour or indiscipline in"
        " schools.",
    ],
    "desired_outcomes": [
        "For the current policy to have been fully examined in public and in an open and"
        " transparent way (subject to the confidentiality of individual cases).",
        "For Members of the Review to have considered, if appropriate, a range of options for"
        " the future form of any policy.",
        "For any future policy to be capable of implementation in schools.",
    ],
    "key_questions": [
        "What are the areas of behaviour or indiscipline causing concern and how are they"
        " currently managed.",
        "How do breaches of behaviour or discipline affect other pupils or the school.",
        "What are the internal/external factors that affect behaviour or discipline in schools.",
        "Within the legal framework, what options are there to improve the current policy.",
        "What would be the implications of changing the policy (e.g. cost, increased need for"
        " resources etc).",
        "What means of measurement can be used to judge the success or otherwise of any policy.",
    ],
    "links": [
        "The Review Group will identify how the outcome of this review contributes to the"
        " objectives contained in the Herefordshire Community Strategy including the Council's"
        " Corporate Plan and the Children and Young People's Plan 2006/8.",
    ],
}
# The questions put to the Committee on the Joint Area Review.
JAR_QUESTIONS = [
    "How does the child protection system work?",
    'What is the overall performance on "Staying Safe" in Herefordshire?',
    "What are the revised criteria and how will they improve access into the child protection"
    " system?",
    "What are the workforce implications?",
]
EXCLUSIONS = [
    [
        ["England", "0.25", "8320", "0.03", "1270", "0.13"],
        ["West Midlands", "0.22", "850", "0.03", "120", "0.11"],
        ["Herefordshire", "0.26", "27", "0.03", "4", "0.14"],
    ],
    [
        ["England", "8.66", "288040", "0.97", "41300", "4.49"],
        ["West Midlands", "7.58", "28820", "0.77", "3710", "3.94"],
        ["Herefordshire", "8.16", "855", "0.45", "61", "3.96"],
    ],
]


def version_of(report: str) -> ReportVersion:
    """Return the text of a report, of which the papers have one version."""
    return ReportVersion.objects.get(report__slug=report)


def paragraphs_of(report: str) -> dict[str, str]:
    """Return a report's numbered paragraphs, each with its bullets."""
    return {
        each["number"]: " ".join([each["text"], *each["bullets"]])
        for section in version_of(report).sections
        for each in section["paragraphs"]
        if each["number"]
    }


# --- Committees and their members ----------------------------------------------------------------


@pytest.mark.parametrize("name", REMITS)
def test_each_committee_has_its_remit_as_printed(name: str) -> None:
    kind, remit = REMITS[name]

    row = Committee.objects.get(name=name)

    assert (row.kind, row.remit.splitlines()) == (kind, remit)


def test_the_two_boards_are_there_and_no_other_body() -> None:
    boards = Committee.objects.exclude(name__in=REMITS)

    assert sorted(boards.values_list("slug", "kind")) == [
        ("children-and-young-peoples-partnership-board", "board"),
        ("safeguarding-children-board", "board"),
    ]


def test_the_committee_of_31_may_2006_has_eleven_councillors_in_the_order_of_the_paper() -> None:
    rows = Committee.objects.get(slug=SCRUTINY).memberships.on(date(2006, 5, 31))
    councillors = rows.filter(capacity="councillor")

    assert list(councillors.values_list("name", flat=True)) == COUNCILLORS
    assert set(councillors.values_list("voting", flat=True)) == {"all"}
    assert list(rows.exclude(office="").values_list("name", "office")) == [
        ("B.F. Ashton", "chairman"),
        ("J.P. Thomas", "vice-chairman"),
    ]


def test_the_committee_of_31_may_2006_has_seven_others_in_four_capacities() -> None:
    rows = Committee.objects.get(slug=SCRUTINY).memberships.on(date(2006, 5, 31))

    others = rows.exclude(capacity="councillor")

    assert list(others.values_list("name", "capacity", "represents", "voting")) == COOPTED


def test_a_misprint_of_the_membership_is_kept_as_written_alone() -> None:
    row = Membership.objects.get(name="Mr. A. Geach")

    assert "(Chruch of England)" in row.as_written
    assert row.represents == "Church of England"


@pytest.mark.parametrize(
    ("day", "church", "teachers"),
    [
        (date(2006, 3, 13), {"J.D. Griffin", "Rev Ian Terry"}, {"C. Lewandowski", "M. Carter"}),
        (date(2006, 3, 14), {"J.D. Griffin", "Mr. A. Geach"}, {"C. Lewandowski"}),
        (date(2006, 5, 31), {"J.D. Griffin", "Mr. A. Geach"}, {"C. Lewandowski"}),
    ],
    ids=["on 13 March", "the day after", "on 31 May"],
)
def test_the_church_of_england_and_the_teachers_changed_after_13_march(
    day: date, church: set[str], teachers: set[str]
) -> None:
    rows = Committee.objects.get(slug=SCRUTINY).memberships.on(day)

    assert set(rows.filter(capacity="church").values_list("name", flat=True)) == church
    assert set(rows.filter(capacity="teacher").values_list("name", flat=True)) == teachers


# --- Meetings and agendas ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("slug", "day", "weekday", "begins_at", "ended_at", "venue", "state"),
    [
        (CABINET, date(2005, 2, 17), "Thursday", None, None, "", "held"),
        (
            MARCH,
            date(2006, 3, 13),
            "Monday",
            time(10),
            time(12, 26),
            "The Council Chamber, Brockington, 35 Hafod Road, Hereford",
            "minutes draft",
        ),
        (
            MAY,
            date(2006, 5, 31),
            "Wednesday",
            time(10),
            None,
            "Brockington, 35 Hafod Road, Hereford",
            "planned",
        ),
    ],
    ids=[CABINET, MARCH, MAY],
)
def test_each_meeting_has_its_day_time_and_place(
    slug: str,
    day: date,
    weekday: str,
    begins_at: time | None,
    ended_at: time | None,
    venue: str,
    state: str,
) -> None:
    row = Meeting.objects.get(slug=slug)

    assert row.held_on == day
    assert f"{row.held_on:%A}" == weekday
    assert (row.begins_at, row.ended_at) == (begins_at, ended_at)
    assert (row.venue, row.state) == (venue, state)


@pytest.mark.parametrize("slug", [MARCH, MAY])
def test_the_weekday_that_a_paper_prints_is_that_of_its_day(slug: str) -> None:
    row = Meeting.objects.get(slug=slug)

    assert row.date_as_printed.startswith(f"{row.held_on:%A}, ")


def test_there_are_three_meetings_and_the_vice_chairman_led_that_of_march() -> None:
    assert Meeting.objects.count() == 3
    assert Meeting.objects.get(slug=MARCH).chair_as_written == (
        "The Vice-Chairman, Councillor J. P. Thomas in the Chair."
    )


def test_the_agenda_of_31_may_has_eight_items_with_the_pages_of_the_paper() -> None:
    rows = AgendaItem.objects.filter(meeting__slug=MAY).order_by("order")

    found = list(rows.values_list("number", "title", "paper_page_from", "paper_page_to"))

    assert found == AGENDA


@pytest.mark.parametrize("number", PURPOSES)
def test_an_item_says_its_purpose_in_the_words_of_the_paper(number: int) -> None:
    row = AgendaItem.objects.get(meeting__slug=MAY, number=number)

    assert [line for line in row.purpose.splitlines() if line] == PURPOSES[number]


def test_items_four_six_seven_and_eight_have_their_papers_before_them() -> None:
    rows = AgendaItem.objects.filter(meeting__slug=MAY)

    assert rows.get(number=4).minutes_of == Meeting.objects.get(slug=MARCH)
    assert list(rows.exclude(report=None).values_list("number", "report__slug")) == [
        (6, ARRANGEMENTS),
        (7, SAFEGUARDING),
        (8, REVIEW),
    ]


# --- Minutes -------------------------------------------------------------------------------------


def test_the_minutes_of_13_march_are_22_to_29_with_their_titles() -> None:
    rows = Minute.objects.filter(meeting__slug=MARCH).order_by("order")

    assert list(rows.values_list("number", "title")) == MINUTES
    assert Minute.objects.count() == len(MINUTES)


def test_minute_27_has_seventeen_points_and_minute_28_eighteen_in_three_groups() -> None:
    jar, health = (Minute.objects.get(number=number) for number in (27, 28))

    assert len(jar.points) == 17
    assert [(each["from"], each["to"]) for each in health.point_groups] == [
        (1, 6),
        (7, 13),
        (14, 18),
    ]
    assert len(health.points) == 18


def test_each_limb_of_each_resolution_is_there_word_for_word() -> None:
    rows = Resolution.objects.order_by("minute__order", "order")

    assert list(rows.values_list("minute__number", "letter", "text")) == LIMBS


def test_the_limbs_that_ask_for_something_are_open_and_the_others_are_noted() -> None:
    asked = {
        (row.letter, row.requested_of, row.due_on, row.due_words)
        for row in Resolution.objects.filter(state="open")
    }

    assert asked == {
        ("b", "", date(2006, 5, 31), "the next meeting"),
        ("c", "", None, "future meetings"),
        ("d", "Director of Children's Services", None, ""),
    }
    assert set(Resolution.objects.exclude(state="open").values_list("state", flat=True)) == {
        "noted"
    }


@pytest.mark.parametrize(
    ("presence", "names"),
    [("present", PRESENT), ("apologies", APOLOGIES), ("in attendance", IN_ATTENDANCE)],
    ids=["present", "apologies", "in attendance"],
)
def test_who_came_and_who_did_not_is_in_the_order_of_the_minutes(
    presence: str, names: list[str]
) -> None:
    rows = Attendance.objects.filter(meeting__slug=MARCH, presence=presence)

    assert list(rows.values_list("name", flat=True)) == names


@pytest.mark.parametrize(
    ("name", "capacity", "represents", "office"),
    [
        ("J.P. Thomas", "councillor", "", "vice-chairman"),
        ("M. Carter", "teacher", "Special Education Sector Teachers", ""),
        ("C. Lewandowski", "teacher", "Secondary School teachers", ""),
        ("A Marson", "headteacher", "Secondary Headteachers", ""),
        ("Miss S. Peate", "headteacher", "Primary Sector Headteachers", ""),
        ("D.W. Rule MBE", "councillor", "Cabinet Member Children and Young People", ""),
    ],
)
def test_each_who_came_did_so_in_a_capacity(
    name: str, capacity: str, represents: str, office: str
) -> None:
    row = Attendance.objects.get(name=name)

    assert (row.capacity, row.represents, row.office) == (capacity, represents, office)


@pytest.mark.parametrize(
    ("number", "point", "words"),
    KEPT_IN_MINUTES,
    ids=[f"minute {number}: {words}" for number, _point, words in KEPT_IN_MINUTES],
)
def test_a_minute_keeps_its_names_days_figures_and_meaning(
    number: int, point: int, words: str
) -> None:
    row = Minute.objects.get(number=number)

    assert words in (row.points[point - 1] if point else row.text)


def test_a_minute_in_the_words_of_the_paper_is_not_marked_as_abridged() -> None:
    rows = Minute.objects.order_by("number")

    assert list(rows.filter(is_abridged=False).values_list("number", "text")) == [
        (
            22,
            "Apologies were received from Councillor B.F. Ashton (Chairman), Councillor N.J.J."
            " Davies, Mr J.D. Griffin.",
        ),
        (
            23,
            "There were no named substitutes.\n\n"
            "The Committee noted that Mr Alan Geach was in attendance and that he would be"
            " representing the Church of England at future meetings in lieu of Rev Ian Terry who"
            " would be retiring from this Committee following this meeting.",
        ),
        (24, "There were no declarations of interest."),
        (25, ""),
        (26, "No suggestions for areas of scrutiny were received from the public."),
    ]


# --- Reports -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("slug", "meeting", "form", "title", "report_by", "wards", "key_decision"),
    [
        (
            CHANGE,
            CABINET,
            "cabinet",
            "DEVELOPING THE CHILDREN'S AGENDA IN HEREFORDSHIRE CHANGE FOR CHILDREN",
            "Sue Fiennes, Director of Children's Services",
            "County-wide",
            "This is not a Key Decision",
        ),
        (
            JAR,
            MARCH,
            "scrutiny",
            JAR_TITLE,
            "SUE FIENNES, DIRECTOR OF CHILDREN'S SERVICES",
            "County-wide",
            "",
        ),
        (HEALTH, MARCH, "scrutiny", HEALTH_TITLE, "", "", ""),
        (
            ARRANGEMENTS,
            MAY,
            "scrutiny",
            "BRIEFING ON REVISED MANAGEMENT ARRANGEMENTS AND STRUCTURE IN CHILDREN & YOUNG"
            " PEOPLE'S DIRECTORATE",
            "Director of Children's Services",
            "County-wide",
            "",
        ),
        (
            SAFEGUARDING,
            MAY,
            "scrutiny",
            "SAFEGUARDING CHILDREN IN HEREFORDSHIRE",
            "Director of Children's Services",
            "County-wide",
            "",
        ),
        (
            REVIEW,
            MAY,
            "scrutiny",
            REVIEW_TITLE,
            "Director of Children's Services",
            "County-wide",
            "",
        ),
    ],
    ids=[CHANGE, JAR, HEALTH, ARRANGEMENTS, SAFEGUARDING, REVIEW],
)
def test_each_report_has_the_head_of_its_form(
    slug: str,
    meeting: str,
    form: str,
    title: str,
    report_by: str,
    wards: str,
    key_decision: str,
) -> None:
    row = Report.objects.select_related("meeting").get(slug=slug)

    assert (row.meeting and row.meeting.slug, row.form, row.title) == (meeting, form, title)
    assert (row.report_by, row.wards, row.key_decision) == (report_by, wards, key_decision)
    assert row.exempt_paragraph is None


def test_there_are_six_reports_and_one_is_known_by_its_minute_alone() -> None:
    without_text = ReportVersion.objects.filter(sections=[], limbs=[])

    assert Report.objects.count() == 6
    assert [row.report.slug for row in without_text.select_related("report")] == [HEALTH]


@pytest.mark.parametrize("slug", HEADINGS)
def test_each_report_has_its_headings_and_paragraph_numbers_in_their_order(slug: str) -> None:
    found = [
        (
            section["heading"],
            " ".join(filter(None, (each["number"] for each in section["paragraphs"]))),
        )
        for section in version_of(slug).sections
    ]

    assert found == HEADINGS[slug]


@pytest.mark.parametrize("slug", BULLETS)
def test_no_bullet_of_a_report_is_left_out(slug: str) -> None:
    found = {
        each["number"]: len(each["bullets"])
        for section in version_of(slug).sections
        for each in section["paragraphs"]
        if each["bullets"]
    }

    assert found == BULLETS[slug]


@pytest.mark.parametrize("slug", RECOMMENDATIONS)
def test_each_recommendation_is_there_word_for_word(slug: str) -> None:
    row = version_of(slug)

    assert row.lead_in == "THAT"
    assert [(limb["letter"], limb["text"]) for limb in row.limbs] == RECOMMENDATIONS[slug]


@pytest.mark.parametrize("slug", BACKGROUND)
def test_none_identified_is_an_answer_to_the_background_papers(slug: str) -> None:
    assert version_of(slug).background_papers == BACKGROUND[slug]


@pytest.mark.parametrize(
    ("slug", "number", "words"),
    KEPT,
    ids=[f"{slug} {number}: {words}" for slug, number, words in KEPT],
)
def test_a_paragraph_keeps_its_names_days_figures_and_meaning(
    slug: str, number: str, words: str
) -> None:
    assert words in paragraphs_of(slug)[number]


def test_the_plan_is_appended_live_to_the_safeguarding_report() -> None:
    rows = Appendix.objects.filter(report__slug=SAFEGUARDING)

    assert list(rows.values_list("kind", "document")) == [
        ("live", "action-plan"),
        ("live", "summary"),
    ]


def test_the_exclusions_appended_to_the_review_have_the_figures_of_the_paper() -> None:
    row = Appendix.objects.get(report__slug=REVIEW, label="Appendix 2")

    assert [table["rows"] for table in row.tables] == EXCLUSIONS


# --- The review, the notes, the doubts -----------------------------------------------------------


def test_the_review_of_behaviour_has_fifteen_steps_of_which_four_have_a_day() -> None:
    row = ScrutinyReview.objects.get()

    assert row.title == "Behaviour and Discipline Management in Schools"
    assert row.committee.slug == SCRUTINY
    assert (row.chair, row.lead_support_officer) == ("", "")
    assert list(row.steps.values_list("activity", "due_on")) == TIMETABLE


@pytest.mark.parametrize("part", SCOPING)
def test_the_scoping_statement_is_there_word_for_word(part: str) -> None:
    row = ScrutinyReview.objects.get()

    assert getattr(row, part) == SCOPING[part]
    assert not row.is_abridged


def test_the_questions_put_to_the_committee_are_there_word_for_word() -> None:
    [paragraph] = [
        each
        for section in version_of(JAR).sections
        for each in section["paragraphs"]
        if each["number"] == "10"
    ]

    assert paragraph["bullets"] == JAR_QUESTIONS
    assert not paragraph["is_abridged"]


@pytest.mark.parametrize(
    "figure",
    [
        *("five clear days", "six years", "four years", "20p per sheet", "£5.00", "£1.50"),
        *("two working days before the meeting", "8.45 a.m. - 4.45 p.m.", "Assembly Point J"),
    ],
)
def test_the_notes_to_the_public_keep_each_figure(figure: str) -> None:
    notes = [" ".join([note.text, *note.bullets]) for note in PublicNote.objects.all()]

    assert sum(figure in note for note in notes) == 1


def test_the_rights_of_the_public_are_nine_and_the_roles_of_scrutiny_seven() -> None:
    assert len(PublicNote.objects.get(slug="rights").bullets) == 9
    assert len(PublicNote.objects.get(slug="roles").bullets) == 7


def test_the_misprints_of_the_pack_are_kept_as_doubts() -> None:
    written = " ".join(PaperDoubt.objects.values_list("as_written", flat=True))

    for misprint in ("Chruch", "Prockington", "EFFECTIVNESS"):
        assert misprint in written


# --- Loading -------------------------------------------------------------------------------------


def everything() -> str:
    """Return every row of governance, its history too."""
    rows = [
        row for model in apps.get_app_config("governance").get_models() for row in all_of(model)
    ]
    return serializers.serialize("json", rows)


def all_of(model: type[Model]) -> list[Model]:
    """Return all rows of a model, the oldest first."""
    return list(model._default_manager.order_by("pk"))


def test_loading_twice_changes_nothing() -> None:
    before = everything()

    load_governance(
        Path(settings.BASE_DIR, "fixtures", "governance"),
        recorded_at=datetime(2007, 1, 1, 9, 0, tzinfo=UTC),
    )

    assert everything() == before


def test_loading_again_leaves_what_a_clerk_has_changed() -> None:
    Meeting.objects.filter(slug=MAY).update(venue="The Shirehall, Hereford")

    load_governance(
        Path(settings.BASE_DIR, "fixtures", "governance"),
        recorded_at=datetime(2007, 1, 1, 9, 0, tzinfo=UTC),
    )

    assert Meeting.objects.get(slug=MAY).venue == "The Shirehall, Hereford"


def test_no_e_mail_address_and_no_telephone_number_is_loaded() -> None:
    told = json.loads(everything())
    words = json.dumps([row["fields"] for row in told], ensure_ascii=False)

    assert len(told) > 200
    assert re.findall(r"\S+@\S+", words) == []
    assert re.findall(r"\b0\d{3,4}[ -]?\d{5,6}\b|\b260\d{3}\b|Tel:|Fax:", words) == []
