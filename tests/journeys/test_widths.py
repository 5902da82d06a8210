"""No table gives its words a column of a few letters, on any screen or on paper."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from herefordshire_cs.accounts.models import User

PLAN = "/plans/jar-2005/"
FIGURES = "?as_at=2009-05-22"
# The pages with the widest tables of each kind.
PAGES = [
    "/",
    f"{PLAN}actions/",
    f"{PLAN}timeline/",
    f"{PLAN}doubts/",
    f"{PLAN}reports/action-plan/",
    f"/indicators/{FIGURES}",
    f"/indicators/due/{FIGURES}",
    f"/indicators/digest/2008-2009-q4/{FIGURES}",
    "/meetings/childrens-services-scrutiny-2006-05-31/",
    "/resolutions/",
    "/reviews/",
    f"/plans/directorate-2009/reports/action-plan/{FIGURES}",
    "/reports/",
    "/officers/",
    "/rating-schemes/",
    "/rating-schemes/jar-2006/",
    "/officers/SF/",
    "/meetings/",
    "/log/",
    f"{PLAN}evidence/",
    f"{PLAN}assurance/",
    "/risks/directorate-2009/",
    "/views/",
]
# 853 is 1280 pixels at 150 per cent, 640 at 200.
WIDTHS = [390, 640, 768, 800, 820, 853, 960, 1024, 1280]
# Lists: how many times as high as at 1280 each may be, by the width from which that holds.
LISTS = [f"{PLAN}actions/", "/indicators/?as_at=2009-05-22", "/resolutions/", "/meetings/"]
HIGHER = {1024: 1.6, 640: 2.5, 390: 5.0}
ROWS_ON_A_SCREEN, SCREEN = 25, 800
A4_INCHES, INCH, MARGINS = (11.7, 8.3), 96, 2 * 12 / 25.4
MOST_SHEETS = 50  # the whole plan takes 44; the dashboard took 92, the list of actions 128
# Words of more than 24 letters need at least five ems; a number, a rating or a date does not.
NARROW = """() => Array.from(document.querySelectorAll('main td, main th')).flatMap(cell => {
  const shown = cell.cloneNode(true);
  shown.querySelectorAll('.govuk-visually-hidden, svg, [hidden]').forEach(each => each.remove());
  const words = shown.textContent.trim().replace(/\\s+/g, ' ');
  const style = getComputedStyle(cell);
  const room = cell.getBoundingClientRect();
  if (words.length < 25 || style.position === 'absolute' || !room.height) return [];
  const ems = (room.width - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight))
    / parseFloat(style.fontSize);
  return ems < 5 ? [`${ems.toFixed(1)} em: ${words.slice(0, 60)}`] : [];
}).slice(0, 3)"""
OVER = "document.documentElement.scrollWidth - window.innerWidth"


@pytest.mark.parametrize("address", PAGES)
def test_every_column_has_room_for_its_words(
    address: str, page: Page, sign_in: Callable[[Page, Any], None], director: User
) -> None:
    sign_in(page, director)
    page.goto(address)
    found: dict[str, Any] = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found[f"{width} px"] = [*page.evaluate(NARROW), *over(page)]
    found["on paper"] = on_paper(page)

    assert {at: told for at, told in found.items() if told} == {}


@pytest.mark.parametrize("address", LISTS)
def test_no_list_is_much_higher_where_it_is_narrower(
    address: str, page: Page, sign_in: Callable[[Page, Any], None], director: User
) -> None:
    sign_in(page, director)
    page.goto(address)
    heights = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        heights[width] = page.evaluate("document.querySelector('main').scrollHeight")

    too_high = {
        width: round(height / heights[1280], 1)
        for width, height in heights.items()
        if height > heights[1280] * next(most for at, most in HIGHER.items() if width >= at)
    }
    assert too_high == {}


def test_25_actions_stand_on_a_screen_beneath_the_heads_of_their_columns(
    page: Page, sign_in: Callable[[Page, Any], None], director: User
) -> None:
    sign_in(page, director)
    page.set_viewport_size({"width": 1280, "height": SCREEN})
    page.goto(f"{PLAN}actions/?rating=red")
    page.locator(".cs-listed thead").evaluate("head => head.scrollIntoView()")

    rows = page.locator(".cs-listed tbody tr")
    head = page.locator(".cs-listed thead th").nth(1)
    assert head.bounding_box() is not None
    seen = rows.evaluate_all(
        "rows => rows.filter(row => row.getBoundingClientRect().bottom <= innerHeight).length"
    )
    assert seen >= ROWS_ON_A_SCREEN


def over(page: Page) -> list[str]:
    """Say by how much a page is wider than its window."""
    pixels = page.evaluate(OVER)
    return [f"runs over by {pixels} px"] if pixels > 0 else []


def on_paper(page: Page) -> list[str]:
    """Say what has no room on a sheet of A4, upright or as the page asks for it."""
    page.emulate_media(media="print")
    is_wide = page.evaluate("getComputedStyle(document.body).page") == "wide"
    width = round((A4_INCHES[not is_wide] - MARGINS) * INCH)
    page.set_viewport_size({"width": width, "height": 900})
    told = [*page.evaluate(NARROW), *over(page)]
    sheets = page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n")
    return [*told, f"takes {sheets} sheets"] if sheets > MOST_SHEETS else told
