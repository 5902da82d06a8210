"""Judges a page in the browser by WCAG 2.2 A and AA with axe-core."""

from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "node_modules" / "axe-core" / "axe.min.js"
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@cache
def _source() -> str:
    if not SCRIPT.exists():
        raise RuntimeError("axe-core is missing: run `make setup-development`")
    return SCRIPT.read_text(encoding="utf-8")


def load_with_every_page(page: Any) -> None:
    """Let each page that is opened from now on bring the script; cheaper than one after the other.

    It runs beside the page's own scripts, so the page's content security policy stands.
    """
    page.context.add_init_script(_source())


def violations(page: Any) -> list[str]:
    """Return in words every rule that the page, open in Playwright, breaks; nothing when none.

    The script is evaluated, not added to the page, so the page's content security policy stands.
    """
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(_source())
    found = page.evaluate(
        "rules => axe.run({runOnly: rules, resultTypes: ['violations']})",
        STANDARDS,
    )
    return [
        f"{page.url}: {rule['id']} ({rule['impact']}): {rule['help']}, at {place['target']}:"
        f" {place['html'][:200]}"
        for rule in found["violations"]
        for place in rule["nodes"]
    ]
