"""Who moved what a minute resolved, how a report's recommendations fared, and the vote."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from governance.models.minutes import Minute
from herefordshire_cs.lib.recorded import Recorded


class Cast(models.TextChoices):
    """How somebody voted."""

    FOR = "for", "For"
    AGAINST = "against", "Against"
    ABSTAINED = "abstained", "Abstained"
    NONE = "none", "Did not vote"


class Motion(models.Model):
    """What stands behind the resolution of one minute; withheld with it.

    The votes are None where none was taken. ``present`` is how many with a vote were there.
    """

    class Outcome(models.TextChoices):
        AS_RECOMMENDED = "as recommended", "As recommended"
        AMENDED = "amended", "As amended"
        NOT_AGREED = "not agreed", "Not agreed"

    minute = models.OneToOneField(Minute, on_delete=models.CASCADE, related_name="motion")
    outcome = models.CharField(max_length=15, choices=Outcome, blank=True)
    moved_by = models.CharField(max_length=150, blank=True)
    seconded_by = models.CharField(max_length=150, blank=True)
    votes_for = models.PositiveSmallIntegerField("for", null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField("against", null=True, blank=True)
    abstained = models.PositiveSmallIntegerField(null=True, blank=True)
    did_not_vote = models.PositiveSmallIntegerField(null=True, blank=True)
    present = models.PositiveSmallIntegerField(null=True, blank=True)
    casting = models.CharField("casting vote of the chair", max_length=10, blank=True)
    named = models.JSONField("named votes, a list of name and vote", default=list, blank=True)

    history = HistoricalRecords(bases=[Recorded])

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(casting="") | Q(votes_for=F("votes_against")),
                name="a_casting_vote_is_given_on_equal_votes",
            ),
        ]

    def __str__(self) -> str:
        return f"The motion of {self.minute}"

    @property
    def is_voted(self) -> bool:
        """Whether a vote was counted."""
        return self.votes_for is not None

    @property
    def is_carried(self) -> bool:
        """Whether the vote carried it; equal votes without a casting vote lose it."""
        votes_for, against = self.votes_for or 0, self.votes_against or 0
        return votes_for > against or (votes_for == against and self.casting == Cast.FOR)
