"""A module is short, or says beside its first lines why it is not."""

import re
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
APPS = ("actionplan", "governance", "herefordshire_cs", "indicators")
MODULE, MODELS = 300, 400
REASON = re.compile(r"^# Longer than most: \w.+\.$", re.MULTILINE)


def modules() -> list[Path]:
    every = [path for app in APPS for path in (ROOT / app).rglob("*.py")]
    return [path for path in every if "migrations" not in path.parts]


def lines_at_most(path: Path) -> int:
    return MODELS if "models" in path.parts else MODULE


def test_a_module_that_is_long_says_why() -> None:
    long = [
        str(path.relative_to(ROOT))
        for path in modules()
        if len((source := path.read_text(encoding="utf-8")).splitlines()) > lines_at_most(path)
        and not REASON.search(source)
    ]

    assert long == []
