"""Who has a permission by their roles, everywhere: whom to tell of what waits for it."""

from django.db.models import QuerySet

from herefordshire_cs.accounts.models import User


def holders_of(permission: str) -> QuerySet[User]:
    """Ask for the accounts that may do something, by a permission such as ``app.add_thing``.

    Whoever may do everything is none of them: nothing waits for an account for repairs.
    """
    app, _, codename = permission.partition(".")
    held = User.objects.filter(
        groups__permissions__codename=codename,
        groups__permissions__content_type__app_label=app,
    )
    return held.filter(is_active=True).distinct().order_by("pk")
