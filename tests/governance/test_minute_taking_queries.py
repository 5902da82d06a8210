"""Pages of minutes and resolutions cost the same whatever the number of rows."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext

from governance.models import AgendaItem, Meeting, Minute, Report, Resolution
from governance.presenters.minutes import build_minutes_paper
from governance.presenters.resolutions import build_resolutions_paper
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role

pytestmark = pytest.mark.django_db

MARCH = "childrens-services-scrutiny-2006-03-13"
MAY = "childrens-services-scrutiny-2006-05-31"
DAY = date(2006, 5, 22)
PAGES = [
    "/",
    "/resolutions/",
    "/resolutions/?state=open&committee=childrens-services-scrutiny",
    f"/meetings/{MAY}/",
    f"/meetings/{MARCH}/minutes/",
    f"/meetings/{MARCH}/minutes/take/",
    f"/meetings/{MARCH}/attendance/",
    f"/meetings/{MARCH}/minutes/new/",
]


def add_minutes(*, how_many: int) -> None:
    """Add minutes of items with reports, each with limbs that ask for something."""
    meeting = Meeting.objects.get(slug=MARCH)
    for _ in range(how_many):
        number = 100 + meeting.minutes.count()
        report = Report.objects.create(slug=f"r-{number}", form="scrutiny", title="A report")
        item = AgendaItem.objects.create(
            meeting=meeting, order=number, title=f"ITEM {number}", kind="report", report=report
        )
        minute = Minute.objects.create(
            meeting=meeting, item=item, number=number, title=f"ITEM {number}", order=number
        )
        for letter in "ab":
            Resolution.objects.create(
                minute=minute, letter=letter, text="this;", due_words="soon", state="open"
            )
        meeting.attendances.create(name=f"A. Example {number}", presence="in attendance")


def statements(client: Client, address: str) -> int:
    """Return how many statements a page costs."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_costs_the_same_for_two_rows_and_for_twelve(
    page: str, make_user: Callable[..., User], sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(make_user(Role.COMMITTEE_CLERK))
    add_minutes(how_many=2)
    statements(client, page)  # what is remembered is remembered for both

    few = statements(client, page)
    add_minutes(how_many=10)
    many = statements(client, page)

    assert many == few


def test_what_is_printed_looks_nothing_up_while_it_is_rendered(
    django_assert_num_queries: Callable[..., object],
) -> None:
    meeting = Meeting.objects.select_related("committee").get(slug=MAY)
    papers = {
        "governance/print/minutes_alone.html": build_minutes_paper(MARCH, as_of=DAY),
        "governance/print/resolutions.html": build_resolutions_paper(meeting, as_of=DAY),
    }

    for template, report in papers.items():
        with django_assert_num_queries(0):  # type: ignore[attr-defined]
            assert "Herefordshire" in render_to_string(template, {"report": report})
