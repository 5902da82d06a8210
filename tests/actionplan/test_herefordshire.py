"""The plan of 2006 as loaded, held against the paper: what is expected here was read off it."""

import re
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.apps import apps
from django.conf import settings

from actionplan.loading import load_plan
from actionplan.models import (
    Action,
    ActionByWhen,
    Doubt,
    GlossaryTerm,
    Milestone,
    Moderation,
    Officer,
    Plan,
    ProgressUpdate,
    Recommendation,
    SourceDocument,
    Standing,
)
from actionplan.presenters.actions import ActionLine, action_line
from actionplan.presenters.plans import build_plan_head, plan_head
from actionplan.presenters.recommendation_page import build_recommendation_page
from actionplan.presenters.summary import build_summary_report
from actionplan.rag import Status
from actionplan.services.by_whens import move_by_when
from actionplan.services.doubts import settle_doubt
from actionplan.services.updates import post_progress_update
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib.bywhen import parse_by_when
from herefordshire_cs.lib.rag import Rag

FOLDER = Path(settings.BASE_DIR, "fixtures", "jar-2005")
LATER = datetime(2006, 5, 23, 9, 0, tzinfo=UTC)
MAY_22 = date(2006, 5, 22)
PAPER_DAY = date(2006, 3, 24)


def action_of(plan: Plan, reference: str) -> Action:
    """Return one Action of the plan."""
    return Action.objects.get(plan=plan, reference=reference)


def line_of(plan: Plan, reference: str, *, as_of: date) -> ActionLine:
    """Return the line that every page shows of one Action."""
    standing = (
        Standing.objects.on(as_of)
        .select_related("action__plan")
        .get(plan=plan, action__reference=reference)
    )
    return action_line(standing, plan_head(plan, as_of=as_of), as_of=as_of)


def when(update: ProgressUpdate) -> str:
    """Return the day of a note as these tables write it: 2006-02-06, 2006-03 (month), none."""
    match update.date_precision:
        case "month":
            return f"{update.reported_on:%Y-%m} (month)"
        case "week":
            return f"{update.reported_on} (week)"
        case "day":
            return f"{update.reported_on}"
        case precision:
            assert update.reported_on is None
            return str(precision)


# --- Counts ------------------------------------------------------------------------------------


class Counts(NamedTuple):
    """What was counted on the paper under one recommendation."""

    actions: int
    named: int
    ditto: int
    blank: int
    to_be_confirmed: int
    updates: int
    dated: int
    completed: int


COUNTS = {
    1: Counts(23, 4, 13, 6, 0, 57, 39, 12),
    2: Counts(13, 5, 5, 3, 0, 31, 26, 5),
    3: Counts(8, 2, 5, 1, 0, 15, 10, 5),
    4: Counts(10, 4, 2, 4, 0, 19, 12, 2),
    5: Counts(27, 9, 0, 18, 0, 15, 12, 2),
    6: Counts(11, 2, 0, 9, 0, 2, 1, 2),
    7: Counts(7, 5, 0, 2, 0, 14, 12, 5),
    8: Counts(4, 1, 0, 3, 0, 7, 5, 1),
    9: Counts(10, 6, 0, 4, 0, 16, 12, 0),
    10: Counts(8, 1, 0, 7, 0, 5, 3, 2),
    11: Counts(20, 5, 0, 15, 0, 4, 2, 0),
    12: Counts(6, 1, 0, 5, 0, 4, 2, 1),
    13: Counts(9, 4, 0, 4, 1, 2, 0, 0),
    14: Counts(5, 1, 0, 4, 0, 3, 2, 1),
    15: Counts(7, 4, 0, 1, 2, 5, 2, 3),
    16: Counts(5, 1, 0, 4, 0, 7, 2, 0),
    17: Counts(3, 2, 1, 0, 0, 7, 1, 0),
}
COMPLETED = {
    *("1.1", "1.2", "1.3", "1.6", "1.7", "1.8", "1.9", "1.11", "1.12", "1.15", "1.16", "1.20"),
    *("2.2", "2.3", "2.4", "2.5", "2.11"),
    *("3.1", "3.3", "3.4", "3.5", "3.6"),
    *("4.1", "4.9", "5.1", "5.2", "6.2", "6.3"),
    *("7.1", "7.2", "7.3", "7.5", "7.6"),
    *("8.2", "10.1", "10.2", "12.1", "14.2", "15.3", "15.4", "15.5"),
}


def test_the_plan_has_the_seventeen_recommendations_of_the_paper(jar: Plan) -> None:
    assert list(jar.recommendations.values_list("number", flat=True)) == list(range(1, 18))


@pytest.mark.parametrize("number", COUNTS)
def test_each_recommendation_has_the_rows_that_were_counted_on_the_paper(
    jar: Plan, number: int
) -> None:
    actions = Action.objects.filter(plan=jar, recommendation__number=number)
    readings = Counter(actions.values_list("lead_reading", flat=True))
    updates = ProgressUpdate.objects.filter(action__in=actions)
    completed = updates.filter(status=Status.COMPLETED).values("action").distinct()
    found = Counts(
        actions=actions.count(),
        named=readings["named"],
        ditto=readings["ditto"],
        blank=readings["blank"],
        to_be_confirmed=readings["to be confirmed"],
        updates=updates.count(),
        dated=updates.exclude(reported_on=None).count(),
        completed=completed.count(),
    )

    assert found == COUNTS[number]


def test_the_whole_plan_adds_up_to_the_counts_of_its_recommendations(jar: Plan) -> None:
    updates = ProgressUpdate.objects.filter(action__plan=jar)

    assert jar.actions.count() == 176
    assert jar.actions.filter(lead_reading="named").count() == 57
    assert jar.actions.filter(lead_reading="ditto").count() == 26
    assert jar.actions.filter(lead_reading="blank").count() == 90
    assert jar.actions.filter(lead_reading="to be confirmed").count() == 3
    assert updates.count() == 213
    assert Counter(updates.values_list("date_precision", flat=True)) == {
        "day": 121,
        "week": 1,
        "month": 21,
        "none": 68,
        "impossible": 2,
    }


def test_only_the_actions_that_a_note_says_were_done_are_completed(jar: Plan) -> None:
    shown = Standing.objects.filter(plan=jar, status=Status.COMPLETED).on(MAY_22)

    assert set(shown.values_list("action__reference", flat=True)) == COMPLETED


def test_every_completion_says_which_words_were_read_as_one(jar: Plan) -> None:
    decisive = ProgressUpdate.objects.filter(action__plan=jar, status=Status.COMPLETED)

    assert decisive.count() == len(COMPLETED) == 41
    assert not decisive.filter(reading="").exists()
    assert not decisive.filter(status_is_read=False).exists()


# --- Rows: what each cell says, and how it was read ----------------------------------------------


class Row(NamedTuple):
    """An action: its words, its lead cell and who that is, its by-when, its place in the paper."""

    text: str
    lead_cell: str
    reading: str
    lead: str
    by_when: str
    partners: str
    place: str


UNANNOUNCED = (
    "SF and HL to undertake unannounced observation and review of compliance. "
    "The results of these reviews will be recorded"
)
AUDIT = (
    "Audit programme to be agreed and operational, including rapid feedback on compliance and "
    "areas for improvement"
)
IN_PLACE = "In place and ongoing, subject to completion of the monthly cycle = end Feb 06"
MONTHLY = "Commencing Jan 06, thereafter at least monthly, subject to review in April 06."
SPECIFICATION = (
    "Develop the specification for an effective ICT based system to operate the CAF including "
    "timetable for implementation"
)

ROWS = {
    "1.1": Row(
        "Discussion paper to be prepared",
        *("SF (ISM)", "named", "SF (ISM)", "Dec 05"),
        "Children and Young Peoples Partnership Board;Local Safeguarding Children Board;SM;LR",
        "table 1, row 1",
    ),
    "1.2": Row(
        "LSCB Subgroup to meet to discuss paper",
        *("", "blank", "SF (ISM)", "4 Jan 06", "Unions;staff;other agencies", "table 1, row 2"),
    ),
    "1.5": Row(
        "Comparisons from high-performing authorities to be obtained",
        *("u", "ditto", "SF (ISM)", "3 Feb 06", "", "table 1, row 5"),
    ),
    "1.8": Row(
        "Council amends, as required, the threshold criteria within Levels 1, 2 and 3 of the "
        "Child Concern Model. Focus on Level 1 / 2 interface. (This will be undertaken in the "
        "context of a broader review (see note 1) and the developments set out in 5 below).",
        *("и", "ditto", "SF (ISM)", "1 Mar 06", "", "table 2, row 1"),
    ),
    "1.17": Row(
        "Document and circulate routine management, supervision arrangements and those for the "
        "review of decision-making, recording and compliance, including preparation and "
        "circulation of management reports. Weekly meetings of Service Manager Ops with Duty "
        "Team Manager, with focus on review of duty team activity and implications. Service "
        "Manager Ops monthly supervision meetings with Duty Team Manager. Written status report "
        "from each meeting to Head of Children's Social Care",
        *("", "blank", "SF (ISM)", IN_PLACE, "", "table 5, row 1"),
    ),
    "1.18": Row(
        "Duty Team customer service practice to be reviewed and where necessary revised",
        *("HL", "named", "HL", "15 April 06", "", "table 5, row 2"),
    ),
    "1.19": Row(
        UNANNOUNCED,
        *("", "blank", "HL"),
        "Commencing Jan 06, thereafter at least monthly, with review of arrangements in April 06",
        *("HL", "table 5, row 3"),
    ),
    "1.20": Row(AUDIT, "ta", "ditto", "HL", "1 Mar 06", "", "table 6, row 1"),
    "1.21": Row(
        "Undertake data analysis to inform setting of activity and performance targets",
        *("SF", "named", "SF", "Before end Feb 06", "", "table 6, row 2"),
    ),
    "2.2": Row(
        "Ensure understanding and ownership by LA duty staff",
        *("SF (ISM)", "named", "SF (ISM)", "Late Feb. – 7 March 06"),
        *("Herefordshire Primary Care Trust;Police;Voluntary Sector;Schools", "table 7, row 2"),
    ),
    "2.3": Row(
        "Content of the paper for 7 March meeting to be agreed at LSCB and issued to the "
        "consultants before the meeting",
        *("ic", "ditto", "SF (ISM)", "27 Feb 06", "", "table 7, row 3"),
    ),
    "2.8": Row(
        "Multi-agency group supervision of lead consultants to ensure compliance and quality of "
        "decision making",
        *("SF", "named", "SF"),
        *("From Apr 06 - no less than bi monthly (to be reviewed Dec 06)", "", "table 7, row 8"),
    ),
    "2.10": Row(
        "Monitoring and effective management of social work files to ensure good casework "
        "practice – SF and HL to undertake unannounced observation and review. The results of "
        "these reviews will be recorded.",
        *("íc .", "ditto", "SF (ISM)", MONTHLY, "", "table 8, row 2"),
    ),
    "2.13": Row(
        "Undertake quarterly reviews of performance against targets, activity levels, the "
        "targets themselves and future capacity requirement",
        *("SF (ISM)", "named", "SF (ISM)"),
        *("End June 06 End September 06 End Dec 06 End Mar 07", "", "table 9, rows 3 to 6"),
    ),
    "3.1": Row(
        "Submit bid for consultancy support to the Children's Workforce Development Council "
        "(CWDC) for help in developing the strategy",
        *("SF (ISM)", "named", "SF (ISM)", "24 Jan 06", "RC;MG;Corporate HR", "table 10, row 1"),
    ),
    "3.3": Row(
        "Project plan agreed by director and Head of HR",
        *("a", "ditto", "SF (ISM)", "3 Feb 06", "", "table 10, row 3"),
    ),
    "3.5": Row(
        "Establish baseline budget and FTEs in each team",
        *("66", "ditto", "SF", "mid Feb 06", "", "table 11, row 1"),
    ),
    "3.7": Row(
        "A workforce development strategy and action plan will be completed on the basis of "
        "analysis of workloads and staffing requirements arising from revised thresholds and "
        "other arrangements above The strategy will include: Sponsorship for new Social Work "
        "degree Traineeship scheme Consideration of overseas recruitment /qualifications "
        "Recruitment incentives, notice periods Secondments Exit reviews and applying learning "
        "Training and development of all staff (including non-social work qualified support "
        "staff, induction and mentoring, and three-year pathway for social workers), to ensure "
        "effective operation of all policies and procedures, including the CCM and CAF The "
        "strategy will incorporate known/possible changes to service structures and organisation",
        *("66", "ditto", "SF", "15 Mar 06", "", "table 11, rows 3 to 6"),
    ),
    "3.8": Row(
        "Implement action plan",
        *("", "blank", "SF", "From 15 Mar 06", "", "table 11, row 7"),
    ),
    "4.1": Row(
        "Review revise and issue protocols and procedures regarding the recording of all "
        "contacts with the Duty Team.",
        *("SF (ISM)", "named", "SF (ISM)", "18 Jan 06", "LM", "table 12, row 1"),
    ),
    "4.4": Row(
        "Duty Team Manager to observe and review records on a daily basis, and discuss "
        "observations at team meetings. Duty Team Manager to review weekly.",
        *("", "blank", "SF", "", "", "table 12, row 4"),
    ),
    "4.8": Row(UNANNOUNCED, '"', "ditto", "SF", MONTHLY, "HL", "table 12, row 8"),
    "4.9": Row(AUDIT, '"', "ditto", "SF", "1 Mar 06", "", "table 13, rows 1 and 2"),
    "5.6": Row(
        "Information sharing protocol development",
        *("HL", "named", "HL", "Apr 06", "", "table 14, row 6"),
    ),
    "5.7": Row(
        "Commissioning training of practitioners and managers engaged in CAF pilot",
        *("", "blank", "HL", "", "", "table 14, row 7"),
    ),
    "5.8": Row(
        "CCM amended to satisfy CAF requirements",
        *("SF (ISM)", "named", "SF (ISM)", "April-Oct 06"),
        "LR;MP;SM;Dave Llewellin;Pat Jewkes;PL;Voluntary Sector Alliance;Richard Aird;"
        "Youth Offending Service;Children and Adolescent Mental Health Service",
        "table 14, row 8",
    ),
    "5.19": Row(
        "Discussion with the Alliance",
        *("SF (IMS)", "named", "SF (ISM)", "Feb 06", "", "table 15, row 10"),
    ),
    "5.27": Row(
        "Monitoring and management to ensure best practice SF and HL to undertake unannounced "
        "observation and review of compliance with best practice. The results of these reviews "
        "will be recorded",
        *("SF", "named", "SF"),
        "Commencing July 06, thereafter at least monthly, with review end Oct 06",
        *("HL", "table 16, row 7"),
    ),
    "6.1": Row(
        "(See 2 above). Delivery of multi agency training programme by CCM lead consultants",
        *("SF (ISM)", "named", "SF (ISM)", "From Apr 06"),
        *("Health;Police;Voluntary Sector", "table 17, row 1"),
    ),
    "6.2": Row("Establish budget", "", "blank", "SF (ISM)", "1 Mar 06", "", "table 17, row 2"),
    "6.10": Row(
        "Evaluation of Year 1 of CCM and results of the matching needs and services audit - "
        "Disseminate lessons at conference",
        *("SF (ISM)", "named", "SF (ISM)", "Apr 06"),
        *("All partner organisations", "table 17, row 10"),
    ),
    "7.1": Row(
        "Audit every looked after child's health record to ensure that it includes a health "
        "care plan",
        *("SD", "named", "SD", "End Jan 06", "LR", "table 18, row 1"),
    ),
    "7.2": Row(
        "Transfer health care plans to SC",
        *("HL to sign off", "named", "HL to sign off", "End Jan 06", "", "table 18, row 2"),
    ),
    "7.7": Row(
        "SF and HL to undertake unannounced observation and review of compliance with best "
        "practice. The results of these reviews will be recorded.",
        *("SF", "named", "SF"),
        "Commencing February, thereafter at least monthly with review in May.",
        *("HL;LR", "table 18, row 7"),
    ),
    "8.1": Row(
        "Review of current working practices and requirements including creative thinking about "
        "team composition(skills mix)",
        *("SD", "named", "SD", "Feb 06", "", "table 19, row 1"),
    ),
    "8.2": Row("Recommendations produced", "", "blank", "SD", "Mar 06", "", "table 19, row 2"),
    "8.4": Row(
        "Monthly performance data to be reported to SD, SF PCT and C&YPPB",
        *("", "blank", "SD", "Apr 06 and monthly thereafter", "", "table 19, rows 4 and 5"),
    ),
    "9.1": Row(
        "Prepare a business case for the development of short-term breaks strategy for families.",
        *("SD", "named", "SD", "June 06"),
        *("MP;All statutory agencies;Voluntary Sector;parents/users", "table 19, row 6"),
    ),
    "9.4": Row(
        "Approval of business case by C&YPPB Seek financial approval",
        *("", "blank", "SD", "June 06 Oct 06- Apr 07", "", "table 20, row 2"),
    ),
    "9.10": Row(
        "SF,HL,AH,SD to undertake unannounced observation and review of compliance with best "
        "practice for children with disability. The results of these reviews will be recorded.",
        *("SF", "named", "SF"),
        "Commencing Feb 06, thereafter at least monthly, with a review in May 06.",
        *("HL;SD", "table 21, row 1"),
    ),
    "10.1": Row(
        "Business case for recruitment for transition care pathway officer to Health and Care "
        "Partnership Board",
        *("SD", "named", "SD", "Agreed by June 06 for immediate implementation", "MP"),
        "table 21, row 2",
    ),
    "10.5": Row(
        "Prepare and implement a transitional care pathway for 14-16 year olds.",
        *("", "blank", "SD", "Jun 05", "", "table 21, row 6"),
    ),
    "10.8": Row(
        "Produce and publish integrated LA and PCT handbook on services to children with "
        "disabilities including new procedures",
        *("", "blank", "SD", "Feb 07", "", "table 22, row 1"),
    ),
    "11.1": Row(
        "User test of draft leaflet describing how to access services for children with "
        "disabilities",
        *("SD", "named", "SD", "May 06", "Health - Children's Services", "table 23, row 1"),
    ),
    "11.4": Row(
        "Working group established to develop publication of clear standards about "
        "communication with parents and young people by all professions",
        *("", "blank", "SD", "Jan 2006", "Change Team;Involving People team;PALS"),
        "table 23, row 4",
    ),
    "11.8": Row("Improve website:", "SD", "named", "SD", "", "ICT Services", "table 23, row 8"),
    "11.18": Row(
        "Final version of handbook issued",
        *("", "blank", "SD", "Initially Jan – June 2006", "MP", "table 24, row 9"),
    ),
    "12.1": Row(
        "Identify all relevant action plans across all agencies",
        *("SF (ISM)", "named", "SF (ISM)", "Jan 06", "AB", "table 24, row 12"),
    ),
    "12.2": Row(
        "Review the plans, and ensure that they will collectively implement the strategic aims "
        "and objectives.",
        *("", "blank", "SF (ISM)", "Feb 06", "", "table 25, row 1"),
    ),
    "12.6": Row(
        "All future plans to be logged and reviewed for compliance",
        *("", "blank", "SF (ISM)", "", "", "table 25, row 5"),
    ),
    "13.2": Row(
        "Head of Service to establish audit schedule",
        *("HL", "named", "HL", "Mar 06", "", "table 25, row 7"),
    ),
    "13.3": Row(SPECIFICATION, "SF (ISM)", "named", "SF (ISM)", "", "SM", "table 25, row 8"),
    "13.8": Row(
        "Review allocation of available financial resources against priorities",
        *("tbc", "to be confirmed", "To be confirmed", "", "", "table 25, row 13"),
    ),
    "14.1": Row(
        "PCT toProduce proposals, gain approval and implement a development/commissioning plan",
        *("SD", "named", "SD", "06/07"),
        "CAMHS strategy group;Regional Specialist Services Commissioning Group;CSIP CAMHS lead",
        "table 26, row 1",
    ),
    "14.2": Row(
        "PFI bid to Dept. of Health for multi agency cross county provision",
        *("", "blank", "SD", "20 Jan 06", "", "table 26, row 2"),
    ),
    "14.5": Row(
        "Approval of proposals and resources required by PCT/CYPPB",
        *("", "blank", "SD", "tbc"),
        "Herefordshire Primary Care Trust;Children and Young Peoples Partnership Board",
        "table 26, row 5",
    ),
    "15.2": Row(
        "Recruitment campaign for C&YP Youth Council with LAC engagement",
        *("JR", "named", "JR", "Jan/Feb 06", "", "table 27, row 2"),
    ),
    "15.3": Row("Youth Council Elections", "", "blank", "JR", "Mar 06", "", "table 27, row 3"),
    "15.5": Row("Adopt 'Hear by Rights' standard", "LS", "named", "LS", "", "", "table 27, row 5"),
    "15.7": Row(
        "Enhance C&YP Services Directory to ensure it is comprehensive and up-to-date",
        *("tbc", "to be confirmed", "To be confirmed", "", "", "table 28, row 1"),
    ),
    "16.1": Row(
        "Early intervention to prevent homelessness strategy approved/implemented",
        *("HL", "named", "HL", "Jun 06"),
        *("Richard Gabb;Derek Allen;Housing Agencies;Planning Services", "table 28, row 2"),
    ),
    "16.4": Row(
        "Specification developed and agreed with Supporting People to provide housing related "
        "support to care leavers",
        *("", "blank", "HL", "Jan – Mar 06", "", "table 28, rows 5 and 7"),
    ),
    "16.5": Row(
        "Responsibility for homelessness returns to Council from Herefordshire Housing",
        *("", "blank", "HL", "1st Apr 06", "", "table 28, row 6"),
    ),
    "17.1": Row(
        "Define reporting framework, timetable and template",
        *("SF", "named", "SF", "Jan – Mar 06", "", "table 29, row 1"),
    ),
    "17.2": Row(
        "Co-ordinate performance management processes across agencies and produce format/ "
        "template for all performance reporting to cover CYPP, JAR Action Plan, LAA etc",
        *("SF", "named", "SF", "Mar 06", "", "table 29, row 2"),
    ),
    "17.3": Row(
        "Develop appropriate work programme with Scrutiny Committee focussed on strategic aims "
        "set out in CYPP, JAR action Plan and LAA",
        *("66", "ditto", "SF", "Mar-May 06", "", "table 29, row 3"),
    ),
}


def as_written(action: Action | None, text: str, part: str) -> str:
    """Return a text of an action as its paper has it, with the slips of the copy."""
    assert action is not None
    for emendation in reversed(action.emendations):
        if emendation["part"] == part:
            text = text.replace(emendation["understood"], emendation["as_written"])
    return text


@pytest.mark.parametrize("reference", ROWS)
def test_a_row_says_what_the_paper_says(jar: Plan, reference: str) -> None:
    action = action_of(jar, reference)
    found = Row(
        text=as_written(action, action.text, "text"),
        lead_cell=action.lead_as_written,
        reading=action.lead_reading,
        lead=action.lead_words,
        by_when=action.by_whens.get().words,
        partners=";".join(role.holder for role in action.roles.filter(part="support")),
        place=action.source_place,
    )

    assert found == ROWS[reference]


def test_the_eight_columns_of_a_row_stand_in_their_own_fields(jar: Plan) -> None:
    action = action_of(jar, "3.1")

    assert action.recommendation.text == (
        "Ensure that there is an effective workforce strategy to address the recruitment and "
        "retention problems within the local authority's Social Care Service."
    )
    assert action.text == ROWS["3.1"].text
    assert action.lead_as_written == "SF (ISM)"
    assert action.by_whens.get().as_written == "24 Jan 06"
    assert action.progress_as_written == (
        "Bid submitted to CWDC 24.02.06 (SD - Need copy for evidence file!!!!) Bid successful "
        "w/b 27 02 06: one and a half days offered (to be used by 31 st May 06) – ideally to be "
        "before 15 March deadline for production of the Strategy; otherwise, to test and refine "
        "it as soon as possible thereafter Agreed with CWDC that their input would be to help "
        "widen the strategy to make it crossagency, focused on May seminar with the CCM "
        "consultants"
    )
    assert action.partners_as_written == "RC, MG Corporate HR"
    assert (
        action.additional_capacity == "Consultancy support from the CWDC to develop the strategy"
    )
    assert [criterion.text for criterion in action.success_criteria.all()] == [
        "Practical programme for improvement, including concrete timetabled actions for critical "
        "areas e.g. the duty team, and fostering services and children with LDD",
        "We have the right staff, with the right skills and understanding, operating the CCM and "
        "CAF successfully. In particular, that we avoid fluctuations in qualified social work "
        "staffing that would adversely impact on our ability to operate the safeguarding "
        "arrangements well at all times",
    ]


@pytest.mark.parametrize(
    ("reference", "capacity", "criteria"),
    [
        ("1.1", "•", ["New threshold in place, understood and consistently applied"]),
        (
            "1.13",
            "External consultant to help design the new arrangements for revised role, remit, "
            "threshold and involvement of Social Care Consultants under the CCM (4 days)",
            [
                "Revised and consistently followed operating procedures in place for access to "
                "consultants."
            ],
        ),
        ("4.1", "", ["See 2 above.", "Positive ongoing results from review and observation."]),
        (
            "5.21",
            "Cost of survey and full cost of expanded service provision to be determined",
            [
                "Positive result from survey of professionals",
                "Improved family support provision in place.",
            ],
        ),
        (
            "9.3",
            "",
            [
                "All children with LDD to have care plans",
                "All children with LDD to have multi-disciplinary assessment.",
                "NSF standards met",
                "All children with LDD to have good quality transition planning.",
            ],
        ),
        (
            "11.8",
            "Web development costs C&YPPB",
            ["Improved and expanded web presence.", "Positive on-line evaluation results."],
        ),
        ("11.19", "Additional Independent Reviewing Officer recruited", []),
        (
            "15.2",
            "C&YP Youth Council – Budget pressure bid submitted by JR Oct 05 - £75k",
            ["Positive evaluation results from C&YP."],
        ),
        ("15.5", "To be identified", ["Standard adopted and adhered to."]),
    ],
)
def test_capacity_and_success_criteria_stand_against_the_row_of_the_paper(
    jar: Plan, reference: str, capacity: str, criteria: list[str]
) -> None:
    action = action_of(jar, reference)

    assert action.additional_capacity == capacity
    assert [criterion.text for criterion in action.success_criteria.all()] == criteria


RECOMMENDATIONS = {
    1: "Ensure that appropriate criteria are set for the involvement of the LA's professionally "
    "qualified SC staff In child protection cases",
    2: "Ensure that these criteria are clearly understood by all concerned and consistently "
    "applied in practice.",
    4: "Ensure that a written record is made of all contacts with the Social Care Duty Team.",
    6: "Ensure that the training, guidance and support needs of all staff contributing to the "
    "implementation of the Child Concern Model are addressed, both in terms of the time required "
    "to undertake the tasks involved and the necessary skills.",
    8: "Improve access to Occupational Therapy Services.",
    11: "Improve communication with parents and young people with learning difficulties and "
    "disabilities in terms of both the assessment of need and planning of provision.",
    12: "Improve action planning to deliver strategic aims and objectives and, in particular, "
    "ensure that associated resourcing needs are met.",
    17: "Strengthen performance management processes involving elected members and senior "
    "officers at all levels, including the Partnership Board and the local authority's "
    "Children's Services Scrutiny Cttee.",
}


@pytest.mark.parametrize("number", RECOMMENDATIONS)
def test_a_recommendation_is_worded_as_on_the_papers(jar: Plan, number: int) -> None:
    assert jar.recommendations.get(number=number).text == RECOMMENDATIONS[number]


@pytest.mark.parametrize(
    ("number", "written"),
    [(2, "by all concerned and consistently practice.”"), (11, "with leaning difficulties")],
)
def test_a_recommendation_that_was_mended_keeps_its_words_as_written_beside_it(
    jar: Plan, number: int, written: str
) -> None:
    [doubt] = jar.recommendations.get(number=number).doubts.filter(about="text")

    assert written in doubt.text


@pytest.mark.parametrize(
    ("number", "heading"),
    [
        (2, "Words cut off."),
        (4, "Words repeated."),
        (11, "Misspelt word."),
        (12, "Words repeated."),
    ],
)
def test_a_recommendation_whose_words_are_damaged_says_so(
    jar: Plan, number: int, heading: str
) -> None:
    doubts = jar.recommendations.get(number=number).doubts

    assert doubts.filter(about="text", heading=heading).exists()


def test_the_recommendations_stand_in_the_two_groups_of_the_summary(jar: Plan) -> None:
    groups = {
        group.name_as_written: list(group.recommendations.values_list("number", flat=True))
        for group in jar.urgency_groups.all()
    }

    assert groups == {
        "January – June 2006": [1, 2, 3, 4],
        "June 2006 -": list(range(5, 18)),
    }


# --- Every row of the 29 tables is in the plan, once ---------------------------------------------

ROWS_IN_TABLES = dict(
    enumerate(
        [
            *(7, 3, 2, 4, 3, 4, 8, 2, 6),  # recommendations 1 and 2
            *(4, 7, 8, 3, 9, 11, 7, 11, 7),  # recommendations 3 to 7
            *(7, 7, 8, 1, 9, 12, 14, 5, 6, 7, 3),  # recommendations 8 to 17
        ],
        start=1,
    )
)


def cited_rows(place: str) -> list[tuple[int, int]]:
    """Return the table and each row that a citation names."""
    cited = re.fullmatch(r"table (\d+), rows? (\d+)(?: (to|and) (\d+))?", place)
    assert cited, place
    table, first = int(cited[1]), int(cited[2])
    if cited[3] is None:
        return [(table, first)]
    last = int(cited[4])
    rows = range(first, last + 1) if cited[3] == "to" else (first, last)
    return [(table, row) for row in rows]


def test_every_row_of_every_table_belongs_to_just_one_action(jar: Plan) -> None:
    places = jar.actions.values_list("source_place", flat=True)
    cited = Counter(row for place in places for row in cited_rows(place))
    printed = [
        (table, row) for table, rows in ROWS_IN_TABLES.items() for row in range(1, rows + 1)
    ]

    assert len(ROWS_IN_TABLES) == 29
    assert cited == Counter(printed)


def test_every_action_cites_the_plan_itself(jar: Plan) -> None:
    cited = {action.source for action in jar.actions.select_related("source")}

    assert cited == {SourceDocument.objects.get(slug="jar-action-plan")}


def test_every_note_cites_the_paper_and_place_of_its_action(jar: Plan) -> None:
    for update in ProgressUpdate.objects.filter(action__plan=jar).select_related("action"):
        assert update.action is not None
        assert update.source_id == update.action.source_id
        assert update.source_place == update.action.source_place


@pytest.mark.parametrize(
    ("reference", "about", "heading"),
    [
        ("2.13", "by when", "Joined rows."),
        ("3.7", "text", "Joined rows."),
        ("4.9", "progress", "Joined rows."),
        ("8.3", "progress", "A note of the next row may belong here."),
        ("8.4", "text", "Joined rows."),
        ("8.4", "progress", "Perhaps another row."),
        ("16.4", "source", "Joined rows."),
        ("5.19", "progress", "Column slipped."),
        ("5.19", "lead", "Initials reversed."),
        ("17.1", "progress", "Column slipped."),
        ("7.3", "lead", "Sign-off only."),
        ("9.4", "text", "Two actions in one row."),
        ("10.5", "by when", "Year."),
        ("14.1", "by when", "Year."),
        ("15.5", "progress", "Date."),
    ],
)
def test_a_row_that_was_hard_to_read_says_why(
    jar: Plan, reference: str, about: str, heading: str
) -> None:
    assert action_of(jar, reference).doubts.filter(about=about, heading=heading).exists()


def test_the_doubt_about_a_day_cites_the_self_assessment_of_2005(jar: Plan) -> None:
    doubt = action_of(jar, "15.5").doubts.get(heading="Date.")

    assert "The self-assessment of 12 September 2005" in doubt.text
    assert "“are being considered”" in doubt.text


STRAY_MARKS = {"££", "66", "a", "ic", "ic .", "ta", "tt", "u", "íc .", "и"}


def test_a_stray_mark_is_a_ditto_with_a_doubt_and_never_a_person(jar: Plan) -> None:
    stray = jar.actions.filter(lead_reading="ditto").exclude(lead_as_written='"')

    assert set(stray.values_list("lead_as_written", flat=True)) == STRAY_MARKS
    for action in stray:
        assert action.doubts.filter(about="lead", heading="Ditto mark.").exists()
    assert not Officer.objects.filter(initials__in=STRAY_MARKS).exists()


# --- Notes: split at their dates -----------------------------------------------------------------


class Note(NamedTuple):
    """One note of a progress cell: its words, its date as written, and the day understood."""

    narrative: str
    as_written: str
    when: str


VISITS = [
    Note("Visits/Reviews", "16 02 06", "2006-02-16"),
    Note("Visits/Reviews", "28 02 06", "2006-02-28"),
    Note("Visits/Reviews", "09 03 06", "2006-03-09"),
    Note("Visits/Reviews", "16 03 06", "2006-03-16"),
    Note("No material issues highlighted to date", "", "none"),
]

NOTES = {
    "1.1": [Note("Discussion paper prepared", "Dec 05.", "2005-12 (month)")],
    "1.2": [
        Note("LSCB Subgroup met to discuss paper", "04.01.06.", "2006-01-04"),
        Note("LSCB Subgroup met to discuss paper", "and 06.02.06", "2006-02-06"),
    ],
    "1.5": [
        Note("Comparator information requested by SM", "31 02 06,", "impossible"),
        Note("Initial benchmarking data produced", "06.02.06", "2006-02-06"),
        Note("SF followed up information request", "15.02.06", "2006-02-15"),
        Note("positive response received", "21 02 06", "2006-02-21"),
        Note("SM awaiting additional data from Devon and Northumberland", "", "none"),
        Note(
            "Northumberland data now received and initial analysis produced",
            *("21 03 06", "2006-03-21"),
        ),
    ],
    "1.7": [
        Note("Draft done", "18 th February", "2006-02-18"),
        Note(
            "SF has sent paper to Shropshire & Worcestershire outlining programme of "
            "requirements. Both have agreed to assist.",
            *("", "none"),
        ),
        Note("LSCB agreed revised threshold criteria", "27 02 06", "2006-02-27"),
        Note("Completed", "", "none"),
    ],
    "1.10": [
        Note("HL memo to D. Johnson Corporate HR", "10.02.06", "2006-02-10"),
        Note("HL spoke with DJ", "17 th Feb", "2006-02-17"),
        Note("DJ to consider", "", "none"),
        Note(
            "HL met Mel Ganderton(corp. HR, who will develop arrangements and join strategy group",
            *("22 02 06 -", "2006-02-22"),
        ),
        Note("meeting resulting in production of action plan", "03 03 06", "2006-03-03"),
        Note(
            "Meeting to discuss draft preferred supplier list for agency staff – Target date for "
            "list to be agreed and contracts in place 07 04 06",
            *("17 03 06", "2006-03-17"),
        ),
    ],
    "2.12": [
        Note(
            "HL and IRO's developing audit checklist of files based on SSI/JAR process. Initial "
            "focus on LAC (fostering inspection in March)",
            *("", "none"),
        ),
        Note("final draft developed", "16 th Feb.", "2006-02-16"),
        Note("Audit questionnaires under development", "15 02 06", "2006-02-15"),
        Note(
            "Audit questionnaires for LAC & child protection finalised", "23 02 06", "2006-02-23"
        ),
        Note("Approved by SF 01 03 06 and in operation", "01 03 06", "2006-03-01"),
        Note(
            "Managers/Legal reminded of procedure for recording legal decisions/advice by HL",
            *("25 03", "2006-03-25"),
        ),
    ],
    "3.2": [
        Note("Working Group met", "07.02.06", "2006-02-07"),
        Note("Working Group met", "27.02.06", "2006-02-27"),
        Note(
            "Draft project plan prepared and forwarded to DCS and Head of HR",
            *("30.02.06", "impossible"),
        ),
        Note("meeting resulting in production of action plan", "03 03 06", "2006-03-03"),
    ],
    "3.7": [
        Note(
            "On track for the Council element to be in place, subject to adjustment in May when "
            "it is widened to cover all relevant agencies.",
            *("", "none"),
        ),
        Note("08 05 06 Provisional scooping day for Childrens Workforce Strategy ,", "", "none"),
    ],
    "4.2": [
        Note("New Assistant Team Manager appointed", "", "none"),
        Note("HL confirmed weekly meetings are taking place", "21 02 06 –", "2006-02-21"),
    ],
    "4.8": [
        Note("Commenced", "27.01.06", "2006-01-27"),
        Note("Visits/Reviews", "10.02.06", "2006-02-10"),
        *VISITS,
    ],
    "5.3": [
        Note("SM/HL/AH met with 6 headteachers", "30.01.06", "2006-01-30"),
        Note("Meeting with South Wye headteachers", "28 02 06", "2006-02-28"),
        Note("Meeting scheduled 05 04 06 to agree project plan for pilots", "", "none"),
    ],
    "5.6": [
        Note(
            "Agreement reached to develop existing PCT/Health information sharing protocol.",
            *("04.01.06", "2006-01-04"),
        )
    ],
    "5.10": [Note("Paper on SEN elements produced.", "Dec 05", "2005-12 (month)")],
    "5.19": [
        Note("HL held initial discussion with Helen Horton - Alliance", "", "none"),
        Note("Meeting with Allianctook place on 08. 03. 06", "08. 03. 06", "2006-03-08"),
        Note("Agreed Family Support commissioning actions", "", "none"),
        Note("Initial funding approved by Health &Care Partnership", "23 Jan 06", "2006-01-23"),
    ],
    "6.3": [Note("Done", "", "none")],
    "7.4": [
        Note(
            "Majority of plans in place. Only outstanding cases are those awaiting a response "
            "from LAC",
            *("Mar 06", "2006-03 (month)"),
        )
    ],
    "7.5": [
        Note("All January actions achieved in that month", "January", "2006-01 (month)"),
        Note("Approved by PCT", "02.02.06", "2006-02-02"),
    ],
    "7.7": [Note("Commenced", "10 02 06", "2006-02-10"), *VISITS],
    "8.3": [
        Note("Appointment of occupational therapist (housing)", "01 02 06", "2006-02-01"),
        Note("OT for children with autism appointed", "", "none"),
    ],
    "8.4": [Note("Done by 10. 03. 06", "10. 03. 06", "2006-03-10")],
    "9.3": [
        Note("Multi-disciplinary assessment ready for consultation", "14 03 06", "2006-03-14"),
        Note("Downs syndrome- done", "14 03 06", "2006-03-14"),
        Note("Epilepsy- done", "14 03 06", "2006-03-14"),
        Note("Social communication ordersfinal draft produced", "14 03 06", "2006-03-14"),
    ],
    "10.2": [
        Note(
            "Transitions Executive group established and review commenced",
            *("Jan 06.", "2006-01 (month)"),
        ),
        Note("Project plan scoped.", "", "none"),
    ],
    "12.3": [
        Note(
            "Multi agency managers to be requested to review action plans and targets to more "
            "closely align with C&YPP following it's issue 01 04 06",
            *("", "none"),
        )
    ],
    "14.2": [
        Note("Bid to Dept. of Health made by 20 Jan 06", "20 Jan 06", "2006-01-20"),
        Note("Understood to be with Ministers", "10.03. 06", "2006-03-10"),
    ],
    "15.5": [Note("CYPPB adopted", "06 05", "none")],
    "16.3": [
        Note(
            "Enabling People Housing Team negotiating 6 additional accommodation units for "
            "independent living",
            *("", "none"),
        ),
        Note("Authorisation received to carry forward funding to 06/07", "", "none"),
        Note("Project Initiation Document produced", "22 02 06 –", "2006-02-22"),
    ],
    "16.4": [
        Note(
            "Contract with 'New Dawn' to deliver Housing related support to increased number of "
            "care leavers extended",
            *("", "none"),
        ),
        Note("Project Initiation Document produced", "22 02 06 –", "2006-02-22"),
        Note(
            "Negotiations underway with SHYPP to increase service levels to young people "
            "including lone parents/teenage pregnancies to meet identified needs",
            *("", "none"),
        ),
    ],
    "17.1": [
        Note(
            "TheCouncils corporate framework will be used as the basis for reporting. The CYPPB "
            "will receive exception reports on the APA dataset, LAA indicators(incorporating "
            "LPSA2) and progress reports in respect of the JAR Action Plan and locally setPl's.",
            *("", "none"),
        ),
        Note(
            "Cabinet member, leader and Chief Executive receiving weekly reports on progress "
            "against this Action Plan",
            *("", "none"),
        ),
        Note("Audit and supervision arrangements have been strengthened", "", "none"),
        Note("Plan to undertake annual Laming Audit", "", "none"),
    ],
    "17.3": [
        Note("Progress against this action plan reported", "MAR 06.", "2006-03 (month)"),
        Note(
            "(updates will be provided) All inspection reports e.g. adoption,fostering to be "
            "considered by Cabinet and Scrutiny",
            *("", "none"),
        ),
    ],
}


@pytest.mark.parametrize("reference", NOTES)
def test_a_progress_cell_is_split_into_its_dated_notes(jar: Plan, reference: str) -> None:
    updates = action_of(jar, reference).updates.order_by("sequence")
    found = [
        Note(as_written(row.action, row.narrative, "notes"), row.date_as_written, when(row))
        for row in updates
    ]

    assert found == NOTES[reference]


def test_a_week_is_kept_as_a_week(jar: Plan) -> None:
    [update] = ProgressUpdate.objects.filter(action__plan=jar, date_precision="week")

    assert update.action is not None
    assert update.action.reference == "3.1"
    assert update.date_as_written == "w/b 27 02 06"
    assert update.reported_on == date(2006, 2, 27)


def test_the_two_days_that_do_not_exist_are_kept_as_written_and_flagged(jar: Plan) -> None:
    impossible = ProgressUpdate.objects.filter(action__plan=jar, date_precision="impossible")
    found = {(row.action.reference, row.date_as_written) for row in impossible if row.action}

    assert found == {("1.5", "31 02 06,"), ("3.2", "30.02.06")}
    for row in impossible:
        assert row.reported_on is None
        assert row.action is not None
        assert row.action.doubts.filter(heading="No such day.", is_contradiction=True).exists()


def words_of(text: str) -> list[str]:
    """Return the words of a cell, without what stands between them."""
    return re.findall(r"\w+", text.replace("going10", "going 10"))


def test_no_word_of_a_progress_cell_is_lost_and_none_is_added(jar: Plan) -> None:
    for action in jar.actions.prefetch_related("updates"):
        said = " ".join(f"{row.date_as_written} {row.narrative}" for row in action.updates.all())
        notes = as_written(action, said, "notes")

        assert set(words_of(notes)) == set(words_of(action.progress_as_written)), action


@pytest.mark.parametrize(
    ("reference", "sequence", "day"),
    [
        pytest.param("1.3", 1, date(2006, 1, 10), id="a day, from that day"),
        pytest.param("1.1", 1, date(2005, 12, 31), id="a month, from its last day"),
        pytest.param("7.1", 1, date(2006, 1, 31), id="January, from its last day"),
        pytest.param("3.1", 3, date(2006, 3, 5), id="a week, from its Sunday"),
        pytest.param("1.5", 1, date(2006, 2, 6), id="no such day, from the next note's"),
        pytest.param("3.2", 3, date(2006, 3, 3), id="no such day, from the next note's (3.2)"),
        pytest.param("1.7", 2, date(2006, 2, 27), id="no day, from the next note's"),
        pytest.param("3.1", 2, date(2006, 3, 5), id="no day, from the week after it"),
        pytest.param("1.7", 4, PAPER_DAY, id="no day and the last, from the day of the paper"),
        pytest.param("15.5", 1, PAPER_DAY, id="a day that cannot be told, likewise"),
        pytest.param("2.12", 6, date(2006, 3, 25), id="a day later than the paper, from that day"),
    ],
)
def test_a_note_counts_from_the_day_on_which_it_can_be_taken_as_known(
    jar: Plan, reference: str, sequence: int, day: date
) -> None:
    assert action_of(jar, reference).updates.get(sequence=sequence).counts_from == day


@pytest.mark.parametrize(
    "reference",
    [
        pytest.param("1.4", id="only the instructions are in place"),
        pytest.param("1.5", id="the data from Devon never came"),
        pytest.param("1.14", id="approved, yet to be put into use"),
        pytest.param("2.1", id="with the printers"),
        pytest.param("2.12", id="words about another action"),
        pytest.param("3.2", id="drafted, not discussed"),
        pytest.param("5.16", id="included in proposed projects"),
        pytest.param("7.4", id="the majority"),
        pytest.param("9.3", id="two pathways of several"),
        pytest.param("11.9", id="the action's own words repeated"),
    ],
)
def test_words_that_fall_short_of_done_leave_the_action_in_progress(
    jar: Plan, reference: str
) -> None:
    assert line_of(jar, reference, as_of=MAY_22).status is Status.IN_PROGRESS


@pytest.mark.parametrize(
    "reference",
    [
        pytest.param("1.19", id="visits that go on"),
        pytest.param("4.3", id="in place and ongoing"),
        pytest.param("8.4", id="done once, to be done monthly"),
        pytest.param("15.1", id="established, to go on"),
    ],
)
def test_words_of_what_goes_on_leave_the_action_in_place(jar: Plan, reference: str) -> None:
    assert line_of(jar, reference, as_of=MAY_22).status is Status.IN_PLACE


@pytest.mark.parametrize("reference", ["4.4", "4.6", "4.7", "6.11", "12.6"])
def test_words_that_ask_for_what_goes_on_do_not_say_that_it_is_in_place(
    jar: Plan, reference: str
) -> None:
    assert line_of(jar, reference, as_of=MAY_22).status is not Status.IN_PLACE


# --- By-whens ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reference", "earliest", "latest", "precision"),
    [
        ("1.1", "2005-12-01", "2005-12-31", "month"),
        ("1.2", "2006-01-04", "2006-01-04", "day"),
        ("1.10", "2006-02-28", "2006-02-28", "month"),
        ("1.17", "2006-02-28", "2006-02-28", "month"),
        ("1.19", "2006-01-01", "2006-04-30", "month"),
        ("1.21", "2006-02-28", "2006-02-28", "month"),
        ("2.2", "2006-02-20", "2006-03-07", "period"),
        ("2.8", "2006-04-01", "2006-12-31", "month"),
        ("2.13", "2006-06-30", "2007-03-31", "period"),
        ("3.5", "2006-02-10", "2006-02-20", "period"),
        ("3.8", "2006-03-15", "", "day"),
        ("4.4", "", "", "unknown"),
        ("5.8", "2006-04-01", "2006-10-31", "months"),
        ("5.13", "2006-09-01", "2006-09-30", "month"),
        ("5.27", "2006-07-01", "2006-10-31", "month"),
        ("6.1", "2006-04-01", "", "month"),
        ("7.7", "2006-02-01", "2006-05-31", "month"),
        ("8.4", "2006-04-01", "2006-04-30", "month"),
        ("9.4", "2006-06-01", "2007-04-30", "period"),
        ("9.5", "2006-02-01", "2006-04-30", "months"),
        ("9.8", "2006-09-01", "2006-11-30", "season"),
        ("10.1", "2006-06-01", "2006-06-30", "month"),
        ("10.5", "2005-06-01", "2005-06-30", "month"),
        ("11.1", "2006-05-01", "2006-05-31", "month"),
        ("11.10", "2006-05-01", "2006-05-31", "month"),
        ("11.12", "2006-09-01", "2006-11-30", "season"),
        ("11.15", "2006-05-01", "2006-06-30", "months"),
        ("11.18", "2006-01-01", "2006-06-30", "months"),
        ("14.1", "2006-04-01", "2007-03-31", "financial year"),
        ("14.4", "", "", "unknown"),
        ("15.2", "2006-01-01", "2006-02-28", "months"),
        ("16.5", "2006-04-01", "2006-04-01", "day"),
        ("17.3", "2006-03-01", "2006-05-31", "months"),
    ],
)
def test_a_by_when_is_understood_as_the_days_it_spans(
    jar: Plan, reference: str, earliest: str, latest: str, precision: str
) -> None:
    by_when = action_of(jar, reference).by_whens.get()

    assert str(by_when.earliest or "") == earliest
    assert str(by_when.latest or "") == latest
    assert by_when.precision == precision


@pytest.mark.parametrize(
    ("reference", "recurrence", "review_on"),
    [
        ("1.19", "at least monthly", date(2006, 4, 30)),
        ("2.8", "no less than bi monthly", date(2006, 12, 31)),
        ("5.27", "at least monthly", date(2006, 10, 31)),
        ("7.7", "at least monthly", date(2006, 5, 31)),
        ("8.4", "monthly", None),
        ("9.10", "at least monthly", date(2006, 5, 31)),
    ],
)
def test_a_by_when_that_comes_round_says_how_often_and_when_it_is_reviewed(
    jar: Plan, reference: str, recurrence: str, review_on: date | None
) -> None:
    by_when = action_of(jar, reference).by_whens.get()

    assert by_when.recurrence == recurrence
    assert by_when.review_on == review_on


def test_every_by_when_that_has_words_is_understood_or_to_be_confirmed(jar: Plan) -> None:
    unknown = ActionByWhen.objects.filter(action__plan=jar, precision="unknown").exclude(words="")

    assert {row.words for row in unknown} == {"tbc"}


def test_a_by_when_broken_by_the_narrow_column_is_mended_and_kept_as_written(jar: Plan) -> None:
    by_when = action_of(jar, "7.7").by_whens.get()

    assert by_when.as_written == (
        "Comme ncing Februar y, thereaft er at least monthly with review in May."
    )
    assert by_when.words == "Commencing February, thereafter at least monthly with review in May."


@pytest.mark.parametrize(
    ("reference", "as_written", "words"),
    [
        ("11.1", "May06", "May 06"),
        ("11.3", "Sep06", "Sep 06"),
        ("16.5", "1 st Apr 06", "1st Apr 06"),
        ("17.3", "Mar- May 06", "Mar-May 06"),
    ],
)
def test_a_by_when_that_was_badly_spaced_is_mended_and_kept_as_written(
    jar: Plan, reference: str, as_written: str, words: str
) -> None:
    by_when = action_of(jar, reference).by_whens.get()

    assert (by_when.as_written, by_when.words) == (as_written, words)


def test_a_partner_that_was_misspelt_is_mended_and_kept_as_written(jar: Plan) -> None:
    action = action_of(jar, "14.1")

    assert "Commissio ning Croup" in action.partners_as_written
    assert "Regional Specialist Services Commissioning Group" in {
        role.holder for role in action.roles.filter(part="support")
    }


@pytest.mark.parametrize(
    ("reference", "milestones"),
    [
        (
            "2.13",
            [
                ("End June 06", date(2006, 6, 30)),
                ("End September 06", date(2006, 9, 30)),
                ("End Dec 06", date(2006, 12, 31)),
                ("End Mar 07", date(2007, 3, 31)),
            ],
        ),
        ("9.4", [("June 06", date(2006, 6, 30)), ("Oct 06- Apr 07", date(2007, 4, 30))]),
    ],
)
def test_an_action_with_several_by_whens_has_a_milestone_for_each(
    jar: Plan, reference: str, milestones: list[tuple[str, date]]
) -> None:
    found = action_of(jar, reference).milestones.values_list("by_when_as_written", "latest")

    assert list(found) == milestones


def test_no_other_action_has_milestones(jar: Plan) -> None:
    found = Milestone.objects.filter(action__plan=jar).values_list("action__reference", flat=True)

    assert set(found) == {"2.13", "9.4"}


# --- Ratings of the loaded plan ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reference", "day", "rating", "sentence"),
    [
        ("1.18", date(2006, 4, 15), Rag.NONE, "Not rated: nothing reported"),
        ("1.18", date(2006, 4, 16), Rag.RED, "Red: due 15 April 2006, no completion recorded"),
        ("1.9", date(2006, 3, 9), Rag.RED, "Red: due 1 March 2006, no completion recorded"),
        ("1.9", date(2006, 3, 10), Rag.GREEN, "Green: completed 10 March 2006; no evidence"),
        ("1.7", date(2006, 3, 13), Rag.RED, "Red: due 27 February 2006, no completion recorded"),
        ("1.7", PAPER_DAY, Rag.GREEN, "Green: completed, the day not given; no evidence"),
        ("15.3", date(2006, 3, 30), Rag.NONE, "Not rated: nothing reported"),
        ("15.3", date(2006, 3, 31), Rag.GREEN, "Green: completed March 2006; no evidence"),
        ("10.5", date(2006, 3, 13), Rag.RED, "Red: due 30 June 2005, no completion recorded"),
        (
            "2.8",
            MAY_22,
            Rag.NONE,
            "Not rated: in place, nothing shows whether it is kept: at least every two months,"
            " the first by 31 May 2006",
        ),
        ("6.1", MAY_22, Rag.NONE, "Not rated: nothing reported"),
        (
            "8.4",
            MAY_22,
            Rag.NONE,
            "Not rated: in place, not kept since 1 April 2006, when it was to begin"
            " (at least monthly: April 2006 is not recorded)",
        ),
        ("13.8", MAY_22, Rag.NONE, "Not rated: nothing reported"),
        (
            "7.7",
            MAY_22,
            Rag.NONE,
            "Not rated: in place, not kept since 16 March 2006"
            " (at least monthly: April 2006 is not recorded)",
        ),
    ],
)
def test_a_row_is_rated_from_what_the_paper_says_of_it(
    jar: Plan, reference: str, day: date, rating: Rag, sentence: str
) -> None:
    found = line_of(jar, reference, as_of=day).rating

    assert (found.rag, found.sentence.replace("\xa0", " ")) == (rating, sentence)


# --- What the plan says of itself ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "order", "words"),
    [
        ("introduction", 2, "the additional capacity that is being created"),
        ("introduction", 3, "a member of the Children's Services Change Team"),
        ("introduction", 3, "a senior manager from the Primary Care Trust"),
        ("introduction", 3, "the Council's Corporate Policy and Research Manager"),
        ("introduction", 3, "The interim Senior Manager will join the Group."),
        ("introduction", 6, "strike a balance"),
        ("task", 1, "the dedicated additional resource of an Assistant Team Manager (ATM)"),
        ("task", 3, "whether wider changes should be made to the operation of the CCM"),
        ("task", 4, "potentially vulnerable children"),
        ("enabler", 7, "the notified source of guidance"),
    ],
)
def test_an_abridged_section_keeps_what_the_paper_means(
    jar: Plan, kind: str, order: int, words: str
) -> None:
    assert words in jar.sections.get(kind=kind, order=order).text


# --- The summary of 19 May 2006 ------------------------------------------------------------------

SUMMARY = {
    1: ("completed", "All milestones /actions now completed."),
    2: ("in progress", 'Further communications work and "road shows" on Child Concern Model'),
    3: ("in progress", "Workforce strategy for social care completed."),
    4: ("completed", "System in place and operating properly."),
    5: ("in progress", "To achieve whole systems approach – linkage with threshold criteria"),
    6: ("in progress", "A two-day training package has been designed for CCM consultants"),
    7: ("in progress", "Most actions completed and performance has improved."),
    8: ("completed", "Required action completed."),
    9: ("in progress", "Development work is under way and progress is as required"),
    10: ("in progress", "Progress has been made and actions to date completed"),
    11: ("in progress", "Work on this issue is progressing in line with the timetable."),
    12: ("in progress", "CYP's Plan has been completed and approved by Cabinet"),
    13: ("in progress", "A new approach to ensuring that a whole system performance culture"),
    14: ("in progress", "Proposals in place, including a Public Finance Initiative (PFI) bid"),
    15: ("in progress", "Progress made. Hear by Rights Standard adopted but dedicated resources"),
    16: ("in progress", "Significant progress has been made."),
    17: ("in progress", "In place as follows:"),
}


@pytest.mark.parametrize("number", SUMMARY)
def test_the_summary_speaks_of_each_recommendation_on_the_nineteenth_of_may(
    jar: Plan, number: int
) -> None:
    update = ProgressUpdate.objects.get(
        recommendation__plan=jar, recommendation__number=number, source__slug="summary-2006-05-19"
    )
    status, beginning = SUMMARY[number]

    assert update.reported_on == update.counts_from == date(2006, 5, 19)
    assert update.date_as_written == "19.05.06"
    assert update.author_as_written == "Director of Children's Services"
    assert update.status == status
    assert update.narrative.startswith(beginning)
    assert update.source_place.startswith(f"recommendation {number}, ")


def test_the_summary_and_what_was_said_in_march_is_all_of_recommendations_as_a_whole(
    jar: Plan,
) -> None:
    said = ProgressUpdate.objects.filter(recommendation__plan=jar)
    by_paper = said.order_by("source__slug", "recommendation__number").values_list(
        "source__slug", "reported_on", "recommendation__number"
    )
    march = date(2006, 3, 13)

    assert list(by_paper) == [
        *(("jar-report-2006-03-13", march, number) for number in (1, 2, 3, 4)),
        *(("minutes-2006-03-13", march, number) for number in (1, 2, 3, 4)),
        *(("summary-2006-05-19", date(2006, 5, 19), number) for number in range(1, 18)),
    ]


def summary_of(jar: Plan, number: int) -> str:
    """Return what the summary of 19 May says of a recommendation."""
    said = jar.recommendations.get(number=number).updates
    return said.get(source__slug="summary-2006-05-19").narrative


@pytest.mark.parametrize(
    ("number", "day", "rag", "words"),
    [
        (3, date(2006, 3, 12), Rag.NONE, ""),
        (3, date(2006, 3, 13), Rag.AMBER, "progressing to the agreed timetable"),
        (3, date(2006, 4, 17), Rag.AMBER, "progressing to the agreed timetable"),
        (3, date(2006, 4, 18), Rag.NONE, ""),
        (3, date(2006, 5, 19), Rag.NONE, ""),  # newer words, which say nothing of the kind
        (9, date(2006, 5, 18), Rag.NONE, ""),
        (9, date(2006, 5, 19), Rag.AMBER, "progress is as required within timescales prescribed"),
        (10, date(2006, 5, 22), Rag.AMBER, "actions to date completed as per required timescales"),
        (11, date(2006, 5, 22), Rag.AMBER, "progressing in line with the timetable"),
        (11, date(2006, 6, 24), Rag.NONE, ""),
    ],
)
def test_a_rating_is_read_from_words_until_newer_words_or_the_end_of_the_cycle(
    jar: Plan, number: int, day: date, rag: Rag, words: str
) -> None:
    page = build_recommendation_page(build_plan_head(jar.slug, as_of=day), number, as_of=day)

    assert page.line.rating.rag is rag
    assert page.line.is_read == bool(words)
    assert words in page.line.rating.reason


def test_what_is_read_is_never_counted_with_what_was_given(jar: Plan) -> None:
    report = build_summary_report(jar.slug, as_of=date(2006, 5, 22))

    counts = report.recommendation_counts
    assert (counts.red, counts.amber, counts.green, counts.none) == (0, 0, 3, 14)
    assert report.read_count == 3


@pytest.mark.parametrize(
    ("number", "ending"),
    [
        (1, "Work is on target for submission of the APA within the required timescale ie 31st"),
        (3, "strategy for the area forward to be set up on 22nd June"),
        (5, "Then further work on operational protocols will be undertaken."),
        (12, "Initial feedback on action taken to date on safeguarding"),
        (13, "The action required will be aligned with the Herefordshire Connects programme and"),
        (16, "This will be taken forward through the CYPP."),
        (17, "is being planned with the member development working party"),
    ],
)
def test_a_summary_broken_over_rows_and_pages_is_whole(
    jar: Plan, number: int, ending: str
) -> None:
    assert ending in summary_of(jar, number)[-120:]


def test_the_scrambled_summary_of_recommendation_12_reads_in_its_own_order(jar: Plan) -> None:
    assert (
        "An Interim Senior Manager is assisting in the development and delivery of this plan, "
        "preparations for the APA, and transformation/cultural change."
    ) in jar.recommendations.get(number=12).updates.get().narrative


def test_no_rating_is_stored_for_the_colours_did_not_survive(jar: Plan) -> None:
    assert not ProgressUpdate.objects.exclude(rating="").exists()
    assert not Moderation.objects.exists()


# --- Initials, bodies, glossary ------------------------------------------------------------------

INDEX = {
    "SF": ("Sue Fiennes", "Director of Children's Services"),
    "HL": ("Henry Lewis", "Head of Children's Social Care"),
    "SM": ("Steve Merrell", "Children's Services Manager (Operations)"),
    "LM": ("Linda Maden", "Acting Children's Services Manager"),
    "JD": ("Jon Dudley", "Children's Services Manager (Resources)"),
    "SD": ("Sue Doheny", "Locality Manager - PCT"),
    "MP": ("Marcia Perry", "Commissioning Manager - PCT"),
    "SS": ("Dr S Stuckie", "Paediatrician, CDC"),
    "LR": ("Lynne Renton", "Designated Nurse, Child Protection"),
    "MG": ("Mark Godwin", "Directorate Personnel Manager - Business Services"),
    "RC": ("Richard Clarke", "Training Officer, Children's Services"),
    "DL": ("Dennis Longmore", "Manager of Pupil, School & Parent Support"),
    "PL": ("Peter Lane", "Acting Principal Educational Psychologist"),
    "LS": ("Lorna Selfe", "Children's Change Team Manager"),
    "ISM": ("", "Interim Senior Manager"),
}
NOT_INDEXED = {
    "AB": {"1.21", "12.1"},
    "AH": {"5.3", "9.10"},
    "DCS": {"3.2"},
    "DJ": {"1.10"},
    "JR": {"15.2", "15.3"},
}
# By the self-assessment of 2005: "Has the local authority appointed a Director of Children's
# Services?", then "Is there a DCS in place?"
EXPLAINED = {"DCS": "Director of Children's Services"}


def test_the_index_of_initials_is_complete(jar: Plan) -> None:
    rows = Officer.objects.filter(is_indexed=True, is_post=False)
    found = {row.initials: (row.name, row.post) for row in rows}

    assert found == INDEX


def test_initials_used_but_not_indexed_have_no_name_and_are_flagged(jar: Plan) -> None:
    unknown = Officer.objects.filter(is_indexed=False)

    assert {row.initials for row in unknown} == set(NOT_INDEXED)
    for officer in unknown:
        assert (officer.name, officer.post) == ("", EXPLAINED.get(officer.initials, ""))
        assert officer.doubts.exists()


def test_every_row_that_uses_unknown_initials_says_so(jar: Plan) -> None:
    flagged = Doubt.objects.filter(plan=jar, heading="Unknown initials.", action__isnull=False)
    found = {
        (initials, doubt.action.reference)
        for doubt in flagged
        for initials in NOT_INDEXED
        if doubt.action and initials in words_of(doubt.text)
    }

    assert found == {
        (initials, reference)
        for initials, rows in NOT_INDEXED.items()
        if initials not in EXPLAINED
        for reference in rows
    }


def test_no_initials_of_the_tables_are_missing_from_the_register(jar: Plan) -> None:
    # Pairs of capitals that are not people: human resources, the local authority, occupational
    # therapist, social care, young people (C&YP); indicators are numbered CH.
    not_people = {"CH", "HR", "LA", "OT", "SC", "YP"}
    known = set(Officer.objects.values_list("initials", flat=True))
    found = set()
    for action in jar.actions.all():
        cells = (
            action.text,
            action.lead_as_written,
            action.partners_as_written,
            action.progress_as_written,
            action.additional_capacity,
        )
        found.update(re.findall(r"\b[A-Z]{2}\b", " ".join(cells)))

    assert found - not_people <= known
    assert {"SF", "HL", "JR", "AH"} <= found


def test_the_bodies_named_twice_over_are_one(jar: Plan) -> None:
    boards = [
        role.organisation.code
        for reference in ("1.1", "14.5")
        for role in action_of(jar, reference).roles.exclude(organisation=None)
        if role.organisation and "Partnership Board" in role.organisation.name
    ]

    assert boards == ["CYPPB", "CYPPB"]


GLOSSARY = {
    "CYPPB": "Children and Young Peoples Partnership Board",
    "LSCB": "Local Safeguarding Children Board",
    "PCT": "Herefordshire Primary Care Trust",
    "CiN": "Children in need",
    "CCM": "Child Concern Model",
    "CAF": "Common Assessment Framework",
    "CAMHS": "Children and Adolescent Mental Health Service",
    "YOS": "Youth Offending Service",
    "JAR": "Joint Area Review",
    "DfES": "Department for Education and Skills",
    "CSCI": "Commission for Social Care Inspection",
    "APA": "Annual Performance Assessment",
    "DSW": "Duty Social Worker",
    "ATM": "Assistant Team Manager",
    "CWDC": "Children's Workforce Development Council",
    "RAG": "red / amber / green",
    "PFI": "Public Finance Initiative",
    "IPC": "Institute of Public Care",
    "PIs": "Performance Indicators",
    "DCS": "Director of Children's Services",
}


def test_the_glossary_holds_the_papers_own_words(jar: Plan) -> None:
    assert dict(GlossaryTerm.objects.filter(plan=jar).values_list("term", "meaning")) == GLOSSARY


def test_the_index_of_the_plan_is_the_source_of_the_eight_terms_that_it_explains(
    jar: Plan,
) -> None:
    indexed = jar.glossary.filter(source_place="index to initials")

    assert set(indexed.values_list("term", flat=True)) == set(list(GLOSSARY)[:8])


CONTRADICTIONS = Counter(
    ["1.5", "3.1", "3.1", "3.2", "3.3", "3.4", "7.6", "7.6", "8.1", "10.5", "11.2"]
)


def test_what_the_paper_contradicts_is_marked_as_a_contradiction(jar: Plan) -> None:
    found = Doubt.objects.filter(plan=jar, is_contradiction=True)

    assert Counter(found.values_list("action__reference", flat=True)) == CONTRADICTIONS


# --- Loading again -------------------------------------------------------------------------------


def everything() -> dict[str, Any]:
    """Return every row of the plan's tables, without what is made anew with the standings."""
    anew = {(Standing, "id"), (Plan, "standings_mark")}
    found = {}
    for model in apps.get_app_config("actionplan").get_models():
        rows = model._default_manager.order_by("pk").values()
        if model is Standing:
            rows = model._default_manager.order_by("action", "from_on").values()
        found[model.__name__] = [
            {name: value for name, value in row.items() if (model, name) not in anew}
            for row in rows
        ]
    return found


def test_loading_twice_changes_nothing(jar: Plan) -> None:
    before = everything()
    load_plan(FOLDER, recorded_at=LATER)
    after = everything()

    assert {name: len(rows) for name, rows in after.items()} == {
        name: len(rows) for name, rows in before.items()
    }
    assert after == before
    assert sum(row["plan_id"] == jar.pk for row in before["Action"]) == 176


def test_loading_puts_right_what_was_changed_in_the_papers_own_words(jar: Plan) -> None:
    Action.objects.filter(plan=jar, reference="1.1").update(text="Something else")
    Recommendation.objects.filter(plan=jar, number=8).update(text="Something else")
    load_plan(FOLDER, recorded_at=LATER)

    assert action_of(jar, "1.1").text == ROWS["1.1"].text
    assert jar.recommendations.get(number=8).text == RECOMMENDATIONS[8]


def test_what_people_recorded_since_survives_loading_again(
    jar: Plan, officer: User, director: User
) -> None:
    protocol = action_of(jar, "5.6")
    posted = post_progress_update(
        action=protocol,
        author=officer,
        reported_on=MAY_22,
        recorded_on=MAY_22,
        recorded_at=LATER,
        narrative="The protocol was signed.",
        status=Status.COMPLETED,
        seen_update=protocol.updates.get().pk,
    )
    practice = action_of(jar, "1.18")
    move_by_when(
        action=practice,
        author=officer,
        by_when=parse_by_when("30 June 06"),
        reason="The review needs the summer.",
        agreed_by="Action Plan Group",
        agreed_on=MAY_22,
        recorded_on=MAY_22,
        recorded_at=LATER,
    )
    year = action_of(jar, "10.5").doubts.get()
    settle_doubt(doubt=year, author=director, settlement="It is 2006.", settled_on=MAY_22)
    before = everything()
    load_plan(FOLDER, recorded_at=LATER)

    assert everything() == before
    assert ProgressUpdate.objects.get(pk=posted.pk).narrative == "The protocol was signed."
    assert line_of(jar, "5.6", as_of=MAY_22).status is Status.COMPLETED
    latest = [row.latest for row in practice.by_whens.all()]
    assert latest == [date(2006, 4, 15), date(2006, 6, 30)]
    assert line_of(jar, "1.18", as_of=MAY_22).by_when_latest == date(2006, 6, 30)
    assert action_of(jar, "10.5").doubts.get().settlement == "It is 2006."
    assert Officer.objects.get(initials="HL").user == officer


@pytest.mark.parametrize(
    ("reference", "part", "written", "understood"),
    [
        ("14.1", "text", "PCT toProduce proposals", "PCT to produce proposals"),
        ("2.12", "text", "IRO,s", "IROs"),
        ("5.19", "notes", "Allianctook place", "Alliance took place"),
        ("2.3", "success criteria", "multi- agency", "multi-agency"),
        ("8.1", "additional capacity", "two additional Ots", "two additional OTs"),
    ],
)
def test_a_slip_of_the_copy_is_understood_and_kept_beside(
    reference: str, part: str, written: str, understood: str, jar: Plan
) -> None:
    action = action_of(jar, reference)
    said = {
        "text": action.text,
        "notes": " ".join(action.updates.values_list("narrative", flat=True)),
        "success criteria": " ".join(action.success_criteria.values_list("text", flat=True)),
        "additional capacity": action.additional_capacity,
    }[part]

    assert understood in said
    assert written not in said
    [emendation] = [each for each in action.emendations if written in each["as_written"]]
    assert emendation["part"] == part
    assert emendation["ground"]


def test_a_slip_of_the_summary_is_understood_and_kept_beside(jar: Plan) -> None:
    recommendation = jar.recommendations.get(number=14)

    assert recommendation.updates.filter(narrative__contains="Work completed to justify").exists()
    [emendation] = recommendation.emendations
    assert emendation["as_written"] == "Work competed to justify this"
