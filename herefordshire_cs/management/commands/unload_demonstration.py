"""Takes the Herefordshire demonstration out of a database again, whole."""

from django.core.management.base import BaseCommand, CommandError

from herefordshire_cs.management.demonstration import (
    LiveWork,
    NothingNoted,
    unload_demonstration,
)

NOTHING = (
    "No row of a demonstration is noted in this database: none was loaded, it was taken out"
    " already, or a release before this command loaded it. In the last case begin with a new"
    " database."
)
LIVE = (
    "Nothing was taken out. People who are of no demonstration recorded this on it:\n  {}\n"
    "Withdraw it, or keep the demonstration."
)


class Command(BaseCommand):
    """Take out what the demonstration loaded, its accounts and what hangs on either."""

    help = "Take the demonstration out again, whole. Refused where live work hangs on it."

    def handle(self, *args: object, **options: object) -> None:
        try:
            gone = unload_demonstration()
        except NothingNoted as nothing:
            raise CommandError(NOTHING) from nothing
        except LiveWork as refused:
            raise CommandError(LIVE.format("\n  ".join(refused.pieces))) from refused
        self.stdout.write(f"Taken out: {sum(gone.values()):,} rows.")
        for name, count in sorted(gone.items()):
            self.stdout.write(f"  {name}: {count:,}")
