"""A by-when typed on a page: what the reader understands is accepted, the rest is asked."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from actionplan.forms.by_whens import TypedByWhenForm
from actionplan.models import Action, ByWhenRequest, Standing
from actionplan.services import by_whens
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from tests.factories import make_action

# Words of a term are read by the terms that the council published.
pytestmark = pytest.mark.django_db
TODAY, LAST = date(2006, 5, 22), date(2007, 3, 31)
NOON = datetime(2006, 5, 22, 12, tzinfo=UTC)


def typed(words: str, meant: str = "") -> TypedByWhenForm:
    form = TypedByWhenForm({"by_when": words, "meant": meant}, not_before=TODAY, last=LAST)
    form.is_valid()
    return form


@pytest.mark.parametrize(
    ("words", "earliest", "latest"),
    [
        ("Ongoing", None, None),
        ("To be confirmed", None, None),
        ("Monthly", None, None),
        ("half-termly", None, None),
        ("From July 2006", date(2006, 7, 1), None),
        ("Autumn", date(2006, 9, 1), date(2006, 11, 30)),
        ("Quarter 4", date(2007, 1, 1), date(2007, 3, 31)),
        ("Immediate", TODAY, TODAY),
    ],
)
def test_what_is_understood_is_accepted(
    words: str, earliest: date | None, latest: date | None
) -> None:
    form = typed(words)

    assert not form.errors
    found = form.cleaned_data["by_when"]
    assert (found.as_written, found.earliest, found.latest) == (words, earliest, latest)


@pytest.mark.parametrize(
    ("words", "offered", "chosen", "latest"),
    [
        (
            "2006-2008",
            ["financial years 2006 to 2008", "1 January 2006 to 31 December 2008"],
            "1 January 2006 to 31 December 2008",
            date(2008, 12, 31),
        ),
        (
            "July 2006 / December 2006",
            ["July 2006", "December 2006"],
            "December 2006",
            date(2006, 12, 31),
        ),
        ("Within 3 months", ["22 May to 22 August 2006"], "", None),
        ("March 2006 and July 2006", ["July 2006"], "", None),
    ],
)
def test_a_question_offers_its_readings_and_takes_the_one_that_is_chosen(
    words: str, offered: list[str], chosen: str, latest: date | None
) -> None:
    asked = typed(words)
    assert asked.errors["by_when"]
    assert list(asked.offered) == offered
    assert typed(words, meant="June 1999").errors["by_when"], "what was not offered"

    if chosen:
        found = typed(words, meant=chosen).cleaned_data["by_when"]
        assert (found.as_written, found.latest) == (chosen, latest)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("when we can", "“when we can” could not be read as a time."),
        ("31 02 06", "“31 02 06” could not be read as a time."),
        ("N/A", "“N/A” could not be read as a time."),
        ("Slipped from 20 April", "It names a by-when that no longer holds."),
        ("ASAP", "It names no day. By when at the latest?"),
    ],
)
def test_words_without_a_time_are_refused_in_words(words: str, said: str) -> None:
    form = typed(words)

    assert form.errors["by_when"][0].startswith(said)
    assert not form.offered


@pytest.mark.django_db
def test_the_page_shows_the_question_keeps_what_was_typed_and_takes_the_answer(
    client: Client, make_user: Callable[..., User], settings: Any
) -> None:
    settings.DEMONSTRATION_DATE = TODAY
    action = make_action(latest=date(2006, 4, 30), added_on=date(2006, 1, 2))
    director, second = make_user(Role.DIRECTOR), make_user(Role.DIRECTOR, email="b@test.example")
    client.force_login(director)
    url = f"{action.get_absolute_url()}by-when/"
    sent = {"by_when": "Jan 2007 / Mar 2007", "reason": "Two phases.", "approver": second.pk}

    page = client.post(url, sent).content.decode()
    assert "It names several times. Which is the by-when?" in page
    assert 'value="Jan 2007 / Mar 2007"' in page
    assert 'value="January 2007"' in page
    assert "Two phases." in page
    assert not ByWhenRequest.objects.exists()

    beyond = {"meant": "March 2007", "beyond_reason": "It needs two phases."}
    client.post(url, sent | beyond)
    assert ByWhenRequest.objects.get().latest == date(2007, 3, 31)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "latest", "understood"),
    [
        ("Autumn", date(2006, 11, 30), "autumn 2006"),
        ("Ongoing", None, "ongoing, no end stated"),
        ("tbc", None, "to be confirmed"),
    ],
)
def test_what_was_understood_when_it_was_asked_is_what_is_agreed(
    make_user: Callable[..., User], words: str, latest: date | None, understood: str
) -> None:
    action: Action = make_action(latest=date(2006, 4, 30), added_on=date(2006, 1, 2))
    request = by_whens.ask_to_move(
        action=action,
        author=make_user(Role.OFFICER),
        approver=(director := make_user(Role.DIRECTOR)),
        by_when=typed(words).cleaned_data["by_when"],
        reason="It waits.",
        beyond_reason="No day is set.",
        asked_on=TODAY,
        asked_at=NOON,
    )

    by_whens.agree(request=request, author=director, words="", answered_on=TODAY, answered_at=NOON)

    row = action.by_whens.get(order=2)
    assert (row.as_written, row.latest, row.understood) == (words, latest, understood)
    assert Standing.objects.on(TODAY).get(action=action).by_when_latest == latest
