"""The documents of the last period that has ended, for those who name no period."""

from datetime import date

from indicators.periods import ReportingPeriod, month, quarter_of
from indicators.presenters.digest import (
    CorporateExceptions,
    Digest,
    Radar,
    build_corporate_exceptions,
    build_digest,
    build_radar,
)


def latest_digest(*, as_of: date) -> Digest:
    """Return the Digest of the last quarter that has ended by a day."""
    return build_digest(_ended(quarter_of(as_of), as_of), as_of=as_of)


def latest_radar(*, as_of: date) -> Radar:
    """Return the RADAR sheet of the last month that has ended by a day."""
    return build_radar(_ended(month(as_of.year, as_of.month), as_of), as_of=as_of)


def latest_corporate_exceptions(*, as_of: date) -> CorporateExceptions:
    """Return the corporate exceptions of the last quarter that has ended by a day."""
    return build_corporate_exceptions(_ended(quarter_of(as_of), as_of), as_of=as_of)


def _ended(running: ReportingPeriod, as_of: date) -> ReportingPeriod:
    """Return the period, or the one before it while it still runs, as the documents do."""
    return running.before() if running.ends_on > as_of else running
