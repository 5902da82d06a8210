"""Django's own command, which also sees that the database then has what the models need."""

from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import connections

from herefordshire_cs.management.tables import lacking


class Command(migrate.Command):
    """Migrate; fail in words where an earlier form of a migration was applied."""

    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        # One that was migrated to a point of its history lacks what comes after it.
        if options["app_label"] or options["plan"] or options["check_unapplied"]:
            return
        found = list(lacking(connections[options["database"]]))
        if found:
            raise CommandError(
                f"Every migration is applied, but this database lacks {told(found)}.\n"
                "An earlier form of a migration made it. Take a copy of the database, then run\n"
                "    python manage.py repair_database\n"
                "which adds what is lacking and leaves the rest as it is."
            )


def told(found: list[Any]) -> str:
    """Return the first few things that are lacking in words, and how many more there are."""
    words = ", ".join(map(str, found[:5]))
    return words if len(found) <= 5 else f"{words} and {len(found) - 5} more"
