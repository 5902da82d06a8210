"""The log: what was recorded in plans, of indicators and of meetings, the newest first."""

from collections.abc import Mapping

from actionplan.presenters.log import sources as sources_of_plans
from governance.exempt.reader import Reader
from governance.presenters.log import sources as sources_of_meetings
from herefordshire_cs.accounts.plan_roles import PlanAccess
from herefordshire_cs.lib.log import LogSource
from indicators.presenters.log import SOURCES as INDICATORS

KINDS = {"plans": "Plans and risks", "indicators": "Indicators", "meetings": "Bodies and meetings"}


def sources_for(reader: Reader, access: PlanAccess, kind: str = "") -> tuple[LogSource, ...]:
    """Return what the log tells to a reader, of one kind or of all."""
    of_kind: Mapping[str, tuple[LogSource, ...]] = {
        "plans": sources_of_plans(access),
        "indicators": INDICATORS,
        "meetings": sources_of_meetings(reader),
    }
    return of_kind[kind] if kind else tuple(each for some in of_kind.values() for each in some)
