"""Who looks after tokens."""

from collections.abc import Callable

import pytest

from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role


@pytest.fixture
def administrator(make_user: Callable[..., User]) -> User:
    return make_user(Role.ADMINISTRATOR)
