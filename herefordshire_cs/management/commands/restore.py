"""Puts a backup back: the database and every stored file."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from herefordshire_cs.lib import clock
from herefordshire_cs.lib.text.words import list_in_words
from herefordshire_cs.management.backups import (
    BackupRefusedError,
    judge_backup,
    make_backup,
    restore,
    work_in,
)
from herefordshire_cs.notices.models import Message


class Command(BaseCommand):
    """Restore into an empty database, or over one that is backed up first."""

    help = "Put a backup back. Stop the web server and the workers first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file, and whether what is there may be replaced."""
        parser.add_argument("backup", type=Path)
        parser.add_argument(
            "--replace",
            action="store_true",
            help="Replace what is there; a backup of it is made first, in the same folder.",
        )

    def handle(self, *_args: object, backup: Path, replace: bool, **_options: Any) -> None:
        """Say each step as it is done."""
        began = time.monotonic()
        try:
            judge_backup(backup)
            self._keep_what_is_there(backup.parent, replace=replace)
            contents = restore(backup, connections["default"])
        except BackupRefusedError as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"Put back: {contents.in_words}.")
        call_command("migrate", verbosity=0)
        call_command("rebuild_standings", stdout=self.stdout)
        seconds = time.monotonic() - began
        self.stdout.write(f"It took {seconds:.1f} seconds. Start the web server and the workers.")
        waiting = Message.objects.filter(state=Message.State.WAITING).count()
        if waiting:
            self.stdout.write(
                f"{waiting} messages were waiting when the backup was made, and go out then,"
                " though they may have gone out since."
            )

    def _keep_what_is_there(self, folder: Path, *, replace: bool) -> None:
        found = work_in(connections["default"])
        if not found:
            return
        words = list_in_words([f"{count:,} {words}" for words, count in found.items()])
        if not replace:
            raise CommandError(
                f"This database holds {words}. Name an empty one in DATABASE_URL, or give"
                " --replace, which makes a backup of it first."
            )
        kept = make_backup(folder, at=clock.now())
        self.stdout.write(f"What was there ({words}) is kept in {kept}.")
