"""The papers are loaded into the test database, once for all tests."""

import pytest

from actionplan.models import Action
from governance.models import Meeting
from indicators.models import Indicator

pytestmark = pytest.mark.django_db


def test_the_papers_are_loaded() -> None:
    loaded = Action.objects.count(), Indicator.objects.count(), Meeting.objects.count()

    assert loaded == (286, 99, 3)
