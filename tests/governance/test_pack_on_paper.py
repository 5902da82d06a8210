"""A pack on paper is the copy that its reader may have, and its items begin where they did."""

import io
from collections.abc import Callable
from datetime import date

import pikepdf
import pypdfium2
import pytest
from django.test import Client

from governance.models import Meeting, Pack
from governance.views.pack_on_paper import starts_of
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from tests.conftest import sit
from tests.governance.issuing import issue_unprinted

pytestmark = pytest.mark.django_db

MAY = "childrens-services-scrutiny-2006-05-31"
MEMBERS, PUBLIC = 3, 2  # pages, by which each copy is known


def of_pages(count: int) -> bytes:
    """Return a PDF of blank pages."""
    document = pikepdf.new()
    for _page in range(count):
        document.add_blank_page()
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


@pytest.fixture
def pack() -> Pack:
    pack = issue_unprinted(Meeting.objects.get(slug=MAY))
    copies = {"members_pdf": of_pages(MEMBERS), "public_pdf": of_pages(PUBLIC)}
    Pack.objects.filter(pk=pack.pk).update(**copies)
    return pack


def test_a_member_has_the_members_copy_and_others_the_public_one_while_it_is_open(
    pack: Pack,
    make_user: Callable[..., User],
    sign_in: Callable[[User], Client],
) -> None:
    address = f"/packs/{pack.pk_uuid}/paper.pdf?binding=on&stray=1"
    member = sign_in(sit(make_user(Role.MEMBER), "childrens-services-scrutiny"))
    assert len(pypdfium2.PdfDocument(member.get(address).content)) == MEMBERS

    other = sign_in(make_user(Role.PARTNER))
    assert len(pypdfium2.PdfDocument(other.get(address).content)) == PUBLIC
    Pack.objects.filter(pk=pack.pk).update(withdrawn_on=date(2006, 5, 22))
    assert other.get(address).status_code == 404


def test_the_items_begin_after_the_front_pages(pack: Pack) -> None:
    firsts = sorted(item["first"] for item in pack.contents if item["first"])
    last = max(item["last"] for item in pack.contents)
    assert pack.pages is not None

    starts = sorted(starts_of(pack))

    assert [start - starts[0] for start in starts] == [first - firsts[0] for first in firsts]
    assert starts[0] == pack.pages - last
