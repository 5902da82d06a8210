"""An indicator is defined in the product, and defined anew without touching its past."""

from datetime import date, timedelta

import pytest
from django.test import Client

from herefordshire_cs.accounts.roles import Role
from indicators.models import Indicator, IndicatorSet, Redefinition
from indicators.services.redefinitions import free_slug
from tests.conftest import DEMONSTRATION_DAY, user_in

pytestmark = pytest.mark.django_db

TYPED = {
    "ref": "KPI 4",
    "definition": "Children whose plan was reviewed in time",
    "unit": "per cent",
    "unit_per": "",
    "decimals": "1",
    "polarity": "high",
    "range_low": "",
    "range_high": "",
    "year_type": "financial",
    "frequency": "quarterly",
    "owner": "Head of Safeguarding",
    "supplier": "Performance",
    "new_set": "Board scorecard",
}


@pytest.fixture
def keeper(client: Client) -> Client:
    client.force_login(user_in(Role.PERFORMANCE_OFFICER))
    return client


def test_an_indicator_is_defined_with_a_new_set_and_is_in_use_from_that_day(
    keeper: Client,
) -> None:
    answer = keeper.post("/indicators/new/", TYPED)

    row = Indicator.objects.get(ref="KPI 4")
    assert answer.headers["Location"] == "/indicators/kpi-4/"
    assert [each.name for each in row.sets.all()] == ["Board scorecard"]
    assert row.paper.published_on == DEMONSTRATION_DAY
    assert row in Indicator.objects.reported(as_of=DEMONSTRATION_DAY)
    assert row not in Indicator.objects.reported(as_of=DEMONSTRATION_DAY - timedelta(days=1))
    page = keeper.get("/indicators/kpi-4/").content.decode()
    assert "Children whose plan was reviewed in time" in page
    assert "Defined here on" in page


@pytest.mark.parametrize(
    ("change", "field", "told"),
    [
        ({"ref": "ni 60"}, "ref", "Another indicator has the reference ni 60."),
        ({"definition": " "}, "definition", "Say what is measured."),
        ({"polarity": ""}, "polarity", "Choose which way is good."),
        ({"polarity": "range"}, "range_low", "A range has both ends. Type them."),
        (
            {"polarity": "range", "range_low": "5", "range_high": "4"},
            "range_high",
            "The upper end is not below the lower end.",
        ),
        ({"unit": "rate"}, "unit_per", "Say what it is a rate of"),
        ({"decimals": "5"}, "decimals", "At most 4 places are kept."),
        ({"new_set": "ofsted"}, "new_set", "is there already. Tick it."),
    ],
)
def test_what_cannot_be_defined_is_told_beside_its_field(
    keeper: Client, change: dict[str, str], field: str, told: str
) -> None:
    IndicatorSet.objects.create(slug="ofsted", name="Ofsted")
    before = Indicator.objects.count()

    answer = keeper.post("/indicators/new/", TYPED | change)

    assert told in str(answer.context["form"].errors[field])
    assert "Head of Safeguarding" in answer.content.decode()
    assert Indicator.objects.count() == before


@pytest.mark.parametrize("words", ["Due", "NEW", "Digest", "NI 60"])
def test_an_address_is_never_that_of_another_page(words: str) -> None:
    assert free_slug(words) == f"{words.lower().replace(' ', '-')}-2"


def test_what_it_was_before_is_read_on_earlier_days(keeper: Client) -> None:
    row = Indicator.objects.get(slug="ni-60")
    sent = {
        "ref": row.ref,
        "definition": "Assessments within 40 days",
        "unit": row.unit,
        "unit_per": row.unit_per,
        "decimals": row.decimals,
        "polarity": row.polarity,
        "year_type": row.year_type,
        "frequency": row.frequency,
        "owner": row.owner,
        "supplier": row.supplier,
        "sets": [each.slug for each in row.sets.all()],
    }
    sent |= dict.fromkeys([name for name in ("is_cumulative",) if row.is_cumulative], "on")
    sent |= dict.fromkeys([name for name in ("counts_children",) if row.counts_children], "on")

    keeper.post("/indicators/ni-60/definition/", sent)

    kept = Redefinition.objects.get(indicator=row)
    assert (kept.field, kept.before, kept.after) == (
        "definition",
        row.definition,
        "Assessments within 40 days",
    )
    assert kept.recorded_on == date(2006, 5, 22)
