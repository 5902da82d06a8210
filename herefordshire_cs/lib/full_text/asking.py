"""The condition that a row says some words, for a query."""

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Lookup
from django.db.models.expressions import Col
from django.db.models.sql.compiler import SQLCompiler

from herefordshire_cs.lib.full_text.statements import COLUMN, CONFIGURATION, index_of
from herefordshire_cs.lib.full_text.typed import Piece, pieces_of


class Says(Lookup):
    """Whether a row says all that was typed; of a model whose migrations gave it a full text.

    Nobody says what was typed without a letter or a digit.
    """

    prepare_rhs = False

    def __init__(self, typed: str) -> None:
        super().__init__(F("pk"), typed)
        self.pieces = pieces_of(typed)

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_context: Any
    ) -> tuple[str, tuple[str, ...]]:
        """Return the condition for FTS5: the row's key is among those of the index."""
        key = self._key()
        column, _none = compiler.compile(key)
        table = compiler.quote_name(index_of(key.target.model._meta.db_table))
        asked = " AND ".join(map(_in_fts5, self.pieces))
        return f"{column} IN (SELECT rowid FROM {table} WHERE {table} MATCH %s)", (asked,)

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_context: Any
    ) -> tuple[str, tuple[str, ...]]:
        """Return the condition for the column of the index."""
        row = compiler.quote_name(self._key().alias)
        asked = " & ".join(map(_in_tsquery, self.pieces))
        return f"{row}.\"{COLUMN}\" @@ to_tsquery('{CONFIGURATION}', %s)", (asked,)

    def _key(self) -> Col:
        if not self.pieces:
            raise EmptyResultSet
        return self.lhs


def _in_fts5(piece: Piece) -> str:
    """Return a piece as FTS5 reads it. No word holds a quotation mark: it would part two."""
    return f'"{" ".join(piece.words)}"' + "*" * piece.may_go_on


def _in_tsquery(piece: Piece) -> str:
    """Return a piece as PostgreSQL reads it. No word holds an apostrophe: it would part two."""
    return " <-> ".join(f"'{word}'" for word in piece.words) + ":*" * piece.may_go_on
