"""One way to make a list: its columns said once, for the screen, for files and for print.

A list is a ``ListTable`` over plain records that presenters made. What its reader asks for in the
address is checked by the form of ``list_form``, or of a ``ListFilter`` where the list is narrowed
too. It is answered by ``answer_list`` as a page, or as the part of it that a script asks for, and
by ``sent_list`` as a file.
"""

from herefordshire_cs.lib.lists.answers import answer_list
from herefordshire_cs.lib.lists.asked import Asked
from herefordshire_cs.lib.lists.columns import Column, RatingColumn, quiet
from herefordshire_cs.lib.lists.filtering import DayFilter, ListFilter, list_form, words_of
from herefordshire_cs.lib.lists.listing import Group, ListTable
from herefordshire_cs.lib.lists.sheets import sent_list

__all__ = [
    "Asked",
    "Column",
    "DayFilter",
    "Group",
    "ListFilter",
    "ListTable",
    "RatingColumn",
    "answer_list",
    "list_form",
    "quiet",
    "sent_list",
    "words_of",
]
