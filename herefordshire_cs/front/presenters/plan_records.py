"""An action or a recommendation among committees: who was told, what was resolved."""

from actionplan.presenters.occasions import told_by as build_told
from governance.presenters.plan_records import said_of as build_said

__all__ = ["build_said", "build_told"]
