"""The self-assessment of 2005 as it was read, and one that is made again."""

import csv
import json
from collections import Counter
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client

from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib.charts.maturity import ProfileRow, maturity_profile, short, wrapped
from indicators.models import AssessmentAnswer, FrameworkQuestion, SelfAssessment
from indicators.presenters.assessment_comparison import build_comparison
from indicators.presenters.self_assessment import build_assessment
from indicators.self_assessment_loading import load_self_assessments
from tests.factories import RECORDED_AT
from tests.indicators.rows_of_judgements import answer, begin_again

pytestmark = pytest.mark.django_db
TRUST = "childrens-trust-2005"
PAGE = f"/indicators/self-assessments/{TRUST}"
AGAIN = f"{PAGE}/2006-05-02"
D = date(2006, 5, 22)


def test_the_paper_is_read_whole() -> None:
    """Counted in the paper by hand: 27 questions, three parts of Q22, and their levels."""
    page = build_assessment(TRUST, "2005-09-12", as_of=D)
    kinds = Counter(row.kind for row in page.questions)
    levels = Counter(row.level.label for row in page.questions if row.level)

    assert [section.number for section in page.sections] == [1, 2, 3, 4, 5, 6]
    assert kinds == {"question": 27, "part": 3, "summary": 3, "issues": 5, "support": 4}
    assert levels == {
        "Mature": 9,
        "Developing/Mature": 8,
        "Early Stages/Developing": 9,
        "Early Stages": 1,
    }
    without = [r.reference for r in page.questions if r.kind == "question" and not r.has_level]
    assert without == ["Q3", "Q4", "Q22"]
    assert sum(len(row.prompts) for row in page.questions) == 137
    assert page.still_open == ()
    assert [row.reference for row in page.questions if row.figure] == ["Q17"]


def test_before_the_day_of_the_paper_there_is_no_assessment(director_client: Client) -> None:
    assert director_client.get(f"{PAGE}/2005-09-12/?as_at=2005-09-11").status_code == 404
    assert director_client.get(f"{PAGE}/2005-09-12/?as_at=2005-09-12").status_code == 200


def test_loading_again_changes_nothing_and_leaves_what_officers_answered() -> None:
    begin_again()
    before = list(AssessmentAnswer.objects.order_by("pk").values())

    folder = Path(settings.BASE_DIR, "fixtures", "self-assessment")
    load_self_assessments(folder, recorded_at=RECORDED_AT)

    assert list(AssessmentAnswer.objects.order_by("pk").values()) == before
    assert FrameworkQuestion.objects.count() == 42


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_the_export_has_a_row_for_each_question_and_part(kind: str) -> None:
    written = StringIO()
    call_command("export", "self-assessment", format=kind, as_at="2006-05-22", stdout=written)
    text = written.getvalue()
    rows = json.loads(text) if kind == "json" else list(csv.DictReader(StringIO(text)))

    assert list(rows[0]) == ["framework", "question", "section", "text", "level", "comment"]
    assert len(rows) == 30
    assert [row["question"] for row in rows if not row["level"]] == ["Q3", "Q4", "Q22"]
    assert rows[4]["section"] == "Workforce Development"


def test_what_is_answered_later_is_not_shown_on_an_earlier_day() -> None:
    row = begin_again()
    answer(row, "q1", "mature", on=date(2006, 5, 10))

    def level(day: int) -> str:
        page = build_assessment(TRUST, row.slug, as_of=date(2006, 5, day))
        found = page.questions[3].level
        return found.label if found else ""

    assert [level(9), level(10)] == ["Developing", "Mature"]


def test_two_assessments_are_compared_in_words() -> None:
    row = begin_again()
    for slug, level in (("q2", "mature"), ("q16", "developing")):
        answer(row, slug, level, on=date(2006, 5, 3))
    page = build_comparison(TRUST, row.slug, "2005-09-12", as_of=D)
    found = {line.reference: line.change for _title, rows in page.sections for line in rows}

    assert [found[each] for each in ("Q1", "Q2", "Q16", "Q5")] == [
        "Lower",
        "The same",
        "Higher",
        "Not given now",
    ]
    assert dict(page.counts)["Not given now"] == 24


# Pages


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"area": "", "assessed_on": "2 May 2006"}, "Say for which area"),
        ({"area": "A", "assessed_on": "23 May 2006"}, "has not come yet"),
        ({"area": "A", "assessed_on": "31 June 2006"}, "is not a day in the calendar"),
        ({"area": "A", "assessed_on": "12 September 2005"}, "for that day already"),
    ],
)
def test_what_cannot_be_begun_is_said(
    director_client: Client, sent: dict[str, str], words: str
) -> None:
    response = director_client.post(f"{PAGE}/new/", sent)

    assert words in response.content.decode()
    assert SelfAssessment.objects.count() == 1


@pytest.mark.parametrize(
    ("question", "sent", "words"),
    [
        ("q1", {"comment": "Kept"}, "Choose a level"),
        ("q1", {"level": "perfect", "comment": "Kept"}, "Select a valid choice"),
        ("q3", {"comment": " "}, "Write the answer"),
        (
            "q1",
            {"level": "mature", "comment": "x" * 10_001},
            "At most 10,000 characters fit; 10,001 were typed.",
        ),
    ],
)
def test_what_is_no_answer_is_said(
    director_client: Client, question: str, sent: dict[str, str], words: str
) -> None:
    row = begin_again()
    response = director_client.post(f"{AGAIN}/answers/{question}/", sent)

    assert words in response.content.decode()
    assert row.answers.count() == 1


def test_a_question_that_has_parts_is_answered_by_its_parts(director_client: Client) -> None:
    begin_again()

    assert director_client.get(f"{AGAIN}/answers/q22/").status_code == 404
    assert director_client.get(f"{AGAIN}/answers/q22-a/").status_code == 200


def test_once_issued_it_takes_no_answer(director_client: Client) -> None:
    row = begin_again()
    assert director_client.post(f"{AGAIN}/issue/").status_code == 302
    row.refresh_from_db()

    assert row.issued_on == D
    for door in ("answers/q1/", "contributors/new/", "agreements/new/", "issue/"):
        assert director_client.get(f"{AGAIN}/{door}").status_code == 404


def test_a_body_agrees_once_and_on_a_day_that_has_come(director_client: Client) -> None:
    row = begin_again()
    for sent in ("22 May 2006", "21 May 2006", "23 May 2006"):
        director_client.post(
            f"{AGAIN}/agreements/new/", {"body": "The Primary Care Trust", "agreed_on": sent}
        )

    assert [each.agreed_on for each in row.agreements.all()] == [D]


# The picture


def test_the_picture_says_in_words_what_it_shows() -> None:
    rows = [ProfileRow("A <section>", (("Q1", "Q22 (a)"), ()))]
    drawn = maturity_profile(
        rows, ("Early", "Late"), title="Profile", description="2 Early.", identifier="x"
    )

    assert "<desc" in drawn
    assert "A &lt;section&gt;" in drawn
    assert ">22a</text>" in drawn
    assert short("Q22 (a)") == "22a"
    assert wrapped("Early Stages/Developing", 120) == ["Early Stages/", "Developing"]


@pytest.fixture
def director_client(director: User, sign_in: Callable[[User], Client], settings: Any) -> Client:
    settings.DEMONSTRATION_DATE = D
    return sign_in(director)
