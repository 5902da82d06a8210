"""The action plan as a Django app."""

from django.apps import AppConfig


class ActionPlanConfig(AppConfig):
    """Plans, recommendations, actions, their progress and their documents."""

    name = "actionplan"
    verbose_name = "Improvement plans"
