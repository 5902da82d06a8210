"""The assurance log: six visits of the papers, what was promised, entering, putting right."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from actionplan.arrangements import Frequency, periods_kept
from actionplan.exports import ASSURANCE_COLUMNS
from actionplan.loading import Loading, load_assurance, load_documents
from actionplan.models import Action, AssuranceEntry, AssuranceLink, Keeping, Plan
from actionplan.presenters.action_page import build_action_page
from actionplan.presenters.assurance import promised_lines
from actionplan.presenters.plans import build_plan_head
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.lib import clock
from tests.actionplan.test_exports import table
from tests.factories import make_register, make_risk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

LOG = "/plans/jar-2005/assurance/"
MAY_22 = date(2006, 5, 22)
SIX = ["27 01", "10 02", "16 02", "28 02", "09 03", "16 03"]
TYPED = {
    "took_place_on": "18 May 2006",
    "kind": "file review",
    "who": "SF",
    "actions": "action 1.19 and 2.10; 1.19",
    "scope": "Ten files of the duty team",
    "findings": "Legal advice was on all but one.",
    "shows_kept": "on",
}


@pytest.fixture
def director_page(director: User, sign_in: Callable[[User], Client]) -> Client:
    return sign_in(director)


@pytest.mark.parametrize(
    ("every", "counts_from", "kept", "as_of", "found"),
    [
        (None, date(2006, 1, 1), [date(2006, 1, 2)], MAY_22, (0, 0)),
        (Frequency.MONTH, None, [], MAY_22, (0, 0)),
        (Frequency.MONTH, None, [date(2006, 1, 27), date(2006, 3, 16)], MAY_22, (2, 4)),
        (Frequency.MONTH, None, [date(2006, 1, 31)], date(2006, 1, 31), (0, 0)),
        (Frequency.MONTH, None, [date(2006, 1, 31)], date(2006, 2, 1), (1, 1)),
        (Frequency.MONTH, date(2006, 4, 1), [date(2006, 5, 2)], date(2006, 6, 1), (1, 2)),
        (Frequency.WEEK, None, [date(2006, 2, 20)], date(2006, 3, 6), (1, 2)),
        (Frequency.TWO_MONTHS, date(2006, 4, 1), [], date(2006, 6, 1), (0, 1)),
    ],
)
def test_in_how_many_periods_it_was_kept(
    every: Frequency | None,
    counts_from: date | None,
    kept: list[date],
    as_of: date,
    found: tuple[int, int],
) -> None:
    assert periods_kept(every, counts_from=counts_from, kept_on=kept, as_of=as_of) == found


def test_the_notes_record_six_visits_against_five_actions(jar: Plan) -> None:
    """Each day stands in the notes of the actions that its entry covers, and in no others."""
    columns, rows = table("assurance")

    assert columns == ASSURANCE_COLUMNS
    assert [f"{row['day'][8:]} {row['day'][5:7]}" for row in rows] == SIX
    assert {row["findings"] for row in rows} == {"No material issues highlighted to date"}
    assert {row["kind"] for row in rows} == {"visit"}
    written = {
        action.reference: action.progress_as_written.replace(".", " ").replace("27 Jan", "27 01")
        for action in Action.objects.filter(plan=jar, text__contains="to undertake unannounced")
        if "Visits/Reviews" in action.progress_as_written
    }
    assert len(written) == 5
    for row, day in zip(rows, SIX, strict=True):
        noted = {reference for reference, words in written.items() if day in words}
        assert set(row["actions"].split(";")) == noted


def test_a_visit_missed_shows_that_the_frequency_is_not_kept(director_page: Client) -> None:
    page = director_page.get(LOG).content.decode().replace("\N{NO-BREAK SPACE}", " ")

    assert "Not kept since 16 March 2006 (at least monthly: April 2006 is not recorded)" in page
    head = build_plan_head("jar-2005", as_of=MAY_22)
    lines = {line.reference: line for line in promised_lines(head, as_of=MAY_22)}
    assert (lines["1.19"].made, lines["1.19"].entries) == ("in 3 of 4 months", 6)
    assert (lines["7.7"].made, lines["7.7"].entries) == ("in 2 of 3 months", 5)
    assert (lines["8.4"].made, lines["8.4"].judgement) == ("in 0 of 1 month", "not kept")

    # It is kept from the day on which a visit of this month is recorded, and not before.
    assert director_page.post(f"{LOG}new/", TYPED).status_code == 302
    now = build_action_page("jar-2005", "1.19", as_of=MAY_22)
    assert now.facts_say.startswith("In place, kept")
    assert [each.kind for each in now.assurance][:2] == ["File review", "Visit"]
    assert now.history[0].heading == "File review by SF"
    before = build_action_page("jar-2005", "1.19", as_of=date(2006, 5, 21))
    assert len(before.assurance) == 6
    assert "not kept" in before.facts_say
    shown = director_page.get("/plans/jar-2005/actions/1.19/").content.decode()
    assert "Legal advice was on all but one." in shown


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"took_place_on": "23 May 2006"}, "has not come yet"),
        ({"took_place_on": "1 January 2005"}, "before the plan began"),
        ({"took_place_on": "31 02 06"}, "is not a day"),
        ({"kind": "stroll"}, "Choose one of the kinds shown"),
        ({"who": " "}, "Say who looked"),
        ({"actions": ""}, "at least one action"),
        ({"actions": "1.19, 99.1, x"}, "“99.1” and “x” are not in the plan"),
        ({"findings": "\u200b"}, "Say what was found"),
        ({"scope": "x" * 2001}, "write at most 2,000"),
    ],
)
def test_what_cannot_be_entered_is_refused_and_kept(
    director_page: Client, typed: dict[str, str], said: str
) -> None:
    answer = director_page.post(f"{LOG}new/", TYPED | typed)

    assert said in answer.content.decode()
    assert AssuranceEntry.objects.count() == 6
    assert "Ten files" in answer.content.decode() or "scope" in typed


def test_the_same_look_is_entered_once(director_page: Client) -> None:
    director_page.post(f"{LOG}new/", TYPED)

    again = director_page.post(f"{LOG}new/", TYPED | {"who": "sf"}).content.decode()

    assert "has the same people&#x27;s look" in again
    assert AssuranceEntry.objects.count() == 7


def test_an_entry_is_corrected_and_taken_back_with_what_it_kept(director_page: Client) -> None:
    director_page.post(f"{LOG}new/", TYPED)
    first = AssuranceEntry.objects.latest("pk")
    register = make_register(starts_on=date(2006, 5, 1), plan=first.plan)
    risk = make_risk(register)
    named = {"actions": "3.7", "risks": risk.reference}
    assert director_page.post(f"{LOG}{first.pk}/following/", named).status_code == 302
    again = director_page.post(f"{LOG}{first.pk}/following/", named).content.decode()
    assert "says already" in again
    refused = director_page.post(f"{LOG}{first.pk}/following/", {"risks": "R9"}).content.decode()
    assert "“R9” is in no register" in refused

    wanting = director_page.post(f"{LOG}{first.pk}/correction/", TYPED).content.decode()
    assert "Say what was wrong with it" in wanting
    corrected = TYPED | {"actions": "2.10", "who": "SF and HL", "reason": "1.19 was not seen"}
    assert director_page.post(f"{LOG}{first.pk}/correction/", corrected).status_code == 302

    second = AssuranceEntry.objects.get(corrects=first)
    assert {str(row.action_id or row.risk) for row in second.links.filter(part="follows")} == {
        str(first.plan.actions.get(reference="3.7").pk),
        risk.reference,
    }
    kept = Keeping.objects.filter(kept_on=date(2006, 5, 18), withdrawn_on=None)
    assert [row.action.reference for row in kept] == ["2.10"]
    assert "not kept" in build_action_page("jar-2005", "1.19", as_of=MAY_22).facts_say
    old = director_page.get(f"{LOG}{first.pk}/").content.decode()
    assert "1.19 was not seen" in old
    assert f"{LOG}{second.pk}/" in old
    assert f"{LOG}{second.pk}/" in director_page.get(risk.get_absolute_url()).content.decode()
    late = director_page.post(f"{LOG}{first.pk}/withdrawal/", {"reason": "x"}).content.decode()
    assert "took it back or corrected it meanwhile" in late

    link = second.links.get(part="follows", action__isnull=False)
    off = director_page.post(f"{LOG}following/{link.pk}/withdrawal/", {"reason": "Not this"})
    assert off.status_code == 302
    taken = director_page.post(f"{LOG}{second.pk}/withdrawal/", {"reason": "Nobody went"})
    assert taken.status_code == 302
    assert "not kept" in build_action_page("jar-2005", "2.10", as_of=MAY_22).facts_say
    assert len(table("assurance")[1]) == 6


def test_officers_enter_for_their_own_actions_and_change_their_own_entries(
    officer: User, sign_in: Callable[[User], Client], make_user: Callable[..., User]
) -> None:
    client = sign_in(officer)
    refused = client.post(f"{LOG}new/", TYPED | {"actions": "1.19, 6.1"}).content.decode()
    assert "6.1: which you neither lead nor support" in refused
    assert client.post(f"{LOG}new/", TYPED | {"actions": "1.19"}).status_code == 302
    own = AssuranceEntry.objects.latest("pk")
    assert client.get(f"{LOG}{own.pk}/correction/").status_code == 200

    partner = sign_in(make_user(Role.PARTNER, initials="SD"))
    assert partner.post(f"{LOG}{own.pk}/withdrawal/", {"reason": "x"}).status_code == 403
    member = sign_in(make_user(Role.MEMBER))
    assert member.post(f"{LOG}new/", TYPED).status_code == 403
    assert "Say what follows" not in member.get(f"{LOG}{own.pk}/").content.decode()
    assert member.get(f"{LOG}{own.pk}/?as_at=2006-05-21").status_code == 404


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 6),
        ("words=learning", 0),
        ("words=best+practice", 5),
        ("action=7.7", 5),
        ("action=1.1", 0),
        ("kind=audit", 0),
        ("since=1+March+2006", 2),
        ("until=27+January+2006", 1),
        ("as_at=2006-02-16", 3),
        ("kind=stroll", 0),
    ],
)
def test_the_log_is_narrowed(director_page: Client, query: str, count: int) -> None:
    page = director_page.get(f"{LOG}?{query}")

    assert len(page.context["table"].data) == count
    if "stroll" not in query:
        sent = director_page.get(f"{LOG}?{query}&_export=csv")
        assert len(b"".join(sent).decode().splitlines()) == 1 + count


def test_loading_again_changes_nothing_that_somebody_put_right(
    jar: Plan, director_page: Client
) -> None:
    entry = AssuranceEntry.objects.latest("took_place_on")
    director_page.post(f"{LOG}{entry.pk}/withdrawal/", {"reason": "It was put off"})
    rows = (AssuranceEntry, AssuranceLink, Keeping)
    before = [list(model._default_manager.order_by("pk").values()) for model in rows]

    folder = Path(settings.BASE_DIR, "fixtures/jar-2005")
    loading = Loading(folder=folder, recorded_at=clock.now())
    load_documents(loading)
    load_assurance(loading, jar, loading.read("assurance.json"))

    after = [list(model._default_manager.order_by("pk").values()) for model in rows]
    assert after == before
