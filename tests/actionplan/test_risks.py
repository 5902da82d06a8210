"""The register of risks: the paper's five, reviews as dated rows, signing off, accepting."""

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as of_project
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from actionplan.models import (
    Action,
    Officer,
    Plan,
    RegisterDocument,
    Risk,
    RiskAssessment,
    RiskBand,
    RiskDoubt,
    RiskRegister,
)
from actionplan.models.corrections import Recording
from actionplan.presenters.action_page import build_action_page
from actionplan.presenters.risk_page import build_risk_page
from actionplan.presenters.risk_register import build_risk_register
from actionplan.presenters.risks import risk_lines, risks_of_indicator
from actionplan.risk_loading import load_risks
from actionplan.services import risks
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.plan_roles import EVERY_PLAN
from herefordshire_cs.accounts.roles import Role
from tests.conftest import user_in
from tests.factories import (
    make_assessment,
    make_register,
    make_risk,
)
from tests.tools.controls import typed_in

pytestmark = pytest.mark.django_db

DAY = date(2009, 6, 15)
NOON = datetime(2009, 6, 15, 12, tzinfo=UTC)
PUBLISHED = date(2009, 4, 30)
SLUG = "directorate-2009"
CYP2 = f"/risks/{SLUG}/CYP2/"
COLUMNS = (
    "plan,ref,description,likelihood,severity,rating,band,mitigation,owner,residual_likelihood,"
    "residual_severity,residual_rating,residual_band,source"
)
# As a second reading of Appendix 2 has them, with the owner's cell as it stands.
PAPER = [
    ("CYP1", 3, 4, 12, "HIGH", "Head of Planning, Performance and Development", 2, 3, 6, "MEDIUM"),
    ("CYP2", 3, 4, 12, "HIGH", "Head of Safeguarding and Vulnerable", 2, 2, 4, "LOW"),
    ("CYP3", 3, 4, 12, "HIGH", "Director of Children's Services", 2, 2, 4, "LOW"),
    ("CYP4", 2, 4, 8, "MEDIUM", "Head of Improvement and Inclusion", 1, 2, 2, "LOW"),
    ("CYP5", 2, 4, 8, "MEDIUM", "Head of Community Operations", 2, 2, 4, "LOW"),
]


@pytest.fixture
def june(db: None, settings: Any) -> date:
    """Stand the demonstration on a day on which the register of 2009 is known."""
    settings.DEMONSTRATION_DATE = DAY
    return DAY


def by(author: User, day: date = DAY) -> Recording:
    return Recording(author=author, on=day, at=NOON.replace(month=day.month, day=day.day))


def judgement(row: RiskAssessment, **otherwise: object) -> risks.Judgement:
    names = set(risks.Judgement.__slots__) - {"assessed_on"}
    said = {name: getattr(row, name) for name in names} | {"assessed_on": DAY}
    return risks.Judgement(**said | otherwise)


def plain(*words: str) -> str:
    """Return words with plain spaces, as they are typed."""
    return " ".join(words).replace("\xa0", " ")


def risk_of(reference: str = "CYP2") -> Risk:
    return Risk.objects.select_related("register").get(register__slug=SLUG, reference=reference)


def review(risk: Risk, author: User, day: date = DAY, **otherwise: object) -> RiskAssessment:
    newest = risk.assessments.order_by("pk").last()
    assert newest
    return risks.assess_risk(
        risk=risk,
        judged=judgement(newest, **{"assessed_on": day} | otherwise),
        is_review=True,
        seen=newest.pk,
        by=by(author, day),
    )


def exported(*options: str) -> list[dict[str, str]]:
    out = io.StringIO()
    call_command("export", "risks", *options, stdout=out)
    return list(csv.DictReader(io.StringIO(out.getvalue())))


# The paper


def test_the_five_risks_are_exported_as_the_paper_has_them() -> None:
    out = io.StringIO()
    call_command("export", "risks", "--plan", SLUG, "--format", "csv", stdout=out)

    assert out.getvalue().splitlines()[0] == COLUMNS
    rows = list(csv.DictReader(io.StringIO(out.getvalue())))
    short = [
        (
            *(row["ref"], int(row["likelihood"]), int(row["severity"]), int(row["rating"])),
            *(row["band"], row["owner"], int(row["residual_likelihood"])),
            *(int(row["residual_severity"]), int(row["residual_rating"]), row["residual_band"]),
        )
        for row in rows
    ]
    assert short == PAPER
    assert {row["plan"] for row in rows} == {SLUG}
    assert rows[1]["description"] == (
        "Failure to meet the needs of children at significant risk or requiring additional"
        " support to prevent higher risk"
    )
    assert rows[1]["mitigation"].endswith("workforce strategy; implementation of CAFTAC")
    assert rows[1]["source"].endswith("Plan 2009-2011: Appendix 2, row CYP2")
    as_json = io.StringIO()
    call_command("export", "risks", "--format", "json", stdout=as_json)
    assert [row["rating"] for row in json.loads(as_json.getvalue())] == [12, 12, 12, 8, 8]


def test_the_export_is_of_its_day_and_knows_its_plans() -> None:
    assert exported("--as-at", "2009-04-29") == []
    assert exported("--plan", "jar-2005") == []
    with pytest.raises(CommandError, match="There is no plan nowhere"):
        exported("--plan", "nowhere")


def test_what_the_paper_does_not_show_of_the_scale_is_marked() -> None:
    bands = RiskBand.objects.filter(scale__slug=SLUG)
    unseen = {(row.likelihood, row.severity) for row in bands if not row.is_evidenced}

    assert len(bands) == 16
    assert {row * column for row, column in unseen} == {1, 3, 4, 9, 16}
    assert (2, 2) not in unseen
    cells = build_risk_register(SLUG, as_of=DAY).inherent.rows
    assert cells[1][2].rating.note == "not evidenced in the paper"  # 3 by 3
    assert cells[1][3].references == ("CYP1", "CYP2", "CYP3")


def test_both_periods_and_the_owner_that_is_cut_off_are_kept_and_doubted() -> None:
    report = build_risk_register(SLUG, as_of=DAY)

    assert (report.period, report.period_elsewhere) == ("2009-2010", "2008/2009")
    assert [doubt.reference for doubt in report.doubts] == ["", "CYP2"]
    line = report.open[1]
    assert line.owner == "Head of Safeguarding and Vulnerable Children"
    assert line.owner_as_written == "Head of Safeguarding and Vulnerable"


def test_a_register_is_tied_to_its_plan_and_posts_once_they_are_here() -> None:
    folder = Path(of_project.BASE_DIR, "fixtures", "risks")
    RiskRegister.objects.filter(slug=SLUG).update(plan=None)
    RiskAssessment.objects.update(owner=None)
    review(risk_of("CYP1"), user_in(Role.DIRECTOR), said="Kept")
    before = RiskAssessment.objects.count(), RiskDoubt.objects.count()

    load_risks(folder, recorded_at=NOON)

    assert RiskRegister.objects.get(slug=SLUG).plan == Plan.objects.get(slug=SLUG)
    tied = RiskAssessment.objects.filter(owner__is_post=True).order_by("risk__order")
    assert [(row.risk.reference, row.owner_post) for row in tied] == [
        ("CYP1", "Head of Planning, Performance and Development"),
        ("CYP2", "Head of Safeguarding and Vulnerable Children"),
        ("CYP3", "Director of Children's Services"),
        ("CYP4", "Head of Improvement and Inclusion"),
        ("CYP5", "Head of Community Operations"),
    ]
    assert all(row.owner and row.owner.post == row.owner_post for row in tied)
    assert (RiskAssessment.objects.count(), RiskDoubt.objects.count()) == before


# Dated rows


def test_a_review_is_known_from_its_day_and_moves_the_rating(director: User) -> None:
    review(risk_of(), director, likelihood=2, reason="The posts are filled")

    def rating(day: date) -> int:
        return build_risk_register(SLUG, as_of=day).open[1].inherent.rating

    assert (rating(date(2009, 6, 14)), rating(DAY)) == (12, 8)
    line = build_risk_register(SLUG, as_of=DAY).open[1]
    assert line.movement == "Inherent down from 12 to 8; residual unchanged at 4"
    assert line.attentions == ()
    assert line.owner == "Head of Safeguarding and Vulnerable Children"
    assert exported("--as-at", "2009-06-14")[1]["rating"] == "12"
    assert exported("--as-at", "2009-06-15")[1]["rating"] == "8"


@pytest.mark.parametrize(
    ("day", "needing"), [(date(2009, 5, 31), 0), (date(2009, 6, 1), 5)], ids=["31", "32 days"]
)
def test_a_risk_that_nobody_reviewed_for_a_month_needs_attention(day: date, needing: int) -> None:
    assert len(build_risk_register(SLUG, as_of=day).needing) == needing


def test_a_change_between_reviews_is_no_review(director: User) -> None:
    risk = risk_of()
    newest = risk.assessments.get()
    risks.assess_risk(
        risk=risk,
        judged=judgement(newest, mitigation="Another"),
        is_review=False,
        seen=newest.pk,
        by=by(director),
    )

    line = build_risk_register(SLUG, as_of=DAY).open[1]
    assert line.mitigation == "Another"
    assert plain(*line.attentions) == "Not reviewed since 30 April 2009, 46 days."


def test_a_mistaken_review_is_corrected_or_withdrawn_and_the_past_holds(director: User) -> None:
    risk = risk_of()
    row = review(risk, director, likelihood=4)
    later = date(2009, 6, 20)
    corrected = risks.correct_assessment(
        row=row,
        judged=judgement(row, likelihood=1),
        why_corrected="Misread",
        by=by(director, later),
    )

    def rating(day: date) -> int:
        return risk_lines(Risk.objects.filter(pk=risk.pk), as_of=day)[0].inherent.rating

    assert (rating(DAY), rating(later)) == (16, 4)
    with pytest.raises(risks.TakenBackAlready):
        risks.withdraw_assessment(row=row, reason="Again", by=by(director, later))
    risks.withdraw_assessment(row=corrected, reason="No review", by=by(director, later))
    assert rating(later) == 12
    only = risk.assessments.get(withdrawn_on=None)
    with pytest.raises(risks.OnlyAssessment):
        risks.withdraw_assessment(row=only, reason="All", by=by(director, later))
    history = build_risk_page(SLUG, "CYP2", as_of=later, access=EVERY_PLAN).history
    assert [entry.withdrawn[:9] for entry in history] == ["Withdrawn", "Withdrawn", ""]


def test_the_database_refuses_a_residual_above_the_inherent_without_a_reason() -> None:
    register = make_register(starts_on=PUBLISHED)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_risk(register, residual_likelihood=4, residual_severity=4)
    make_risk(register, residual_likelihood=4, residual_severity=4, reason="It spreads")


# The pages


@pytest.fixture
def keeper(june: date, director: User, sign_in: Callable[[User], Client]) -> Client:
    return sign_in(director)


def test_a_review_that_lowers_a_rating_without_a_measure_asks_why_and_keeps_what_was_typed(
    keeper: Client,
) -> None:
    opened = typed_in(keeper.get(f"{CYP2}review/"))
    typed = opened | {"residual_severity": "1", "said": "It is better"}

    refused = keeper.post(f"{CYP2}review/", typed)

    words = refused.content.decode()
    assert "The residual rating falls from 4 to 2, and the mitigation is as it was." in words
    assert "It is better" in words
    assert risk_of().assessments.count() == 1
    taken = keeper.post(f"{CYP2}review/", typed_in(refused) | {"reason": "The audit says so"})
    assert taken.status_code == 302
    assert risk_of().assessments.get(kind="reviewed").reason == "The audit says so"


def test_of_two_reviews_the_second_is_told_of_the_first(keeper: Client) -> None:
    opened = typed_in(keeper.get(f"{CYP2}review/"))
    review(risk_of(), user_in(Role.DIRECTOR, email="o@test.example"), said="First words")

    refused = keeper.post(f"{CYP2}review/", opened | {"said": "Second words"})

    words = refused.content.decode()
    assert "assessed it meanwhile" in words
    assert "First words" in words
    assert "Second words" in words
    assert keeper.post(f"{CYP2}review/", typed_in(refused)).status_code == 302
    assert risk_of().assessments.filter(kind="reviewed").count() == 2


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"likelihood": "5"}, "Choose a number from 1 to 4"),
        ({"severity": ""}, "Choose the severity"),
        ({"owner_as_written": " "}, "Type the owner’s post"),
        ({"assessed_on": "31 June 2009"}, "is not a day in the calendar"),
        ({"assessed_on": "16 June 2009"}, "has not come yet"),
        ({"assessed_on": "1 April 2009"}, "is before 30 April 2009"),
    ],
)
def test_a_review_that_cannot_be_says_why(
    keeper: Client, typed: dict[str, str], said: str
) -> None:
    opened = typed_in(keeper.get(f"{CYP2}review/"))

    assert said in plain(keeper.post(f"{CYP2}review/", opened | typed).content.decode())
    assert risk_of().assessments.count() == 1


def test_a_risk_of_a_project_is_entered_under_a_reference_of_its_own(keeper: Client) -> None:
    address = f"/risks/{SLUG}/new/"
    typed = typed_in(keeper.get(address)) | {
        "reference": "cyp1",
        "belongs_to": "project",
        "description": "The build runs over",
        "likelihood": "2",
        "severity": "2",
        "residual_likelihood": "2",
        "residual_severity": "2",
        "owner_as_written": "Project manager",
    }
    refused = keeper.post(address, typed).content.decode()
    assert "cyp1 is taken" in refused
    assert "Type the project’s name" in refused

    typed |= {"reference": "CYP6", "project": "Phase 3 children’s centres"}
    assert keeper.post(address, typed).status_code == 302
    line = build_risk_register(SLUG, as_of=DAY).open[5]
    assert (line.belongs_to, line.owner) == ("Phase 3 children’s centres", "Project manager")


def test_a_quarter_is_signed_off_once_and_can_be_taken_back(keeper: Client) -> None:
    address = f"/risks/{SLUG}/sign-off/"
    typed = typed_in(keeper.get(address)) | {"quarter": "2009-04-01"}
    assert "Say why you sign it off" in keeper.post(address, typed).content.decode()
    assert keeper.post(address, typed | {"words": "Reviewed orally"}).status_code == 302

    report = build_risk_register(SLUG, as_of=DAY)
    assert report.signed_off.startswith("Quarter 1 (April to June) 2009, by Director")
    assert "Signed off already" in keeper.get(address).content.decode()
    row = RiskRegister.objects.get(slug=SLUG).sign_offs.get()
    assert (
        keeper.post(f"/risks/{SLUG}/sign-offs/{row.pk}/", {"reason": "Too early"}).status_code
        == 302
    )
    assert build_risk_register(SLUG, as_of=DAY).signed_off == "Not signed off yet"
    assert "Taken back" in build_risk_register(SLUG, as_of=DAY).sign_offs[0].withdrawn


def test_a_quarter_that_ended_unsigned_is_said(director: User) -> None:
    assert build_risk_register(SLUG, as_of=DAY).quarter_needed == ""
    july = date(2009, 7, 1)
    assert "April to June" in build_risk_register(SLUG, as_of=july).quarter_needed


def test_a_risk_is_accepted_until_a_day_to_come_and_never_by_its_owner(
    keeper: Client, director: User
) -> None:
    address = f"{CYP2}acceptance/"
    assert (
        "has come already"
        in keeper.post(address, {"until": "15 June 2009", "reason": "So be it"}).content.decode()
    )
    assert keeper.post(address, {"until": "15 July 2009", "reason": "So be it"}).status_code == 302
    again = keeper.post(address, {"until": "16 July 2009", "reason": "Again"})
    assert "It is accepted already" in again.content.decode()
    line = build_risk_register(SLUG, as_of=DAY).open[1]
    assert plain(line.accepted).startswith("Accepted until 15 July 2009 by Director")
    august = build_risk_register(SLUG, as_of=date(2009, 8, 1)).open[1]
    assert "Its acceptance ended on 15 July 2009." in plain(*august.attentions)

    own = risk_of("CYP3")
    review(own, director, owner=Officer.objects.get(user=director))
    with pytest.raises(risks.OwnRisk):
        risks.accept_risk(risk=own, until=date(2009, 9, 1), reason="Mine", by=by(director))


def test_a_closed_risk_leaves_the_register_and_can_be_opened_again(keeper: Client) -> None:
    assert keeper.post(f"{CYP2}closing/", {"reason": "It is over"}).status_code == 302
    report = build_risk_register(SLUG, as_of=DAY)
    assert [line.reference for line in report.closed] == ["CYP2"]
    assert len(exported("--as-at", DAY.isoformat())) == 4
    opened = typed_in(keeper.get(f"{CYP2}review/"))
    assert "Open it again first" in keeper.post(f"{CYP2}review/", opened).content.decode()

    row = risk_of().closings.get()
    address = f"{CYP2}closings/{row.pk}/"
    assert keeper.post(address, {"reason": "It is not"}).status_code == 302
    assert "Somebody took it back" in keeper.post(address, {"reason": "Twice"}).content.decode()
    assert len(build_risk_register(SLUG, as_of=DAY).open) == 5


def test_risks_are_shown_on_the_actions_and_indicators_that_they_name(
    keeper: Client, jar: Plan
) -> None:
    address = f"{CYP2}actions/new/"
    refused = keeper.post(address, {"plan": jar.pk, "reference": "99.9"})
    assert "has no action 99.9" in refused.content.decode()
    assert keeper.post(address, {"plan": jar.pk, "reference": "5.6"}).status_code == 302
    assert keeper.post(f"{CYP2}indicators/", {"indicator": "ni-59"}).status_code == 302
    keeper.post(f"{CYP2}indicators/", {"indicator": "not a name"})

    page = build_action_page("jar-2005", "5.6", as_of=DAY)
    assert [line.reference for line in page.risks] == ["CYP2"]
    assert build_action_page("jar-2005", "5.6", as_of=date(2009, 6, 14)).risks == ()
    assert [
        line.reference for line in risks_of_indicator("ni-59", as_of=DAY, access=EVERY_PLAN)
    ] == ["CYP2"]
    for shown in ("/indicators/ni-59/", "/plans/jar-2005/actions/5.6/"):
        assert CYP2 in keeper.get(shown).content.decode()
    risk = keeper.get(CYP2).content.decode()
    assert "/indicators/ni-59/" in risk
    assert "/plans/jar-2005/actions/5.6/" in risk
    again = keeper.post(address, {"plan": jar.pk, "reference": "5.6"}).content.decode()
    assert "The risk names it already" in again
    link = risk_of().links.get(action=Action.objects.get(plan=jar, reference="5.6"))
    assert keeper.post(f"{CYP2}links/{link.pk}/", {"reason": "Another"}).status_code == 302
    assert build_action_page("jar-2005", "5.6", as_of=DAY).risks == ()


def test_an_owner_reviews_their_own_risk_and_no_other(
    june: date, officer: User, sign_in: Callable[[User], Client]
) -> None:
    register = make_register(starts_on=PUBLISHED)
    make_risk(register, owner=Officer.objects.get(initials="HL"))
    client = sign_in(officer)

    assert client.get("/risks/zz-risks/ZZ1/review/").status_code == 200
    assert client.get(f"{CYP2}review/").status_code == 404
    review(Risk.objects.get(reference="ZZ1"), officer, owner=Officer.objects.get(initials="SF"))
    assert client.get("/risks/zz-risks/ZZ1/review/").status_code == 404


def test_a_register_is_opened_and_printed(
    keeper: Client, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    typed = typed_in(keeper.get("/risks/new/")) | {"title": "Risks", "period": "2009"}
    scale = str(RiskRegister.objects.get(slug=SLUG).scale_id)
    assert keeper.post("/risks/new/", typed | {"scale": scale}).status_code == 302
    anew = typed_in(keeper.get("/risks/new/")) | {"title": "Risks", "period": "2009"}
    again = keeper.post("/risks/new/", anew | {"scale": scale})
    assert "Somebody took it meanwhile" in again.content.decode()
    assert "No open risk" in keeper.get("/risks/risks-2009/").content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        assert keeper.post(f"/risks/{SLUG}.pdf").status_code == 302
    assert RegisterDocument.objects.get().state == "ready"
    assert keeper.get(f"/risks/{SLUG}.pdf")["Content-Type"] == "application/pdf"


def queries_of(slug: str) -> int:
    """Count what a register asks the database."""
    with CaptureQueriesContext(connection) as counted:
        build_risk_register(slug, as_of=DAY)
    return len(counted)


def test_a_register_costs_the_same_for_five_risks_and_for_five_hundred() -> None:
    register = make_register(starts_on=PUBLISHED)
    for _ in range(5):
        make_assessment(make_risk(register))
    few = queries_of("zz-risks")
    made = Risk.objects.bulk_create(
        Risk(
            register=register,
            order=number,
            reference=f"ZZ{number}",
            belongs_to="directorate",
            added_on=PUBLISHED,
        )
        for number in range(6, 501)
    )
    said = RiskAssessment.objects.filter(risk__register=register).values()[0]
    del said["id"], said["risk_id"]
    RiskAssessment.objects.bulk_create(RiskAssessment(risk=risk, **said) for risk in made)

    assert queries_of("zz-risks") == few
    assert len(build_risk_register("zz-risks", as_of=DAY).open) == 500
