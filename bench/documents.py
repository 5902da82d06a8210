"""Measures documents: each made in a process of its own, so that its memory is its own."""

from dataclasses import asdict, dataclass
from typing import Any

from bench.plain import slowness
from bench.processes import environment, run, run_step
from herefordshire_cs.background.queues import QUEUES

LARGEST = 2_000  # actions; a plan of 20,000 would be a document of thousands of pages
SMALL = 200  # actions; up to here a document is made more than once, and compared
RUNS = 3  # of which the quickest counts, since what disturbs a run only ever adds to it
DIRECTLY, AGAIN, BY_WORKER = "directly", "in a warm process", "by a worker"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFigures:
    """What one document cost at one size; ``engine_cpu_seconds`` is the PDF engine alone.

    ``slowness`` is how many times slower than the quiet one the machine was for printing.
    """

    kind: str
    actions: int
    way: str
    pages: int
    seconds: float
    cpu_seconds: float
    engine_cpu_seconds: float | None
    engine_peak_bytes: int | None
    slowness: float
    peak_bytes: int
    file_bytes: int

    @property
    def ratio(self) -> float | None:
        """How many times the engine alone the whole document costs."""
        if self.engine_cpu_seconds is None:
            return None
        return self.cpu_seconds / self.engine_cpu_seconds

    @property
    def quiet_cpu_seconds(self) -> float:
        """The processor time that it would have taken on the quiet machine."""
        return self.cpu_seconds / self.slowness

    def as_json(self) -> dict[str, Any]:
        """Return the figures as they are kept."""
        return asdict(self) | {"ratio": self.ratio, "quiet_cpu_seconds": self.quiet_cpu_seconds}


def print_directly(kind: str, database_url: str, *, actions: int) -> DocumentFigures:
    """Print a document, small ones several times and in turn with the engine alone."""
    surroundings = environment(database_url)
    is_compared = actions <= SMALL and kind == "action-plan"
    slow = slowness(surroundings)
    whole, alone = [], []
    for _ in range(RUNS if is_compared else 1):
        whole.append(run_step("printing", "whole", kind, surroundings=surroundings))
        if is_compared:
            alone.append(run_step("printing", "alone", kind, surroundings=surroundings))
    best = min(whole, key=lambda ended: ended.said["cpu_seconds"])
    engine = min(alone, key=lambda ended: ended.said["cpu_seconds"], default=None)
    return DocumentFigures(
        kind=kind,
        actions=actions,
        way=DIRECTLY,
        pages=best.said["pages"],
        seconds=best.said["seconds"],
        cpu_seconds=best.said["cpu_seconds"],
        engine_cpu_seconds=engine and engine.said["cpu_seconds"],
        engine_peak_bytes=engine and engine.peak_bytes,
        slowness=slow,
        peak_bytes=best.peak_bytes,
        file_bytes=best.said["bytes"],
    )


def print_sheets(database_url: str, *, actions: int) -> DocumentFigures:
    """Print one page again and again in one process."""
    surroundings = environment(database_url)
    slow = slowness(surroundings)
    ended = run_step("printing", "again", "sheet", surroundings=surroundings)
    return DocumentFigures(
        kind="sheet",
        actions=actions,
        way=AGAIN,
        pages=ended.said["pages"],
        seconds=ended.said["seconds"],
        cpu_seconds=ended.said["cpu_seconds"],
        engine_cpu_seconds=None,
        engine_peak_bytes=None,
        slowness=slow,
        peak_bytes=ended.peak_bytes,
        file_bytes=ended.said["bytes"],
    )


def print_in_background(kind: str, database_url: str, *, actions: int) -> DocumentFigures:
    """Put a document in the queue and let a worker make it, its start included."""
    surroundings = environment(database_url)
    run_step("printing", "asked", kind, surroundings=surroundings)
    slow = slowness(surroundings)
    worker = ["manage.py", "worker", *QUEUES, "--batch"]
    made = run(*worker, "-v", "0", surroundings=surroundings)
    found = run_step("printing", "made", kind, surroundings=surroundings).said
    return DocumentFigures(
        kind=kind,
        actions=actions,
        way=BY_WORKER,
        pages=found["pages"],
        seconds=made.seconds,
        cpu_seconds=made.cpu_seconds,
        engine_cpu_seconds=None,
        engine_peak_bytes=None,
        slowness=slow,
        peak_bytes=made.peak_bytes,
        file_bytes=found["bytes"],
    )
