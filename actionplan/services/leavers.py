"""Handing over what hangs on somebody who leaves, and closing their account: all or nothing."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from actionplan.models import (
    ActionRole,
    ByWhenRequest,
    CompletionClaim,
    Deputy,
    Officer,
    Plan,
    Recommendation,
    Rewording,
)
from actionplan.models.corrections import Recording
from actionplan.models.leavers import HandOverKind, open_roles, risks_of
from actionplan.models.people import own_officers
from actionplan.models.requests import MAY_AGREE
from actionplan.services.handovers import hand_over_parts
from actionplan.services.import_steps import free_initials
from actionplan.services.named_officers import tie_names
from actionplan.services.people import end_deputy
from actionplan.services.rewordings import keep_rewordings, said_by
from actionplan.services.risks import Judgement, assess_risk
from actionplan.services.standings import mark
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.people import services as accounts
from herefordshire_cs.lib.text.words import count_in_words, list_in_words

PARTS = {
    HandOverKind.LEADS: (
        ActionRole.Part.ACCOUNTABLE,
        ActionRole.Part.LEAD,
        ActionRole.Part.SIGN_OFF,
    ),
    HandOverKind.SUPPORTS: (ActionRole.Part.SUPPORT,),
}


class ToThemselves(Exception):
    """What is to be handed over would go to whoever leaves."""


class NobodyNamed(Exception):
    """Something is to be handed over, and nobody is named who takes it."""


class NeedsAccount(Exception):
    """What is handed over needs somebody who signs in, and the officer named does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandingOver:
    """What is handed over by whom, to whom, and why.

    ``taker`` is an account and ``officer`` the name in the plans that is meant; one of the two is
    enough for Actions and risks. ``kinds`` are those that are handed over.
    """

    leaver: User
    taker: User | None
    officer: Officer | None
    kinds: Collection[str]
    reason: str
    closes: bool


@transaction.atomic
def hand_over(asked: HandingOver, *, by: Recording) -> str:
    """Hand over what hangs on somebody from today on; return what went, in words.

    Earlier days read as they did. Raises ToThemselves, OwnRights, NobodyNamed, NeedsAccount
    and, where the account is closed with it, what closing an account raises.
    """
    leaver = asked.leaver
    refuse_takers(asked, by)
    gone = [
        *hand_over_actions(asked, by),
        *hand_over_recommendations(asked, by),
        *hand_over_risks(asked, by),
        *hand_over_answers(asked),
    ]
    words = list_in_words(gone)
    to = asked.taker.name if asked.taker else asked.officer.full_label if asked.officer else ""
    if words:
        accounts.record(
            leaver, f"Handed over to {to}: {words}. {asked.reason}", by=by.author, at=by.at
        )
        if asked.taker is not None:
            said = f"Took over from {leaver.name}: {words}. {asked.reason}"
            accounts.record(asked.taker, said, by=by.author, at=by.at)
    if asked.closes:
        leave(leaver, by)
    return words


def refuse_takers(asked: HandingOver, by: Recording) -> None:
    """Refuse to hand over to nobody, to the leaver, to oneself, or what needs an account.

    Nobody gives themselves what another could open and say.
    """
    if not asked.kinds:
        return
    if asked.taker is None and asked.officer is None:
        raise NobodyNamed
    own = own_officers(asked.leaver)
    if asked.taker == by.author or (
        asked.officer is not None and own_officers(by.author).filter(pk=asked.officer.pk).exists()
    ):
        raise accounts.OwnRights
    if asked.taker == asked.leaver or (
        asked.officer is not None and own.filter(pk=asked.officer.pk).exists()
    ):
        raise ToThemselves
    need_account = {HandOverKind.RECOMMENDATIONS, HandOverKind.ANSWERS} & set(asked.kinds)
    if need_account and asked.taker is None:
        raise NeedsAccount


def hand_over_actions(asked: HandingOver, by: Recording) -> list[str]:
    """Hand over parts in Actions; a post stays in its plan, and another stands for it."""
    parts = [part for kind, found in PARTS.items() if kind.value in asked.kinds for part in found]
    if not parts:
        return []
    own = own_officers(asked.leaver)
    takes_posts = asked.taker is not None and ActionRole.Part.LEAD in parts
    posts = list(own.filter(is_post=True)) if takes_posts else []
    tied = {post: with_in_place(post, asked.leaver, asked.taker) for post in posts if asked.taker}
    if tied:
        tie_names(tied, by=by)
    others = own_officers(asked.leaver)
    roles = open_roles(others, on=by.on).filter(part__in=parts)
    said = [count_in_words(len(posts), "post")] if posts else []
    found = list(roles)
    if found:
        count = hand_over_parts(found, to=officer_of(asked, by), reason=asked.reason, by=by)
        said.append(count_in_words(count, "action"))
    return said


def with_in_place(post: Officer, leaver: User, taker: User) -> list[User]:
    """Return the accounts that stand for a post once another stands for it in place of one."""
    shares = [share.user for share in post.shares.select_related("user")]
    before = [*([post.user] if post.user else []), *shares]
    return list(dict.fromkeys(taker if each == leaver else each for each in before))


def officer_of(asked: HandingOver, by: Recording) -> Officer:
    """Return the name in the plans of whoever takes over; one who had none is given one."""
    if asked.officer is not None:
        return asked.officer
    assert asked.taker is not None  # refused before
    own = own_officers(asked.taker).known(on=by.on)
    found = own.order_by("is_post", "pk").first()
    if found is not None:
        return found
    workplace = getattr(asked.taker, "workplace", None)
    made = Officer.objects.create(
        initials=free_initials(
            asked.taker.name, set(Officer.objects.values_list("initials", flat=True))
        ),
        name=asked.taker.name[:150],
        post=workplace.post if workplace else "",
        organisation=workplace.organisation if workplace else None,
        is_indexed=False,
        active_from=by.on,
        user=asked.taker,
    )
    keep_rewordings(made, before=None, author=by.author, recorded_on=by.on, recorded_at=by.at)
    return made


def hand_over_recommendations(asked: HandingOver, by: Recording) -> list[str]:
    """Hand over who reports on Recommendations, and who agrees to what is asked of them."""
    if HandOverKind.RECOMMENDATIONS.value not in asked.kinds:
        return []
    leaver = asked.leaver
    rows = list(Recommendation.objects.filter(Q(reporter=leaver) | Q(approver=leaver)))
    for row in rows:
        row.reporter = asked.taker if row.reporter_id == leaver.pk else row.reporter
        row.approver = asked.taker if row.approver_id == leaver.pk else row.approver
        row.save()
    mark(Plan.objects.filter(recommendations__in=[row.pk for row in rows]))
    return [count_in_words(len(rows), "recommendation")] if rows else []


def hand_over_risks(asked: HandingOver, by: Recording) -> list[str]:
    """Give risks another owner, each by an assessment that says the same otherwise."""
    if HandOverKind.RISKS.value not in asked.kinds:
        return []
    found = risks_of(asked.leaver, on=by.on)
    if not found:
        return []
    owner = officer_of(asked, by)
    for risk, now in found:
        judged = Judgement(
            assessed_on=by.on,
            description=now.description,
            likelihood=now.likelihood,
            severity=now.severity,
            mitigation=now.mitigation,
            owner=owner,
            owner_as_written=owner.full_label[:200],
            residual_likelihood=now.residual_likelihood,
            residual_severity=now.residual_severity,
            reason=asked.reason,
        )
        newest = risk.assessments.order_by("-pk").values_list("pk", flat=True).first()
        assess_risk(risk=risk, judged=judged, is_review=False, seen=newest, by=by)
    return [count_in_words(len(found), "risk")]


def hand_over_answers(asked: HandingOver) -> list[str]:
    """Put requests to the taker that waited for the leaver, where the taker may answer them.

    Nobody answers their own. What is left any director answers.
    """
    taker = asked.taker
    if HandOverKind.ANSWERS.value not in asked.kinds or taker is None:
        return []
    count = 0
    for model in (ByWhenRequest, CompletionClaim):
        rows = model.objects.filter(approver=asked.leaver, answer="").exclude(asked_by=taker)
        if not taker.has_perm(MAY_AGREE):
            rows = rows.filter(action__recommendation__approver=taker)
        count += rows.update(approver=taker)
    return [count_in_words(count, "request")] if count else []


@transaction.atomic
def come_back(person: User, by: Recording) -> int:
    """Let the names that somebody alone stood for be in use again; return how many.

    For whoever left and whose account is opened again. The days between read as they did, and a
    name that had gone out of use before they left stays so.
    """
    left = Rewording.objects.filter(
        officer=OuterRef("pk"), field="active_to", recorded_on=OuterRef("active_to")
    )
    names = list(Officer.objects.filter(Exists(left), user=person, is_post=False))
    for officer in names:
        before = said_by(officer)
        officer.active_to = None
        officer.save()
        keep_rewordings(
            officer, before=before, author=by.author, recorded_on=by.on, recorded_at=by.at
        )
    return len(names)


def leave(leaver: User, by: Recording) -> None:
    """Close an account; the names that it alone stood for have left, and no deputy stands in."""
    either = Q(person=leaver) | Q(deputy=leaver)
    for row in Deputy.objects.not_over(on=by.on).filter(either).select_related("person", "deputy"):
        end_deputy(row, by=by)
    leaver.job_shares.all().delete()
    for officer in Officer.objects.filter(user=leaver, is_post=False, active_to=None):
        if officer.shares.exists():
            continue
        before = said_by(officer)
        officer.active_to = by.on
        officer.save()
        keep_rewordings(
            officer, before=before, author=by.author, recorded_on=by.on, recorded_at=by.at
        )
    accounts.change_person(
        person=leaver,
        name=leaver.name,
        email=leaver.email,
        roles=accounts.roles_of(leaver),
        is_active=False,
        by=by.author,
        at=by.at,
    )
