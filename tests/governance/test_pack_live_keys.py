"""The key of a live document is remembered for as long as the document says the very same.

Whatever changes a word of it, by a verb or on an administration page, must change its key at once.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from actionplan.models import (
    Action,
    ActionRole,
    Doubt,
    Officer,
    Organisation,
    Plan,
    RatingLevel,
    RatingScheme,
    Recommendation,
    ReportingOccasion,
    SourceDocument,
)
from actionplan.rag import Status
from actionplan.services import actions, by_whens, doubts, moderations, updates
from actionplan.services import standings as plan_verbs
from governance.models import Appendix, Meeting, Pack, Report
from governance.presenters.live_documents import LIVE, NamedDocument, plans_to_tell_of
from governance.presenters.packs.building import build_pack, outline_pack
from governance.presenters.packs.parts import Part, worked_out
from governance.tasks import pack_live_keys, pack_printing
from governance.tasks.pack_live_keys import keys_of_outline
from governance.tasks.pack_printing import keys_of
from governance.tasks.packs import ask_for_pack
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.lib.bywhen import parse_by_when
from herefordshire_cs.lib.rag import Rag
from indicators.models import (
    Commentary,
    ComparatorGroup,
    DefinitionChange,
    Indicator,
    IndicatorSet,
    Paper,
    Priority,
    Purpose,
    Statement,
)
from indicators.services import commentaries
from tests.factories import (
    make_action,
    make_commentary,
    make_comparator,
    make_indicator,
    make_lead,
    make_outturn,
    make_paper,
    make_plan,
    make_recommendation,
    make_target,
)
from tests.governance.issuing import AT, DAY, add_late_item

pytestmark = pytest.mark.django_db

MAY = "childrens-services-scrutiny-2006-05-31"
PLAN_DAY = date(2020, 3, 2)
NOW = datetime(2020, 3, 2, 12, tzinfo=UTC)
# Before any paper of the council, so that only what is made here is in use.
QUARTER_DAY = date(2002, 4, 15)
QUARTER, BEFORE = "Q4 2001/2002", "Q4 2000/2001"


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    """Forget what was worked out: a test's rows are rolled back, and their numbers come again."""
    for cache in caches.all():
        cache.clear()
    yield
    for cache in caches.all():
        cache.clear()


def part_of(
    document: str, *, as_of: date, title: str = "Appendix 1", slug: str = "jar-2005"
) -> Part:
    """Return a live document as a part of an outline."""
    of_plan = LIVE[document].is_of_plan
    plan = plans_to_tell_of(as_of=as_of)[slug] if of_plan else None
    named = NamedDocument(document=document, plan=plan, as_of=as_of)
    return Part(
        order=1,
        item=1,
        level=2,
        kind="live",
        title=title,
        public_title=title,
        template=LIVE[document].template,
        report=named,
        exemption=None,
    )


def remembered(part: Part) -> str:
    """Return the key of a part as the preview has it."""
    return keys_of_outline([part], as_of=DAY)[0]


def from_the_rows(part: Part) -> str:
    """Return the key of a part as it would be printed now."""
    return keys_of([worked_out(part)])[0]


# --- What changes a document of the plan ---------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A plan with one Action that has all that its documents show, and who writes of it."""

    plan: Plan
    action: Action
    helper: Organisation
    officer: Officer
    doubt: Doubt
    author: User
    of_another_plan: Action


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch, make_user: Callable[..., User]) -> Stage:
    """The plan whose documents are appended live."""
    plan = make_plan()
    action = make_action(make_recommendation(plan), latest=date(2020, 6, 1))
    helper = Organisation.objects.create(code="zz", name="A body")
    ActionRole.objects.create(action=action, part="support", organisation=helper, order=1)
    officer = make_lead(action, part="support")
    ReportingOccasion.objects.create(
        plan=plan,
        occurred_on=date(2020, 2, 1),
        body="A committee",
        what="Progress",
        is_progress_report=True,
        source=SourceDocument.objects.create(slug="zz", title="A paper"),
    )
    doubt = Doubt.objects.create(
        plan=plan,
        action=action,
        about="text",
        heading="Unsure.",
        text="Is it?",
        raised_on=plan.starts_on,
        is_contradiction=True,
    )
    return Stage(
        plan=plan,
        action=action,
        helper=helper,
        officer=officer,
        doubt=doubt,
        author=make_user(Role.DIRECTOR),
        of_another_plan=make_action(),
    )


def post(stage: Stage) -> None:
    updates.post_progress_update(
        action=stage.action,
        author=stage.author,
        reported_on=PLAN_DAY,
        recorded_on=PLAN_DAY,
        recorded_at=NOW,
        narrative="Done",
        status=Status.COMPLETED,
    )


def move(stage: Stage) -> None:
    by_whens.move_by_when(
        action=stage.action,
        author=stage.author,
        by_when=parse_by_when("1 February 2020"),
        reason="It was too late",
        agreed_by="The board",
        agreed_on=PLAN_DAY,
        recorded_on=PLAN_DAY,
        recorded_at=NOW,
    )


def drop(stage: Stage) -> None:
    actions.drop_action(
        action=stage.action,
        author=stage.author,
        dropped_on=PLAN_DAY,
        recorded_at=NOW,
        reason="No need",
    )


def add(stage: Stage) -> None:
    actions.add_action(
        recommendation=stage.action.recommendation,
        author=stage.author,
        text="Another thing",
        lead=stage.officer,
        by_when=parse_by_when("1 July 2020"),
        added_on=PLAN_DAY,
        recorded_at=NOW,
    )


def rate(stage: Stage, **about: Any) -> None:
    moderations.moderate(
        author=stage.author,
        rating=Rag.RED,
        reason="It does not go well",
        made_on=PLAN_DAY,
        recorded_at=NOW,
        **about,
    )


def rate_the_action(stage: Stage) -> None:
    rate(stage, action=stage.action)


def rate_the_recommendation(stage: Stage) -> None:
    rate(stage, recommendation=stage.action.recommendation)


def withdraw_the_rating(stage: Stage) -> None:
    moderation = stage.action.recommendation.moderations.get()
    moderations.withdraw_moderation(
        moderation=moderation, author=stage.author, withdrawn_on=PLAN_DAY
    )


def settle(stage: Stage) -> None:
    doubts.settle_doubt(
        doubt=stage.doubt, author=stage.author, settlement="It is so", settled_on=PLAN_DAY
    )


def load_again(stage: Stage) -> None:
    """Change what only a loading changes, and end as a loading ends."""
    ReportingOccasion.objects.filter(plan=stage.plan).update(body="Another committee")
    plan_verbs.rebuild_standings(Action.objects.filter(plan=stage.plan))


def load_another_plan(stage: Stage) -> None:
    """Retitle a paper that this plan cites too, as the loading of another plan may."""
    SourceDocument.objects.filter(slug="zz").update(title="A paper, retitled")
    plan_verbs.rebuild_standings(Action.objects.filter(pk=stage.of_another_plan.pk))


def edit(model: type[Any], find: Callable[[Stage], int], **words: Any) -> Callable[[Stage], None]:
    """Return the saving of a row with other words, as an administration page saves it."""

    def write(stage: Stage) -> None:
        row = model.objects.get(pk=find(stage))
        for name, value in words.items():
            setattr(row, name, value)
        row.save()

    return write


def give_the_part_to_another(stage: Stage) -> None:
    """Change a part in the Action on the page of the Action, which is saved with it."""
    stage.action.save()
    stage.action.roles.filter(organisation=stage.helper).update(organisation=None, person="A. N.")


PLAN_WRITES: dict[str, tuple[str, Callable[[Stage], None]]] = {
    "an update": ("summary", post),
    "a moved by-when": ("exceptions", move),
    "a dropped action": ("action-plan", drop),
    "a new action": ("action-plan", add),
    "a rating of an action": ("exceptions", rate_the_action),
    "a rating of a recommendation": ("summary", rate_the_recommendation),
    "a withdrawn rating of a recommendation": ("summary", withdraw_the_rating),
    "a settled doubt": ("exceptions", settle),
    "a doubt counted beside its action": ("action-plan", settle),
    "a loading": ("summary", load_again),
    "a loading of another plan": ("summary", load_another_plan),
    "the text of a recommendation": (
        "summary",
        edit(Recommendation, lambda on: on.action.recommendation_id, text="Do much better."),
    ),
    "the text of an action": (
        "action-plan",
        edit(Action, lambda on: on.action.pk, text="Another thing to be done"),
    ),
    "who leads": ("action-plan", edit(Action, lambda on: on.action.pk, lead_words="BB")),
    "a part in an action": ("action-plan", give_the_part_to_another),
    "the initials of an officer": (
        "action-plan",
        edit(Officer, lambda on: on.officer.pk, initials="YY"),
    ),
    "the name of a body": (
        "action-plan",
        edit(Organisation, lambda on: on.helper.pk, name="A body, renamed"),
    ),
    "the title of the plan": (
        "exceptions",
        edit(Plan, lambda on: on.plan.pk, title="A plan, retitled"),
    ),
    "the reporting cycle": (
        "exceptions",
        edit(Plan, lambda on: on.plan.pk, reporting_cycle_days=70),
    ),
    "a remark on the scheme": (
        "summary",
        edit(RatingScheme, lambda on: on.plan.scheme_id, remark="As printed"),
    ),
    "what a rating means": (
        "summary",
        edit(
            RatingLevel,
            lambda on: on.plan.scheme.levels.get(key="green").pk,
            definition="Completed and proved",
        ),
    ),
}


@pytest.mark.parametrize(("document", "write"), PLAN_WRITES.values(), ids=PLAN_WRITES.keys())
def test_the_key_follows_whatever_changes_a_document_of_the_plan(
    document: str, write: Callable[[Stage], None], stage: Stage
) -> None:
    if write is withdraw_the_rating:
        rate_the_recommendation(stage)
    before = remembered(part_of(document, as_of=PLAN_DAY, slug=stage.plan.slug))
    assert before == from_the_rows(part_of(document, as_of=PLAN_DAY, slug=stage.plan.slug))

    write(stage)

    after = part_of(document, as_of=PLAN_DAY, slug=stage.plan.slug)
    assert remembered(after) == from_the_rows(after) != before


# --- What changes a document of the indicators ---------------------------------------------------


@pytest.fixture
def indicator(make_user: Callable[..., User]) -> Indicator:
    """An indicator with all that the Digest shows of one; another one is there."""
    make_indicator(slug="zz-other", frequency="annual")
    row = make_indicator(frequency="monthly", paper=make_paper(slug="zz-paper"))
    for period, value in ((BEFORE, "70"), (QUARTER, "80")):
        make_outturn(row, period, value)
        make_target(row, period, "75")
        make_comparator(row, period, "78", group="ZZ")
    IndicatorSet.objects.get(slug="radar").indicators.add(row)
    Purpose.objects.create(indicator=row, plan="zz", number=1, wording="Do better")
    Priority.objects.create(plan="zz", number=1, wording="To do better")
    statement = Statement.objects.create(slug="zz", text="It is so.", paper=row.paper)
    statement.indicators.add(row)
    make_commentary(row, QUARTER, written_by=make_user(Role.OFFICER))
    return row


def restate(row: Indicator) -> None:
    make_outturn(row, QUARTER, "81")


def aim_higher(row: Indicator) -> None:
    make_target(row, QUARTER, "90")


def compare(row: Indicator) -> None:
    make_comparator(row, QUARTER, "85", group="ZZ")


def redefine(row: Indicator) -> None:
    DefinitionChange.objects.create(
        indicator=row, changed_on=date(2001, 6, 1), words="it counts days now"
    )


def write_commentary(row: Indicator) -> None:
    make_commentary(row, QUARTER)


def approve(row: Indicator) -> None:
    director = User.objects.create_user("director@test.example", name="The director")
    commentaries.approve_commentary(
        commentary=Commentary.objects.get(indicator=row),
        approver=director,
        approved_on=QUARTER_DAY,
    )


def take_out_of_the_set(row: Indicator) -> None:
    row.sets.clear()


def mean_another(row: Indicator) -> None:
    Statement.objects.get(slug="zz").indicators.set(Indicator.objects.filter(slug="zz-other"))


def succeed(row: Indicator) -> None:
    """Let another take its place without a trace in its history, as a loading does."""
    successor = Indicator.objects.get(slug="zz-other")
    Indicator.objects.filter(pk=row.pk).update(succeeded_by=successor)


def change(model: type[Any], found_by: dict[str, Any], **words: Any) -> Callable[[object], None]:
    """Return the change of a row without a trace, as a loading may make it."""

    def write(_row: object) -> None:
        assert model.objects.filter(**found_by).update(**words) == 1

    return write


def redefine_in_words(row: Indicator) -> None:
    row.definition = "Something else that is measured"
    row.save()


INDICATOR_WRITES: dict[str, tuple[str, Callable[[Indicator], None]]] = {
    "an outturn": ("radar", restate),
    "a target": ("radar", aim_higher),
    "a comparator": ("digest", compare),
    "a changed definition": ("digest", redefine),
    "the words of a definition": ("corporate", redefine_in_words),
    "a commentary": ("digest", write_commentary),
    "an approved commentary": ("digest", approve),
    "the title of a paper": ("digest", change(Paper, {"slug": "zz-paper"}, title="Retitled")),
    "the day of a paper": (
        "radar",
        change(Paper, {"slug": "zz-paper"}, published_on=date(2003, 1, 1)),
    ),
    "the name of a group": ("digest", change(ComparatorGroup, {"slug": "zz"}, name="The others")),
    "a set": ("radar", take_out_of_the_set),
    "the name of a set": ("digest", change(IndicatorSet, {"slug": "radar"}, slug="monthly")),
    "what it is to show": ("digest", change(Purpose, {"plan": "zz"}, number=2)),
    "the words of a priority": ("digest", change(Priority, {"plan": "zz"}, wording="To excel")),
    "the words of a paper": ("digest", change(Statement, {"slug": "zz"}, text="It was so.")),
    "of what a paper speaks": ("digest", mean_another),
    "a successor": ("radar", succeed),
}


@pytest.mark.parametrize(
    ("document", "write"), INDICATOR_WRITES.values(), ids=INDICATOR_WRITES.keys()
)
def test_the_key_follows_whatever_changes_a_document_of_the_indicators(
    document: str, write: Callable[[Indicator], None], indicator: Indicator
) -> None:
    part = part_of(document, as_of=QUARTER_DAY)
    before = remembered(part)
    assert before == from_the_rows(part)

    write(indicator)

    assert remembered(part) == from_the_rows(part) != before


# --- What is remembered, and what is not ---------------------------------------------------------


@pytest.mark.parametrize("document", LIVE)
def test_a_document_is_worked_out_once_for_its_key(
    document: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = part_of(document, as_of=DAY)
    once = remembered(part)

    monkeypatch.setattr(pack_live_keys, "worked_out", None)  # to be called would fail

    assert remembered(part) == once


def test_another_title_or_day_is_another_key() -> None:
    parts = [
        part_of("exceptions", as_of=DAY),
        part_of("exceptions", as_of=DAY, title="Appendix 2"),
        part_of("exceptions", as_of=date(2006, 5, 19)),
    ]

    keys = [remembered(part) for part in parts]

    assert keys == [from_the_rows(part) for part in parts]
    assert len(set(keys)) == 3
    assert (
        keys_of_outline([replace(part, order=at) for at, part in enumerate(parts)], as_of=DAY)
        == keys
    )


def test_another_layout_is_another_key(monkeypatch: pytest.MonkeyPatch) -> None:
    part = part_of("exceptions", as_of=DAY)
    before = remembered(part)

    for module in (pack_live_keys, pack_printing):
        monkeypatch.setattr(module, "layout_hash", lambda patterns: "another")

    assert remembered(part) == from_the_rows(part) != before


@pytest.fixture
def may() -> Meeting:
    """The meeting of 31 May 2006, with every live document appended to its reports."""
    report = Report.objects.get(slug="management-arrangements-2006-05-31")
    for order, document in enumerate(LIVE, start=50):
        Appendix.objects.create(
            report=report,
            order=order,
            title=document,
            kind=Appendix.Kind.LIVE,
            document=document,
            plan="jar-2005" if LIVE[document].is_of_plan else "",
        )
    return Meeting.objects.select_related("committee").get(slug=MAY)


def test_an_outline_says_of_a_pack_all_but_what_its_live_documents_say(may: Meeting) -> None:
    pack, outline = build_pack(MAY, as_of=DAY), outline_pack(may, as_of=DAY)

    assert replace(outline, parts=tuple(worked_out(part) for part in outline.parts)) == pack
    assert keys_of_outline(outline.parts, as_of=DAY) == keys_of(pack.parts)
    assert sum(isinstance(part.report, NamedDocument) for part in outline.parts) == 8


def test_what_is_asked_for_is_built_from_the_rows_and_never_from_what_is_remembered(
    may: Meeting, make_user: Callable[..., User], monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = keys_of_outline(outline_pack(may, as_of=DAY).parts, as_of=DAY)
    monkeypatch.setattr(pack_live_keys, "_remembered", None)  # to be called would fail

    clerk = make_user(Role.COMMITTEE_CLERK)
    pack = ask_for_pack(meeting=may, as_of=DAY, asked_by=clerk, asked_at=AT)

    assert pack.state == Pack.State.QUEUED
    assert keys_of(build_pack(MAY, as_of=DAY).parts) == keys


def test_a_preview_costs_the_same_for_one_report_and_for_five(
    make_user: Callable[..., User], sign_in: Callable[[User], Client]
) -> None:
    desk = sign_in(make_user(Role.COMMITTEE_CLERK))
    meeting = Meeting.objects.get(slug=MAY)
    address = f"/meetings/{MAY}/pack/"
    costs = []
    for titles in (["One"], ["Two", "Three", "Four", "Five"]):
        for title in titles:
            add_late_item(meeting, title=title)
        desk.get(address)  # remembers what can be
        with CaptureQueriesContext(connection) as captured:
            assert desk.get(address).status_code == 200
        costs.append(len(captured))

    assert costs[0] == costs[1] <= 30
