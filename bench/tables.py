"""The figures as tables of plain text."""

from collections.abc import Sequence

from bench.aims import Aim
from bench.documents import DocumentFigures
from bench.measuring import PageFigures
from bench.packs import PackFigures


def page_table(pages: Sequence[PageFigures]) -> str:
    """Return the figures of the pages."""
    head = ["Page", "Actions", "p50 ms", "p95 ms", "CPU ms", "Quiet", "SQL", "Pages/s"]
    head += ["KB", "Sent", "Peak MB", "n"]
    rows = [
        [
            page.name,
            f"{page.actions:,}",
            f"{page.p50:,.1f}",
            f"{page.p95:,.1f}",
            f"{page.cpu:,.1f}",
            f"{page.quiet_cpu:,.1f}",
            str(page.statements),
            f"{page.pages_per_second:,.1f}",
            f"{page.whole_bytes / 1e3:,.1f}",
            f"{page.sent_bytes / 1e3:,.1f}",
            f"{page.peak_bytes / 1e6:.0f}",
            str(page.requests),
        ]
        for page in pages
    ]
    return table(head, rows)


def document_table(documents: Sequence[DocumentFigures]) -> str:
    """Return the figures of the documents."""
    head = ["PDF", "Actions", "Made", "Pages", "s", "CPU s", "Engine", "Ratio"]
    head += ["Quiet s", "Peak MB", "Engine", "File KB"]
    rows = [
        [
            document.kind,
            f"{document.actions:,}",
            document.way,
            f"{document.pages:,}",
            f"{document.seconds:.1f}",
            f"{document.cpu_seconds:.2f}",
            f"{document.engine_cpu_seconds:.1f}" if document.engine_cpu_seconds else "",
            f"{document.ratio:.2f}" if document.ratio else "",
            f"{document.quiet_cpu_seconds:.2f}",
            f"{document.peak_bytes / 1e6:.0f}",
            f"{document.engine_peak_bytes / 1e6:.0f}" if document.engine_peak_bytes else "",
            f"{document.file_bytes / 1e3:,.0f}",
        ]
        for document in documents
    ]
    return table(head, rows)


def pack_table(packs: Sequence[PackFigures]) -> str:
    """Return the figures of the packs."""
    head = ["Pack", "Store", "Pages", "Parts printed", "s", "CPU s"]
    head += ["Quiet s", "Peak MB", "File KB"]
    rows = [
        [
            f"{pack.wanted} pages",
            pack.way,
            str(pack.pages),
            str(pack.printed),
            f"{pack.seconds:.1f}",
            f"{pack.cpu_seconds:.1f}",
            f"{pack.quiet_cpu_seconds:.1f}",
            f"{pack.peak_bytes / 1e6:.0f}",
            f"{pack.file_bytes / 1e3:,.0f}",
        ]
        for pack in packs
    ]
    return table(head, rows, left=2)


def aim_table(aims: Sequence[Aim]) -> str:
    """Return the aims, what was found, and whether they are met."""
    words = {True: "met", False: "NOT MET", None: "not judged"}
    rows = [[aim.wanted, aim.found, words[aim.is_met]] for aim in aims]
    return table(["Aim", "Found", ""], rows, left=3)


def table(head: list[str], rows: list[list[str]], *, left: int = 1) -> str:
    """Return a table whose first columns are words, and whose others are figures, or nothing."""
    if not rows:
        return ""
    widths = [max(len(row[at]) for row in [head, *rows]) for at in range(len(head))]
    lines = [
        "  ".join(
            cell.ljust(width) if at < left else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in [head, *rows]
    ]
    return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:]])
