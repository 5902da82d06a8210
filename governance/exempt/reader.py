"""Who is told something, and what they may be told: one value, made once of whoever asks."""

from dataclasses import dataclass, replace

from django.contrib.auth.models import AnonymousUser

from governance.models import Committee
from governance.models.committees import is_kept_to_own_bodies
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.plan_roles import access_of
from herefordshire_cs.lib import clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """What somebody may be told; a right that nobody names is not theirs.

    ``bodies`` are the keys of those to which they belong, whose meetings they know of though they
    are private, and ``exempt_of`` those whose papers they read that are withheld from the public.
    ``reads_exempt`` says so of the one body that a page is of (``of``), and ``reads_everything``
    of all. ``serves_no_body``: whether what is before no body yet is theirs to read, exempt or
    not. ``reads_draft_minutes``: minutes that are not approved, and what was resolved in them.
    ``reads_draft_reports``: reports that are still written or cleared. ``knows_who_asked``: who of
    the public asked something. ``user`` is their key, None of who is not signed in: an author
    reads the exempt report they wrote. ``hidden_plans`` are the short names of the plans that are
    hidden from them: what names a record of one is not told. ``is_kept_to_own``: they know of no
    other bodies than theirs, not even of those that are open to the public.
    """

    bodies: frozenset[int] = frozenset()
    exempt_of: frozenset[int] = frozenset()
    reads_exempt: bool = False
    reads_everything: bool = False
    serves_no_body: bool = False
    reads_draft_minutes: bool = False
    reads_draft_reports: bool = False
    knows_who_asked: bool = False
    user: int | None = None
    hidden_plans: frozenset[str] = frozenset()
    is_kept_to_own: bool = False

    def of(self, body: int | None) -> "Reader":
        """Return the same reader before the papers of one body, by its key; None is of no body."""
        is_theirs = self.serves_no_body if body is None else body in self.exempt_of
        return replace(self, reads_exempt=self.reads_everything or is_theirs)

    def knows(self, body: Committee | None) -> bool:
        """Say whether they may know that there is a body."""
        if body is None or self.reads_everything:
            return True
        is_open = body.is_open_to_public and not self.is_kept_to_own
        return is_open or body.pk in self.bodies


# The permission to read what is withheld from the public, of the bodies to which one belongs.
READ_EXEMPT = "governance.read_exempt"
PUBLIC = Reader()
# What is put before the members of a committee, whole.
MEMBERS = Reader(
    reads_exempt=True,
    reads_everything=True,
    reads_draft_minutes=True,
    reads_draft_reports=True,
    knows_who_asked=True,
)


def reader_of(user: User | AnonymousUser) -> Reader:
    """Return what a user may be told; who is not signed in is told what the public is.

    Whoever belongs to a body does so today, whatever day a page speaks of. One query, once for
    each request: it is kept with the user of the request.
    """
    today = clock.today()
    known: tuple[object, Reader] | None = getattr(user, "_reader", None)
    if known is None or known[0] != today:
        own = Committee.objects.belonging_to(user, on=today).order_by()
        bodies = frozenset(own.values_list("pk", flat=True)) if user.pk else frozenset()
        known = (today, _reader(user, bodies))
        user._reader = known  # type: ignore[union-attr]
    return known[1]


def reads_something_exempt(user: User) -> bool:
    """Say whether there is a body of which somebody may read what is exempt, today."""
    reader = reader_of(user)
    return reader.reads_exempt or bool(reader.exempt_of) or reader.serves_no_body


def _reader(user: User | AnonymousUser, bodies: frozenset[int]) -> Reader:
    reads_exempt = user.has_perm(READ_EXEMPT)
    is_superuser = user.is_active and user.is_superuser
    return Reader(
        bodies=bodies,
        exempt_of=bodies if reads_exempt else frozenset(),
        reads_exempt=is_superuser,
        reads_everything=is_superuser,
        serves_no_body=reads_exempt and user.has_perm("governance.serve_open_bodies"),
        reads_draft_minutes=user.has_perm("governance.read_draft_minutes"),
        reads_draft_reports=user.has_perm("governance.work_on_drafts"),
        knows_who_asked=user.has_perm("governance.run_meetings"),
        user=user.pk,
        hidden_plans=access_of(user).hidden_slugs,
        is_kept_to_own=is_kept_to_own_bodies(user),
    )
