"""A clerk appends a document of the plan or of the indicators, frozen when the pack is issued."""

from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
from django.test import Client

from governance.models import Appendix, Meeting, Report
from governance.presenters.live_documents import LIVE
from governance.presenters.packs.building import build_pack
from governance.tasks.pack_issuing import _freeze
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from tests.governance.issuing import DAY, counted, issue_unprinted

pytestmark = pytest.mark.django_db

MAY = "childrens-services-scrutiny-2006-05-31"
SLUG = "management-arrangements-2006-05-31"
PAGE = f"/meetings/{MAY}/reports/{SLUG}/"
ADDRESS = f"{PAGE}appendices/live/"
TYPED = {"label": "Appendix 2", "document": "digest", "exempt_paragraph": "none"}


@pytest.fixture
def desk(make_user: Callable[..., User], sign_in: Callable[[User], Client]) -> Client:
    """The clerk's browser."""
    return sign_in(make_user(Role.COMMITTEE_CLERK))


def appended() -> Appendix:
    return Appendix.objects.get(report__slug=SLUG, kind="live")


@pytest.mark.parametrize("document", LIVE)
def test_each_document_is_appended_under_its_own_title_and_joins_the_pack(
    document: str, desk: Client
) -> None:
    page = unescape(
        desk.post(ADDRESS, TYPED | {"document": document}, follow=True).content.decode()
    )

    assert "The appendix was added." in page
    assert (appended().title, appended().as_at) == (LIVE[document].title, None)
    contents = build_pack(MAY, as_of=DAY)
    [part] = [part for part in contents.parts if part.appendix == appended().pk]
    assert (part.kind, part.template, part.blocks) == ("live", LIVE[document].template, ())


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"document": ""}, "Choose the document."),
        ({"document": "other"}, "Choose one of these documents."),
        ({"as_at": "23 May 2006"}, "That day has not come."),
        ({"as_at": "31 June 2006"}, "“31 June 2006” is not a day in the calendar."),
        (
            {"document": "summary", "as_at": "1 May 1999"},
            "The plan had not begun on that day, or is not here.",
        ),
        ({"exempt_paragraph": ""}, "Choose whether it is exempt, and under which paragraph."),
    ],
    ids=["no document", "no such one", "to come", "no day", "before the plan", "no choice"],
)
def test_what_cannot_be_appended_is_refused_beside_its_field(
    typed: dict[str, str], words: str, desk: Client
) -> None:
    page = unescape(
        desk.post(ADDRESS, TYPED | {"title": "Kept as typed"} | typed).content.decode()
    )

    assert words in page
    assert "Kept as typed" in page
    assert not Appendix.objects.filter(report__slug=SLUG, kind="live").exists()


def test_a_document_as_at_a_day_keeps_it(desk: Client) -> None:
    desk.post(ADDRESS, TYPED | {"as_at": "31 March 2006", "title": "The Digest of March"})

    assert (appended().as_at, appended().title) == (date(2006, 3, 31), "The Digest of March")


def test_what_is_live_is_frozen_as_at_the_day_of_the_issue_and_its_report_locked(
    desk: Client,
) -> None:
    desk.post(ADDRESS, TYPED)
    meeting = Meeting.objects.get(slug=MAY)
    pack = issue_unprinted(meeting)

    _freeze(counted(meeting, kind="correction", corrects="A word"), pack)

    report = Report.objects.get(slug=SLUG)
    assert appended().as_at == DAY
    assert report.state == Report.State.LOCKED
    assert report.history.first().state == Report.State.LOCKED


def test_an_appended_document_is_removed_until_it_is_issued(desk: Client) -> None:
    desk.post(ADDRESS, TYPED)
    desk.post(f"{PAGE}appendices/{appended().pk}/remove/")
    assert not Appendix.objects.filter(report__slug=SLUG, kind="live").exists()

    desk.post(ADDRESS, TYPED)
    issue_unprinted(Meeting.objects.get(slug=MAY))
    page = unescape(
        desk.post(f"{PAGE}appendices/{appended().pk}/remove/", follow=True).content.decode()
    )

    assert "The appendix is in a pack that was issued" in page
