"""Each reading of an exempt paper is on record, and who may read one follows from the body."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from governance.models import Committee, ExemptReading, Meeting, Membership, Minute, Pack, Report
from governance.models.readings import ReadingStands
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from tests.conftest import sit
from tests.factories import RECORDED_AT
from tests.governance.rows_of_an_exempt_meeting import (
    EXEMPT_REPORT,
    PUBLIC_REPORT,
    SLUG,
    make_exempt_meeting,
    marked,
)

REPORT = f"/meetings/{SLUG}/reports/{EXEMPT_REPORT}/"
PUBLIC = f"/meetings/{SLUG}/reports/{PUBLIC_REPORT}/"
SCRUTINY = "childrens-services-scrutiny"

pytestmark = pytest.mark.django_db

type SignIn = Callable[[User], Client]
type MakeUser = Callable[..., User]


@pytest.fixture
def meeting() -> Meeting:
    return make_exempt_meeting()


def recorded() -> list[tuple[str, str, str]]:
    rows = ExemptReading.objects.order_by("pk")
    return [(row.read_by, row.kind, row.title) for row in rows]


def make_pack(meeting: Meeting, paragraph: int | None) -> Pack:
    contents = [{"key": 1, "title": "One", "paragraph": paragraph, "withheld": []}]
    return Pack.objects.create(
        meeting=meeting,
        version=1,
        state=Pack.State.READY,
        as_of=date(2006, 5, 22),
        asked_at=RECORDED_AT,
        issued_at=RECORDED_AT,
        members_pdf=b"%PDF-1.7",
        public_pdf=b"%PDF-1.7",
        contents=contents,
    )


# --- Who reads it --------------------------------------------------------------------------------


def test_a_member_reads_the_exempt_papers_of_their_own_body_alone(
    meeting: Meeting, make_user: MakeUser, sign_in: SignIn
) -> None:
    member = sit(make_user(Role.MEMBER), SCRUTINY)
    assert sign_in(member).get(REPORT).status_code == 404

    sit(member, "cabinet")

    assert sign_in(member).get(REPORT).status_code == 200


@pytest.mark.parametrize("role", [Role.PARTNER, Role.OFFICER])
def test_whoever_sits_on_a_body_reads_its_exempt_papers_whatever_their_role(
    role: Role, meeting: Meeting, make_user: MakeUser, sign_in: SignIn
) -> None:
    client = sign_in(sit(make_user(role), "cabinet"))

    assert marked("body") in client.get(REPORT).content.decode()


def test_an_administrator_reads_nothing_exempt_though_somebody_lets_them_serve_the_body(
    meeting: Meeting, make_user: MakeUser, sign_in: SignIn
) -> None:
    administrator = make_user(Role.ADMINISTRATOR)
    meeting.committee.officers.create(user=administrator)
    sit(administrator, "cabinet")

    client = sign_in(administrator)

    assert client.get(REPORT).status_code == 404
    assert marked("title") not in client.get(f"/meetings/{SLUG}/").content.decode()


def test_what_a_member_reads_ends_with_their_seat(
    meeting: Meeting, make_user: MakeUser, sign_in: SignIn
) -> None:
    member = sit(make_user(Role.MEMBER), "cabinet")
    Membership.objects.filter(user=member).update(ends_on=date(2006, 5, 21))

    assert sign_in(member).get(REPORT).status_code == 404
    # Nor does a page as at a day on which they sat show it.
    assert sign_in(member).get(f"{REPORT}?as_at=2006-05-20").status_code == 404


def test_the_clerk_of_no_body_by_name_serves_those_that_are_open_and_no_other(
    make_user: MakeUser, sign_in: SignIn
) -> None:
    meeting = make_exempt_meeting()
    clerk = sign_in(make_user(Role.COMMITTEE_CLERK))
    assert clerk.get(REPORT).status_code == 200

    Committee.objects.filter(pk=meeting.committee_id).update(is_open_to_public=False)

    assert clerk.get(REPORT).status_code == 404
    assert clerk.get(f"/meetings/{SLUG}/").status_code == 404


# --- What is on record ---------------------------------------------------------------------------


def test_each_reading_of_an_exempt_report_and_appendix_is_recorded(
    meeting: Meeting, make_user: MakeUser, sign_in: SignIn
) -> None:
    client = sign_in(make_user(Role.DIRECTOR))

    client.get(REPORT)
    client.get(PUBLIC)
    client.get(REPORT)

    kinds = [kind for _who, kind, _title in recorded()]
    assert kinds == ["report", "appendix", "appendix", "report"]
    assert {who for who, _kind, _title in recorded()} == {"Director"}
    assert recorded()[0][2] == marked("title")


def test_who_is_told_nothing_exempt_leaves_no_reading(
    meeting: Meeting, officer: User, sign_in: SignIn
) -> None:
    client = sign_in(officer)

    assert client.get(REPORT).status_code == 404
    assert client.get(PUBLIC).status_code == 200
    assert recorded() == []


def test_an_author_s_reading_of_their_own_exempt_report_is_recorded_too(
    meeting: Meeting, officer: User, sign_in: SignIn
) -> None:
    Report.objects.filter(slug=EXEMPT_REPORT).update(author=officer)

    assert sign_in(officer).get(REPORT).status_code == 200
    assert [kind for _who, kind, _title in recorded()] == ["report"]


@pytest.mark.parametrize(("paragraph", "count"), [(3, 1), (None, 0)])
def test_the_members_copy_is_recorded_where_it_holds_something_exempt(
    paragraph: int | None, count: int, meeting: Meeting, make_user: MakeUser, sign_in: SignIn
) -> None:
    pack = make_pack(meeting, paragraph)
    client = sign_in(make_user(Role.AUDITOR))

    assert client.get(f"/packs/{pack.pk_uuid}/members.pdf").status_code == 200
    assert client.get(f"/packs/{pack.pk_uuid}/public.pdf").status_code == 200

    assert [kind for _who, kind, _title in recorded()] == ["pack"] * count


def test_minutes_that_are_exempt_in_part_are_recorded(
    meeting: Meeting, make_user: MakeUser, sign_in: SignIn
) -> None:
    item = meeting.items.get(order=1)
    Minute.objects.create(meeting=meeting, item=item, number=1, title="One", order=1)
    client = sign_in(make_user(Role.COMMITTEE_CLERK))

    client.get(f"/meetings/{SLUG}/minutes/")

    assert [kind for _who, kind, _title in recorded()] == ["minutes"]


def test_a_draft_that_is_exempt_is_recorded_as_it_is_read(
    meeting: Meeting, make_user: MakeUser, sign_in: SignIn
) -> None:
    client = sign_in(make_user(Role.DIRECTOR))

    client.get(f"/reports/{EXEMPT_REPORT}/versions/1/")

    assert [kind for _who, kind, _title in recorded()] == ["draft"]


def test_a_reading_stands(meeting: Meeting, make_user: MakeUser, sign_in: SignIn) -> None:
    sign_in(make_user(Role.DIRECTOR)).get(REPORT)
    row = ExemptReading.objects.get()

    for change in (row.save, row.delete, ExemptReading.objects.all().delete):
        with pytest.raises(ReadingStands):
            change()
    with pytest.raises(ReadingStands):
        ExemptReading.objects.update(title="Another")


# --- Who follows it ------------------------------------------------------------------------------


def test_the_page_of_the_paper_and_the_record_tell_the_clerk_who_read_it(
    meeting: Meeting, make_user: MakeUser, sign_in: SignIn
) -> None:
    sign_in(make_user(Role.DIRECTOR)).get(REPORT)
    clerk = sign_in(make_user(Role.COMMITTEE_CLERK))

    page, record = (clerk.get(each).content.decode() for each in (REPORT, "/exempt-readings/"))

    assert "Who read what is exempt of it" in page
    assert "Director" in page
    assert marked("title") in record
    director = sign_in(make_user(Role.DIRECTOR, email="other.director@test.example"))
    assert "Who read what is exempt of it" not in director.get(REPORT).content.decode()


def test_readings_of_a_private_body_are_for_those_who_belong_to_it(
    meeting: Meeting, make_user: MakeUser, sign_in: SignIn
) -> None:
    sign_in(make_user(Role.DIRECTOR)).get(REPORT)
    body = meeting.committee
    Committee.objects.filter(pk=body.pk).update(is_open_to_public=False)
    auditor = make_user(Role.AUDITOR)

    assert marked("title") not in sign_in(auditor).get("/exempt-readings/").content.decode()

    body.officers.create(user=auditor)
    assert marked("title") in sign_in(auditor).get("/exempt-readings/").content.decode()


def test_a_page_with_nothing_exempt_writes_nothing(make_user: MakeUser, sign_in: SignIn) -> None:
    client = sign_in(make_user(Role.DIRECTOR))

    client.get(f"/meetings/{SCRUTINY}-2006-05-31/reports/safeguarding-report-2006-05-31/")

    assert recorded() == []
