"""Which saved views stand beside a list, and where somebody starts."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.http import HttpRequest
from django.utils.http import urlencode

from herefordshire_cs.accounts.models import SavedView, User
from herefordshire_cs.accounts.saved_views.places import LISTS

MOST_BESIDE = 12  # beside one list; the reader's own come first


def is_list(request: HttpRequest) -> bool:
    """Say whether somebody who is signed in reads a list that can be saved."""
    match = request.resolver_match
    return request.user.is_authenticated and match is not None and match.url_name in LISTS


def views_beside(user: User, path: str) -> QuerySet[SavedView]:
    """Return the views of a list: the reader's own first, then what others share; one query.

    None where it is known that there are none.
    """
    if not user.has_saved_views:
        return SavedView.objects.none()
    is_own = Case(When(user=user, then=Value(0)), default=Value(1), output_field=IntegerField())
    rows = SavedView.objects.filter(Q(user=user) | Q(is_shared=True), path=path)
    return rows.order_by(is_own, "name", "pk")[:MOST_BESIDE]


def with_day(view: SavedView, day: str) -> str:
    """Return the address of a view, as on the day of the page where that is another."""
    if not day:
        return view.get_absolute_url()
    asked = "&".join(part for part in (view.query, urlencode({"as_at": day})) if part)
    return f"{view.path}?{asked}"


def start_of(user: User | AnonymousUser) -> str:
    """Return the address of the view that somebody starts with; blank where they have none."""
    if not isinstance(user, User):
        return ""
    row = SavedView.objects.filter(user=user, is_start=True).first()
    return row.get_absolute_url() if row else ""
