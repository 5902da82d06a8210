"""Adds the tables and columns that a database lacks because a migration was edited."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS, connections

from herefordshire_cs.management.tables import add, lacking


class Command(BaseCommand):
    """Add what is lacking; what there is stays as it is. Safe to repeat."""

    help = "Add the tables and columns that an earlier form of a migration left out."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--database", default=DEFAULT_DB_ALIAS)

    def handle(self, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        found = list(lacking(connection))
        for what in found:
            try:
                add(what, connection)
            except ValueError as error:
                raise CommandError(f"{error}. Nothing more was added.") from error
            self.stdout.write(f"Added {what}.")
        if not found:
            self.stdout.write("Nothing is lacking.")
