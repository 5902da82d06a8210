"""Judgements that are entered, and what of the plan answers an area of judgement."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from herefordshire_cs.accounts.models import User
from indicators.exports import judgement_rows
from indicators.models import Grade, Judgement, JudgementAnswer
from indicators.presenters.judgement_area import build_judgement_area
from tests.indicators.rows_of_judgements import make_answer, make_judgement

pytestmark = pytest.mark.django_db
AREA = "/indicators/judgements/areas/stay-safe/"
D = date(2006, 5, 22)


def test_every_judgement_of_the_papers_is_of_an_area() -> None:
    assert not Judgement.objects.filter(area_judged=None).exists()
    assert len(build_judgement_area("social-care", as_of=date(2009, 6, 1)).judgements) == 5
    assert build_judgement_area("social-care", as_of=date(2006, 5, 21)).judgements == ()


def typed(**fields: str) -> dict[str, str]:
    grade = Grade.objects.get(scheme__slug="ilacs", code="Inadequate")
    return {
        "area": "stay-safe",
        "grade": str(grade.pk),
        "period": "2006",
        "judged_on": "2 May 2006",
        "made_by": "Inspectors",
        "strengths": "One\n\n Two ",
    } | fields


def test_a_judgement_is_entered_corrected_and_withdrawn(director_client: Client) -> None:
    assert director_client.post("/indicators/judgements/new/", typed()).status_code == 302
    row = Judgement.objects.get(paper=None)
    assert [point.text for point in row.points.all()] == ["One", "Two"]
    assert (row.recorded_on, str(row.grade)) == (D, "Inadequate")

    director_client.post(f"/indicators/judgements/{row.pk}/correct/", typed(period="2005"))
    corrected = Judgement.objects.get(corrects=row)
    page = build_judgement_area("stay-safe", as_of=D)
    assert [each.period for each in page.judgements] == ["2005"]
    assert [each.period for each in page.withdrawn] == ["2006"]
    assert director_client.get(f"/indicators/judgements/{row.pk}/correct/").status_code == 404

    address = f"/indicators/judgements/{corrected.pk}/withdraw/"
    assert (
        "Say why it is withdrawn" in director_client.post(address, {"reason": ""}).content.decode()
    )
    director_client.post(address, {"reason": "Another council’s"})
    assert build_judgement_area("stay-safe", as_of=D).judgements == ()
    assert "Another council’s" in director_client.get(AREA).content.decode()
    assert not [each for each in judgement_rows(as_of=D) if each["made_by"] == "Inspectors"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"grade": "0"}, "Select a valid choice"),
        ({"area": ""}, "Choose what was judged"),
        ({"judged_on": "23 May 2006"}, "has not come yet"),
        ({"made_by": ""}, "Say who judged"),
    ],
)
def test_what_is_no_judgement_is_said(
    director_client: Client, fields: dict[str, str], words: str
) -> None:
    response = director_client.post("/indicators/judgements/new/", typed(**fields))

    assert words in response.content.decode()
    assert not Judgement.objects.filter(paper=None).exists()


def test_what_a_paper_prints_is_not_corrected_here(director_client: Client) -> None:
    row = Judgement.objects.filter(paper__isnull=False)[0]

    assert director_client.get(f"/indicators/judgements/{row.pk}/correct/").status_code == 404


@pytest.mark.parametrize(
    ("plan", "reference", "kind"),
    [
        ("jar-2005", "5.6", "action"),
        ("jar-2005", " 5 ", "recommendation"),
        ("indicators", "ch 141", "indicator"),
    ],
)
def test_a_judgement_is_answered_and_seen_from_either_side(
    director_client: Client, plan: str, reference: str, kind: str
) -> None:
    sent = {"plan": plan, "reference": reference, "note": "It must"}
    assert director_client.post(f"{AREA}answers/new/", sent).status_code == 302
    assert (
        "answers this judgement already"
        in director_client.post(f"{AREA}answers/new/", sent).content.decode()
    )

    row = JudgementAnswer.objects.get()
    assert row.kind == kind
    if kind != "indicator":
        assert "It must" in director_client.get(AREA).content.decode()
        other_side = director_client.get(f"/plans/jar-2005/judgements/{row.reference}/")
        assert "It must" in other_side.content.decode()

    director_client.post(f"/indicators/judgements/answers/{row.pk}/withdraw/")
    row.refresh_from_db()
    assert row.withdrawn_on == D


@pytest.mark.parametrize(
    ("plan", "reference"), [("jar-2005", "99"), ("jar-2005", "5.99"), ("indicators", "NI 9999")]
)
def test_what_is_not_there_answers_nothing(
    director_client: Client, plan: str, reference: str
) -> None:
    sent = {"plan": plan, "reference": reference}
    response = director_client.post(f"{AREA}answers/new/", sent)

    assert reference in response.content.decode()
    assert not JudgementAnswer.objects.exists()


def test_an_answer_is_not_known_before_it_was_recorded() -> None:
    make_answer()
    make_judgement()

    before = build_judgement_area("stay-safe", as_of=date(2006, 5, 1))
    since = build_judgement_area("stay-safe", as_of=date(2006, 5, 2))

    assert (before.answers, before.judgements) == ((), ())
    assert (len(since.answers), len(since.judgements)) == (1, 1)


@pytest.fixture
def director_client(director: User, sign_in: Callable[[User], Client], settings: Any) -> Client:
    settings.DEMONSTRATION_DATE = D
    return sign_in(director)
