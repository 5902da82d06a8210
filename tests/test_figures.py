"""Every figure on the dashboard equals the list behind it, as at any day."""

import re
from collections.abc import Callable
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client

from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role

LINK = re.compile(r'<a [^>]*href="(/plans/jar-2005/actions/[^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
UNSEEN = re.compile(r'<svg.*?</svg>|<span class="govuk-visually-hidden">.*?</span>|<[^>]+>')
FIGURE = re.compile(r"\b(\d+)\b")


@pytest.fixture(scope="module")
def counted() -> dict[str, int]:
    """How long each list was; the pages lead to the same ones, and nothing is written here."""
    return {}


@pytest.mark.parametrize(
    "day", ["", "?as_at=2006-03-13", "?as_at=2005-12-01", "?since=1+May+2006"]
)
@pytest.mark.parametrize("page", ["/", "/plans/jar-2005/"])
def test_a_figure_that_is_a_link_equals_the_list_that_it_leads_to(
    page: str,
    day: str,
    member: User,
    sign_in: Callable[[User], Client],
    counted: dict[str, int],
) -> None:
    client = sign_in(member)
    html = client.get(f"{page}{day}").content.decode()

    figures = {
        (unescape(address), int(found[0].replace(",", "")))
        for address, words in LINK.findall(html)
        if (found := FIGURE.findall(UNSEEN.sub(" ", words))) and "/actions/?" in address
    }

    assert len(figures) > 4
    for address, figure in figures:
        if address not in counted:
            counted[address] = client.get(address).context["page_obj"].paginator.count
        assert counted[address] == figure, address


INDICATORS = re.compile(r'<a [^>]*href="(/indicators/\?[^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
IN_CONTENTS = re.compile(r'<li><a [^>]*href="#([^"]*)">[^<]*</a> (\d+)</li>')
TO_ENTRY = re.compile(r'href="(/indicators/entry/([^/"]*)/[^"]*)"')
DAYS = ["2006-05-22", "2009-07-20"]  # of the papers of 2006, and of every paper


def figures_of(html: str) -> set[tuple[str, int]]:
    """Return each address of the list of indicators with the figure that leads to it."""
    return {
        (unescape(address), int(found[0].replace(",", "")))
        for address, words in INDICATORS.findall(html)
        if (found := FIGURE.findall(UNSEEN.sub(" ", words)))
    }


@pytest.mark.parametrize("day", DAYS)
def test_a_figure_of_the_indicators_equals_the_list_that_it_leads_to(
    day: str, member: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(member)
    dashboard = client.get(f"/?as_at={day}")

    figures = figures_of(dashboard.content.decode())

    attentions = dashboard.context["performance"].attentions
    assert figures or not any(each.count for each in attentions)
    assert len(figures) == sum(
        bool(each.count) and (len(each.lines) < each.count or each.key in MENTIONED)
        for each in attentions
    )
    for address, figure in figures:
        listed = client.get(address).context["page_obj"].paginator.count
        assert listed == figure, address


MENTIONED = {"behind", "weaker", "short"}  # named by their counts alone


def test_the_dashboard_of_every_paper_has_figures_to_follow(
    member: User, sign_in: Callable[[User], Client]
) -> None:
    html = sign_in(member).get(f"/?as_at={DAYS[1]}").content.decode()

    assert len(figures_of(html)) > 2


@pytest.mark.parametrize("day", DAYS)
def test_a_list_that_the_dashboard_shows_in_full_is_the_one_that_it_leads_to(
    day: str, member: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(member)
    performance = client.get(f"/?as_at={day}").context["performance"]

    assert performance.counts.total > 0
    for each in performance.attentions:
        found = client.get(f"/indicators/?{each.query}&as_at={day}").context["found"].lines
        assert len(found) == each.count, each.key
        assert {line.head.pk for line in each.lines} <= {line.head.pk for line in found}


@pytest.mark.parametrize("day", DAYS)
def test_a_figure_of_what_is_due_equals_the_table_below_it(
    day: str, member: User, sign_in: Callable[[User], Client]
) -> None:
    response = sign_in(member).get(f"/indicators/due/?as_at={day}")
    html = response.content.decode()
    page = response.context["page"]

    listed = {name: int(figure) for name, figure in IN_CONTENTS.findall(html)}

    assert listed
    for name, figure in listed.items():
        section = html.split(f'<section class="cs-section" id="{name}">')[1].split("</section>")[0]
        assert section.count('<th scope="row">') == figure, name
    assert sum(listed.values()) == len(page.figures) + len(page.targets)
    assert f"{len(page.figures)} figure" in html


@pytest.mark.parametrize("day", DAYS)
def test_what_is_due_of_a_period_is_on_the_screen_that_it_leads_to(
    day: str, make_user: Callable[..., User], sign_in: Callable[[User], Client], settings: Any
) -> None:
    settings.DEMONSTRATION_DATE = date.fromisoformat(day)
    client = sign_in(make_user(Role.PERFORMANCE_OFFICER))
    response = client.get("/indicators/due/")
    due = {
        period.slug: [line.head.pk for line in lines]
        for period, lines in response.context["page"].periods
    }

    entries = {
        slug: address for address, slug in TO_ENTRY.findall(response.content.decode()) if slug
    }

    assert entries.keys() == due.keys()
    for slug, address in entries.items():
        rows = client.get(address).context["rows"]
        asked = [row.line.head.pk for row in rows]
        assert asked == due[slug], slug
