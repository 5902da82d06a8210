"""Prints what was measured, and keeps it."""

import json
import os
import platform
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version

from bench.aims import Aim, Measured
from bench.processes import ROOT
from bench.steps import say
from bench.tables import aim_table, document_table, pack_table, page_table

RESULT = ROOT / "var" / "bench.json"


def show(measured: Measured, found: Sequence[Aim]) -> None:
    """Print the tables."""
    say("Done")
    print(
        "\nOne sync worker, one reader; CPU is of the worker, SQL is statements for a request,"
        "\nsent is what goes over the wire, packed, of the KB of a page.\n"
    )
    tables = [
        page_table(measured.pages),
        document_table(measured.documents),
        pack_table(measured.packs),
        aim_table(found),
    ]
    print("\n\n".join(each for each in tables if each))
    print(f"\nKept in {RESULT.relative_to(ROOT)}")


def keep(
    measured: Measured,
    found: Sequence[Aim],
    plans: Mapping[int, Mapping[str, object]],
    *,
    database: str,
) -> None:
    """Keep all figures as JSON."""
    result = {
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": {
            "processors": os.cpu_count(),
            "python": platform.python_version(),
            "django": version("django"),
            "weasyprint": version("weasyprint"),
            "database": database,
        },
        "plans": {str(size): made for size, made in plans.items()},
        "pages": [page.as_json() for page in measured.pages],
        "documents": [document.as_json() for document in measured.documents],
        "packs": [pack.as_json() for pack in measured.packs],
        "aims": [aim.as_json() for aim in found],
    }
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
