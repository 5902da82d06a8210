"""What a council still has to enter before it can work: a list that ticks itself off."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.urls import reverse

from actionplan.presenters.plan_parts import count_reporting_lines, count_terms
from actionplan.presenters.plans import count_actions_of_plans
from actionplan.presenters.rating_schemes import names_of_schemes
from governance.exempt.reader import Reader
from governance.presenters.committees import count_of_bodies, count_public_notes
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.plan_roles import EVERY_PLAN, PlanAccess
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.council.models import BackupSeen
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.council import council_words
from herefordshire_cs.lib.text.words import (
    count_in_words,
    day_in_words,
    list_in_words,
    mid_sentence,
)
from herefordshire_cs.notices.mail import is_set_up
from indicators.presenters.indicator_list import count_indicators
from indicators.presenters.neighbours import count_comparator_groups, count_scales

# Without these nobody can look after people, prepare meetings, keep the plan or agree to it.
NEEDED_ROLES = (
    Role.ADMINISTRATOR,
    Role.COMMITTEE_CLERK,
    Role.PERFORMANCE_OFFICER,
    Role.DIRECTOR,
)
A_BACKUP_LASTS = timedelta(days=365)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to enter: what is there, what is missing, and where it is done.

    ``missing`` is blank once it is done. ``may`` is the permission that its page asks for. One
    that a council may do without is never missing.
    """

    title: str
    found: str
    missing: str
    url: str
    may: str
    is_needed: bool = True

    @property
    def status(self) -> str:
        """How it stands, in words."""
        if self.missing:
            return "To do"
        return "Done" if self.is_needed or self.found else "If needed"

    @property
    def is_done(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing


def steps(
    *, as_of: date, reader: Reader | None = None, access: PlanAccess = EVERY_PLAN
) -> tuple[Step, ...]:
    """Return the steps in the order in which they are done best, as a reader may be told them."""
    return (
        the_council(),
        the_people(),
        the_scheme(),
        the_plan(access),
        the_indicators(),
        the_committee(reader),
        the_mail(),
        the_backup(as_of),
        *the_lists(),
    )


def the_lists() -> tuple[Step, ...]:
    """Say what there is of the lists that a council may do without."""
    told = {
        "What plans are made of": (
            "plans",
            "actionplan.change_plan",
            [("reporting line", count_reporting_lines()), ("term", count_terms())],
        ),
        "Comparisons and judgements": (
            "reference-lists",
            "indicators.change_indicator",
            [("comparator group", count_comparator_groups()), ("scale", count_scales())],
        ),
        "What agendas tell the public": (
            "meeting-lists",
            "governance.run_meetings",
            [("note", count_public_notes())],
        ),
    }
    return tuple(
        Step(
            title=title,
            found=list_in_words([count_in_words(n, name) for name, n in counts if n]),
            missing="",
            url=reverse(page),
            may=may,
            is_needed=False,
        )
        for title, (page, may, counts) in told.items()
    )


def the_council() -> Step:
    """Say what is missing of the council's record."""
    words = council_words()
    wanted = {
        "its name": words.name,
        "its short name": words.area,
        "an address": words.address,
        "whom to ask about papers": words.papers_contact,
        "whom to ask for another format": words.accessibility_contact,
    }
    return Step(
        title="The council",
        found=words.name,
        missing=wanting(wanted),
        url=reverse("council"),
        may="council.change_council",
    )


def wanting(wanted: Mapping[str, object]) -> str:
    """Return what of some things is blank, as a sentence; nothing where none is."""
    missing = [name for name, value in wanted.items() if not value]
    return f"Missing: {list_in_words(missing)}." if missing else ""


def the_people() -> Step:
    """Say which roles nobody has who can sign in. Whoever may do everything counts for none."""
    active = User.objects.filter(is_active=True, is_superuser=False)
    held = set(active.values_list("groups__name", flat=True))
    vacant = [role.value for role in NEEDED_ROLES if role.value not in held]
    return Step(
        title="People and their roles",
        found=count_in_words(active.count(), "person", "people"),
        missing=f"Nobody is {list_in_words([a_role(role) for role in vacant])}." if vacant else "",
        url=reverse("people"),
        may="accounts.view_user",
    )


def a_role(role: str) -> str:
    """Return a role with its article, as it stands within a sentence."""
    return f"{'an' if role[0] in 'AO' else 'a'} {mid_sentence(role)}"


def the_scheme() -> Step:
    """Say whether there is a scheme under which a plan can be rated."""
    names = names_of_schemes()
    return Step(
        title="How plans are rated",
        found="; ".join(names),
        missing="" if names else "Make a rating scheme; it begins as one that is ready made.",
        url=reverse("rating-schemes"),
        may="actionplan.add_ratingscheme",
    )


def the_plan(access: PlanAccess) -> Step:
    """Say whether there is a plan with actions."""
    counts = count_actions_of_plans(access)
    empty = [title for title, count in counts if not count]
    told = f"{list_in_words(empty)} has no action." if empty else ""
    return Step(
        title="A plan",
        found="; ".join(f"{title}, {count_in_words(count, 'action')}" for title, count in counts),
        missing=told if counts else "Bring one in from the file that you keep it in.",
        url=reverse("plan-files"),
        may="actionplan.add_planfile",
    )


def the_indicators() -> Step:
    """Say whether there is an indicator."""
    count = count_indicators()
    return Step(
        title="Indicators",
        found=count_in_words(count, "indicator"),
        missing="" if count else "None is defined.",
        url=reverse("indicator-new"),
        may="indicators.add_indicator",
    )


def the_committee(reader: Reader | None) -> Step:
    """Say whether there is a body with members and a meeting."""
    count = count_of_bodies(reader)
    bodies, members, meetings = count["bodies"], count["members"], count["meetings"]
    wanted = {"a body": bodies, "its members": members, "its first meeting": meetings}
    return Step(
        title="A committee",
        found=list_in_words(
            [
                count_in_words(bodies, "body", "bodies"),
                count_in_words(members, "member"),
                count_in_words(meetings, "meeting"),
            ]
        ),
        missing=wanting(wanted),
        url=reverse("committees"),
        may="governance.run_meetings",
    )


def the_mail() -> Step:
    """Say whether messages leave; in a demonstration none is to."""
    if clock.is_demonstration():
        found, missing = "Shown on a page; in a demonstration nothing is sent", ""
    elif is_set_up():
        found, missing = f"Sent from {settings.MAIL_FROM}", ""
    else:
        found = ""
        missing = "No mail server is set up. Whoever operates it sets MAIL_HOST."
    return Step(
        title="E-mail",
        found=found,
        missing=missing,
        url=reverse("messages"),
        may="notices.view_message",
    )


def the_backup(as_of: date) -> Step:
    """Say whether a backup was seen put back within the year."""
    newest = BackupSeen.objects.first()
    found = f"Put back on {day_in_words(newest.seen_on)}: {newest.words}" if newest else ""
    missing = "" if newest else "Nobody has seen a backup put back."
    if newest and as_of - newest.seen_on > A_BACKUP_LASTS:
        missing = "That is more than a year ago."
    return Step(
        title="A backup seen",
        found=found,
        missing=missing,
        url=reverse("backup-seen-new"),
        may="council.add_backupseen",
    )


def missing_of(found: Iterable[Step]) -> list[Step]:
    """Return the steps that are not done."""
    return [step for step in found if not step.is_done]
