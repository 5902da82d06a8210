"""What is sent to each database to make the index of a table and to take it away.

SQLite: an FTS5 table beside the table, kept by triggers. PostgreSQL: a generated column with a GIN
index. Either is right for any row, however it was written, within its own transaction.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from herefordshire_cs.lib.full_text.typed import ACCENTED, PARTING

COLUMN = "full_text"
CONFIGURATION = "pg_catalog.simple"
# Accents are left away as ``typed.plain`` does; letters and digits are words, and nothing else.
TOKENIZER = "unicode61 remove_diacritics 2 categories ''L* Nd''"
# Characters of one row; the rest is not searched. PostgreSQL holds a megabyte of words in a row.
INDEXED_AT_MOST = 250_000
TRIGGERS = ("insert", "update", "delete")
ENTITIES = ("amp", "lt", "gt", "quot", "nbsp")


def index_of(table: str) -> str:
    """Return the name of the index of a table; on SQLite it is a table too."""
    return f"{table}_full_text"


def trigger_of(table: str, event: str) -> str:
    """Return the name of the trigger that keeps SQLite's index of a table."""
    return f"{table}_full_text_{event}"


@dataclass(frozen=True, slots=True)
class JsonStrings:
    """The strings in a column of JSON, without the names of its parts.

    Those under the name ``markup`` are clean HTML, of which only the words count.
    """

    column: str
    markup: str = ""

    def sql(self, vendor: str, row: str) -> str:
        """Return them as one text; ``row`` stands before the column."""
        column = f'{row}"{self.column}"'
        if vendor == "sqlite":
            return _strings_in_sqlite(column, self.markup)
        return _strings_in_postgresql(column, self.markup)


type Texts = Sequence[str | JsonStrings]


def adding(vendor: str, table: str, texts: Texts) -> Iterator[str]:
    """Yield what makes an index of texts, names of columns or ``JsonStrings``, and fills it."""
    return (_added_in_sqlite if vendor == "sqlite" else _added_in_postgresql)(table, texts)


def removing(vendor: str, table: str) -> Iterator[str]:
    """Yield what takes an index away."""
    return (_removed_in_sqlite if vendor == "sqlite" else _removed_in_postgresql)(table)


def _said(vendor: str, texts: Texts, row: str = "") -> str:
    """Return the text of a row as one expression."""
    said = " || ' ' || ".join(
        text.sql(vendor, row) if isinstance(text, JsonStrings) else f'{row}"{text}"'
        for text in texts
    )
    return f"substr({said}, 1, {INDEXED_AT_MOST})"


def _strings_in_sqlite(column: str, markup: str) -> str:
    # HTML is split before each tag; what follows the tag's end is words.
    parts = """json_each('[' || replace(json_quote(node.atom), '<', '","') || ']') AS part"""
    words = (
        f"(SELECT group_concat(substr(part.value, instr(part.value, '>') + 1), ' ') FROM {parts})"
    )
    for entity in ENTITIES:
        words = f"replace({words}, '&{entity};', ' ')"
    string = f"CASE node.key WHEN '{markup}' THEN {words} ELSE node.atom END"
    strings = f"SELECT group_concat({string}, ' ') FROM json_tree({column}) AS node"
    return f"coalesce(({strings} WHERE node.type = 'text'), '')"


def _strings_in_postgresql(column: str, markup: str) -> str:
    string = '@.value.type() == "string"'
    named = """strict $.** ? (@.type() == "object").keyvalue()"""
    paths = {
        f'{named} ? ({string} && @.key != "{markup}").value': r"\\.",
        'strict $.** ? (@.type() == "array")[*] ? (@.type() == "string")': r"\\.",
        f'{named} ? ({string} && @.key == "{markup}").value': (
            rf"\\.|<[^>]*>|&({'|'.join(ENTITIES)});"
        ),
    }
    # They are written as JSON, where a line end is \n; it is left away with the markup.
    return " || ' ' || ".join(
        f"regexp_replace(jsonb_path_query_array({column}, '{path}')::text, '{besides}', ' ', 'g')"
        for path, besides in paths.items()
    )


def _added_in_sqlite(table: str, texts: Texts) -> Iterator[str]:
    index = index_of(table)
    old, new = _said("sqlite", texts, "OLD."), _said("sqlite", texts, "NEW.")
    # The size of each row's text is for ranking, which nothing asks for.
    yield (
        f"CREATE VIRTUAL TABLE \"{index}\" USING fts5(said, columnsize=0, tokenize='{TOKENIZER}')"
    )
    yield (
        f'INSERT INTO "{index}" (rowid, said) SELECT "id", {_said("sqlite", texts)} FROM "{table}"'
    )
    forget = f'DELETE FROM "{index}" WHERE rowid = OLD."id";'
    keep = f'INSERT INTO "{index}" (rowid, said) VALUES (NEW."id", {new});'
    changes = f'OLD."id" IS NOT NEW."id" OR {old} IS NOT {new}'
    for event, done in zip(TRIGGERS, (keep, forget + keep, forget), strict=True):
        condition = f"WHEN {changes}" if event == "update" else ""
        yield (
            f'CREATE TRIGGER "{trigger_of(table, event)}" AFTER {event} ON "{table}" '
            f"{condition} BEGIN {done} END"
        )


def _removed_in_sqlite(table: str) -> Iterator[str]:
    for event in TRIGGERS:
        yield f'DROP TRIGGER IF EXISTS "{trigger_of(table, event)}"'
    yield f'DROP TABLE "{index_of(table)}"'


def _added_in_postgresql(table: str, texts: Texts) -> Iterator[str]:
    said = _said("postgresql", texts)
    apart = rf"regexp_replace(normalize({said}, NFD), '{ACCENTED}', '\1', 'g')"
    words = f"regexp_replace(normalize({apart}, NFC), '{PARTING}', ' ', 'g')"
    vector = f"to_tsvector('{CONFIGURATION}', {words})"
    yield (
        f'ALTER TABLE "{table}" ADD COLUMN "{COLUMN}" tsvector '
        f"GENERATED ALWAYS AS ({vector}) STORED"
    )
    yield f'CREATE INDEX "{index_of(table)}" ON "{table}" USING gin ("{COLUMN}")'


def _removed_in_postgresql(table: str) -> Iterator[str]:
    yield f'ALTER TABLE "{table}" DROP COLUMN "{COLUMN}"'
