"""How many ratings were given in each level of a scheme, in plans that are rated under it."""

from collections import Counter
from datetime import date

from django.db.models import Count, Q

from actionplan.models.completions import CompletionClaim
from actionplan.models.progress import Moderation, ProgressUpdate
from actionplan.models.rating_schemes import RatingScheme
from herefordshire_cs.accounts.plan_roles import EVERY_PLAN, PlanAccess


def ratings_given(
    scheme: RatingScheme, *, as_of: date | None = None, access: PlanAccess = EVERY_PLAN
) -> Counter[str]:
    """Return how often each level was given, by its key; also what was taken back; four queries.

    ``as_of`` leaves out what was given after a day: without it, whatever was given counts, since
    its day is in the past for ever and is read with its level. ``access`` leaves out plans.
    """
    of_action = Q(action__plan__scheme=scheme)
    of_either = of_action | Q(recommendation__plan__scheme=scheme)
    hidden = Q(action__plan__in=access.hidden)
    of_hidden = hidden | Q(recommendation__plan__in=access.hidden)
    parts = (
        (ProgressUpdate.objects.filter(of_either).exclude(rating=""), "recorded_on", of_hidden),
        (Moderation.objects.filter(of_either), "made_on", of_hidden),
        (CompletionClaim.objects.filter(of_action).exclude(rating=""), "asked_on", hidden),
    )
    found: Counter[str] = Counter()
    of_impact = ProgressUpdate.objects.filter(action__plan__impact_scheme=scheme)
    for rows, day, out_of_sight, column in [
        *((*part, "rating") for part in parts),
        (of_impact.exclude(impact=""), "recorded_on", hidden, "impact"),
    ]:
        seen = rows.exclude(out_of_sight) if access.hidden else rows
        known = seen if as_of is None else seen.filter(**{f"{day}__lte": as_of})
        counted = known.order_by().values_list(column).annotate(Count("pk"))
        found.update(dict(counted))  # type: ignore[arg-type]  # a level and a count
    return found
