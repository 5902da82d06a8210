"""One way to make a list: its columns said once, for the screen, for files and for print.

A list is a ``ListTable`` over plain records that presenters made. What its reader asks for in the
address is checked by the form of ``list_form``, or of a ``ListFilter`` where the list is narrowed
too. It is answered as a page, as the part of it that a script asks for, or as a file: by
``answer_table`` where all of it is there, by ``answer_rows`` where a queryset finds it, and by
``answer_list`` and ``sent_list`` where there is more to it.
"""

from herefordshire_cs.lib.lists.answers import answer_list, answer_rows, answer_table
from herefordshire_cs.lib.lists.asked import Asked
from herefordshire_cs.lib.lists.columns import Column, RatedWord, RatingColumn, figure_cell, quiet
from herefordshire_cs.lib.lists.filtering import (
    DayFilter,
    ListFilter,
    list_fields,
    list_form,
    words_of,
)
from herefordshire_cs.lib.lists.listing import Group, ListTable
from herefordshire_cs.lib.lists.sheets import sent_list

__all__ = [
    "Asked",
    "Column",
    "DayFilter",
    "Group",
    "ListFilter",
    "ListTable",
    "RatedWord",
    "RatingColumn",
    "answer_list",
    "answer_rows",
    "answer_table",
    "figure_cell",
    "list_fields",
    "list_form",
    "quiet",
    "sent_list",
    "words_of",
]
