"""The documents of a plan that were made already."""

from dataclasses import dataclass
from datetime import date, datetime

from actionplan.models import Document
from actionplan.presenters.plans import Occasion, PlanHead, occasions

SHOWN_AT_MOST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeDocument:
    """A document as it was made: what it is, of which day, and how long."""

    key: str
    kind: str
    as_of: date
    made_at: datetime
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """A plan's documents, and the days on which it was put before somebody."""

    documents: tuple[MadeDocument, ...]
    occasions: tuple[Occasion, ...]


def build_library(plan: PlanHead, *, as_of: date) -> Library:
    """Return the documents made of a plan for days up to one; two queries."""
    rows = Document.objects.filter(
        plan=plan.pk, state=Document.State.READY, as_of__lte=as_of
    ).order_by("-as_of", "-made_at")
    made = rows.values_list("pk_uuid", "kind", "as_of", "made_at", "pages")[:SHOWN_AT_MOST]
    return Library(
        documents=tuple(
            MadeDocument(key=str(key), kind=kind, as_of=day, made_at=made_at, pages=pages or 0)
            for key, kind, day, made_at, pages in made
            if made_at is not None
        ),
        occasions=occasions(plan),
    )
