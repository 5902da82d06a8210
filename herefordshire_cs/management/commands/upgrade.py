"""Brings the database and the files of the pages to this release, after a backup."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor

from herefordshire_cs import __version__
from herefordshire_cs.lib import clock
from herefordshire_cs.management.backups import (
    BackupRefusedError,
    make_backup,
    refuse_a_newer_database,
    work_in,
)


class Command(BaseCommand):
    """Back up, migrate, make again what follows from the rows, gather the static files."""

    help = "Bring the database to this release. A backup is made first; going back is refused."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folder of the backup."""
        parser.add_argument("--into", type=Path, default=settings.VAR_DIR / "backups")
        parser.add_argument(
            "--database-only",
            action="store_true",
            help="Gather no static files: each further web machine does that for itself.",
        )

    def handle(self, *_args: object, into: Path, database_only: bool, **_options: Any) -> None:
        """Say each step; where one fails, how the database is put back."""
        began = time.monotonic()
        connection = connections["default"]
        try:
            refuse_a_newer_database(connection)
            executor = MigrationExecutor(connection)
            due = executor.migration_plan(executor.loader.graph.leaf_nodes())
            kept = self._backup(into) if due and work_in(connection) else None
        except BackupRefusedError as refused:
            raise CommandError(str(refused)) from refused
        self._migrate(len(due), kept)
        call_command("rebuild_standings", stdout=self.stdout)
        if not database_only:
            call_command("collectstatic", interactive=False, verbosity=0)
            self.stdout.write("Gathered the static files.")
        seconds = time.monotonic() - began
        self.stdout.write(f"This is version {__version__}. It took {seconds:.1f} seconds.")

    def _backup(self, into: Path) -> Path:
        kept = make_backup(into, at=clock.now())
        self.stdout.write(f"Backup before the upgrade: {kept}.")
        return kept

    def _migrate(self, due: int, kept: Path | None) -> None:
        try:
            call_command("migrate", verbosity=0)
        except (CommandError, DatabaseError) as failed:
            back = f"Put it back by: manage.py restore --replace {kept}" if kept else ""
            raise CommandError(f"The upgrade stopped half way: {failed}\n{back}") from failed
        self.stdout.write(f"{due} migrations applied." if due else "No migration was due.")
