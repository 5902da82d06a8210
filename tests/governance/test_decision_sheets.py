"""The sheet of decisions and actions: out the same day, and silent of what is exempt."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client

from governance.exempt.reader import MEMBERS, PUBLIC
from governance.models import AgendaItem, Declaration, Meeting, Minute, Report
from governance.models.minute_taking import LimbDraft, MinuteDraft
from governance.presenters.agendas import agenda_on
from governance.presenters.attendance_figures import build_figures
from governance.presenters.countdowns import countdown_of
from governance.presenters.register import public_meeting
from governance.services.agenda_shapes import copy_shape
from governance.services.attendance import Came, take_attendance
from governance.services.decision_sheets import NothingDecided, issue_sheet
from governance.services.meetings import MeetingPlan, plan_meeting
from governance.services.minute_taking import circulate_minutes, save_minute
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role

pytestmark = pytest.mark.django_db

BODY = "childrens-services-scrutiny"
MAY = f"{BODY}-2006-05-31"
PUBLIC_SHEET = f"/papers/meetings/{MAY}/decisions/"
AFTER = date(2006, 6, 1)
AT = datetime(2006, 6, 1, 9, tzinfo=UTC)
SECRET = "Zanzibar"


@pytest.fixture
def may() -> Meeting:
    """The meeting of May, its agenda published."""
    row = Meeting.objects.select_related("committee").get(slug=MAY)
    row.state = Meeting.State.PUBLISHED
    row.save()
    return row


@pytest.fixture
def clerk(
    make_user: Callable[..., User], sign_in: Callable[[User], Client], settings: Any
) -> Client:
    """A clerk's browser, on the day after the meeting."""
    settings.DEMONSTRATION_DATE = AFTER
    return sign_in(make_user(Role.COMMITTEE_CLERK))


def minute(row: Meeting, number: int, text: str, item: AgendaItem | None = None) -> Minute:
    """Minute what was resolved."""
    limb = LimbDraft(text=text, requested_of="Director", due_on=date(2006, 7, 20))
    draft = MinuteDraft(number=number, title=f"Matter {number}", limbs=(limb,))
    return save_minute(meeting=row, item=item, minute=None, draft=draft, on=AFTER)


def test_a_sheet_is_public_once_it_is_issued_with_its_actions(
    may: Meeting, client: Client, clerk: Client
) -> None:
    with pytest.raises(NothingDecided):
        issue_sheet(meeting=may, on=AFTER)
    minute(may, 1, "the report be noted")
    assert client.get(PUBLIC_SHEET).status_code == 404

    assert clerk.post(f"/meetings/{MAY}/decisions/issue/").status_code == 302

    page = client.get(PUBLIC_SHEET).content.decode()
    assert "the report be noted" in page
    assert "20\xa0July 2006" in page
    assert PUBLIC_SHEET in client.get(f"/papers/meetings/{MAY}/").content.decode()
    assert PUBLIC_SHEET in client.get("/papers/feed.atom").content.decode()


def test_nothing_of_an_exempt_decision_is_on_the_public_sheet_page_or_pdf(
    may: Meeting, client: Client, clerk: Client
) -> None:
    item = may.items.filter(report__isnull=False)[0]
    Report.objects.filter(pk=item.report_id).update(
        exempt_paragraph=1, exempt_reason=SECRET, public_title="A case", title=SECRET
    )
    minute(may, 1, f"{SECRET} be closed", item)
    Minute.objects.update(title=SECRET)
    minute(may, 2, "the report be noted")
    issue_sheet(meeting=may, on=AFTER)

    page = client.get(PUBLIC_SHEET).content.decode()
    assert SECRET not in page
    assert "A case" in page
    assert "paragraph 1 of Part 1" in page
    assert SECRET in clerk.get(f"/meetings/{MAY}/decisions/").content.decode()


def test_a_confidential_decision_names_no_paragraph_on_the_sheet_and_the_agenda(
    may: Meeting, client: Client
) -> None:
    item = may.items.filter(report__isnull=False)[0]
    Report.objects.filter(pk=item.report_id).update(exempt_paragraph=100, exempt_reason="A court.")
    minute(may, 1, "the case be settled", item)
    issue_sheet(meeting=may, on=AFTER)

    sheet = client.get(PUBLIC_SHEET).content.decode()
    agenda = render_to_string(
        "governance/agendas/agenda_body.html",
        {"head": may, "items": public_meeting(MAY, as_of=AFTER).items},
    )

    for page in (sheet, agenda):
        assert "confidential, section 100A(3) of the Local Government Act 1972" in page
        assert "paragraph 100" not in page


def test_a_sheet_says_what_was_changed_since_it_was_issued(may: Meeting, client: Client) -> None:
    kept, changed, gone = (minute(may, number, "the report be noted") for number in (1, 2, 3))
    issue_sheet(meeting=may, on=AFTER)
    assert "Since it was issued" not in client.get(PUBLIC_SHEET).content.decode()

    # An answer is no change of what was decided.
    kept.resolutions.get().save()
    limb = changed.resolutions.get()
    limb.text = "the report be received"
    limb.save()
    gone.resolutions.get().delete()
    minute(may, 4, "a panel be set up")

    page = client.get(PUBLIC_SHEET).content.decode()
    assert (
        "Since it was issued: minute 2 was changed, minute 4 was added,"
        " what minute 3 resolved was taken out." in page
    )


def test_the_sheet_of_minutes_that_are_taken_down_is_taken_down_with_them(
    may: Meeting, client: Client, clerk: Client
) -> None:
    minute(may, 1, f"{SECRET} be helped")
    issue_sheet(meeting=may, on=AFTER)
    typed = {"what": "minutes", "reason": "It names a child.", "public_words": "Personal data."}
    clerk.post(f"/meetings/{MAY}/take-down/", typed)

    for address in (PUBLIC_SHEET, f"{PUBLIC_SHEET[:-1]}.pdf"):
        answer = client.get(address)
        assert answer.status_code == 410
        assert "Personal data." in answer.content.decode()
    for address in (f"/papers/meetings/{MAY}/", "/papers/feed.atom"):
        assert PUBLIC_SHEET not in client.get(address).content.decode()


def test_a_private_body_s_sheet_is_in_no_register(may: Meeting, client: Client) -> None:
    minute(may, 1, "the report be noted")
    issue_sheet(meeting=may, on=AFTER)
    Meeting.objects.filter(pk=may.pk).update(is_public_by_itself=False)

    assert client.get(PUBLIC_SHEET).status_code == 404


def test_draft_minutes_are_public_where_the_body_publishes_them_and_they_are_circulated(
    may: Meeting, client: Client
) -> None:
    minutes = f"/papers/meetings/{MAY}/minutes/"
    minute(may, 1, "the report be noted")
    may.committee.publishes_draft_minutes = True
    may.committee.save()
    assert client.get(minutes).status_code == 404

    circulate_minutes(meeting=may, on=AFTER)

    page = client.get(minutes).content.decode()
    assert "the report be noted" in page
    assert "Draft, to be approved" in page
    may.committee.publishes_draft_minutes = False
    may.committee.save()
    assert client.get(minutes).status_code == 404


def test_a_minute_that_members_have_is_changed_only_by_who_says_that_they_will_be_told(
    may: Meeting, clerk: Client
) -> None:
    row = minute(may, 1, "the report be noted")
    circulate_minutes(meeting=may, on=AFTER)
    limb = row.resolutions.get()
    typed = {
        "number": "1",
        "title": "Matter 1",
        "text": "Another text.",
        "points-TOTAL_FORMS": "0",
        "points-INITIAL_FORMS": "0",
        "limbs-TOTAL_FORMS": "1",
        "limbs-INITIAL_FORMS": "1",
        "limbs-0-key": str(limb.pk),
        "limbs-0-text": limb.text,
    }
    address = f"/meetings/{MAY}/minutes/{row.pk}/"

    asked = clerk.post(address, typed).content.decode()
    assert "The minutes were circulated on 1\xa0June 2006." in asked

    assert clerk.post(address, typed | {"is_known": "on"}).status_code == 302
    row.refresh_from_db()
    assert row.text == "Another text."


def test_the_attendance_of_a_year_is_counted_by_member_and_taken_out_as_a_file(
    may: Meeting, clerk: Client
) -> None:
    for day, presence in ((may, "present"), (plan_and_hold(may), "apologies")):
        came = [Came(name="A. Example", presence=presence, capacity="councillor")]
        take_attendance(meeting=day, came=came, chair="", ended_at=None, on=date(2006, 7, 11))

    figures = build_figures(may.committee, as_of=date(2006, 7, 11), year=2006)

    found = next(each for each in figures.members if each.name == "Councillor A. Example")
    assert (found.present, found.apologies, found.absent, found.per_cent) == (1, 1, 0, 50)
    file = clerk.get(f"/committees/{BODY}/attendance.csv?year=2006")
    assert "Councillor A. Example,Councillor,1,1,0,0,100" in b"".join(
        file.streaming_content  # type: ignore[attr-defined]
    ).decode("utf-8-sig")


def plan_and_hold(may: Meeting) -> Meeting:
    """Plan a meeting of July and publish it."""
    row = plan_meeting(
        committee=may.committee, plan=MeetingPlan(held_on=date(2006, 7, 10)), as_of=AFTER
    )
    row.state = Meeting.State.PUBLISHED
    row.save()
    return row


def test_interests_stand_by_member_and_one_in_an_exempt_item_is_told_to_who_reads_it(
    may: Meeting,
    clerk: Client,
    make_user: Callable[..., User],
    sign_in: Callable[[User], Client],
) -> None:
    item = may.items.filter(report__isnull=False)[0]
    Report.objects.filter(pk=item.report_id).update(exempt_paragraph=1, exempt_reason="A child.")
    Declaration.objects.create(
        meeting=may, name="Councillor A", item=item, interest=SECRET, kind="pecuniary"
    )
    address = f"/committees/{BODY}/interests/"

    assert SECRET in clerk.get(address).content.decode()
    page = sign_in(make_user(Role.OFFICER)).get(address).content.decode()
    assert SECRET not in page
    assert "Disclosable pecuniary interest" in page


def test_what_is_due_is_counted_back_in_working_days_and_says_who_is_late() -> None:
    may = Meeting.objects.select_related("committee").get(slug=MAY)
    Report.objects.filter(meeting=may).update(state=Report.State.DRAFT, report_by="The Head")
    title = may.reports.order_by("slug")[0].title

    on = date(2006, 5, 15)
    items = agenda_on(may, as_of=on)
    lines = {line.name: line for line in countdown_of(may, items, as_of=on, reader=MEMBERS)}

    # 29 May 2006 is a bank holiday.
    assert lines["Drafts of reports"].day == date(2006, 5, 9)
    assert any(late.startswith(f"{title} (") for late in lines["Drafts of reports"].late)
    assert lines["Reports cleared"].day == date(2006, 5, 18)
    assert lines["Reports cleared"].late == ()
    assert lines["Reports cleared"].still_out == may.reports.count()
    assert all(not line.late for line in countdown_of(may, items, as_of=on, reader=PUBLIC))


def test_an_agenda_takes_the_shape_of_another_without_its_reports_and_what_is_exempt(
    may: Meeting,
) -> None:
    exempt = {"exempt_paragraph": 1, "exempt_reason": "A child."}
    for order, (title, more) in enumerate((("PETITIONS", {}), (SECRET, exempt)), start=90):
        AgendaItem.objects.create(meeting=may, order=order, kind="other", title=title, **more)
    july = plan_meeting(
        committee=may.committee, plan=MeetingPlan(held_on=date(2006, 7, 10)), as_of=AFTER
    )
    own = july.items.count()

    assert copy_shape(meeting=july, like=may, at=AT) == 1
    assert copy_shape(meeting=july, like=may, at=AT) == 0

    titles = list(july.items.order_by("order").values_list("title", flat=True))
    assert len(titles) == own + 1
    assert "PETITIONS" in titles
    assert SECRET not in titles
    assert not july.items.filter(report__isnull=False).exists()
