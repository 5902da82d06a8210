"""A council that begins: no page presupposes papers, years or words that are another's."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils.html import strip_tags

from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.council.services import keep_council
from herefordshire_cs.lib.council import forget
from herefordshire_cs.management.demonstration import unload_demonstration
from tests.conftest import user_in
from tests.council.test_council import EXAMPLE
from tests.factories import make_action, make_indicator, make_plan, make_recommendation

pytestmark = pytest.mark.django_db

PRESUPPOSES = re.compile(
    r"\b(?:200[4-9]|Hereford\w*|Chairman|JAR|in the papers?|published by the day shown"
    r"|the papers (?:say|tell|hold|name|spell))\b"
)
# These name the years of what they offer, or the words among which somebody chooses.
MAY_NAME = {"/plan-files/", "/council/edit/", "/rating-schemes/new/"}
# A blank word leaves nothing behind that only stands round one.
LEFT_OVER = re.compile(
    r"(?:^|[\s(])(?:\. \w|, ?\.|:\s*\.|,\s*,|\(\s*\))|\w\s+:(?:\s|$)", re.MULTILINE
)
MENU = re.compile(r'href="(/[^"#?]*)[^"]*"')
ROOMS = ("/plans/", "/risks/", "/indicators/", "/meetings/", "/officers/", "/committees/")
ROOMS += ("/people/", "/setting-up/", "/council/", "/rating-schemes/", "/search/", "/papers/")
ROOMS += ("/indicators/lists/", "/meeting-lists/", "/plan-files/", "/my-actions/")
PAGES_OF_A_PLAN = ("made-of", "actions", "timeline", "months", "evidence", "assurance", "doubts")
PAGES_OF_A_PLAN += ("reports", "promises", "disputed", "paper", "implications", "indicators")
# Files to be loaded and addresses that mean the demonstration's own years.
NOT_PAGES = re.compile(
    r"template|\.(?:pdf|ics|csv|css|js|xml|zip|png)|/static/|feed|calendar|/admin/"
)


@pytest.fixture(autouse=True)
def begun(settings: Any) -> Iterator[None]:
    settings.DEMONSTRATION_DATE = None
    unload_demonstration()
    keep_council(EXAMPLE)
    forget()
    yield
    forget()


def words_of(client: Client, address: str) -> str:
    answer = client.get(address, follow=True)
    assert answer.status_code < 500, address
    if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
        return ""
    page = answer.content.decode()
    main = page.split("<main", 1)[-1].split("</main>", 1)[0]
    inline = re.sub(r"</?(?:a|span|strong|abbr|b|em)\b[^>]*>", "", main)
    return re.sub(r"[ \t\n\xa0]+", " ", strip_tags(re.sub(r"<[^>]+>", "\n", inline)))


def addresses_from(client: Client, rooms: tuple[str, ...]) -> list[str]:
    """Return the rooms and every page of ours that they lead to."""
    found = dict.fromkeys(("/", *rooms))
    for address in rooms:
        answer = client.get(address, follow=True)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            found |= dict.fromkeys(MENU.findall(answer.content.decode()))
    return [address for address in found if not NOT_PAGES.search(address)]


def faults_of(client: Client, rooms: tuple[str, ...]) -> dict[str, list[str]]:
    faults = {}
    for address in addresses_from(client, rooms):
        words = words_of(client, address)
        found = [] if address in MAY_NAME else PRESUPPOSES.findall(words)
        found += [
            words[max(match.start() - 30, 0) : match.end() + 20]
            for match in LEFT_OVER.finditer(words)
        ]
        if found:
            faults[address] = found
    return faults


def test_no_page_of_a_council_that_begins_presupposes_anothers() -> None:
    faults: dict[tuple[Role, str], list[str]] = {}
    for role in (Role.PERFORMANCE_OFFICER, Role.COMMITTEE_CLERK, Role.ADMINISTRATOR):
        client = Client()
        client.force_login(user_in(role))

        faults |= {(role, address): found for address, found in faults_of(client, ROOMS).items()}

    assert "\n".join(f"{where}: {what}" for where, what in faults.items()) == ""


def test_a_half_filled_record_is_no_fault_and_leaves_nothing_behind() -> None:
    plan = make_plan(title="Improvement plan", group_name="", full_title="", cycle_reason="")
    recommendation = make_recommendation(plan)
    action = make_action(recommendation, reference="1.1")
    make_indicator(ref="", definition="Something measured", owner="", supplier="")
    rooms = (
        *(plan.get_absolute_url(), recommendation.get_absolute_url(), action.get_absolute_url()),
        *(f"{plan.get_absolute_url()}{page}/" for page in PAGES_OF_A_PLAN),
        "/indicators/",
    )
    client = Client()
    client.force_login(user_in(Role.PERFORMANCE_OFFICER))

    faults = faults_of(client, rooms)

    assert "\n".join(f"{where}: {what}" for where, what in faults.items()) == ""
