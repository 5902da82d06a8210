"""What the search finds in the indicators and in the papers of meetings, and for whom."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from governance.models import AgendaItem, Meeting, Minute, Report, ReportVersion, Resolution
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.front.presenters.search import Found, search_everything
from tests.conftest import trusted
from tests.governance.rows_of_an_exempt_meeting import (
    EXEMPT_REPORT,
    MARK,
    SAVED_AT,
    SLUG,
    make_exempt_meeting,
)

DAY = date(2006, 6, 30)
UNTRUSTED = [Role.OFFICER, Role.PARTNER, Role.PERFORMANCE_OFFICER, Role.ADMINISTRATOR]
TRUSTED = [role for role in Role if role not in UNTRUSTED]


def look_for(words: str, reader: User, *, as_of: date = DAY) -> Found:
    """Search as a reader on a day."""
    return search_everything(words, as_of=as_of, user=reader)


@pytest.fixture
def exempt_meeting(db: None) -> Meeting:
    """A meeting with marked words in an exempt report, its item, its minute and its resolution."""
    meeting = make_exempt_meeting()
    item = AgendaItem.objects.get(report__slug=EXEMPT_REPORT)
    minute = Minute.objects.create(
        meeting=meeting,
        item=item,
        number=1,
        title=f"{MARK}minute",
        points=[f"{MARK}point"],
        order=1,
    )
    Resolution.objects.create(minute=minute, text=f"{MARK}limb")
    return meeting


@pytest.mark.parametrize(
    ("words", "kind", "label"),
    [
        ("improvement plan resulting", "resolutions", "27 (b)"),
        ("pregnant", "minutes", "HEALTH OF CHILDREN AND YOUNG PEOPLE IN HEREFORDSHIRE"),
        ("criminal record policy", "items", "SAFEGUARDING CHILDREN IN HEREFORDSHIRE"),
        ("rolling programme", "reports", "SAFEGUARDING CHILDREN IN HEREFORDSHIRE"),
    ],
)
def test_words_of_the_papers_are_found_where_they_stand(
    words: str, kind: str, label: str, member: User
) -> None:
    found = getattr(look_for(words, member).papers, kind)

    assert [each.label for each in found] == [label]
    assert words in found[0].words.lower()


def test_minutes_of_a_meeting_are_not_found_before_its_day(member: User) -> None:
    assert look_for("pregnant", member, as_of=date(2006, 3, 12)).count == 0


def test_an_indicator_is_found_by_its_reference_once_it_is_in_use(member: User) -> None:
    assert [
        each.slug for each in look_for("NI 60", member, as_of=date(2009, 5, 22)).indicators
    ] == ["ni-60"]
    assert look_for("NI 60", member).indicators == ()


@pytest.mark.parametrize("role", UNTRUSTED, ids=str)
def test_nothing_exempt_is_found_by_those_who_may_not_read_it(
    role: Role, exempt_meeting: Meeting, make_user: Callable[..., User]
) -> None:
    assert look_for(MARK, make_user(role)).count == 0


@pytest.mark.parametrize("role", TRUSTED, ids=str)
def test_what_is_exempt_is_found_by_those_who_may_read_it(
    role: Role, exempt_meeting: Meeting
) -> None:
    papers = look_for(MARK, trusted(role)).papers

    assert [len(papers.items), len(papers.reports), len(papers.minutes)] == [1, 1, 1]
    assert [each.meeting for each in papers.resolutions] == [SLUG]


SECTIONS = [
    {
        "heading": "Orchards",
        "is_numbered": True,
        "paragraphs": [
            {
                "number": "1",
                "text": "A medlar, first line\nsecond line",
                "bullets": ["a quince", {"text": "a damson"}],
                "is_abridged": False,
                "html": "<p>A <strong>medlar</strong>, first &amp; last, is a fruit</p>"
                '<table><thead><tr><th scope="col">Bullace</th></tr></thead></table>'
                '<p>See <a href="https://fruit.example/">the list</a></p>',
            }
        ],
    }
]


@pytest.fixture
def orchard(db: None) -> Report:
    """A report whose newest version is on orchards, and whose first was on mills."""
    report = Report.objects.create(slug="orchard", form="scrutiny", title="Trees", state="cleared")
    first = [{"heading": "Mills", "paragraphs": [{"number": "1", "text": "A mill"}]}]
    for number, sections in enumerate((first, SECTIONS), 1):
        ReportVersion.objects.create(
            report=report, number=number, sections=sections, saved_at=SAVED_AT
        )
    return report


@pytest.mark.parametrize(
    "words",
    ["tree", "orchard", "medlar", "second", "quince", "damson", "bullace", "fruit", "medlar line"],
)
def test_a_report_is_found_by_its_title_and_all_that_its_newest_version_says(
    words: str, orchard: Report, member: User
) -> None:
    assert "orchard" in [each.key for each in look_for(words, member).papers.reports]


@pytest.mark.parametrize(
    "words",
    ["paragraphs", "heading", "is_abridged", "strong", "href", "thead", "amp", "nsecond", "mill"],
)
def test_a_report_is_not_found_by_how_it_is_stored_or_what_it_said_once(
    words: str, orchard: Report, member: User
) -> None:
    assert "orchard" not in [each.key for each in look_for(words, member).papers.reports]


def test_an_excerpt_is_from_the_paragraph_that_says_most(orchard: Report, member: User) -> None:
    (found,) = look_for("quince second medlar", member).papers.reports

    assert found.words == "A medlar, first line\nsecond line"


def test_a_minute_is_found_by_words_of_its_title_and_its_points_together(
    orchard: Report, member: User
) -> None:
    minute = Minute.objects.get(title__startswith="HEALTH OF CHILDREN")
    Minute.objects.filter(pk=minute.pk).update(points=["On medlars", "On quinces"])

    (found,) = look_for("health quince", member).papers.minutes
    assert found.label == minute.title


def test_a_draft_is_found_only_by_those_who_work_on_drafts(officer: User, member: User) -> None:
    Report.objects.create(slug="begun", form="scrutiny", title="Medlar harvest", state="draft")

    assert look_for("medlar", officer).papers.count == 1
    assert look_for("medlar", member).papers.count == 0


def test_the_page_leads_to_what_was_found(
    member: User, sign_in: Callable[[User], Client], today: date
) -> None:
    page = sign_in(member).get("/search/?words=safeguarding").content.decode()

    assert "/meetings/childrens-services-scrutiny-2006-05-31/#item-" in page
    assert "reports/safeguarding-report-2006-05-31/" in page
