"""However many passwords are tried at one instant, no more are looked at than one by one."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, local

import pytest
from pytest_django import DjangoDbBlocker

from herefordshire_cs.accounts import signing_in
from herefordshire_cs.accounts.limits import Lock
from herefordshire_cs.accounts.models import SignInFailure
from herefordshire_cs.lib import clock
from tests.accounts.attempts import HOME, tried
from tests.actionplan.test_concurrency import connected_to, copy_of_the_database

ADDRESS = "officer@test.example"
AT_ONCE = 4
PATIENCE_SECONDS = 30


@pytest.fixture
def copy(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path
) -> Iterator[str]:
    """Stand this thread on a copy of the test database; return its name for other threads."""
    with (
        django_db_blocker.unblock(),
        copy_of_the_database(tmp_path) as name,
        connected_to(name),
    ):
        yield name


def try_once(name: str) -> bool:
    """Say whether a password would be looked at."""
    with connected_to(name):
        try:
            signing_in.begin(None, ADDRESS, at=clock.now())
        except signing_in.SignInLocked:
            return False
        return True


def test_those_who_come_at_once_for_the_last_tries_do_not_all_get_one(
    copy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried(*[(ADDRESS, HOME)] * 8)  # of ten
    everybody_has_looked = Barrier(AT_ONCE)
    looked = local()
    lock_on = signing_in.lock_on

    def look(*args: object) -> Lock | None:
        found = lock_on(*args)
        if not hasattr(looked, "once"):
            looked.once = True
            everybody_has_looked.wait(PATIENCE_SECONDS)
        return found

    monkeypatch.setattr(signing_in, "lock_on", look)
    with ThreadPoolExecutor(AT_ONCE) as threads:
        answers = list(threads.map(try_once, [copy] * AT_ONCE))

    assert sum(answers) <= 2
    assert SignInFailure.objects.count() == 8 + sum(answers)
