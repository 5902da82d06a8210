"""One note to several of a lead's own Actions."""

from django import forms

from actionplan.forms.fields import NARRATIVE_LIMIT, NarrativeField
from herefordshire_cs.lib.web.personal import AsksOfPersons

MOST_CHOSEN = 200  # rows ticked on a page


class OwnUpdatesForm(AsksOfPersons):
    """The note that each of the ticked Actions is given."""

    ASKED_OF = ("note",)

    note = NarrativeField(
        limit=NARRATIVE_LIMIT,
        label="One note to each that is ticked",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Write the note, or press Nothing new"},
    )


def marks_of(chosen: list[str]) -> dict[int, int]:
    """Return the newest update that was seen, or 0, by the key of each Action that was ticked.

    What is no such mark is left out.
    """
    found = {}
    for mark in chosen[:MOST_CHOSEN]:
        words = mark.split()
        if len(words) == 2 and all(word.isascii() and word.isdecimal() for word in words):
            action, seen = (int(word[:18]) for word in words)
            found[action] = seen
    return found
