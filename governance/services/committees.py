"""Bodies as clerks keep them: adding one, what it is called, and what it has of its own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.text import slugify

from governance.bodies import CHAIR, Own, ready_made
from governance.models import BodyOfficer, Committee, Report, ReportForm
from governance.models.clearance import awaiting, fetched
from governance.report_forms import REQUIRED, Heading
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib.council import council_words
from herefordshire_cs.lib.text.free_names import numbered

LONGEST_SLUG = 60
NOT_A_SLUG = "new"  # the address under which a body is added
LONGEST_KEY = {"capacities": 20, "offices": 15}
A_FORM_OF_ITS_OWN = "own"


class StillHeld(Exception):
    """Somebody sits in a capacity, or holds an office, that would be taken away; names it."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class LastOfficer(Exception):
    """Nobody else who runs meetings would belong to a private body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyWords:
    """What a body is called and does; ``form`` is the key of its form of report, or "own".

    ``is_issued_by_second``: its packs are issued by another person than the one who asks for it.
    """

    name: str
    kind: str
    remit: str
    form: str
    is_issued_by_second: bool = False
    quorum: int | None = None
    publishes_draft_minutes: bool = False


@transaction.atomic
def add_body(*, words: BodyWords, is_open: bool, user: User) -> Committee:
    """Add a body with the ready-made sets of its kind; whoever adds it is its officer.

    Who chairs is called by the council’s word at first. The slug is made of the name, and stays.
    """
    row = Committee(slug=free_slug(words.name), is_open_to_public=is_open)
    row.order = Committee.objects.count() + 1
    row.kind = words.kind
    for name, rows in ready_made(words.kind, chair=council_words().chair).items():
        row.keep_own(name, rows)
    row.name, row.remit = words.name, words.remit
    row.is_issued_by_second = words.is_issued_by_second
    row.quorum = words.quorum
    row.publishes_draft_minutes = words.publishes_draft_minutes
    row.report_form = ReportForm.objects.filter(key=words.form).first()
    row.full_clean()
    row.save()
    BodyOfficer.objects.create(committee=row, user=user)
    return row


def fill_words(row: Committee, words: BodyWords) -> None:
    """Give a body other words; one that met keeps its kind, on which its days and papers rest."""
    if not row.meetings.exists():
        if row.kind != words.kind:
            row.keep_own("standing", ready_made(words.kind)["standing"])
        row.kind = words.kind
    row.name, row.remit = words.name, words.remit
    row.is_issued_by_second = words.is_issued_by_second
    row.quorum = words.quorum
    row.publishes_draft_minutes = words.publishes_draft_minutes
    row.full_clean()
    row.save()
    _report_in(row, words.form)


def free_slug(name: str) -> str:
    """Return a slug that no other body has, made of a name."""
    stem = slugify(name)[:LONGEST_SLUG].strip("-") or "body"
    taken = {NOT_A_SLUG, *Committee.objects.values_list("slug", flat=True)}
    return numbered(stem, taken)


def _report_in(row: Committee, key: str) -> None:
    """Let a body be reported to in a form; "own" is its own, a copy at first of what it has."""
    if key == A_FORM_OF_ITS_OWN:
        form = ReportForm.objects.filter(committee=row).first() or own_form(row)
    else:
        form = ReportForm.objects.get(key=key)
    if row.report_form_id != form.pk:
        row.report_form = form
        row.save()


def own_form(row: Committee) -> ReportForm:
    """Make a form of a body's own, with the headings of the one it has."""
    before = row.report_form or ReportForm.objects.get(key=row.form_key)
    return ReportForm.objects.create(
        key=f"own-{row.pk}",
        name=row.name[:150],
        description=f"That of its own of {row.name}"[:250],
        asks_key_decision=before.asks_key_decision,
        headings=before.headings,
        committee=row,
    )


@transaction.atomic
def keep_own(*, body: Committee, name: str, rows: Sequence[Own]) -> int:
    """Give a body a set of its own, whole, in place of the one it had. Raises StillHeld.

    Returns how many of its reports are cleared by that, since nothing more is awaited for them.
    """
    row = Committee.objects.select_for_update().get(pk=body.pk)
    kept = {each.key for each in rows}
    for held in row.own(name):
        if held.key not in kept and _is_held(row, name, held.key):
            raise StillHeld(held.name)
    row.keep_own(name, rows)
    row.full_clean()
    row.save()
    return settle_waiting(row) if name == "clearances" else 0


def _is_held(row: Committee, name: str, key: str) -> bool:
    if name == "offices":
        return key == CHAIR or row.memberships.filter(office=key).exists()
    return name == "capacities" and row.memberships.filter(capacity=key).exists()


def settle_waiting(row: Committee) -> int:
    """Clear the reports of a body that wait for nothing more; returns how many."""
    waiting = Report.objects.filter(meeting__committee=row, state=Report.State.CLEARANCE)
    done = [each for each in fetched(waiting) if not awaiting(each)]
    for each in done:
        each.state = Report.State.CLEARED
        each.save()
    return len(done)


def new_key(name: str, words: str, taken: Iterable[str]) -> str:
    """Return a key for a new row of a set, which no other row of it has."""
    longest = LONGEST_KEY.get(name, 20)
    # The key of a heading names its box, among the others of a report.
    words = f"heading {words}" if name == "headings" else words
    stem = slugify(words)[: longest - 3].strip("-") or "other"
    return numbered(stem, set(taken))


class HeadingNeeded(Exception):
    """Every report has the heading; names the one that would be taken away."""


@transaction.atomic
def keep_headings(*, form: ReportForm, headings: Sequence[Heading]) -> ReportForm:
    """Give a body's own form other headings; what is written under the old ones stays there.

    Raises HeadingNeeded.
    """
    row = ReportForm.objects.select_for_update().get(pk=form.pk, committee__isnull=False)
    kept = {each.key for each in headings}
    for held in row.in_order:
        if held.key in REQUIRED and held.key not in kept:
            raise HeadingNeeded(held.words)
    row.headings = [
        {"key": each.key, "words": each.words, "is_numbered": each.is_numbered}
        for each in headings
    ]
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def add_officer(*, body: Committee, user: User) -> None:
    """Let an account serve a body; safe to repeat."""
    BodyOfficer.objects.get_or_create(committee=body, user=user)


@transaction.atomic
def remove_officer(*, body: Committee, user: User, on: date) -> None:
    """Let an account serve a body no more. Raises LastOfficer.

    A private body keeps one who runs meetings: nobody else could let anybody in again.
    """
    row = Committee.objects.select_for_update().get(pk=body.pk)
    if not row.is_open_to_public and not _clerks(row, besides=user.pk):
        raise LastOfficer
    for officer in row.officers.filter(user=user):
        officer.delete()


def _clerks(row: Committee, *, besides: int) -> bool:
    others = row.officers.exclude(user=besides).select_related("user")
    return any(
        each.user.is_active and each.user.has_perm("governance.keep_bodies") for each in others
    )
