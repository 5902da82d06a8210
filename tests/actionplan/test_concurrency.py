"""Two people who write at one instant: nobody overwrites anybody, and nothing is lost.

The threads commit, so each test has a copy of the test database to itself; the tests that share
the loaded plan never see what is written here, and nothing has to be put back.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from actionplan.models import Action, ProgressUpdate, Standing
from actionplan.rag import Status
from actionplan.services import by_whens, moderations, standings, updates
from actionplan.services.updates import ActionClosed, UpdatedMeanwhile
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib.bywhen import parse_by_when
from herefordshire_cs.lib.rag import Rag
from tests.factories import make_action
from tests.tools.apart import connected_to, copy_of_the_database

DAY = date(2020, 2, 10)
RECORDED_AT = datetime(2020, 2, 10, 12, tzinfo=UTC)
PATIENCE_SECONDS = 30  # for a thread that never comes; a meeting takes milliseconds

type Verb = Callable[[Action, User], object]


@pytest.fixture
def db(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[str]:
    """Stand this thread on a copy of the test database; return its name for other threads.

    It takes the place of the ``db`` of all other tests, in this module only.
    """
    with (
        django_db_blocker.unblock(),
        copy_of_the_database(tmp_path) as name,
        connected_to(name),
    ):
        yield name


@pytest.fixture
def action(db: str) -> Action:
    """An Action, committed, that two people have open."""
    return make_action(latest=date(2020, 4, 15))


@pytest.fixture
def writers(db: str) -> list[User]:
    """Two people who may write."""
    return [
        User.objects.create_user(f"{which}@test.example", name=f"The {which}")
        for which in ("first", "second")
    ]


def at_once(name: str, action: Action, writers: list[User], *verbs: Verb) -> list[Any]:
    """Let each writer do their verb at one instant; return what came of each, or refused it."""
    start = Barrier(len(verbs))

    def do(writer: User, verb: Verb) -> Any:
        with connected_to(name):
            mine = Action.objects.get(pk=action.pk)
            start.wait(PATIENCE_SECONDS)
            try:
                return verb(mine, writer)
            except (UpdatedMeanwhile, ActionClosed) as refused:
                return refused

    with ThreadPoolExecutor(len(verbs)) as threads:
        begun = [
            threads.submit(do, writer, verb) for writer, verb in zip(writers, verbs, strict=True)
        ]
        return [each.result(PATIENCE_SECONDS) for each in begun]


def post(action: Action, author: User, **fields: Any) -> ProgressUpdate:
    """Post an update with no other in view."""
    defaults = {
        "reported_on": DAY,
        "recorded_on": DAY,
        "recorded_at": RECORDED_AT,
        "narrative": f"Said by {author.name}",
        "status": Status.IN_PROGRESS,
        "rating": Rag.AMBER,
    }
    return updates.post_progress_update(action=action, author=author, **defaults | fields)


def move_to(words: str) -> Verb:
    """Return a verb that moves the by-when."""

    def move(action: Action, author: User) -> object:
        return by_whens.move_by_when(
            action=action,
            author=author,
            by_when=parse_by_when(words),
            reason="Two posts are vacant",
            agreed_by=author.name,
            agreed_on=DAY,
            recorded_on=DAY,
            recorded_at=RECORDED_AT,
        )

    return move


def moderate(action: Action, author: User) -> object:
    """Set a director's rating."""
    return moderations.moderate(
        action=action,
        author=author,
        rating=Rag.RED,
        reason="Nothing was seen",
        made_on=DAY,
        recorded_at=RECORDED_AT,
    )


def kept(action: Action) -> list[dict[str, Any]]:
    """Return an Action's standings, but for their keys."""
    return [
        {name: value for name, value in row.items() if name != "id"}
        for row in Standing.objects.filter(action=action).order_by("from_on").values()
    ]


def test_of_two_who_post_at_once_one_wins_and_the_other_sees_their_words(
    db: str, action: Action, writers: list[User]
) -> None:
    results = at_once(db, action, writers, post, post)
    (posted,) = [result for result in results if isinstance(result, ProgressUpdate)]
    (refused,) = [result for result in results if isinstance(result, UpdatedMeanwhile)]
    assert refused.update == posted
    assert refused.update.narrative == f"Said by {posted.author.name}"
    assert [row.narrative for row in action.updates.all()] == [posted.narrative]
    assert Standing.objects.on(DAY).get(action=action).updates_count == 1


def test_the_one_who_lost_can_post_once_they_have_seen_the_other(
    db: str, action: Action, writers: list[User]
) -> None:
    results = at_once(db, action, writers, post, post)
    (refused,) = [result for result in results if isinstance(result, UpdatedMeanwhile)]
    (loser,) = [writer for writer in writers if writer != refused.update.author]
    post(action, loser, seen_update=refused.update.pk)
    said = set(action.updates.values_list("narrative", flat=True))
    assert said == {"Said by The first", "Said by The second"}
    assert Standing.objects.on(DAY).get(action=action).updates_count == 2


def test_nobody_posts_on_an_action_that_another_completes_at_that_instant(
    db: str, action: Action, writers: list[User]
) -> None:
    def complete(action: Action, author: User) -> object:
        return post(action, author, status=Status.COMPLETED, rating=Rag.GREEN)

    results = at_once(db, action, writers, complete, post)
    assert sum(isinstance(result, UpdatedMeanwhile) for result in results) == 1
    assert action.updates.count() == 1


def test_two_by_whens_moved_at_once_are_both_kept_in_an_order(
    db: str, action: Action, writers: list[User]
) -> None:
    at_once(db, action, writers, move_to("30 June 2020"), move_to("31 July 2020"))
    rows = list(action.by_whens.all())
    assert [row.order for row in rows] == [1, 2, 3]
    assert {row.latest for row in rows[1:]} == {date(2020, 6, 30), date(2020, 7, 31)}
    assert Standing.objects.on(DAY).get(action=action).times_moved == 2


@pytest.mark.parametrize(
    "verbs",
    [
        pytest.param((post, moderate), id="an update and a moderation"),
        pytest.param((post, move_to("30 June 2020")), id="an update and a move"),
        pytest.param((moderate, move_to("30 June 2020")), id="a moderation and a move"),
    ],
)
def test_different_verbs_at_once_are_both_kept(
    db: str, action: Action, writers: list[User], verbs: tuple[Verb, Verb]
) -> None:
    results = at_once(db, action, writers, *verbs)
    assert not [result for result in results if isinstance(result, Exception)]
    rows = action.updates.count() + action.moderations.count() + action.by_whens.count()
    assert rows == 1 + len(verbs)
    found = kept(action)
    standings.rebuild_standings(Action.objects.filter(pk=action.pk))
    assert kept(action) == found
