"""Saving a view of a list, and forgetting it."""

from django.db import IntegrityError, transaction

from herefordshire_cs.accounts.models import SavedView
from herefordshire_cs.lib.refusing import Refusal


class NameTaken(Refusal):
    """Its owner has a view of this list by the name already."""

    def __init__(self) -> None:
        super().__init__("You have a view of this list by that name already. Choose another.")


@transaction.atomic
def save_view(view: SavedView) -> None:
    """Save a view; where its owner starts with it they do so with no other. Raises NameTaken."""
    if view.is_start:
        starts = SavedView.objects.filter(user=view.user_id, is_start=True)
        starts.exclude(pk=view.pk).update(is_start=False)
    try:
        with transaction.atomic():
            view.save()
    except IntegrityError as taken:
        raise NameTaken from taken


def forget_view(view: SavedView) -> None:
    """Forget a view of a list; the list itself stays."""
    view.delete()
