"""Two clerks who save a form at one instant: the second is told, and overwrites nothing."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from governance.models import ProgrammeItem
from governance.services import programme
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.lib.web.seen import CHANGED
from tests.conftest import user_in
from tests.tools.apart import connected_to, copy_of_the_database
from tests.tools.controls import typed_in

PATIENCE_SECONDS = 30


@pytest.fixture
def db(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[str]:
    """Stand this thread on a copy of the test database; return its name for other threads."""
    with (
        django_db_blocker.unblock(),
        copy_of_the_database(tmp_path) as name,
        connected_to(name),
    ):
        yield name


def test_of_two_forms_sent_at_once_one_is_kept_and_the_other_is_told(
    db: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerks = [
        user_in(Role.COMMITTEE_CLERK, email=f"{name}@test.example") for name in ("first", "second")
    ]
    row = ProgrammeItem.objects.filter(is_done=False)[0]
    keep: Callable[..., object] = programme.change_item

    def keep_slowly(**words: Any) -> object:
        time.sleep(0.2)  # as long as the other needs to look at the mark
        return keep(**words)

    monkeypatch.setattr(programme, "change_item", keep_slowly)
    start = Barrier(2)

    def send(clerk: User) -> Any:
        with connected_to(db):
            browser = Client()
            browser.force_login(clerk, "herefordshire_cs.accounts.backends.EmailBackend")
            address = f"/programme-items/{row.pk}/"
            typed = typed_in(browser.get(address)) | {"lead": clerk.email}
            start.wait(PATIENCE_SECONDS)
            return browser.post(address, typed)

    with ThreadPoolExecutor(2) as threads:
        answers = list(threads.map(send, clerks))

    assert sorted(answer.status_code for answer in answers) == [200, 302]
    (told,) = [answer.content.decode() for answer in answers if answer.status_code == 200]
    (kept,) = [
        clerk.email for clerk, a in zip(clerks, answers, strict=True) if a.status_code == 302
    ]
    row.refresh_from_db()
    assert row.lead == kept
    assert CHANGED in told.replace("&#x27;", "'")
    assert kept in told
