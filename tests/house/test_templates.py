"""Templates name each other and are named in code: a name that leads nowhere is found at once."""

import re
from functools import cache
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
TEMPLATES = ROOT / "templates"
CODE = ("actionplan", "governance", "indicators", "herefordshire_cs")
NAME = re.compile(r"""["'](?:templates/)?([\w/{}.]+\.html)(?:#[\w-]+)?["']""")
DJANGOS_OWN = {"admin/base.html"}
POSTED = re.compile(r"<form\b[^>]*method=\"post\".*?</form>", re.DOTALL)
# Nobody is signed in yet or any more, and what is thrown away can be thrown away twice.
TAKEN_TWICE = [
    "accounts/choose_password.html",
    "accounts/kept_post.html",
    "accounts/sign_in.html",
    "base.html",
]
NAMED_BY_DJANGO = re.compile(r"^(4\d\d|403_csrf|500)\.html$|^(admin|account|mfa|socialaccount)/")


def named() -> dict[str, str]:
    """Return every name of a template that another or a module says, and where it is said."""
    paths = [*TEMPLATES.rglob("*.html"), *(path for app in CODE for path in modules(app))]
    return {name: str(path.relative_to(ROOT)) for path in paths for name in names_in(path)}


def modules(app: str) -> list[Path]:
    return [path for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts]


def names_in(path: Path) -> list[str]:
    return NAME.findall(path.read_text(encoding="utf-8"))


@cache
def here() -> frozenset[str]:
    return frozenset(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html"))


def meant_by(name: str) -> set[str]:
    """Return the templates that a name means; what it fills in may be any words."""
    pattern = re.compile(re.sub(r"\\{.*?\\}", r"[\\w-]+", re.escape(name)))
    return {each for each in here() if pattern.fullmatch(each)}


def test_every_template_that_is_named_is_here() -> None:
    places = named()
    missing = {name: places[name] for name in places if not meant_by(name)}

    assert {name: place for name, place in missing.items() if name not in DJANGOS_OWN} == {}


def test_every_template_is_named() -> None:
    reached = set().union(*(meant_by(name) for name in named()))

    assert [name for name in here() - reached if not NAMED_BY_DJANGO.match(name)] == []


def test_every_form_is_taken_once_and_kept_over_a_sign_in() -> None:
    """Its token is what both go by: ``accounts.sending``."""
    without = [
        str(path.relative_to(TEMPLATES))
        for path in sorted(TEMPLATES.rglob("*.html"))
        for form in POSTED.findall(path.read_text(encoding="utf-8"))
        if "{% once %}" not in form
    ]

    assert without == TAKEN_TWICE
