"""Makes one demonstration account for each role, and prints them."""

import os
import secrets
from argparse import ArgumentParser

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from actionplan.models import Officer
from governance.models import BodyOfficer, Committee, Membership
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.lib import clock

DOMAIN = "herefordshire.example"
SUFFIX = " (demonstration)"
# Whose actions a demonstration account holds: initials of the plan of 2006 and a post of that of
# 2009. The others lead nothing.
STANDS_FOR = {
    Role.OFFICER: ("HL", "SPAM-09"),
    Role.PARTNER: ("SD", "HSCBBM-09"),
    Role.DIRECTOR: ("SF", "DCS-09"),
}
# Whose seat the member's account holds, and who serves the boards, which are private.
SITS_FOR = {Role.MEMBER: ("childrens-services-scrutiny", "G. Lucas")}
SERVE_PRIVATE_BODIES = (Role.COMMITTEE_CLERK, Role.DIRECTOR)
# Officers with a duty on top of their role: the Group of the duty by the name of the account.
DUTIES = {"Finance officer": "Finance clearance", "Legal adviser": "Legal clearance"}


class Command(BaseCommand):
    """Make the demonstration accounts. Refused outside demonstration mode."""

    help = "Make one demonstration account for each role and print it. Safe to repeat."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--quiet", action="store_true", help="make them, print nothing")

    def handle(self, *args: object, **options: bool) -> None:
        if not clock.is_demonstration():
            raise CommandError("Demonstration accounts are made only with DEMONSTRATION_DATE set.")
        password = demonstration_password()
        accounts = [make_account(role, role.value, [role.value], password) for role in Role]
        # Nobody agrees to their own new by-when, so one director asks another.
        second = make_account(Role.DIRECTOR, "Second director", [Role.DIRECTOR.value], password)
        accounts.append(second)
        for name, duty in DUTIES.items():
            accounts.append(make_account(Role.OFFICER, name, [Role.OFFICER.value, duty], password))
        if options["quiet"]:
            return
        self.stdout.write(f"Demonstration accounts, password {password}")
        for user in accounts:
            labels = [row.full_label for row in Officer.objects.filter(user=user).order_by("pk")]
            stands_for = f", stands for {'; '.join(labels)}" if labels else ""
            name = user.name.removesuffix(SUFFIX)
            self.stdout.write(f"  {name:<20} {user.email}{stands_for}")


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
def make_account(role: Role, called: str, groups: list[str], password: str) -> User:
    """Make one account, or give the one there is its groups and password again."""
    email = f"{called.lower().replace(' ', '.')}@{DOMAIN}"
    name = f"{called}{SUFFIX}"
    user = User.objects.filter(email=email).first()
    if user is None:
        user = User.objects.create_user(email, password, name=name, is_demonstration=True)
    elif not user.check_password(password):
        user.set_password(password)
    user.is_staff = user.is_superuser = False
    user.save()
    user.groups.set(Group.objects.filter(name__in=groups))
    if called == role.value and role in STANDS_FOR:
        Officer.objects.filter(initials__in=STANDS_FOR[role], user=None).update(user=user)
    if called == role.value:
        tie_to_bodies(user, role)
    return user


def tie_to_bodies(user: User, role: Role) -> None:
    """Give an account its seat, and let it serve the private bodies that there are."""
    if role in SITS_FOR:
        body, name = SITS_FOR[role]
        for seat in Membership.objects.filter(committee__slug=body, name=name, user=None):
            seat.user = user
            seat.save()
    if role in SERVE_PRIVATE_BODIES:
        for private in Committee.objects.filter(is_open_to_public=False):
            BodyOfficer.objects.get_or_create(committee=private, user=user)
