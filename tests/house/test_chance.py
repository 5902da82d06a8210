"""No test hangs on chance: a page has tokens, in which any two letters stand now and then."""

import re
from pathlib import Path

from django.conf import settings

TESTS = Path(settings.BASE_DIR) / "tests"
# A token has 64 letters of 62: four given ones stand in one of 230,000.
SHORT = re.compile(r"""assert b?(["'])[A-Za-z0-9]{1,3}\1 not in .*\.content\b""")


def test_no_few_letters_are_looked_for_in_a_page_that_has_tokens() -> None:
    found = [
        f"{path.relative_to(TESTS)}:{number}"
        for path in sorted(TESTS.rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if SHORT.search(line)
    ]

    assert found == []


def test_two_letters_in_a_page_are_chance_and_a_whole_address_is_none() -> None:
    page = 'client.get("/officers/").content.decode()'

    assert SHORT.search(f'assert "QZ" not in {page}')
    assert not SHORT.search(f'assert "/officers/QZ/" not in {page}')
