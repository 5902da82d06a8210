"""A database that was filled before it had an index of words is indexed, and put back.

What migrates cannot be rolled back with a test, so each has a copy of the test database.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.models import Model
from pytest_django import DjangoDbBlocker

from actionplan.models import Officer
from governance.models import Minute
from herefordshire_cs.lib.full_text import AddFullText, RemoveFullText, Says
from indicators.models import Indicator
from tests.actionplan.test_concurrency import connected_to, copy_of_the_database


@pytest.fixture
def db(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[str]:
    """Stand this thread on a copy of the test database; the tests of this module only."""
    with (
        django_db_blocker.unblock(),
        copy_of_the_database(tmp_path) as name,
        connected_to(name),
    ):
        yield name


@pytest.mark.parametrize(
    ("app", "migration", "model", "words"),
    [
        ("actionplan", "0003_full_text", Officer, {"post": "Grower of medlars"}),
        ("indicators", "0003_full_text", Indicator, {"definition": "Medlars grown"}),
        ("governance", "0006_full_text", Minute, {"points": ["a point", "on medlars"]}),
    ],
)
def test_what_was_written_before_the_index_is_found_after_it(
    app: str, migration: str, model: type[Model], words: dict[str, object], db: str
) -> None:
    loader = MigrationLoader(connections["default"], replace_migrations=False)
    step = loader.get_migration(app, migration)
    before = loader.project_state([name for name in step.dependencies if name[0] == app])
    with connections["default"].schema_editor() as editor:
        step.unapply(before.clone(), editor)
    # A later migration may have indexed others of the app; those stay.
    indexed = [f"{app}_{each.model_name.lower()}" for each in step.operations]
    assert model._meta.db_table in indexed
    assert not [name for table in indexed for name in names_of(table) if "full_text" in name]
    first, *_rest = model._default_manager.order_by("pk")
    model._default_manager.filter(pk=first.pk).update(**words)

    with connections["default"].schema_editor() as editor:
        step.apply(before.clone(), editor)

    assert model._default_manager.get(Says("medlar")) == first


def test_an_index_that_is_made_anew_knows_what_was_written_without_it(db: str) -> None:
    """As a migration does that alters the table."""
    state = MigrationLoader(connections["default"]).project_state()
    made_of = ("Officer", "initials", "name", "post")
    remove, add = RemoveFullText(*made_of), AddFullText(*made_of)
    with connections["default"].schema_editor() as editor:
        remove.database_forwards("actionplan", editor, state, state)
    row = Officer.objects.create(initials="QQ", post="Grower of medlars")

    with connections["default"].schema_editor() as editor:
        add.database_forwards("actionplan", editor, state, state)

    assert Officer.objects.get(Says("medlar")) == row


def test_a_database_that_was_emptied_finds_what_is_written_then(db: str) -> None:
    call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)
    assert not Officer.objects.filter(Says("manager")).exists()

    row = Officer.objects.create(initials="QQ", post="Manager")

    assert Officer.objects.get(Says("manager")) == row


def names_of(table: str) -> list[str]:
    """Return the names of a table, of what is named after it, and of their columns."""
    introspection = connections["default"].introspection
    with connections["default"].cursor() as cursor:
        tables = [name for name in introspection.table_names(cursor) if name.startswith(table)]
        described = [introspection.get_table_description(cursor, table) for table in tables]
    return [*tables, *(column.name for columns in described for column in columns)]
