"""A long plan is printed in stretches: the same rows, whole, with links and page numbers right."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pikepdf
import pypdf
import pytest
from pytest_django import DjangoDbBlocker

from actionplan.presenters import action_plan
from actionplan.presenters.action_plan import ActionPlanReport, build_action_plan_report
from actionplan.presenters.documents import KINDS
from actionplan.tasks import print_document
from herefordshire_cs.lib.pdf.long_prints import print_report
from herefordshire_cs.lib.pdf.printing import Printed
from herefordshire_cs.lib.pdf.tags import elements
from tests.tools.verapdf import check_pdf_ua

AS_OF = date(2006, 5, 19)
MADE_AT = datetime(2006, 5, 22, 14, 5, tzinfo=UTC)
KIND = KINDS["action-plan"]


@pytest.fixture(scope="module")
def report(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> ActionPlanReport:
    """The first four recommendations of the plan of 2006."""
    with django_db_blocker.unblock():
        whole = build_action_plan_report("jar-2005", as_of=AS_OF)
    return replace(whole, recommendations=whole.recommendations[:4])


@pytest.fixture(autouse=True, scope="module")
def long_from_forty_rows() -> Iterator[None]:
    """Let a plan of more than forty rows be long."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(action_plan, "ROWS_AT_ONCE", 40)
        patch.setattr(action_plan, "ROWS_OF_A_STRETCH", 24)
        yield


@pytest.fixture(scope="module")
def printed(report: ActionPlanReport, long_from_forty_rows: None) -> Printed:
    return print_document(KIND, report, made_at=MADE_AT)


def reader(printed: Printed) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(printed.content))


def lines_of_contents(words: str) -> Iterator[tuple[int, int]]:
    """Yield the number of each Recommendation in the contents, and the page that it tells."""
    for number, page in re.findall(r"^(\d+)\. .*?[.\s]+(\d+)$", words, re.MULTILINE | re.DOTALL):
        yield int(number), int(page)


def test_a_plan_is_parted_between_recommendations_and_nothing_is_lost(
    report: ActionPlanReport,
) -> None:
    parted = [
        [part.number for part in stretch.report.recommendations] for stretch in report.stretches
    ]

    # 23, 13, 8 and 10 actions; no more than 24 together.
    assert parted == [[1], [2, 3], [4]]


def test_a_recommendation_with_more_rows_than_a_stretch_has_one_to_itself(
    report: ActionPlanReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(action_plan, "ROWS_OF_A_STRETCH", 9)

    assert len(report.stretches) == 4


def test_a_short_plan_is_printed_at_once(report: ActionPlanReport) -> None:
    short = replace(report, recommendations=report.recommendations[:2])

    assert short.counts.total == 36
    assert short.stretches == ()


def test_pages_are_numbered_through_and_the_contents_tell_them(
    report: ActionPlanReport, printed: Printed
) -> None:
    pages = [page.extract_text() for page in reader(printed).pages]

    # Drawn twice: its white edge, then the number.
    assert [set(re.findall(r"Page (\d+)", words)) for words in pages] == [
        {str(number)} for number in range(1, printed.pages + 1)
    ]
    told = dict(lines_of_contents(pages[0]))
    assert sorted(told) == [1, 2, 3, 4]
    for number, page in told.items():
        assert f"Recommendation {number} " in pages[page - 1]


def test_every_link_and_bookmark_lands_where_it_says(printed: Printed) -> None:
    found = reader(printed)
    links = [
        note.get_object()
        for note in found.pages[0].get("/Annots", [])
        if note.get_object().get("/Subtype") == "/Link"
    ]

    assert len(links) >= 4
    assert all("/Dest" in link and "/A" not in link for link in links)
    titles = [item.title for item in found.outline if not isinstance(item, list)]
    below = [item.title for part in found.outline if isinstance(part, list) for item in part]
    assert titles[0] == "Action plan"
    assert [title for title in (*titles, *below) if title.startswith("4. ")]


def test_every_row_is_there_once_under_its_own_heads(
    report: ActionPlanReport, printed: Printed
) -> None:
    kinds = [str(element.S) for element in elements(pikepdf.open(io.BytesIO(printed.content)))]

    assert kinds.count("/Table") == 4 + 1  # and the key
    text = "".join(page.extract_text() for page in reader(printed).pages)
    for part in report.recommendations:
        for row in part.rows:
            assert f"{row.line.reference}\n" in text or f"{row.line.reference} " in text


def test_as_a_part_of_a_pack_it_has_no_numbers_of_its_own(
    report: ActionPlanReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    two = replace(report, recommendations=report.recommendations[2:])
    monkeypatch.setattr(action_plan, "ROWS_AT_ONCE", 16)
    part = print_report(KIND.print_template, two, context={"part": two}, made_at=MADE_AT)

    assert len(two.stretches) == 1
    assert "Page 1" not in reader(part).pages[0].extract_text()
    assert "/PageLabels" not in reader(part).trailer["/Root"]


@pytest.mark.document
def test_it_conforms(printed: Printed) -> None:
    assert check_pdf_ua(printed.content) == []
