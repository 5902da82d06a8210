"""The documents of the 2006 plan: conformant, complete, and true to their own contents."""

import io
import re
from datetime import UTC, date, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

import pypdf
import pytest
from django.core.management import CommandError, call_command
from pytest_django import DjangoDbBlocker

from actionplan.models import NarrativeSection, Plan
from actionplan.presenters.action_plan import ActionPlanReport, PlanRow
from actionplan.presenters.documents import KINDS, LAYOUT
from actionplan.rating_levels import READY_MADE
from actionplan.tasks import print_document
from herefordshire_cs.lib.files.documents import contents_hash
from herefordshire_cs.lib.pdf.printing import Printed
from herefordshire_cs.lib.rag import Role
from tests.conftest import DEMONSTRATION_DAY
from tests.factories import make_action, make_plan, make_recommendation, make_update
from tests.tools.verapdf import check_pdf_ua

MADE_AT = datetime(2006, 5, 22, 13, 5, tzinfo=UTC)
MARKUP = "<b>Done</b> &amp; <script>alert('1')</script>"

# All of them: what reads the database runs before the journeys, which empty it behind them.
pytestmark = pytest.mark.django_db


def build(kind: str, plan: str = "jar-2005", *, since: date | None = None) -> Any:
    return KINDS[kind].build(plan, as_of=DEMONSTRATION_DAY, since=since)


@pytest.fixture(scope="module")
def action_plan(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> ActionPlanReport:
    with django_db_blocker.unblock():
        return build("action-plan")


@pytest.fixture(scope="module")
def printed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> dict[str, Printed]:
    """Each document of the 2006 plan, printed once."""
    with django_db_blocker.unblock():
        reports = {kind: build(kind) for kind in KINDS}
    return {
        kind: print_document(KINDS[kind], report, made_at=MADE_AT)
        for kind, report in reports.items()
    }


@pytest.fixture(scope="module")
def pages(printed: dict[str, Printed]) -> dict[str, list[str]]:
    """The words of each page of each document."""
    return {kind: words_of(document) for kind, document in printed.items()}


def words_of(document: Printed) -> list[str]:
    reader = pypdf.PdfReader(io.BytesIO(document.content))
    return [page.extract_text().replace("\xa0", " ") for page in reader.pages]


def squeezed(words: str) -> str:
    """Return words without spaces and line ends, which a page sets as it likes."""
    return re.sub(r"\s+", "", words)


def titles_of(outline: list[Any]) -> list[str]:
    """Return the titles of all bookmarks, whatever their depth."""
    return [
        title
        for bookmark in outline
        for title in (titles_of(bookmark) if isinstance(bookmark, list) else [bookmark.title])
    ]


def rows_of(report: ActionPlanReport) -> list[PlanRow]:
    return [row for part in report.recommendations for row in part.rows]


# Printed


@pytest.mark.document
def test_every_document_conforms(printed: dict[str, Printed]) -> None:
    assert check_pdf_ua(**{kind: document.content for kind, document in printed.items()}) == []


@pytest.mark.document
@pytest.mark.parametrize("kind", KINDS)
def test_every_page_says_which_of_how_many(kind: str, pages: dict[str, list[str]]) -> None:
    for number, words in enumerate(pages[kind], start=1):
        assert f"Page {number} of {len(pages[kind])}" in words
        assert "As at 22 May 2006; made 22 May 2006 at 14:05" in words


@pytest.mark.document
@pytest.mark.parametrize("kind", KINDS)
def test_no_document_explains_what_the_papers_lack(kind: str, pages: dict[str, list[str]]) -> None:
    words = squeezed(" ".join(pages[kind]))

    assert squeezed("the copy that survives") not in words
    assert squeezed("Not defined in the source") not in words


@pytest.mark.document
@pytest.mark.parametrize("kind", KINDS)
def test_every_page_but_the_cover_says_which_document(
    kind: str, pages: dict[str, list[str]]
) -> None:
    for words in pages[kind][1:]:
        assert f"{KINDS[kind].title} as at 22 May 2006" in words
        assert "Herefordshire Council" in words


@pytest.mark.document
@pytest.mark.parametrize("kind", ["summary", "action-plan"])
def test_contents_lead_to_the_pages_that_they_name(kind: str, printed: dict[str, Printed]) -> None:
    reader = pypdf.PdfReader(io.BytesIO(printed[kind].content))
    names = [link.get_object()["/Dest"] for link in reader.pages[0]["/Annots"]]
    places = [reader.named_destinations[name] for name, _lines in groupby(names)]
    named = re.findall(r"\.{3,}\s+(\d+)$", reader.pages[0].extract_text(), re.MULTILINE)

    assert len(named) > 17
    assert [int(number) for number in named] == [
        reader.get_destination_page_number(place) + 1 for place in places
    ]


@pytest.mark.document
@pytest.mark.parametrize("kind", ["summary", "action-plan"])
def test_every_recommendation_is_a_bookmark(
    kind: str, printed: dict[str, Printed], action_plan: ActionPlanReport
) -> None:
    titles = titles_of(pypdf.PdfReader(io.BytesIO(printed[kind].content)).outline)

    for part in action_plan.recommendations:
        assert titles.count(f"{part.number}. {part.text}") == 1


@pytest.mark.document
def test_every_action_stands_once_with_its_reference_and_whole(
    pages: dict[str, list[str]], action_plan: ActionPlanReport
) -> None:
    found = [squeezed(words) for words in pages["action-plan"]]

    for row in rows_of(action_plan):
        flag = "disputed" if row.line.is_disputed else ""
        rated = f"{row.line.rating.rag.word} {flag}"
        begins = squeezed(f"{row.line.reference} {rated} {row.line.text}")
        [page] = [words for words in found if begins in words]
        assert page.count(begins) == 1
        _before, _begins, after = page.partition(begins)
        cells = [*(note.text for note in row.notes), *row.success_criteria]
        assert all(squeezed(cell) in after for cell in [*cells, row.additional_capacity])


@pytest.mark.document
def test_every_page_of_a_recommendation_repeats_its_words_and_the_columns(
    pages: dict[str, list[str]], action_plan: ActionPlanReport
) -> None:
    first = action_plan.recommendations[0]
    begun = [words for words in pages["action-plan"][1:] if re.search(r"^1\.\d+\s", words, re.M)]

    assert len(begun) > 3
    for words in begun:
        assert squeezed(first.text) in squeezed(words)
        assert squeezed("Reference Action to be taken Lead By when") in squeezed(words)


@pytest.mark.document
def test_what_changed_is_read_before_the_recommendations(pages: dict[str, list[str]]) -> None:
    words = squeezed("".join(pages["summary"][1:]))
    places = [
        words.index(squeezed(part))
        for part in ("What the ratings mean", "Since the report of 13 March", "1. Ensure that")
    ]

    assert places == sorted(places)


@pytest.mark.document
def test_exceptions_are_two_pages_at_most_and_say_what_they_leave_out(
    pages: dict[str, list[str]],
) -> None:
    assert len(pages["exceptions"]) <= 2
    assert re.search(r"11of\d+areshown", squeezed(pages["exceptions"][0]))


@pytest.mark.document
@pytest.mark.parametrize("kind", KINDS)
def test_markup_is_printed_as_it_was_typed(kind: str) -> None:
    recommendation = make_recommendation(make_plan(title=f"Plan {MARKUP}"), text=f"Be {MARKUP}")
    action = make_action(recommendation, latest=date(2020, 1, 9), text=f"Do {MARKUP}")
    make_update(action, reported_on=date(2020, 1, 8), narrative=f"Note {MARKUP}")
    slug = recommendation.plan.slug
    NarrativeSection.objects.create(
        plan=recommendation.plan, order=1, chapter=MARKUP, heading=MARKUP, holds="actions"
    )

    report = KINDS[kind].build(slug, as_of=date(2020, 5, 1), since=date(2020, 1, 8))
    words = squeezed(" ".join(words_of(print_document(KINDS[kind], report, made_at=MADE_AT))))

    assert squeezed(f"Plan {MARKUP}") in words
    assert squeezed(f"Do {MARKUP}") in words
    assert (squeezed(f"Note {MARKUP}") in words) is (kind == "action-plan")


@pytest.mark.document
@pytest.mark.parametrize("ready", ["brag", "seven"])
def test_a_plan_of_other_levels_is_printed_in_its_words(ready: str) -> None:
    levels = READY_MADE[ready].levels
    recommendation = make_recommendation(make_plan(ready=ready))
    for level in levels:
        action = make_action(recommendation, latest=date(2020, 9, 1), text=f"Do {level.key}")
        status = {Role.COMPLETE: "completed", Role.EMBEDDED: "completed", Role.CLOSED: "dropped"}
        rating = "" if level.key == "none" else level.key
        said = status.get(level.role, "in progress")
        if level.role is not Role.NOT_STARTED:
            make_update(action, reported_on=date(2020, 4, 20), status=said, rating=rating)
    slug = recommendation.plan.slug

    found = {
        kind: print_document(
            KINDS[kind],
            KINDS[kind].build(slug, as_of=date(2020, 5, 1), since=None),
            made_at=MADE_AT,
        )
        for kind in ("summary", "action-plan", "exceptions")
    }

    assert check_pdf_ua(**{kind: document.content for kind, document in found.items()}) == []
    for kind, document in found.items():
        words = squeezed(" ".join(words_of(document)))
        assert all(squeezed(level.word) in words for level in levels), kind
    summary = squeezed(" ".join(words_of(found["summary"]))).casefold()
    assert all(squeezed(f"1 {level.word}").casefold() in summary for level in levels)


# Known by its contents


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_contents_have_the_same_hash(kind: str) -> None:
    assert contents_hash(build(kind), LAYOUT) == contents_hash(build(kind), LAYOUT)


def test_each_kind_and_day_has_a_hash_of_its_own(jar: Plan) -> None:
    hashes = {contents_hash(build(kind), LAYOUT) for kind in KINDS}
    earlier = KINDS["summary"].build(jar.slug, as_of=date(2006, 5, 18), since=None)
    since = build("summary", since=date(2006, 5, 1))

    assert len(hashes | {contents_hash(earlier, LAYOUT), contents_hash(since, LAYOUT)}) == 6


def test_another_layout_is_another_document() -> None:
    report = build("exceptions")

    assert contents_hash(report, LAYOUT) != contents_hash(report, LAYOUT[1:])


# Without a browser


def test_the_command_writes_the_document(tmp_path: Path, capsys: Any) -> None:
    path = tmp_path / "exceptions.pdf"

    call_command("report", "exceptions", plan="jar-2005", as_at="2006-05-19", output=str(path))

    assert path.read_bytes().startswith(b"%PDF")
    assert capsys.readouterr().out == f"Exceptions: 2 pages in {path}\n"


@pytest.mark.parametrize(
    ("kind", "asked", "words"),
    [
        ("sumary", {}, "There is no document sumary; there is: summary, action-plan, exceptions"),
        ("summary", {"plan": "jar"}, "There is no plan jar; there is: directorate-2009, jar-2005"),
        ("summary", {"as_at": "19/5/2006"}, "19/5/2006 is not a day; write one like 2006-05-19"),
        ("summary", {"since": "yesterday"}, "yesterday is not a day"),
        ("summary", {"as_at": "2060-05-23"}, "2060-05-23 has not come yet"),
        ("summary", {"as_at": "2005-11-30"}, "The plan began on 2005-12-01"),
        ("whole-plan", {}, "The plan jar-2005 tells nothing of itself, so it has no whole paper"),
        ("summary", {"since": "2006-05-22"}, "2006-05-22 is not before 2006-05-22"),
    ],
)
def test_the_command_says_in_words_what_is_wrong(
    kind: str, asked: dict[str, str], words: str, tmp_path: Path
) -> None:
    with pytest.raises(CommandError, match=re.escape(words)):
        call_command("report", kind, **{"output": str(tmp_path / "x.pdf")} | asked)


def test_a_file_that_cannot_be_written_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "actionplan.tasks.print_document",
        lambda *_args, **_kwargs: Printed(content=b"%PDF", pages=1),
    )
    with pytest.raises(CommandError, match="cannot be written: No such file or directory"):
        call_command("report", "summary", output=str(tmp_path / "no-folder" / "x.pdf"))
