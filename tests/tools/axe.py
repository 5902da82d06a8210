"""Judges a page in the browser by WCAG 2.2 A and AA with axe-core."""

from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "node_modules" / "axe-core" / "axe.min.js"
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# What a page may break at one width and keep at another; all else is the same of the same markup.
OF_THE_WIDTH = ["scrollable-region-focusable", "target-size"]


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
    """Return in words every rule that the page, open in Playwright, breaks; nothing when none."""
    return _broken(page, {"type": "tag", "values": STANDARDS})


def violations_of_width(page: Any) -> list[str]:
    """Return in words every rule that the page breaks as wide as it is now."""
    return _broken(page, {"type": "rule", "values": OF_THE_WIDTH})


def _broken(page: Any, rules: dict[str, Any]) -> list[str]:
    """Return what is broken of some rules.

    The script is evaluated, not added to the page, so the page's content security policy stands.
    """
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(_source())
    found = page.evaluate(
        "rules => axe.run({runOnly: rules, resultTypes: ['violations']})",
        rules,
    )
    return [
        f"{page.url}: {rule['id']} ({rule['impact']}): {rule['help']}, at {place['target']}:"
        f" {place['html'][:200]}"
        for rule in found["violations"]
        for place in rule["nodes"]
    ]
