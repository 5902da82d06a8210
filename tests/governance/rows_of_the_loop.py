"""Rows of what is to come: work, suggestions, decisions, call-ins."""

from datetime import date

from governance.models import (
    AgendaItem,
    CallIn,
    Committee,
    DecisionRecord,
    ForwardPlanEntry,
    Meeting,
    ProgrammeItem,
    PublicSubmission,
    Resolution,
    ReviewStep,
    ScrutinyReview,
)
from governance.services.programme import add_item, place_item
from herefordshire_cs.accounts.models import User
from tests.factories import RECORDED_AT

SCRUTINY = "childrens-services-scrutiny"
MAY = "childrens-services-scrutiny-2006-05-31"
REVIEW = "behaviour-and-discipline-2006"
CABINET_HELD = "cabinet-2005-02-17"
RECEIVED_ON = date(2006, 5, 19)
DECIDES_ON = date(2006, 6, 29)


def make_work(*, meeting: Meeting | None = None) -> ProgrammeItem:
    """Make a piece of work that a resolution asks for, on a meeting if one is given."""
    work = add_item(
        committee=Committee.objects.get(slug=SCRUTINY),
        title="School transport",
        resolution=Resolution.objects.filter(letter="d").first(),
    )
    return place_item(item=work, meeting=meeting, at=RECORDED_AT) if meeting else work


def make_suggestion(**fields: object) -> PublicSubmission:
    """Make a suggestion that is put to the meeting of May 2006."""
    may = Meeting.objects.select_related("committee").get(slug=MAY)
    defaults = {
        "kind": "suggestion",
        "committee": may.committee,
        "meeting": may,
        "text": "School transport.",
        "received_on": RECEIVED_ON,
    }
    return PublicSubmission.objects.create(**defaults | fields)


def make_decision(**fields: object) -> ForwardPlanEntry:
    """Make a key decision of the Cabinet to come, with notice in time."""
    defaults = {
        "title": "The plan",
        "committee": Committee.objects.get(slug="cabinet"),
        "decides_on": DECIDES_ON,
        "first_expected_on": DECIDES_ON,
        "key_reason": "It affects every ward.",
        "notice_on": RECEIVED_ON,
    }
    return ForwardPlanEntry.objects.create(**defaults | fields)


def make_call_in(**fields: object) -> CallIn:
    """Make a call-in, waiting for scrutiny, of what the Cabinet decided in 2005."""
    item = AgendaItem.objects.select_related("meeting").get(meeting__slug=CABINET_HELD)
    defaults = {
        "meeting": item.meeting,
        "item": item,
        "decision": "That the report be agreed.",
        "published_on": date(2005, 2, 22),
        "called_in_on": date(2005, 2, 23),
        "called_in_by": "Councillor A. Example",
        "reason": "The costs were not given.",
        "considered_at": Meeting.objects.get(slug=MAY),
    }
    return CallIn.objects.create(**defaults | fields)


def make_record(**fields: object) -> DecisionRecord:
    """Record what a member of the executive decided alone, and publish it."""
    defaults = {
        "kind": "member",
        "committee": Committee.objects.get(slug="cabinet"),
        "decided_by": "Cabinet Member (Children’s Services)",
        "decided_on": date(2006, 5, 15),
        "title": "A lease of the centre",
        "decision": "That the lease be agreed.",
        "reasons": "It costs less than another.",
        "alternatives": "To build a centre: it would cost more.",
        "interests": "None",
        "background_papers": "Valuation of 2 May 2006",
        "published_on": date(2006, 5, 17),
    }
    if "recorded_by" not in fields:
        fields["recorded_by"] = author_of_records()
    return DecisionRecord.objects.create(**defaults | fields)


def author_of_records() -> User:
    """Return whoever writes records down in tests."""
    email = "records@council.example"
    known = User.objects.filter(email=email).first()
    return known or User.objects.create_user(email, name="R. Author")


def rows_of_the_loop() -> dict[str, object]:
    """Return the keys of one row of each, by the name that addresses give it."""
    return {
        "work": make_work().pk,
        "suggestion": make_suggestion().pk,
        "decision": make_decision().pk,
        "call_in": make_call_in().pk,
        "record": make_record().pk,
    }


def add_to_the_loop(*, how_many: int) -> None:
    """Make some rows of each: work on a meeting and on none, reviews with their steps."""
    may = Meeting.objects.select_related("committee").get(slug=MAY)
    number = ScrutinyReview.objects.count()
    for at in range(how_many):
        work = make_work(meeting=may if at % 2 else None)
        make_suggestion(programme_item=work, state="accepted")
        make_suggestion(kind="question", item=may.items.first())
        make_decision()
        make_call_in()
        make_call_in(record=make_record(), meeting=None, item=None)
        slug = f"review-{number + at}"
        review = ScrutinyReview.objects.create(
            slug=slug, title="Transport", committee=may.committee
        )
        step = ReviewStep.objects.create(review=review, order=1, activity="Agree")
        step.due_on = RECEIVED_ON
        step.save()
    behaviour = ScrutinyReview.objects.get(slug=REVIEW)
    first = behaviour.steps.count() + 1
    for order in range(first, first + how_many):
        ReviewStep.objects.create(review=behaviour, order=order, activity="Visit")
