"""The aims of the benchmark, and whether the figures meet them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench.documents import SMALL, DocumentFigures
from bench.measuring import PageFigures
from bench.packs import PackFigures

SAME = 1.2  # within a fifth counts as the same cost
SMALLEST, LARGEST = 200, 20_000
STATEMENTS_AT_MOST = {
    "dashboard": 15,
    "dashboard-anew": 26,  # the plan and the indicators both worked out afresh
    "list": 10,
    "list-anew": 10,
    "filtered": 10,
    "action": 10,
    "update": 12,
    "indicators": 13,
    "indicator": 26,
}
FLAT = {"list": "Action list", "action": "Action page", "update": "Post an update"}
DASHBOARD_MS = {200: 50, 20_000: 300}
P50_MS = {"indicators": 150, "indicator": 100}  # at every size, for all have as many figures
DOCUMENT_RATIO = 1.2
DOCUMENT_BYTES = 250_000_000
MIGRATE_SECONDS = 10
PACK_BYTES = 400_000_000  # of a worker; assembling holds the parts of a copy at once
PACK_AGAIN = 0.75  # of the processor time of a build with nothing in store


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """One aim: what was wanted, what was found, and whether that will do."""

    wanted: str
    found: str
    is_met: bool


def aims(
    pages: Sequence[PageFigures],
    documents: Sequence[DocumentFigures],
    packs: Sequence[PackFigures] = (),
    *,
    migrate_seconds: float,
) -> Iterator[Aim]:
    """Yield the aims of which there are figures."""
    by_key = {(page.key, page.actions): page for page in pages}
    yield from _statements(pages)
    yield from _flat(by_key)
    for actions, limit in DASHBOARD_MS.items():
        if page := by_key.get(("dashboard", actions)):
            yield Aim(
                wanted=f"Dashboard at {actions:,}: p50 under {limit} ms",
                found=f"{page.p50:.0f} ms",
                is_met=page.p50 < limit,
            )
    yield from _quick(pages)
    for document in documents:
        yield from _document(document)
    for pack in packs:
        yield from _pack(pack, packs)
    yield Aim(
        wanted=f"All migrations in under {MIGRATE_SECONDS} s",
        found=f"{migrate_seconds:.1f} s",
        is_met=migrate_seconds < MIGRATE_SECONDS,
    )


def _statements(pages: Sequence[PageFigures]) -> Iterator[Aim]:
    for key, limit in STATEMENTS_AT_MOST.items():
        found = [page for page in pages if page.key == key]
        if found:
            yield Aim(
                wanted=f"{found[0].name}: at most {limit} statements, at every size",
                found=", ".join(str(page.statements) for page in found),
                is_met=all(page.statements <= limit for page in found),
            )


def _flat(by_key: dict[tuple[str, int], PageFigures]) -> Iterator[Aim]:
    for key, name in FLAT.items():
        small, large = by_key.get((key, SMALLEST)), by_key.get((key, LARGEST))
        if small and large:
            ratio = large.p50 / small.p50
            cpu = large.cpu / small.cpu
            yield Aim(
                wanted=f"{name}: the same at {LARGEST:,} as at {SMALLEST} (p50, within 20%)",
                found=f"{ratio:.2f} times ({cpu:.2f} of processor time)",
                is_met=ratio <= SAME,
            )


def _quick(pages: Sequence[PageFigures]) -> Iterator[Aim]:
    for key, limit in P50_MS.items():
        found = [page for page in pages if page.key == key]
        if found:
            yield Aim(
                wanted=f"{found[0].name}: p50 under {limit} ms, at every size",
                found=", ".join(f"{page.p50:.0f} ms" for page in found),
                is_met=all(page.p50 < limit for page in found),
            )


def _document(document: DocumentFigures) -> Iterator[Aim]:
    if document.kind == "digest":
        yield Aim(
            wanted=f"Digest PDF of 100 indicators, {document.way}: under 250 MB",
            found=f"{document.peak_bytes / 1e6:.0f} MB",
            is_met=document.peak_bytes < DOCUMENT_BYTES,
        )
    if document.kind != "action-plan":
        return
    if document.ratio is not None:
        yield Aim(
            wanted=f"Action plan PDF: at most {DOCUMENT_RATIO} times the engine alone",
            found=f"{document.ratio:.2f} times",
            is_met=document.ratio <= DOCUMENT_RATIO,
        )
    if document.actions <= SMALL:
        yield Aim(
            wanted=f"Action plan PDF at {document.actions}: under 250 MB",
            found=f"{document.peak_bytes / 1e6:.0f} MB",
            is_met=document.peak_bytes < DOCUMENT_BYTES,
        )
    if document.way == "by a worker":
        yield Aim(
            wanted=f"Action plan PDF at {document.actions:,} is made in the background",
            found=f"{document.pages} pages in {document.seconds:.0f} s",
            is_met=True,  # a worker that did not make it has ended the benchmark
        )


def _pack(pack: PackFigures, packs: Sequence[PackFigures]) -> Iterator[Aim]:
    name = f"Pack of {pack.wanted} pages, {pack.way}"
    yield Aim(
        wanted=f"{name}: under {PACK_BYTES // 1_000_000} MB",
        found=f"{pack.peak_bytes / 1e6:.0f} MB",
        is_met=pack.peak_bytes < PACK_BYTES,
    )
    if pack.way == "cold":
        return
    parts = 1 if pack.way == "one report changed" else 0
    yield Aim(
        wanted=f"{name}: prints {parts} part{'' if parts == 1 else 's'} anew",
        found=str(pack.printed),
        is_met=pack.printed == parts,
    )
    cold = next(each for each in packs if (each.wanted, each.way) == (pack.wanted, "cold"))
    ratio = pack.cpu_seconds / cold.cpu_seconds
    yield Aim(
        wanted=f"{name}: at most {PACK_AGAIN} of the processor time with nothing in store",
        found=f"{ratio:.2f}",
        is_met=ratio <= PACK_AGAIN,
    )
