"""Measures pages: every size in turn, request by request, so that all meet the same noise."""

import math
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from statistics import mean, median, median_high
from typing import Any

from bench.processes import cpu_seconds, forget_peak, peak_bytes
from bench.requests import Asked
from bench.serving import Server
from bench.visiting import Answer
from bench.yardstick import slowness as slowness_now

WARM_UPS = 3
SECONDS_AT_MOST = 15  # for one kind of request at all sizes, once MADE_AT_LEAST of each are made
MADE_AT_LEAST = 3
QUICK = 10  # a kind of which so many are to be made is worth warming up for


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFigures:
    """What one kind of request cost at one size; times in milliseconds.

    ``cpu`` is the processor time of the worker, at a time when the machine was so many times
    slower than a quiet one; ``sent_bytes`` is what was on the wire of the ``whole_bytes`` of the
    page, of the answer in the middle of all.
    """

    key: str
    name: str
    actions: int
    requests: int
    p50: float
    p95: float
    cpu: float
    slowness: float
    pages_per_second: float
    peak_bytes: int
    statements: int
    whole_bytes: int
    sent_bytes: int

    @property
    def quiet_cpu(self) -> float:
        """The processor time that it would have taken on the quiet machine."""
        return self.cpu / self.slowness

    def as_json(self) -> dict[str, Any]:
        """Return the figures as they are kept."""
        return asdict(self) | {"quiet_cpu": self.quiet_cpu}


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A request that was made: its answer, the worker's milliseconds, how slow the machine was."""

    answer: Answer
    cpu: float
    slowness: float


def measure(
    asked: Asked,
    servers: Mapping[int, Server],
    *,
    requests: int,
    statements: Mapping[int, dict[str, int]],
) -> list[PageFigures]:
    """Make one kind of request at every size; return the figures of each."""
    rounds = max(MADE_AT_LEAST, requests // asked.dearness)
    for server in servers.values():
        visitor = server.visitors[asked.reader]
        for _ in range(WARM_UPS if rounds >= QUICK else 1):
            visitor.make(visitor.prepare(asked))
        forget_peak(server.worker)
    made: dict[int, list[Made]] = {size: [] for size in servers}
    last = time.monotonic() + SECONDS_AT_MOST
    for number in range(rounds):
        if number >= MADE_AT_LEAST and time.monotonic() > last:
            break
        for size, server in servers.items():
            made[size].append(make_once(asked, server))
    # Of all sizes together: they took turns, so the machine was as slow for one as for another.
    slow = mean(each.slowness for of_size in made.values() for each in of_size)
    return [
        figures_of(
            asked,
            made[size],
            actions=size,
            slowness=slow,
            peak=peak_bytes(server.worker),
            statements=statements[size][asked.key],
        )
        for size, server in servers.items()
    ]


def make_once(asked: Asked, server: Server) -> Made:
    """Make one request."""
    visitor = server.visitors[asked.reader]
    prepared = visitor.prepare(asked)
    before = cpu_seconds(server.worker)
    answer = visitor.make(prepared)
    cpu = 1000 * (cpu_seconds(server.worker) - before)
    return Made(answer=answer, cpu=cpu, slowness=slowness_now())


def figures_of(
    asked: Asked,
    made: list[Made],
    *,
    actions: int,
    slowness: float,
    peak: int,
    statements: int,
) -> PageFigures:
    """Return the figures of the requests of one kind at one size."""
    seconds = [each.answer.seconds for each in made]
    return PageFigures(
        key=asked.key,
        name=asked.name,
        actions=actions,
        requests=len(made),
        p50=1000 * median(seconds),
        p95=1000 * percentile(seconds, 95),
        cpu=mean(each.cpu for each in made),
        slowness=slowness,
        pages_per_second=1 / mean(seconds),
        peak_bytes=peak,
        statements=statements,
        whole_bytes=median_high(len(each.answer.body) for each in made),
        sent_bytes=median_high(each.answer.sent_bytes for each in made),
    )


def percentile(figures: list[float], share: int) -> float:
    """Return the figure that so many per cent of them do not exceed."""
    return sorted(figures)[math.ceil(len(figures) * share / 100) - 1]
