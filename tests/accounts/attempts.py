"""Attempts to sign in: by whom, from where, and how long ago."""

from datetime import timedelta

from django.db.models import F
from django.http import HttpResponse
from django.test import Client

from herefordshire_cs.accounts.devices import COOKIE
from herefordshire_cs.accounts.models import SignInFailure
from herefordshire_cs.lib import clock

PASSWORD = "a long enough password"  # what the fixture make_user gives
HOME = "198.51.100.7"
OFFICE = "203.0.113.1"


def attempt(
    address: str, password: str = PASSWORD, *, place: str = HOME, client: Client | None = None
) -> HttpResponse:
    """Send in the form of the sign-in page; without a client on a device that nobody knows."""
    form = {"username": address, "password": password}
    return (client or Client()).post("/sign-in/", form, REMOTE_ADDR=place)


def guess(
    times: int, address: str, *, place: str = HOME, client: Client | None = None
) -> HttpResponse:
    """Type a wrong password so many times; return the last answer."""
    for _time in range(times):
        response = attempt(address, "a wrong password", place=place, client=client)
    return response


def tried(*pairs: tuple[str, str]) -> None:
    """Let wrong passwords have been typed a moment ago: for which account, and from where."""
    SignInFailure.objects.bulk_create(
        SignInFailure(account=account, address=place, tried_at=clock.now())
        for account, place in pairs
    )


def device_of(address: str, password: str = PASSWORD, *, client: Client | None = None) -> Client:
    """Return a device on which somebody signed in before, and out again."""
    client = client or Client()
    assert attempt(address, password, place=OFFICE, client=client).status_code == 302
    client.post("/sign-out/")
    return client


def cookie_of(device: Client) -> str:
    """Return what the cookie of a known device holds."""
    return str(device.cookies[COOKIE].value)


def fill_every_limit(address: str, *, place: str) -> None:
    """Close an account, the place that is given, and all others, as an attacker would."""
    tried(
        *[(address, place)] * 10,
        *[(f"somebody{number}@test.example", place) for number in range(10)],
        *[(f"anybody{number}@test.example", f"192.0.2.{number // 18}") for number in range(180)],
    )


def let_pass(**time: int) -> None:
    """Let minutes or seconds pass for all that was tried."""
    earlier = F("tried_at") - timedelta(**time)
    SignInFailure.objects.update(tried_at=earlier)
