"""The command that says how a by-when is read: JSON and nothing else, without a database."""

import json

import pytest
from django.core.management import CommandError, call_command

PLAN = ("--plan-from", "2026-04-01", "--plan-to", "2027-03-31")


def test_it_prints_readings_and_a_question_and_nothing_else(
    capsys: pytest.CaptureFixture[str],
) -> None:
    call_command("read_by_when", "Monthly from April 2026", *PLAN)

    printed = capsys.readouterr()
    assert json.loads(printed.out) == {
        "readings": [
            {
                "earliest": "2026-04-01",
                "latest": None,
                "repeats": "monthly",
                "open_ended": True,
            }
        ],
        "question": "",
    }
    assert not printed.err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--plan-from", "1 April", "--plan-to", "2027-03-31"), "no day like 2026-04-01"),
        (("--plan-from", "2027-04-01", "--plan-to", "2027-03-31"), "before it starts"),
        (("--plan-from", "2026-04-01"), "--plan-to"),
        (("--plan-from", "0001-01-01", "--plan-to", "2027-03-31"), "in no year of a plan"),
    ],
)
def test_bad_options_are_named(options: tuple[str, ...], said: str) -> None:
    with pytest.raises(CommandError, match=said):
        call_command("read_by_when", "March", *options)
