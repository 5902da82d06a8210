"""Makes one demonstration account for each role, and prints them."""

import os
import secrets
from argparse import ArgumentParser

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from actionplan.models import Officer
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.lib import clock

DOMAIN = "herefordshire.example"
# Whose actions a demonstration account holds; the others lead nothing.
STANDS_FOR = {Role.OFFICER: "HL", Role.PARTNER: "SD", Role.DIRECTOR: "SF"}


class Command(BaseCommand):
    """Make the demonstration accounts. Refused outside demonstration mode."""

    help = "Make one demonstration account for each role and print it. Safe to repeat."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--quiet", action="store_true", help="make them, print nothing")

    def handle(self, *args: object, **options: bool) -> None:
        if not clock.is_demonstration():
            raise CommandError("Demonstration accounts are made only with DEMONSTRATION_DATE set.")
        password = demonstration_password()
        accounts = [make_account(role, password) for role in Role]
        if options["quiet"]:
            return
        self.stdout.write(f"Demonstration accounts, password {password}")
        for role, user in zip(Role, accounts, strict=True):
            officer = Officer.objects.filter(user=user).first()
            stands_for = f", stands for {officer.full_label}" if officer else ""
            self.stdout.write(f"  {role.value:<20} {user.email}{stands_for}")


def demonstration_password() -> str:
    """Return this machine's demonstration password; made once, kept beside the database."""
    if password := os.environ.get("DEMONSTRATION_PASSWORD"):
        return password
    path = settings.VAR_DIR / "demonstration-password"
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        path.write_text(secrets.token_urlsafe(9))
        path.chmod(0o600)
    return path.read_text().strip()


@transaction.atomic
def make_account(role: Role, password: str) -> User:
    """Make one account, or give the one there is its role and password again."""
    email = f"{role.value.lower().replace(' ', '.')}@{DOMAIN}"
    name = f"{role.value} (demonstration)"
    user = User.objects.filter(email=email).first()
    if user is None:
        user = User.objects.create_user(email, password, name=name, is_demonstration=True)
    elif not user.check_password(password):
        user.set_password(password)
    user.is_staff = user.is_superuser = role is Role.ADMINISTRATOR
    user.save()
    user.groups.set(Group.objects.filter(name=role.value))
    if role in STANDS_FOR:
        Officer.objects.filter(initials=STANDS_FOR[role], user=None).update(user=user)
    return user
