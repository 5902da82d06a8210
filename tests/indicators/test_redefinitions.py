"""An indicator that is edited on the administration pages was on past days what it was."""

from datetime import timedelta

import pytest
from django.test import Client

from herefordshire_cs.lib import clock
from indicators.models import Indicator
from indicators.presenters.indicator_page import build_indicator_page
from tests.administering import send
from tests.conftest import DEMONSTRATION_DAY, superuser
from tests.factories import make_indicator, make_outturn

pytestmark = pytest.mark.django_db
BEFORE = DEMONSTRATION_DAY - timedelta(days=1)


def test_a_definition_and_a_break_count_from_the_day_of_their_edit(client: Client) -> None:
    row = make_indicator()
    make_outturn(row, "Q4 2005/2006", published_on=BEFORE)
    client.force_login(superuser(), "herefordshire_cs.accounts.backends.EmailBackend")
    was = build_indicator_page(row.slug, as_of=BEFORE)

    with clock.chosen_day(DEMONSTRATION_DAY):
        send(
            client,
            f"/administration/indicators/indicator/{row.pk}/change/",
            **{
                "definition": "Something else",
                "definition_changes-TOTAL_FORMS": 1,
                "definition_changes-0-indicator": row.pk,
                "definition_changes-0-changed_on": "2006-04-01",
                "definition_changes-0-words": "It counts something else",
            },
        )

    assert build_indicator_page(row.slug, as_of=BEFORE) == was
    now = build_indicator_page(row.slug, as_of=DEMONSTRATION_DAY)
    assert (now.head.definition, len(now.head.changes)) == ("Something else", 1)
    assert [edit.what for edit in now.redefinitions] == [
        "What it counts changed",
        "Definition changed",
    ]
    assert now.redefinitions[1].words == "From ‘Something that is measured’ to ‘Something else’."
    assert Indicator.objects.get(pk=row.pk).redefinitions.count() == 2
