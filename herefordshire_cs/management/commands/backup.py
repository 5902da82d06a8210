"""Writes one file with the database and every stored file."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from herefordshire_cs.lib import clock
from herefordshire_cs.management.backups import BackupRefusedError, make_backup, read_contents


class Command(BaseCommand):
    """Make a backup while the site is in use; keep so many of the latest."""

    help = "Write a backup of the database and of every stored file into a folder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folder, and how many are kept in it."""
        parser.add_argument("--into", type=Path, default=settings.VAR_DIR / "backups")
        parser.add_argument("--keep", type=int, help="Remove all but this many of the latest.")

    def handle(self, *_args: object, into: Path, keep: int | None, **_options: Any) -> None:
        """Say what was written, and what was removed for it."""
        if keep is not None and keep < 1:
            raise CommandError("--keep has to be 1 or more")
        began = time.monotonic()
        try:
            path = make_backup(into, at=clock.now())
        except BackupRefusedError as refused:
            raise CommandError(str(refused)) from refused
        seconds = time.monotonic() - began
        self.stdout.write(f"{path}: {read_contents(path).in_words}; {seconds:.1f} seconds.")
        for old in sorted(into.glob("backup-*.tar"))[: -keep if keep else 0]:
            old.unlink()
            self.stdout.write(f"Removed {old}.")
