"""What is read of bodies and meetings as at a day, on that day, reads the same a year later.

Random sequences of the verbs, as of a plan's. ``SEQUENCES=400 pytest`` with this file tries so
many.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as project
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from governance.exempt.reader import MEMBERS, PUBLIC
from governance.exports import EXPORTS
from governance.models import (
    AgendaItem,
    CallIn,
    Committee,
    ForwardPlanEntry,
    Meeting,
    Membership,
    Minute,
    ProgrammeItem,
    PublicSubmission,
    Resolution,
    ReviewStep,
    ScrutinyReview,
)
from governance.models.minute_taking import LimbDraft, MinuteDraft, MotionDraft
from governance.presenters.attendance_figures import build_figures
from governance.presenters.call_ins import build_call_ins
from governance.presenters.committees import build_committee_page
from governance.presenters.deadlines import next_deadline
from governance.presenters.forward_plan import build_forward_plan
from governance.presenters.meeting_page import build_loop, build_meeting_page
from governance.presenters.meetings import build_meetings
from governance.presenters.minutes import build_minutes_paper
from governance.presenters.plan_records import said_of
from governance.presenters.programme import build_programme, programme_of
from governance.presenters.resolutions import limbs_before
from governance.presenters.reviews import build_review, build_reviews, reviews_on
from governance.presenters.submissions import build_submissions
from governance.presenters.tracker import build_tracker, count_open, tracked_rows
from governance.presenters.year_calendars import build_year
from governance.services import (
    agendas,
    attendance,
    call_ins,
    decision_sheets,
    forward_plan,
    meetings,
    members,
    minute_taking,
    programme,
    resolutions,
    reviews,
    sittings,
    submissions,
)
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.files.tables import Asked

pytestmark = pytest.mark.django_db

BEGAN = date(2020, 1, 6)
CHOICES = 4
SCOPE = ("terms_of_reference", "desired_outcomes", "key_questions", "links")


@dataclass(frozen=True, kw_only=True)
class Step:
    """One verb: how many days after the one before, and its choice."""

    verb: str
    gap: int
    choice: int


@dataclass(kw_only=True)
class Scene:
    """A body with a meeting behind it and one to come, and the day that it is."""

    body: Committee
    behind: Meeting
    to_come: Meeting
    today: date = BEGAN

    @property
    def now(self) -> datetime:
        return datetime(self.today.year, self.today.month, self.today.day, 12, tzinfo=UTC)

    def one_of(self, rows: Any, step: Step) -> Any:
        """Return one of some rows; refuse the step where there is none."""
        found = list(rows.order_by("pk"))
        if not found:
            raise LookupError
        return found[step.choice % len(found)]


def plan(scene: Scene, step: Step) -> object:
    day = weekday(scene.today + timedelta(days=30 + step.choice))
    return meetings.plan_meeting(
        committee=scene.body, plan=meetings.MeetingPlan(held_on=day), as_of=scene.today
    )


def weekday(day: date) -> date:
    return day + timedelta(days=max(0, 7 - day.isoweekday()) if day.isoweekday() > 5 else 0)


def move(scene: Scene, step: Step) -> object:
    row = scene.one_of(Meeting.objects.filter(committee=scene.body), step)
    day = weekday(row.held_on + timedelta(days=step.choice))
    how = meetings.MeetingPlan(held_on=day, venue=f"Room {step.choice}", day_reason="It must be")
    return meetings.change_meeting(meeting=row, plan=how)


def publish(scene: Scene, step: Step) -> object:
    """Publish an agenda, as the issue of its pack does."""
    row = Meeting.objects.get(pk=scene.to_come.pk)
    row.state = max(row.state, Meeting.State.PUBLISHED, key=list(Meeting.State).index)
    row.save()
    return meetings.open_agenda(
        meeting=row, published_on=scene.today, short_notice_reason="It is urgent"
    )


def hold(scene: Scene, step: Step) -> object:
    return meetings.hold_meeting(meeting=scene.to_come, on=scene.today, at=scene.now)


def cancel(scene: Scene, step: Step) -> object:
    row = scene.one_of(Meeting.objects.filter(committee=scene.body), step)
    fate = list(Meeting.Fate)[step.choice]
    new = meetings.MeetingPlan(held_on=weekday(scene.today + timedelta(days=20)))
    became = sittings.Became(fate=fate, reason="Snow", plan=new if step.gap % 2 else None)
    return sittings.record_fate(
        meeting=row, became=became, by_name="A clerk", on=scene.today, at=scene.now
    )


def add_item(scene: Scene, step: Step) -> object:
    words = agendas.ItemWords(
        title=f"Another matter {step.choice}", purpose="", kind="report", late_reason="Urgent"
    )
    return agendas.add_item(meeting=scene.to_come, words=words, at=scene.now)


def change_agenda(scene: Scene, step: Step) -> object:
    """Word an item otherwise, move it, or pull it."""
    item = scene.one_of(AgendaItem.objects.filter(meeting=scene.to_come), step)
    if step.choice == 0:
        return agendas.pull_item(item=item, correction_follows=True, at=scene.now)
    if step.choice == 1:
        return agendas.move_item(item=item, up=False, at=scene.now)
    words = agendas.ItemWords(title=f"Reworded {step.gap}", purpose="", kind="report")
    return agendas.change_item(item=item, words=words, correction_follows=True, at=scene.now)


def minute(scene: Scene, step: Step) -> object:
    """Minute a meeting, with a limb or none, or edit its minute."""
    meeting = [scene.behind, scene.to_come][step.choice % 2]
    row = Minute.objects.filter(meeting=meeting).first()
    limb = LimbDraft(
        text=f"something is done {step.gap}", requested_of="The Director" if step.gap % 2 else ""
    )
    motion = MotionDraft(outcome="amended") if step.choice > 1 else MotionDraft()
    draft = MinuteDraft(
        number=1 + step.choice % 2,
        title="A matter",
        text=f"It was said {step.gap}",
        limbs=(limb,) * (step.choice % 3),
        motion=motion,
    )
    return minute_taking.save_minute(
        meeting=meeting, item=None, minute=row, draft=draft, on=scene.today
    )


def approve(scene: Scene, step: Step) -> object:
    minute_taking.circulate_minutes(meeting=scene.behind, on=scene.today)
    if step.choice < 2:
        return None
    return minute_taking.approve_minutes(
        meeting=scene.behind, at=Meeting.objects.get(pk=scene.to_come.pk), on=scene.today
    )


def attend(scene: Scene, step: Step) -> object:
    came = attendance.Came(
        name=f"A. Member {step.choice}", presence="present", capacity="councillor"
    )
    attendance.take_attendance(
        meeting=scene.behind, came=[came], chair="A. Chair", ended_at=None, on=scene.today
    )
    moved = attendance.Moved(name="A. Member", way="left", at=None, item=None)
    return attendance.take_movements(
        meeting=scene.behind, moved=[moved] * (step.choice % 2), on=scene.today
    )


def tell_decisions(scene: Scene, step: Step) -> object:
    return decision_sheets.issue_sheet(meeting=scene.behind, on=scene.today)


def reply(scene: Scene, step: Step) -> object:
    limb = scene.one_of(Resolution.objects.filter(minute__meeting__committee=scene.body), step)
    if step.choice == 0:
        return resolutions.ask_for(
            resolution=limb, requested_of="A head", due_on=scene.today, due_words=""
        )
    if step.choice == 1:
        return resolutions.reopen(resolution=limb, reason="It is not done")
    return resolutions.reply_to_resolution(
        resolution=limb,
        reply=f"It is done {step.gap}",
        action_plan="a-plan",
        action_reference="1.1",
        is_closed=step.choice == 3,
        on=scene.today,
    )


def put_work(scene: Scene, step: Step) -> object:
    return programme.add_item(committee=scene.body, title=f"A piece of work {step.gap}")


def change_work(scene: Scene, step: Step) -> object:
    """Say something else of a piece of work, place it, take it back, or be done with it."""
    row = scene.one_of(ProgrammeItem.objects.filter(committee=scene.body), step)
    if step.choice == 0:
        return programme.finish_item(item=row, is_done=not row.is_done)
    if step.choice == 1:
        return programme.change_item(
            item=row,
            title=f"Otherwise {step.gap}",
            purpose="",
            lead="A head",
            wanted_for="",
            note="",
            resolution=None,
        )
    place = scene.to_come if step.choice == 2 else None
    return programme.place_item(item=row, meeting=place, at=scene.now)


def change_review(scene: Scene, step: Step) -> object:
    review = ScrutinyReview.objects.get(committee=scene.body)
    if step.choice == 0:
        return reviews.change_review(
            review=review,
            status=f"Under way {step.gap}",
            chair="A. Chair",
            lead_support_officer="",
            members=[],
            support_officers=[],
            words={"links": [f"Link {step.gap}"]} | {name: ["Another"] for name in SCOPE[:3]},
            steps=["Another step"],
        )
    return reviews.change_step(
        step=scene.one_of(ReviewStep.objects.filter(review=review), step),
        timescale=f"{step.gap} weeks",
        due_on=scene.today + timedelta(days=step.gap),
        done_on=scene.today if step.choice == 3 else None,
    )


def ask_publicly(scene: Scene, step: Step) -> object:
    if step.choice < 2:
        return submissions.enter_submission(
            kind="suggestion",
            committee=scene.body,
            meeting=scene.to_come,
            item=None,
            asked_by="",
            text="Look at it",
            received_on=scene.today,
            late_reason="",
        )
    row = scene.one_of(PublicSubmission.objects.filter(committee=scene.body), step)
    return submissions.answer_submission(
        submission=row, answer="We shall", is_declined=step.choice == 3, on=scene.today
    )


def decide(scene: Scene, step: Step) -> object:
    rows = ForwardPlanEntry.objects.filter(committee=scene.body)
    words = {"title": f"To decide {step.gap}", "committee": scene.body}
    day = scene.today + timedelta(days=20 + step.gap)
    if step.choice == 0:
        return forward_plan.enter_decision(decides_on=day, words=words)
    row = scene.one_of(rows, step)
    if step.choice == 1:
        return forward_plan.close_decision(entry=row, state="taken", reason="")
    return forward_plan.change_decision(entry=row, decides_on=day, words=words)


def call_in(scene: Scene, step: Step) -> object:
    if step.choice < 2:
        return call_ins.call_in(
            meeting=scene.behind,
            decision="To do it",
            published_on=BEGAN,
            called_in_on=scene.today,
            called_in_by="A\nB\nC",
            reason="It is too dear",
        )
    row = scene.one_of(CallIn.objects.filter(meeting=scene.behind), step)
    outcome = CallIn.Outcome.UPHELD if step.choice == 3 else CallIn.Outcome.WAITING
    return call_ins.settle_call_in(
        row=row, outcome=outcome, words="It stands", considered_at=scene.to_come, on=scene.today
    )


def seat(scene: Scene, step: Step) -> object:
    """Let somebody sit from a day, which may have gone, or give up a seat."""
    since = scene.today - timedelta(days=10 * step.choice)
    if step.choice == 3:
        row = scene.one_of(Membership.objects.filter(committee=scene.body), step)
        return members.end_membership(member=row, ends_on=max(since, row.starts_on or since))
    return members.add_member(
        member=Membership(
            committee=scene.body,
            name=f"Member {step.gap}",
            capacity="councillor",
            voting="all",
            starts_on=since,
        )
    )


VERBS: dict[str, Callable[[Scene, Step], object]] = {
    each.__name__: each
    for each in (
        plan,
        move,
        publish,
        hold,
        cancel,
        add_item,
        change_agenda,
        minute,
        approve,
        attend,
        tell_decisions,
        reply,
        put_work,
        change_work,
        change_review,
        ask_publicly,
        decide,
        call_in,
        seat,
    )
}
STEPS = st.builds(
    Step,
    verb=st.sampled_from(sorted(VERBS)),
    gap=st.integers(0, 20),
    choice=st.integers(0, CHOICES - 1),
)
# A verb that is refused in words on its page, which has tests of its own.
REFUSED = (
    *(LookupError, ValidationError),
    *(meetings.DayIsPublished, meetings.MeetingOver, meetings.NotPublished, meetings.NotYet),
    *(meetings.CalledOff, meetings.DayNeedsReason, sittings.AlreadySaid, sittings.HasBegun),
    *(agendas.AgendaIssued, agendas.AgendaOver, agendas.ItemMinuted, agendas.LateNeedsReason),
    *(minute_taking.NotHeld, minute_taking.MinutesApproved, minute_taking.NumberTaken),
    *(minute_taking.LimbAnswered, minute_taking.NotCirculated, minute_taking.BlankMinute),
    *(minute_taking.NothingMinuted, minute_taking.NotLater, decision_sheets.NothingDecided),
    *(resolutions.NotClosed, programme.AgendaClosed, programme.HasReport, programme.IsDone),
    *(programme.StillOnAgenda, submissions.AlreadySettled, forward_plan.AlreadyClosed),
    *(call_ins.AlreadyDecided, members.SeatTaken),
)


def set_scene() -> Scene:
    body = Committee.objects.create(
        slug="a-body", name="A body", kind=Committee.Kind.EXECUTIVE, order=90
    )
    behind = Meeting.objects.create(
        slug="a-body-behind", committee=body, held_on=BEGAN, state=Meeting.State.PUBLISHED
    )
    to_come = Meeting.objects.create(
        slug="a-body-to-come", committee=body, held_on=BEGAN + timedelta(days=21)
    )
    AgendaItem.objects.create(
        meeting=to_come, order=1, kind="minutes", title="MINUTES", minutes_of=behind
    )
    words = {name: ["A line"] for name in SCOPE}
    reviews.begin_review(committee=body, title="A review", words=words, steps=["Begin", "End"])
    members.add_member(
        member=Membership(committee=body, name="The first", capacity="councillor", voting="all")
    )
    return Scene(body=body, behind=behind, to_come=to_come)


def read(scene: Scene, as_of: date) -> dict[str, str]:
    """Return every page, document and file that takes a day, as it reads now.

    A planned meeting takes its address from its day. An address is that of today, so that it
    leads there, and stands here as that of the same meeting.
    """
    scene.behind.refresh_from_db()
    scene.to_come.refresh_from_db()
    slugs = sorted(Meeting.objects.values_list("slug", "pk"), key=lambda each: -len(each[0]))
    said = {}
    for name, value in read_all(scene, as_of).items():
        said[name] = repr(value)
        for slug, pk in slugs:
            said[name] = said[name].replace(f"'{slug}'", f"<{pk}>")
    return said


def read_all(scene: Scene, as_of: date) -> dict[str, object]:
    """Return the same as values."""
    slug = scene.body.slug
    rows = Meeting.objects.filter(committee=scene.body)
    pages = [
        build_meeting_page(each.slug, as_of=as_of, reader=MEMBERS)
        for each in (scene.behind, scene.to_come)
    ]
    minutes = [
        build_minutes_paper(each.slug, as_of=as_of, reader=reader)
        for each in (scene.behind, scene.to_come)
        for reader in (MEMBERS, PUBLIC)
    ]
    own = ScrutinyReview.objects.filter(committee=scene.body)
    return {
        "meetings": build_meetings(rows, as_of=as_of),
        "a meeting": pages,
        "beside a meeting": [build_loop(page, as_of=as_of, reader=MEMBERS) for page in pages],
        "limbs before it": [limbs_before(p.head, as_of=as_of, reader=MEMBERS) for p in pages],
        "minutes": minutes,
        "committee": build_committee_page(slug, as_of=as_of, reader=MEMBERS),
        "calendar": build_year(scene.body, as_of=as_of, year=2019),
        "attendance": build_figures(scene.body, as_of=as_of, year=2019),
        "deadline": next_deadline(as_of=as_of),
        "open": [count_open(as_of=as_of, reader=reader) for reader in (MEMBERS, PUBLIC)],
        "tracker": [
            build_tracker(tracked_rows(as_of=as_of, reader=reader), as_of=as_of, reader=reader)
            for reader in (MEMBERS, PUBLIC)
        ],
        "said of an action": said_of("a-plan", action="1.1", as_of=as_of, reader=MEMBERS),
        "programme": build_programme(slug, as_of=as_of, reader=MEMBERS),
        "programme as a paper": programme_of(scene.body, as_of=as_of),
        "reviews": build_reviews(as_of=as_of, reader=MEMBERS),
        "review": [build_review(row, as_of=as_of) for row in reviews_on(own, as_of=as_of)],
        "submissions": build_submissions({}, as_of=as_of, reader=MEMBERS),
        "forward plan": build_forward_plan(as_of=as_of, reader=MEMBERS),
        "call-ins": build_call_ins(as_of=as_of, reader=MEMBERS),
        **{
            f"file of {name}": list(EXPORTS[name].rows(Asked(as_of=as_of)))
            for name in ("meetings", "resolutions", "minutes", "members", "clock")
        },
    }


@settings(
    deadline=None,
    max_examples=int(os.environ.get("SEQUENCES", "5")),
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(st.lists(STEPS, min_size=2, max_size=12))
def test_what_was_read_on_a_day_reads_the_same_a_year_later(steps: Sequence[Step]) -> None:
    stands = project.DEMONSTRATION_DATE
    project.DEMONSTRATION_DATE = BEGAN
    try:
        with transaction.atomic():
            walk(steps)
            transaction.set_rollback(True)
    finally:
        project.DEMONSTRATION_DATE = stands


def walk(steps: Sequence[Step]) -> None:
    with clock.chosen_day(BEGAN):
        scene = set_scene()
    taken_down: dict[date, dict[str, str]] = {}
    for step in steps:
        if step.gap:
            taken_down[scene.today] = read(scene, scene.today)
        scene.today += timedelta(days=step.gap)
        try:
            with clock.chosen_day(scene.today), transaction.atomic():
                VERBS[step.verb](scene, step)
        except REFUSED:
            continue

    for day, said in taken_down.items():
        now = read(scene, day)
        assert [name for name in said if now[name] != said[name]] == [], f"as at {day}"


def test_every_verb_that_writes_of_bodies_and_meetings_is_among_these() -> None:
    """A service that is new stands in the sequences, or writes nothing that a past page shows."""
    folder = Path(agendas.__file__).parent
    services = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    tried = {"agendas", "attendance", "call_ins", "decision_sheets", "forward_plan", "meetings"}
    tried |= {"members", "minute_taking", "programme", "resolutions", "reviews", "sittings"}
    tried |= {"submissions"}
    # By the verbs above, or kept with them.
    along = {"agenda_shapes", "standing_items", "motions", "year_calendars", "plan_records"}
    # What of papers stands in issued packs, which are kept; a report is its versions.
    kept = {"appendices", "clearance", "drafts", "pack_requests", "report_versions"}
    # Who may read what is asked of today, on a page of whatever day.
    kept |= {"body_privacy", "exempt", "public_copies", "readings", "take_downs"}
    # What a body is called and has, and days that no calendar knew, are those of today.
    kept |= {"committees", "holidays"}
    # Messages, private notes, and what is sent online and then settled by a verb above.
    kept |= {"notices", "paper_notes", "public_questions"}
    # A published record stands and says its days itself; what it does to the forward plan and to
    # call-ins is read from their histories, as above.
    kept |= {"decision_records"}
    # Who of the public is told of papers; no page of a meeting shows it.
    kept |= {"subscriptions"}

    assert services - along - kept == tried
