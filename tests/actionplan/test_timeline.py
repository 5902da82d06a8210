"""The timeline shows the first of each month, and counts all of it."""

from collections import Counter
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from actionplan.models import Milestone, Plan, Standing
from actionplan.presenters import timeline
from actionplan.presenters.plans import plan_head
from actionplan.presenters.timeline import Timeline, build_timeline
from herefordshire_cs.accounts.models import User

pytestmark = pytest.mark.django_db
AS_OF = date(2006, 5, 22)


def built(jar: Plan, as_of: date = AS_OF) -> Timeline:
    return build_timeline(plan_head(jar, as_of=as_of), as_of=as_of)


@pytest.mark.parametrize("as_of", [date(2005, 12, 31), date(2006, 3, 1), AS_OF])
def test_every_action_is_counted_in_the_month_of_its_by_when(as_of: date, jar: Plan) -> None:
    rows = Standing.objects.filter(plan=jar).on(as_of)
    due = Counter(
        f"{day:%Y-%m}" if day else "" for day in rows.values_list("by_when_latest", flat=True)
    )
    found = built(jar, as_of)

    assert {month.key: month.counts.total for month in found.months if month.counts.total} == {
        month: count for month, count in due.items() if month
    }
    assert found.without_count == len(found.without) == due[""]
    assert all(month.rest == 0 for month in found.months)
    ratings = [
        (item.line.rating.level, month.key)
        for month in found.months
        for item in month.due
        if not item.milestone
    ]
    for month in found.months:
        for rag, count in month.counts.segments:
            assert count == ratings.count((rag, month.key))


def test_a_milestone_stands_in_its_own_month_beside_its_action(jar: Plan) -> None:
    steps = Milestone.objects.filter(action__plan=jar).exclude(latest=None)
    shown = Counter(
        (month.key, item.line.reference)
        for month in built(jar).months
        for item in month.due
        if item.milestone
    )

    assert shown == Counter(
        (f"{row.latest:%Y-%m}", row.action.reference)
        for row in steps.select_related("action")
        if row.latest
    )


def test_a_month_shows_its_first_and_leads_to_the_list_of_all(
    jar: Plan, director: User, sign_in: Callable[[User], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = built(jar)
    monkeypatch.setattr(timeline, "SHOWN_OF_A_MONTH", 3)
    cut = built(jar)

    assert [month.counts for month in cut.months] == [month.counts for month in whole.months]
    assert [month.due for month in cut.months] == [month.due[:3] for month in whole.months]
    assert [month.rest for month in cut.months] == [
        max(0, len(month.due) - 3) for month in whole.months
    ]
    assert cut.without == whole.without[:3]

    longest = max(cut.months, key=lambda month: month.rest)
    page = sign_in(director).get("/plans/jar-2005/timeline/").content.decode()
    assert f"And {longest.rest} more." in page
    assert whole.marks_leads
    assert "″ after a lead: taken from the row above" in page
    assert f"All actions due in {longest.name}" in page
