"""The aims of the benchmark, and whether the figures meet them.

What costs processor time is judged by what it would have taken on the quiet machine, never by the
clock on the wall. An aim of which there are no figures, or not all, is yielded as well.
"""

import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from bench.documents import DocumentFigures
from bench.limits import (
    DOCUMENTS,
    LARGEST,
    MIGRATE_SECONDS,
    PACKED,
    PACKS,
    PAGES,
    SAME,
    SIZES,
    SMALLEST,
    DocumentLimits,
    Limit,
    PackLimits,
    PageLimits,
    by_size,
)
from bench.measuring import PageFigures
from bench.packs import PackFigures
from bench.pages import NAMES

type Compare = Callable[[float, float], bool]


@dataclass(slots=True, kw_only=True)
class Measured:
    """All that was measured."""

    pages: list[PageFigures] = field(default_factory=list)
    documents: list[DocumentFigures] = field(default_factory=list)
    packs: list[PackFigures] = field(default_factory=list)
    migrate_seconds: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """One aim: what was wanted, what was found, and whether that will do.

    ``is_met`` is None where there were no figures; ``is_whole`` says whether there were all.
    """

    wanted: str
    found: str
    is_met: bool | None
    is_whole: bool

    def as_json(self) -> dict[str, Any]:
        """Return the aim as it is kept."""
        return asdict(self)


def missed(found: Sequence[Aim], *, is_full: bool) -> list[Aim]:
    """Return the aims that were missed; of a full run also those that could not be judged."""
    return [aim for aim in found if aim.is_met is False or (is_full and not aim.is_whole)]


def aims(measured: Measured) -> Iterator[Aim]:
    """Yield every aim."""
    for key, limits in PAGES.items():
        found = {page.actions: page for page in measured.pages if page.key == key}
        yield from _page(NAMES[key], limits, found)
    yield _sent(measured.pages)
    for of_document in DOCUMENTS:
        printed = [each for each in measured.documents if of_document.is_of(each)]
        yield from _document(of_document, printed[0] if printed else None)
    for of_pack in PACKS:
        built = [each for each in measured.packs if of_pack.is_of(each)]
        yield from _pack(of_pack, built[0] if built else None)
    yield judged(
        f"All migrations: under {MIGRATE_SECONDS} s to run",
        [(measured.migrate_seconds, MIGRATE_SECONDS)],
        "{:.1f} s",
        operator.lt,
    )


def judged(
    wanted: str,
    figures: Sequence[tuple[float | None, float]],
    form: str,
    holds: Compare,
) -> Aim:
    """Return an aim: every figure, of each size in turn, is to hold beside its limit."""
    known = [(figure, limit) for figure, limit in figures if figure is not None]
    said = ["none" if figure is None else form.format(figure) for figure, _limit in figures]
    return Aim(
        wanted=wanted,
        found=", ".join(said),
        is_met=all(holds(figure, limit) for figure, limit in known) if known else None,
        is_whole=len(known) == len(figures),
    )


def _page(name: str, limits: PageLimits, found: dict[int, PageFigures]) -> Iterator[Aim]:
    yield judged(
        f"{name}: at most {_in_words(limits.statements, '')} statements",
        [(page and page.statements, limit) for page, limit in _beside(found, limits.statements)],
        "{:.0f}",
        operator.le,
    )
    yield judged(
        f"{name}: under {_in_words(limits.cpu, ' ms')} of the worker",
        [(page and page.quiet_cpu, limit) for page, limit in _beside(found, limits.cpu)],
        "{:.1f} ms",
        operator.lt,
    )
    if limits.is_flat:
        small, large = found.get(SMALLEST), found.get(LARGEST)
        yield judged(
            f"{name}: at {LARGEST:,} at most {SAME} times the processor time at {SMALLEST}",
            [(large.quiet_cpu / small.quiet_cpu if small and large else None, SAME)],
            "{:.2f} times",
            operator.le,
        )
    if limits.sent_kb is not None:
        yield judged(
            f"{name}: at most {limits.sent_kb:g} KB on the wire",
            [
                (page and page.sent_bytes / 1e3, limit)
                for page, limit in _beside(found, limits.sent_kb)
            ],
            "{:.1f} KB",
            operator.le,
        )


def _beside(
    found: dict[int, PageFigures], limit: Limit
) -> Iterator[tuple[PageFigures | None, float]]:
    """Yield the figures of each size beside its limit."""
    for size, at_most in by_size(limit).items():
        yield found.get(size), at_most


def _in_words(limit: Limit, unit: str) -> str:
    if not isinstance(limit, Mapping):
        return f"{limit:g}{unit}"
    return ", ".join(f"{each:g}{unit} at {size:,}" for size, each in limit.items())


def _sent(pages: Sequence[PageFigures]) -> Aim:
    """Judge how much smaller the most used pages are on the wire, all of them together.

    A page that only repeats itself would gain by this, so each has its limit in KB as well.
    """
    keys = [key for key, limits in PAGES.items() if limits.sent_kb is not None]
    ratios: list[float | None] = []
    for size in SIZES:
        found = [page for page in pages if page.actions == size and page.key in keys]
        whole = sum(page.whole_bytes for page in found)
        sent = sum(page.sent_bytes for page in found)
        ratios.append(whole / sent if len(found) == len(keys) else None)
    return judged(
        f"The {len(keys)} most used pages: {PACKED:g} times smaller on the wire",
        [(ratio, PACKED) for ratio in ratios],
        "{:.1f} times",
        operator.ge,
    )


def _document(limits: DocumentLimits, found: DocumentFigures | None) -> Iterator[Aim]:
    yield _memory(limits.name, limits.megabytes, found)
    if limits.rate is not None:
        yield _rate(limits.name, limits.rate, limits.pages, found)
    if limits.cpu is not None:
        yield judged(
            f"{limits.name}: under {limits.cpu:g} ms to print",
            [(found and 1000 * found.quiet_cpu_seconds, limits.cpu)],
            "{:.0f} ms",
            operator.lt,
        )
    if limits.ratio is not None:
        yield judged(
            f"{limits.name}: at most {limits.ratio:g} times the engine alone",
            [(found and found.ratio, limits.ratio)],
            "{:.2f} times",
            operator.le,
        )


def _pack(limits: PackLimits, found: PackFigures | None) -> Iterator[Aim]:
    name = f"Pack of {limits.pages} pages, {limits.way}"
    yield _memory(name, limits.megabytes, found)
    yield _rate(name, limits.rate, limits.pages, found)
    yield judged(
        f"{name}: prints {limits.printed} part{'' if limits.printed == 1 else 's'}",
        [(found and found.printed, limits.printed)],
        "{:.0f}",
        operator.eq,
    )


def _memory(name: str, megabytes: float, found: DocumentFigures | PackFigures | None) -> Aim:
    return judged(
        f"{name}: under {megabytes:g} MB in any one process",
        [(found and found.peak_bytes / 1e6, megabytes)],
        "{:.0f} MB",
        operator.lt,
    )


def _rate(name: str, rate: float, pages: int, found: DocumentFigures | PackFigures | None) -> Aim:
    """Judge pages by the second, of as many as there were when the limit was set.

    Those that there are now would flatter what prints the same on more of them.
    """
    return judged(
        f"{name}: at least {rate:g} pages by the second of processor time ({pages} pages)",
        [(found and pages / found.quiet_cpu_seconds, rate)],
        "{:.1f}",
        operator.ge,
    )
