"""Tokens: with one, another tool reads what everybody who signs in may read, and no more."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from herefordshire_cs.api.scopes import Scope
from herefordshire_cs.lib.text.words import list_in_words


class Token(models.Model):
    """A secret that another tool sends, kept as its SHA-256 alone; ``person`` answers for it.

    ``scopes`` are the kinds of record that it may read. It ends with the day ``last_day``, or at
    ``ended_at``.
    """

    name = models.CharField("what it is for", max_length=100)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="tokens"
    )
    scopes = models.JSONField()
    sha256 = models.CharField(max_length=64, unique=True)
    begins = models.CharField("its first letters, by which it is told", max_length=12)
    last_day = models.DateField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    last_used_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="a_token_is_ended_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} for {self.person}"

    @property
    def scopes_in_words(self) -> str:
        """What it may read."""
        return list_in_words([Scope(scope).label.lower() for scope in self.scopes])

    def state(self, *, today: date) -> str:
        """Return in a word or two whether it may be used."""
        if self.ended_at is not None:
            return "Ended"
        if self.last_day < today:
            return "Past its last day"
        return "In use" if self.person.is_active else "Account closed"


def is_usable(token: Token, *, on: date) -> bool:
    """Say whether a token may be used on a day."""
    return token.ended_at is None and token.last_day >= on and token.person.is_active
