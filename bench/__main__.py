"""Measures pages and documents as a plan grows, beside the aims; see ``--help``."""

import json
import os
import platform
import signal
import sys
import tempfile
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from contextlib import ExitStack
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench.aims import Aim, aims
from bench.databases import databases
from bench.documents import LARGEST, DocumentFigures, print_directly, print_in_background
from bench.measuring import PageFigures, measure
from bench.packs import SIZES, PackFigures, build_packs
from bench.processes import ROOT, environment, run, run_step
from bench.requests import EVERYTHING
from bench.serving import serving
from bench.tables import aim_table, document_table, pack_table, page_table

RESULT = ROOT / "var" / "bench.json"
began = time.monotonic()


def main() -> None:
    """Measure what was asked for, print it and keep it."""
    for ending in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, signal.default_int_handler)  # so that every block below is left
    options = read_options()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        given = os.environ.get("DATABASE_URL", "")
        urls = stack.enter_context(databases(given, options.sizes, folder))
        collect_static_files(environment(urls[options.sizes[0]]))
        filled = fill(urls)
        # Documents first: the updates that are posted below would make them longer.
        documents = [] if options.skip_pdf else measure_documents(urls)
        packs = [] if options.skip_pdf else measure_packs(urls[min(urls)])
        pages = measure_pages(urls, filled, requests=options.requests)
    migrate_seconds = min(made["migrate_seconds"] for made in filled.values())
    found = list(aims(pages, documents, packs, migrate_seconds=migrate_seconds))
    show(pages, documents, packs, found)
    keep(pages, documents, packs, found, filled, database=given.partition(":")[0] or "sqlite")


def read_options() -> Namespace:
    """Read the command line."""
    parser = ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--sizes",
        default="200,2000,20000",
        type=lambda written: sorted({int(part) for part in written.split(",")}),
        help="how many actions the plans have (default: %(default)s)",
    )
    parser.add_argument("--requests", default=40, type=int, help="for each page (default: 40)")
    parser.add_argument("--skip-pdf", action="store_true", help="make no documents")
    return parser.parse_args()


def say(words: str) -> None:
    """Say how far the benchmark is."""
    print(f"[{time.monotonic() - began:4.0f} s] {words}", file=sys.stderr, flush=True)


def fill(urls: Mapping[int, str]) -> dict[int, dict[str, Any]]:
    """Fill every database; return what is to be known of each plan."""
    filled = {}
    for size, url in urls.items():
        say(f"Making a plan of {size:,} actions")
        filled[size] = run_step("filling", str(size), surroundings=environment(url)).said
    return filled


def collect_static_files(surroundings: Mapping[str, str]) -> None:
    """Collect the static files that the pages name, unless nothing changed since."""
    manifest = ROOT / "staticfiles" / "staticfiles.json"
    newest = max((path.stat().st_mtime for path in (ROOT / "static").rglob("*")), default=0)
    if not manifest.exists() or manifest.stat().st_mtime < newest:
        say("Collecting the static files")
        run("manage.py", "collectstatic", "--no-input", "-v", "0", surroundings=surroundings)


def measure_pages(
    urls: Mapping[int, str], filled: Mapping[int, dict[str, Any]], *, requests: int
) -> list[PageFigures]:
    """Measure every page at every size, one request at a time."""
    statements = {}
    for size, url in urls.items():
        say(f"Counting statements at {size:,} actions")
        action, own = filled[size]["action"], filled[size]["own"][-1]
        arguments = ("statements", action, own)
        statements[size] = run_step(*arguments, surroundings=environment(url)).said
    with ExitStack() as stack:
        servers = {
            size: stack.enter_context(
                # The last of the officer's own Actions has an update already, from counting.
                serving(url, action=filled[size]["action"], own=filled[size]["own"][:-1])
            )
            for size, url in urls.items()
        }
        pages = []
        for asked in EVERYTHING:
            say(f"Asking for: {asked.name}")
            pages += measure(asked, servers, requests=requests, statements=statements)
    return pages


def measure_documents(urls: Mapping[int, str]) -> list[DocumentFigures]:
    """Make a plan's documents at the sizes at which anybody would print them; then the others."""
    documents = []
    for size, url in urls.items():
        if size > LARGEST:
            continue
        say(f"Printing the summary at {size:,} actions")
        documents.append(print_directly("summary", url, actions=size))
        say(f"Printing the action plan at {size:,} actions")
        make = print_in_background if size == LARGEST else print_directly
        documents.append(make("action-plan", url, actions=size))
    # The indicators are the same beside every plan, so one database will do.
    size = min(urls)
    say("Printing the Digest and the RADAR sheet")
    documents.append(print_directly("digest", urls[size], actions=size))
    documents.append(print_in_background("digest", urls[size], actions=size))
    documents.append(print_directly("radar", urls[size], actions=size))
    return documents


def measure_packs(url: str) -> list[PackFigures]:
    """Build a small and a large pack: with nothing in store, all of it, and one report changed."""
    packs = []
    for pages in SIZES:
        say(f"Building a pack of {pages} pages, three times")
        packs += build_packs(pages, url)
    return packs


def show(
    pages: list[PageFigures],
    documents: list[DocumentFigures],
    packs: list[PackFigures],
    found: list[Aim],
) -> None:
    """Print the tables."""
    say("Done")
    print(
        "\nOne sync worker, one reader; CPU is of the worker, SQL is statements for a request.\n"
    )
    print(page_table(pages))
    if documents:
        print(f"\n{document_table(documents)}")
    if packs:
        print(f"\n{pack_table(packs)}")
    print(f"\n{aim_table(found)}")
    print(f"\nKept in {RESULT.relative_to(ROOT)}")


def keep(
    pages: list[PageFigures],
    documents: list[DocumentFigures],
    packs: list[PackFigures],
    found: list[Aim],
    filled: Mapping[int, dict[str, Any]],
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
        "plans": {str(size): made for size, made in filled.items()},
        "pages": [page.as_json() for page in pages],
        "documents": [document.as_json() for document in documents],
        "packs": [pack.as_json() for pack in packs],
        "aims": [
            {"wanted": aim.wanted, "found": aim.found, "is_met": aim.is_met} for aim in found
        ],
    }
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
