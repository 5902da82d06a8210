"""A browser for the journeys: Chromium, one for all tests, with a fresh visitor for each."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.cache import caches
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import connection, connections
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django import DjangoDbBlocker

from herefordshire_cs.council.services import keep_council
from herefordshire_cs.lib import council
from herefordshire_cs.lib.pdf import printing
from tests.council.test_council import EXAMPLE
from tests.governance.issuing import AT
from tests.journeys.taking_turns import Turns
from tests.tools.quick_processes import with_room

# The first has no window to draw, and costs a third of the others.
CHROMIUM_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE_MS = 10_000
# `scripts/test --everything` runs the journeys once more so.
AS_ANOTHER_COUNCIL = bool(os.environ.get("JOURNEYS_AS_ANOTHER_COUNCIL"))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark whatever uses the browser, so that no slow test is taken for a fast one."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium once for all journeys."""
    executable = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if executable is None:
        pytest.fail("Chromium is missing: run `make setup-development`, or install chromium")
    in_use = {alias: connections[alias] for alias in connections}
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright's loop runs in this thread. Django would take each query for an async one, and
        # open other connections than those that made the test database.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        for alias, connection in in_use.items():
            connections[alias] = connection
        browser = playwright.chromium.launch(executable_path=executable, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def turns(django_db_setup: None) -> Iterator[Turns]:
    """Let the threads that share the connection of the test database use it in turns."""
    turns = Turns()
    with pytest.MonkeyPatch.context() as patch, connection.execute_wrapper(turns.of_statement):
        patch.setattr(WSGIHandler, "__call__", turns.of_request(WSGIHandler.__call__))
        yield turns


@pytest.fixture(scope="session")
def live_server(turns: Turns, browser: Browser, live_server: Any) -> Iterator[Any]:
    """Start the server once the test database is made: it shares that connection.

    A visitor's browser keeps styles, scripts and letters, as it does of a council's server.
    """
    serve = StaticFilesHandler.serve

    def serve_to_be_kept(handler: StaticFilesHandler, request: HttpRequest) -> HttpResponseBase:
        response = serve(handler, request)
        response["Cache-Control"] = "max-age=3600"
        return response

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(StaticFilesHandler, "serve", serve_to_be_kept)
        answer = with_room(ThreadedWSGIServer.process_request_thread)
        patch.setattr(ThreadedWSGIServer, "process_request_thread", answer)
        yield live_server


@pytest.fixture(scope="session")
def whose_papers(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Serve the papers as those of another council, where the run of the tests asks for that."""
    if AS_ANOTHER_COUNCIL:
        with django_db_blocker.unblock():
            keep_council(EXAMPLE)


@pytest.fixture(autouse=True)
def named_as_recorded(nothing_remembered: None) -> None:
    """Take the council's words from its record, not from what other tests know of it."""
    if AS_ANOTHER_COUNCIL:
        council.forget()


@pytest.fixture(scope="session")
def put_back(
    whose_papers: None, turns: Turns, django_db_blocker: DjangoDbBlocker
) -> Iterator[Callable[[], None]]:
    """Return a function that puts the database back as it was loaded, once all is answered."""
    if connection.vendor != "sqlite":
        with django_db_blocker.unblock():
            loaded = connection.creation.serialize_db_to_string()
        yield partial(turns.after_all, partial(put_back_from, loaded))
        return
    with closing(sqlite3.connect(":memory:")) as copy:
        with django_db_blocker.unblock():
            connection.ensure_connection()
        connection.connection.backup(copy)
        yield partial(turns.after_all, lambda: copy.backup(connection.connection))


def put_back_from(loaded: str) -> None:
    """Empty the database and write into it what was loaded."""
    call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)
    connection.creation.deserialize_db_from_string(loaded)


@pytest.fixture
def transactional_db(
    put_back: Callable[[], None], django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Let a journey commit what it does, and take all of it back after it.

    It takes the place of the plugin's, which empties the database and leaves it so.
    """
    with django_db_blocker.unblock():
        yield
        for cache in caches.all():
            cache.clear()  # of what it remembers of rows that are there no more
        put_back()


@pytest.fixture
def db(request: pytest.FixtureRequest) -> None:
    """Give a journey the database that its server sees, and any other test the usual one."""
    usual = "live_server" not in request.fixturenames
    request.getfixturevalue("_django_db_helper" if usual else "transactional_db")


@pytest.fixture
def visit(
    browser: Browser, live_server: Any, transactional_db: None
) -> Iterator[Callable[..., Page]]:
    """Return a function that opens an empty page of a new visitor; its options are the context's.

    The pages are closed before the database is put back.
    """
    contexts: list[BrowserContext] = []

    def new_page(**options: Any) -> Page:
        options = {
            "base_url": live_server.url,
            "locale": "en-GB",
            "reduced_motion": "reduce",
        } | options
        context = browser.new_context(**options)
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        return context.new_page()

    yield new_page
    for context in contexts:
        context.close()


@pytest.fixture(autouse=True)
def printed_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """Print at the instant of other tests, whose prints of the same words are kept."""
    usual = printing.render
    monkeypatch.setattr(
        printing,
        "render",
        lambda template, context, *, made_at: usual(
            template, context | {"made_at": AT}, made_at=AT
        ),
    )


@pytest.fixture
def page(visit: Callable[..., Page]) -> Page:
    """Return an empty page as wide as a desk's screen."""
    return visit(viewport={"width": 1280, "height": 900})


@pytest.fixture
def phone(visit: Callable[..., Page]) -> Page:
    """Return an empty page as wide as a telephone, touched rather than pointed at."""
    return visit(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)


@pytest.fixture
def no_script_page(visit: Callable[..., Page]) -> Page:
    """Return an empty page where scripts do not run."""
    return visit(viewport={"width": 1280, "height": 900}, java_script_enabled=False)


@pytest.fixture(params=["with scripts", "without scripts"])
def desk(request: pytest.FixtureRequest, visit: Callable[..., Page]) -> Page:
    """Return an empty page as wide as a desk's screen, once with scripts and once without."""
    has_scripts = request.param == "with scripts"
    return visit(viewport={"width": 1280, "height": 900}, java_script_enabled=has_scripts)


@pytest.fixture
def sign_in(live_server: Any) -> Callable[[Page, Any], None]:
    """Return a function that signs a user in on a page without its form."""

    def sign_in(page: Page, user: Any) -> None:
        client = Client()
        client.force_login(user)
        name = django_settings.SESSION_COOKIE_NAME
        cookie = {"name": name, "value": client.cookies[name].value, "url": live_server.url}
        page.context.add_cookies([cookie])

    return sign_in
