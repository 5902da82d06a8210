"""Search over everything that may be read: plans, indicators and the papers of meetings."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from actionplan.presenters.personal_notes import telling_access
from actionplan.presenters.search import SearchResults, build_search
from governance.presenters.search import AT_MOST, PapersFound, search_papers
from herefordshire_cs.accounts.models import User
from indicators.presenters.search import IndicatorFound, search_indicators


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Everything found for some words that a reader may read, as at a day."""

    at_most: ClassVar[int] = AT_MOST

    words: str
    as_of: date
    plans: SearchResults
    indicators: tuple[IndicatorFound, ...]
    papers: PapersFound

    @property
    def count(self) -> int:
        """How many things were found and are shown."""
        return self.plans.count + len(self.indicators) + self.papers.count


def search_everything(words: str, *, as_of: date, user: User) -> Found:
    """Return what holds the words in the plans, the indicators and the papers."""
    return Found(
        words=words,
        as_of=as_of,
        plans=build_search(words, as_of=as_of, access=telling_access(user)),
        indicators=search_indicators(words, as_of=as_of),
        papers=search_papers(words, as_of=as_of, user=user),
    )
