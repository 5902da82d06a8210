"""What of the public register may be kept, and how soon a paper taken back is gone."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from governance.models import Meeting, Pack
from herefordshire_cs.accounts.models import User
from tests.governance.test_feeds import FEED, make_pack

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7 the public copy"
NEW_YEAR = "Fri, 01 Jan 2027 00:00:00 GMT"  # later than everything on record


@pytest.fixture
def pack() -> Pack:
    """A pack that was issued."""
    meeting = Meeting.objects.get(slug="cabinet-2005-02-17")
    return make_pack(meeting, public_pdf=PDF, public_sha256="0123456789abcdef", pages=1)


def test_a_copy_that_a_reader_has_is_not_read_again(client: Client, pack: Pack) -> None:
    address = f"/papers/packs/{pack.pk_uuid}.pdf"
    first = client.get(address)
    assert first.content == PDF

    with CaptureQueriesContext(connection) as asked:
        again = client.get(address, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert len(asked) == 1
    assert "public_pdf" not in asked[0]["sql"]


def test_a_copy_that_was_withdrawn_is_not_confirmed(client: Client, pack: Pack) -> None:
    for address in (f"/papers/packs/{pack.pk_uuid}.pdf", f"/papers/packs/{pack.pk_uuid}/"):
        etag = client.get(address)["ETag"]
        Pack.objects.update(withdrawn_on=date(2006, 5, 22))

        again = client.get(address, headers={"If-None-Match": etag})

        assert again.status_code == 410
        assert again["Cache-Control"] == "private, no-store"
        Pack.objects.update(withdrawn_on=None)


def test_a_feed_from_which_a_paper_is_gone_is_a_new_feed(client: Client, pack: Pack) -> None:
    kept = {"If-Modified-Since": NEW_YEAR}
    assert str(pack.pk_uuid) in client.get(FEED, headers=kept).content.decode()
    etag = client.get(FEED)["ETag"]

    Pack.objects.update(withdrawn_on=date(2006, 5, 22))

    for headers in (kept, {"If-None-Match": etag}):
        again = client.get(FEED, headers=headers)
        assert again.status_code == 200
        assert str(pack.pk_uuid) not in again.content.decode()


def test_a_page_kept_by_a_visitor_is_not_the_page_of_somebody_signed_in(
    client: Client, member: User, sign_in: Callable[[User], Client]
) -> None:
    etag = client.get("/papers/")["ETag"]

    signed_in = sign_in(member).get("/papers/", headers={"If-None-Match": etag})

    assert signed_in.status_code == 200
    assert "Sign out" in signed_in.content.decode()
    assert "ETag" not in signed_in
