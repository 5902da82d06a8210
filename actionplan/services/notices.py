"""Who is told what of a plan: public titles and links, nothing of the words of the record.

Whoever is away is told as well as their deputies, of what a deputy may do: update Actions.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.urls import reverse

from actionplan.models import Action, ByWhenRequest, CompletionClaim, EvidenceRequest, Moderation
from actionplan.models.people import Deputy
from actionplan.models.update_requests import UpdateRequest, accounts_of_officers, leads_of
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib.text.words import day_in_words
from herefordshire_cs.notices.kinds import Kind
from herefordshire_cs.notices.services import Notice, tell


def named(action: Action) -> str:
    """Return an Action as messages name it: by its reference and the title of its plan."""
    return f"{action.reference} of {action.plan.title}"


def form_of(action: Action) -> str:
    """Return the path of the form with which an update is posted."""
    return reverse("progress-update-new", args=[action.plan.slug, action.reference])


def with_deputies(person: User, *, on: date) -> list[User]:
    """Return a person and who stands in for them on a day."""
    covers = Deputy.objects.on(on).filter(person=person).select_related("deputy")
    return [person, *(cover.deputy for cover in covers)]


def tell_by_when_asked(request: ByWhenRequest) -> None:
    """Tell whom it was put to that a new by-when is asked for."""
    notice = Notice(
        kind=Kind.BY_WHEN_ASKED,
        once=f"by-when {request.pk} asked",
        subject=f"A new by-when is asked for: {named(request.action)}",
        about=request.get_absolute_url(),
        lines=((f"{request.asked_by} asks you to agree to it, or to refuse it.", ""),),
    )
    tell([(request.approver, notice)], on=request.asked_on, at=request.asked_at)


def tell_by_when_answered(request: ByWhenRequest) -> None:
    """Tell who asked, and who stands in for them, what was answered."""
    word = request.get_answer_display().lower()
    _tell_answer(
        request,
        kind=Kind.BY_WHEN_ANSWERED,
        once=f"by-when {request.pk} answered",
        subject=f"The new by-when is {word}: {named(request.action)}",
    )


def tell_claimed(claim: CompletionClaim) -> None:
    """Tell whom it was put to that somebody says that an Action is done."""
    notice = Notice(
        kind=Kind.COMPLETION_ASKED,
        once=f"completion {claim.pk} asked",
        subject=f"Said to be done: {named(claim.action)}",
        about=claim.get_absolute_url(),
        lines=((f"{claim.asked_by} asks you to agree to it, or to refuse it.", ""),),
    )
    tell([(claim.approver, notice)], on=claim.asked_on, at=claim.asked_at)


def tell_claim_answered(claim: CompletionClaim) -> None:
    """Tell who claimed it, and who stands in for them, what was answered."""
    word = claim.get_answer_display().lower()
    _tell_answer(
        claim,
        kind=Kind.COMPLETION_ANSWERED,
        once=f"completion {claim.pk} answered",
        subject=f"That it is done is {word}: {named(claim.action)}",
    )


def _tell_answer(
    asked: ByWhenRequest | CompletionClaim, *, kind: Kind, once: str, subject: str
) -> None:
    assert asked.answered_on is not None
    assert asked.answered_at is not None
    notice = Notice(
        kind=kind,
        once=once,
        subject=subject,
        about=asked.get_absolute_url(),
        lines=((f"{asked.answered_by} answered. The page says why.", ""),),
    )
    people = with_deputies(asked.asked_by, on=asked.answered_on)
    tell([(each, notice) for each in people], on=asked.answered_on, at=asked.answered_at)


def tell_evidence_asked(asked: EvidenceRequest) -> None:
    """Tell whoever acts for the officer of whom evidence is asked; nobody where none is named."""
    if asked.officer_id is None or asked.recorded_at is None:
        return
    action = asked.action
    notice = Notice(
        kind=Kind.EVIDENCE_ASKED,
        once=f"evidence {asked.pk} asked",
        subject=f"Evidence is asked for: {named(action)}",
        about=reverse("evidence-list", args=[action.plan.slug]),
        lines=((f"{asked.author} asks you for it. The page says what is wanted.", ""),),
    )
    people = accounts_of_officers([asked.officer_id], on=asked.recorded_on)
    told = [(each, notice) for each in people[asked.officer_id]]
    tell(told, on=asked.recorded_on, at=asked.recorded_at)


def tell_challenged(moderation: Moderation, action: Action) -> None:
    """Tell the leads of an Action that a director rated it, but for who did."""
    notice = Notice(
        kind=Kind.CHALLENGED,
        once=f"moderation {moderation.pk}",
        subject=f"A director rated it: {named(action)}",
        about=reverse("action", args=[action.plan.slug, action.reference]),
        lines=((f"{moderation.author} did. The page says why.", ""),),
    )
    leads = leads_of([action.pk], on=moderation.made_on)[action.pk]
    told = [(person, notice) for person in leads if person.pk != moderation.author_id]
    tell(told, on=moderation.made_on, at=moderation.recorded_at)


def tell_update_asked(
    requests: Iterable[UpdateRequest], leads: dict[int, list[User]], *, on: date, at: datetime
) -> None:
    """Tell the leads of Actions that an update is asked of them."""
    tell(
        [
            (person, _update_asked(request))
            for request in requests
            for person in leads[request.action_id]
        ],
        on=on,
        at=at,
    )


def _update_asked(request: UpdateRequest) -> Notice:
    by = ""
    if request.wanted_by is not None:
        by = f" by {day_in_words(request.wanted_by)}"
    return Notice(
        kind=Kind.UPDATE_ASKED,
        once=f"update {request.pk} asked",
        subject=f"An update is asked of you: {named(request.action)}",
        about=form_of(request.action),
        lines=((f"{request.asked_by} asks how it goes{by}. The form says in which words.", ""),),
    )


def tell_update_posted(request: UpdateRequest, *, at: datetime) -> None:
    """Tell who asked for an update that one was posted."""
    assert request.answered_on is not None
    action = request.action
    notice = Notice(
        kind=Kind.UPDATE_POSTED,
        once=f"update {request.pk} posted",
        subject=f"The update that you asked for is posted: {named(action)}",
        about=reverse("action", args=[action.plan.slug, action.reference]),
        lines=((f"{request.answered_by} posted it.", ""),),
    )
    tell([(request.asked_by, notice)], on=request.answered_on, at=at)
