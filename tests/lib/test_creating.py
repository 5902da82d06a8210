"""One operation of a migration makes many models, whatever the order in which they refer."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState
from django.db.migrations.writer import OperationWriter
from django.db.models import ForeignKey
from pytest_django import DjangoDbBlocker

from herefordshire_cs.lib.creating import CreateModels
from tests.tools.apart import connected_to, copy_of_the_database


def creating(name: str, *, refers_to: str) -> migrations.CreateModel:
    return migrations.CreateModel(
        name=name,
        fields=[
            ("id", models.BigAutoField(primary_key=True)),
            ("other", ForeignKey(f"orchard.{refers_to}", models.CASCADE, null=True)),
            ("rows", models.ManyToManyField(f"orchard.{refers_to}", related_name="+")),
        ],
    )


TABLES = {"orchard_medlar", "orchard_quince", "orchard_medlar_rows", "orchard_quince_rows"}
IN_A_CIRCLE = CreateModels(
    [creating("Medlar", refers_to="Quince"), creating("Quince", refers_to="Medlar")]
)


def tables_here() -> set[str]:
    return TABLES & set(connection.introspection.table_names())


@pytest.fixture
def db(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[str]:
    """Stand this thread on a copy of the test database, since tables are not rolled back."""
    with (
        django_db_blocker.unblock(),
        copy_of_the_database(tmp_path) as name,
        connected_to(name),
    ):
        yield name


def test_models_that_refer_to_one_another_are_made_and_taken_away(db: str) -> None:
    before, after = ProjectState(), ProjectState()
    assert before.apps
    assert after.apps
    IN_A_CIRCLE.state_forwards("orchard", after)
    with connection.schema_editor() as editor:
        IN_A_CIRCLE.database_forwards("orchard", editor, before, after)

    assert tables_here() == TABLES
    medlar, quince = (after.apps.get_model("orchard", name) for name in ("Medlar", "Quince"))
    first = medlar.objects.create(other=quince.objects.create())
    assert list(quince.objects.filter(medlar=first)) == [first.other]

    first.delete()
    with connection.schema_editor() as editor:
        IN_A_CIRCLE.database_backwards("orchard", editor, after, before)
    assert tables_here() == set()


def test_the_operation_is_written_with_all_that_it_makes() -> None:
    written, imports = OperationWriter(IN_A_CIRCLE).serialize()

    assert "import herefordshire_cs.lib.creating" in imports
    assert written.count("migrations.CreateModel(") == 2
    assert "Medlar, Quince" in IN_A_CIRCLE.describe()
