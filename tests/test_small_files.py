"""Small files as people send them go all the way: on their page, into the record and the pack.

Each once went wrong; the tests of each part hold its kind. What two clipboards hold is read with
the others (``tests/pastes.py``).
"""

import io
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Any

import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from governance.models import AgendaItem, Appendix, Meeting, Pack, Report
from governance.tasks.packs import ask_for_pack, make
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from indicators.models import Outturn, OutturnFile
from tests.tools.controls import typed_in

pytestmark = pytest.mark.django_db
FILES = Path(__file__).parent / "small_files"
MAY = "childrens-services-scrutiny-2006-05-31"
REPORT = "safeguarding-report-2006-05-31"
APPENDICES = f"/meetings/{MAY}/reports/{REPORT}/appendices/new/"
DAY = date(2006, 5, 22)
AT = datetime(2006, 5, 22, 10, tzinfo=UTC)
APRIL = "april-2006"
BOOKMARKED = "appendix-bookmark-destination-in-a-dictionary.pdf"


def sent(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, (FILES / name).read_bytes())


def words_of(answer: Any) -> str:
    return unescape(answer.content.decode())


@pytest.fixture
def loader(make_user: Callable[..., User], sign_in: Callable[[User], Client]) -> Client:
    return sign_in(make_user(Role.PERFORMANCE_OFFICER))


def loaded() -> set[tuple[str, str, Decimal | None, str]]:
    """Return what a file put into the record: indicator, period, value and why there is none."""
    return {
        (row.indicator.slug, row.period.slug, row.value, row.no_value_reason)
        for row in Outturn.objects.filter(recorded_by__isnull=False).select_related(
            "indicator", "period"
        )
    }


HALF = Decimal("61.5")


@pytest.mark.parametrize(
    ("name", "told", "record"),
    [
        (
            "outturns-percent-cell-of-many-decimals.xlsx",
            ["61.5% is shown and read, 61.5384", "123.5 is shown and read, 123.456789 is stored"],
            {("ch-143", APRIL, HALF, ""), ("ch-141", APRIL, Decimal("123.5"), "")},
        ),
        (
            "outturns-hidden-row.xlsx",
            ["1 hidden row was not read."],
            {("ch-143", APRIL, HALF, "")},
        ),
        (
            "outturns-reference-and-name-columns.csv",
            ["1 column was not read: “Indicator”."],
            {("ch-143", APRIL, HALF, "")},
        ),
        (
            "outturns-with-a-kind-column.csv",
            [
                "2 lines are no outturns and were not read: line 3 (target) and line 4"
                " (comparator)."
            ],
            {("ch-143", APRIL, HALF, "")},
        ),
        (
            "outturns-suppressed-symbol.csv",
            ["No value: suppressed"],
            {
                ("ch-143", APRIL, None, "suppressed"),
                ("ch-12", "2005-2006-q4", Decimal(62), ""),
            },
        ),
        ("outturns-semicolons.csv", [], {("ch-143", APRIL, HALF, "")}),
        (
            "outturns-uk-dates.csv",
            [],
            {("ch-01", "31-march-2006", Decimal("20.1"), "")},
        ),
    ],
)
def test_a_file_of_outturns_loads_what_its_sender_sees(
    name: str,
    told: list[str],
    record: set[tuple[str, str, Decimal | None, str]],
    loader: Client,
) -> None:
    page = loader.post("/indicators/loading/", {"file": sent(name)}, follow=True)

    assert "Every line can be loaded" in words_of(page)
    assert [each for each in told if each not in words_of(page)] == []

    loader.post(f"/indicators/loading/{OutturnFile.objects.get().pk}/load/")
    assert loaded() == record


@pytest.mark.parametrize(
    ("answers", "values"),
    [(("61.5%", "94%"), ("61.5", "94")), (("0.615%", "0.94%"), ("0.615", "0.94"))],
    ids=["shares", "truly under one in a hundred"],
)
def test_a_share_typed_as_a_fraction_is_asked_about_and_either_answer_is_loaded(
    answers: tuple[str, str], values: tuple[str, str], loader: Client
) -> None:
    name = "outturns-share-typed-as-a-fraction.csv"
    page = loader.post("/indicators/loading/", {"file": sent(name)}, follow=True)
    assert "2 lines cannot be loaded" in words_of(page)
    assert "“0.615” may be 61.5%, kept as a share of one, or 0.615%." in words_of(page)
    file = f"/indicators/loading/{OutturnFile.objects.get().pk}/"
    loader.post(f"{file}load/")
    assert loaded() == set()

    loader.post(file, typed_in(page) | {"r2-value": answers[0], "r3-value": answers[1]})
    loader.post(f"{file}load/")

    assert loaded() == {
        ("ch-143", APRIL, Decimal(values[0]), ""),
        ("ch-12", "2005-2006-q4", Decimal(values[1]), ""),
    }


def append(name: str, client: Client) -> str:
    """Append a paper to the report of May, and return what the next page says."""
    typed = typed_in(client.get(APPENDICES))
    said = {"label": "Appendix 3", "title": "A paper from elsewhere", "exempt_paragraph": "none"}
    return words_of(client.post(APPENDICES, typed | said | {"file": sent(name)}, follow=True))


def test_a_paper_whose_bookmark_stands_in_a_dictionary_is_in_the_pack_and_found_by_it(
    make_user: Callable[..., User], sign_in: Callable[[User], Client]
) -> None:
    clerk = make_user(Role.COMMITTEE_CLERK)
    Appendix.objects.filter(report__slug=REPORT).delete()
    AgendaItem.objects.filter(meeting__slug=MAY).exclude(report__slug=REPORT).delete()
    append(BOOKMARKED, sign_in(clerk))
    assert Appendix.objects.get(report__slug=REPORT).title == "A paper from elsewhere"

    meeting = Meeting.objects.get(slug=MAY)
    pack = make(ask_for_pack(meeting=meeting, as_of=DAY, asked_by=clerk, asked_at=AT), made_at=AT)

    assert (pack.state, pack.failure) == (Pack.State.READY, "")
    reader = pypdf.PdfReader(io.BytesIO(bytes(pack.members_pdf or b"")))
    [page] = [
        reader.get_destination_page_number(each)
        for each in bookmarks_of(reader.outline)
        if each.title == "Introduction"
    ]
    assert page == len(reader.pages) - 1
    own = pypdf.PdfReader(FILES / BOOKMARKED).pages[0].extract_text().strip()
    assert own
    assert own in reader.pages[page].extract_text()


def bookmarks_of(outline: Any) -> Iterator[Any]:
    """Yield the bookmarks of an outline, whatever their level."""
    for each in outline:
        if isinstance(each, list):
            yield from bookmarks_of(each)
        else:
            yield each


def test_a_page_of_no_height_is_refused_by_its_number(
    make_user: Callable[..., User], sign_in: Callable[[User], Client]
) -> None:
    name = "appendix-last-page-of-no-height.pdf"
    before = Report.objects.get(slug=REPORT).appendices.count()

    said = append(name, sign_in(make_user(Role.COMMITTEE_CLERK)))

    assert f"Page 2 of {name} has no height" in said
    assert Report.objects.get(slug=REPORT).appendices.count() == before
