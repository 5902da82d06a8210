"""Where something was read is told with the name that people give the paper."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from governance.sources import PAPERS, source_in_words

FOLDER = Path(settings.BASE_DIR) / "fixtures" / "governance"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("minutes-2006-03-13: minute 27 c)", "Minutes of 13 March 2006, minute 27 c)"),
        ("jar-action-plan", "JAR Performance Improvement Action Plan"),
        ("A clerk's note: of May", "A clerk's note: of May"),
        ("", ""),
    ],
    ids=["paper and place", "paper alone", "words already", "none"],
)
def test_a_source_is_told_in_words(source: str, words: str) -> None:
    assert source_in_words(source) == words


def test_every_paper_of_the_fixtures_has_a_name() -> None:
    rows = [row for path in sorted(FOLDER.glob("*.json")) for row in entries(path)]
    papers = {row["source"]["document"] for row in rows if row.get("source")}

    assert papers
    assert papers <= set(PAPERS)


def entries(path: Path) -> list[dict[str, Any]]:
    """Return the entries of a fixture that is a list."""
    found = json.loads(path.read_text(encoding="utf-8"))
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []
