"""A backup holds all there is, is judged before it is put back, and comes back whole."""

import json
import shutil
import sqlite3
import stat
import tarfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from actionplan.models import Action, Plan
from herefordshire_cs.accounts.models import User
from herefordshire_cs.management import backups, databases
from herefordshire_cs.management.backups import BackupRefusedError
from tests.actionplan.test_concurrency import connected_to

AT = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)
MINUTES = b"Minutes of the safeguarding board" * 1000


@pytest.fixture(autouse=True)
def in_use(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path
) -> Iterator[None]:
    """Stand on a database that may be copied whole: on SQLite a file of the test's own."""
    with django_db_blocker.unblock():
        if connection.vendor != "sqlite":
            yield
            return
        path = tmp_path / "in-use.sqlite3"
        connection.ensure_connection()
        with closing(sqlite3.connect(path)) as copy:
            connection.connection.backup(copy)
        with connected_to(str(path)):
            yield


@pytest.fixture
def stored(tmp_path: Path) -> Any:
    """Give a folder of its own to stored files, with one in it."""
    with override_settings(MEDIA_ROOT=tmp_path / "uploads"):
        default_storage.save("evidence/minutes.pdf", ContentFile(MINUTES))
        yield tmp_path / "uploads"


@pytest.fixture
def backup(stored: Path, tmp_path: Path) -> Path:
    return backups.make_backup(tmp_path / "kept", at=AT)


def changed(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """Write a backup again with its parts changed."""
    with tarfile.open(path) as archive:
        parts = {
            member.name: file.read()
            for member in archive
            if (file := archive.extractfile(member)) is not None
        }
    change(parts)
    with tarfile.open(path, "w") as archive:
        for name, content in parts.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, BytesIO(content))
    return path


def with_contents(**changes: Any) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        parts[backups.CONTENTS] = json.dumps(
            json.loads(parts[backups.CONTENTS]) | changes
        ).encode()

    return change


def test_a_backup_holds_every_row_and_file_and_nobody_else_may_read_it(backup: Path) -> None:
    contents = backups.judge_backup(backup)

    assert contents.rows == databases.rows_by_table(connection)
    assert contents.rows[Action._meta.db_table] > 200
    assert list(contents.files) == ["evidence/minutes.pdf"]
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert [path.name for path in backup.parent.iterdir()] == [backup.name]


def test_it_comes_back_into_an_empty_database_and_an_empty_store(
    backup: Path, stored: Path, tmp_path: Path
) -> None:
    shutil.rmtree(stored)

    with databases.rehearsal_of(connection, tmp_path) as other:
        contents = backups.restore(backup, other)
        plans = set(Plan.objects.using(other.alias).values_list("slug", flat=True))
        assert databases.rows_by_table(other) == contents.rows

    assert plans == set(Plan.objects.values_list("slug", flat=True)) != set()
    with default_storage.open("evidence/minutes.pdf") as file:
        assert file.read() == MINUTES


def test_what_was_there_is_replaced_whole(backup: Path, tmp_path: Path) -> None:
    with databases.rehearsal_of(connection, tmp_path) as other:
        backups.restore(backup, other)
        User.objects.using(other.alias).create(email="later@council.example")
        with other.cursor() as cursor:
            cursor.execute("CREATE TABLE of_a_later_release (name varchar(9))")

        contents = backups.restore(backup, other)

        assert databases.rows_by_table(other) == contents.rows


def test_a_rehearsal_leaves_nothing_behind(backup: Path) -> None:
    said = StringIO()
    call_command("rehearse_restore", backup.parent, stdout=said)

    assert f"The latest is {backup}." in said.getvalue()
    assert "All came back, every hash the same" in said.getvalue()
    assert "1 files" in said.getvalue()
    assert [path.name for path in backup.parent.iterdir()] == [backup.name]


def test_a_folder_without_a_backup_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no backup in"):
        call_command("rehearse_restore", tmp_path)


def test_a_row_whose_file_lacks_is_found_by_a_rehearsal(
    stored: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = iter([("evidence version 1", "evidence/gone.pdf")])
    monkeypatch.setattr(backups, "named_files", lambda alias: named)

    with pytest.raises(BackupRefusedError, match=r"1 names the file evidence/gone\.pdf, which"):
        backups.rehearse(backups.make_backup(tmp_path / "kept", at=AT))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda parts: parts.update({"files/evidence/minutes.pdf": b"x"}), "is damaged"),
        (lambda parts: parts.pop("files/evidence/minutes.pdf"), "lacks in the backup"),
        (lambda parts: parts.pop(backups.CONTENTS), "cannot be read as a backup"),
        (with_contents(unknown=1), "cannot be read as a backup"),
        (with_contents(engine="oracle"), "It is a backup of oracle, and this is"),
        (
            with_contents(version="2027.01", migrations=["actionplan.0999_later"]),
            "The backup is of version 2027.01: it has had actionplan.0999_later",
        ),
    ],
    ids=["damaged", "a file lacks", "no contents", "odd contents", "another engine", "newer"],
)
def test_what_is_not_whole_or_not_fit_is_refused_and_nothing_is_touched(
    change: Callable[[dict[str, bytes]], None], words: str, backup: Path
) -> None:
    before = databases.rows_by_table(connection)

    with pytest.raises(BackupRefusedError, match=words):
        backups.restore(changed(backup, change), connection)

    assert databases.rows_by_table(connection) == before


def test_a_damaged_database_is_refused_and_what_was_there_stays(backup: Path) -> None:
    before = databases.rows_by_table(connection)
    damaged = changed(backup, lambda parts: parts.update({backups.DATABASE: b"no database" * 99}))

    with pytest.raises(BackupRefusedError, match="The database was left as it was"):
        backups.restore(damaged, connection)

    assert databases.rows_by_table(connection) == before


def test_a_full_disk_leaves_nothing_that_looks_like_a_backup(
    stored: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(databases, "copy_into", full)

    with pytest.raises(BackupRefusedError, match="No space left on device"):
        backups.make_backup(tmp_path / "kept", at=AT)

    assert list((tmp_path / "kept").iterdir()) == []


def test_no_database_in_use_is_replaced_unasked(backup: Path) -> None:
    with pytest.raises(CommandError, match=r"This database holds .*2 plans.*--replace"):
        call_command("restore", backup)


def test_an_upgrade_never_goes_back(backup: Path) -> None:
    MigrationRecorder(connection).record_applied("governance", "0999_later")

    try:
        with pytest.raises(CommandError, match="A newer release has upgraded this database"):
            call_command("upgrade", into=backup.parent)
    finally:
        MigrationRecorder(connection).record_unapplied("governance", "0999_later")


def test_so_many_of_the_latest_are_kept(stored: Path, tmp_path: Path) -> None:
    for day in (1, 2, 3):
        backups.make_backup(tmp_path / "kept", at=AT.replace(month=1, day=day))

    call_command("backup", into=tmp_path / "kept", keep=2, stdout=StringIO())

    names = sorted(path.name for path in (tmp_path / "kept").iterdir())
    assert len(names) == 2
    assert names[0] == "backup-20260103T020000Z.tar"
