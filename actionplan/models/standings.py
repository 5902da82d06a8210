"""What was known of each Action from one day until the next; made from the dated rows."""

# Longer than most: the rule of ratings once more for the database, beside what asks for it.

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Case, Count, Exists, F, Max, OuterRef, Q, Value, When

from actionplan.arrangements import Frequency
from actionplan.grounds import GROUNDS_OF_ROLE, Ground
from actionplan.models.actions import Action, keys_led_by
from actionplan.models.closings import PlanClosing
from actionplan.models.plans import Plan, Recommendation
from actionplan.models.progress import STANDING_CHOICES
from actionplan.models.rating_schemes import LONGEST_KEY
from actionplan.rag import OPEN_STATUSES, Facts, Scheme, Status
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib.rag import CLAIMS_COMPLETION, NOT_RATED_KEY, Level, Role

# An Action's place in its plan is its Recommendation's number times this, and its own order.
PLACES = 1_000_000
# What the line of an Action shows beside its standing.
SHOWN_IN_A_LINE = ("action__plan", "action__project_area")
LINE_COLUMNS = ("reference", "text", "short_title", "lead_words", "lead_reading")


def days_before(day: date, days: int) -> date:
    """Return the day so many days earlier, or the first day there is."""
    return date.fromordinal(max(1, day.toordinal() - days))


def keys_of(levels: Iterable[Level]) -> list[str]:
    """Return the keys of some levels."""
    return [level.key for level in levels]


def is_open() -> Q:
    """Neither completed nor dropped, and to be done once: no standing arrangement."""
    return Q(status__in=sorted(OPEN_STATUSES))


def is_past(as_of: date) -> Q:
    """Past its latest by-when and neither completed nor dropped."""
    return Q(by_when_latest__lt=as_of) & is_open()


def is_overdue(scheme: Scheme, *, as_of: date) -> Q:
    """Past a by-when that makes red once anything is said short of completion."""
    late = is_past(as_of)
    if scheme.early_before is not None:
        late &= Q(by_when_latest__gte=scheme.early_before)
    return late


def is_red_by_its_day(scheme: Scheme, *, as_of: date) -> Q:
    """Past its by-when, and not spared by the plan's own rule: ``rag.is_spared`` once more."""
    red = is_overdue(scheme, as_of=as_of)
    if scheme.silence_red_after is not None and as_of <= scheme.silence_red_after:
        red &= ~Q(status=Status.NOT_REPORTED)
    return red


def is_silent(scheme: Scheme, *, as_of: date) -> Q:
    """Under way, but nothing with a day said for longer than the plan's reporting cycle."""
    since = days_before(as_of, scheme.lapses_after_days)
    return Q(status=Status.IN_PROGRESS) & (
        Q(last_reported_on=None) | Q(last_reported_on__lt=since)
    )


def is_not_kept(as_of: date) -> Q:
    """A standing arrangement, in place, that was not kept as often as it says."""
    return Q(status=Status.IN_PLACE, kept_until__lt=as_of)


def is_slipped() -> Q:
    """Open, with a by-when that was moved at least once."""
    return is_open() & Q(times_moved__gt=0)


def is_rated_against_the_facts(scheme: Scheme, *, as_of: date) -> Q:
    """Open, not moderated, and the Lead's last rating says better than the facts allow."""
    better = scheme.scale.keys(Role.AT_RISK, Role.ON_TRACK, *CLAIMS_COMPLETION)
    says_better = is_red_by_its_day(scheme, as_of=as_of) & Q(lead_rating__in=better)
    if scheme.scale.claiming:
        says_better |= is_open() & claims_completion(scheme)
    return says_better & Q(moderated_rating="")


def claims_completion(scheme: Scheme) -> Q:
    """The Lead's last rating says completed."""
    return Q(lead_rating__in=sorted(scheme.scale.claiming))


def is_unevidenced(scheme: Scheme) -> Q:
    """Green, by whatever voice, and no document shows it; the rating is annotated before."""
    return Q(rating__in=keys_of(scheme.scale.wanting_evidence), is_evidenced=False)


def is_unexplained(scheme: Scheme) -> Q:
    """Open, and the red or amber that a lead or a director gave has no reason."""
    keys = keys_of(scheme.scale.wanting_a_reason)
    given = Q(moderated_rating__in=keys) | Q(moderated_rating="", lead_rating__in=keys)
    return is_open() & Q(is_unexplained=True) & given


def is_repeated(_scheme: Scheme) -> Q:
    """Open, and the newest note says word for word what one before it said."""
    return is_open() & Q(is_repeated=True)


# What is said with nothing that supports it, by the name that addresses have for it.
UNSUPPORTED = {
    "unevidenced": is_unevidenced,
    "unexplained": is_unexplained,
    "repeated": is_repeated,
}


def rating_expression(scheme: Scheme, *, as_of: date) -> Case:
    """State the rule of ``rag.rate_action`` once more, for the database.

    Its branches stand in the same order; property tests prove the two forms equal.
    """
    lead_counts = Q(last_reported_on__gte=days_before(as_of, scheme.lapses_after_days))
    if scheme.scale.claiming:
        lead_counts &= ~claims_completion(scheme)
    return Case(
        When(~Q(moderated_rating=""), then=F("moderated_rating")),
        When(status=Status.DROPPED, then=Value(scheme.scale.dropped.key)),
        *_embedded(scheme),
        When(status=Status.COMPLETED, then=Value(scheme.scale.completed.key)),
        When(is_red_by_its_day(scheme, as_of=as_of), then=Value(scheme.scale.off_track.key)),
        When(lead_counts & _is_rated(scheme), then=F("lead_rating")),
        *_not_started(scheme, as_of=as_of),
        default=Value(NOT_RATED_KEY),
        output_field=models.CharField(max_length=LONGEST_KEY),
    )


def _is_rated(scheme: Scheme) -> Q:
    """Rated by the Lead; asked only where what is not rated may still be not started."""
    has_more = scheme.scale.not_started.key != NOT_RATED_KEY
    return ~Q(lead_rating=NOT_RATED_KEY) if has_more else Q()


def _embedded(scheme: Scheme) -> list[When]:
    """Completed, and whoever said so said that it is embedded too, where a level says that."""
    keys = scheme.scale.keys(Role.EMBEDDED)
    is_so = Q(status=Status.COMPLETED, lead_rating__in=keys)
    return [When(is_so, then=F("lead_rating"))] if keys else []


def _not_started(scheme: Scheme, *, as_of: date) -> list[When]:
    """Not due, and nothing was reported, where a level says so."""
    if scheme.scale.not_started.key == NOT_RATED_KEY:
        return []
    is_not_due = Q(by_when_latest=None) | Q(by_when_latest__gte=as_of)
    is_so = Q(status=Status.NOT_REPORTED) & is_not_due
    return [When(is_so, then=Value(scheme.scale.not_started.key))]


def ground_expression(scheme: Scheme, *, as_of: date) -> Case:
    """State the rule of ``grounds.ground_of`` once more, for the database; blank where none."""
    since = days_before(as_of, scheme.lapses_after_days)
    is_heard = Q(last_reported_on__isnull=False, last_reported_on__gte=since)
    lead_counts = is_heard & ~Q(lead_rating=NOT_RATED_KEY)
    if scheme.scale.claiming:
        lead_counts &= ~claims_completion(scheme)
    split = scheme.scale.keys(*GROUNDS_OF_ROLE)
    is_unheard = Q(status=Status.NOT_REPORTED)
    is_red = is_red_by_its_day(scheme, as_of=as_of)
    by_director = Q(moderated_rating__in=split)
    return Case(
        When(by_director, then=Value(Ground.RATED_SO.value)),
        When(~Q(moderated_rating=""), then=Value("")),
        When(status=Status.DROPPED, then=Value(Ground.DROPPED.value)),
        When(status=Status.COMPLETED, then=Value("")),
        When(is_red & is_unheard, then=Value(Ground.NEVER_REPORTED.value)),
        When(is_red, then=Value(Ground.UNDER_WAY.value)),
        When(lead_counts & Q(lead_rating__in=split), then=Value(Ground.RATED_SO.value)),
        When(lead_counts, then=Value("")),
        When(is_not_kept(as_of), then=Value(Ground.NOT_KEPT.value)),
        When(
            status=Status.IN_PLACE,
            kept_on__isnull=False,
            kept_until__isnull=False,
            then=Value(Ground.KEPT.value),
        ),
        When(status=Status.IN_PLACE, then=Value(Ground.NOT_SHOWN.value)),
        When(~is_unheard & ~is_heard, then=Value(Ground.NO_WORD.value)),
        When(by_when_latest=None, then=Value(Ground.NO_BY_WHEN.value)),
        When(is_past(as_of), then=Value(Ground.SPARED.value)),
        When(is_unheard, then=Value(Ground.NOT_DUE.value)),
        default=Value(Ground.WITH_WORD.value),
        output_field=models.CharField(max_length=14),
    )


class StandingQuerySet(models.QuerySet["Standing"]):
    """Standings, as a page as at a day asks for them."""

    def of(self, plan: int, *, found_otherwise: bool = False) -> Self:
        """Those of a plan, by its key.

        ``found_otherwise`` says the same, but so that SQLite, which cannot weigh the two, does not
        read all of the plan to find what another condition leads to at once.
        """
        return self.exclude(~Q(plan=plan)) if found_otherwise else self.filter(plan=plan)

    def on(self, as_of: date) -> Self:
        """The one standing of each Action on a day."""
        return self.filter(from_on__lte=as_of, until_on__gt=as_of)

    def first_on(self, as_of: date) -> Self:
        """The one standing of each Action on a day, where only the first few are wanted.

        Says the same as ``on``, but so that SQLite, which cannot weigh the two, reads the index of
        positions until it has enough, instead of finding all of the day's rows and sorting them.
        """
        return self.filter(from_on__lte=as_of).exclude(until_on__lte=as_of)

    def led_by(self, user: User, *, on: date) -> Self:
        """Of Actions in which an officer has a part for whom the user may act on a day."""
        return self.filter(action__in=keys_led_by(user, on=on))

    def of_running_plans(self, *, on: date) -> Self:
        """Of plans that are not closed on a day."""
        closings = PlanClosing.objects.holding(on=on).filter(plan=OuterRef("plan_id"))
        return self.filter(~Exists(closings.order_by()))

    def with_actions(self) -> Self:
        """Bring along of the Action and its plan what a line shows, and nothing else."""
        return self.select_related(*SHOWN_IN_A_LINE).defer(
            *(
                f"action__{field.name}"
                for field in Action._meta.concrete_fields
                if field.name not in {"id", "plan", "project_area", *LINE_COLUMNS}
            ),
            *(
                f"action__plan__{field.name}"
                for field in Plan._meta.concrete_fields
                if field.name not in {"id", "slug"}
            ),
        )

    def with_rating(self, scheme: Scheme, *, as_of: date) -> Self:
        """Annotate ``rating``: the key of the level that the rule gives on that day."""
        return self.annotate(rating=rating_expression(scheme, as_of=as_of))

    def with_ground(self, scheme: Scheme, *, as_of: date) -> Self:
        """Annotate ``ground``: what a red rating, or none, rests on that day; else blank."""
        return self.annotate(ground=ground_expression(scheme, as_of=as_of))

    def rated(self, *ratings: str) -> Self:
        """Keep those whose rating, annotated before, is one of these."""
        return self.filter(rating__in=ratings)  # type: ignore[misc]  # annotated by with_rating

    def off_track(self, scheme: Scheme) -> Self:
        """Keep those that are red, or whatever off track is called; the rating is annotated."""
        return self.rated(*scheme.scale.keys(Role.OFF_TRACK))

    def rating_counts(self) -> dict[str, int]:
        """Count by rating, annotated before; one query."""
        counted = self.order_by().values_list("rating").annotate(Count("pk"))  # type: ignore[misc]
        return dict(counted)

    def counts_by_recommendation(self) -> list[tuple[int, str, str, int, int]]:
        """Count by Recommendation, rating (annotated before) and status; one query.

        The last column is the key of the newest standing that was counted.
        """
        columns = ("recommendation_id", "rating", "status")
        counted = self.order_by().values_list(*columns)  # type: ignore[misc]
        return list(counted.annotate(Count("pk"), Max("pk")))

    def with_severity(self, scheme: Scheme) -> Self:
        """Annotate ``severity`` after ``rating``: 0 for the most urgent level, to sort by."""
        ordered = enumerate(scheme.scale.by_urgency)
        return self.annotate(
            severity=Case(
                *(When(rating=level.key, then=Value(place)) for place, level in ordered),
                output_field=models.IntegerField(),
            )
        )

    def past(self, *, as_of: date) -> Self:
        """Past the latest by-when and not completed."""
        return self.filter(is_past(as_of))

    def overdue(self, scheme: Scheme, *, as_of: date) -> Self:
        """Past a by-when that makes red once anything is said short of completion."""
        return self.filter(is_overdue(scheme, as_of=as_of))

    def open(self) -> Self:
        """Neither completed nor dropped."""
        return self.filter(is_open())

    def silent(self, scheme: Scheme, *, as_of: date) -> Self:
        """Under way, and silent for longer than the plan's reporting cycle."""
        return self.filter(is_silent(scheme, as_of=as_of))

    def not_kept(self, *, as_of: date) -> Self:
        """Standing arrangements that were not kept as often as they say."""
        return self.filter(is_not_kept(as_of))

    def slipped(self) -> Self:
        """Open, and the by-when was moved."""
        return self.filter(is_slipped())

    def due_between(self, first: date, last: date) -> Self:
        """Open, with the latest by-when in a range of days, both included."""
        return self.open().filter(by_when_latest__range=(first, last))

    def completed_since(self, day: date) -> Self:
        """Completed, which became known after a day; one without a day is not told as news."""
        return self.filter(status=Status.COMPLETED, completion_known_on__gt=day)

    def rated_against_the_facts(self, scheme: Scheme, *, as_of: date) -> Self:
        """Open, not moderated, and the Lead's last rating says better than the facts allow."""
        return self.filter(is_rated_against_the_facts(scheme, as_of=as_of))


class Standing(models.Model):
    """What was known of an Action from ``from_on`` up to, and not including, ``until_on``.

    Made from the dated rows by ``services.rebuild_standings`` after each write, and by the loader;
    never typed. ``rating`` is annotated by ``with_rating``, ``severity`` by ``with_severity``, and
    what follows it here by the page of one Action.
    """

    rating: str
    ground: str
    severity: int
    previous: str | None
    following: str | None
    by_when_as_written: str | None
    by_when_precision: str | None
    criterion: str | None
    has_withdrawn_by_when: bool
    has_promised_reports: bool
    has_risk_links: bool
    has_kin: bool
    plan_closed_on: date | None

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="standings")
    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.CASCADE, related_name="standings"
    )
    action = models.ForeignKey(
        Action,
        on_delete=models.CASCADE,
        related_name="standings",
        db_index=False,  # what begins with it, below, does for it
    )
    position = models.PositiveBigIntegerField("the Action's place in its plan", default=0)
    from_on = models.DateField()
    until_on = models.DateField()
    status = models.CharField(
        max_length=12,
        choices=STANDING_CHOICES,
    )
    completed_on = models.DateField(null=True)
    completed_when = models.CharField(max_length=80, blank=True)
    completion_known_on = models.DateField(null=True)
    by_when_earliest = models.DateField(null=True)
    by_when_latest = models.DateField(null=True)
    by_when_words = models.CharField(max_length=250, blank=True)
    by_when_understood = models.CharField(max_length=250, blank=True)
    times_moved = models.PositiveSmallIntegerField(default=0)
    lead_rating = models.CharField(max_length=LONGEST_KEY, default=NOT_RATED_KEY)
    lead_rated_on = models.DateField(null=True)
    last_reported_on = models.DateField(null=True)
    last_reported_when = models.CharField(max_length=80, blank=True)
    updates_count = models.PositiveIntegerField(default=0)
    moderated_rating = models.CharField(max_length=LONGEST_KEY, blank=True)
    moderated_on = models.DateField(null=True)
    moderation_reason = models.TextField(blank=True)
    is_disputed = models.BooleanField("other words of the record say otherwise", default=False)
    every = models.CharField("how often, of an arrangement", max_length=12, blank=True)
    arrangement_counts_from = models.DateField(null=True)
    kept_on = models.DateField("the day on which an arrangement was last kept", null=True)
    kept_until = models.DateField("the last day on which it is not behind", null=True)
    is_evidenced = models.BooleanField("a document shows it", default=False)
    is_unexplained = models.BooleanField("rated without a reason", default=False)
    is_repeated = models.BooleanField("the newest note repeats one before", default=False)

    objects = StandingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["action", "from_on"], name="one_standing_of_an_action_begins_on_a_day"
            ),
            models.CheckConstraint(
                condition=Q(until_on__gt=F("from_on")), name="a_standing_lasts_a_day_at_least"
            ),
        ]
        indexes = [
            # Holds all that counting by rating needs, so that a dashboard reads the index alone.
            models.Index(
                fields=[
                    "plan",
                    "until_on",
                    "from_on",
                    "status",
                    "by_when_latest",
                    "last_reported_on",
                    "lead_rating",
                    "moderated_rating",
                    "recommendation",
                    "action",
                    "times_moved",
                    "completion_known_on",
                    "is_disputed",
                    "kept_on",
                    "kept_until",
                    "is_evidenced",
                    "is_unexplained",
                    "is_repeated",
                    "position",
                ],
                name="standings_of_a_plan_on_a_day",
            ),
            # Lets a page of the list be read in the order of the plan, without sorting the plan.
            models.Index(
                fields=["plan", "position", "from_on", "until_on"],
                name="standings_in_order_of_a_plan",
            ),
            # Leads from an Action to its standing on a day past those that are over.
            models.Index(fields=["action", "until_on"], name="standings_of_an_action"),
        ]

    def __str__(self) -> str:
        return f"{self.action_id} from {self.from_on}"

    @property
    def recommendation_number(self) -> int:
        """The number of the Recommendation under which the Action stands."""
        return self.position // PLACES

    def facts(self) -> Facts:
        """Return the row as the rating rule takes it."""
        return Facts(
            status=Status(self.status),
            completed_when=self.completed_when,
            by_when_latest=self.by_when_latest,
            lead_rating=self.lead_rating,
            lead_rated_on=self.lead_rated_on,
            last_reported_on=self.last_reported_on,
            last_reported_when=self.last_reported_when,
            updates_count=self.updates_count,
            moderated_rating=self.moderated_rating or None,
            moderated_on=self.moderated_on,
            moderation_reason=self.moderation_reason,
            every=Frequency(self.every) if self.every else None,
            arrangement_counts_from=self.arrangement_counts_from,
            kept_on=self.kept_on,
            kept_until=self.kept_until,
            has_evidence=self.is_evidenced,
        )
