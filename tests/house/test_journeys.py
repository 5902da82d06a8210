"""A journey looks at the page that it asked for, not at the one that it is just leaving.

A press returns before the next page is there. What waits by itself (`expect`, `fill`, `click`) may
follow it at once; what reads or leaves at once may not: it would judge the page before, or break
off what was just sent.
"""

import re
from itertools import pairwise
from pathlib import Path

from django.conf import settings

JOURNEYS = Path(settings.BASE_DIR) / "tests" / "journeys"
LEAVES = re.compile(r"""get_by_role\("(?:link|button)".*\)\.(?:click|press)\(""")
READS_AT_ONCE = re.compile(
    r"violations\w*\(|\.(?:goto|reload|go_back|content|title|url|count|all|inner_text|evaluate)\b"
)


def hasty(source: str) -> list[int]:
    """Return the numbers, from 1, of the lines that read at once what the line before has left."""
    lines = source.splitlines()
    return [
        number
        for number, (before, line) in enumerate(pairwise(lines), 2)
        if LEAVES.search(before) and READS_AT_ONCE.search(line) and "expect(" not in line
    ]


def test_a_page_is_waited_for_before_it_is_judged() -> None:
    found = [
        f"{path.name}:{number}"
        for path in sorted(JOURNEYS.glob("*.py"))
        for number in hasty(path.read_text(encoding="utf-8"))
    ]

    assert found == []


def test_a_judgement_right_after_a_press_is_hasty() -> None:
    press = 'page.get_by_role("link", name="Edit it").click()\n'

    assert hasty(press + "assert violations(page) == []") == [2]
    assert hasty(press + 'page.goto("/")') == [2]
    assert hasty(press + 'expect(page.get_by_role("main")).to_contain_text("Saved")') == []
