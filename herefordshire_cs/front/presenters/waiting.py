"""What waits for a person, across the apps: the first half of their inbox, and their digest.

``title`` of a line may stand in a message: public titles and references alone. ``text`` stands on
pages that ask who reads them, and nowhere else.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.urls import reverse

from actionplan.presenters.actions import ActionLine
from actionplan.presenters.completions import ClaimLine
from actionplan.presenters.my_actions import build_my_actions
from actionplan.presenters.requests import evidence_asked_of, waiting_for
from actionplan.presenters.update_requests import updates_asked_of
from governance.exempt.reader import reader_of
from governance.presenters.drafts import build_drafts
from governance.presenters.tracker import build_tracker, tracked_rows
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib.text.words import count_in_words, day_in_words
from indicators.presenters.commentaries import commentaries_to_approve

DUE_WITHIN = timedelta(days=14)
CLEARED_FOR = ("finance", "legal", "director")
LINES_AT_MOST = 10  # of a group; its own page lists all


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingLine:
    """One thing that waits, and the path of the page, or of the form, on which it is done."""

    title: str
    path: str
    text: str = ""
    note: str = ""
    is_late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingGroup:
    """Things of one kind that wait; ``more`` are left out, and stand on the page at ``path``.

    ``is_late`` where all of them are.
    """

    title: str
    lines: tuple[WaitingLine, ...]
    path: str
    more: int = 0
    is_late: bool = False

    @property
    def count(self) -> int:
        """How many there are, shown or not."""
        return len(self.lines) + self.more


def waiting_of(user: User, *, as_of: date) -> tuple[WaitingGroup, ...]:
    """Return what waits for a person on a day, what is asked of them first."""
    *before, resolutions = _asked_of(user, as_of=as_of)
    groups = (*before, *_own_actions(user, as_of=as_of), resolutions)
    return tuple(_cut(group) for group in groups if group.lines)


def asked_besides(user: User, *, as_of: date) -> tuple[WaitingGroup, ...]:
    """Return what waits for a person on a day beside their own Actions."""
    return tuple(_cut(group) for group in _asked_of(user, as_of=as_of) if group.lines)


def _asked_of(user: User, *, as_of: date) -> tuple[WaitingGroup, ...]:
    return (
        WaitingGroup(
            title="Updates asked of you",
            lines=tuple(_asked(user, as_of=as_of)),
            path=reverse("my-actions"),
        ),
        WaitingGroup(
            title="Waiting for your answer",
            lines=tuple(_to_answer(user, as_of=as_of)),
            path=reverse("by-when-requests"),
        ),
        WaitingGroup(
            title="Evidence asked of you",
            lines=tuple(_evidence(user, as_of=as_of)),
            path=reverse("my-actions"),
        ),
        WaitingGroup(
            title="Commentaries to approve",
            lines=tuple(_commentaries(user, as_of=as_of)),
            path=reverse("indicators"),
        ),
        WaitingGroup(
            title="Reports that wait for your clearance",
            lines=tuple(_clearances(user, as_of=as_of)),
            path=reverse("drafts"),
        ),
        WaitingGroup(
            title="What committees ask for",
            lines=tuple(_resolutions(user, as_of=as_of)),
            path=reverse("resolutions"),
        ),
    )


def _cut(group: WaitingGroup) -> WaitingGroup:
    shown = group.lines[:LINES_AT_MOST]
    return replace(group, lines=shown, more=len(group.lines) - len(shown))


def _asked(user: User, *, as_of: date) -> Iterator[WaitingLine]:
    for line in updates_asked_of(user, as_of=as_of):
        by = f", by {day_in_words(line.wanted_by)}" if line.wanted_by else ""
        yield WaitingLine(
            title=f"{line.reference} of {line.plan_title}",
            path=reverse("progress-update-new", args=[line.plan, line.reference]),
            text=line.words,
            note=f"Asked by {line.asked_by} on {day_in_words(line.asked_on)}{by}",
            is_late=line.wanted_by is not None and line.wanted_by < as_of,
        )


def _to_answer(user: User, *, as_of: date) -> Iterator[WaitingLine]:
    for line in waiting_for(user, as_of=as_of):
        is_claim = isinstance(line, ClaimLine)
        what = "said to be done" if is_claim else "a new by-when is asked for"
        page = "completion-claim" if is_claim else "by-when-request"
        yield WaitingLine(
            title=f"{line.reference}: {what}",
            path=reverse(page, args=[line.plan, line.pk]),
            text=line.text,
            note=f"Asked by {line.asked_by} on {day_in_words(line.asked_on)}",
        )


def _own_actions(user: User, *, as_of: date) -> Iterator[WaitingGroup]:
    mine = build_my_actions(user, as_of=as_of)
    if mine is None:
        return
    titles = {plan.slug: plan.title for plan in mine.plans}
    dated = [
        line
        for line in (*mine.needing_update, *mine.due_next)
        if line.by_when_latest is not None and line.lateness  # none is said of what is closed
    ]
    dated.sort(key=lambda line: line.by_when_latest or as_of)
    late = [line for line in dated if line.by_when_latest and line.by_when_latest < as_of]
    last = as_of + DUE_WITHIN
    soon = [line for line in dated if line.by_when_latest and as_of <= line.by_when_latest <= last]
    path = reverse("my-actions")
    title = f"Due in the next {DUE_WITHIN.days} days"
    yield WaitingGroup(title=title, lines=tuple(_actions(soon, titles, False)), path=path)
    lines = tuple(_actions(late, titles, True))
    yield WaitingGroup(title="Late", lines=lines, path=path, is_late=True)


def _actions(
    lines: Iterable[ActionLine], titles: dict[str, str], are_late: bool
) -> Iterator[WaitingLine]:
    for line in lines:
        assert line.by_when_latest is not None
        yield WaitingLine(
            title=f"{line.reference} of {titles[line.plan]}",
            path=reverse("progress-update-new", args=[line.plan, line.reference]),
            text=line.text,
            note=f"By {day_in_words(line.by_when_latest)}. {line.lateness}".strip(". "),
            is_late=are_late,
        )


def _evidence(user: User, *, as_of: date) -> Iterator[WaitingLine]:
    for slug, title, line in evidence_asked_of(user, as_of=as_of):
        by = f", by {day_in_words(line.wanted_by)}" if line.wanted_by else ""
        yield WaitingLine(
            title=f"{line.reference} of {title}",
            path=reverse("evidence-list", args=[slug]),
            text=line.what,
            note=f"Asked on {day_in_words(line.asked_on)}{by}",
            is_late=line.is_late,
        )


def _commentaries(user: User, *, as_of: date) -> Iterator[WaitingLine]:
    for line in commentaries_to_approve(user, as_of=as_of):
        yield WaitingLine(
            title=f"{line.name}, {line.period}",
            path=reverse("indicator", args=[line.indicator]),
            note=f"Written by {line.written_by} on {day_in_words(line.written_on)}",
        )


def _clearances(user: User, *, as_of: date) -> Iterator[WaitingLine]:
    if not any(user.has_perm(f"governance.clear_{kind}") for kind in CLEARED_FOR):
        return
    for line in build_drafts(user, as_of=as_of).for_me:
        before = f" for {day_in_words(line.held_on)}" if line.held_on else ""
        yield WaitingLine(
            # Neither its title nor its address, which is made of the title, may leave.
            title=f"A report{before}",
            path=reverse("drafts"),
            text=line.title,
        )


def _resolutions(user: User, *, as_of: date) -> Iterator[WaitingLine]:
    if not user.has_perm("governance.answer_resolution"):
        return
    reader = reader_of(user)
    rows = tracked_rows(as_of=as_of, reader=reader)
    limbs = [
        line for line in build_tracker(rows, as_of=as_of, reader=reader) if line.state == "open"
    ]
    limbs.sort(key=lambda line: (line.due_on is None, line.due_on or as_of))
    for line in limbs:
        by = f"By {day_in_words(line.due_on)}" if line.due_on else "No day is set"
        yield WaitingLine(
            title=f"Minute {line.reference} of {day_in_words(line.held_on)}",
            path=reverse("resolution-reply", args=[line.pk]),
            text=line.text,
            note=by,
            is_late=line.is_late,
        )


def count_of(groups: Iterable[WaitingGroup]) -> int:
    """Return how many things wait."""
    return sum(group.count for group in groups)


def in_words(groups: Iterable[WaitingGroup]) -> str:
    """Return how many things wait, as a sentence begins."""
    count = count_of(groups)
    return f"{count_in_words(count, 'thing waits', 'things wait')} for you"
