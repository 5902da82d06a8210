"""Lists that are kept on pages: edits have days and reasons; earlier days read as before."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from actionplan.models import Action, GlossaryTerm, Plan, Recommendation, UrgencyGroup
from actionplan.presenters.milestones import milestone_lines
from actionplan.presenters.plan_page import build_plan_page
from actionplan.presenters.plans import build_plan_head
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.kept.models import ListEdit
from indicators.models import Comparator, ComparatorGroup, FrameworkQuestion, Grade, Indicator
from tests.conftest import DEMONSTRATION_DAY

pytestmark = pytest.mark.django_db

BEFORE = date(2006, 5, 1)
MADE_OF = "/plans/jar-2005/made-of/"
LISTS = "/indicators/lists/"


@pytest.fixture
def keeper(make_user: Callable[..., User], sign_in: Callable[[User], Client]) -> Client:
    return sign_in(make_user(Role.PERFORMANCE_OFFICER))


def glossary_on(day: date) -> list[tuple[str, str]]:
    page = build_plan_page(build_plan_head("jar-2005", as_of=day), as_of=day)
    return [(row.term, row.meaning) for row in page.glossary]


def said(answer: Any) -> str:
    return str(answer.content.decode()).replace("&#x27;", "'")


def test_a_glossary_reads_on_earlier_days_as_it_did(keeper: Client) -> None:
    before = glossary_on(BEFORE)
    first, second = GlossaryTerm.objects.filter(plan__slug="jar-2005")[:2]
    why = {"reason": "The board asked"}

    keeper.post(f"{MADE_OF}glossary/new/", {"term": "ZZ", "meaning": "A new term"})
    changed = {"term": first.term, "meaning": "Otherwise", **why}
    keeper.post(f"{MADE_OF}glossary/{first.pk}/", changed)
    keeper.post(f"{MADE_OF}glossary/{second.pk}/removal/", why)

    assert glossary_on(BEFORE) == before
    now = dict(glossary_on(DEMONSTRATION_DAY))
    assert now["ZZ"] == "A new term"
    assert now[first.term] == "Otherwise"
    assert second.term not in now
    listed = said(keeper.get(f"{MADE_OF}glossary/"))
    assert f"“{second.term}” was taken out." in listed
    assert "now “Otherwise”. Why: The board asked" in listed


def test_a_term_that_is_there_is_refused_and_nothing_typed_is_lost(
    keeper: Client,
) -> None:
    term = GlossaryTerm.objects.filter(plan__slug="jar-2005")[0].term

    page = said(
        keeper.post(f"{MADE_OF}glossary/new/", {"term": term.lower(), "meaning": "As typed"})
    )

    assert f"“{term.lower()}” is in the list already." in page
    assert "As typed" in page


def test_a_row_takes_its_place_and_the_others_make_room(keeper: Client) -> None:
    lines = Plan.objects.get(slug="jar-2005").reporting_lines
    before = list(lines.values_list("pk", flat=True))
    row = lines.get(pk=before[-1])
    sent = {
        **{name: getattr(row, name) for name in ("reports", "reports_to", "frequency", "what")},
        "place": 2,
        "reason": "It comes first in the year",
    }

    keeper.post(f"{MADE_OF}reporting-lines/{row.pk}/", sent)

    wanted = [before[0], before[-1], *before[1:-1]]
    assert list(lines.values_list("pk", flat=True)) == wanted
    head = build_plan_head("jar-2005", as_of=BEFORE)
    order = [each.reports_to for each in build_plan_page(head, as_of=BEFORE).reporting]
    assert order == [lines.get(pk=pk).reports_to for pk in before]
    assert ListEdit.objects.filter(is_shift=False).count() == 1


def test_a_group_stays_while_recommendations_stand_in_it(keeper: Client) -> None:
    group = UrgencyGroup.objects.filter(plan__slug="jar-2005")[0]

    page = said(keeper.post(f"{MADE_OF}groups/{group.pk}/removal/", {"reason": "Not needed"}))

    assert "recommendations stand in it. Give each another group first." in page
    assert UrgencyGroup.objects.filter(pk=group.pk).exists()


def test_a_recommendation_is_in_another_group_from_the_day_on(keeper: Client) -> None:
    row = Recommendation.objects.get(plan__slug="jar-2005", number=3)
    other = UrgencyGroup.objects.filter(plan=row.plan).exclude(pk=row.urgency_group_id)[0]
    address = "/plans/jar-2005/recommendations/3/"
    sent = {"text": row.text, "urgency_group": other.pk, "reason": "It is urgent"}
    was = row.urgency_group

    keeper.post(f"{address}wording/", sent)

    assert other.name in said(keeper.get(address))
    assert was is not None
    assert was.name in said(keeper.get(f"{address}?as_at=2006-05-01"))


def test_a_recommendation_is_added_and_taken_out_and_its_number_is_not_used_again(
    keeper: Client,
) -> None:
    added = keeper.post("/plans/jar-2005/recommendations/new/", {"text": "One more"})
    address = added["Location"]
    assert address == "/plans/jar-2005/recommendations/18/"
    assert keeper.get(f"{address}?as_at=2006-05-01").status_code == 404

    keeper.post(f"{address}removal/", {"reason": "A mistake"})
    assert keeper.get(address).status_code == 404
    again = keeper.post("/plans/jar-2005/recommendations/new/", {"text": "Another"})
    assert again["Location"] == "/plans/jar-2005/recommendations/19/"

    held = said(keeper.get("/plans/jar-2005/recommendations/1/removal/"))
    assert "actions stand under it. It stays in the plan." in held


def test_a_milestone_is_changed_from_the_day_on_and_stays_once_it_is_met(
    keeper: Client, director: User
) -> None:
    action = Action.objects.get(plan__slug="jar-2005", reference="2.13")
    address = "/plans/jar-2005/actions/2.13/milestones/"
    first, second = action.milestones.all()[:2]

    def lines_on(day: date) -> list[tuple[str, date | None]]:
        head = build_plan_head("jar-2005", as_of=day)
        rows = action.milestones.select_related("action").prefetch_related("completions")
        found = milestone_lines(rows, head.scheme.scale, as_of=day)
        return [(line.text, line.by_when_latest) for line in found]

    before = lines_on(BEFORE)
    sent = {"text": "First review", "by_when": "31 May 2006", "reason": "It was brought forward"}
    keeper.post(f"{address}{first.pk}/wording/", sent)

    assert lines_on(BEFORE) == before
    assert ("First review", date(2006, 5, 31)) in lines_on(DEMONSTRATION_DAY)
    assert len(lines_on(DEMONSTRATION_DAY)) == len(before)
    assert action.standings.get(until_on=date.max).by_when_latest == date(2006, 5, 31)

    second.completions.create(
        author=director,
        completed_on=BEFORE,
        recorded_on=DEMONSTRATION_DAY,
        recorded_at="2006-05-22T12:00Z",
    )
    refused = said(keeper.post(f"{address}{second.pk}/removal/", {"reason": "Not needed"}))
    assert "It is said to be met, so it stays. Take that back first." in refused


def test_a_framework_stays_as_it_was_issued(keeper: Client) -> None:
    question = FrameworkQuestion.objects.all()[0]

    page = said(keeper.get(f"{LISTS}framework-questions/{question.pk}/"))

    assert "A self-assessment under it was issued, so its words stay." in page
    refused = said(
        keeper.post(f"{LISTS}framework-questions/new/", {"section": question.section_id})
    )
    assert "A self-assessment under it was issued" in refused


def test_a_grade_that_was_given_stays_and_says_why(keeper: Client) -> None:
    grade = Grade.objects.exclude(judgements=None)[0]

    page = said(keeper.post(f"{LISTS}grades/{grade.pk}/removal/", {"reason": "Not needed"}))

    assert "judgement" in page
    assert Grade.objects.filter(pk=grade.pk).exists()


def test_a_purpose_that_is_added_shows_from_the_day_on(keeper: Client) -> None:
    indicator = Indicator.objects.get(slug="ni-60")
    sent = {"indicator": indicator.pk, "plan": "jar-2005", "number": 9, "wording": "It shows"}

    keeper.post(f"{LISTS}purposes/new/", sent)

    assert indicator.purposes.filter(plan="jar-2005", number=9).exists()
    assert indicator.redefinitions.get().field == "purposes"


def test_figures_of_others_come_from_a_file_and_restate_what_was_there(keeper: Client) -> None:
    group = ComparatorGroup.objects.create(slug="zz", name="Neighbours of 2006")
    indicator = Indicator.objects.in_use(as_of=DEMONSTRATION_DAY).exclude(ref="")[0]
    period = "2004/2005" if indicator.year_type == "financial" else "academic 2004/2005"

    def load(value: str) -> None:
        words = f"reference,period,value\n{indicator.ref},{period},{value}\n"
        file = SimpleUploadedFile("others.csv", words.encode(), content_type="text/csv")
        sent = keeper.post("/indicators/loading/", {"file": file, "group": group.pk})
        keeper.post(f"{sent['Location']}load/")

    own = indicator.outturns.count()
    load("61")
    load("61")
    load("62")

    found = Comparator.objects.filter(group=group, indicator=indicator)
    assert sorted(found.values_list("as_written", flat=True)) == ["61", "62"]
    assert indicator.outturns.count() == own
