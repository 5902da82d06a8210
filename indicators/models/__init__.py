"""The rows of the indicators."""

from indicators.models.documents import PerformanceDocument
from indicators.models.figures import (
    Commentary,
    Comparator,
    Figure,
    FigureQuerySet,
    Outturn,
    Period,
    Target,
)
from indicators.models.indicators import (
    ComparatorGroup,
    DefinitionChange,
    Doubt,
    Indicator,
    IndicatorQuerySet,
    IndicatorSet,
    Neighbour,
    Paper,
    Priority,
    Purpose,
)
from indicators.models.judgements import (
    BenchmarkFigure,
    BenchmarkTable,
    Grade,
    GradeCount,
    Judgement,
    JudgementPoint,
    JudgementScheme,
    KeyThreshold,
    LimitingRule,
    Statement,
)
from indicators.models.outturn_files import OutturnFile
from indicators.models.redefinitions import Redefinition

__all__ = [
    "BenchmarkFigure",
    "BenchmarkTable",
    "Commentary",
    "Comparator",
    "ComparatorGroup",
    "DefinitionChange",
    "Doubt",
    "Figure",
    "FigureQuerySet",
    "Grade",
    "GradeCount",
    "Indicator",
    "IndicatorQuerySet",
    "IndicatorSet",
    "Judgement",
    "JudgementPoint",
    "JudgementScheme",
    "KeyThreshold",
    "LimitingRule",
    "Neighbour",
    "Outturn",
    "OutturnFile",
    "Paper",
    "PerformanceDocument",
    "Period",
    "Priority",
    "Purpose",
    "Redefinition",
    "Statement",
    "Target",
]
