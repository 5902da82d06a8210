"""Every page, seen by the role that sees most: axe, valid HTML, nothing lost at 400% zoom."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page

from herefordshire_cs.accounts.models import User
from tests.tools.axe import violations
from tests.tools.nu import check_html

PLAN = "/plans/jar-2005/"
# A director sees all that can be read and every form; an officer's own form is the officer's.
DIRECTORS_PAGES = [
    "/",
    "/?since=1+May+2006",
    "/?as_at=31+02+06",
    "/?as_at=2004-01-01",
    "/plans/",
    PLAN,
    f"{PLAN}recommendations/1/",
    f"{PLAN}recommendations/12/",
    f"{PLAN}recommendations/1/moderation/",
    f"{PLAN}actions/",
    f"{PLAN}actions/?rating=red&lead=HL&sort=-by_when",
    f"{PLAN}actions/?words=nothing+says+this",
    f"{PLAN}actions/?due_from=31+02+06",
    f"{PLAN}actions/1.5/",
    f"{PLAN}actions/1.5/?as_at=2006-02-03",
    f"{PLAN}actions/2.13/",
    f"{PLAN}actions/1.1/",
    f"{PLAN}actions/1.1/reopening/",
    f"{PLAN}actions/1.5/by-when/",
    f"{PLAN}actions/1.5/moderation/",
    f"{PLAN}actions/1.5/updates/new/",
    f"{PLAN}timeline/",
    f"{PLAN}doubts/",
    f"{PLAN}reports/",
    f"{PLAN}reports/summary/",
    f"{PLAN}reports/action-plan/",
    f"{PLAN}reports/exceptions/",
    "/my-actions/",
    "/officers/",
    "/officers/SF/",
    "/officers/AH/",
    "/search/",
    "/search/?words=threshold",
    "/search/?words=zebra",
    "/demonstration-day/",
    "/accessibility/",
    "/nowhere/",
    f"{PLAN}recommendations/99/",
]
PUBLIC_PAGES = ["/sign-in/", "/accessibility/"]
SHARES = 2  # so that two processes can take a half each
WIDTHS = [1280, 390]
ZOOMED = 320  # what is left of 1280 pixels at 400%


@pytest.mark.parametrize("share", range(SHARES))
def test_axe_finds_nothing_on_any_page_and_nothing_is_lost_when_zoomed(
    share: int, page: Page, sign_in: Callable[[Page, Any], None], director: User
) -> None:
    sign_in(page, director)

    found = {address: faults(page, address) for address in DIRECTORS_PAGES[share::SHARES]}

    assert {address: told for address, told in found.items() if told} == {}


def faults(page: Page, address: str) -> list[str]:
    """Return what axe finds on a page at the two widths, and whether it runs over when zoomed."""
    page.goto(address)
    told = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        told += violations(page)
    page.set_viewport_size({"width": ZOOMED, "height": 900})
    if page.evaluate("document.documentElement.scrollWidth") > ZOOMED:
        told.append(f"runs over {ZOOMED} pixels")
    return told


def test_axe_finds_nothing_on_a_public_page(page: Page) -> None:
    assert [told for address in PUBLIC_PAGES for told in faults(page, address)] == []


def test_a_refused_form_and_a_refused_page_are_accessible(
    page: Page, sign_in: Callable[[Page, Any], None], director: User, member: User
) -> None:
    sign_in(page, director)
    page.goto(f"{PLAN}actions/1.5/updates/new/")
    page.get_by_role("button", name="Post").click()
    assert page.title().startswith("Error: ")
    assert violations(page) == []

    sign_in(page, member)
    page.goto(f"{PLAN}actions/1.5/moderation/")
    assert page.get_by_role("heading", level=1).inner_text() == "You may not do this"
    assert violations(page) == []


@pytest.mark.document
def test_the_html_of_every_page_is_valid(client: Client, director: User) -> None:
    client.force_login(director, "herefordshire_cs.accounts.backends.EmailBackend")
    pages = {address: client.get(address).content.decode() for address in DIRECTORS_PAGES}
    refused = client.post(f"{PLAN}actions/1.5/updates/new/", {"narrative": "<b>x</b>"})
    client.logout()
    pages |= {address: client.get(address).content.decode() for address in PUBLIC_PAGES}

    assert check_html(pages | {"a refused form": refused.content.decode()}) == []
