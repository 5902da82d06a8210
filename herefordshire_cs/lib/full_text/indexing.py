"""The operations by which migrations give a model its index of words and take it away."""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation, OperationCategory
from django.db.migrations.state import ProjectState

from herefordshire_cs.lib.full_text.statements import JsonStrings, adding, removing


class AddFullText(Operation):
    """Index what the rows of a model say, and keep it indexed.

    ``texts`` are names of columns of text, or ``JsonStrings``. A migration that alters the table
    takes the index away before (``RemoveFullText``) and adds it again after: on SQLite Django
    makes such a table anew, without the triggers.
    """

    reduces_to_sql = True
    category = OperationCategory.ADDITION

    def __init__(self, model_name: str, *texts: str | JsonStrings) -> None:
        self.model_name = model_name
        self.texts = texts

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Return what the operation is made of."""
        return type(self).__name__, [self.model_name, *self.texts], {}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Leave the models as they are: they know nothing of their index."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Make the index, with the rows that there are."""
        vendor, table = schema_editor.connection.vendor, self._table(app_label, to_state)
        for statement in adding(vendor, table, self.texts):
            schema_editor.execute(statement, params=None)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Take the index away."""
        vendor, table = schema_editor.connection.vendor, self._table(app_label, to_state)
        for statement in removing(vendor, table):
            schema_editor.execute(statement, params=None)

    def describe(self) -> str:
        """Say what the operation does."""
        return f"Index what each {self.model_name} says"

    def _table(self, app_label: str, state: ProjectState) -> str:
        return state.apps.get_model(app_label, self.model_name)._meta.db_table


class RemoveFullText(AddFullText):
    """Take the index of a model away; the texts are those that it was made of."""

    category = OperationCategory.REMOVAL

    def database_forwards(self, *migrating: Any) -> None:
        """Take the index away."""
        super().database_backwards(*migrating)

    def database_backwards(self, *migrating: Any) -> None:
        """Make the index, with the rows that there are."""
        super().database_forwards(*migrating)

    def describe(self) -> str:
        """Say what the operation does."""
        return f"No longer index what each {self.model_name} says"
