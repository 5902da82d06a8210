"""A view calls no other view: what two of them do is a function of its own."""

import ast
from pathlib import Path

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(settings.BASE_DIR)


def doors() -> set[tuple[str, str]]:
    """Return the module and the name of each view of the project that has an address."""
    entries = [*get_resolver().url_patterns]
    found = set()
    while entries:
        entry = entries.pop()
        if isinstance(entry, URLResolver):
            entries += entry.url_patterns
        elif isinstance(entry, URLPattern) and hasattr(entry.callback, "__name__"):
            found.add((entry.callback.__module__, entry.callback.__name__))
    return found


def calls_of(path: Path) -> set[tuple[str, str]]:
    """Return the module and the name of each function that a module calls by its name."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    own = str(path.relative_to(ROOT).with_suffix("")).replace("/", ".")
    homes = {
        (alias.asname or alias.name): (node.module, alias.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
    }
    called = {
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    return {homes.get(name, (own, name)) for name in called}


def test_no_view_calls_a_view() -> None:
    paths = [path for path in ROOT.glob("*/**/views/*.py") if ".venv" not in path.parts]
    paths += ROOT.glob("*/views/*.py")
    calling = {str(path.relative_to(ROOT)): sorted(calls_of(path) & doors()) for path in paths}

    assert len(calling) > 40
    assert {path: called for path, called in calling.items() if called} == {}
