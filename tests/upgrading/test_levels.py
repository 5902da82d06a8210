"""What an earlier release knew of four colours is levels after the upgrade; edits stay edits."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps

from actionplan.models import Plan, RatingLevel, RatingScheme, Rewording
from actionplan.presenters.plans import build_plan_head
from actionplan.rating_levels import READY_MADE
from tests.factories import RECORDED_AT

pytestmark = pytest.mark.django_db
levels = import_module("actionplan.migrations.0032_colours_become_levels")

EDITED_ON = date(2020, 3, 1)


def scheme_of_colours(slug: str, *colours: str) -> RatingScheme:
    """Return a scheme as the migration finds it: colours with their meanings, and no more."""
    scheme = RatingScheme.objects.create(slug=slug, name=slug.upper())
    for place, colour in enumerate(colours):
        row = {"word": colour, "colour": "none", "shape": "ring", "order": place}
        role = "not rated" if colour == "none" else "at risk"
        RatingLevel.objects.create(
            scheme=scheme, key=colour, definition=f"Means {colour}", role=role, **row
        )
    return scheme


@pytest.mark.parametrize(
    ("slug", "means_completed", "ready"),
    [("ours", True, "2006"), ("rag", False, "rag"), ("brag", False, "brag")],
)
def test_a_scheme_has_the_levels_that_its_colours_were(
    slug: str, means_completed: bool, ready: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(RatingScheme, "green_means_completed", means_completed, raising=False)
    scheme = scheme_of_colours(slug, "red", "amber", "green")

    levels.fill(apps, None)

    plan = Plan.objects.create(
        slug="ours",
        title="Ours",
        level_name="Theme",
        level_name_plural="Themes",
        scheme=scheme,
        starts_on=date(2020, 1, 1),
        reporting_cycle_days=35,
    )
    head = build_plan_head(plan.slug, as_of=EDITED_ON)
    assert head.scheme.scale.levels == READY_MADE[ready].levels
    meanings = {meaning.level.key: meaning.definition for meaning in head.meanings}
    assert (meanings["red"], meanings["green"]) == ("Means red", "Means green")


def test_an_edit_of_what_green_means_is_an_edit_of_its_role(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(RatingScheme, "green_means_completed", False, raising=False)
    scheme = scheme_of_colours("ours", "red", "amber", "green", "none")
    edit = Rewording.objects.create(
        ratingscheme=scheme,
        field="green_means_completed",
        before=True,
        after=False,
        recorded_on=EDITED_ON,
        recorded_at=RECORDED_AT,
    )

    levels.fill(apps, None)

    edit.refresh_from_db()
    assert edit.ratingscheme is None
    assert edit.ratinglevel == scheme.levels.get(key="green")
    assert (edit.field, edit.before, edit.after) == ("role", "complete", "on track")
