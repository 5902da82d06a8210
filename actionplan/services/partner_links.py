"""Asking a partner who has no account by a link, and what they say by it."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from actionplan.models import Action, Organisation, PartnerLink, ProgressUpdate, Standing
from actionplan.models.corrections import Recording
from actionplan.rag import Status
from actionplan.services.standings import mark_open
from actionplan.services.update_requests import answer_with_update
from actionplan.services.updates import post_progress_update
from herefordshire_cs.lib.refusing import Refusal
from herefordshire_cs.lib.text.words import day_in_words
from herefordshire_cs.notices.kinds import Kind
from herefordshire_cs.notices.outside import tell_outside
from herefordshire_cs.notices.services import Notice


class LinkGone(Exception):
    """The link was answered, was ended, or its last day is over."""


@transaction.atomic
def ask_partner(
    action: Action,
    *,
    organisation: Organisation,
    post: str,
    address: str,
    words: str,
    ends_on: date,
    by: Recording,
) -> PartnerLink:
    """Ask a partner's post how an Action goes, and send the link to its address.

    Raises ``Refusal`` where the Action or its plan is closed.
    """
    mark_open(action.plan_id)
    if not Standing.objects.on(by.on).open().filter(action=action.pk).exists():
        raise Refusal("The action is closed: nobody is asked about it.")
    link = PartnerLink.objects.create(
        action=action,
        organisation=organisation,
        post=post,
        address=address,
        words=words,
        ends_on=ends_on,
        asked_by=by.author,
        asked_on=by.on,
        asked_at=by.at,
    )
    notice = Notice(
        kind=Kind.PARTNER_LINK,
        once=f"partner link {link.pk}",
        subject="An update is asked of you",
        about=reverse("partner-answer", args=[link.key]),
        lines=(
            (f"{by.author} asks how action {action.reference} goes.", ""),
            (
                f"The link can be used once, until {day_in_words(ends_on)}. Whoever has it may"
                " answer in your place: pass it on to nobody else.",
                "",
            ),
        ),
    )
    tell_outside([(address, notice)], on=by.on, at=by.at)
    return link


@transaction.atomic
def end_link(link: PartnerLink, *, by: Recording) -> None:
    """End a link, so that it can be answered no more. Raises ``LinkGone``."""
    rows = PartnerLink.objects.filter(pk=link.pk, ended_on=None, answered_on=None)
    if not rows.update(ended_on=by.on, ended_by=by.author):
        raise LinkGone


@transaction.atomic
def answer_by_link(
    link: PartnerLink,
    *,
    narrative: str,
    needed: str,
    status: Status,
    rating: str | None,
    reported_on: date,
    kept_reason: str,
    on: date,
    at: datetime,
) -> ProgressUpdate:
    """Record what a partner says as an update from their post, under the rules of any update.

    Raises ``LinkGone`` of a second answer, and what ``post_progress_update`` raises.
    """
    action = link.action
    mark_open(action.plan_id)  # of two who answer at once, the second finds it answered
    held = PartnerLink.objects.select_related("organisation", "asked_by").get(pk=link.pk)
    if not held.is_usable(on=on):
        raise LinkGone
    # They read no update of others, so none is answered unread.
    newest = action.updates.order_by("pk").values_list("pk", flat=True).last()
    update = post_progress_update(
        action=action,
        author=None,
        author_as_written=str(held)[:LONGEST_AUTHOR],
        reported_on=reported_on,
        recorded_on=on,
        recorded_at=at,
        narrative=narrative,
        needed=needed,
        status=status,
        rating=rating,
        seen_update=newest,
        kept_reason=kept_reason,
    )
    held.update, held.answered_on = update, on
    held.save(update_fields=["update", "answered_on"])
    answer_with_update(action, author=held.asked_by, on=on, at=at)
    return update


LONGEST_AUTHOR = ProgressUpdate._meta.get_field("author_as_written").max_length
