"""The static files as they are served: each under a name that changes with what is in it."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client

from herefordshire_cs.lib.web.static_files import StaticFiles

BUILT = Path(settings.BASE_DIR, "static")
TEMPLATES = sorted(Path(settings.BASE_DIR, "templates").glob("**/*.html"))
# What a script or a style sheet asks for by a name relative to its own.
NAMES = re.compile(r"""(?:\bfrom|\bimport)\s*["']\./([^"']+)|url\(["']?([^"')]+)""")


@pytest.fixture
def served(tmp_path: Path, settings: Any) -> Path:
    """Return the folder with our scripts, style sheets and fonts as they are served."""
    settings.WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("css", "js", "svg")  # takes a second
    shutil.copytree(BUILT, tmp_path, dirs_exist_ok=True)
    storage = StaticFiles(location=tmp_path, base_url="/static/")
    names = [path.relative_to(BUILT).as_posix() for path in BUILT.glob("build/**/*.*")]
    for _name, _hashed, processed in storage.post_process(
        {name: (storage, name) for name in names}
    ):
        assert not isinstance(processed, Exception), processed
    return tmp_path / "build"


def test_files_name_one_another_by_hashed_names(served: Path) -> None:
    asked = {
        name
        for path in [*served.glob("*.*.css"), *served.glob("app.*.js"), *served.glob("order.*.js")]
        for found in NAMES.findall(path.read_text())
        for name in found
        if name and not name.startswith("data:")
    }

    assert len(asked) == 5  # three fonts and the two libraries that scripts import
    assert all(re.search(r"\.[0-9a-f]{12}\.\w+$", name) for name in asked), asked
    assert all((served / name).is_file() for name in asked)


def test_templates_name_static_files_by_their_hashed_names_alone() -> None:
    """But for the page of an error, which must not fail where a name cannot be looked up."""
    by_name = re.compile(r"get_static_prefix|STATIC_URL|[\"'/]static/")

    found = {path.name for path in TEMPLATES if by_name.search(path.read_text())}

    assert found == {"500.html"}


def test_the_page_of_an_error_names_an_icon() -> None:
    assert 'rel="icon"' in render_to_string("500.html")


@pytest.mark.django_db
def test_every_page_names_an_icon_and_a_browser_that_sees_none_is_led_to_it(
    client: Client,
) -> None:
    for address in ("/accessibility/", "/sign-in/", "/not-there/", "/administration/login/"):
        page = client.get(address, follow=True).content.decode()
        assert re.search(r'<link rel="icon" href="/static/build/favicon[^"]*\.svg"', page), address
    assert client.get("/favicon.ico")["Location"] == "/static/build/favicon.svg"
