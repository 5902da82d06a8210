"""A build that is interrupted: killed, given up, or overtaken; never two issues, nothing lost."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.db.models import F
from django.test import Client
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoCaptureOnCommitCallbacks

from governance.models import SIGN_OF_LIFE, Appendix, Meeting, Pack, PackPart
from governance.presenters.packs.building import build_pack
from governance.services.agendas import ItemWords, add_item
from governance.tasks.pack_issuing import PackSuperseded
from governance.tasks.pack_printing import PartFailed
from governance.tasks.packs import PackBeingBuilt, ask_for_pack, build_and_issue, make
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.background.models import Job
from herefordshire_cs.background.queues import PACKS, QUEUES
from herefordshire_cs.lib.pdf import printing
from tests.governance.issuing import DAY, issue_unprinted
from tests.governance.rows_of_an_exempt_meeting import make_exempt_meeting

pytestmark = pytest.mark.django_db

ASKED_AT = datetime(2006, 5, 22, 10, 0, tzinfo=UTC)
PATIENCE_SECONDS = 60


@pytest.fixture
def clerk(make_user: Callable[..., User]) -> User:
    return make_user(Role.COMMITTEE_CLERK)


def ask(meeting: Meeting, clerk: User, *, at: datetime = ASKED_AT, kind: str = "pack") -> Pack:
    """Ask for a pack of a meeting."""
    return ask_for_pack(
        meeting=meeting, as_of=DAY, asked_by=clerk, asked_at=at, kind=kind, corrects="Page 1"
    )


def give_signs(pack: Pack, at: datetime) -> None:
    """Have the worker of a pack have given its last sign of life at an instant."""
    Pack.objects.filter(pk=pack.pk).update(state=Pack.State.MAKING, alive_at=at)


@pytest.mark.parametrize(
    ("silence", "is_taken_for_gone"),
    [(SIGN_OF_LIFE - timedelta(seconds=1), False), (SIGN_OF_LIFE, True)],
    ids=["a sign within the minute", "none for a minute"],
)
def test_a_pack_without_a_sign_of_life_may_be_asked_for_again(
    silence: timedelta, is_taken_for_gone: bool, clerk: User
) -> None:
    meeting = make_exempt_meeting()
    first = ask(meeting, clerk)
    long_after = ASKED_AT + timedelta(minutes=20)  # it was begun long ago, and goes on
    give_signs(first, long_after - silence)

    if not is_taken_for_gone:
        with pytest.raises(PackBeingBuilt):
            ask(meeting, clerk, at=long_after)
        return
    second = ask(meeting, clerk, at=long_after)

    first.refresh_from_db()
    assert (first.state, second.version) == (Pack.State.FAILED, 2)
    assert "stopped half way" in first.failure


def test_a_worker_that_comes_back_finds_its_pack_given_up_and_issues_nothing(
    clerk: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting = make_exempt_meeting()
    first = ask(meeting, clerk)
    render = printing.render

    def sleep_long(*args: Any, **fields: Any) -> Any:
        give_signs(first, ASKED_AT)
        ask(meeting, clerk, at=ASKED_AT + SIGN_OF_LIFE)
        monkeypatch.setattr(printing, "render", render)
        return render(*args, **fields)

    monkeypatch.setattr(printing, "render", sleep_long)
    with pytest.raises(PackSuperseded):
        make(first, made_at=ASKED_AT)

    first.refresh_from_db()
    meeting.refresh_from_db()
    assert (first.state, first.members_pdf) == (Pack.State.FAILED, None)
    assert meeting.state == Meeting.State.PLANNED
    second = make(Pack.objects.get(version=2), made_at=ASKED_AT)
    assert second.state == Pack.State.READY


def test_a_pack_that_was_put_back_is_built_anew_of_what_stands_then(
    clerk: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting = make_exempt_meeting()
    pack = ask(meeting, clerk)
    render = printing.render

    def print_long(*args: Any, **fields: Any) -> Any:
        monkeypatch.setattr(printing, "render", render)
        Pack.objects.filter(pk=pack.pk).update(alive_at=ASKED_AT)
        add_item(meeting=meeting, words=ItemWords(title="Parking"), at=ASKED_AT + SIGN_OF_LIFE)
        return render(*args, **fields)

    monkeypatch.setattr(printing, "render", print_long)
    assert build_and_issue.call(pack.pk) == Pack.State.READY

    pack.refresh_from_db()
    assert (pack.version, pack.begun) == (1, 2)
    assert pack.contents[-1]["title"] == "Parking"


def test_who_comes_back_to_a_pack_that_another_builds_issues_nothing(clerk: User) -> None:
    pack = ask(make_exempt_meeting(), clerk)
    begun = Pack.objects.get(pk=pack.pk)

    def build_meanwhile(*_args: Any, **_fields: Any) -> Any:
        Pack.objects.filter(pk=pack.pk).update(begun=F("begun") + 1)
        return build_pack(*_args, **_fields)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("governance.tasks.packs.build_pack", build_meanwhile)
        with pytest.raises(PackSuperseded):
            make(begun, made_at=ASKED_AT)

    begun.refresh_from_db()
    assert (begun.state, begun.members_pdf) == (Pack.State.MAKING, None)


def test_a_pack_whose_building_was_interrupted_is_built_by_whoever_takes_it_up(
    clerk: User,
) -> None:
    pack = ask(make_exempt_meeting(), clerk)
    give_signs(pack, ASKED_AT)

    assert build_and_issue.call(pack.pk) == Pack.State.READY


def test_a_pack_that_waits_may_not_be_asked_for_again_however_long_it_waits(clerk: User) -> None:
    meeting = make_exempt_meeting()
    first = ask(meeting, clerk)
    task = DBTaskResult.objects.create(
        task_path="x", args_kwargs={}, run_after=ASKED_AT, queue_name="packs"
    )
    Job.objects.filter(pk=first.job_id).update(task_id=task.pk)
    days_later = ASKED_AT + timedelta(days=2)

    with pytest.raises(PackBeingBuilt):
        ask(meeting, clerk, at=days_later)
    task.delete()
    assert ask(meeting, clerk, at=days_later).version == 2


@pytest.mark.parametrize("is_queued", [True, False], ids=["waits", "nobody builds it"])
def test_a_pack_that_is_not_built_says_why(
    is_queued: bool, clerk: User, sign_in: Callable[[User], Client]
) -> None:
    pack = ask(make_exempt_meeting(), clerk)
    if is_queued:
        task = DBTaskResult.objects.create(task_path="x", args_kwargs={}, run_after=ASKED_AT)
        Job.objects.filter(pk=pack.job_id).update(task_id=task.pk)

    page = sign_in(clerk).get(pack.get_absolute_url()).content.decode()

    assert ("The pack stays wanted and will be made when it is back." in page) is is_queued
    assert (
        "Its building was interrupted, and it does not wait any more." in page
    ) is not is_queued
    assert ("Build it again</a>" in page) is not is_queued
    assert ("data-hx-get" in page) is is_queued


def test_the_pages_of_a_preview_are_counted_once_however_often_that_is_asked_for(
    clerk: User, sign_in: Callable[[User], Client]
) -> None:
    address = f"/meetings/{make_exempt_meeting().slug}/pack/"
    client = sign_in(clerk)

    for _ in range(3):
        page = client.post(address, {"do": "count"}).content.decode()

    assert Job.objects.count() == 1
    assert "The count stays wanted and will be made when it is back." in page


def test_a_pack_that_is_built_twice_is_issued_once(clerk: User) -> None:
    meeting = make_exempt_meeting()
    pack = make(ask(meeting, clerk), made_at=ASKED_AT)
    kept = Pack.objects.filter(pk=pack.pk).values().get()

    assert build_and_issue.call(pack.pk) == Pack.State.READY

    assert Pack.objects.filter(pk=pack.pk).values().get() == kept


@contextmanager
def worker(path: Path, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run the real worker on a database file for as long as the block lasts."""
    process = subprocess.Popen(
        [sys.executable, "manage.py", "worker", PACKS, *options, "-v", "0"],
        cwd=django_settings.BASE_DIR,
        env=surroundings(path),
        stdout=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def surroundings(path: Path) -> dict[str, str]:
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "herefordshire_cs.settings",
        "DATABASE_URL": f"sqlite:///{path}",
        "DEVELOPMENT": "1",
        "LOG_LEVEL": "ERROR",
    }


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a database file; what is changed in the block is kept."""
    with closing(sqlite3.connect(path, timeout=10)) as database, database:
        yield database


def packs_of(path: Path) -> dict[int, tuple[str, int, int]]:
    """Return the state of each pack of a file, how many parts are done and of how many."""
    with opened(path) as database:
        rows = database.execute(
            "SELECT version, state, parts_done, parts_total FROM governance_pack"
        )
        return {version: tuple(rest) for version, *rest in rows.fetchall()}


def wait_until(is_so: Callable[[], bool]) -> None:
    """Wait for something that another process does."""
    last = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        if time.monotonic() > last:
            pytest.fail("The worker did not come so far")
        time.sleep(0.02)


def half_way(path: Path) -> bool:
    """Whether the second pack is being built, some of its parts done and some not."""
    state, done, total = packs_of(path)[2]
    return state == "making" and 0 < done < total


@pytest.mark.document
def test_killing_the_worker_half_way_loses_nothing_and_the_next_builds_the_same_pack(
    clerk: User,
    settings: Any,
    tmp_path: Path,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("The database is given to the worker as a file")
    meeting = make_exempt_meeting()
    Appendix.objects.filter(kind="upload").delete()
    issue_unprinted(meeting)
    backend = "django_tasks_db.DatabaseBackend"
    settings.TASKS = {"default": {"BACKEND": backend, "QUEUES": QUEUES}}
    with django_capture_on_commit_callbacks(execute=True):
        ask(meeting, clerk, kind="correction")
    path = tmp_path / "worked.sqlite3"
    path.write_bytes(connection.connection.serialize())
    before = row_of(path, 1)

    with worker(path) as process:
        wait_until(lambda: half_way(path))
        process.send_signal(signal.SIGKILL)
        process.wait()

    assert packs_of(path)[2][0] == "making"
    assert row_of(path, 1) == before
    printed = parts_in_store(path)
    with worker(path, "--batch") as process:
        process.wait(PATIENCE_SECONDS)

    states = {version: each[0] for version, each in packs_of(path).items()}
    assert states == {1: "ready", 2: "ready"}
    assert row_of(path, 1) == before
    assert printed
    assert printed <= parts_in_store(path)  # what was printed was not printed anew


def row_of(path: Path, version: int) -> tuple[Any, ...]:
    """Return all that is kept of a pack."""
    with opened(path) as database:
        rows = database.execute("SELECT * FROM governance_pack WHERE version = ?", [version])
        return tuple(rows.fetchone())


def parts_in_store(path: Path) -> set[tuple[Any, ...]]:
    """Return the parts in store with the instants at which they were printed."""
    with opened(path) as database:
        rows = database.execute("SELECT contents_hash, made_at FROM governance_packpart")
        return set(rows.fetchall())


def test_what_was_printed_for_a_pack_that_failed_is_in_store_for_the_next(clerk: User) -> None:
    meeting = make_exempt_meeting()
    pack = ask(meeting, clerk)
    render = printing.render

    def jam(template: str, *args: Any, **fields: Any) -> Any:
        if "notice" in template:
            raise OSError("The printer jammed")
        return render(template, *args, **fields)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(printing, "render", jam)
        with pytest.raises(PartFailed) as failed:
            make(pack, made_at=ASKED_AT)
    assert str(failed.value.__cause__) == "The printer jammed"

    assert PackPart.objects.count() == 5
