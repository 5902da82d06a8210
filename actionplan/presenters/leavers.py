"""What hangs on somebody who leaves, and who may take it over."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from actionplan.models import (
    ActionRole,
    ByWhenRequest,
    CompletionClaim,
    Officer,
    PeriodicReport,
    Recommendation,
)
from actionplan.models.leavers import HandOverKind, open_roles, risks_of
from actionplan.models.people import own_officers
from actionplan.presenters.officers import LEADING_PARTS
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.plan_roles import PlanAccess

KINDS = HandOverKind.choices
type OfficerNamed = Officer


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldAction:
    """An open Action in which somebody has a part."""

    plan: str
    reference: str
    text: str
    parts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What hangs on somebody in the plans.

    ``counts`` are by the value of a kind; ``posts`` are the names of posts for which they stand,
    which stay in their plans. ``drafts`` are reports on a period that are not issued. ``untold``
    is how many of the Actions are of plans that are hidden from whoever reads this.
    """

    counts: dict[str, int]
    actions: tuple[HeldAction, ...]
    untold: int
    names: tuple[str, ...]
    posts: tuple[str, ...]
    drafts: int

    @property
    def total(self) -> int:
        """How many things there are to hand over."""
        return sum(self.counts.values())


def build_held(leaver: User, *, on: date, access: PlanAccess) -> Held:
    """Return what hangs on somebody; of plans that are hidden from its reader it is counted."""
    roles = list(open_roles(own_officers(leaver), on=on).select_related("action__plan", "officer"))
    leading = [role for role in roles if role.part in LEADING_PARTS]
    supporting = [role for role in roles if role.part not in LEADING_PARTS]
    recommendations = Recommendation.objects
    counts = {
        HandOverKind.LEADS: len({role.action_id for role in leading}),
        HandOverKind.SUPPORTS: len({role.action_id for role in supporting}),
        HandOverKind.RECOMMENDATIONS: recommendations.filter(reporter=leaver).count()
        + recommendations.filter(approver=leaver).exclude(reporter=leaver).count(),
        HandOverKind.RISKS: len(risks_of(leaver, on=on)),
        HandOverKind.ANSWERS: ByWhenRequest.objects.filter(approver=leaver, answer="").count()
        + CompletionClaim.objects.filter(approver=leaver, answer="").count(),
    }
    officers = list(own_officers(leaver).order_by("is_post", "initials"))
    told = [role for role in roles if role.action.plan_id not in access.hidden]
    return Held(
        counts={kind.value: count for kind, count in counts.items()},
        actions=held_actions(told),
        untold=len({role.action_id for role in roles if role not in told}),
        names=tuple(row.full_label for row in officers if not row.is_post),
        posts=tuple(row.full_label for row in officers if row.is_post),
        drafts=PeriodicReport.objects.filter(drafted_by=leaver, issued_on=None).count(),
    )


def held_actions(roles: list[ActionRole]) -> tuple[HeldAction, ...]:
    """Return the Actions of some parts, each once, with the parts in words."""
    by_action: dict[int, list[ActionRole]] = {}
    for role in roles:
        by_action.setdefault(role.action_id, []).append(role)
    return tuple(
        HeldAction(
            plan=found[0].action.plan.slug,
            reference=found[0].action.reference,
            text=found[0].action.text,
            parts=", ".join(dict.fromkeys(role.get_part_display() for role in found)),
        )
        for found in by_action.values()
    )


def officer_called(words: str, *, on: date) -> Officer | None:
    """Return the one officer that words name, by initials, name or post; two queries at most."""
    known = Officer.objects.known(on=on).select_related("user")
    by_initials = known.filter(is_post=False, initials__iexact=words).first()
    if by_initials is not None:
        return by_initials
    found = list(known.filter(Q(name__iexact=words) | Q(post__iexact=words))[:2])
    return found[0] if len(found) == 1 else None


def officers_to_choose(*, on: date) -> list[str]:
    """Return the names of the plans as a form suggests them; one query."""
    rows = Officer.objects.to_choose(on=on).filter(active_to=None)
    return [row.short_label for row in rows]
