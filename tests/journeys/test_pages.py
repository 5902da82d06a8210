"""Every page, seen by the role that sees most: axe, valid HTML, nothing lost at 400% zoom."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from tests.tools.axe import load_with_every_page, violations, violations_of_width
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
    f"{PLAN}periodic-reports/new/weekly/",
    "/risks/",
    "/risks/new/",
    "/risks/directorate-2009/?as_at=2009-05-22",
    "/risks/directorate-2009/CYP2/?as_at=2009-06-30",
    "/my-actions/",
    "/officers/",
    "/rating-schemes/",
    "/rating-schemes/jar-2006/",
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
# Figures were published after the demonstration day, so the day is asked for.
FIGURES = "?as_at=2009-05-22"
# Valid HTML is asked of these alone: a browser would take longer than there is time for.
VALID_ALONE = [
    f"{PLAN}periodic-reports/",
    f"{PLAN}assurance/",
    f"{PLAN}evidence/",
    f"{PLAN}months/",
    f"/plans/directorate-2009/{FIGURES}",
    f"/plans/directorate-2009/paper/{FIGURES}",
    f"/plans/directorate-2009/implications/{FIGURES}",
    "/indicators/judgements/areas/stay-safe/",
]
INDICATORS_PAGES = [
    f"/{FIGURES}",
    "/indicators/",
    f"/indicators/{FIGURES}",
    f"/indicators/{FIGURES}&set=corporate-plan",
    f"/indicators/{FIGURES}&rating=green&sort=-ref",
    "/indicators/ch-141/",
    "/indicators/ni-60/",
    f"/indicators/ni-60/{FIGURES}",
    f"/indicators/ni-72/{FIGURES}",
    f"/indicators/ni-112/{FIGURES}",
    f"/indicators/hcs-60a/{FIGURES}",
    f"/indicators/number-of-cafs-completed/{FIGURES}",
    f"/indicators/due/{FIGURES}",
    "/indicators/neighbours/",
    f"/indicators/neighbours/{FIGURES}&group=england",
    "/indicators/judgements/",
    f"/indicators/judgements/{FIGURES}",
    "/indicators/judgements/rules/",
    "/indicators/judgements/rules/?education=3&social_care=4&overall=4&others=NI+59",
    "/indicators/judgements/rules/?others=",
    "/indicators/readings/",
    f"/indicators/readings/{FIGURES}",
    "/indicators/documents/",
    f"/indicators/digest/2008-2009-q4/{FIGURES}",
    "/indicators/digest/2005-2006-q4/",
    f"/indicators/radar/april-2009/{FIGURES}",
    f"/indicators/corporate/2008-2009-q4/{FIGURES}",
    "/indicators/ni-60/commentaries/new/",
    f"{PLAN}indicators/",
]
MAY, MARCH = (
    "meetings/childrens-services-scrutiny-2006-05-31/",
    "meetings/childrens-services-scrutiny-2006-03-13/",
)
MEETINGS_PAGES = [
    "/meetings/",
    "/my-meetings/",
    "/meetings/?committee=cabinet&state=held",
    f"/{MAY}",
    f"/{MAY}?as_at=2006-06-30",
    f"/{MAY}voting/",
    f"/{MAY}reports/behaviour-review-2006-05-31/",
    f"/{MAY}reports/safeguarding-report-2006-05-31/",
    f"/{MARCH}",
    f"/{MARCH}minutes/",
    f"/{MARCH}reports/health-report-2006-03-13/",
    "/meetings/cabinet-2005-02-17/",
    "/meetings/cabinet-2005-02-17/reports/change-for-children-2005-02-17/",
    "/committees/",
    "/committees/childrens-services-scrutiny/",
    "/committees/cabinet/",
    "/resolutions/",
    "/programme/",
    "/programme/childrens-services-scrutiny/",
    "/programme/cabinet/",
    "/reviews/",
    "/reviews/behaviour-and-discipline-2006/",
    "/public/",
    "/forward-plan/",
    "/call-ins/",
    "/reports/",
    "/reports/new/",
    "/reports/safeguarding-report-2006-05-31/",
    "/reports/safeguarding-report-2006-05-31/edit/",
    "/reports/safeguarding-report-2006-05-31/versions/1/",
]
CLERKS_PAGES = [
    f"/{MARCH}minutes/take/",
    f"/{MARCH}attendance/",
    f"/{MARCH}declarations/",
    f"/{MARCH}minutes/new/",
    f"/{MARCH}minutes/approve/",
    "/resolutions/",
    "/resolutions/?state=late",
    "/meetings/",
    "/meetings/new/",
    "/committees/childrens-services-scrutiny/",
    "/committees/childrens-services-scrutiny/members/new/",
    "/committees/new/",
    "/committees/childrens-services-scrutiny/edit/",
    "/committees/childrens-services-scrutiny/has/capacities/",
    "/committees/childrens-services-scrutiny/has/offices/",
    "/committees/childrens-services-scrutiny/has/standing/",
    "/committees/childrens-services-scrutiny/has/clearances/",
    "/committees/childrens-services-scrutiny/officers/new/",
    "/exempt-readings/",
    f"/{MAY}",
    f"/{MAY}edit/",
    f"/{MAY}opening/",
    f"/{MAY}remove/",
    f"/{MAY}agenda/new/",
    f"/{MAY}pack/",
    f"/{MAY}reports/safeguarding-report-2006-05-31/appendices/live/",
    "/programme/childrens-services-scrutiny/",
    "/programme/childrens-services-scrutiny/new/",
    "/reviews/behaviour-and-discipline-2006/",
    "/reviews/behaviour-and-discipline-2006/change/",
    "/reviews/behaviour-and-discipline-2006/steps/1/",
    "/public/new/",
    "/forward-plan/new/",
    "/call-ins/new/",
    "/reports/behaviour-review-2006-05-31/",
]
LOADERS_PAGES = [
    "/indicators/entry/",
    "/indicators/entry/2005-2006-q4/",
    "/indicators/entry/2005-2006/?only_missing=1",
    "/indicators/loading/",
    "/indicators/ch-141/targets/new/",
]
PEOPLE_PAGES = [
    *("/people/", "/people/?words=zebra", "/people/new/", "/people/list/", "/people/links/"),
    *("/people/names/", "/people/names/jar-2005/", "/people/organisations/"),
]
PUBLIC_PAGES = [
    "/",
    "/sign-in/",
    "/accessibility/",
    "/papers/",
    f"/papers/{MARCH}",
    f"/papers/{MARCH}reports/jar-report-2006-03-13/",
    "/papers/committees/childrens-services-scrutiny/",
    "/papers/decisions/?words=children",
    "/papers/search/?words=children",
    "/papers/ask/",
]
# Pages that are like another of these in all but their rows: valid HTML is asked of them too, axe
# and the zoom of the fullest of each kind.
LIKE_OTHERS = {
    "/?since=1+May+2006",
    "/?as_at=2004-01-01",
    f"{PLAN}recommendations/1/",
    f"{PLAN}actions/",
    f"{PLAN}actions/1.5/?as_at=2006-02-03",
    f"{PLAN}actions/1.1/",
    f"{PLAN}recommendations/99/",
    "/officers/AH/",
    "/search/",
    f"/indicators/{FIGURES}&set=corporate-plan",
    f"/indicators/{FIGURES}&rating=green&sort=-ref",
    "/indicators/ch-141/",
    "/indicators/ni-60/",
    f"/indicators/ni-72/{FIGURES}",
    f"/indicators/number-of-cafs-completed/{FIGURES}",
    "/indicators/neighbours/",
    "/indicators/judgements/",
    "/indicators/judgements/rules/",
    "/indicators/judgements/rules/?others=",
    "/indicators/readings/",
    "/indicators/digest/2005-2006-q4/",
    "/meetings/?committee=cabinet&state=held",
    f"/{MAY}?as_at=2006-06-30",
    f"/{MAY}reports/behaviour-review-2006-05-31/",
    f"/{MARCH}reports/health-report-2006-03-13/",
    "/meetings/cabinet-2005-02-17/",
    "/committees/cabinet/",
    "/committees/childrens-services-scrutiny/has/offices/",
    "/programme/",
    "/programme/cabinet/",
    "/resolutions/?state=late",
    "/reports/behaviour-review-2006-05-31/",
}
ON_A_TELEPHONE = [
    "/",
    PLAN,
    f"{PLAN}actions/?rating=red&lead=HL&sort=-by_when",
    f"{PLAN}actions/1.5/",
    f"{PLAN}actions/1.5/updates/new/",
    f"/indicators/{FIGURES}",
    f"/{MAY}",
]
SHARES = 8  # so that several processes can take a part each
DESK, PHONE = 1280, 390  # a tablet has the layout of a telephone
ZOOMED = 320  # what is left of 1280 pixels at 400%
# Rows that have the same elements, classes and attributes in lists of a class are judged alike:
# two of each shape are left on a page, and the first of each list.
LEAVE_TWO_ROWS_OF_A_SHAPE = """() => {
    const isOfTheKind = /^(role|type|aria-(?!label|describedby|controls|details))/;
    const attribute = ({name, value}) => name + (isOfTheKind.test(name) ? value : "");
    const outline = element => [
        element.tagName,
        element.className,
        element.textContent.trim() ? "words" : "",
        ...[...element.attributes].map(attribute),
    ].join(" ");
    const left = new Map();
    for (const row of document.querySelectorAll("tr, li")) {
        if (!row.isConnected) continue;
        const list = row.closest("table, ul, ol");
        const shape = [list, row, ...row.querySelectorAll("*")].map(outline).join("|");
        left.set(shape, (left.get(shape) ?? 0) + 1);
        if (left.get(shape) > 2 && row.previousElementSibling) row.remove();
    }
}"""


@pytest.mark.parametrize("share", range(SHARES))
def test_axe_finds_nothing_on_any_page_and_nothing_is_lost_when_zoomed(
    share: int, page: Page, sign_in: Callable[[Page, Any], None], director: User
) -> None:
    sign_in(page, director)
    load_with_every_page(page)

    every = fullest([*DIRECTORS_PAGES, *INDICATORS_PAGES, *MEETINGS_PAGES])
    found = {address: faults(page, address) for address in every[share::SHARES]}

    assert {address: told for address, told in found.items() if told} == {}


@pytest.mark.parametrize(
    ("role", "addresses"),
    [
        (Role.PERFORMANCE_OFFICER, LOADERS_PAGES),
        (Role.COMMITTEE_CLERK, CLERKS_PAGES),
        (Role.ADMINISTRATOR, PEOPLE_PAGES),
    ],
    ids=["where figures are entered", "where packs are built", "where people are added"],
)
def test_axe_finds_nothing(
    role: Role,
    addresses: list[str],
    page: Page,
    sign_in: Callable[[Page, Any], None],
    make_user: Callable[..., User],
) -> None:
    sign_in(page, make_user(role))
    load_with_every_page(page)

    found = {address: faults(page, address) for address in fullest(addresses)}

    assert {address: told for address, told in found.items() if told} == {}


def fullest(addresses: list[str]) -> list[str]:
    """Return the addresses of the fullest page of each kind."""
    return [address for address in addresses if address not in LIKE_OTHERS]


def test_what_is_left_to_a_fuller_page_is_a_page_of_these() -> None:
    every = {*DIRECTORS_PAGES, *INDICATORS_PAGES, *MEETINGS_PAGES, *CLERKS_PAGES, *LOADERS_PAGES}

    assert every >= LIKE_OTHERS


def faults(page: Page, address: str) -> list[str]:
    """Return what axe finds on a page at each width, and whether it runs over when zoomed."""
    page.goto(address)
    widen(page, ZOOMED)
    width = page.evaluate("document.documentElement.scrollWidth")
    told = [f"runs over {ZOOMED} pixels"] if width > ZOOMED else []
    widen(page, DESK)
    page.evaluate(LEAVE_TWO_ROWS_OF_A_SHAPE)
    told += violations(page)
    widen(page, PHONE)
    return told + violations_of_width(page)


def test_axe_finds_nothing_on_a_telephone(
    page: Page, sign_in: Callable[[Page, Any], None], director: User
) -> None:
    """The menu, a list, a form and the public's pages have parts that only a telephone shows."""
    widen(page, PHONE)
    load_with_every_page(page)
    told = [told for address in PUBLIC_PAGES for told in seen_on_a_telephone(page, address)]
    sign_in(page, director)
    told += [told for address in ON_A_TELEPHONE for told in seen_on_a_telephone(page, address)]

    assert told == []


def seen_on_a_telephone(page: Page, address: str) -> list[str]:
    """Return what axe finds on a page that was opened on a telephone."""
    page.goto(address)
    page.evaluate(LEAVE_TWO_ROWS_OF_A_SHAPE)
    return violations(page)


def widen(page: Page, width: int) -> None:
    """Make the window so many pixels wide."""
    page.set_viewport_size({"width": width, "height": 900})


def test_axe_finds_nothing_on_a_public_page(page: Page) -> None:
    load_with_every_page(page)

    assert [told for address in PUBLIC_PAGES for told in faults(page, address)] == []


def test_a_refused_form_and_a_refused_page_are_accessible(
    page: Page, sign_in: Callable[[Page, Any], None], director: User, member: User
) -> None:
    sign_in(page, director)
    page.goto(f"{PLAN}actions/1.5/updates/new/")
    page.get_by_role("button", name="Post").click()
    expect(page).to_have_title(re.compile("^Error: "))
    assert violations(page) == []

    sign_in(page, member)
    page.goto(f"{PLAN}actions/1.5/moderation/")
    assert page.get_by_role("heading", level=1).inner_text() == "You may not do this"
    assert violations(page) == []


@pytest.mark.document
def test_the_html_of_every_page_is_valid(
    client: Client, director: User, make_user: Callable[..., User]
) -> None:
    client.force_login(director, "herefordshire_cs.accounts.backends.EmailBackend")
    every = [*DIRECTORS_PAGES, *VALID_ALONE, *INDICATORS_PAGES, *MEETINGS_PAGES]
    pages = {address: client.get(address).content.decode() for address in every}
    refused = client.post(f"{PLAN}actions/1.5/updates/new/", {"narrative": "<b>x</b>"})
    client.force_login(
        make_user(Role.PERFORMANCE_OFFICER), "herefordshire_cs.accounts.backends.EmailBackend"
    )
    pages |= {address: client.get(address).content.decode() for address in LOADERS_PAGES}
    client.force_login(
        make_user(Role.COMMITTEE_CLERK), "herefordshire_cs.accounts.backends.EmailBackend"
    )
    pages |= {
        f"clerk: {address}": client.get(address).content.decode() for address in CLERKS_PAGES
    }
    client.force_login(
        make_user(Role.ADMINISTRATOR), "herefordshire_cs.accounts.backends.EmailBackend"
    )
    pages |= {address: client.get(address).content.decode() for address in PEOPLE_PAGES}
    client.logout()
    pages |= {
        f"public: {address}": client.get(address).content.decode() for address in PUBLIC_PAGES
    }

    assert check_html(pages | {"a refused form": refused.content.decode()}) == []
