"""Making a plan's documents: asked for once, made off the request, kept for ever."""

from datetime import date, datetime

from django.db import transaction
from django.tasks import task

from actionplan.documents import KINDS, LAYOUT, Kind, print_document
from actionplan.models import Document
from herefordshire_cs.accounts.models import User
from herefordshire_cs.background.queues import DOCUMENTS
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.documents import contents_hash, give_up, is_stuck, keep


def ask_for_document(
    *, slug: str, kind: Kind, as_of: date, since: date | None, asked_by: User, asked_at: datetime
) -> Document:
    """Return the document that says what the plan says now, queueing it if it was never made."""
    report = kind.build(slug, as_of=as_of, since=since)
    document, is_new = Document.objects.get_or_create(
        plan_id=report.plan.pk,
        kind=kind.slug,
        as_of=as_of,
        contents_hash=contents_hash(report, LAYOUT),
        defaults={"since": since, "asked_by": asked_by, "asked_at": asked_at},
    )
    if is_new or is_stuck(document, asked_at):
        document.state = Document.State.QUEUED
        document.asked_at = asked_at
        document.save(update_fields=["state", "asked_at"])
        transaction.on_commit(lambda: make_document.enqueue(document.pk))
        document.refresh_from_db()
    return document


def make(document: Document, *, made_at: datetime) -> Document:
    """Make a document's PDF and keep it; a failure is kept too, in words, and raised."""
    Document.objects.filter(pk=document.pk).update(state=Document.State.MAKING)
    kind = KINDS[document.kind]
    report = kind.build(document.plan.slug, as_of=document.as_of, since=document.since)
    if contents_hash(report, LAYOUT) != document.contents_hash:
        return give_up(document, "The plan changed while the document was waiting. Ask again.")
    try:
        printed = print_document(kind, report, made_at=made_at)
    except Exception:
        give_up(document, "The document could not be made. The system administrator can see why.")
        raise
    return keep(document, printed, made_at=made_at)


@task(queue_name=DOCUMENTS)
def make_document(pk: int) -> str:
    """Make one document that was asked for; returns the state in which it ended."""
    document = Document.objects.select_related("plan").get(pk=pk)
    return make(document, made_at=clock.now()).state
