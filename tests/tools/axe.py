"""Judges a page in the browser by WCAG 2.2 A and AA with axe-core."""

from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "node_modules" / "axe-core" / "axe.min.js"
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# What a page may break at one width and keep at another; all else is the same of the same markup.
OF_THE_WIDTH = ["scrollable-region-focusable", "target-size"]
PATIENCE_MS = 60_000
JUDGE = """([rules, patience]) => {
  const late = new Promise((_, reject) =>
    setTimeout(() => reject(new Error(`axe-core has not ended in ${patience} ms`)), patience));
  return Promise.race([axe.run({runOnly: rules, resultTypes: ['violations']}), late]);
}"""


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


def runs_scripts(page: Any) -> bool:
    """Return whether the page may run scripts of its own; axe-core judges no other."""
    return bool(page.evaluate("matchMedia('(scripting: enabled)').matches"))


def _broken(page: Any, rules: dict[str, Any]) -> list[str]:
    """Return what is broken of some rules.

    The script is evaluated, not added to the page, so the page's content security policy stands.
    It waits by the page's clock, which stands still where scripts do not run, so there it would
    wait for ever; and no call of Playwright that evaluates has a timeout of its own.
    """
    page.wait_for_load_state()
    if not runs_scripts(page):
        raise ValueError("A page without scripts cannot be judged: judge it with scripts")
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(_source())
    found = page.evaluate(
        JUDGE,
        [rules, PATIENCE_MS],
    )
    return [
        f"{page.url}: {rule['id']} ({rule['impact']}): {rule['help']}, at {place['target']}:"
        f" {place['html'][:200]}"
        for rule in found["violations"]
        for place in rule["nodes"]
    ]
