"""Making documents: asked for once, made off the request, kept for ever."""

import hashlib
import logging
from datetime import date, datetime, timedelta

from django.db import transaction
from django.tasks import task

from actionplan.documents import KINDS, Kind, contents_hash, print_document
from actionplan.models import Document
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib import clock

logger = logging.getLogger(__name__)

# A killed worker leaves a document unfinished; after this long, asking again starts it again.
GIVEN_UP_AFTER = timedelta(minutes=15)


def ask_for_document(
    *, slug: str, kind: Kind, as_of: date, since: date | None, asked_by: User, asked_at: datetime
) -> Document:
    """Return the document that says what the plan says now, queueing it if it was never made."""
    report = kind.build(slug, as_of=as_of, since=since)
    document, is_new = Document.objects.get_or_create(
        plan_id=report.plan.pk,
        kind=kind.slug,
        as_of=as_of,
        contents_hash=contents_hash(report),
        defaults={"since": since, "asked_by": asked_by, "asked_at": asked_at},
    )
    if is_new or is_stuck(document, asked_at):
        document.state = Document.State.QUEUED
        document.asked_at = asked_at
        document.save(update_fields=["state", "asked_at"])
        transaction.on_commit(lambda: make_document.enqueue(document.pk))
        document.refresh_from_db()
    return document


def is_stuck(document: Document, now: datetime) -> bool:
    """Say whether a document failed, or was begun so long ago that its worker must be gone."""
    if document.state == Document.State.FAILED:
        return True
    is_unfinished = document.state in Document.UNFINISHED
    return is_unfinished and document.asked_at < now - GIVEN_UP_AFTER


def make(document: Document, *, made_at: datetime) -> Document:
    """Make a document's PDF and keep it; a failure is kept too, in words, and raised."""
    Document.objects.filter(pk=document.pk).update(state=Document.State.MAKING)
    kind = KINDS[document.kind]
    report = kind.build(document.plan.slug, as_of=document.as_of, since=document.since)
    if contents_hash(report) != document.contents_hash:
        return give_up(document, "The plan changed while the document was waiting. Ask again.")
    try:
        printed = print_document(kind, report, made_at=made_at)
    except Exception:
        give_up(document, "The document could not be made. The system administrator can see why.")
        raise
    document.pdf = printed.content
    document.pages = printed.pages
    document.sha256 = hashlib.sha256(printed.content).hexdigest()
    document.made_at = made_at
    document.state = Document.State.READY
    document.save(update_fields=["pdf", "pages", "sha256", "made_at", "state"])
    logger.info("Made %s: %s pages", document, printed.pages)
    return document


def give_up(document: Document, failure: str) -> Document:
    """Say in the document why it was not made."""
    document.state = Document.State.FAILED
    document.failure = failure
    document.save(update_fields=["state", "failure"])
    return document


@task()
def make_document(pk: int) -> str:
    """Make one document that was asked for; returns the state in which it ended."""
    document = Document.objects.select_related("plan").get(pk=pk)
    return make(document, made_at=clock.now()).state
