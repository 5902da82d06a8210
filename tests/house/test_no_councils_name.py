"""The code is no council’s: which one it serves stands in that council’s record alone.

The package bears the name that the owner gave it, and what loads the demonstration may name whose
papers it loads.
"""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (
    "actionplan",
    "governance",
    "herefordshire_cs",
    "indicators",
    "static/source",
    "templates",
)
ENDINGS = {".py", ".html", ".js", ".mjs", ".scss", ".svg", ".txt", ".xml"}
# Names of councils and of their offices, in whatever letters.
NAMES = re.compile(r"hereford|worcester|brockington|plough lane|hafod", re.IGNORECASE)
# The package, its modules, the name of its file of data, and the command of the demonstration.
OUR_OWN = re.compile(
    r"herefordshire_cs|HerefordshireConfig|load_herefordshire|herefordshire\.sqlite3",
    re.IGNORECASE,
)
# What loads the demonstration, and a case at law that is called after a place.
MAY_NAME_IT = {
    "herefordshire_cs/management/commands/demonstration_accounts.py",
    "herefordshire_cs/management/commands/load_herefordshire.py",
    "herefordshire_cs/management/commands/unload_demonstration.py",
    "herefordshire_cs/lib/calendar/working_days.py",
}


def lines_that_name_one(words: str) -> list[str]:
    """Return the lines of a file that name a council."""
    return [line for line in words.splitlines() if NAMES.search(OUR_OWN.sub("", line))]


def sources() -> list[Path]:
    found = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*")]
    return [
        path
        for path in found
        if path.suffix in ENDINGS
        and "migrations" not in path.parts
        and path.relative_to(ROOT).as_posix() not in MAY_NAME_IT
    ]


def test_no_file_names_a_council() -> None:
    naming = {
        path.relative_to(ROOT).as_posix(): lines
        for path in sources()
        if (lines := lines_that_name_one(path.read_text(encoding="utf-8")))
    }

    assert naming == {}
    assert len(sources()) > 500


@pytest.mark.parametrize(
    ("line", "is_told"),
    [
        ("<p>Herefordshire Council</p>", True),
        ("from herefordshire_cs.lib import clock", False),
        ("python manage.py load_herefordshire", False),
        ("from herefordshire_cs.lib import clock  # as in Herefordshire", True),
        ("<p>{% council 'name' %}</p>", False),
        ("a.person@herefordshire.gov.uk", True),
    ],
)
def test_a_line_that_names_one_is_told(line: str, is_told: bool) -> None:
    assert bool(lines_that_name_one(line)) is is_told


def test_each_exception_is_there_and_needed() -> None:
    for name in MAY_NAME_IT:
        assert lines_that_name_one((ROOT / name).read_text(encoding="utf-8")), name
