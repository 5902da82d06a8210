"""Administrators make and end tokens; a secret is shown once."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from herefordshire_cs.accounts.models import User
from herefordshire_cs.api.models import Token

pytestmark = pytest.mark.django_db


def typed(reader: User, **changes: Any) -> dict[str, Any]:
    given = {
        "name": "Power BI",
        "person": reader.pk,
        "scopes": ["plans"],
        "last_day": "1 May 2007",
    }
    return given | changes


def test_a_secret_is_shown_once_and_opens_the_record(
    administrator: User, officer: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(administrator)

    page = client.post("/tokens/new/", typed(officer)).content.decode()

    (secret,) = re.findall(r"<code>([-\w]{43})</code>", page)
    answer = Client(headers={"Authorization": f"Bearer {secret}"}).get("/api/plans")
    assert [row["plan"] for row in answer.json()] == ["jar-2005", "directorate-2009"]
    listed = client.get("/tokens/").content.decode()
    assert secret not in listed
    assert f"begins {secret[:8]}" in listed

    client.post(f"/tokens/{Token.objects.get().pk}/end/")
    assert (
        Client(headers={"Authorization": f"Bearer {secret}"}).get("/api/plans").status_code == 401
    )
    assert "Ended" in client.get("/tokens/").content.decode()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": ""}, "Say what it is for"),
        ({"person": ""}, "Choose a person."),
        ({"scopes": []}, "Choose what it may read."),
        ({"last_day": "21 May 2006"}, "That day is past."),
        ({"last_day": "24 May 2007"}, "23\u00a0May 2007 is the latest."),
    ],
)
def test_what_is_wrong_stands_beside_the_field_and_what_was_typed_stays(
    changes: dict[str, Any],
    words: str,
    administrator: User,
    officer: User,
    sign_in: Callable[[User], Client],
) -> None:
    page = sign_in(administrator).post("/tokens/new/", typed(officer, **changes))

    assert words in page.content.decode()
    assert changes.get("name", "Power BI") in page.content.decode()
    assert not Token.objects.exists()


def test_nobody_makes_one_for_an_account_of_repairs(
    administrator: User, officer: User, sign_in: Callable[[User], Client]
) -> None:
    officer.is_superuser = True
    officer.save()

    sign_in(administrator).post("/tokens/new/", typed(officer))

    assert not Token.objects.exists()
