"""Measures pages: every size in turn, request by request, so that all meet the same noise."""

import math
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from statistics import mean, median
from typing import Any

from bench.processes import cpu_seconds, forget_peak, peak_bytes
from bench.requests import Asked
from bench.serving import Server

WARM_UPS = 3
SECONDS_AT_MOST = (
    60  # for one kind of request at all sizes, once each was made MADE_AT_LEAST times
)
MADE_AT_LEAST = 3
QUICK = 10  # a kind of which so many are to be made is worth warming up for


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFigures:
    """What one kind of request cost at one size; times in milliseconds."""

    key: str
    name: str
    actions: int
    requests: int
    p50: float
    p95: float
    cpu: float
    pages_per_second: float
    peak_bytes: int
    statements: int

    def as_json(self) -> dict[str, Any]:
        """Return the figures as they are kept."""
        return asdict(self)


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
        for _ in range(WARM_UPS if rounds >= QUICK else 1):
            server.visitor.make(server.visitor.prepare(asked))
        forget_peak(server.worker)
    seconds: dict[int, list[float]] = {size: [] for size in servers}
    cpu = dict.fromkeys(servers, 0.0)
    last = time.monotonic() + SECONDS_AT_MOST
    for made in range(rounds):
        if made >= MADE_AT_LEAST and time.monotonic() > last:
            break
        for size, server in servers.items():
            prepared = server.visitor.prepare(asked)
            before = cpu_seconds(server.worker)
            seconds[size].append(server.visitor.make(prepared))
            cpu[size] += cpu_seconds(server.worker) - before
    return [
        PageFigures(
            key=asked.key,
            name=asked.name,
            actions=size,
            requests=len(seconds[size]),
            p50=1000 * median(seconds[size]),
            p95=1000 * percentile(seconds[size], 95),
            cpu=1000 * cpu[size] / len(seconds[size]),
            pages_per_second=1 / mean(seconds[size]),
            peak_bytes=peak_bytes(server.worker),
            statements=statements[size][asked.key],
        )
        for size, server in servers.items()
    ]


def percentile(figures: list[float], share: int) -> float:
    """Return the figure that so many per cent of them do not exceed."""
    return sorted(figures)[math.ceil(len(figures) * share / 100) - 1]
