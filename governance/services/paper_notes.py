"""Private notes on papers: each belongs to one account, and no other can be named."""

from governance.models import AgendaItem, PaperNote
from herefordshire_cs.accounts.models import User


def keep_note(*, item: AgendaItem, user: User, text: str) -> None:
    """Keep what somebody notes for themselves on an item; blank words take the note away."""
    if text.strip():
        PaperNote.objects.update_or_create(item=item, user=user, defaults={"text": text})
    else:
        PaperNote.objects.filter(item=item, user=user).delete()
