"""A database of an earlier release comes up to date with all that it held.

A migration that landed is never edited: a database that it made would lack what was changed, while
``migrate`` says that all is well.
"""

import gzip
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.test import Client
from pytest_django import DjangoDbBlocker

from actionplan.models import Action, ProgressUpdate
from governance.models import Committee, Meeting, Minute, Pack
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib.full_text import Says
from indicators.models import Outturn
from tests.actionplan.test_concurrency import connected_to
from tests.loaded import made_once

HERE = Path(__file__).parent
ROOT = Path(django_settings.BASE_DIR)
LANDED = HERE / "landed_migrations.txt"
# Django writes a condition after its name, and the next constraint or the end after it.
CHECK = re.compile(r'CONSTRAINT "(\w+)" (CHECK .+?)(?=, CONSTRAINT |, "\w+" \w|\)$)')
RELEASES = sorted(HERE.glob("of-*.sqlite3.gz"))

only_sqlite = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="the databases kept are SQLite's"
)


@dataclass(frozen=True, kw_only=True)
class Upgrade:
    """The file of a database that was brought up to date, and the tables it had before."""

    path: Path
    tables_before: list[str]


@pytest.fixture(
    scope="module", params=RELEASES, ids=lambda path: path.name.removesuffix(".sqlite3.gz")
)
def upgrade(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Upgrade:
    """Bring the database of an earlier release up to date, once for all tests and processes."""
    released = gzip.decompress(request.param.read_bytes())
    before = tmp_path_factory.mktemp("released") / "released.sqlite3"
    before.write_bytes(released)

    def bring_up_to_date(path: Path) -> None:
        path.write_bytes(released)
        with connected_to(str(path)):
            call_command(
                "upgrade", database_only=True, into=before.parent / "kept", stdout=StringIO()
            )

    with django_db_blocker.unblock():
        with connected_to(str(before)):
            tables = connection.introspection.table_names()
        name = f"upgraded-{hashlib.sha256(released).hexdigest()[:8]}"
        return Upgrade(path=made_once(name, bring_up_to_date), tables_before=tables)


@pytest.fixture
def upgraded(
    upgrade: Upgrade, tmp_path: Path, django_db_blocker: DjangoDbBlocker
) -> Iterator[Upgrade]:
    """Stand this thread on a copy of the database that was brought up to date."""
    path = tmp_path / "upgraded.sqlite3"
    path.write_bytes(upgrade.path.read_bytes())
    with django_db_blocker.unblock(), connected_to(str(path)):
        yield upgrade


@only_sqlite
def test_an_earlier_database_comes_up_to_date_with_all_that_it_held(upgraded: Upgrade) -> None:
    assert Action.objects.get(Says("medlar")).reference == "1.1"
    assert ProgressUpdate.objects.get(Says("planted")).narrative == "Two medlars were planted"
    assert str(Outturn.objects.get().value) == "12.5000"
    assert Minute.objects.get(Says("quinces")).number == 1
    assert Pack.objects.open_to_public().count() == 1
    assert set(Meeting.objects.open_to_public().values_list("committee__slug", flat=True)) == {
        "scrutiny"
    }
    assert not Committee.objects.get(slug="board").is_open_to_public


@only_sqlite
def test_the_pages_of_an_earlier_database_open(upgraded: Upgrade, settings: Any) -> None:
    settings.DEMONSTRATION_DATE = date(2020, 6, 1)
    client = Client()
    client.force_login(
        User.objects.get(email="officer@council.example"),
        "herefordshire_cs.accounts.backends.EmailBackend",
    )
    pages = [
        *("/", "/plans/plan-of-before/", "/plans/plan-of-before/actions/1.1/", "/indicators/"),
        *("/meetings/", "/meetings/scrutiny-2020-02-01/", "/papers/", "/resolutions/"),
    ]

    assert {page: client.get(page).status_code for page in pages} == dict.fromkeys(pages, 200)


@only_sqlite
def test_a_database_that_an_edited_migration_left_behind_is_told_so_and_repaired(
    upgraded: Upgrade,
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE governance_meeting DROP COLUMN short_notice_reason")
        cursor.execute("DROP TABLE indicators_commentary")

    with pytest.raises(CommandError, match="the table indicators_commentary") as told:
        call_command("migrate", verbosity=0)
    assert "the column short_notice_reason of governance_meeting" in str(told.value)
    assert "python manage.py repair_database" in str(told.value)

    said = StringIO()
    call_command("repair_database", stdout=said)
    assert "Added the column short_notice_reason of governance_meeting." in said.getvalue()
    call_command("migrate", verbosity=0)
    assert {row.short_notice_reason for row in Meeting.objects.all()} == {""}


def what_is_there() -> set[tuple[Any, ...]]:
    """Return the columns, indexes, constraints and triggers of a database, and who may what.

    The order of columns is left out: what was added later stands last.
    """
    with connection.cursor() as cursor:
        found: set[tuple[Any, ...]] = set()
        made = dict(cursor.execute("SELECT name, sql FROM sqlite_master").fetchall())
        tables = connection.introspection.table_names(cursor)
        for table in tables:
            columns = cursor.execute(f'PRAGMA table_info("{table}")').fetchall()
            keys = cursor.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()
            indexes = cursor.execute(f'PRAGMA index_list("{table}")').fetchall()
            found |= {("column", table, *column[1:]) for column in columns}
            found |= {("key", table, *key[2:]) for key in keys}
            for _order, name, is_unique, *_rest in indexes:
                of = cursor.execute(f'PRAGMA index_info("{name}")').fetchall()
                names = tuple(column for *_places, column in of)
                found.add(("index", table, is_unique, made.get(name) or names))
            found |= {("check", table, *check) for check in CHECK.findall(made[table])}
        found |= {("trigger", sql) for sql in made.values() if sql and "CREATE TRIGGER" in sql}
    may = Group.objects.values_list("name", "permissions__content_type__app_label")
    return found | {("may", *row) for row in may.values_list("name", "permissions__codename")}


@only_sqlite
def test_an_earlier_database_becomes_what_a_new_one_is(
    db: None, upgrade: Upgrade, tmp_path: Path, django_db_blocker: DjangoDbBlocker
) -> None:
    new = what_is_there()
    path = tmp_path / "upgraded.sqlite3"
    path.write_bytes(upgrade.path.read_bytes())
    with django_db_blocker.unblock(), connected_to(str(path)):
        upgraded = what_is_there()

    assert (upgraded - new, new - upgraded) == (set(), set())


def test_what_a_new_database_is_made_by_says_the_same_of_the_models_as_all_that_came_before() -> (
    None
):
    squashed = MigrationLoader(None).project_state()
    one_by_one = MigrationLoader(None, replace_migrations=False).project_state()

    assert told_of(squashed) == told_of(one_by_one)


def told_of(state: ProjectState) -> dict[Any, Any]:
    """Return what a state says of each of its models, in words that can be compared."""
    return {
        key: (
            {name: field.deconstruct()[1:] for name, field in model.fields.items()},
            model.options,
            model.bases,
        )
        for key, model in state.models.items()
    }


@only_sqlite
def test_no_address_that_an_earlier_release_kept_of_wrong_passwords_is_left(
    upgraded: Upgrade,
) -> None:
    def of_axes(tables: list[str]) -> list[str]:
        return [table for table in tables if table.startswith("axes_")]

    assert "axes_accessattempt" in of_axes(upgraded.tables_before)
    assert of_axes(connection.introspection.table_names()) == []
    assert not ContentType.objects.filter(app_label="axes").exists()


def landed() -> dict[str, str]:
    """Return the hash of each migration that landed, by its path."""
    lines = LANDED.read_text(encoding="utf-8").splitlines()
    return {path: digest for digest, path in (line.split("  ") for line in lines)}


def migrations_here() -> dict[str, str]:
    """Return the hash of each migration that is here, by its path."""
    paths = [
        path
        for app in ("actionplan", "indicators", "governance", "herefordshire_cs")
        for path in ROOT.glob(f"{app}/**/migrations/[0-9]*.py")
    ]
    return {
        str(path.relative_to(ROOT)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(paths)
    }


def test_no_migration_that_landed_is_edited_or_gone() -> None:
    here = migrations_here()
    changed = [path for path, digest in landed().items() if here.get(path) != digest]

    assert changed == [], "write a new migration instead"


def test_every_migration_is_on_the_list_of_those_that_landed() -> None:
    new = migrations_here().keys() - landed().keys()

    assert not new, "run scripts/list-migrations, which adds them; never change a line of the list"
