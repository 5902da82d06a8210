"""The register of officers and initials, and the bodies that help."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce, Lower

from actionplan.models import Action, ActionRole, Officer, Organisation, Standing
from actionplan.models.plan_access import officers_seen_with, seen_with
from actionplan.models.rewordings import past_of_register
from actionplan.models.standings import SHOWN_IN_A_LINE
from actionplan.presenters.actions import ActionLine, action_line
from actionplan.presenters.doubts import DoubtLine, doubt_line
from actionplan.presenters.history import HistoryEntry, rewording_entry
from actionplan.presenters.plans import heads_by_key
from actionplan.presenters.rewordings import Holders, past_holders
from herefordshire_cs.accounts.plan_roles import PlanAccess
from herefordshire_cs.lib.edits import Past

LEADING_PARTS = [ActionRole.Part.ACCOUNTABLE, ActionRole.Part.LEAD, ActionRole.Part.SIGN_OFF]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerLine:
    """An officer or a post, and how much it leads as at a day."""

    initials: str
    label: str
    is_post: bool
    name: str
    post: str
    organisation: str
    is_indexed: bool
    has_left: bool
    leads: int
    supports: int
    doubts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerPage:
    """One officer: who they are as far as is known, their Actions, and what is doubtful."""

    line: OfficerLine
    as_written: str
    leads: tuple[ActionLine, ...]
    supports: tuple[ActionLine, ...]
    doubts: tuple[DoubtLine, ...]
    history: tuple[HistoryEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationLine:
    """A body and how many Actions of a plan it, or an officer of it, has a part in."""

    plan: str
    code: str
    name: str
    actions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """The index of initials: those in the paper's own index, and those used but never indexed."""

    as_of: date
    indexed: tuple[OfficerLine, ...]
    posts: tuple[OfficerLine, ...]
    not_indexed: tuple[OfficerLine, ...]
    organisations: tuple[OrganisationLine, ...]


def build_register(*, as_of: date, access: PlanAccess) -> Register:
    """Return everybody who leads or helps as at a day; three queries."""
    past = past_of_register(as_of=as_of)
    before = past_holders(past).there_on(as_of, access)
    officers = [
        officer_line(with_past_counts(row, before), as_of=as_of)
        for row in known_on(
            as_of, as_they_were(_officers(before, as_of=as_of, access=access), past)
        )
    ]
    return Register(
        as_of=as_of,
        indexed=tuple(line for line in officers if line.is_indexed and not line.is_post),
        posts=tuple(line for line in officers if line.is_post),
        not_indexed=tuple(line for line in officers if not line.is_indexed),
        organisations=organisation_lines(past, before, as_of=as_of, access=access),
    )


def register_as_it_was(rows: QuerySet[Officer], *, as_of: date) -> list[Officer]:
    """Return officers with what the register said of them on a day; two queries at least."""
    past = past_of_register(as_of=as_of)
    return known_on(as_of, as_they_were(rows.select_related("organisation"), past))


def as_they_were(rows: Iterable[Officer], past: Past) -> list[Officer]:
    """Return officers, fetched with their bodies, as they were; a query where a body was another.

    Their bodies are as they were too.
    """
    found = list(past.each(rows))
    others = {row.organisation_id for row in found if past.of(row)} - {None}
    bodies = Organisation.objects.in_bulk(others) if others else {}
    for row in found:
        if row.organisation_id in bodies:
            row.organisation = bodies[row.organisation_id]
        if row.organisation is not None:
            past.put_back(row.organisation)
    return found


def known_on(day: date, rows: Iterable[Officer]) -> list[Officer]:
    """Leave out who was not yet there on a day, as it was recorded then."""
    return [row for row in rows if row.active_from is None or row.active_from <= day]


def with_past_counts(row: Officer, before: Holders) -> Officer:
    """Count too, for an officer, the parts that are not in the rows of today."""
    for roles in before.said.values():
        mine = [role for role in roles if role.officer and role.officer.pk == row.pk]
        row.leads += any(role.leads for role in mine)
        row.supports += any(not role.leads for role in mine)
    return row


def organisation_lines(
    past: Past, before: Holders, *, as_of: date, access: PlanAccess
) -> tuple[OrganisationLine, ...]:
    """Return the bodies of each plan with how many Actions they had a part in; one query.

    Only where a body, an officer or a part was edited since are they counted one by one.
    """
    if not past.said:
        return tuple(OrganisationLine(**row) for row in _organisations(as_of=as_of, access=access))
    counted: dict[tuple[str, int], set[int]] = defaultdict(set)
    names: dict[int, Organisation] = {}
    there = seen_with(Action.objects.filter(added_on__lte=as_of), access)
    plans = dict(there.values_list("pk", "plan__slug"))
    now: dict[int, list[ActionRole]] = defaultdict(list)
    for row in ActionRole.objects.select_related("officer__organisation", "organisation"):
        now[row.action_id].append(row)
    for action, plan in plans.items():
        for role in before.of(action, now[action], past):
            body = role.organisation or (role.officer.organisation if role.officer else None)
            if body is not None:
                names[body.pk] = past.put_back(body)
                counted[plan, body.pk].add(action)
    lines = [
        OrganisationLine(plan=plan, code=names[pk].code, name=names[pk].name, actions=len(actions))
        for (plan, pk), actions in counted.items()
    ]
    return tuple(sorted(lines, key=lambda line: (line.name.lower(), line.plan)))


def _organisations(*, as_of: date, access: PlanAccess) -> QuerySet[ActionRole, Any]:
    body: dict[str, Any] = {
        field: Coalesce(f"organisation__{field}", f"officer__organisation__{field}")
        for field in ("code", "name")
    }
    return (
        seen_with(ActionRole.objects.all(), access, plan="action__plan")
        .filter(action__added_on__lte=as_of)
        .values(**body, plan=F("action__plan__slug"))
        .exclude(code=None)  # type: ignore[misc]  # named one line above
        .annotate(actions=Count("action", distinct=True))
        .order_by(Lower("name"), "plan")
    )


def _officers(before: Holders, *, as_of: date, access: PlanAccess) -> QuerySet[Officer]:
    is_open = Q(doubts__settled_on=None) | Q(doubts__settled_on__gt=as_of)
    same = Q(roles__action__added_on__lte=as_of)
    if before.said:
        same &= ~Q(roles__action__in=before.said)
    if access.hidden:
        same &= ~Q(roles__action__plan__in=access.hidden)
        is_open &= ~Q(doubts__plan__in=access.hidden)
    leading, supporting = Q(roles__part__in=LEADING_PARTS), Q(roles__part=ActionRole.Part.SUPPORT)
    counts = {
        "leads": Count("roles__action", filter=leading & same, distinct=True),
        "supports": Count("roles__action", filter=supporting & same, distinct=True),
        "doubts_count": Count("doubts", filter=is_open, distinct=True),
    }
    # In the order in which they were loaded, which is that of the plan's own index.
    rows = officers_seen_with(Officer.objects.select_related("organisation"), access)
    return rows.annotate(**counts).order_by("pk")


def officer_line(row: Officer, *, as_of: date) -> OfficerLine:
    """Return one officer fetched with counts."""
    return OfficerLine(
        initials=row.initials,
        label=row.short_label,
        is_post=row.is_post,
        name=row.name,
        post=row.post,
        organisation=row.organisation.name if row.organisation else "",
        is_indexed=row.is_indexed,
        has_left=row.active_to is not None and row.active_to < as_of,
        leads=row.leads,
        supports=row.supports,
        doubts=row.doubts_count,
    )


def build_officer_page(initials: str, *, as_of: date, access: PlanAccess) -> OfficerPage:
    """Return one officer's page; eight queries. Raises ``Officer.DoesNotExist``."""
    past = past_of_register(as_of=as_of)
    before = past_holders(past).there_on(as_of, access)
    row = _officers(before, as_of=as_of, access=access).get(initials=initials)
    found = known_on(as_of, as_they_were([row], past))
    if not found:
        raise Officer.DoesNotExist
    (row,) = found
    heads = heads_by_key(as_of=as_of, access=access)
    parts = parts_of(row, before)
    standings = (
        seen_with(Standing.objects.on(as_of), access)
        .filter(action__in=parts)
        .select_related(*SHOWN_IN_A_LINE)
        .order_by("plan", "position")
    )
    lines = [action_line(each, heads[each.plan_id], as_of=as_of) for each in standings]
    return OfficerPage(
        line=officer_line(with_past_counts(row, before), as_of=as_of),
        as_written=row.as_written,
        leads=tuple(line for line in lines if parts[line.pk]),
        supports=tuple(line for line in lines if not parts[line.pk]),
        doubts=tuple(
            doubt_line(doubt, as_of=as_of)
            for doubt in seen_with(row.doubts.select_related("settled_by"), access)
        ),
        history=tuple(
            rewording_entry(each)
            for each in row.rewordings.select_related("recorded_by").order_by("-pk")
            if each.recorded_on <= as_of
        ),
    )


def parts_of(row: Officer, before: Holders) -> dict[int, bool]:
    """Return the keys of an officer's Actions, and whether they lead each; one query."""
    found: dict[int, bool] = defaultdict(bool)
    for action, part in row.roles.values_list("action_id", "part"):
        if action not in before.said:
            found[action] |= part in LEADING_PARTS
    for action, roles in before.said.items():
        for role in roles:
            if role.officer and role.officer.pk == row.pk:
                found[action] |= role.leads
    return dict(found)
