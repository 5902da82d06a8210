"""The scoping statement of a scrutiny review, as it is read and appended."""

from collections.abc import Iterable
from dataclasses import dataclass

from governance.models import ReviewStep, ScrutinyReview


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoping:
    """The scoping statement of a review, with its timetable."""

    title: str
    committee: str
    status: str
    chair: str
    lead_support_officer: str
    terms_of_reference: tuple[str, ...]
    desired_outcomes: tuple[str, ...]
    key_questions: tuple[str, ...]
    links: tuple[str, ...]
    steps: tuple[tuple[str, str], ...]
    is_abridged: bool
    members: tuple[str, ...] = ()
    support_officers: tuple[str, ...] = ()
    label: str = ""  # as what it is appended to a report


def scoping(row: ScrutinyReview, steps: Iterable[ReviewStep]) -> Scoping:
    """Return a review's scoping statement, with the steps of its timetable."""
    return Scoping(
        title=row.title,
        committee=row.committee.name,
        status=row.status,
        chair=row.chair,
        lead_support_officer=row.lead_support_officer,
        terms_of_reference=tuple(row.terms_of_reference),
        desired_outcomes=tuple(row.desired_outcomes),
        key_questions=tuple(row.key_questions),
        links=tuple(row.links),
        steps=tuple((step.activity, step.timescale) for step in steps),
        is_abridged=row.is_abridged,
        members=tuple(row.members),
        support_officers=tuple(row.support_officers),
    )
