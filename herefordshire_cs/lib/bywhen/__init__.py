"""Every by-when an action plan is written with: understood as days, its own words kept."""

from herefordshire_cs.lib.bywhen.by_when import ByWhen, parse_by_when
from herefordshire_cs.lib.bywhen.span import Precision
from herefordshire_cs.lib.bywhen.words import describe

__all__ = ["ByWhen", "Precision", "describe", "parse_by_when"]
