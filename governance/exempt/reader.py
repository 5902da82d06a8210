"""Who is told something, and what they may be told: one value, made once of whoever asks."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from herefordshire_cs.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """What somebody may be told; a right that nobody names is not theirs.

    ``reads_exempt``: papers that are withheld from the public. ``reads_draft_minutes``: minutes
    that are not approved, and what was resolved in them. ``reads_draft_reports``: reports that
    are still written or cleared. ``knows_who_asked``: who of the public asked something. ``user``
    is their key, None of who is not signed in: an author reads the exempt report they wrote.
    """

    reads_exempt: bool = False
    reads_draft_minutes: bool = False
    reads_draft_reports: bool = False
    knows_who_asked: bool = False
    user: int | None = None


# The permission to read what is withheld from the public.
READ_EXEMPT = "governance.read_exempt"
PUBLIC = Reader()
# What is put before the members of a committee, whole.
MEMBERS = Reader(
    reads_exempt=True, reads_draft_minutes=True, reads_draft_reports=True, knows_who_asked=True
)


def reader_of(user: User | AnonymousUser) -> Reader:
    """Return what a user may be told; who is not signed in is told what the public is."""
    return Reader(
        reads_exempt=user.has_perm(READ_EXEMPT),
        reads_draft_minutes=user.has_perm("governance.read_draft_minutes"),
        reads_draft_reports=user.has_perm("governance.work_on_drafts"),
        knows_who_asked=user.has_perm("governance.run_meetings"),
        user=user.pk,
    )
