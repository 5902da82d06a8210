"""Examples in hints are of the year in which they are read."""

from datetime import date

import pytest

from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.examples import later_with_examples, with_examples


@pytest.mark.parametrize(
    ("day", "words", "read"),
    [
        (date(2006, 5, 22), "Like {today}.", "Like 22 May 2006."),
        (
            date(2026, 11, 30),
            "Like {today} or {month}.",
            "Like 30 November 2026 or November 2026.",
        ),
        (date(2027, 3, 31), "{years}, not {years_before}", "2026/2027, not 2025/2026"),
        (date(2027, 4, 1), "{years}, not {years_before}", "2027/2028, not 2026/2027"),
        (date(2026, 1, 1), "autumn {year} or spring {next_year}", "autumn 2026 or spring 2027"),
        (date(2026, 1, 1), "nothing to fill in", "nothing to fill in"),
        (date(2026, 1, 1), "{unknown} stays", "{unknown} stays"),
    ],
)
def test_an_example_is_of_the_day_on_which_it_is_read(
    monkeypatch: pytest.MonkeyPatch, day: date, words: str, read: str
) -> None:
    monkeypatch.setattr(clock, "today", lambda: day)

    assert with_examples(words).replace("\N{NO-BREAK SPACE}", " ") == read


def test_what_is_written_beforehand_is_read_later(monkeypatch: pytest.MonkeyPatch) -> None:
    words = later_with_examples("In {year}")
    monkeypatch.setattr(clock, "today", lambda: date(2031, 1, 1))

    assert str(words) == "In 2031"
