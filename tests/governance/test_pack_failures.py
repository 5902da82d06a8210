"""Why a pack could not be built names its papers, so it is told to those who build packs alone."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client

from governance.models import Meeting, Pack
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role

pytestmark = pytest.mark.django_db
WHY = "Item 7, Appendix 3 Quagga review: there is no such document."


@pytest.mark.parametrize(
    ("role", "is_told"),
    [(Role.COMMITTEE_CLERK, True), (Role.PARTNER, False), (Role.MEMBER, False)],
)
def test_a_failure_is_told_to_who_may_mend_it(
    role: Role, is_told: bool, make_user: Callable[..., User], sign_in: Callable[[User], Client]
) -> None:
    meeting = Meeting.objects.get(slug="childrens-services-scrutiny-2006-03-13")
    pack = Pack.objects.create(
        meeting=meeting,
        version=9,
        kind=Pack.Kind.PACK,
        state=Pack.State.FAILED,
        failure=WHY,
        as_of=meeting.held_on,
        asked_at=datetime(2006, 3, 6, tzinfo=UTC),
    )

    page = sign_in(make_user(role)).get(f"/packs/{pack.pk_uuid}/").content.decode()

    assert ("Quagga" in page) is is_told
    assert ("It could not be built." in page) is not is_told
