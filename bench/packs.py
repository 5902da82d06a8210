"""Measures packs: each built by the real worker, its start included, in a process of its own."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from bench.plain import slowness
from bench.processes import environment, run, run_step
from herefordshire_cs.background.queues import QUEUES

COLD, WARM, CHANGED = "cold", "warm", "one report changed"
WORKER = ("manage.py", "worker", *QUEUES, "--batch")


@dataclass(frozen=True, slots=True, kw_only=True)
class PackFigures:
    """What building one pack cost; ``printed`` is how many parts were not in store.

    ``slowness`` is how many times slower than the quiet one the machine was for printing.
    """

    way: str
    wanted: int
    pages: int
    printed: int
    seconds: float
    cpu_seconds: float
    slowness: float
    peak_bytes: int
    file_bytes: int

    @property
    def quiet_cpu_seconds(self) -> float:
        """The processor time that it would have taken on the quiet machine."""
        return self.cpu_seconds / self.slowness

    def as_json(self) -> dict[str, Any]:
        """Return the figures as they are kept."""
        return asdict(self) | {"quiet_cpu_seconds": self.quiet_cpu_seconds}


def build_packs(pages: int, database_url: str) -> list[PackFigures]:
    """Build a pack with nothing in store, again with all in store, and with one report changed."""
    surroundings = environment(database_url)
    filled = run_step("pack_filling", str(pages), surroundings=surroundings).said
    cold = build(COLD, pages, surroundings, before=filled["parts"])
    warm = build(WARM, pages, surroundings, before=cold.said["parts"])
    run_step("packing", "changed", str(pages), surroundings=surroundings)
    changed = build(CHANGED, pages, surroundings, before=warm.said["parts"])
    return [each.figures for each in (cold, warm, changed)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A pack that was built: its figures, and what the step said."""

    figures: PackFigures
    said: dict[str, Any]


def build(way: str, pages: int, surroundings: Mapping[str, str], *, before: int) -> Built:
    """Ask for a pack and let a worker build it."""
    run_step("packing", "asked", str(pages), surroundings=surroundings)
    slow = slowness(surroundings)
    made = run(*WORKER, "-v", "0", surroundings=surroundings)
    said = run_step("packing", "found", str(pages), surroundings=surroundings).said
    figures = PackFigures(
        way=way,
        wanted=pages,
        pages=said["pages"],
        printed=said["parts"] - before,
        seconds=made.seconds,
        cpu_seconds=made.cpu_seconds,
        slowness=slow,
        peak_bytes=made.peak_bytes,
        file_bytes=said["bytes"],
    )
    return Built(figures=figures, said=said)
