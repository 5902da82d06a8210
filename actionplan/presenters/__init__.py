"""What pages and documents say of plans, and the public face that other apps read."""

from actionplan.models import Plan
from actionplan.presenters.progress import (
    PlanProgress,
    ask_for_progress,
    build_plan_progress,
)

NoPlan = Plan.DoesNotExist

__all__ = ["NoPlan", "PlanProgress", "ask_for_progress", "build_plan_progress"]
