"""Links by which a partner who has no account says once how one action goes."""

from datetime import date

from django.conf import settings
from django.core import signing
from django.db import models
from django.db.models import F, Q

from actionplan.models.actions import Action
from actionplan.models.officers import Organisation
from actionplan.models.progress import ProgressUpdate

SALT = "actionplan.partner_links"


class PartnerLink(models.Model):
    """That an update was asked of a partner's post by a link that is used once and ends.

    ``ends_on`` is its last day; whoever asks may end it before.
    """

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="partner_links")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    post = models.CharField("post that answers", max_length=80)
    address = models.EmailField("e-mail address")
    words = models.TextField("what is asked", blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_on = models.DateField()
    asked_at = models.DateTimeField()
    ends_on = models.DateField()
    update = models.OneToOneField(
        ProgressUpdate, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    answered_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("asked_on")),
                name="a_partners_link_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(update=None, answered_on=None)
                | Q(update__isnull=False, answered_on__isnull=False),
                name="a_partners_link_is_answered_by_an_update",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_by=None)
                | Q(ended_on__isnull=False, ended_by__isnull=False),
                name="a_partners_link_is_ended_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post}, {self.organisation}"

    @property
    def key(self) -> str:
        """What stands in the address: signed, so that nobody guesses that of another."""
        return signing.dumps(self.pk, salt=SALT)

    def is_usable(self, *, on: date) -> bool:
        """Say whether it can still be answered on a day."""
        return self.answered_on is None and self.ended_on is None and on <= self.ends_on


def pk_of(key: str) -> int | None:
    """Return which link a key of an address is for; None where it was not signed here."""
    try:
        found = signing.loads(key, salt=SALT)
    except signing.BadSignature:
        return None
    return found if isinstance(found, int) else None
