"""Documents made off the request: asked for, made of what stands, and lost ones found."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.tasks import Task

from herefordshire_cs.accounts.models import User
from herefordshire_cs.background.asking import ask
from herefordshire_cs.background.interruptions import DATABASE_AWAY
from herefordshire_cs.background.models import Job
from herefordshire_cs.lib.files.documents import StoredDocument, contents_hash, give_up, keep
from herefordshire_cs.lib.pdf.printing import Printed

FAILURE = "The document could not be made. The system administrator can see why."
OVERTAKEN = "What it says changed while it waited, and the newer one was asked for. Ask again."


def is_lost(document: StoredDocument, *, at: datetime) -> bool:
    """Say whether a document is not made and nobody will make it, so that it must be asked for."""
    if document.state not in StoredDocument.UNFINISHED:
        return document.state == StoredDocument.State.FAILED
    return not Job.objects.wanted(at=at).filter(pk=document.job_id or 0).exists()


def queue_if_lost[D: StoredDocument](
    document: D, task: Task[Any, Any], *, is_new: bool, asked_by: User, asked_at: datetime
) -> D:
    """Queue the making of a new document, or of one that is lost; within a transaction.

    Raises TooManyAsked where the person has asked for as many as one may.
    """
    objects = type(document)._default_manager
    locked: D = objects.select_for_update().defer("pdf").get(pk=document.pk)
    if is_new or is_lost(locked, at=asked_at):
        facts = f"{locked._meta.label_lower} {locked.pk}"  # its row is one for the same facts
        locked.job = ask(task, locked.pk, facts=facts, asked_by=asked_by, asked_at=asked_at)
        locked.state = StoredDocument.State.QUEUED
        locked.asked_at = asked_at
        locked.save(update_fields=["job", "state", "asked_at"])
    return locked


def make_of_what_stands[D: StoredDocument, R](
    document: D,
    *,
    build: Callable[[], R],
    print_it: Callable[[R], Printed],
    layout: Iterable[str],
    made_at: datetime,
) -> D:
    """Make a document's PDF and keep it; a failure is kept too, in words, and raised.

    It says what stands when it is made. One that was made is left as it is, so that a worker that
    was interrupted may do it again.
    """
    if document.state == StoredDocument.State.READY:
        return document
    document.state = StoredDocument.State.MAKING
    document.save(update_fields=["state"])
    try:
        report = build()
        if not _follow(document, contents_hash(report, layout)):
            return give_up(document, OVERTAKEN)
        return keep(document, print_it(report), made_at=made_at)
    except DATABASE_AWAY:
        raise  # the worker does it again
    except Exception:
        give_up(document, FAILURE)
        raise


def _follow(document: StoredDocument, found: str) -> bool:
    """Let a document say what stands now; False where another one says it already."""
    if document.contents_hash == found:
        return True
    document.contents_hash = found
    try:
        with transaction.atomic():
            document.save(update_fields=["contents_hash"])
    except IntegrityError:
        return False
    return True
