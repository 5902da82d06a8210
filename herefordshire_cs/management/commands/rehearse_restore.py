"""Tries whether a backup can be put back, without touching what is in use."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from herefordshire_cs.management.backups import BackupRefusedError, rehearse


class Command(BaseCommand):
    """Put a backup back into a database that lives only as long, and compare all that is in it."""

    help = "Try whether a backup can be put back; what is in use is not touched."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file, or the folder of which the latest is tried."""
        parser.add_argument("backup", type=Path, nargs="?", default=settings.VAR_DIR / "backups")

    def handle(self, *_args: object, backup: Path, **_options: Any) -> None:
        """Say how much came back, and how long it took."""
        began = time.monotonic()
        if backup.is_dir():
            backup = latest(backup)
            self.stdout.write(f"The latest is {backup}.")
        try:
            contents = rehearse(backup)
        except BackupRefusedError as refused:
            raise CommandError(str(refused)) from refused
        seconds = time.monotonic() - began
        self.stdout.write(f"All came back, every hash the same: {contents.in_words}.")
        self.stdout.write(f"It took {seconds:.1f} seconds.")


def latest(folder: Path) -> Path:
    """Return the backup of a folder that was made last; their names are in the order of time."""
    found = sorted(folder.glob("backup-*.tar"))
    if not found:
        raise CommandError(f"There is no backup in {folder}")
    return found[-1]
