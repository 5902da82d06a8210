"""What was worked out is kept near and shared, under a key that says all it follows from."""

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.core.cache import caches
from django.db import DatabaseError, transaction

from herefordshire_cs.lib import remembering
from herefordshire_cs.lib.remembering import Asked, part, remember, remember_both

type Committing = Callable[..., AbstractContextManager[list[Any]]]


class Counting:
    """Works something out, and counts how often it had to."""

    def __init__(self, answer: object) -> None:
        self.answer = answer
        self.times = 0

    def __call__(self) -> object:
        self.times += 1
        return self.answer


def ask(key: str, build: Callable[[], object]) -> Asked[object]:
    return Asked(key=key, build=build)


def forget_near() -> None:
    """Stand for another process, which has worked nothing out yet."""
    caches["near"].clear()


@pytest.mark.parametrize("answer", [3, "", (), None], ids=repr)
def test_something_is_worked_out_once(answer: object, db: None) -> None:
    build = Counting(answer)

    assert [remember(ask("it", build)) for _ in range(3)] == [answer] * 3
    assert build.times == 1


def test_another_key_is_another_thing(db: None) -> None:
    assert remember(ask("one", lambda: 1)) == 1
    assert remember(ask("two", lambda: 2)) == 2


def test_without_a_key_it_is_worked_out_each_time(db: None) -> None:
    build = Counting(1)

    remember(ask("", build))
    remember(ask("", build))

    assert build.times == 2


def test_another_process_finds_what_one_worked_out(
    db: None, django_capture_on_commit_callbacks: Committing
) -> None:
    build = Counting({"of": ["everything"]})

    with django_capture_on_commit_callbacks(execute=True):
        remember(ask("it", build))
    forget_near()

    assert remember(ask("it", build)) == {"of": ["everything"]}
    assert build.times == 1


def test_what_a_process_holds_costs_no_statement(
    db: None, django_assert_num_queries: Callable[..., Any]
) -> None:
    remember(ask("it", lambda: 1))

    with django_assert_num_queries(0):
        remember(ask("it", lambda: 2))


def test_two_things_are_looked_up_and_kept_together(
    db: None,
    django_assert_num_queries: Callable[..., Any],
    django_capture_on_commit_callbacks: Committing,
) -> None:
    with django_assert_num_queries(2), django_capture_on_commit_callbacks(execute=True):
        found = remember_both(ask("one", lambda: 1), ask("two", lambda: 2))

    assert found == (1, 2)


def test_of_two_things_only_the_missing_one_is_worked_out(db: None) -> None:
    build = Counting(1)
    remember(ask("one", build))

    assert remember_both(ask("one", build), ask("two", lambda: 2)) == (1, 2)
    assert build.times == 1


def test_what_a_transaction_worked_out_and_undid_is_not_shared(
    db: None, django_capture_on_commit_callbacks: Committing
) -> None:
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(LookupError):
        undo()

    assert caches["default"].get("it") is None


@transaction.atomic
def undo() -> None:
    """Work something out in a transaction that fails."""
    remember(ask("it", lambda: 1))
    raise LookupError


def refuse(*args: object, **options: object) -> None:
    raise DatabaseError("database is locked")


@pytest.mark.parametrize("fails", ["get_many", "set_many"])
def test_a_page_does_without_a_cache_that_fails_and_the_log_says_so(
    fails: str,
    db: None,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: Committing,
) -> None:
    monkeypatch.setattr(type(caches["default"]), fails, refuse)

    with (
        caplog.at_level(logging.WARNING, remembering.__name__),
        django_capture_on_commit_callbacks(execute=True),
    ):
        assert remember(ask("it", lambda: 1)) == 1

    assert "shared cache" in caplog.text


# --- Parts of pages ------------------------------------------------------------------------------

EMPTY = "components/empty.html"


def test_a_part_is_rendered_once_for_what_it_is_given(db: None) -> None:
    build = Counting({"text": "Nobody"})

    first = part(EMPTY, {"title": "None"}, build)

    assert part(EMPTY, {"title": "None"}, build) == first
    assert "None" in first
    assert "Nobody" in first
    assert build.times == 1


def test_a_part_that_is_given_something_else_says_it(db: None) -> None:
    shown = [part(EMPTY, {"title": title, "text": ""}) for title in ("One", "Two", "One")]

    assert [title in html for title, html in zip(("One", "Two", "One"), shown, strict=True)] == [
        True
    ] * 3


def test_a_part_knows_no_reader(db: None) -> None:
    html = part("actionplan/actions/_doors.html", {"page": None})

    assert "csrfmiddlewaretoken" not in html
    assert "href" not in html


def test_a_part_escapes_what_it_is_given_also_when_it_is_kept(db: None) -> None:
    shown = [part(EMPTY, {"title": "<b>", "text": ""}) for _ in range(2)]

    assert "<b>" not in shown[0]
    assert shown[0] == shown[1]
