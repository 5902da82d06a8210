"""What a database lacks of the tables that the models need, and how it is added.

Migrations that were applied are not applied again. A database in which an earlier form of one was
applied therefore lacks what was written into it later, and nothing says so.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from herefordshire_cs.management.migrated import models_of_this_project


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacking:
    """A table that a database lacks, or a column of one where ``field`` is given."""

    model: type[models.Model]
    field: models.Field | None = None

    def __str__(self) -> str:
        table = self.model._meta.db_table
        return f"the column {self.field.column} of {table}" if self.field else f"the table {table}"


def lacking(connection: BaseDatabaseWrapper) -> Iterator[Lacking]:
    """Yield each table and column that the models need and the database lacks."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for model in models_of_this_project():
            if model._meta.db_table not in tables:
                yield Lacking(model=model)
                continue
            columns = names_of_columns(cursor, connection, model._meta.db_table)
            for field in model._meta.local_concrete_fields:
                if field.column not in columns:
                    yield Lacking(model=model, field=field)


def names_of_columns(cursor: Any, connection: BaseDatabaseWrapper, table: str) -> set[str]:
    """Return the columns of a table by name; what else Django tells of them takes it long."""
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)} LIMIT 0")
    return {column[0] for column in cursor.description}


def add(what: Lacking, connection: BaseDatabaseWrapper) -> None:
    """Make what is lacking; the rows that there are get the field's default.

    Raises ValueError for a column that may not be empty and has no default.
    """
    field = what.field
    if field is not None and not (
        field.null or field.has_default() or field.empty_strings_allowed
    ):
        raise ValueError(f"{what} may not be empty, and nothing says what its rows are to hold")
    with connection.schema_editor() as editor:
        if field is None:
            editor.create_model(what.model)
        else:
            editor.add_field(what.model, field)
