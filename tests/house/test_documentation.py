"""What the documentation names is there: a file that has moved is named where it stands now."""

import re
from functools import cache
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
FOLDERS = (
    *("actionplan", "bench", "docs", "fixtures", "governance", "herefordshire_cs"),
    *("indicators", "requirements", "scripts", "static", "templates", "tests"),
)
# Decision 1 names the rooms that decision 21 has put others in place of.
PAGES = [
    path
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
    if not path.name.startswith("0001")
]
NAMED = re.compile(r"`((?:[\w.]+/)*[\w.]+\.(?:py|json|html|toml|mjs)|(?:[\w.]+/)+)`")
MADE = ("var/", "node_modules/", ".venv/", "static/build/")  # by the set-up, or by a council


@cache
def here() -> str:
    """Return every path of the project, each in a line that begins with a slash."""
    paths = [
        *ROOT.glob("*.*"),
        *(path for folder in FOLDERS for path in (ROOT / folder).rglob("*")),
    ]
    return "".join(f"/{path.relative_to(ROOT)}/\n" for path in paths)


def is_here(name: str) -> bool:
    """Say whether a file or folder of that name, or whose path ends so, is in the project."""
    return name.startswith(MADE) or f"/{name.strip('/')}/\n" in here()


def test_every_file_that_is_named_is_here() -> None:
    named = {
        (page.name, name) for page in PAGES for name in NAMED.findall(page.read_text("utf-8"))
    }

    assert len(named) > 40
    assert sorted((page, name) for page, name in named if not is_here(name)) == []
