"""The day that a reader asks for: how far back and how far on it may lie."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from actionplan.models import Plan
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.requests import as_at

REAL_DAY = date(2009, 7, 15)
DEMONSTRATION_DAY = date(2006, 5, 22)
NOT_YET = "{day} has not come yet. The page shows today."


@pytest.fixture(autouse=True)
def real_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the real day be a Wednesday in 2009."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: REAL_DAY)


def asked_for(day: str) -> Any:
    return RequestFactory().get("/plans/", {"as_at": day})


@pytest.mark.parametrize(
    ("demonstration_day", "asked", "shown", "is_refused"),
    [
        pytest.param(None, "14 July 2009", date(2009, 7, 14), False, id="real: yesterday"),
        pytest.param(None, "15 July 2009", REAL_DAY, False, id="real: today"),
        pytest.param(None, "16 July 2009", REAL_DAY, True, id="real: tomorrow"),
        pytest.param(
            DEMONSTRATION_DAY, "21 May 2006", date(2006, 5, 21), False, id="the day before it"
        ),
        pytest.param(DEMONSTRATION_DAY, "22 May 2006", DEMONSTRATION_DAY, False, id="its day"),
        pytest.param(
            DEMONSTRATION_DAY, "23 May 2006", date(2006, 5, 23), False, id="the day after it"
        ),
        pytest.param(DEMONSTRATION_DAY, "15 July 2009", REAL_DAY, False, id="the real day"),
        pytest.param(
            DEMONSTRATION_DAY, "16 July 2009", DEMONSTRATION_DAY, True, id="after the real day"
        ),
        pytest.param(
            date(2010, 1, 4), "4 January 2010", date(2010, 1, 4), False, id="its day, to come"
        ),
        pytest.param(
            date(2010, 1, 4), "5 January 2010", date(2010, 1, 4), True, id="after both days"
        ),
    ],
)
def test_a_reader_may_ask_for_any_day_up_to_the_latest(
    demonstration_day: date | None, asked: str, shown: date, is_refused: bool, settings: Any
) -> None:
    settings.DEMONSTRATION_DATE = demonstration_day

    found = as_at(asked_for(asked))

    assert found.as_of == shown
    assert found.today == (demonstration_day or REAL_DAY)
    assert found.error.replace("\xa0", " ") == (NOT_YET.format(day=asked) if is_refused else "")


def test_a_day_after_the_one_that_the_visitor_chose_is_shown_too() -> None:
    with clock.chosen_day(date(2006, 3, 13)):
        found = as_at(asked_for("14 March 2006"))

    assert (found.as_of, found.today) == (date(2006, 3, 14), date(2006, 3, 13))
    assert found.is_as_at


@pytest.mark.parametrize(
    ("demonstration_day", "summary"),
    [(None, "See an earlier day"), (DEMONSTRATION_DAY, "See another day")],
    ids=["real", "demonstration"],
)
def test_the_bar_offers_only_days_that_can_be_shown(
    demonstration_day: date | None, summary: str, settings: Any
) -> None:
    settings.DEMONSTRATION_DATE = demonstration_day
    request = asked_for("")

    bar = render_to_string("components/day_bar.html", {"day": as_at(request), "request": request})

    assert f"<summary>{summary}</summary>" in bar


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/plans/",
        "/plans/jar-2005/",
        "/plans/jar-2005/actions/",
        "/plans/jar-2005/actions/1.5/",
        "/plans/jar-2005/timeline/",
        "/plans/jar-2005/reports/",
        "/plans/jar-2005/reports/summary/",
        "/officers/SF/",
    ],
)
def test_a_page_of_a_demonstration_shows_a_day_after_it(
    address: str, jar: Plan, director: User, sign_in: Callable[[User], Client]
) -> None:
    response = sign_in(director).get(address, query_params={"as_at": "2009-07-15"})

    assert response.status_code == 200
    assert "Wednesday 15\xa0July 2009</strong>" in response.content.decode()


@pytest.mark.parametrize("typed", ["1 March 2006", "2006-03-01", " 01/03/2006 "])
def test_the_day_shown_is_the_same_however_it_was_typed(typed: str, settings: Any) -> None:
    settings.DEMONSTRATION_DATE = DEMONSTRATION_DAY

    shown = as_at(asked_for(typed)).shown

    assert repr(shown) == repr(as_at(asked_for("2006-03-01")).shown)
    assert (shown.as_of, shown.is_as_at) == (date(2006, 3, 1), True)


def test_the_day_shown_in_place_of_one_that_is_refused_is_today(settings: Any) -> None:
    settings.DEMONSTRATION_DATE = DEMONSTRATION_DAY

    assert as_at(asked_for("nonsense")).shown == as_at(RequestFactory().get("/plans/"))
