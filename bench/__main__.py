"""Measures pages and documents as a plan grows, beside the aims; fails where one is not met."""

import os
import signal
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from bench.aims import Aim, Measured, aims, missed
from bench.databases import databases
from bench.limits import SIZES
from bench.processes import adopt_orphans, environment
from bench.results import keep, show
from bench.steps import (
    collect_static_files,
    fill,
    measure_documents,
    measure_packs,
    measure_pages,
)

PARTS = ("pages", "documents", "packs")


def main() -> int:
    """Measure what was asked for, print it and keep it; return the status to end with."""
    for ending in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, signal.default_int_handler)  # so that every block below is left
    adopt_orphans()
    options = read_options(sys.argv[1:])
    measured, plans, database = measure_everything(options)
    found = list(aims(measured))
    show(measured, found)
    keep(measured, found, plans, database=database)
    return conclude(found, is_full=is_full(options))


def read_options(arguments: Sequence[str]) -> Namespace:
    """Read the command line."""
    parser = ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--sizes",
        default=list(SIZES),
        type=lambda written: sorted({int(part) for part in written.split(",")}),
        help=f"how many actions the plans have (default: {','.join(map(str, SIZES))})",
    )
    parser.add_argument("--requests", default=40, type=int, help="for each page (default: 40)")
    parser.add_argument("--only", choices=PARTS, help="measure nothing else")
    parser.add_argument(
        "--skip-pdf",
        action="store_const",
        dest="only",
        const="pages",
        help="make no documents and no packs",
    )
    return parser.parse_args(arguments)


def is_full(options: Namespace) -> bool:
    """Say whether so much is measured that every aim can be judged."""
    return options.only is None and set(SIZES) <= set(options.sizes)


def measure_everything(options: Namespace) -> tuple[Measured, dict[int, dict[str, object]], str]:
    """Return what was measured, what is known of each plan, and the kind of the database."""
    wanted = (options.only,) if options.only else PARTS
    given = os.environ.get("DATABASE_URL", "")
    measured = Measured()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        urls = stack.enter_context(databases(given, options.sizes, folder))
        collect_static_files(environment(urls[options.sizes[0]]))
        plans = fill(urls)
        measured.migrate_seconds = min(made["migrate_quiet_seconds"] for made in plans.values())
        # Documents first: the updates that are posted to pages would make them longer. Packs
        # last: a pack that was issued would change the page of its meeting.
        if "documents" in wanted:
            measured.documents += measure_documents(urls)
        if "pages" in wanted:
            measured.pages += measure_pages(urls, plans, requests=options.requests)
        if "packs" in wanted:
            measured.packs += measure_packs(urls[min(urls)])
    return measured, plans, given.partition(":")[0] or "sqlite"


def conclude(found: Sequence[Aim], *, is_full: bool) -> int:
    """Name the aims that are not met; return the status to end with."""
    failures = missed(found, is_full=is_full)
    judged = sum(aim.is_met is not None for aim in found)
    if not failures:
        print(f"\nAll of the {judged} aims judged are met.")
        return 0
    print(f"\n{len(failures)} of {len(found)} aims are not met ({judged} were judged):")
    for aim in failures:
        print(f"  {aim.wanted} (found: {aim.found})")
    return 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
