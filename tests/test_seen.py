"""Every form that edits what is stored says so where somebody changed it meanwhile.

Each is opened, what it edits is changed by somebody else, and then it is sent: nothing is
overwritten, both texts are shown, and a second sending by who has seen both is taken.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client

from actionplan.models import Action
from governance.forms.attendance import AttendanceSheet
from governance.models import (
    AgendaItem,
    Attendance,
    Committee,
    Declaration,
    ForwardPlanEntry,
    Meeting,
    Membership,
    Minute,
    ProgrammeItem,
    Report,
    Resolution,
    ScrutinyReview,
)
from governance.presenters.attendance import build_sheet, names_of
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.lib.web.seen import CHANGED
from tests.conftest import user_in
from tests.factories import make_evidence
from tests.indicators.rows_of_judgements import begin_again, make_judgement
from tests.test_access import TABLE
from tests.tools.controls import typed_in

pytestmark = pytest.mark.django_db

MAY = "childrens-services-scrutiny-2006-05-31"
MARCH = "childrens-services-scrutiny-2006-03-13"
REPORT = "safeguarding-report-2006-05-31"
EXEMPT = {"exempt_paragraph": 1, "exempt_reason": "It names a child.", "public_title": "A case"}


@dataclass(frozen=True)
class Edit:
    """A page that edits a row: where it is, the row, and what somebody else makes of it."""

    address: str
    row: Model
    change: dict[str, Any]
    typed: dict[str, str]
    by: Role = Role.COMMITTEE_CLERK


def of_report() -> Edit:
    row = Report.objects.get(slug=REPORT)
    return Edit(f"/meetings/{MAY}/reports/{REPORT}/exempt/", row, EXEMPT, {})


def of_appendix() -> Edit:
    row = Report.objects.get(slug=REPORT).appendices.all()[0]
    address = f"/meetings/{MAY}/reports/{REPORT}/appendices/{row.pk}/exempt/"
    return Edit(address, row, EXEMPT, {})


def of_item() -> Edit:
    row = AgendaItem.objects.filter(meeting__slug=MAY, report=None)[0]
    return Edit(f"/meetings/{MAY}/agenda/{row.pk}/exempt/", row, EXEMPT, {})


def of_item_s_words() -> Edit:
    row = AgendaItem.objects.filter(meeting__slug=MAY, report=None)[0]
    address = f"/meetings/{MAY}/agenda/{row.pk}/"
    return Edit(address, row, {"title": "FIRST"}, {"title": "SECOND"})


def of_minute() -> Edit:
    row = Minute.objects.filter(meeting__slug=MARCH)[0]
    return Edit(f"/meetings/{MARCH}/minutes/{row.pk}/exempt/", row, EXEMPT, {})


def of_minute_s_text() -> Edit:
    row = Minute.objects.filter(meeting__slug=MARCH)[0]
    return Edit(f"/meetings/{MARCH}/minutes/{row.pk}/", row, {"text": "Otherwise."}, {})


def of_meeting() -> Edit:
    row = Meeting.objects.get(slug=MAY)
    return Edit(f"/meetings/{MAY}/edit/", row, {"venue": "The Shire Hall"}, {"venue": "Elsewhere"})


def of_opening() -> Edit:
    row = Meeting.objects.get(slug=MAY)
    change = {"published_on": date(2006, 5, 19)}
    return Edit(f"/meetings/{MAY}/opening/", row, change, {"published_on": "22 May 2006"})


def of_attendance() -> Edit:
    meeting = Meeting.objects.get(slug=MARCH)
    fields = AttendanceSheet(None, sheet=build_sheet(meeting)).form.fields
    # The paper does not say of everybody whether they came.
    said = {
        name: "present"
        for name, field in fields.items()
        if name.startswith("presence_") and not field.initial
    }
    row = Attendance.objects.filter(meeting=meeting)[0]
    return Edit(f"/meetings/{MARCH}/attendance/", row, {"as_written": "B. Otherwise"}, said)


def of_declarations() -> Edit:
    meeting = Meeting.objects.get(slug=MARCH)
    row = Declaration.objects.create(
        meeting=meeting, name=names_of(meeting)[0], interest="A school"
    )
    return Edit(f"/meetings/{MARCH}/declarations/", row, {"interest": "A college"}, {})


def of_member() -> Edit:
    row = Membership.objects.filter(committee__slug="childrens-services-scrutiny")[0]
    address = f"/committees/childrens-services-scrutiny/members/{row.pk}/"
    change = {"ends_on": date(2006, 12, 31)}
    return Edit(address, row, change, {"ends_on": "30 November 2006"})


def of_reply() -> Edit:
    row = Resolution.objects.filter(state="open")[0]
    change = {"reply": "It is done.", "state": "replied"}
    return Edit(f"/resolutions/{row.pk}/", row, change, {"reply": "It is not done."})


def of_ask() -> Edit:
    row = Resolution.objects.filter(state="open")[0]
    return Edit(f"/resolutions/{row.pk}/ask/", row, {"requested_of": "The Director"}, {})


def of_programme_item() -> Edit:
    row = ProgrammeItem.objects.filter(is_done=False)[0]
    return Edit(f"/programme-items/{row.pk}/", row, {"lead": "Somebody"}, {"lead": "Another"})


def of_review() -> Edit:
    row = ScrutinyReview.objects.all()[0]
    return Edit(f"/reviews/{row.slug}/change/", row, {"status": "in progress"}, {})


def of_step() -> Edit:
    review = ScrutinyReview.objects.all()[0]
    row = review.steps.all()[0]
    change = {"done_on": date(2006, 5, 1)}
    return Edit(f"/reviews/{review.slug}/steps/{row.order}/", row, change, {})


def of_decision() -> Edit:
    row = ForwardPlanEntry.objects.create(
        committee=Committee.objects.get(slug="cabinet"),
        title="To agree the plan",
        decides_on=date(2006, 9, 28),
        first_expected_on=date(2006, 9, 28),
        key_reason="It is significant.",
        contact="The Director",
    )
    return Edit(f"/forward-plan/{row.pk}/", row, {"title": "To note the plan"}, {})


def of_person() -> Edit:
    row = user_in(Role.OFFICER)
    change, typed = {"name": "Otherwise"}, {"name": "Another"}
    return Edit(f"/people/{row.pk}/", row, change, typed, by=Role.ADMINISTRATOR)


def of_answer() -> Edit:
    row = begin_again().answers.get()
    address = f"{row.assessment.get_absolute_url()}answers/q1/"
    change, typed = {"comment": "Otherwise"}, {"comment": "Another"}
    return Edit(address, row, change, typed, by=Role.DIRECTOR)


def of_judgement() -> Edit:
    row = make_judgement()
    change, typed = {"made_by": "Otherwise"}, {"made_by": "Another"}
    return Edit(f"/indicators/judgements/{row.pk}/correct/", row, change, typed, by=Role.DIRECTOR)


def of_judgement_withdrawn() -> Edit:
    row = make_judgement()
    address = f"/indicators/judgements/{row.pk}/withdraw/"
    change, typed = {"made_by": "Otherwise"}, {"reason": "Typed twice"}
    return Edit(address, row, change, typed, by=Role.DIRECTOR)


def of_handling() -> Edit:
    row = make_evidence("5.6", author=user_in(Role.DIRECTOR))
    change, typed = {"retention": "Ten years"}, {"retention": "Six years"}
    address = f"/plans/jar-2005/evidence/{row.pk}/handling/"
    return Edit(address, row, change, typed, by=Role.PERFORMANCE_OFFICER)


def of_action_words() -> Edit:
    row = Action.objects.get(plan__slug="jar-2005", reference="5.6")
    typed = {"additional_capacity": "Two posts", "reason": "Agreed", "leads": "HL"}
    address = "/plans/jar-2005/actions/5.6/wording/"
    change = {"additional_capacity": "Three posts"}
    return Edit(address, row, change, typed, by=Role.PERFORMANCE_OFFICER)


EDITS: dict[str, Callable[[], Edit]] = {
    "report-exempt": of_report,
    "appendix-exempt": of_appendix,
    "item-exempt": of_item,
    "agenda-item": of_item_s_words,
    "minute-exempt": of_minute,
    "minute-edit": of_minute_s_text,
    "meeting-edit": of_meeting,
    "meeting-opening": of_opening,
    "attendance": of_attendance,
    "declarations": of_declarations,
    "member": of_member,
    "resolution-reply": of_reply,
    "resolution-ask": of_ask,
    "programme-item": of_programme_item,
    "review-change": of_review,
    "review-step": of_step,
    "decision": of_decision,
    "person": of_person,
    "self-assessment-answer": of_answer,
    "judgement-correct": of_judgement,
    "judgement-withdraw": of_judgement_withdrawn,
    "evidence-handling": of_handling,
    "action-edit": of_action_words,
}
# What carries what it saw in another way, with tests of its own: the newest update, the version,
# the order of an agenda.
HAVE_THEIR_OWN = {"progress-update-new", "draft-edit", "draft-send", "draft-clearance"}
HAVE_THEIR_OWN |= {"agenda-order", "entry", "outturn-file", "outturn-file-load"}
# What adds a row or takes a step that can be taken once; who comes second is refused in words.
ADD_OR_STEP = {
    *("agenda-item-new", "agenda-move", "agenda-pull", "appendix-live", "appendix-new"),
    *("appendix-remove", "call-in", "call-in-new", "commentary-approve", "decision-close"),
    *("decision-new", "draft-lock", "draft-new", "draft-unlock", "draft-withdraw"),
    *(
        "indicator-commentary-new",
        "kept-post",
        "loading",
        "meeting-hold",
        "meeting-new",
        "meeting-remove",
    ),
    *("member-new", "minute-new", "minutes-approve", "minutes-circulate", "minutes-pdf"),
    *("moderation-new", "moderation-withdraw", "pack-preview", "performance-issue"),
    *("by-when-request-take-back", "completion-claim-take-back"),
    *("unsent-keep", "unsent-discard"),  # of one person's own form alone
    "dispute-settle",
    *("performance-report-pdf", "programme-item-done", "programme-item-new"),
    *("programme-item-place", "report-pdf", "resolution-put", "resolution-reopen", "sign-out"),
    *("locked-sign-ins", "submission", "submission-new", "target-new"),
    *("person-new", "person-link", "choose-password"),
    *("judgement-new", "judgement-answer-new", "judgement-answer-withdraw"),
    *("self-assessment-new", "assessment-contributor-new", "assessment-agreement-new"),
    *("self-assessment-issue", "self-assessment-pdf"),
    *("risk-indicator-new", "risk-register-pdf"),
    "evidence-accept",
    # Steps of a file that is not loaded yet; its answers are added to those that are there.
    *("plan-files", "plan-file", "plan-file-columns", "plan-file-load", "plan-file-undo"),
    "plan-file-leave",
}


@pytest.mark.parametrize("name", EDITS)
def test_a_form_opened_before_another_s_change_overwrites_nothing(
    name: str, make_user: Callable[..., User], sign_in: Callable[[User], Client]
) -> None:
    edit = EDITS[name]()
    editor = sign_in(make_user(edit.by))
    rows = type(edit.row)._default_manager.filter(pk=edit.row.pk)
    opened = editor.get(edit.address)
    assert opened.status_code == 200
    typed = typed_in(opened) | edit.typed

    rows.update(**edit.change)
    refused = editor.post(edit.address, typed)

    assert refused.status_code == 200
    assert CHANGED in refused.content.decode().replace("&#x27;", "'")
    assert rows.filter(**edit.change).exists()

    # Whoever has seen both may save theirs.
    again = typed_in(refused)
    assert {each: again.get(each) for each in edit.typed} == edit.typed
    assert editor.post(edit.address, again).status_code == 302


@pytest.mark.parametrize("name", EDITS)
def test_a_form_with_faults_of_its_own_is_told_of_the_change_too(
    name: str, sign_in: Callable[[User], Client], make_user: Callable[..., User]
) -> None:
    """Else the page that comes back would carry the mark of what nobody has seen."""
    edit = EDITS[name]()
    rows = type(edit.row)._default_manager.filter(pk=edit.row.pk)
    editor = sign_in(make_user(edit.by))
    opened = typed_in(editor.get(edit.address))
    rows.update(**edit.change)

    emptied = {each: value if is_kept(each) else "" for each, value in opened.items()}
    refused = editor.post(edit.address, emptied)

    assert refused.status_code == 200
    assert CHANGED in refused.content.decode().replace("&#x27;", "'")
    assert rows.filter(**edit.change).exists()


def is_kept(name: str) -> bool:
    """Say whether a control is the page's own, not one in which somebody types."""
    return name in {"seen_mark", "once", "csrfmiddlewaretoken"} or name.endswith("_FORMS")


def test_every_address_that_writes_is_known_to_edit_or_not_to() -> None:
    posted = {name for name, _address, method, _answers in TABLE if method == "post"}

    assert posted - EDITS.keys() - HAVE_THEIR_OWN - ADD_OR_STEP == set()
