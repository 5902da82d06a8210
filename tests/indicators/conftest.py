"""What every test of the indicators has."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """Forget what was worked out: a test's rows are rolled back, and their numbers come again."""
    cache.clear()
