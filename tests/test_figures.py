"""Every figure on the dashboard equals the list behind it, as at any day."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client

from herefordshire_cs.accounts.models import User

LINK = re.compile(r'<a [^>]*href="(/plans/jar-2005/actions/[^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
UNSEEN = re.compile(r'<svg.*?</svg>|<span class="govuk-visually-hidden">.*?</span>|<[^>]+>')
FIGURE = re.compile(r"\b(\d+)\b")


@pytest.mark.parametrize(
    "day", ["", "?as_at=2006-03-13", "?as_at=2005-12-01", "?since=1+May+2006"]
)
@pytest.mark.parametrize("page", ["/", "/plans/jar-2005/"])
def test_a_figure_that_is_a_link_equals_the_list_that_it_leads_to(
    page: str, day: str, member: User, sign_in: Callable[[User], Client]
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
        listed = client.get(address).context["page_obj"].paginator.count
        assert listed == figure, address
