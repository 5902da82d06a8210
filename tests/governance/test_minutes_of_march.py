"""The minutes of 13 March 2006 as they are printed, held against the paper.

Read off the minutes that were printed with the agenda of 31 May 2006. Numbers, titles, names and
resolutions are as the paper has them; the narrative is abridged.
"""

import io
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from governance.models import Meeting, PackPart
from governance.presenters.minutes import build_minutes_paper
from governance.tasks.minutes import print_minutes
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.background.models import Job
from tests.tools.verapdf import check_pdf_ua

MARCH = "childrens-services-scrutiny-2006-03-13"
DAY = date(2006, 5, 22)
MADE_AT = datetime(2006, 5, 22, 9, 0, tzinfo=UTC)
TITLES = {
    22: "APOLOGIES FOR ABSENCE",
    23: "NAMED SUBSTITUTES",
    24: "DECLARATIONS OF INTEREST",
    25: "MINUTES",
    26: "SUGGESTIONS FROM MEMBERS OF THE PUBLIC ON ISSUES FOR FUTURE SCRUTINY",
    27: "JOINT AREA REVIEW OF CHILDREN'S SERVICES IN HEREFORDSHIRE",
    28: "HEALTH OF CHILDREN AND YOUNG PEOPLE IN HEREFORDSHIRE",
    29: "MR TED ST. GEORGE, HEAD OF SCHOOL EFFECTIVNESS",
}
PRESENT = [
    *("J.P. Thomas (Vice-Chairman)", "G. Lucas", "R.M. Manning", "Mrs. S.J. Robertson"),
    *("D.C. Taylor", "Mrs E.A. Taylor", "Ms. A.M. Toon", "W.J. Walling"),
    "M. Carter (Special Education Sector Teachers)",
    "C. Lewandowski (Secondary School teachers)",
    "A Marson (Secondary Headteachers)",
    "Miss S. Peate (Primary Sector Headteachers)",
]
IN_ATTENDANCE = [
    *("T.M. James", "Mrs. M.D. Lloyd-Hayes", "R.J. Phillips"),
    "D.W. Rule MBE (Cabinet Member Children and Young People)",
    *("W.J.S. Thomas", "R.M. Wilson"),
]
APOLOGIES = ["Councillor B.F. Ashton (Chairman)", "Councillor N.J.J. Davies", "Mr J.D. Griffin"]
WORDS = {
    22: "Apologies were received from Councillor B.F. Ashton (Chairman), Councillor N.J.J. Davies,"
    " Mr J.D. Griffin.",
    23: "There were no named substitutes.",
    24: "There were no declarations of interest.",
    26: "No suggestions for areas of scrutiny were received from the public.",
}
RESOLVED = {
    25: "RESOLVED: That the minutes of the meeting held on 16th December, 2005, be approved as a"
    " correct record and signed by the Chairman.",
    28: "RESOLVED: That the position set out in the report on the Health of Children and Young"
    " People in Herefordshire and subsequent comment during debate be noted.",
}
LIMBS_OF_27 = {
    "a": "the report on the Joint Area Review be noted;",
    "b": "the Improvement Plan resulting from the JAR inspection and any implications arising"
    " there from be reported to the next meeting:",
    "c": "a performance monitoring report on performance against the JAR Improvement Plan,"
    " Performance Indicators etc be included in the work programme for future meetings; and",
    "d": "the Director of Children's Services arrange for the Committee to undertake a series of"
    " fact-finding visits to the various services within the Directorate.",
}
SPEAKERS = ["Mr Alan Geach", "Rev Ian Terry", "Mr Ted St. George"]
HEAD = [
    "Minutes of the meeting of Children's Services Scrutiny Committee",
    "held at The Council Chamber, Brockington, 35 Hafod Road, Hereford on",
    "Monday 13 March 2006 at 10.00 a.m.",
    "The Vice-Chairman, Councillor J. P. Thomas in the Chair.",
]
ENDING = ["The meeting ended at 12.26 p.m.", "CHAIRMAN"]


@pytest.fixture(scope="module")
def pages(django_db_setup: None, django_db_blocker: Any) -> list[str]:
    """The words of each printed page, in one line each."""
    with django_db_blocker.unblock():
        content = print_minutes(build_minutes_paper(MARCH, as_of=DAY), made_at=MADE_AT).content
    document = pypdfium2.PdfDocument(io.BytesIO(content))
    return [closed_up(page.get_textpage().get_text_range()) for page in document]


def closed_up(words: str) -> str:
    """Return words with single spaces, and a hyphen at the end of a line as it would stand."""
    words = words.replace("\ufffe", "-").replace("\x02", "-").replace("\xad", "")
    return re.sub(r"-\s+", "-", re.sub(r"\s+", " ", words))


@pytest.fixture(scope="module")
def printed(pages: list[str]) -> str:
    """The whole of what is printed, without the lines at the head and the foot of pages."""
    running = (
        r"Herefordshire Council|DRAFT minutes, not yet approved|\bDRAFT\b|Page \d+ of \d+"
        r"|Children's Services Scrutiny Committee, 13 March 2006"
    )
    return closed_up(" ".join(re.sub(running, " ", page) for page in pages))


def minute(printed: str, number: int) -> str:
    """Return the words of one minute, from its number to that of the next."""
    begins = printed.index(f"{number}. {TITLES[number]}")
    following = TITLES.get(number + 1)
    ends = printed.index(f"{number + 1}. {following}") if following else len(printed)
    return printed[begins:ends]


def test_the_minutes_are_22_to_29_in_their_order_under_their_titles(printed: str) -> None:
    places = [printed.index(f"{number}. {title}") for number, title in TITLES.items()]

    assert places == sorted(places)
    assert list(TITLES) == list(range(22, 30))
    for title in (f"{number}. {words}" for number, words in TITLES.items()):
        assert printed.count(title) == 1, title


@pytest.mark.parametrize("words", [*HEAD, *ENDING])
def test_the_head_and_the_end_are_those_of_the_paper(words: str, printed: str) -> None:
    assert words in printed


@pytest.mark.parametrize("name", [*PRESENT, *IN_ATTENDANCE, *APOLOGIES, *SPEAKERS])
def test_each_name_of_the_paper_is_printed(name: str, printed: str) -> None:
    assert name in printed


@pytest.mark.django_db
def test_each_stands_among_those_present_in_attendance_or_with_apologies() -> None:
    listed = build_minutes_paper(MARCH, as_of=DAY).present

    # Mr Geach stands in minute 23 of the paper alone: the list of those in attendance has six.
    assert [(group.title, list(group.names)) for group in listed] == [
        ("Present: Councillors", [f"Councillor {name}" for name in PRESENT[:8]]),
        ("Present: Teacher representatives", PRESENT[8:10]),
        ("Present: Headteacher representatives", PRESENT[10:]),
        ("In attendance", [f"Councillor {name}" for name in IN_ATTENDANCE]),
        ("Apologies", [*APOLOGIES[:2], f"{APOLOGIES[2]} (Roman Catholic Church)"]),
    ]


@pytest.mark.parametrize("number", WORDS)
def test_a_minute_that_is_not_abridged_is_word_for_word(number: int, printed: str) -> None:
    assert WORDS[number] in minute(printed, number)


def test_what_is_printed_does_not_explain_itself(printed: str) -> None:
    assert "abridged" not in printed.lower()
    assert "own words" not in printed


@pytest.mark.django_db
def test_the_page_says_beside_the_minutes_that_they_are_abridged(
    make_user: Callable[..., User], sign_in: Callable[[User], Client]
) -> None:
    page = sign_in(make_user(Role.MEMBER)).get(f"/meetings/{MARCH}/minutes/").content.decode()

    assert "Narrative abridged" in page


@pytest.mark.parametrize("number", RESOLVED)
def test_a_resolution_without_limbs_is_word_for_word(number: int, printed: str) -> None:
    own = minute(printed, number)

    assert own.count("RESOLVED") == 1
    assert RESOLVED[number] in own


def test_the_four_limbs_of_minute_27_have_their_letters_and_their_words(printed: str) -> None:
    own = minute(printed, 27)

    assert "RESOLVED: THAT" in own
    resolved = own[own.index("RESOLVED: THAT") :]
    lettered = [f"({letter}) {words}" for letter, words in LIMBS_OF_27.items()]
    assert resolved.strip() == " ".join(["RESOLVED: THAT", *lettered])


@pytest.mark.parametrize("number", sorted(TITLES.keys() - RESOLVED.keys() - {27}))
def test_no_other_minute_resolves_anything(number: int, printed: str) -> None:
    assert "RESOLVED" not in minute(printed, number)


def test_every_page_says_that_it_is_a_draft_and_which_page_it_is(pages: list[str]) -> None:
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        assert re.search(r"\bDRAFT\b(?! minutes)", page), number
        assert "DRAFT minutes, not yet approved" in page
        assert f"Page {number} of {len(pages)}" in page


@pytest.mark.django_db
def test_approved_minutes_are_no_draft_and_say_when_they_were_approved() -> None:
    row = Meeting.objects.get(slug=MARCH)
    row.state = Meeting.State.MINUTES_APPROVED
    row.approved_at = Meeting.objects.get(slug="childrens-services-scrutiny-2006-05-31")
    row.save()

    paper = build_minutes_paper(MARCH, as_of=row.approved_at.held_on)
    content = print_minutes(paper, made_at=MADE_AT).content

    document = pypdfium2.PdfDocument(io.BytesIO(content))
    for page in document:
        words = closed_up(page.get_textpage().get_text_range())
        assert "DRAFT" not in words
        assert "Minutes, approved on 31 May 2006" in words


# --- The document --------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.document
def test_the_minutes_are_an_accessible_pdf_that_is_printed_once(
    make_user: Callable[..., User],
    sign_in: Callable[[User], Client],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    client = sign_in(make_user(Role.MEMBER))
    address = f"/meetings/{MARCH}/minutes.pdf"
    assert ">Make the PDF</button>" in client.get(address).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(address)["Location"] == address

    first, again = client.get(address), client.get(address)

    assert first["Content-Type"] == "application/pdf"
    assert f'filename="minutes-{MARCH}-draft.pdf"' in first["Content-Disposition"]
    assert check_pdf_ua(first.content) == []
    assert again.content == first.content
    assert PackPart.objects.count() == 1


@pytest.mark.django_db
def test_draft_minutes_are_not_there_for_the_public(client: Client) -> None:
    assert client.get(f"/papers/meetings/{MARCH}/minutes.pdf").status_code == 404


@pytest.mark.django_db
def test_a_print_that_takes_long_is_told_of_in_words(
    make_user: Callable[..., User], sign_in: Callable[[User], Client]
) -> None:
    response = sign_in(make_user(Role.MEMBER)).post(f"/meetings/{MARCH}/minutes.pdf", follow=True)

    assert response.status_code == 202
    page = response.content.decode()
    assert "The minutes are being printed" in page
    assert "The print stays wanted and will be made when it is back." in page


@pytest.mark.django_db
def test_minutes_that_many_ask_for_are_printed_once(
    make_user: Callable[..., User], client: Client
) -> None:
    for role in (Role.MEMBER, Role.COMMITTEE_CLERK):
        client.force_login(make_user(role), "herefordshire_cs.accounts.backends.EmailBackend")
        client.post(f"/meetings/{MARCH}/minutes.pdf")
        client.post(f"/meetings/{MARCH}/minutes.pdf")

    assert Job.objects.count() == 1


@pytest.mark.django_db
def test_approved_minutes_that_the_public_ask_for_are_printed_once(client: Client) -> None:
    Meeting.objects.filter(slug=MARCH).update(state=Meeting.State.MINUTES_APPROVED)

    for _ in range(3):
        assert client.get(f"/papers/meetings/{MARCH}/minutes.pdf").status_code == 202

    assert Job.objects.count() == 1


@pytest.mark.django_db
def test_the_minutes_are_had_without_a_browser(tmp_path: Path) -> None:
    path = tmp_path / "minutes.pdf"

    call_command("report", "minutes", meeting=MARCH, output=f"{path}")

    assert path.read_bytes().startswith(b"%PDF-")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("meeting", "words"),
    [
        ("nowhere", f"There is no meeting nowhere; there is: {MARCH}"),
        (None, "There is no meeting without --meeting"),
        ("cabinet-2005-02-17", "Nothing of the meeting cabinet-2005-02-17 is minuted"),
    ],
    ids=["unknown", "none named", "not minuted"],
)
def test_a_meeting_without_minutes_is_said_in_words(
    meeting: str | None, words: str, tmp_path: Path
) -> None:
    with pytest.raises(CommandError, match=re.escape(words)):
        call_command("report", "minutes", meeting=meeting, output=f"{tmp_path / 'x.pdf'}")
