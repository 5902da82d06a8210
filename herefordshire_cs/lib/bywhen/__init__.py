"""Every by-when an action plan is written with: understood as days, its own words kept."""

from herefordshire_cs.lib.bywhen.description import describe
from herefordshire_cs.lib.bywhen.reading import ByWhen, parse_by_when
from herefordshire_cs.lib.bywhen.span import Precision

__all__ = ["ByWhen", "Precision", "describe", "parse_by_when"]
