"""Figures made up for the aims of the benchmark: some within every limit, and spoiled ones."""

from bench.aims import Measured
from bench.documents import DocumentFigures
from bench.limits import (
    DOCUMENTS,
    PACKED,
    PACKS,
    PAGES,
    SIZES,
    DocumentLimits,
    PackLimits,
    by_size,
)
from bench.measuring import PageFigures
from bench.packs import PackFigures

SLOWNESS = 2.0  # of the machine on which they were measured


def page(key: str, actions: int) -> PageFigures:
    """Return what a page cost at a size: just what is allowed, and half the milliseconds."""
    limits = PAGES[key]
    sent = int(1000 * (limits.sent_kb or 10))
    return PageFigures(
        key=key,
        name=key,
        actions=actions,
        requests=3,
        p50=9_999,
        p95=9_999,
        cpu=SLOWNESS * min(by_size(limits.cpu).values()) / 2,
        slowness=SLOWNESS,
        pages_per_second=1,
        peak_bytes=1,
        statements=int(by_size(limits.statements)[actions]),
        whole_bytes=int(sent * PACKED),
        sent_bytes=sent,
    )


def document(limits: DocumentLimits) -> DocumentFigures:
    """Return what a document cost: half the time that is allowed."""
    seconds = [limits.pages / limits.rate / 2] if limits.rate else []
    seconds += [limits.cpu / 1000 / 2] if limits.cpu else []
    cpu_seconds = SLOWNESS * min(seconds)
    return DocumentFigures(
        kind=limits.kind,
        actions=limits.actions or 200,
        way=limits.way,
        pages=limits.pages,
        seconds=9_999,
        cpu_seconds=cpu_seconds,
        engine_cpu_seconds=cpu_seconds / limits.ratio if limits.ratio else None,
        engine_peak_bytes=1,
        slowness=SLOWNESS,
        peak_bytes=int(limits.megabytes * 1e6) - 1,
        file_bytes=1,
    )


def pack(limits: PackLimits) -> PackFigures:
    """Return what a pack cost: half the time that is allowed."""
    return PackFigures(
        way=limits.way,
        wanted=limits.pages,
        pages=limits.pages,
        printed=limits.printed,
        seconds=9_999,
        cpu_seconds=SLOWNESS * limits.pages / limits.rate / 2,
        slowness=SLOWNESS,
        peak_bytes=int(limits.megabytes * 1e6) - 1,
        file_bytes=1,
    )


def within_every_limit() -> Measured:
    """Return figures that meet every aim."""
    return Measured(
        pages=[page(key, size) for key in PAGES for size in SIZES],
        documents=[document(limits) for limits in DOCUMENTS],
        packs=[pack(limits) for limits in PACKS],
        migrate_seconds=1,
    )
