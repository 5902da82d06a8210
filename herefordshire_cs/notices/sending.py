"""Sending what waits: taken by one worker, tried again with growing waits, bounces seen.

A message is sent by whoever took it, and kept as sent before the next one goes. Where a worker is
killed between the two, that one message goes again under the same Message-ID.
"""

import logging
import smtplib
from datetime import datetime, timedelta

from django.core.mail import mailers
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction

from herefordshire_cs.notices.mail import as_email, leaves
from herefordshire_cs.notices.models import Message

logger = logging.getLogger(__name__)

BATCH = 100  # over one connection
# After each try in vain; when all are over, a day and a half after the first, it is given up.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1_440))
ABANDONED_AFTER = timedelta(minutes=15)  # longer than a batch takes a slow server
LONGEST_FAULT = 500
PERMANENT = range(500, 600)
State = Message.State


def send_due(*, at: datetime) -> datetime | None:
    """Send a batch of what is due; return when there is more to send, None where nothing waits.

    One batch, so that no clock read before it is older than its worker may be at it.
    """
    if not leaves():
        return None
    _take_back_abandoned(at)
    if batch := take(at):
        send_batch(batch, at=at)
    waiting = Message.objects.filter(state=State.WAITING).order_by("next_try_at")
    return waiting.values_list("next_try_at", flat=True).first()


def _take_back_abandoned(at: datetime) -> None:
    gone = Message.objects.filter(state=State.SENDING, taken_at__lt=at - ABANDONED_AFTER)
    gone.update(state=State.WAITING, next_try_at=at)


@transaction.atomic
def take(at: datetime) -> list[Message]:
    """Take a batch of what is due, so that nobody else sends it."""
    skips = connection.features.has_select_for_update_skip_locked
    locked = Message.objects.select_for_update(skip_locked=skips)
    batch = list(locked.due(at=at)[:BATCH])
    keys = [message.pk for message in batch]
    Message.objects.filter(pk__in=keys).update(state=State.SENDING, taken_at=at)
    return batch


def send_batch(batch: list[Message], *, at: datetime) -> None:
    """Send what was taken over one connection; where the server is away, all of it waits."""
    server = mailers["default"]
    try:
        server.open()
    except (OSError, smtplib.SMTPException) as error:
        _put_off(batch, error, at=at)
        return
    try:
        for place, message in enumerate(batch):
            if not _send(server, message, at=at):
                _put_off(batch[place + 1 :], ConnectionError("The server closed."), at=at)
                return
    finally:
        _close(server)


def _close(server: BaseEmailBackend) -> None:
    try:
        server.close()
    except (OSError, smtplib.SMTPException) as error:
        logger.info("The mail server said of the end: %s", error)  # all was sent by then


def _send(server: BaseEmailBackend, message: Message, *, at: datetime) -> bool:
    """Send one message; False where the server is gone and the rest must wait."""
    try:
        server.send_messages([as_email(message)])
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _words in error.recipients.values()]
        if all(code in PERMANENT for code in codes):
            _give_up(message, State.BOUNCED, error)
        else:
            _put_off([message], error, at=at)
    except smtplib.SMTPServerDisconnected as error:
        _put_off([message], error, at=at)
        return False
    except ValueError as error:  # no message can be made of it, however often it is tried
        _give_up(message, State.FAILED, error)
    except smtplib.SMTPException as error:  # of this message
        _put_off([message], error, at=at)
    except OSError as error:
        _put_off([message], error, at=at)
        return False
    else:
        Message.objects.filter(pk=message.pk).update(
            state=State.SENT, sent_at=at, tries=message.tries + 1, fault=""
        )
    return True


def _put_off(messages: list[Message], error: Exception, *, at: datetime) -> None:
    """Have messages tried again later, or give up those that were tried often enough."""
    for tries in sorted({message.tries for message in messages}):
        alike = [message.pk for message in messages if message.tries == tries]
        rows = Message.objects.filter(pk__in=alike)
        if tries < len(WAITS):
            rows.update(
                state=State.WAITING,
                tries=tries + 1,
                next_try_at=at + WAITS[tries],
                fault=_words(error),
            )
        else:
            rows.update(state=State.FAILED, tries=tries + 1, fault=_words(error))
    if messages:
        logger.warning("%s messages were not sent: %s", len(messages), _words(error))


def _give_up(message: Message, state: str, error: Exception) -> None:
    Message.objects.filter(pk=message.pk).update(
        state=state, tries=message.tries + 1, fault=_words(error)
    )
    logger.warning("Message %s was refused: %s", message.pk, _words(error))


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:LONGEST_FAULT]
