"""A backup: one file with the database and every stored file; judged, and put back.

It is a tar archive: ``database`` as the database's own means copy it, ``files/…`` as they
are stored, and ``contents.json``, which says what must be in it,
with a hash of each file.
"""

import hashlib
import json
import os
import shutil
import tarfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

from django.apps import apps
from django.core.files import File
from django.core.files.storage import Storage, default_storage
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder

from actionplan.models import Plan
from governance.models import Meeting
from herefordshire_cs import __version__
from herefordshire_cs.accounts.models import User
from herefordshire_cs.management import databases, migrated
from indicators.models import Indicator

CONTENTS = "contents.json"
DATABASE = "database"
FILES = "files/"
BLOCK = 1 << 20  # bytes read at once


class BackupRefusedError(Exception):
    """Why a backup is not made, or not put back; its words are for whoever keeps the machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a backup holds: ``rows`` by table, ``files`` as SHA-256 by name."""

    made_at: str
    version: str
    engine: str
    migrations: list[str]
    rows: dict[str, int]
    files: dict[str, str]

    @property
    def in_words(self) -> str:
        """Return how much it is."""
        tables = f"{sum(self.rows.values()):,} rows in {len(self.rows)} tables"
        return f"{tables}, {len(self.files):,} files, of {self.made_at}, version {self.version}"


def make_backup(folder: Path, *, at: datetime) -> Path:
    """Write a backup into a folder, which nobody else may read, and return its file.

    Raises:
        BackupRefusedError: It cannot be written; nothing that looks like a backup is left.
    """
    connection = connections["default"]
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"backup-{at:%Y%m%dT%H%M%SZ}.tar"
    if path.exists():
        raise BackupRefusedError(f"{path} is there already")
    partial = path.with_suffix(".part")
    try:
        with TemporaryDirectory(dir=folder) as name, _opened_for_us_alone(partial) as file:
            _write(file, Path(name) / DATABASE, connection, at)
        partial.rename(path)
    except (OSError, databases.DatabaseRefusedError) as error:
        raise BackupRefusedError(f"The backup could not be written. {error}") from error
    finally:
        partial.unlink(missing_ok=True)
    return path


def read_contents(path: Path) -> Contents:
    """Return what a backup says that it holds.

    Raises:
        BackupRefusedError: The file is not there, or is no backup of this product.
    """
    try:
        with tarfile.open(path, "r:") as archive:
            return Contents(**json.loads(_opened(archive, CONTENTS).read()))
    except (OSError, KeyError, TypeError, ValueError, tarfile.TarError) as error:
        raise BackupRefusedError(f"{path} cannot be read as a backup: {error}") from error


def judge_backup(path: Path) -> Contents:
    """Read a backup through, and return what it holds if that is whole and fit for this release.

    Raises:
        BackupRefusedError: Something is damaged or lacks, or a newer release has made it.
    """
    contents = read_contents(path)
    engine = connections["default"].vendor
    if contents.engine != engine:
        raise BackupRefusedError(f"It is a backup of {contents.engine}, and this is {engine}")
    _refuse_newer(contents.migrations, f"The backup is of version {contents.version}")
    found = {}
    with tarfile.open(path, "r:") as archive:
        for member in archive:
            if member.isfile() and member.name.startswith(FILES):
                found[member.name.removeprefix(FILES)] = _hash(_opened(archive, member.name))
    for name, wanted in contents.files.items():
        if found.get(name) != wanted:
            state = "is damaged" if name in found else "lacks"
            raise BackupRefusedError(f"The file {name} {state} in the backup")
    return contents


def restore(path: Path, connection: BaseDatabaseWrapper) -> Contents:
    """Make a database and the stored files what a backup holds; return that.

    The database is put back whole or not at all. Files that the backup does not name stay.

    Raises:
        BackupRefusedError: It is not whole, or could not be put back.
    """
    contents = judge_backup(path)
    with TemporaryDirectory(dir=path.parent) as name, tarfile.open(path, "r:") as archive:
        # Files first: a row whose file is not there is worse than a file without a row.
        for file in contents.files:
            _put_file_back(default_storage, file, contents.files[file], archive)
        _put_database_back(archive, Path(name) / DATABASE, connection, contents)
    return contents


def rehearse(path: Path) -> Contents:
    """Put a backup back into a database that lives only as long, and see that all is there.

    Raises:
        BackupRefusedError: A row or a file lacks, or it could not be put back.
    """
    contents = judge_backup(path)
    with (
        TemporaryDirectory(dir=path.parent) as name,
        databases.rehearsal_of(connections["default"], Path(name)) as connection,
        tarfile.open(path, "r:") as archive,
    ):
        _put_database_back(archive, Path(name) / DATABASE, connection, contents)
        for where, file in named_files(connection.alias):
            if file not in contents.files:
                raise BackupRefusedError(f"{where} names the file {file}, which lacks")
    return contents


def named_files(alias: str) -> Iterator[tuple[str, str]]:
    """Yield each row of a database that names a stored file, in words, and the file's name."""
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, models.FileField):
                rows = model._base_manager.using(alias).exclude(**{field.name: ""})
                for key, file in rows.values_list("pk", field.name):
                    yield f"{model._meta.verbose_name} {key}", file


def work_in(connection: BaseDatabaseWrapper) -> dict[str, int]:
    """Return how much of people's work a database holds, in words; empty where it holds none."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
    counted = {
        str(model._meta.verbose_name_plural): model._base_manager.using(connection.alias).count()
        for model in (User, Plan, Indicator, Meeting)
        if model._meta.db_table in tables
    }
    return {words: count for words, count in counted.items() if count}


def refuse_a_newer_database(connection: BaseDatabaseWrapper) -> None:
    """See that this code knows every migration that the database has had.

    Raises:
        BackupRefusedError: A newer release has upgraded it.
    """
    applied = [".".join(key) for key in MigrationRecorder(connection).applied_migrations()]
    _refuse_newer(applied, "A newer release has upgraded this database")


def _refuse_newer(applied: list[str], words: str) -> None:
    if unknown := migrated.unknown(applied):
        raise BackupRefusedError(
            f"{words}: it has had {', '.join(unknown[:3])}, which this one ({__version__}) does"
            " not know. Install that release, or put back the backup of before the upgrade."
        )


def _write(file: IO[bytes], copy: Path, connection: BaseDatabaseWrapper, at: datetime) -> None:
    applied = MigrationRecorder(connection).applied_migrations()
    rows = databases.copy_into(copy, connection)
    with tarfile.open(fileobj=file, mode="w") as archive:
        archive.add(copy, DATABASE)
        copy.unlink()
        hashes = {}
        for name in stored_files(default_storage):
            hashes[name] = _add_stored(archive, default_storage, name, copy)
        contents = Contents(
            made_at=at.isoformat(timespec="seconds"),
            version=__version__,
            engine=connection.vendor,
            migrations=sorted(".".join(key) for key in applied),
            rows=rows,
            files=hashes,
        )
        copy.write_text(json.dumps(asdict(contents), indent=1), encoding="utf-8")
        archive.add(copy, CONTENTS)
    file.flush()
    os.fsync(file.fileno())


def stored_files(storage: Storage, folder: str = "") -> Iterator[str]:
    """Yield the name of each file of a storage, those of its folders too."""
    try:
        folders, names = storage.listdir(folder)
    except FileNotFoundError:
        return  # nothing was ever stored
    for name in sorted(names):
        yield f"{folder}{name}"
    for name in sorted(filter(None, folders)):
        yield from stored_files(storage, f"{folder}{name}/")


def _add_stored(archive: tarfile.TarFile, storage: Storage, name: str, copy: Path) -> str:
    """Add a stored file by a copy on this machine, whose size is known; return its SHA-256."""
    with storage.open(name) as stored, copy.open("wb") as local:
        shutil.copyfileobj(stored, local, BLOCK)
    archive.add(copy, f"{FILES}{name}")
    with copy.open("rb") as local:
        return _hash(local)


def _put_file_back(storage: Storage, name: str, wanted: str, archive: tarfile.TarFile) -> None:
    if storage.exists(name):
        with storage.open(name) as stored:
            if _hash(stored) == wanted:
                return
        storage.delete(name)
    storage.save(name, File(_opened(archive, f"{FILES}{name}")))


def _put_database_back(
    archive: tarfile.TarFile, copy: Path, connection: BaseDatabaseWrapper, contents: Contents
) -> None:
    with copy.open("wb") as local:
        shutil.copyfileobj(_opened(archive, DATABASE), local, BLOCK)
    try:
        databases.put_back(copy, connection)
    except databases.DatabaseRefusedError as error:
        raise BackupRefusedError(f"The database was left as it was. {error}") from error
    rows = databases.rows_by_table(connection)
    if rows != contents.rows:
        table = next(name for name in contents.rows if rows.get(name) != contents.rows[name])
        raise BackupRefusedError(
            f"{table} has {rows.get(table)} rows and should have {contents.rows[table]}"
        )


def _opened(archive: tarfile.TarFile, name: str) -> IO[bytes]:
    file = archive.extractfile(name)
    if file is None:
        raise KeyError(name)
    return file


def _hash(file: Any) -> str:
    found = hashlib.sha256()
    for block in iter(lambda: file.read(BLOCK), b""):
        found.update(block)
    return found.hexdigest()


def _opened_for_us_alone(path: Path) -> IO[bytes]:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
