"""How slow the machine is just now: a fixed piece of work, timed beside what is measured.

A processor that is shared with others does less in a second of its own time, half as much on a
busy machine, so such seconds are no measure by themselves. Whatever is judged is therefore divided
by how much longer the piece of work took than on the quiet machine that the limits are for. The
work is of the kind that pages are made of, and is none of the product's own.
"""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from html import escape
from statistics import mean
from threading import Event, Thread

QUIET_SECONDS = 0.0050  # an AMD EPYC of 2.4 GHz with Python 3.13, while nothing else runs
EVERY_SECONDS = 0.25  # how often the work is done beside a long measurement, a fiftieth of it
DAY_ONE = date(2025, 4, 1)
WORD = re.compile(r"\b(\w)(\w*)\b")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the piece of work."""

    number: int
    day: date
    words: str


def work() -> int:
    """Do the piece of work: rows, grouped, sorted and written out; return how long it came out."""
    rows = [
        Row(number, DAY_ONE + timedelta(days=number * 7 % 365), f"Item {number} & what it says")
        for number in range(400)
    ]
    months: dict[int, list[Row]] = {}
    for row in sorted(rows, key=lambda row: (row.day, -row.number)):
        months.setdefault(row.day.month, []).append(row)
    lines = []
    for month, found in months.items():
        lines.append(f"<h2>{month:02}</h2>")
        for row in found:
            said = WORD.sub(lambda match: match[1].upper() + match[2], row.words)
            lines.append(f'<li id="r-{row.number}">{row.day:%d %B %Y}: {escape(said)}</li>')
    return len("\n".join(lines))


def slowness() -> float:
    """Return how many times longer the piece of work takes now than on the quiet machine."""
    began = time.thread_time()
    work()
    return (time.thread_time() - began) / QUIET_SECONDS


@dataclass(slots=True)
class Watch:
    """How slow the machine was, time after time, beside something that took long."""

    found: list[float] = field(default_factory=list)

    @property
    def slowness(self) -> float:
        """How slow it was on the whole."""
        return mean(self.found)


@contextmanager
def watching() -> Iterator[Watch]:
    """Do the piece of work again and again beside what is waited for in the block."""
    watch, is_over = Watch(), Event()

    def look() -> None:
        while True:
            watch.found.append(slowness())
            if is_over.wait(EVERY_SECONDS):
                return

    thread = Thread(target=look)
    thread.start()
    try:
        yield watch
    finally:
        is_over.set()
        thread.join()
