"""What hangs on somebody in the plans: asked by the page of a leaver and by the handing over."""

from datetime import date

from django.db import models

from actionplan.models.actions import ActionRole
from actionplan.models.officers import Officer
from actionplan.models.people import own_officers
from actionplan.models.risks import Risk, RiskAssessment, in_force
from actionplan.models.standings import Standing
from actionplan.rag import CLOSED_STATUSES
from herefordshire_cs.accounts.models import User


class HandOverKind(models.TextChoices):
    """What can be handed over by itself."""

    LEADS = "leads", "Actions led, answered for or signed off"
    SUPPORTS = "supports", "Actions supported"
    RECOMMENDATIONS = "recommendations", "Recommendations reported on or agreed to"
    RISKS = "risks", "Risks owned"
    ANSWERS = "answers", "Requests waiting for an answer"


def open_roles(officers: models.QuerySet[Officer], *, on: date) -> models.QuerySet[ActionRole]:
    """Ask for the parts of officers in Actions that were neither done nor dropped by a day."""
    still_open = Standing.objects.on(on).exclude(status__in=CLOSED_STATUSES)
    return ActionRole.objects.filter(
        officer__in=officers.order_by().values("pk"),
        action__in=still_open.order_by().values("action"),
    ).order_by("action__plan", "action__recommendation__number", "action__order", "order")


def risks_of(user: User, *, on: date) -> list[tuple[Risk, RiskAssessment]]:
    """Return the open risks that the officers of a user own, each with its assessment in force."""
    officers = set(own_officers(user).values_list("pk", flat=True))
    rows = Risk.objects.filter(assessments__owner__in=officers).distinct() if officers else ()
    found = []
    for risk in rows:
        now = in_force(risk, as_of=on)
        is_closed = risk.closings.filter(withdrawn_on=None).exists()
        if now is not None and now.owner_id in officers and not is_closed:
            found.append((risk, now))
    return found
