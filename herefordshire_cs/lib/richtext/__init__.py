"""What an author writes, as paragraphs: pasted from Word, set in an editor, or typed plainly.

A paragraph is a lead with the lists and tables that follow it. It is kept as plain words, which
are searched and compared, and as clean markup where words alone do not say it all.
"""

from herefordshire_cs.lib.richtext.bounds import Unreadable, is_too_deep, words_alone
from herefordshire_cs.lib.richtext.paragraphs import Written, as_html, clean
from herefordshire_cs.lib.richtext.pasted import Reading, from_html, read_html
from herefordshire_cs.lib.richtext.typed import as_text, from_text, load, same_words

__all__ = [
    "Reading",
    "Unreadable",
    "Written",
    "as_html",
    "as_text",
    "clean",
    "from_html",
    "from_text",
    "is_too_deep",
    "load",
    "read_html",
    "same_words",
    "words_alone",
]
