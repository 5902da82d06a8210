"""What is exempt is decided in one room: its words stand nowhere else, templates included."""

import re
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
APPS = ("actionplan", "governance", "herefordshire_cs", "indicators")
WORDS = re.compile(
    r"\b(?:exempt_paragraph|exempt_reason|is_exempt|title_for_public|(?:governance\.)?read_exempt)\b"
)
# The room; the columns and their constraints; who marks something, and how that is asked.
ROOM = (
    "governance/exempt/",
    "governance/models/",
    "governance/migrations/",
    "governance/forms/exempt.py",
    "governance/views/exempt.py",
    "governance/services/exempt.py",
    "governance/services/public_copies.py",
    "templates/governance/exempt/",
)


def sources() -> list[Path]:
    code = [path for app in APPS for path in (ROOT / app).rglob("*.py")]
    return [*code, *(ROOT / "templates").rglob("*.html")]


def words_in(path: Path) -> list[str]:
    return WORDS.findall(path.read_text(encoding="utf-8"))


def test_no_words_of_exemption_stand_outside_their_room() -> None:
    outside = {
        name: sorted(set(words_in(path)))
        for path in sources()
        if not (name := str(path.relative_to(ROOT))).startswith(ROOM) and words_in(path)
    }

    assert outside == {}


def test_the_room_has_them() -> None:
    assert all(any(words_in(path) for path in within(place)) for place in ROOM)


def within(place: str) -> list[Path]:
    """Return the files of a place of the room, a folder or a file."""
    path = ROOT / place
    return (
        [path] if path.is_file() else [each for each in path.rglob("*.*") if each.suffix != ".pyc"]
    )
