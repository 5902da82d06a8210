"""Standing arrangements: in place, and judged by how often they are kept."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from actionplan.arrangements import Frequency, Observance, in_words, judge, kept_until
from actionplan.models import Action, Arrangement, Keeping, Plan
from actionplan.presenters.action_page import build_action_page
from actionplan.presenters.exceptions import build_exceptions_report
from actionplan.rag import Status
from actionplan.services import arrangements, moderations
from actionplan.services.actions import drop_action
from actionplan.services.updates import ActionClosed
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.lib.rag import Rag

NOON = datetime(2006, 5, 22, 12, tzinfo=UTC)
MAY_22 = date(2006, 5, 22)
ADDRESS = "/plans/jar-2005/actions/1.19/"


@pytest.mark.parametrize(
    ("every", "kept_on", "counts_from", "until"),
    [
        (None, date(2006, 3, 16), None, None),
        (Frequency.MONTH, None, None, None),
        (Frequency.WEEK, date(2006, 2, 20), None, date(2006, 3, 5)),  # from a Monday
        (Frequency.WEEK, date(2006, 2, 26), None, date(2006, 3, 5)),  # and from its Sunday
        (Frequency.WEEK, None, date(2006, 2, 22), date(2006, 2, 26)),
        (Frequency.MONTH, date(2006, 3, 1), None, date(2006, 4, 30)),
        (Frequency.MONTH, date(2006, 3, 31), None, date(2006, 4, 30)),
        (Frequency.MONTH, date(2006, 1, 31), None, date(2006, 2, 28)),
        (Frequency.MONTH, date(2005, 12, 31), None, date(2006, 1, 31)),
        (Frequency.MONTH, None, date(2006, 4, 1), date(2006, 4, 30)),
        (Frequency.MONTH, date(2006, 3, 16), date(2006, 1, 1), date(2006, 4, 30)),
        (Frequency.TWO_MONTHS, None, date(2006, 4, 1), date(2006, 5, 31)),
        (Frequency.TWO_MONTHS, date(2006, 5, 2), None, date(2006, 7, 31)),
        (Frequency.QUARTER, None, date(2006, 4, 1), date(2006, 6, 30)),
        (Frequency.YEAR, date(2004, 2, 29), None, date(2005, 2, 28)),
    ],
)
def test_until_when_an_arrangement_is_not_behind(
    every: Frequency | None, kept_on: date | None, counts_from: date | None, until: date | None
) -> None:
    assert kept_until(every, kept_on=kept_on, counts_from=counts_from) == until


@pytest.mark.parametrize(
    ("kept_on", "until", "as_of", "judged"),
    [
        (date(2006, 3, 16), date(2006, 4, 30), date(2006, 4, 30), Observance.KEPT),
        (date(2006, 3, 16), date(2006, 4, 30), date(2006, 5, 1), Observance.NOT_KEPT),
        (None, date(2006, 5, 31), date(2006, 5, 31), Observance.NOT_SHOWN),
        (None, date(2006, 5, 31), date(2006, 6, 1), Observance.NOT_KEPT),
        (date(2006, 3, 16), None, date(2006, 5, 1), Observance.NOT_SHOWN),
        (None, None, date(2006, 5, 1), Observance.NOT_SHOWN),
    ],
)
def test_an_arrangement_is_behind_from_the_day_after(
    kept_on: date | None, until: date | None, as_of: date, judged: Observance
) -> None:
    assert judge(kept_on=kept_on, until=until, as_of=as_of) is judged


@pytest.mark.parametrize(
    ("every", "kept_on", "counts_from", "words"),
    [
        (
            Frequency.MONTH,
            date(2006, 3, 16),
            None,
            "not kept since 16 March 2006 (at least monthly: April 2006 is not recorded)",
        ),
        (
            Frequency.WEEK,
            date(2006, 5, 15),
            None,
            "kept: last 15 May 2006; at least weekly, next by 28 May 2006",
        ),
        (
            Frequency.MONTH,
            None,
            date(2006, 4, 1),
            "not kept since 1 April 2006, when it was to begin"
            " (at least monthly: April 2006 is not recorded)",
        ),
        (
            Frequency.TWO_MONTHS,
            None,
            date(2006, 4, 1),
            "nothing shows whether it is kept: at least every two months,"
            " the first by 31 May 2006",
        ),
        (
            Frequency.MONTH,
            None,
            None,
            "nothing shows whether it is kept: at least monthly, and no day is recorded",
        ),
        (
            None,
            date(2006, 5, 1),
            None,
            "nothing shows whether it is kept: its words give no frequency;"
            " last recorded 1 May 2006",
        ),
    ],
)
def test_the_judgement_says_what_it_rests_on(
    every: Frequency | None, kept_on: date | None, counts_from: date | None, words: str
) -> None:
    until = kept_until(every, kept_on=kept_on, counts_from=counts_from)
    said = in_words(every, kept_on=kept_on, counts_from=counts_from, until=until, as_of=MAY_22)

    assert said.replace("\N{NO-BREAK SPACE}", " ") == words


NOT_KEPT = {"1.19", "2.10", "4.2", "4.5", "4.8", "7.7", "8.4", "9.10"}
NOT_SHOWN = {"1.17", "2.8", "2.9", "4.3", "15.1"}
IN_MARCH = {"1.19", "2.10", "4.8", "7.7", "9.10"}


@pytest.mark.parametrize(
    ("day", "kept", "not_kept", "not_shown"),
    [
        (date(2006, 3, 13), IN_MARCH, {"4.2", "4.5"}, {"2.9", "15.1"}),
        (date(2006, 4, 30), IN_MARCH, {"4.2", "4.5"}, NOT_SHOWN | {"8.4"}),
        (MAY_22, set(), NOT_KEPT, NOT_SHOWN),
        (date(2006, 7, 15), set(), NOT_KEPT | {"2.8"}, NOT_SHOWN - {"2.8"} | {"5.27"}),
    ],
    ids=["13 March", "30 April", "22 May", "15 July"],
)
@pytest.mark.django_db
def test_what_the_papers_show_of_the_arrangements_of_2006(
    jar: Plan, day: date, kept: set[str], not_kept: set[str], not_shown: set[str]
) -> None:
    standings = jar.standings.on(day).filter(status=Status.IN_PLACE)
    found: dict[Observance, set[str]] = {each: set() for each in Observance}
    for row in standings.select_related("action"):
        judged = judge(kept_on=row.kept_on, until=row.kept_until, as_of=day)
        found[judged].add(row.action.reference)

    assert found == {
        Observance.KEPT: kept,
        Observance.NOT_KEPT: not_kept,
        Observance.NOT_SHOWN: not_shown,
    }


@pytest.mark.django_db
def test_its_page_says_the_words_the_days_and_the_judgement(
    jar: Plan, director: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(director)

    shown = client.get(ADDRESS).content.decode().replace("\N{NO-BREAK SPACE}", " ")

    assert "not kept since 16 March 2006 (at least monthly: April 2006 is not recorded)" in shown
    assert "In place" in shown
    assert "16 March 2006: Visits/Reviews" in shown
    assert "By-when passed" not in shown
    report = build_exceptions_report("jar-2005", as_of=MAY_22)
    assert (report.not_kept.count, len(report.not_kept.lines)) == (8, 5)
    assert report.not_kept.lines[0].reference in {"4.2", "4.5"}  # the longest behind


@pytest.fixture
def arranged(jar: Plan) -> Action:
    return Action.objects.get(plan=jar, reference="1.19")


def keep(action: Action, author: User, kept_on: date) -> Keeping:
    return arrangements.record_keeping(
        action=action,
        author=author,
        kept_on=kept_on,
        words="Visited",
        recorded_on=MAY_22,
        recorded_at=NOON,
    )


def judged(reference: str, day: date) -> str:
    return build_action_page("jar-2005", reference, as_of=day).line.rating.reason


@pytest.mark.django_db
def test_a_keeping_counts_from_the_day_on_which_it_was_recorded(
    arranged: Action, director: User
) -> None:
    keeping = keep(arranged, director, date(2006, 4, 12))

    assert judged("1.19", date(2006, 5, 21)).startswith("in place, not kept since 16")
    assert judged("1.19", MAY_22).startswith("in place, kept: last 12")
    with pytest.raises(arrangements.KeptAlready):
        keep(arranged, director, date(2006, 4, 12))

    take_back = {"keeping": keeping, "author": director, "reason": "Nobody came"}
    arrangements.take_back_keeping(**take_back, withdrawn_on=date(2006, 5, 24))
    assert judged("1.19", date(2006, 5, 23)).startswith("in place, kept")
    assert judged("1.19", date(2006, 5, 24)).startswith("in place, not kept since 16")
    with pytest.raises(arrangements.KeepingTakenBack):
        arrangements.take_back_keeping(**take_back, withdrawn_on=date(2006, 5, 24))


@pytest.mark.django_db
def test_not_kept_is_red_only_where_a_director_says_so(arranged: Action, director: User) -> None:
    moderations.moderate(
        action=arranged,
        author=director,
        rating=Rag.RED,
        reason="Nobody has gone since March",
        made_on=MAY_22,
        recorded_at=NOON,
    )

    assert build_action_page("jar-2005", "1.19", as_of=MAY_22).line.rating.rag is Rag.RED
    before = build_action_page("jar-2005", "1.19", as_of=date(2006, 5, 21)).line.rating
    assert before.rag is Rag.NONE


@pytest.mark.django_db
def test_an_arrangement_that_ends_leaves_its_by_when(arranged: Action, director: User) -> None:
    arrangements.end_arrangement(
        action=arranged, author=director, reason="Visits are over", ended_on=MAY_22
    )

    assert build_action_page("jar-2005", "1.19", as_of=MAY_22).line.rating.rag is Rag.RED
    with pytest.raises(arrangements.NotArranged):
        keep(arranged, director, MAY_22)
    with pytest.raises(arrangements.NotArranged):
        arrangements.end_arrangement(
            action=arranged, author=director, reason="Again", ended_on=MAY_22
        )


@pytest.mark.django_db
def test_what_is_closed_becomes_no_arrangement(jar: Plan, director: User) -> None:
    action = Action.objects.get(plan=jar, reference="1.20")
    begin: dict[str, Any] = {
        "author": director,
        "words": "Audits",
        "every": None,
        "in_place_on": MAY_22,
        "recorded_on": MAY_22,
        "recorded_at": NOON,
    }
    with pytest.raises(ActionClosed):  # completed on 1 March 2006
        arrangements.begin_arrangement(action=action, **begin)
    kept_up = Action.objects.get(plan=jar, reference="1.19")
    with pytest.raises(arrangements.ArrangedAlready):
        arrangements.begin_arrangement(action=kept_up, **begin)

    drop_action(
        action=kept_up, author=director, dropped_on=MAY_22, recorded_at=NOON, reason="No need"
    )
    line = build_action_page("jar-2005", "1.19", as_of=MAY_22).line
    assert line.status is Status.DROPPED
    with pytest.raises(ActionClosed):
        keep(kept_up, director, MAY_22)


@pytest.mark.django_db
def test_a_director_records_a_keeping_and_ends_an_arrangement_on_its_page(
    arranged: Action, director: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(director)
    address = f"{ADDRESS}arrangement/kept/"

    refused = client.post(address, {"kept_on": "23 May 2006", "words": " "}).content.decode()
    assert "has not come yet" in refused
    assert "Say what was done" in refused
    taken = client.post(address, {"kept_on": "16 March 2006", "words": "Visited"})
    assert "It is recorded already" in taken.content.decode()
    assert client.post(address, {"kept_on": "12 May 2006", "words": "Visited"}).status_code == 302
    shown = client.get(ADDRESS).content.decode()
    assert "Arrangement kept" in shown
    keeping = Keeping.objects.get(action=arranged, author=director)
    withdrawal = f"{address}{keeping.pk}/withdrawal/"
    assert "Say why it was not kept" in client.post(withdrawal, {"reason": ""}).content.decode()
    assert client.post(withdrawal, {"reason": "Nobody came"}).status_code == 302
    assert "Nobody came" in client.get(ADDRESS).content.decode()
    assert client.post(withdrawal, {"reason": "Again"}).status_code == 404

    ending = f"{ADDRESS}arrangement/"
    assert "Say why it ends" in client.post(ending, {"reason": " "}).content.decode()
    assert client.post(ending, {"reason": "Visits are over"}).status_code == 302
    assert "No standing arrangement any more" in client.get(ADDRESS).content.decode()
    assert client.get(address).status_code == 302  # nothing is to be kept any more


@pytest.mark.django_db
def test_a_lead_says_that_an_action_has_become_an_arrangement(
    jar: Plan, officer: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(officer)
    address = "/plans/jar-2005/actions/5.6/arrangement/"
    said = {"words": "Files are read", "every": "month", "in_place_on": "1 May 2006"}

    refused = client.post(address, said | {"every": "daily", "in_place_on": "1 May 1999"})
    assert "Choose one of the frequencies shown" in refused.content.decode()
    assert "is before the plan began" in refused.content.decode()
    assert client.post(address, said).status_code == 302
    assert judged("5.6", MAY_22).startswith("in place, nothing shows whether it is kept")
    assert Arrangement.objects.get(action__reference="5.6").counts_from == date(2006, 5, 1)


@pytest.mark.django_db
def test_who_leads_something_else_does_not_record_a_keeping(
    jar: Plan, make_user: Callable[..., User], sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(make_user(Role.OFFICER, initials="ZZ"))

    assert client.get(f"{ADDRESS}arrangement/kept/").status_code == 404
    assert client.post(f"{ADDRESS}arrangement/", {"reason": "-"}).status_code == 404
