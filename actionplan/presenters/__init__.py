"""What pages and documents say of plans, and the public face that other apps read."""

from actionplan.models import Plan, Standing
from actionplan.presenters.progress import (
    PlanProgress,
    ask_for_progress,
    build_plan_progress,
)

NoAction = Standing.DoesNotExist
NoPlan = Plan.DoesNotExist

__all__ = ["NoAction", "NoPlan", "PlanProgress", "ask_for_progress", "build_plan_progress"]
