"""Full-text search: words found by an index that the database keeps itself.

A migration gives a table its index (``AddFullText``), a query asks for it (``Says``). What a word
is, and which are looked for, is said once for both databases (``typed``).
"""

from herefordshire_cs.lib.full_text.asking import Says
from herefordshire_cs.lib.full_text.indexing import AddFullText, RemoveFullText
from herefordshire_cs.lib.full_text.showing import excerpt, held, marked_pieces
from herefordshire_cs.lib.full_text.statements import JsonStrings

__all__ = [
    "AddFullText",
    "JsonStrings",
    "RemoveFullText",
    "Says",
    "excerpt",
    "held",
    "marked_pieces",
]
