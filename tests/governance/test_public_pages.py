"""What anybody reads without signing in: decisions, bodies, notices, search; and nothing withheld.

Sources: schema.org Event, sitemaps.org, RFC 9309 (robots.txt), SI 2012/2089 (notices).
"""

import io
import json
import re
import zipfile
from datetime import date, timedelta
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import docx
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from governance.models import (
    AgendaItem,
    Attendance,
    Committee,
    Meeting,
    Membership,
    Minute,
    Resolution,
    ScrutinyReview,
)
from governance.presenters.published import published_reports
from tests.governance.issuing import issue_unprinted
from tests.governance.rows_of_a_private_body import MARK as PRIVATE
from tests.governance.rows_of_a_private_body import make_private_body
from tests.governance.rows_of_an_exempt_meeting import (
    MARK,
    PUBLIC_REPORT,
    SLUG,
    make_exempt_meeting,
)
from tests.governance.rows_of_the_loop import make_call_in, make_decision, make_record

pytestmark = pytest.mark.django_db

MAY = "childrens-services-scrutiny-2006-05-31"
MARCH = "childrens-services-scrutiny-2006-03-13"
SCRUTINY = "/papers/committees/childrens-services-scrutiny/"
SITE_MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NAMES = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PAGES = [
    "/papers/",
    "/papers/committees/",
    "/papers/committees/cabinet/",
    "/papers/committees/cabinet/programme/",
    "/papers/committees/cabinet/meetings.ics",
    "/papers/decisions/",
    "/papers/decisions/?words={word}",
    "/papers/search/?words={word}",
    "/papers/forward-plan/",
    "/papers/call-ins/",
    "/papers/decision-records/",
    "/papers/reviews/",
    "/papers/ask/",
    "/papers/meetings.ics",
    "/papers/feed.atom",
    "/sitemap.xml",
    "/robots.txt",
]


def words_of(client: Client, address: str) -> str:
    """Return the words of a page, without its tags."""
    response = client.get(address)
    assert response.status_code == 200, address
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(text.replace("&#x27;", "'").replace("\u00a0", " ").split())


def approve(slug: str = MARCH) -> Meeting:
    """Have the minutes of a meeting approved."""
    Meeting.objects.filter(slug=slug).update(state=Meeting.State.MINUTES_APPROVED)
    return Meeting.objects.get(slug=slug)


# --- Nothing that is withheld ------------------------------------------------------------------


def test_no_public_page_says_a_word_of_what_is_exempt(client: Client) -> None:
    meeting = make_exempt_meeting()
    exempt_item = meeting.items.get(report__exempt_paragraph__isnull=False)
    minute = Minute.objects.create(
        meeting=meeting, item=exempt_item, number=9, title=f"{MARK}minute", order=1
    )
    Resolution.objects.create(minute=minute, text=f"{MARK}resolved", state="open")
    make_call_in(
        meeting=meeting, item=exempt_item, decision=f"{MARK}decision", reason=f"{MARK}why"
    )
    record = make_record(
        title=f"{MARK}subject",
        decision=f"{MARK}decision",
        reasons=f"{MARK}why",
        background_papers=f"{MARK}paper",
        exempt_paragraph=3,
        exempt_reason=f"{MARK}reason",
        public_title="A lease",
    )
    make_call_in(
        meeting=None, item=None, record=record, decision=f"{MARK}on", reason=f"{MARK}because"
    )
    issue_unprinted(meeting)
    approve(SLUG)

    for page in [*PAGES, f"/papers/decision-records/{record.pk}/"]:
        # The word that was looked for is on the page of a search by itself, and nothing else is.
        said = words_of(client, page.format(word=MARK))
        assert MARK not in re.sub(rf"\b{MARK}\b", "", said), page


def test_a_private_body_is_on_no_public_page(client: Client) -> None:
    make_private_body()

    for page in PAGES:
        assert PRIVATE not in client.get(page.format(word="board")).content.decode(), page


@pytest.mark.parametrize(
    "ending", ["/", ".docx", ".pdf"], ids=["as a page", "as a Word file", "as a PDF"]
)
def test_an_exempt_report_is_there_in_no_form_and_a_public_one_without_its_appendices(
    client: Client, ending: str
) -> None:
    meeting = make_exempt_meeting()
    issue_unprinted(meeting)
    reports = f"/papers/meetings/{SLUG}/reports/"
    exempt = meeting.reports.get(exempt_paragraph__isnull=False).slug

    assert client.get(f"{reports}{exempt}{ending}").status_code == 404
    sent = client.get(f"{reports}{PUBLIC_REPORT}{ending}")
    words = sent.content if ending != ".docx" else text_of(sent.content).encode()
    assert b"What all may read" in words or ending == ".pdf"
    assert MARK.encode() not in words


def text_of(content: bytes) -> str:
    """Return every word of a Word file, whatever part it stands in."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "".join(archive.read(name).decode("utf-8", "ignore") for name in archive.namelist())


def test_what_is_not_published_yet_is_found_by_no_search_and_once_issued_it_is(
    client: Client,
) -> None:
    address = "/papers/search/?words=staying+safe+criminal"
    assert "Nothing found" in words_of(client, address)

    issue_unprinted(Meeting.objects.get(slug=MAY))

    assert "SAFEGUARDING CHILDREN IN HEREFORDSHIRE" in words_of(client, address)


def test_an_item_that_no_issue_holds_is_not_found(client: Client) -> None:
    meeting = Meeting.objects.get(slug=MAY)
    issue_unprinted(meeting)
    AgendaItem.objects.create(meeting=meeting, order=99, title="A LATE PAPER ON HERONS")

    assert "Nothing found" in words_of(client, "/papers/search/?words=herons")


def test_a_review_is_published_with_the_report_that_it_belongs_to(client: Client) -> None:
    review = ScrutinyReview.objects.get(slug="behaviour-and-discipline-2006")
    address = f"/papers/reviews/{review.slug}/"
    assert client.get(address).status_code == 404

    issue_unprinted(Meeting.objects.get(slug=MAY))

    assert review.title in words_of(client, address)
    assert review.title in words_of(client, "/papers/reviews/")
    assert review.report_id in published_reports([review.report_id or 0])


# --- Decisions, notices, bodies ----------------------------------------------------------------


def test_a_decision_is_found_by_its_subject_and_says_what_became_of_it(client: Client) -> None:
    assert "None found" in words_of(client, "/papers/decisions/?words=visits")
    approve()
    limb = Resolution.objects.get(minute__meeting__slug=MARCH, minute__number=27, letter="d")
    limb.state, limb.reply, limb.replied_on = "replied", "Four visits are made.", date(2006, 5, 2)
    limb.save()

    said = words_of(client, "/papers/decisions/?words=visits")

    assert "1 decision on visits" in said
    assert "Reply of 2 May 2006 Four visits are made." in said
    other = words_of(client, "/papers/decisions/?words=visits&committee=cabinet")
    assert "None found" in other


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        pytest.param("", "Words to find", id="nothing"),
        pytest.param("   ", "Words to find", id="blanks"),
        pytest.param("?!", "There is no word in that to be found", id="no word"),
        pytest.param("a" * 2_000, "Only the first 200 characters were looked for", id="too long"),
        pytest.param("\u202e\ufeff\x1b", "There is no word in that", id="odd characters"),
    ],
)
def test_a_search_answers_whatever_is_typed_in_words(
    client: Client, typed: str, told: str
) -> None:
    response = client.get("/papers/search/", {"words": typed})

    assert response.status_code == 200
    assert told in " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_only_a_decision_of_which_notice_is_given_is_in_the_public_plan(client: Client) -> None:
    make_decision(title="The plan for herons")
    make_decision(title="The plan for otters", notice_on=None)
    make_decision(title="The plan for newts", notice_on=date(2006, 5, 23))  # tomorrow

    said = words_of(client, "/papers/forward-plan/")

    assert "The plan for herons" in said
    assert "otters" not in said
    assert "newts" not in said


def test_a_call_in_of_a_published_meeting_is_told_and_leads_to_no_page_that_is_not_there(
    client: Client,
) -> None:
    make_call_in(reason="The costs of the herons.")

    page = client.get("/papers/call-ins/").content.decode()

    assert "The costs of the herons." in page
    assert f"/papers/meetings/{MAY}/" not in page  # it is planned


def test_a_members_page_says_what_approved_minutes_say_of_them(client: Client) -> None:
    seat = Membership.objects.get(name="J.P. Thomas")
    address = f"{SCRUTINY}members/{seat.pk}/"
    assert "None told yet" in words_of(client, address)

    approve()

    assert "Monday 13 March 2006 Present" in words_of(client, address)
    away = Membership.objects.filter(committee=seat.committee, name__contains="Ashton").get()
    assert "Apologies" in words_of(client, f"{SCRUTINY}members/{away.pk}/")
    assert words_of(client, f"{address}?year=9999") == words_of(client, address)
    assert client.get(f"/papers/committees/cabinet/members/{seat.pk}/").status_code == 404


# --- What programs read ------------------------------------------------------------------------


def test_a_meeting_is_told_to_programs_as_an_event(client: Client) -> None:
    Meeting.objects.filter(slug=MARCH).update(venue='Hall </script><b>"1"')

    page = client.get(f"/papers/meetings/{MARCH}/").content.decode()
    scripts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    data = json.loads(scripts[0])

    assert (data["@context"], data["@type"]) == ("https://schema.org", "Event")
    assert data["name"] == "Meeting of Children's Services Scrutiny Committee"
    assert data["startDate"].startswith("2006-03-13")
    assert data["location"]["@type"] == "Place"
    assert data["location"]["name"] == 'Hall </script><b>"1"'
    assert data["url"] == f"http://testserver/papers/meetings/{MARCH}/"


def test_the_map_names_only_pages_that_open_and_robots_may_open_them(client: Client) -> None:
    approve()
    issue_unprinted(Meeting.objects.get(slug=MAY))

    root = ElementTree.fromstring(client.get("/sitemap.xml").content)
    addresses = [each.text or "" for each in root.iter(f"{SITE_MAP}loc")]
    robots = RobotFileParser()
    robots.parse(client.get("/robots.txt").content.decode().splitlines())

    assert f"http://testserver/papers/meetings/{MAY}/" in addresses
    assert len(addresses) == len(set(addresses)) > 20
    for address in addresses:
        assert client.get(address.removeprefix("http://testserver")).status_code == 200, address
        assert robots.can_fetch("*", address), address
    for closed in ("/plans/jar-2005/", "/meetings/", "/papers/search/?words=a"):
        assert not robots.can_fetch("*", f"http://testserver{closed}")


def test_each_page_says_in_a_sentence_what_it_is(client: Client) -> None:
    approve()
    addresses = ["/papers/", SCRUTINY, "/papers/decisions/", f"/papers/meetings/{MARCH}/"]

    said = [
        re.findall(
            r'<meta name="description" content="([^"]+)">', client.get(each).content.decode()
        )
        for each in addresses
    ]

    assert all(len(each) == 1 for each in said)
    assert len({each[0] for each in said}) == len(addresses)


# --- As fast however many there are ------------------------------------------------------------


def test_the_public_pages_ask_as_much_however_many_meetings_there_are(client: Client) -> None:
    approve()
    issue_unprinted(Meeting.objects.get(slug=MAY))
    add_meetings(1)
    addresses = [SCRUTINY, *(page.format(word="report") for page in PAGES)]
    for address in addresses:
        client.get(address)  # the first fills what is remembered
    before = {address: statements_of(client, address) for address in addresses}

    add_meetings(12)

    more = {at: n for at in addresses if (n := statements_of(client, at)) > before[at]}
    assert more == {}
    assert max(before.values()) <= 16


def statements_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def add_meetings(how_many: int) -> None:
    """Add meetings to come with an open agenda, and meetings held whose minutes are approved."""
    body = Committee.objects.get(slug="childrens-services-scrutiny")
    for at in range(how_many):
        coming = Meeting.objects.create(
            slug=f"coming-{how_many}-{at}",
            committee=body,
            held_on=date(2006, 6, 1) + timedelta(days=at),
            state=Meeting.State.PUBLISHED,
        )
        AgendaItem.objects.create(meeting=coming, order=1, number=1, title="A REPORT")
        held = Meeting.objects.create(
            slug=f"held-{how_many}-{at}",
            committee=body,
            held_on=date(2006, 4, 1) + timedelta(days=at),
            state=Meeting.State.MINUTES_APPROVED,
        )
        minute = Minute.objects.create(meeting=held, number=1, title="A REPORT", order=1)
        Resolution.objects.create(minute=minute, text="The report be noted", state="open")
        Attendance.objects.create(meeting=held, name="J.P. Thomas", presence="present")
        make_decision(title=f"Report {at}")


# --- Word --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        (f"/papers/meetings/{MAY}/agenda.docx", "Children's Services Scrutiny Committee"),
        (f"/papers/meetings/{MARCH}/minutes.docx", "Minutes of the meeting"),
        (f"/papers/meetings/{MAY}/reports/behaviour-review-2006-05-31.docx", "TO CONSIDER"),
    ],
)
def test_papers_are_word_files_with_headings_and_tables_with_heads(
    client: Client, address: str, heading: str
) -> None:
    approve()
    issue_unprinted(Meeting.objects.get(slug=MAY))

    response = client.get(address)
    document = docx.Document(io.BytesIO(response.content))

    first = next(each for each in document.paragraphs if each.style.name == "Heading 1")
    assert first.text.startswith(heading)
    assert document.core_properties.title
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(f"{{{NAMES}}}tblHeader") is not None
    assert client.get(address).content == response.content
