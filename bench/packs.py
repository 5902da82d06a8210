"""Measures packs: each built by the real worker, its start included, in a process of its own."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from bench.processes import Ended, environment, run, run_step

SIZES = (60, 300)  # pages; the pack of 31 May 2006 has about 60
WORKER = ("manage.py", "db_worker", "--queue-name", "*", "--batch", "--no-startup-delay")


@dataclass(frozen=True, slots=True, kw_only=True)
class PackFigures:
    """What building one pack cost; ``printed`` is how many parts were not in store."""

    way: str
    wanted: int
    pages: int
    printed: int
    seconds: float
    cpu_seconds: float
    peak_bytes: int
    file_bytes: int

    def as_json(self) -> dict[str, Any]:
        """Return the figures as they are kept."""
        return asdict(self)


def build_packs(pages: int, database_url: str) -> list[PackFigures]:
    """Build a pack with nothing in store, again with all in store, and with one report changed."""
    surroundings = environment(database_url)
    filled = run_step("pack_filling", str(pages), surroundings=surroundings).said
    cold = build("cold", pages, surroundings, before=filled["parts"])
    warm = build("warm", pages, surroundings, before=cold.said["parts"])
    run_step("packing", "changed", str(pages), surroundings=surroundings)
    changed = build("one report changed", pages, surroundings, before=warm.said["parts"])
    return [each.figures for each in (cold, warm, changed)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A pack that was built: its figures, and what the step said."""

    figures: PackFigures
    said: dict[str, Any]


def build(way: str, pages: int, surroundings: Mapping[str, str], *, before: int) -> Built:
    """Ask for a pack and let a worker build it."""
    run_step("packing", "asked", str(pages), surroundings=surroundings)
    made: Ended = run(*WORKER, "--no-reload", "-v", "0", surroundings=surroundings)
    said = run_step("packing", "found", str(pages), surroundings=surroundings).said
    figures = PackFigures(
        way=way,
        wanted=pages,
        pages=said["pages"],
        printed=said["parts"] - before,
        seconds=made.seconds,
        cpu_seconds=made.cpu_seconds,
        peak_bytes=made.peak_bytes,
        file_bytes=said["bytes"],
    )
    return Built(figures=figures, said=said)
