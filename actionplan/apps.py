"""The action plan as a Django app."""

from django.apps import AppConfig

from herefordshire_cs.lib.plans import come_from


class ActionPlanConfig(AppConfig):
    """Plans, recommendations, actions, their progress and their documents."""

    name = "actionplan"
    verbose_name = "Improvement plans"

    def ready(self) -> None:
        """Tell the library which plans there are."""
        # The plans need the app, which is ready only now.
        from actionplan.presenters.plan_parts import named_plans  # noqa: PLC0415

        come_from(named_plans)
