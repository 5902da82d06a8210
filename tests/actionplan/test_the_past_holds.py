"""A page or document as at a day, made on that day, is the same made later, whatever is recorded.

Random sequences of every verb of a plan are carried out on days that go forward, as they do; after
each day all that can be read as at it is taken down, and read again when the sequence is over.
``SEQUENCES=400 pytest tests/actionplan/test_the_past_holds.py`` tries so many of them.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Model
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from actionplan.arrangements import Frequency
from actionplan.exports import action_rows, officer_rows, standings_of
from actionplan.forms.plan_parts import PLAN_PARTS
from actionplan.models import (
    Action,
    ActionByWhen,
    ActionRole,
    AssuranceEntry,
    ByWhenRequest,
    CompletionClaim,
    Dispute,
    Doubt,
    EscalationStep,
    Evidence,
    EvidenceLink,
    EvidenceRequest,
    Keeping,
    Milestone,
    Moderation,
    Officer,
    Organisation,
    Plan,
    PlanClosing,
    PlanSection,
    ProgressUpdate,
    Recommendation,
    ReportingRound,
    Rewording,
    SourceDocument,
    UrgencyGroup,
)
from actionplan.models.corrections import Recording
from actionplan.presenters.action_page import build_action_page
from actionplan.presenters.action_plan import build_action_plan_report
from actionplan.presenters.assurance import assurance_lines, entries_of, promised_lines
from actionplan.presenters.disputes import build_disputes_page
from actionplan.presenters.doubts import build_doubts_page
from actionplan.presenters.evidence import evidence_rows, rows_of, wanted_lines
from actionplan.presenters.exceptions import build_exceptions_report
from actionplan.presenters.months import build_months_page
from actionplan.presenters.officers import build_officer_page, build_register
from actionplan.presenters.plan_page import build_plan_page
from actionplan.presenters.plans import build_plan_head
from actionplan.presenters.promises import build_promises_page
from actionplan.presenters.recommendation_page import build_recommendation_page
from actionplan.presenters.rounds import build_round_page
from actionplan.presenters.summary import build_summary_report
from actionplan.presenters.timeline import build_timeline
from actionplan.rag import Status
from actionplan.services import (
    actions,
    arrangements,
    assurance,
    by_whens,
    closings,
    completions,
    corrections,
    disputes,
    doubts,
    evidence,
    handovers,
    milestones,
    moderations,
    orders,
    organisations,
    rating_schemes,
    recommendations,
    requests,
    rewordings,
    rounds,
    undoings,
    update_requests,
    updates,
)
from actionplan.services.standings import rebuild_standings
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.plan_roles import EVERY_PLAN
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.kept.lists import By
from herefordshire_cs.kept.services import StaysSince, add_row, edit_row, take_out
from herefordshire_cs.lib.bywhen import parse_by_when
from herefordshire_cs.lib.palette import Colour, Shape
from herefordshire_cs.lib.rag import Rag
from herefordshire_cs.lib.rag import Role as LevelRole
from herefordshire_cs.lib.refusing import Refusal
from tests.conftest import user_in
from tests.factories import make_action, make_lead, make_plan, make_recommendation

pytestmark = pytest.mark.django_db

BEGAN = date(2020, 1, 1)
BY_WHENS = ["June 2020", "autumn 2020", "31 December 2020", "spring 2021"]
DOCUMENT = evidence.Attachment(
    title="Letter", filename="letter.pdf", media_type="application/pdf", content=b"%PDF-"
)
RATINGS = [None, Rag.RED, Rag.AMBER, Rag.GREEN]
REFUSED = (
    Refusal,
    rating_schemes.NotWhole,
    updates.ActionClosed,
    updates.UpdatedMeanwhile,
    by_whens.AskedAlready,
    requests.AnsweredAlready,
    completions.ClaimedAlready,
    completions.SaidOtherwise,
    updates.NeedsEvidence,
    updates.NeedsSecondPerson,
    by_whens.NoLater,
    corrections.WithdrawnAlready,
    corrections.FirstByWhen,
    disputes.SettledAlready,
    milestones.MetAlready,
    milestones.NotMet,
    milestones.IsMet,
    milestones.TakenOut,
    recommendations.SomethingHangs,
    StaysSince,
    arrangements.ArrangedAlready,
    arrangements.NotArranged,
    arrangements.KeptAlready,
    arrangements.KeepingTakenBack,
    assurance.AssuranceTakenBack,
    evidence.EvidenceAccepted,
    evidence.AttachedAlready,
    evidence.CameAlready,
    evidence.EvidenceTakenBack,
    evidence.OwnEvidence,
    evidence.SameFile,
    assurance.LoggedAlready,
    assurance.NamedAlready,
    doubts.DoubtSettled,
    organisations.NameTaken,
    organisations.MergedAlready,
    organisations.IntoItself,
)


@dataclass(frozen=True, kw_only=True)
class Step:
    """One verb: how many days after the one before, of how long ago it speaks, its choice."""

    verb: str
    gap: int
    ago: int
    choice: int


@dataclass(kw_only=True)
class Scene:
    """A plan with two actions, those who write, and the day that it is."""

    mine: Action
    other: Action
    lead: Officer
    officer: User
    directors: tuple[User, User]
    today: date = BEGAN

    @property
    def now(self) -> datetime:
        return datetime(self.today.year, self.today.month, self.today.day, 12, tzinfo=UTC)

    def said_on(self, step: Step) -> date:
        return max(BEGAN, self.today - timedelta(days=step.ago))


def post(scene: Scene, step: Step, attachment: evidence.Attachment | None = None) -> object:
    newest = scene.mine.updates.order_by("pk").last()
    rating = RATINGS[step.choice]
    return updates.post_progress_update(
        action=scene.mine,
        author=scene.officer,
        reported_on=scene.said_on(step),
        recorded_on=scene.today,
        recorded_at=scene.now,
        narrative=f"Something happened {step.choice}, the rest by {20 + step.choice} June 2020",
        status=Status.COMPLETED if rating is Rag.GREEN else Status.IN_PROGRESS,
        rating=rating,
        seen_update=newest.pk if newest else None,
        attachment=attachment,
    )


def report(scene: Scene, step: Step) -> object:
    newest = scene.mine.recommendation.updates.order_by("pk").last()
    rating = RATINGS[step.choice]
    return updates.report_on_recommendation(
        recommendation=scene.mine.recommendation,
        author=scene.directors[0],
        reported_on=scene.said_on(step),
        recorded_on=scene.today,
        recorded_at=scene.now,
        narrative="All of it goes on",
        status=Status.COMPLETED if rating is Rag.GREEN else Status.IN_PROGRESS,
        rating=rating,
        seen_update=newest.pk if newest else None,
    )


def ask(scene: Scene, step: Step) -> object:
    return by_whens.ask_to_move(
        action=scene.mine,
        author=scene.officer,
        approver=scene.directors[0],
        by_when=parse_by_when(BY_WHENS[step.choice]),
        reason="Two posts are vacant",
        beyond_reason="",
        asked_on=scene.today,
        asked_at=scene.now,
    )


def answer(scene: Scene, step: Step) -> object:
    request = ByWhenRequest.objects.filter(answer="").first()
    if request is None:
        return None
    given = {
        "request": request,
        "author": scene.directors[1],
        "answered_on": scene.today,
        "answered_at": scene.now,
    }
    if step.choice == 0:
        return by_whens.refuse(words="Not yet", **given)
    if step.choice == 1:
        return by_whens.take_back(**given | {"author": scene.officer})
    return by_whens.agree(words="", **given)


def choose(scene: Scene, step: Step) -> object:
    """Change what a completion needs in the plan, as an administrator does."""
    choice = list(Plan.Completion)[step.choice % 3]
    return edit_column(scene, scene.mine.plan, completion=choice)


def supply(scene: Scene, step: Step) -> object:
    """Post an update with a document."""
    return post(scene, step, attachment=DOCUMENT)


def claim(scene: Scene, step: Step) -> object:
    newest = scene.mine.updates.order_by("pk").last()
    return completions.claim_completion(
        action=scene.mine,
        author=scene.officer,
        approver=scene.directors[0],
        reported_on=scene.said_on(step),
        asked_on=scene.today,
        asked_at=scene.now,
        narrative="All of it is done",
        rating=Rag.GREEN,
        seen_update=newest.pk if newest else None,
        attachment=DOCUMENT if step.choice == 0 else None,
    )


def answer_claim(scene: Scene, step: Step) -> object:
    found = CompletionClaim.objects.filter(answer="").first()
    if found is None:
        return None
    given = {
        "claim": found,
        "author": scene.directors[1],
        "answered_on": scene.today,
        "answered_at": scene.now,
    }
    if step.choice == 0:
        return completions.refuse(words="Not yet", **given)
    if step.choice == 1:
        return completions.take_back(**given | {"author": scene.officer})
    return completions.agree(words="", **given)


def last[M: Any](rows: Any, step: Step) -> M | None:
    """Return one of the newest rows, or none where there is none."""
    found = list(rows.order_by("-pk")[:3])
    return found[step.choice % len(found)] if found else None


def withdraw(scene: Scene, step: Step) -> object:
    update: ProgressUpdate | None = last(scene.mine.updates, step)
    return update and corrections.withdraw_update(
        update=update, author=scene.officer, reason="It was not so", withdrawn_on=scene.today
    )


def correct(scene: Scene, step: Step) -> object:
    update: ProgressUpdate | None = last(scene.mine.updates, step)
    return update and corrections.correct_update(
        update=update,
        author=scene.officer,
        narrative="Something else happened",
        reported_on=scene.said_on(step),
        status=[Status.IN_PROGRESS, Status.COMPLETED][step.choice % 2],
        rating=None,
        reason="It was not so",
        recorded_on=scene.today,
        recorded_at=scene.now,
    )


def correct_by_when(scene: Scene, step: Step) -> object:
    by_when: ActionByWhen | None = last(scene.mine.by_whens, step)
    return by_when and corrections.correct_by_when(
        by_when=by_when,
        author=scene.directors[0],
        corrected=parse_by_when(BY_WHENS[step.choice]),
        reason="It was misread",
        recorded_on=scene.today,
        recorded_at=scene.now,
    )


def withdraw_by_when(scene: Scene, step: Step) -> object:
    by_when: ActionByWhen | None = last(scene.mine.by_whens, step)
    return by_when and corrections.withdraw_by_when(
        by_when=by_when,
        author=scene.directors[0],
        reason="It was misread",
        withdrawn_on=scene.today,
    )


def moderate(scene: Scene, step: Step) -> object:
    about = {"action": scene.mine} if step.ago % 2 else {}
    return moderations.moderate(
        author=scene.directors[0],
        rating=list(Rag)[step.choice],
        reason="Nothing was seen",
        made_on=scene.today,
        recorded_at=scene.now,
        **about or {"recommendation": scene.mine.recommendation},
    )


def end_moderation(scene: Scene, step: Step) -> object:
    moderation: Moderation | None = last(
        Moderation.objects.filter(author__in=scene.directors, withdrawn_on=None), step
    )
    return moderation and moderations.withdraw_moderation(
        moderation=moderation, author=scene.directors[1], withdrawn_on=scene.today
    )


def drop(scene: Scene, step: Step) -> object:
    return actions.drop_action(
        action=scene.mine,
        author=scene.directors[0],
        dropped_on=scene.today,
        recorded_at=scene.now,
        reason="No need",
    )


def reopen(scene: Scene, step: Step) -> object:
    return actions.reopen_action(
        action=scene.mine,
        author=scene.directors[0],
        reopened_on=scene.today,
        recorded_at=scene.now,
        reason="Again",
    )


def add(scene: Scene, step: Step) -> object:
    return actions.add_action(
        recommendation=scene.mine.recommendation,
        author=scene.directors[0],
        text=f"Another thing {step.choice}",
        lead=scene.lead,
        by_when=parse_by_when(BY_WHENS[step.choice]),
        added_on=scene.today,
        recorded_at=scene.now,
    )


def settle_doubt(scene: Scene, step: Step) -> object:
    doubt = scene.mine.doubts.get()
    return doubts.settle_doubt(
        doubt=doubt, author=scene.directors[0], settlement="It was May", settled_on=scene.today
    )


def meet(scene: Scene, step: Step) -> object:
    milestone = list(scene.mine.milestones.order_by("order"))[step.choice % 2]
    return milestones.meet_milestone(
        milestone=milestone,
        author=scene.officer,
        completed_on=scene.said_on(step),
        recorded_on=scene.today,
        at=scene.now,
    )


def take_back(scene: Scene, step: Step) -> object:
    milestone = list(scene.mine.milestones.order_by("order"))[step.choice % 2]
    return milestones.take_back_milestone(
        milestone=milestone,
        author=scene.directors[0],
        reason="It was not so",
        withdrawn_on=scene.today,
    )


def change_milestones(scene: Scene, step: Step) -> object:
    """Add a milestone, change one or take one out."""
    by = Recording(author=scene.directors[0], on=scene.today, at=scene.now)
    when = parse_by_when(BY_WHENS[step.ago % 4])
    rows = scene.mine.milestones.filter(withdrawn_on=None).order_by("order", "pk")
    row = last(rows, step)
    if row is None or not step.choice:
        return milestones.add_milestone(scene.mine, text="Another", by_when=when, by=by)
    if step.choice == 1:
        return milestones.take_milestone_out(row, reason="Not needed", by=by)
    return milestones.change_milestone(
        row, text=f"Otherwise {step.ago}", by_when=when, reason="It moved", by=by
    )


def keep_a_list(scene: Scene, step: Step) -> object:
    """Add a row to a list of the plan, edit one, move one or take one out."""
    kept = PLAN_PARTS[["glossary", "reporting-lines", "introduction", "groups"][step.ago % 4]]
    plan = scene.mine.plan_id
    by = By(author=scene.directors[0], on=scene.today, at=scene.now, reason="Agreed")
    words = f"Said {step.ago} {step.gap} {scene.today}"
    row = last(kept.rows(plan), step)
    if row is None or not step.choice:
        row = kept.model(plan_id=plan, **{WORDED[kept.key]: words})
        if isinstance(row, PlanSection):
            row.kind = PlanSection.Kind.values[0]
        return add_row(kept, row, of=plan, place=1 if step.gap % 2 else None, by=by)
    if step.choice == 1:
        return take_out(kept, row, of=plan, by=by)
    setattr(row, WORDED[kept.key], words)
    return edit_row(kept, row, of=plan, place=step.choice, by=by)


WORDED = {
    "glossary": "term",
    "reporting-lines": "reports",
    "introduction": "text",
    "groups": "name",
}


def regroup(scene: Scene, step: Step) -> object:
    """Let a recommendation stand in another group."""
    group = last(UrgencyGroup.objects.filter(plan=scene.mine.plan_id), step)
    return edit_column(scene, scene.mine.recommendation, urgency_group_id=group and group.pk)


def change_recommendations(scene: Scene, step: Step) -> object:
    """Add a recommendation, or take out one of which nothing was recorded."""
    by = Recording(author=scene.directors[0], on=scene.today, at=scene.now)
    plan = scene.mine.plan
    if step.choice % 2:
        row = last(Recommendation.objects.filter(plan=plan), step)
        assert row is not None
        return recommendations.take_recommendation_out(row, reason="Not needed", by=by)
    return recommendations.add_recommendation(plan, text="One more", group=None, by=by)


def close_or_open(scene: Scene, step: Step) -> object:
    """Close the plan once in a while, and open it again where it is closed."""
    by = Recording(author=scene.directors[0], on=scene.today, at=scene.now)
    plan = scene.mine.plan_id
    if PlanClosing.objects.holding(on=scene.today).filter(plan=plan).exists():
        return closings.reopen_plan(plan, reason="It goes on", recording=by)
    if step.choice == 3:
        return closings.close_plan(plan, reason="It ended", recording=by)
    return None


def carry(scene: Scene, step: Step) -> object:
    """Carry an action on in another plan once in a while, as a new one or with one carried."""
    if step.choice != 3:
        return None
    by = Recording(author=scene.directors[0], on=scene.today, at=scene.now)
    into = Plan.objects.filter(slug="next").first() or make_plan(slug="next")
    part = into.recommendations.first() or make_recommendation(into)
    there: Action | None = part.actions.first() if step.gap % 2 else None
    carrying = closings.Carrying(action=scene.mine, into=there or part)
    return closings.carry_on([carrying], recording=by)


def begin_arrangement(scene: Scene, step: Step) -> object:
    return arrangements.begin_arrangement(
        action=scene.mine,
        author=scene.officer,
        words="Visits of the duty team",
        every=list(Frequency)[step.choice] if step.choice else None,
        in_place_on=scene.said_on(step),
        recorded_on=scene.today,
        recorded_at=scene.now,
    )


def end_arrangement(scene: Scene, step: Step) -> object:
    return arrangements.end_arrangement(
        action=scene.mine, author=scene.officer, reason="It is over", ended_on=scene.today
    )


def record_keeping(scene: Scene, step: Step) -> object:
    return arrangements.record_keeping(
        action=scene.mine,
        author=scene.officer,
        kept_on=scene.said_on(step),
        words="Visited",
        recorded_on=scene.today,
        recorded_at=scene.now,
    )


def take_back_keeping(scene: Scene, step: Step) -> object:
    keeping: Keeping | None = last(scene.mine.keepings, step)
    return keeping and arrangements.take_back_keeping(
        keeping=keeping, author=scene.officer, reason="Nobody came", withdrawn_on=scene.today
    )


def looked(scene: Scene, step: Step) -> assurance.Looked:
    return assurance.Looked(
        took_place_on=scene.said_on(step),
        kind=AssuranceEntry.Kind.VISIT,
        who="SF and HL",
        scope=f"Files {step.choice}",
        findings="Nothing of note",
        actions=(scene.mine, scene.other)[: 1 + step.ago % 2],
        shows_kept=step.choice != 0,
    )


def supplying(scene: Scene, step: Step) -> Recording:
    author = [scene.officer, scene.directors[0]][step.choice % 2]
    return Recording(author=author, on=scene.today, at=scene.now)


def supply_by_itself(scene: Scene, step: Step) -> object:
    """Supply evidence, a newer file of it, or what was asked for."""
    by = supplying(scene, step)
    file = replace(DOCUMENT, content=f"%PDF-1.4 {step.ago}".encode())
    shown: Evidence | None = last(Evidence.objects.all(), step)
    if shown is not None and step.ago % 3 == 0:
        return evidence.add_version(evidence=shown, attachment=file, by=by)
    return evidence.supply(
        plan=scene.mine.plan_id,
        described=evidence.Described(title=f"Audit {step.choice}", reference="Box 4"),
        attachment=file if step.ago % 2 else None,
        is_for=evidence.For(actions=(scene.mine, scene.other)[: 1 + step.ago % 2]),
        by=by,
        asked=last(EvidenceRequest.objects.filter(withdrawn_on=None), step),
    )


def change_evidence(scene: Scene, step: Step) -> object:
    """Accept evidence, say what else it shows, take it off or take it back."""
    by = supplying(scene, step)
    shown: Evidence | None = last(Evidence.objects.all(), step)
    if shown is None:
        return None
    if step.ago % 4 == 0:
        return evidence.accept(evidence=shown, by=by)
    if step.ago % 4 == 1:
        is_for = evidence.For(actions=(scene.other,))
        return evidence.attach_to(evidence=shown, is_for=is_for, by=by)
    why = {"author": by.author, "reason": "It was another's", "withdrawn_on": scene.today}
    link: EvidenceLink | None = last(shown.links, step)
    if step.ago % 4 == 2 and link is not None:
        return evidence.take_off(link=link, **why)
    return evidence.take_back(evidence=shown, **why)


def ask_for_evidence(scene: Scene, step: Step) -> object:
    asked: EvidenceRequest | None = last(EvidenceRequest.objects.all(), step)
    by = supplying(scene, step)
    if asked is not None and step.choice == 0:
        return evidence.stop_asking(
            asked=asked, author=by.author, reason="No need", withdrawn_on=scene.today
        )
    return evidence.ask_for(
        action=scene.mine,
        what="The letter",
        asked_of="SD",
        officer=None,
        wanted_by=scene.today + timedelta(days=step.ago),
        by=by,
    )


def ask_for_update(scene: Scene, step: Step) -> object:
    """Ask how an action goes, or raise what nobody answered."""
    if step.choice == 0:
        return update_requests.raise_unanswered(on=scene.today, at=scene.now)
    steps = EscalationStep.objects.filter(plan=scene.mine.plan_id)
    if not steps.exists():
        update_requests.add_step(plan=scene.mine.plan_id, after_days=1, person=scene.directors[0])
    return update_requests.ask_for_updates(
        actions=[scene.mine],
        author=scene.directors[0],
        words="How is it?",
        wanted_by=None,
        on=scene.today,
        at=scene.now,
    )


def hold_a_round(scene: Scene, step: Step) -> object:
    """Open a round, remind in it, answer what was given in it, lock it or call it off."""
    by = Recording(author=scene.directors[0], on=scene.today, at=scene.now)
    plan = scene.mine.plan_id
    found = ReportingRound.objects.filter(plan=plan).not_over().first()
    if found is None:
        until = scene.today + timedelta(days=step.ago)
        return rounds.open_round(plan, title="One", opens_on=scene.today, closes_on=until, by=by)
    given = rounds.newest_statements(found)
    if given and step.choice < 2:
        row = next(iter(given.values()))
        if step.choice == 0:
            return rounds.accept([row.pk], found, by=by)
        return rounds.give_back(row, note="By when?", by=by)
    if step.choice == 3:
        return rounds.call_off(found, reason="It moved", by=by)
    if step.ago % 2:
        return rounds.chase(found, by=by)
    return rounds.lock_round(found, reason="The board meets", by=by)


def visit(scene: Scene, step: Step) -> object:
    return assurance.record_assurance(
        plan=scene.mine.plan_id,
        looked=looked(scene, step),
        author=scene.officer,
        recorded_on=scene.today,
        recorded_at=scene.now,
    )


def change_visit(scene: Scene, step: Step) -> object:
    """Correct a visit, take it back, or say what follows from it."""
    entry: AssuranceEntry | None = last(AssuranceEntry.objects.all(), step)
    if entry is None:
        return None
    recorded: dict[str, Any] = {"recorded_on": scene.today, "recorded_at": scene.now}
    if step.ago % 3 == 0:
        return assurance.correct_assurance(
            entry=entry,
            looked=looked(scene, step),
            author=scene.officer,
            reason="It was not so",
            **recorded,
        )
    if step.ago % 3 == 1:
        return assurance.withdraw_assurance(
            entry=entry, author=scene.officer, reason="Nobody came", withdrawn_on=scene.today
        )
    return assurance.say_what_follows(
        entry=entry, actions=[scene.other], risks=[], author=scene.officer, **recorded
    )


def settle_dispute(scene: Scene, step: Step) -> object:
    if step.choice % 2:
        return disputes.let_stand(action=scene.mine, author=scene.officer, settled_on=scene.today)
    return disputes.settle_as_done(
        action=scene.mine,
        author=scene.officer,
        settled_on=scene.today,
        recorded_at=scene.now,
    )


def edit(scene: Scene, row: Model, change: Callable[[], object]) -> object:
    """Edit something as the administration pages do: what it said before is kept."""
    before = rewordings.said_by(row)
    change()
    return rewordings.keep_rewordings(
        row,
        before=before,
        author=scene.directors[0],
        recorded_on=scene.today,
        recorded_at=scene.now,
    )


def edit_column(scene: Scene, row: Model, **columns: object) -> object:
    """Edit columns of one row."""
    rows = type(row)._default_manager.filter(pk=row.pk)
    return edit(scene, row, lambda: rows.update(**columns))


def reword(scene: Scene, step: Step) -> object:
    words = f"Worded otherwise {step.choice} {step.ago}"
    column = ["text", "lead_words", "partners_as_written", "additional_capacity"][step.choice]
    return edit_column(scene, scene.mine, **{column: words})


def move_an_action(scene: Scene, step: Step) -> object:
    """Put the actions in another order."""
    part = scene.mine.recommendation
    seen = list(part.actions.order_by("order").values_list("pk", flat=True))
    turn = 1 + step.choice % (len(seen) - 1) if len(seen) > 1 else 0
    by = Recording(author=scene.directors[0], on=scene.today, at=scene.now)
    order = [*seen[turn:], *seen[:turn]]
    return orders.order_actions(part, order=order, seen=seen, reason="", by=by)


def undo_an_edit(scene: Scene, step: Step) -> object:
    """Let the plan or a part of it say again what it said before its last edits."""
    edit: Rewording | None = last(Rewording.objects.filter(within=scene.mine.plan_id), step)
    by = Recording(author=scene.directors[0], on=scene.today, at=scene.now)
    return edit and undoings.undo_edit(edit, by=by)


def reword_recommendation(scene: Scene, step: Step) -> object:
    return edit_column(scene, scene.mine.recommendation, text=f"Do better still {step.ago}")


def change_parts(scene: Scene, step: Step) -> object:
    """Give an Action another lead, a partner more, or one fewer."""

    def change() -> object:
        if step.choice == 0:
            return scene.mine.roles.all().delete()
        holder = {"person": f"Somebody {step.ago}"} if step.choice == 1 else {"officer": officer}
        return scene.mine.roles.create(part=step_part(step), order=step.ago, **holder)

    officer = Officer.objects.get(initials=f"Y{step.ago % 3}")
    return edit(scene, scene.mine, change)


def step_part(step: Step) -> str:
    return [ActionRole.Part.LEAD, ActionRole.Part.SUPPORT][step.ago % 2]


def change_criteria(scene: Scene, step: Step) -> object:
    criteria = scene.mine.success_criteria

    def change() -> object:
        if step.choice == 0:
            return criteria.all().delete()
        recommendation = scene.mine.recommendation
        return criteria.create(recommendation=recommendation, order=step.ago, text="It is so")

    return edit(scene, scene.mine, change)


def change_post(scene: Scene, step: Step) -> object:
    column = ["name", "post", "initials", "organisation_id"][step.choice]
    value: object = f"Z{step.ago}"
    if step.choice == 3:
        value = Organisation.objects.get_or_create(code=value, name=value)[0].pk
    return edit_column(scene, scene.lead, **{column: value})


def change_meaning(scene: Scene, step: Step) -> object:
    meaning = scene.mine.plan.scheme.levels.get(key=list(Rag)[step.choice])
    return edit_column(scene, meaning, definition=f"Something else {step.ago}")


def change_rule(scene: Scene, step: Step) -> object:
    """Let green mean something else, or a lead's rating lapse sooner or later."""
    plan = scene.mine.plan
    if step.choice == 0:
        role = LevelRole.COMPLETE if step.ago % 2 else LevelRole.ON_TRACK
        return edit_column(scene, plan.scheme.levels.get(key="green"), role=role.value)
    return edit_column(scene, plan, reporting_cycle_days=10 + step.ago)


def change_scheme(scene: Scene, step: Step) -> object:
    """Let a level be called something else and be drawn otherwise, and one more be there."""
    scheme = scene.mine.plan.scheme
    rows = list(scheme.levels.filter(in_use=True))
    asked = [
        rating_schemes.LevelAsked(
            key=row.key,
            word=row.word,
            colour=row.colour,
            shape=row.shape,
            role=row.role,
            definition=row.definition,
        )
        for row in rows
    ]
    place = step.choice % len(rows)
    asked[place] = replace(
        asked[place], word=f"{rows[place].key} {step.ago}", shape=f"{list(Shape)[step.ago % 10]}"
    )
    if step.choice == 3 and len(rows) < 6:
        asked.insert(
            0,
            rating_schemes.LevelAsked(
                key="",
                word=f"Begun {step.ago}",
                colour=f"{Colour.GREY}",
                shape=f"{list(Shape)[step.ago % 10]}",
                role=LevelRole.NOT_STARTED.value,
                definition="Not due",
            ),
        )
    return rating_schemes.edit_scheme(
        scheme,
        name=scheme.name,
        remark=f"Edited {step.ago}",
        levels=asked,
        reason="It was agreed.",
        author=scene.directors[0],
        recorded_on=scene.today,
        recorded_at=scene.now,
    )


def add_to_register(scene: Scene, step: Step) -> object:
    row = Officer.objects.create(initials=f"X{Officer.objects.count()}")
    return rewordings.keep_rewordings(
        row,
        before=None,
        author=scene.directors[0],
        recorded_on=scene.today,
        recorded_at=scene.now,
    )


def hand_over(scene: Scene, step: Step) -> object:
    """Hand over what officers have in both Actions, or in one, to an officer or to a body."""
    to = (
        Organisation.objects.get_or_create(code="taker", name="Taker")[0]
        if step.choice == 0
        else Officer.objects.get(initials=f"Y{step.ago % 3}")
    )
    actions = [scene.mine, scene.other] if step.choice == 1 else [scene.mine]
    roles = ActionRole.objects.filter(action__in=actions).exclude(officer=None)
    by = Recording(author=scene.directors[0], on=scene.today, at=scene.now)
    return handovers.hand_over_parts(roles, to=to, reason="They left", by=by)


def name_body(scene: Scene, step: Step) -> object:
    """Rename a body, or say that it is another."""
    by = Recording(author=scene.directors[0], on=scene.today, at=scene.now)
    row = Organisation.objects.filter(merged_into=None).order_by("-pk")[step.ago % 2]
    if step.choice:
        name = f"Named otherwise {step.ago} {step.choice}"
        return organisations.rename_organisation(row, name=name, kind="", by=by)
    into, _is_new = Organisation.objects.get_or_create(code="one", name="Once")
    return organisations.merge_organisation(row, into=into, by=by)


VERBS: dict[str, Callable[[Scene, Step], object]] = {
    each.__name__: each
    for each in (
        post,
        supply,
        choose,
        claim,
        answer_claim,
        report,
        ask,
        answer,
        withdraw,
        correct,
        correct_by_when,
        withdraw_by_when,
        moderate,
        end_moderation,
        drop,
        reopen,
        add,
        settle_doubt,
        settle_dispute,
        meet,
        take_back,
        change_milestones,
        keep_a_list,
        regroup,
        change_recommendations,
        reword,
        reword_recommendation,
        move_an_action,
        undo_an_edit,
        change_parts,
        hand_over,
        name_body,
        change_criteria,
        change_post,
        change_meaning,
        change_rule,
        change_scheme,
        add_to_register,
        begin_arrangement,
        end_arrangement,
        record_keeping,
        take_back_keeping,
        visit,
        change_visit,
        supply_by_itself,
        change_evidence,
        ask_for_evidence,
        ask_for_update,
        hold_a_round,
        close_or_open,
        carry,
    )
}
STEPS = st.builds(
    Step,
    verb=st.sampled_from(sorted(VERBS)),
    gap=st.integers(0, 40),
    ago=st.integers(0, 30),
    choice=st.integers(0, 3),
)


def set_scene() -> Scene:
    """Return a plan that began with a doubt, and with words that dispute one of its actions."""
    recommendation = make_recommendation()
    mine = make_action(recommendation, latest=date(2020, 2, 1), added_on=BEGAN)
    paper = SourceDocument.objects.create(slug="the-paper", title="The paper")
    Dispute.objects.create(
        action=mine,
        order=1,
        words="It is in place",
        how="The paper says so.",
        extent="whole",
        said_in=paper,
        place="page 3",
        raised_on=date(2020, 1, 20),
    )
    Doubt.objects.create(
        plan=mine.plan, action=mine, about="by_when", heading="A month.", text="?", raised_on=BEGAN
    )
    for order, latest in enumerate((date(2020, 2, 1), date(2020, 5, 1)), start=1):
        Milestone.objects.create(
            action=mine, order=order, text="A review", by_when_as_written="-", latest=latest
        )
    other = make_action(recommendation, latest=None, added_on=BEGAN)
    make_lead(mine)
    mine.success_criteria.create(recommendation=recommendation, order=1, text="It is done")
    Officer.objects.bulk_create(Officer(initials=f"Y{number}") for number in range(3))
    rebuild_standings(Action.objects.filter(recommendation=recommendation))
    return Scene(
        mine=mine,
        other=other,
        lead=mine.roles.get().officer,
        officer=user_in(Role.OFFICER),
        directors=(
            user_in(Role.DIRECTOR),
            user_in(Role.DIRECTOR, email="second.director@test.example"),
        ),
    )


def read(scene: Scene, as_of: date) -> dict[str, object]:
    """Return every page and document of the plan as at a day, as it reads now."""
    slug, reference = scene.mine.plan.slug, scene.mine.reference
    head = build_plan_head(slug, as_of=as_of)
    number = scene.mine.recommendation.number
    return {
        "action": build_action_page(slug, reference, as_of=as_of),
        "register": build_register(as_of=as_of, access=EVERY_PLAN),
        "officer": build_officer_page(
            Officer.objects.get(pk=scene.lead.pk).initials, as_of=as_of, access=EVERY_PLAN
        ),
        "file of actions": list(action_rows(standings_of(head, as_of=as_of), head, as_of=as_of)),
        "file of officers": list(officer_rows(as_of=as_of)),
        "recommendation": build_recommendation_page(head, number, as_of=as_of),
        "plan": build_plan_page(head, as_of=as_of),
        "months": build_months_page(head, as_of=as_of),
        "timeline": build_timeline(head, as_of=as_of),
        "doubts": build_doubts_page(head, as_of=as_of),
        "promises": build_promises_page(head, as_of=as_of),
        "assurance": assurance_lines(entries_of(head, as_of=as_of), as_of=as_of),
        "promised": promised_lines(head, as_of=as_of),
        "evidence": evidence_rows(rows_of(head, as_of=as_of), as_of=as_of),
        "wanted": wanted_lines(head, as_of=as_of),
        "disputed": build_disputes_page(head, as_of=as_of),
        "summary": build_summary_report(slug, as_of=as_of, since=BEGAN),
        "action plan": build_action_plan_report(slug, as_of=as_of),
        "rounds": [
            build_round_page(head, row, as_of=as_of)
            for row in ReportingRound.objects.known(as_of=as_of).filter(plan=head.pk)
        ],
        "exceptions": build_exceptions_report(slug, as_of=as_of),
    }


@settings(
    deadline=None,
    max_examples=int(os.environ.get("SEQUENCES", "5")),
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(st.lists(STEPS, min_size=2, max_size=10))
@example(
    [  # what was read before it was put in another place is written to after it
        Step(verb="move_an_action", gap=28, ago=0, choice=0),
        Step(verb="begin_arrangement", gap=20, ago=10, choice=0),
        Step(verb="post", gap=20, ago=0, choice=0),
    ]
)
def test_what_was_read_on_a_day_reads_the_same_a_year_later(steps: Sequence[Step]) -> None:
    with transaction.atomic():
        scene = set_scene()
        taken_down: dict[date, dict[str, object]] = {}
        for step in steps:
            if step.gap:
                taken_down[scene.today] = read(scene, scene.today)
            scene.today += timedelta(days=step.gap)
            try:
                with transaction.atomic():
                    VERBS[step.verb](scene, step)
            except REFUSED:
                continue  # refused in words on its page, which has tests of its own

        for day, said in taken_down.items():
            now = read(scene, day)
            assert [name for name in said if now[name] != said[name]] == [], f"as at {day}"
        transaction.set_rollback(True)


def test_every_verb_that_writes_to_a_plan_is_among_these() -> None:
    """A service that is new stands in the sequences, or writes nothing that a past page shows."""
    folder = Path(actions.__file__).parent
    services = {path.stem for path in folder.glob("*.py")} - {"__init__", "standings"}
    # A plan that comes in, what a board was told and the risks have sequences of their own; next
    # month's file writes by the verbs below, a report on a period is kept as it was issued, and of
    # officers it is only asked who is meant.
    elsewhere = {"imports", "import_rows", "import_steps", "import_changes", "occasions", "risks"}
    elsewhere |= {"periodic_reports", "officers"}
    elsewhere |= {"notices", "round_notices"}  # messages are of no page of a plan
    # Whose account stands for a name is shown on no past page; a leaver goes by the verbs below.
    elsewhere |= {"people", "named_officers", "leavers"}
    # What a partner says, and one note to several actions, is an update, written by that verb.
    elsewhere |= {"partner_links", "own_updates"}
    elsewhere |= {"plan_access"}  # who may read a plan today, on a page of whatever day

    tried = {
        "closings",
        "milestones",
        "arrangements",
        "assurance",
        "actions",
        "by_whens",
        "completions",
        "requests",  # what both have in common
        "corrections",
        "disputes",
        "doubts",
        "evidence",
        "handovers",
        "moderations",
        "orders",
        "organisations",
        "rating_schemes",
        "recommendations",
        "rewordings",
        "rounds",
        "undoings",
        "update_requests",
        "updates",
    }
    assert services - elsewhere == tried
