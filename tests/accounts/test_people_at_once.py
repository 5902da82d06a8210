"""Two administrators who take each other away at one instant: one of them stays."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier

import pytest
from pytest_django import DjangoDbBlocker

from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.people.services import (
    LastAdministrator,
    administrators,
    change_person,
)
from herefordshire_cs.accounts.roles import Role
from tests.actionplan.test_concurrency import (
    PATIENCE_SECONDS,
    connected_to,
    copy_of_the_database,
)
from tests.conftest import user_in

AT = datetime(2006, 5, 22, 12, tzinfo=UTC)


@pytest.fixture
def db(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[str]:
    """Stand this thread on a copy of the test database; return its name for other threads."""
    with (
        django_db_blocker.unblock(),
        copy_of_the_database(tmp_path) as name,
        connected_to(name),
    ):
        yield name


def test_of_two_administrators_who_take_each_other_away_at_once_one_stays(db: str) -> None:
    one, two = (
        user_in(Role.ADMINISTRATOR, email=f"{which}@test.example") for which in ("one", "two")
    )
    start = Barrier(2)

    def close(person: User, by: User) -> bool:
        with connected_to(db):
            start.wait(PATIENCE_SECONDS)
            said = {"name": person.name, "email": person.email, "roles": [Role.ADMINISTRATOR]}
            try:
                change_person(person=person, **said, is_active=False, by=by, at=AT)
            except LastAdministrator:
                return False
            return True

    with ThreadPoolExecutor(2) as threads:
        begun = [threads.submit(close, two, one), threads.submit(close, one, two)]
        closed = [each.result(PATIENCE_SECONDS) for each in begun]

    assert sorted(closed) == [False, True]
    assert administrators().count() == 1
