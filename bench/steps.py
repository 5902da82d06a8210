"""The steps of the benchmark, one after the other, each saying how far it is."""

import sys
import time
from collections.abc import Mapping
from contextlib import ExitStack
from typing import Any

from bench.documents import (
    LARGEST,
    DocumentFigures,
    print_directly,
    print_in_background,
    print_sheets,
)
from bench.measuring import PageFigures, measure
from bench.names import LARGE_PACK, SMALL_PACK
from bench.packs import PackFigures, build_packs
from bench.pages import EVERYTHING
from bench.processes import ROOT, environment, run, run_step
from bench.serving import serving

began = time.monotonic()


def say(words: str) -> None:
    """Say how far the benchmark is."""
    print(f"[{time.monotonic() - began:4.0f} s] {words}", file=sys.stderr, flush=True)


def collect_static_files(surroundings: Mapping[str, str]) -> None:
    """Collect the static files that the pages name, unless nothing changed since."""
    manifest = ROOT / "staticfiles" / "staticfiles.json"
    newest = max((path.stat().st_mtime for path in (ROOT / "static").rglob("*")), default=0)
    if not manifest.exists() or manifest.stat().st_mtime < newest:
        say("Collecting the static files")
        run("manage.py", "collectstatic", "--no-input", "-v", "0", surroundings=surroundings)


def fill(urls: Mapping[int, str]) -> dict[int, dict[str, Any]]:
    """Fill every database; return what is to be known of each plan."""
    filled = {}
    for size, url in urls.items():
        say(f"Making a plan of {size:,} actions")
        ended = run_step("filling", str(size), surroundings=environment(url))
        migrate = ended.said["migrate_cpu_seconds"] / ended.slowness
        filled[size] = ended.said | {"migrate_quiet_seconds": migrate}
    return filled


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
    say("Printing the Digest, the RADAR sheet and a single page")
    documents.append(print_directly("digest", urls[size], actions=size))
    documents.append(print_in_background("digest", urls[size], actions=size))
    documents.append(print_directly("radar", urls[size], actions=size))
    documents.append(print_sheets(urls[size], actions=size))
    return documents


def measure_packs(url: str) -> list[PackFigures]:
    """Build a small and a large pack: with nothing in store, all of it, and one report changed."""
    packs = []
    for pages in (SMALL_PACK, LARGE_PACK):
        say(f"Building a pack of {pages} pages, three times")
        packs += build_packs(pages, url)
    return packs
