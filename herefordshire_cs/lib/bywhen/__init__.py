"""Every by-when an action plan is written with: understood as days, its own words kept."""

from herefordshire_cs.lib.bywhen.by_when import ByWhen, parse_by_when
from herefordshire_cs.lib.bywhen.setting import Period
from herefordshire_cs.lib.bywhen.span import Precision
from herefordshire_cs.lib.bywhen.terms import USUAL_TERMS, KnownTerm, KnownTerms, Terms
from herefordshire_cs.lib.bywhen.understanding import Understood, understand
from herefordshire_cs.lib.bywhen.words import describe

__all__ = [
    "USUAL_TERMS",
    "ByWhen",
    "KnownTerm",
    "KnownTerms",
    "Period",
    "Precision",
    "Terms",
    "Understood",
    "describe",
    "parse_by_when",
    "understand",
]
