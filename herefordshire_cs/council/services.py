"""The verbs of the council's record; each change is kept in its history with who made it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from herefordshire_cs.accounts.models import User
from herefordshire_cs.council.models import (
    THE_COUNCIL,
    BackupSeen,
    Council,
    CouncilLogo,
    SchoolTerm,
)
from herefordshire_cs.lib.council import forget


@transaction.atomic
def keep_council(words: Mapping[str, Any], *, is_demonstration: bool = False) -> Council:
    """Keep what the council's record says; the first time it is made.

    What a demonstration loaded and somebody then changes is theirs. Raises ValidationError.
    """
    row = Council.objects.filter(pk=THE_COUNCIL).first() or Council(pk=THE_COUNCIL)
    for name, value in words.items():
        setattr(row, name, value)
    row.is_demonstration = is_demonstration
    row.full_clean(validate_unique=False)
    row.save()
    forget()
    return row


@transaction.atomic
def keep_logo(*, council: Council, content: bytes, width: int, height: int) -> CouncilLogo:
    """Keep the council's picture in the place of the one before."""
    CouncilLogo.objects.filter(council=council).delete()
    row = CouncilLogo(
        council=council,
        content=content,
        media_type=CouncilLogo.MediaType.PNG,
        width=width,
        height=height,
    )
    row.save()
    forget()
    return row


@transaction.atomic
def take_logo_away(*, council: Council) -> None:
    """Show the council's name without a picture again."""
    CouncilLogo.objects.filter(council=council).delete()
    forget()


@transaction.atomic
def record_backup_seen(*, seen_on: date, words: str, by: User, at: datetime) -> BackupSeen:
    """Record that somebody saw a backup put back. Raises ValidationError."""
    row = BackupSeen(seen_on=seen_on, words=words, by=by, recorded_at=at)
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def keep_term(*, term: SchoolTerm, days: Mapping[str, Any]) -> SchoolTerm:
    """Keep the days of a term; by-whens that were read before stay as they were read."""
    for name, value in days.items():
        setattr(term, name, value)
    term.full_clean()
    term.save()
    return term


@transaction.atomic
def take_term_away(*, term: SchoolTerm) -> None:
    """Read by-whens of a term by the usual months again."""
    term.delete()
