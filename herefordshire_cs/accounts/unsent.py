"""Words that are typed and not sent yet: kept while somebody types, offered when they come back.

A page gives its form a token (``offer``), signed for the one who reads it and for the address that
the form is sent to. A script sends what is typed with it a moment after the last key. Nothing else
can be kept, it is kept for that person alone, and it goes once the form is taken.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core import signing
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from herefordshire_cs.accounts.models import UnsentForm, User
from herefordshire_cs.accounts.sending import FIELD, MOST_CHARACTERS, as_kept
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.text.words import day_in_words

TOKEN = "unsent"
SALT = "herefordshire_cs.accounts.unsent"
KEPT_FOR = timedelta(days=14)  # a fortnight: longer than most are away, shorter than a cycle
NOT_KEPT = frozenset({"csrfmiddlewaretoken", FIELD, TOKEN})


class TooLong(Exception):
    """More was typed than is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a form needs so that it is kept while it is typed, and what was kept of it before.

    ``data`` is as it would have been sent; None where nothing is kept.
    """

    token: str
    kept_at: datetime | None = None
    data: QueryDict | None = None

    @property
    def began(self) -> str:
        """When it was begun, or nothing: ``at 10.42``, or with its day on a later one."""
        if self.kept_at is None:
            return ""
        local = timezone.localtime(self.kept_at)
        is_today = local.date() == timezone.localtime(clock.now()).date()
        return f"at {local:%H.%M}" if is_today else f"on {day_in_words(local)} at {local:%H.%M}"


def offer(request: HttpRequest, path: str = "") -> Offer:
    """Return the offer of a form that is sent to ``path``, or to the address of the page.

    What was kept is looked for only where the page is opened, not where its form comes back.
    """
    user, path = request.user, path or request.path
    assert isinstance(user, User)
    token = signing.dumps([user.pk, path], salt=SALT)
    row = None
    if request.method in ("GET", "HEAD"):
        kept = UnsentForm.objects.filter(kept_at__gt=clock.now() - KEPT_FOR)
        row = kept.filter(user=user, path=path).first()
    if row is None:
        return Offer(token=token)
    data = QueryDict(mutable=True)
    for name, value in row.fields:
        data.appendlist(name, value)
    return Offer(token=token, kept_at=row.kept_at, data=data)


def place_of(token: str) -> tuple[User, str] | None:
    """Return whose form a token is of, and where it is sent to; None of a forged or an old one."""
    try:
        owner, path = signing.loads(token, salt=SALT, max_age=KEPT_FOR)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    user = User.objects.filter(pk=owner, is_active=True).first()
    return (user, str(path)) if user else None


def keep(user: User, path: str, sent: Iterable[tuple[str, Sequence[object]]]) -> UnsentForm:
    """Keep what is typed in the place of what was kept before. Raises ``TooLong``.

    What is older than ``KEPT_FOR`` is forgotten, whosever it is.
    """
    fields = [pair for pair in as_kept(sent) if pair[0] not in NOT_KEPT]
    if sum(len(name) + len(value) for name, value in fields) > MOST_CHARACTERS:
        raise TooLong
    at = clock.now()
    UnsentForm.objects.filter(kept_at__lt=at - KEPT_FOR).delete()
    row, _is_new = UnsentForm.objects.update_or_create(
        user=user, path=path, defaults={"fields": fields, "kept_at": at}
    )
    return row
