"""The actions of a plan as a file of it is compared with them."""

from collections.abc import Iterable
from datetime import date

from actionplan.models.actions import Action, ActionRole
from actionplan.models.facts import by_when_in_force
from actionplan.models.plans import Plan
from actionplan.models.progress import ProgressUpdate
from actionplan.models.standings import Standing
from actionplan.plan_cells import COMPLETED, DROPPED, GOES_ON, NOT_BEGUN
from actionplan.plan_matching import KnownAction, compared
from actionplan.rag import CLOSED_STATUSES, Scheme, Status, rate_action


def known_actions(plan: Plan, *, on: date) -> tuple[KnownAction, ...]:
    """Return the actions that a plan has on a day; as many queries however many there are."""
    standings = (
        Standing.objects.of(plan.pk)
        .on(on)
        .select_related("action__recommendation")
        .prefetch_related(
            "action__roles__officer",
            "action__roles__organisation",
            "action__by_whens",
            "action__updates",
        )
        .order_by("position")
    )
    scheme = plan.rating_scheme()
    return tuple(_known(row, scheme, on=on) for row in standings)


def _known(standing: Standing, scheme: Scheme, *, on: date) -> KnownAction:
    action = standing.action
    facts = standing.facts()
    by_when = by_when_in_force(action.by_whens.all(), as_of=on)
    updates = [row for row in action.updates.all() if row.is_known(on=on)]
    newest = max(updates, key=lambda row: (row.counts_from, row.sequence), default=None)
    rated = rate_action(facts, scheme, as_of=on).level
    given = scheme.scale.of(newest.rating) if newest and newest.rating else None
    leads = [role for role in action.roles.all() if role.part != ActionRole.Part.SUPPORT]
    exported = ";".join(dict.fromkeys(role.holder for role in leads))
    said = {compared(row.narrative) for row in updates}
    return KnownAction(
        key=action.pk,
        reference=action.reference,
        heading=action.recommendation.text,
        text=action.text,
        texts=frozenset({compared(action.text)}),
        lead=action.lead_words,
        lead_cells=frozenset(map(compared, (action.lead_words, action.lead_as_written, exported))),
        leads=tuple(_names(role) for role in leads),
        by_when=by_when.as_written if by_when else "",
        by_whens=_by_whens(action, on=on),
        status=facts.status.value,
        statuses=_statuses(facts.status, newest),
        rating=rated.word.casefold(),
        ratings=frozenset(
            {
                *(compared(words) for words in (rated.key, rated.word)),
                compared(given.word) if given else "",
                *_taken_over(updates),
            }
        ),
        notes=frozenset({*said, compared(action.progress_as_written)} - {""}),
        is_closed=facts.status in CLOSED_STATUSES,
    )


def _names(role: ActionRole) -> frozenset[str]:
    """Return every way in which words may name who has a part."""
    words = [role.person, role.holder]
    if role.officer is not None:
        officer = role.officer
        words += [officer.initials, officer.name, officer.post, officer.full_label]
    if role.organisation is not None:
        words += [role.organisation.code, role.organisation.name]
    return frozenset(compared(each) for each in words if each)


def _by_whens(action: Action, *, on: date) -> frozenset[str]:
    """Return the words of the by-when in force, and of any that was moved: they are known."""
    rows = [row for row in action.by_whens.all() if row.is_known(on=on)]
    words = [words for row in rows for words in (row.as_written, row.words, row.understood)]
    words += [f"{row.understood} (“{row.words}”)" for row in rows]  # as lists and their files say
    return frozenset(compared(each) for each in words if each)


def _statuses(status: Status, newest: ProgressUpdate | None) -> frozenset[str]:
    """Return the words that mean where an action stands, whichever of them a file uses."""
    before = _taken_over([newest] if newest else [])
    words = {compared(status.value), compared(status.word), *before}
    meant = {
        Status.IN_PROGRESS: GOES_ON,
        Status.COMPLETED: COMPLETED,
        Status.DROPPED: DROPPED,
        Status.NOT_REPORTED: NOT_BEGUN,
    }
    return frozenset({*words, *meant.get(status, ())})


def _taken_over(updates: Iterable[ProgressUpdate]) -> set[str]:
    """Return what the file that a plan was taken over from said in its own words: “Slipping”."""
    return {
        compared(part)
        for row in updates
        if row.narrative.startswith("In the plan’s file")
        for part in row.narrative.split("“")[1:]
        for part in [part.partition("”")[0]]
    }
