"""Words within a sentence begin with a small letter, and names in them keep theirs."""

import re
from pathlib import Path

import pytest

from herefordshire_cs.lib.text.words import mid_sentence

ROOT = Path(__file__).resolve().parents[2]


def matching(pattern: str) -> list[Path]:
    """Return the files of a pattern; one that matches none was left behind by a move."""
    paths = sorted(ROOT.glob(pattern))
    assert paths, pattern
    return paths


# Templates and what makes words for pages; a key that is compared may be made small.
APPS = ("actionplan", "governance", "indicators", "herefordshire_cs/front")
SHOWN = [
    path
    for pattern in (
        "templates/**/*.html",
        *(f"{app}/{room}/**/*.py" for app in APPS for room in ("presenters", "views")),
        *("actionplan/lists/*.py", "indicators/lists/*.py"),
        *("actionplan/forms/*.py", "governance/forms/*.py", "indicators/forms/*.py"),
    )
    for path in matching(pattern)
]
MADE_SMALL = re.compile(r"\|\s*lower\b|\.lower\(\)")
# What is sorted or compared by its letters, and shown to nobody.
COMPARED = {
    "actionplan/forms/risks.py": 2,
    "actionplan/presenters/officers.py": 1,
    "indicators/presenters/indicator_list.py": 1,
    "indicators/presenters/judgement_area.py": 1,
}


@pytest.mark.parametrize(
    ("words", "within"),
    [
        ("Recommendation", "recommendation"),
        ("Due 31 May 2006, no completion recorded", "due 31 May 2006, no completion recorded"),
        ("9 March 2006", "9 March 2006"),
        ("March 2006", "March 2006"),
        ("Mar 2006", "Mar 2006"),
        ("Monday 22 May 2006", "Monday 22 May 2006"),
        ("Week of 6 March 2006", "week of 6 March 2006"),
        ("England’s figure", "England’s figure"),
        ("NI 60", "NI 60"),
        ("CYPSP theme", "CYPSP theme"),
        ("“Quoted” first", "“Quoted” first"),
        ("", ""),
    ],
)
def test_only_a_first_letter_becomes_small_and_never_that_of_a_name(
    words: str, within: str
) -> None:
    assert mid_sentence(words) == within


def test_no_words_that_are_shown_lose_the_capitals_of_the_names_in_them() -> None:
    found = {
        str(path.relative_to(ROOT)): len(MADE_SMALL.findall(path.read_text(encoding="utf-8")))
        for path in SHOWN
    }

    assert len(found) > 200
    assert {name: count for name, count in found.items() if count} == COMPARED
