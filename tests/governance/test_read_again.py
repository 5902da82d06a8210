"""A database that was loaded before gets the mended words, but where somebody edited them."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings

from governance.loading import load_governance
from governance.models import Minute, ReportVersion, ScrutinyReview
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role

pytestmark = pytest.mark.django_db

AT = datetime(2006, 5, 22, tzinfo=UTC)
FOLDER = Path(settings.BASE_DIR) / "fixtures" / "governance"


def test_words_that_nobody_edited_are_mended_and_others_stay(
    make_user: Callable[..., User],
) -> None:
    minute = Minute.objects.get(number=27)
    review = ScrutinyReview.objects.get()
    edited = Minute.objects.get(number=26)
    version = ReportVersion.objects.filter(number=1, report__source__gt="").first()
    assert version is not None
    right = (minute.text, review.terms_of_reference, version.sections)
    Minute.objects.filter(pk=minute.pk).update(text="As an older fixture had it.")
    ScrutinyReview.objects.filter(pk=review.pk).update(terms_of_reference=["Otherwise."])
    ReportVersion.objects.filter(pk=version.pk).update(sections=[])
    edited.text = "As the clerk put it."
    edited._history_user = make_user(Role.COMMITTEE_CLERK)  # type: ignore[attr-defined]
    edited.save()

    load_governance(FOLDER, recorded_at=AT)

    for row in (minute, review, version, edited):
        row.refresh_from_db()
    assert (minute.text, review.terms_of_reference, version.sections) == right
    assert edited.text == "As the clerk put it."
