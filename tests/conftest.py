"""What every test has: the papers loaded once, a fixed day, a cast of one user a role."""

import hashlib
import json
import os
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.models import Group
from django.core.cache import caches
from django.db import transaction
from django.template.loader import render_to_string
from django.test import Client, override_settings
from django.test.utils import setup_databases, teardown_databases
from pytest_django import DjangoDbBlocker

from actionplan.models import Officer, Plan
from governance.models import Committee, Membership
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.background.queues import QUEUES
from herefordshire_cs.council.record import OWN
from herefordshire_cs.lib import clock, council
from herefordshire_cs.lib.pdf import printing
from tests.loaded import make_database
from tests.tools import quick_processes

DEMONSTRATION_DAY = date(2006, 5, 22)
numbers = count(1)

pytest_collection_finish = quick_processes.pytest_collection_finish
pytest_runtest_protocol = pytest.hookimpl(tryfirst=True)(quick_processes.pytest_runtest_protocol)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a run on another database leave out what asks for none."""
    parser.addoption(
        "--database-only", action="store_true", help="leave out the tests that ask for no database"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out, if asked to, the rules in plain Python: the same on any database."""
    if not config.getoption("--database-only"):
        return
    kept = [item for item in items if asks_for_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


def asks_for_database(item: pytest.Item) -> bool:
    """Say whether a test, or a fixture that it has, asks for the database."""
    asked = {"db", "transactional_db", "live_server", "django_db_setup"}
    names = set(getattr(item, "fixturenames", ()))
    return bool(asked & names) or item.get_closest_marker("django_db") is not None


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """Have the papers loaded once; each test's own changes are rolled back to it.

    It takes the place of the plugin's, which makes every table anew.
    """
    made: list[Any] = []

    def make() -> None:
        made.extend(setup_databases(verbosity=0, interactive=False))

    with django_db_blocker.unblock():
        make_database(make)
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


@pytest.fixture(scope="session", autouse=True)
def quick_and_private(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep tests off this machine's own files, and off slow password hashing and queues.

    Returns the folder that stands for this machine's.
    """
    folder = tmp_path_factory.mktemp("machine")
    stored = django_settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    with override_settings(
        MEDIA_ROOT=folder / "uploads",
        STATIC_ROOT=folder / "static",  # each client would look through all that is served
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        TASKS={
            "default": {
                "BACKEND": "django.tasks.backends.immediate.ImmediateBackend",
                "QUEUES": QUEUES,
            }
        },
        DEMONSTRATION_DATE=DEMONSTRATION_DAY,
        DOCUMENT_PATIENCE_SECONDS=0,
        STORAGES=stored,
    ):
        yield folder


@pytest.fixture(scope="session", autouse=True)
def printed_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Print each page of HTML once for all tests of all processes.

    The same words and instant give the same bytes, as the tests of printing prove.
    """
    folder = tmp_path_factory.getbasetemp()
    shared = folder.parent if os.environ.get("PYTEST_XDIST_WORKER") else folder
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(printing, "render", prints_kept_in(shared / "prints"))
        know_the_council()
        yield


def prints_kept_in(folder: Path) -> Callable[..., printing.Printed]:
    """Return a printer that keeps what it printed in files, which other processes read too."""
    folder.mkdir(exist_ok=True)

    def render_once(
        template_name: str, context: dict[str, Any], *, made_at: datetime
    ) -> printing.Printed:
        html = render_to_string(template_name, context)
        key = hashlib.sha256(f"{made_at.isoformat()}{html}".encode()).hexdigest()
        kept = folder / key
        if kept.exists():
            return pickle.loads(kept.read_bytes())
        printed = printing.print_html(html, made_at=made_at)
        unfinished = folder / f"{key}-{os.getpid()}"
        unfinished.write_bytes(pickle.dumps(printed))
        unfinished.replace(kept)  # whole or not at all
        return printed

    return render_once


@pytest.fixture(autouse=True)
def nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Forget what was worked out of rows that another test rolled back: their keys come again.

    What was kept in the database is rolled back with them. The words of the council, which each
    process keeps for seconds, are known for the whole of a test, however slow it is.
    """
    caches["near"].clear()
    know_the_council()
    monkeypatch.setattr(council, "KEPT_SECONDS", 3_600.0)
    yield
    know_the_council()  # what a module makes for its tests comes before the first of them


def know_the_council() -> None:
    """Let the process know the words of the council that is loaded."""
    path = django_settings.BASE_DIR / "fixtures" / "council" / "herefordshire.json"
    words = json.loads(path.read_text())
    known = council.CouncilWords(**{name: words[name] for name in OWN})
    council._kept["words"] = (float("inf"), known)


@pytest.fixture(autouse=True)
def uploads_of_its_own(settings: Any, quick_and_private: Path) -> None:
    """Let no test find the files of another; the folder is made when something is sent."""
    settings.MEDIA_ROOT = quick_and_private / f"uploads-{next(numbers)}"


@pytest.fixture
def jar(db: None) -> Plan:
    """The Herefordshire improvement plan of 2006."""
    return Plan.objects.with_scheme().get(slug="jar-2005")


@contextmanager
def shared_rows(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Keep the rows made within for all tests of a module, whose own changes are rolled back.

    For a fixture of a module's scope: it yields within, and the rows are gone after the module.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def user_in(role: Role, *, email: str = "", initials: str = "") -> User:
    """Make a user in a role; ``initials`` ties them to an officer of the plan."""
    address = email or f"{role.value.lower().replace(' ', '.')}@test.example"
    user = User.objects.create_user(address, "a long enough password", name=role.value)
    user.groups.add(Group.objects.get(name=role.value))
    if initials:
        Officer.objects.filter(initials=initials).update(user=user)
    return User.objects.get(pk=user.pk)


def sit(user: User, *bodies: str) -> User:
    """Give a user a seat on bodies, by their slugs, or on every one; they read what is theirs."""
    rows = Committee.objects.filter(slug__in=bodies) if bodies else Committee.objects.all()
    for body in rows:
        Membership.objects.create(
            committee=body, user=user, name=user.name, capacity="councillor", voting="all"
        )
    return User.objects.get(pk=user.pk)


def trusted(role: Role) -> User:
    """Make a user in a role that reads exempt papers; a member does by a seat."""
    user = user_in(role)
    return sit(user) if role == Role.MEMBER else user


def superuser() -> User:
    """Make a user who may do everything, as for a repair."""
    return User.objects.create_superuser("everything@test.example", "not used", name="Repairs")


@pytest.fixture
def make_user(db: None) -> Callable[..., User]:
    """Return the function that makes a user in a role."""
    return user_in


@pytest.fixture
def sign_in(client: Client) -> Callable[[User], Client]:
    """Sign a user in to the test client."""

    def sign(user: User) -> Client:
        client.force_login(user, backend="herefordshire_cs.accounts.backends.EmailBackend")
        return client

    return sign


@pytest.fixture
def officer(make_user: Callable[..., User]) -> User:
    """The officer HL, who leads 5.6 and signs off 7.2."""
    return make_user(Role.OFFICER, initials="HL")


@pytest.fixture
def director(make_user: Callable[..., User]) -> User:
    """The director SF, who answers for most of the plan."""
    return make_user(Role.DIRECTOR, initials="SF")


@pytest.fixture
def member(make_user: Callable[..., User]) -> User:
    """A councillor, who reads."""
    return make_user(Role.MEMBER)


@pytest.fixture
def today() -> Iterator[date]:
    """Stand the clock on the demonstration day."""
    with clock.chosen_day(DEMONSTRATION_DAY):
        yield DEMONSTRATION_DAY
