"""What every test has: the papers loaded once, a fixed day, a cast of one user a role."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from pytest_django import DjangoDbBlocker

from actionplan.loading import load_plan
from actionplan.models import Officer, Plan
from governance.loading import load_governance
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.lib import clock
from indicators.loading import load_indicators

DEMONSTRATION_DAY = date(2006, 5, 22)
LOADED_AT = datetime(2006, 5, 22, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Load the papers once; each test's own changes are rolled back to it."""
    with django_db_blocker.unblock():
        fixtures = Path(django_settings.BASE_DIR, "fixtures")
        load_plan(fixtures / "jar-2005", recorded_at=LOADED_AT)
        load_indicators(fixtures / "indicators", recorded_at=LOADED_AT)
        load_governance(fixtures / "governance", recorded_at=LOADED_AT)
        # What a journey's browser changed is committed; it is undone by going back to this.
        connection._test_serialized_contents = connection.creation.serialize_db_to_string()


@pytest.fixture(autouse=True)
def quick_and_private(settings: Any, tmp_path: Path) -> None:
    """Keep tests off this machine's own files, and off slow password hashing and queues."""
    settings.MEDIA_ROOT = tmp_path / "uploads"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
    settings.DEMONSTRATION_DATE = DEMONSTRATION_DAY
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.fixture
def jar(db: None) -> Plan:
    """The Herefordshire improvement plan of 2006."""
    return Plan.objects.with_scheme().get(slug="jar-2005")


@pytest.fixture
def make_user(db: None) -> Callable[..., User]:
    """Make a user in a role; ``initials`` ties them to an officer of the plan."""

    def make(role: Role, *, email: str = "", initials: str = "") -> User:
        address = email or f"{role.value.lower().replace(' ', '.')}@test.example"
        user = User.objects.create_user(address, "a long enough password", name=role.value)
        user.groups.add(Group.objects.get(name=role.value))
        if role is Role.ADMINISTRATOR:
            User.objects.filter(pk=user.pk).update(is_staff=True, is_superuser=True)
        if initials:
            Officer.objects.filter(initials=initials).update(user=user)
        return User.objects.get(pk=user.pk)

    return make


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
