"""Requests that come at once are answered whole, though the test's database has one connection."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.request import Request, urlopen

from playwright.sync_api import Page

from herefordshire_cs.accounts.models import User

AT_ONCE = 4
REQUESTS = 40


def test_requests_that_come_at_once_are_all_answered(
    page: Page, sign_in: Callable[[Page, Any], None], director: User, live_server: Any
) -> None:
    sign_in(page, director)
    (cookie,) = page.context.cookies()
    asked = Request(
        f"{live_server.url}/plans/jar-2005/actions/?rating=red",
        headers={"Cookie": f"{cookie.get('name')}={cookie.get('value')}"},
    )

    def answered(_: int) -> int:
        with urlopen(asked) as response:
            response.read()
            return int(response.status)

    with ThreadPoolExecutor(AT_ONCE) as threads:
        assert set(threads.map(answered, range(REQUESTS))) == {200}
