"""Who of the public has the papers of a body sent to them, once they confirmed it by a link."""

from django.db import models
from django.db.models.functions import Lower

from governance.models.committees import Committee


class Subscription(models.Model):
    """An address to which a body's packs are announced; taken away whole when it ends.

    ``key`` stands in the links that confirm and end it.
    """

    committee = models.ForeignKey(
        Committee, on_delete=models.CASCADE, related_name="subscriptions"
    )
    address = models.EmailField("e-mail address")
    key = models.CharField(max_length=43, unique=True)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                "committee", Lower("address"), name="an_address_subscribes_to_a_body_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.address}, {self.committee}"
