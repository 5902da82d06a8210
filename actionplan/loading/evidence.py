"""Loads the evidence that the papers ask for."""

from collections.abc import Iterable

from actionplan.loading.rows import Entry, Loading, cited, keep
from actionplan.models import EvidenceRequest, Plan


def load_evidence_wanted(loading: Loading, plan: Plan, entries: Iterable[Entry]) -> None:
    """Load what the paper asks for; it counts from the day of the paper.

    What came since, and what is not wanted any more, stays so.
    """
    for entry in entries:
        action = plan.actions.get(reference=entry["reference"])
        key = {"plan": plan, "action": action, "author": None}
        row = EvidenceRequest.objects.filter(**key).first()
        keep(
            EvidenceRequest,
            key=key,
            what=entry["what"],
            asked_of=entry["asked_of"],
            officer=loading.officers.get(entry["asked_of"]),
            words=entry["words"],
            remark=entry["remark"],
            recorded_on=loading.documents[entry["source"]["document"]].dated_on,
            recorded_at=row.recorded_at if row else loading.recorded_at,
            **cited(loading, entry),
        )
