"""Who was told of a plan: recorded by hand, taken from packs, asked for each body."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from actionplan.models import Plan, ProgressUpdate, Recommendation, ReportingOccasion
from actionplan.presenters.occasions import last_report_before, last_seen_by_body, occasions
from actionplan.presenters.plans import build_plan_head
from actionplan.presenters.summary import build_summary_report
from governance.models import AgendaItem, Appendix, Meeting, Resolution
from governance.services.meetings import hold_meeting
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.lib import clock
from tests.factories import make_plan
from tests.governance.issuing import PAGES, issue_unprinted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

ADDRESS = "/plans/jar-2005/reported-to/"
SCRUTINY = "Children's Services Scrutiny Committee"
BOARD = "Local Safeguarding Children Board"
TOLD = {"body": BOARD, "occurred_on": "18 May 2006", "what": "The actions on safeguarding."}
MAY = "childrens-services-scrutiny-2006-05-31"
MARCH = "childrens-services-scrutiny-2006-03-13"
HELD = date(2006, 5, 31)
JULY = date(2006, 7, 15)


def test_a_board_without_a_pack_is_recorded_and_asked_for_by_itself(
    make_user: Callable[..., User], sign_in: Callable[[User], Client]
) -> None:
    officer = sign_in(make_user(Role.PERFORMANCE_OFFICER))

    assert officer.post(ADDRESS, TOLD).status_code == 302

    plan = build_plan_head("jar-2005", as_of=date(2006, 5, 22))
    found = occasions(plan, as_of=date(2006, 5, 22))
    last = {each.body: each.occurred_on for each in last_seen_by_body(date(2006, 5, 22), found)}
    assert last == {BOARD: date(2006, 5, 18), SCRUTINY: date(2006, 3, 13)}
    report = build_summary_report("jar-2005", as_of=date(2006, 5, 22), body=SCRUTINY)
    assert report.changes is not None
    assert report.changes.since == date(2006, 3, 13)
    # As at the day before it was recorded nobody knew it, though it speaks of an earlier day.
    before = occasions(plan, as_of=date(2006, 5, 21))
    assert BOARD not in {each.body for each in before}
    page = officer.get("/plans/jar-2005/").content.decode()
    assert "since 18\N{NO-BREAK SPACE}May 2006" in page
    assert "Recorded by" in page


def test_what_was_recorded_by_mistake_is_taken_back_and_its_words_stay(
    make_user: Callable[..., User], sign_in: Callable[[User], Client]
) -> None:
    officer = sign_in(make_user(Role.PERFORMANCE_OFFICER))
    officer.post(ADDRESS, TOLD)
    row = ReportingOccasion.objects.get(recorded_by__isnull=False)
    address = f"{ADDRESS}{row.pk}/withdraw/"
    assert address in officer.get("/plans/jar-2005/").content.decode()

    assert "Say what was wrong with it" in officer.post(address, {"reason": " "}).content.decode()
    told = officer.post(address, {"reason": "It was the sub-group."}, follow=True).content.decode()

    assert "since 18\N{NO-BREAK SPACE}May 2006" not in told
    assert "taken back on 22\N{NO-BREAK SPACE}May 2006 by" in told
    assert "It was the sub-group." in told
    assert officer.post(address, {"reason": "Again."}).status_code == 404
    assert officer.post(ADDRESS, TOLD).status_code == 302  # it may be recorded anew


def test_what_a_paper_says_is_not_taken_back(
    make_user: Callable[..., User], sign_in: Callable[[User], Client]
) -> None:
    officer = sign_in(make_user(Role.PERFORMANCE_OFFICER))
    row = ReportingOccasion.objects.filter(plan__slug="jar-2005", recorded_by=None).first()
    assert row is not None

    assert officer.get(f"{ADDRESS}{row.pk}/withdraw/").status_code == 404


def test_a_plan_of_which_nobody_was_told_offers_to_record_it(
    make_user: Callable[..., User], sign_in: Callable[[User], Client]
) -> None:
    plan = make_plan(starts_on=date(2006, 4, 1))

    page = sign_in(make_user(Role.PERFORMANCE_OFFICER)).get(plan.get_absolute_url())

    assert f"/plans/{plan.slug}/reported-to/" in page.content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"occurred_on": "23 May 2006"}, "has not come yet"),
        ({"occurred_on": "1 January 2005"}, "before the plan began"),
        ({"occurred_on": "someday"}, "govuk-error-message"),
        ({"body": ""}, "Type the name of the body"),
        ({"what": " "}, "Say what it was shown"),
        ({"body": SCRUTINY.upper(), "occurred_on": "13 March 2006"}, "on record that this body"),
    ],
    ids=["to come", "before the plan", "no day", "no body", "nothing shown", "on record already"],
)
def test_what_cannot_be_recorded_is_refused_and_kept(
    make_user: Callable[..., User],
    sign_in: Callable[[User], Client],
    typed: dict[str, str],
    said: str,
) -> None:
    director = sign_in(make_user(Role.DIRECTOR))
    before = ReportingOccasion.objects.count()

    answer = director.post(ADDRESS, TOLD | typed)

    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert ReportingOccasion.objects.count() == before


def with_live_summary(**marks: object) -> Meeting:
    """Have the summary appended to item 8 of May, which stands on the agenda alone."""
    meeting = Meeting.objects.select_related("committee").get(slug=MAY)
    item = meeting.items.get(number=8)
    assert item.report is not None
    item.report.appendices.all().delete()
    Appendix.objects.create(
        report=item.report,
        order=1,
        title="Summary",
        kind="live",
        document="summary",
        plan="jar-2005",
        **marks,
    )
    AgendaItem.objects.filter(meeting=meeting).exclude(pk=item.pk).delete()
    return meeting


def test_a_held_meeting_tells_the_plan_with_the_pages_of_its_pack() -> None:
    meeting = with_live_summary()
    pack = issue_unprinted(meeting)
    marks = Plan.objects.values_list("standings_mark", flat=True)
    mark = marks.get(slug="jar-2005")

    hold_meeting(meeting=meeting, on=date(2006, 6, 5), at=clock.now())

    rows = ReportingOccasion.objects.filter(pack=pack.pk_uuid, what="Summary progress report")
    assert [(row.first_page, row.last_page) for row in rows] == [(PAGES + 1, 2 * PAGES)]
    assert marks.get(slug="jar-2005") != mark
    plan = build_plan_head("jar-2005", as_of=JULY)
    told = [each for each in occasions(plan, as_of=JULY) if each.occurred_on == HELD]
    assert [each.body for each in told] == [SCRUTINY]
    assert "Asked to note the improvement" in told[0].what
    assert (str(pack.pk_uuid), "pages 4 to 6") in {(p.pack, p.pages) for p in told[0].papers}
    # The pages are known from the day on which somebody said that the meeting was held.
    earlier = [each for each in occasions(plan, as_of=date(2006, 6, 4)) if each.papers]
    assert earlier == []
    last = last_report_before(JULY, occasions(plan, as_of=JULY), body=SCRUTINY)
    assert last is not None
    assert last.occurred_on == HELD


def test_nothing_is_told_of_what_the_public_may_not_read() -> None:
    meeting = with_live_summary(
        exempt_paragraph=1, exempt_reason="It names a child.", public_title="A case"
    )
    issue_unprinted(meeting)

    hold_meeting(meeting=meeting, on=HELD, at=clock.now())

    told = ReportingOccasion.objects.exclude(pack=None).values_list("what", flat=True)
    assert "Summary progress report" not in set(told)


@pytest.mark.parametrize("page", ["actions/3.7/", "recommendations/3/", ""])
def test_pages_say_who_was_told_and_lead_to_the_pack(
    make_user: Callable[..., User], sign_in: Callable[[User], Client], page: str
) -> None:
    meeting = with_live_summary()
    pack = issue_unprinted(meeting)
    hold_meeting(meeting=meeting, on=HELD, at=clock.now())

    shown = sign_in(make_user(Role.MEMBER)).get(f"/plans/jar-2005/{page}?as_at=2006-07-15")

    text = shown.content.decode()
    assert f"/packs/{pack.pk_uuid}/" in text
    assert "pages 4 to 6" in text


def test_an_item_names_records_of_the_plan_both_ways(
    make_user: Callable[..., User], sign_in: Callable[[User], Client]
) -> None:
    item = AgendaItem.objects.get(meeting__slug=MAY, number=8)
    assert item.report is not None
    clerk = sign_in(make_user(Role.COMMITTEE_CLERK))
    address = f"/meetings/{MAY}/agenda/{item.pk}/"
    typed = {"kind": "report", "title": item.title, "report": item.report.slug}

    refused = clerk.post(address, typed | {"plan_records": "3.7, 99.1, recommendation 40"})
    assert "“99.1” and “recommendation 40” are not in the plan" in refused.content.decode()
    clerk.post(address, typed | {"plan_records": "3.7; recommendation 9 and 3.7"})

    assert [str(row) for row in item.plan_records.all()] == ["3.7", "recommendation 9"]
    assert "/actions/3.7/" in clerk.get(f"/meetings/{MAY}/").content.decode()
    for page in ("actions/3.7/", "recommendations/9/"):
        assert f"#item-{item.pk}" in clerk.get(f"/plans/jar-2005/{page}").content.decode()
    assert f"#item-{item.pk}" not in clerk.get("/plans/jar-2005/actions/3.6/").content.decode()
    earlier = clerk.get("/plans/jar-2005/actions/3.7/?as_at=2006-05-21").content.decode()
    assert f"#item-{item.pk}" not in earlier

    # Of an exempt item only those are told who may read it.
    type(item.report).objects.filter(pk=item.report_id).update(
        exempt_paragraph=1, exempt_reason="It names a child."
    )
    partner = sign_in(make_user(Role.PARTNER))
    assert f"#item-{item.pk}" not in partner.get("/plans/jar-2005/actions/3.7/").content.decode()


def test_items_of_a_paper_without_numbers_have_none(client: Client) -> None:
    Meeting.objects.filter(slug=MARCH).update(state="minutes approved")
    page = client.get(f"/papers/meetings/{MARCH}/").content.decode()
    assert "no number printed" in page
    assert ">1.</th>" not in page


def test_a_resolution_that_names_a_recommendation_stands_on_its_page(
    make_user: Callable[..., User], sign_in: Callable[[User], Client]
) -> None:
    director = sign_in(make_user(Role.DIRECTOR))
    limb = Resolution.objects.filter(state="open").first()
    assert limb is not None
    address = f"/resolutions/{limb.pk}/"
    typed = {"reply": "It is done under it.", "action_plan": "jar-2005"}

    refused = director.post(address, typed | {"action_reference": "recommendation 40"})
    assert "There is no recommendation 40" in refused.content.decode()
    director.post(address, typed | {"action_reference": "recommendation 9"})

    assert limb.text[:30] in director.get("/plans/jar-2005/recommendations/9/").content.decode()
    assert "/recommendations/9/" in director.get("/resolutions/").content.decode()


def test_a_report_on_a_recommendation_is_corrected_and_its_old_words_stay(
    make_user: Callable[..., User], sign_in: Callable[[User], Client]
) -> None:
    director = sign_in(make_user(Role.DIRECTOR))
    page = "/plans/jar-2005/recommendations/3/"
    said = {"reported_on": "20 May 2006", "status": "in progress", "rating": "amber"}
    mistaken = ProgressUpdate.objects.create(
        recommendation=Recommendation.objects.get(plan__slug="jar-2005", number=3),
        author=User.objects.get(),
        reported_on=date(2006, 5, 20),
        counts_from=date(2006, 5, 20),
        recorded_on=date(2006, 5, 20),
        recorded_at=clock.now(),
        narrative="Fourty posts are filled.",
        status="in progress",
        rating="amber",
    )
    address = f"{page}updates/{mistaken.pk}/"

    assert "Fourty posts" in director.get(f"{page}corrections/").content.decode()
    refused = director.post(f"{address}correction/", said | {"narrative": "", "reason": "A slip"})
    assert refused.status_code == 200
    typed = said | {"narrative": "Fourteen posts are filled.", "reason": "It was fourteen."}
    assert director.post(f"{address}correction/", typed).status_code == 302

    text = director.get(page).content.decode()
    assert "Fourteen posts are filled." in text
    assert "Fourty posts are filled." in text
    assert "It was fourteen." in text
    again = director.post(f"{address}withdrawal/", {"reason": "Once more"})
    assert "withdrew it on 22\N{NO-BREAK SPACE}May 2006" in again.content.decode()


def test_a_lead_taken_from_the_row_above_is_marked(
    make_user: Callable[..., User], sign_in: Callable[[User], Client]
) -> None:
    member = sign_in(make_user(Role.MEMBER))
    for page in ("actions/", "recommendations/1/", "reports/action-plan/", "reports/exceptions/"):
        assert "\u2033" in member.get(f"/plans/jar-2005/{page}").content.decode(), page
