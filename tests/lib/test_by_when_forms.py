"""How councils write a by-when: a table of forms, each with its readings or its question."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from herefordshire_cs.lib.bywhen import ByWhen, Period, describe, parse_by_when, understand

TABLE = Path(__file__).with_name("by_when_forms.txt")
USUAL_PLAN = "2026-04-01 2027-03-31"


def table() -> list[tuple[str, Period, str, bool, str]]:
    rows = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        words, plan, readings, asks, why = line.split("|")
        first, last = (plan or USUAL_PLAN).split()
        period = Period(starts_on=date.fromisoformat(first), ends_on=date.fromisoformat(last))
        rows.append((words.replace("\\n", "\n"), period, readings, bool(asks), why))
    return rows


def as_in_the_table(reading: ByWhen) -> str:
    earliest = reading.earliest.isoformat() if reading.earliest else ""
    latest = reading.latest.isoformat() if reading.latest else ""
    days = latest if earliest == latest and latest else f"{earliest}..{latest}"
    how_often = f"[{reading.recurrence}]" if reading.recurrence else ""
    is_open = "open" if reading.has_no_end else ""
    return " ".join(filter(None, (days, how_often, is_open)))


ROWS = table()


@pytest.mark.parametrize(
    ("words", "period", "readings", "asks"),
    [row[:4] for row in ROWS],
    ids=[f"{row[0]!r} {row[1].starts_on} {row[1].ends_on}" for row in ROWS],
)
def test_a_form_has_its_readings_or_its_question(
    words: str, period: Period, readings: str, asks: bool
) -> None:
    found = understand(words, period=period)

    joiner = " or " if asks else " + "
    assert joiner.join(as_in_the_table(reading) for reading in found.readings) == readings
    assert bool(found.question) == asks
    assert all(reading.as_written == words for reading in found.readings)


def test_the_table_holds_two_hundred_forms_each_with_its_reason() -> None:
    assert len({(words, period) for words, period, *_rest in ROWS}) == len(ROWS) >= 200
    assert all(why for *_rest, why in ROWS)


def test_what_is_offered_is_read_back_as_the_same_days() -> None:
    for words, period, *_rest in ROWS:
        for reading in understand(words, period=period).readings:
            again = parse_by_when(describe(reading))
            assert (again.earliest, again.latest) == (reading.earliest, reading.latest), words


PERIODS = st.sampled_from(sorted({row[1] for row in ROWS}, key=repr))
WORDS_OF_CELLS = (
    "1 31 06/07 26 2026 2026-28 46387 Jan Dec. May q4 h2 term half summer easter academic year "
    "end mid early from to and / - ; ( ) phase 1. revised was now within months every 6 weeks "
    "monthly ongoing tbc immediate completed start"
)
WORDS = st.sampled_from([*WORDS_OF_CELLS.split(), "\n"])


@settings(max_examples=40)
@given(words=st.lists(WORDS, max_size=9).map(" ".join) | st.text(), period=PERIODS)
def test_no_words_raise_and_no_reading_ends_before_it_starts(words: str, period: Period) -> None:
    for reading in understand(words, period=period).readings:
        assert reading.as_written == words
        if reading.earliest and reading.latest:
            assert reading.earliest <= reading.latest
