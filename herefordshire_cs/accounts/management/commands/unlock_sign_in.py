"""Unlocks signing in, for when no administrator can get in."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from herefordshire_cs.accounts.limits import CountedBy
from herefordshire_cs.accounts.models import as_stored
from herefordshire_cs.accounts.signing_in import unlock
from herefordshire_cs.lib import clock


class Command(BaseCommand):
    """Forget wrong passwords."""

    help = "Unlock accounts after too many wrong passwords, or everything."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("accounts", nargs="*", help="e-mail addresses; none: everything")

    def handle(self, *args: object, **options: Any) -> None:
        what = [(CountedBy.ACCOUNT, as_stored(account)) for account in options["accounts"]]
        for counted_by, name in what or [(CountedBy.EVERYBODY, "")]:
            was_locked = unlock(counted_by, name, by="manage.py", at=clock.now())
            said = "Unlocked" if was_locked else "There were no wrong passwords"
            self.stdout.write(f"{said}: {name or 'everything'}.")
