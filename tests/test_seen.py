"""Every form that edits what is stored says so where somebody changed it meanwhile.

Each is opened, what it edits is changed by somebody else, and then it is sent: nothing is
overwritten, both texts are shown, and a second sending by who has seen both is taken.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from inspect import getclosurevars, isfunction
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client

from actionplan.models import (
    Action,
    GlossaryTerm,
    Officer,
    Organisation,
    Plan,
    RatingScheme,
    Recommendation,
)
from governance.forms.attendance import AttendanceSheet
from governance.models import (
    AgendaItem,
    Attendance,
    Committee,
    Declaration,
    Meeting,
    Membership,
    Minute,
    Movement,
    ProgrammeItem,
    PublicNote,
    Report,
    Resolution,
    ScrutinyReview,
)
from governance.presenters.attendance import build_sheet, names_of
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.council.models import Council, SchoolTerm
from herefordshire_cs.lib.web.seen import CHANGED
from indicators.models import Indicator, IndicatorSet
from tests.conftest import user_in
from tests.factories import (
    make_call_in,
    make_decision,
    make_evidence,
    make_periodic_report,
    make_plan_file,
    make_suggestion,
)
from tests.governance.rows_of_the_loop import make_record
from tests.indicators.rows_of_judgements import begin_again, make_judgement
from tests.test_access import own_patterns
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


def of_fate() -> Edit:
    row = Meeting.objects.get(slug=MAY)
    typed = {"fate": "cancelled", "reason": "There is no business."}
    return Edit(f"/meetings/{MAY}/became/", row, {"venue": "The Shire Hall"}, typed)


def of_movements() -> Edit:
    meeting = Meeting.objects.get(slug=MARCH)
    row = Movement.objects.create(
        meeting=meeting, name=names_of(meeting)[0], way="left", at="11:15"
    )
    return Edit(f"/meetings/{MARCH}/movements/", row, {"at": time(11, 30)}, {})


def of_member() -> Edit:
    row = Membership.objects.filter(committee__slug="childrens-services-scrutiny")[0]
    address = f"/committees/childrens-services-scrutiny/members/{row.pk}/"
    change = {"ends_on": date(2006, 12, 31)}
    return Edit(address, row, change, {"ends_on": "30 November 2006"})


def of_body() -> Edit:
    row = Committee.objects.get(slug="childrens-services-scrutiny")
    change = {"remit": "Another remit."}
    return Edit(f"/committees/{row.slug}/edit/", row, change, {"remit": "A third remit."})


def of_account() -> Edit:
    row = Membership.objects.filter(committee__slug="childrens-services-scrutiny")[0]
    address = f"/committees/childrens-services-scrutiny/members/{row.pk}/account/"
    return Edit(address, row, {"represents": "One"}, {})


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
    row = make_decision()
    return Edit(f"/forward-plan/{row.pk}/", row, {"title": "To note the plan"}, {})


def of_call_in() -> Edit:
    row = make_call_in()
    change = {"reason": "Those it is for were not asked."}
    return Edit(
        f"/call-ins/{row.pk}/", row, change, {"outcome": "no objection", "words": "Agreed."}
    )


def of_record() -> Edit:
    row = make_record(published_on=None)
    return Edit(f"/decision-records/{row.pk}/edit/", row, {"title": "A lease of a school"}, {})


def of_record_corrected() -> Edit:
    row = make_record(correction="The day was wrong.", corrected_on=date(2006, 5, 18))
    change = {"correction": "The sum was wrong."}
    return Edit(f"/decision-records/{row.pk}/correct/", row, change, {})


def of_record_exempt() -> Edit:
    row = make_record()
    change = {"public_title": "A centre"}
    return Edit(f"/decision-records/{row.pk}/exempt/", row, change, {"exempt_paragraph": "none"})


def of_submission() -> Edit:
    row = make_suggestion()
    change = {"state": "passed on", "passed_to": Committee.objects.get(slug="cabinet")}
    typed = {"decision": "answered", "answer": "It is in hand."}
    return Edit(f"/public/{row.pk}/", row, change, typed)


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


def of_periodic_report() -> Edit:
    jar = Plan.objects.get(slug="jar-2005")
    row = make_periodic_report(jar, author=user_in(Role.DIRECTOR), on=jar.starts_on)
    change, typed = {"summary": "Otherwise"}, {"summary": "Another"}
    return Edit(f"{row.get_absolute_url()}edit/", row, change, typed, by=Role.PERFORMANCE_OFFICER)


def of_action_words() -> Edit:
    row = Action.objects.get(plan__slug="jar-2005", reference="5.6")
    typed = {"additional_capacity": "Two posts", "reason": "Agreed", "leads": "HL"}
    address = "/plans/jar-2005/actions/5.6/wording/"
    change = {"additional_capacity": "Three posts"}
    return Edit(address, row, change, typed, by=Role.PERFORMANCE_OFFICER)


def of_names() -> Edit:
    row = Officer.objects.get(initials="HL")
    person = user_in(Role.OFFICER, email="stands.for@test.example")
    typed = {f"officer-{row.pk}": f"{person.name} <{person.email}>"}
    change = {"as_written": "Otherwise"}
    return Edit("/people/names/jar-2005/", row, change, typed, by=Role.ADMINISTRATOR)


def of_organisation() -> Edit:
    row = Organisation.objects.order_by("pk")[0]
    change, typed = {"name": "Otherwise"}, {"name": "Another"}
    address = f"/people/organisations/{row.pk}/"
    return Edit(address, row, change, typed, by=Role.ADMINISTRATOR)


def of_rating_scheme() -> Edit:
    row = RatingScheme.objects.get(slug="jar-2006")
    change, typed = {"remark": "Otherwise"}, {"word-red": "Late", "reason": "Agreed"}
    return Edit("/rating-schemes/jar-2006/edit/", row, change, typed, by=Role.ADMINISTRATOR)


def of_columns() -> Edit:
    row = make_plan_file(author=user_in(Role.DIRECTOR))
    layout = {"columns": {"1": "reference", "2": "text", "3": "partners"}, "head_rows": 1}
    address = f"/plan-files/{row.pk}/columns/"
    typed = {"place-3": "organisation"}
    return Edit(address, row, {"layout": layout}, typed, by=Role.PERFORMANCE_OFFICER)


def of_plan_words() -> Edit:
    row = Plan.objects.get(slug="jar-2005")
    change, typed = {"full_title": "Otherwise"}, {"full_title": "Another", "reason": "Agreed"}
    address = "/plans/jar-2005/wording/"
    return Edit(address, row, change, typed, by=Role.PERFORMANCE_OFFICER)


def of_recommendation_words() -> Edit:
    row = Recommendation.objects.get(plan__slug="jar-2005", number=9)
    typed = {"text": "Another", "reason": "Agreed"}
    address = "/plans/jar-2005/recommendations/9/wording/"
    return Edit(address, row, {"text": "Otherwise"}, typed, by=Role.PERFORMANCE_OFFICER)


def of_definition() -> Edit:
    row = Indicator.objects.get(slug="ni-60")
    change, typed = {"owner": "Otherwise"}, {"owner": "Another"}
    by = Role.PERFORMANCE_OFFICER
    return Edit("/indicators/ni-60/definition/", row, change, typed, by=by)


def of_council() -> Edit:
    row = Council.objects.get()
    change, typed = {"footer": "Otherwise"}, {"footer": "Another"}
    return Edit("/council/edit/", row, change, typed, by=Role.ADMINISTRATOR)


def of_school_term() -> Edit:
    row = SchoolTerm.objects.create(
        name="spring", starts_on=date(2007, 1, 4), ends_on=date(2007, 3, 30)
    )
    change, typed = {"ends_on": date(2007, 3, 29)}, {"ends_on": "28 March 2007"}
    return Edit(f"/council/terms/{row.pk}/", row, change, typed, by=Role.ADMINISTRATOR)


def of_term() -> Edit:
    row = GlossaryTerm.objects.filter(plan__slug="jar-2005")[0]
    typed = {"meaning": "Another", "reason": "Agreed"}
    address = f"/plans/jar-2005/made-of/glossary/{row.pk}/"
    return Edit(address, row, {"meaning": "Otherwise"}, typed, by=Role.PERFORMANCE_OFFICER)


def of_officer() -> Edit:
    row = Officer.objects.get(initials="HL")
    typed = {"name": "Another", "reason": "Agreed"}
    address = f"/plan-lists/officers/{row.pk}/"
    return Edit(address, row, {"name": "Otherwise"}, typed, by=Role.PERFORMANCE_OFFICER)


def of_set() -> Edit:
    row = IndicatorSet.objects.all()[0]
    typed = {"description": "Another", "reason": "Agreed"}
    address = f"/indicators/lists/sets/{row.pk}/"
    return Edit(address, row, {"description": "Otherwise"}, typed, by=Role.PERFORMANCE_OFFICER)


def of_note() -> Edit:
    row = PublicNote.objects.all()[0]
    typed = {"text": "Another", "reason": "Agreed"}
    return Edit(f"/meeting-lists/public-notes/{row.pk}/", row, {"text": "Otherwise"}, typed)


def of_milestone() -> Edit:
    row = Action.objects.get(plan__slug="jar-2005", reference="2.13").milestones.all()[0]
    typed = {"text": "Another", "reason": "Agreed", "by_when": "August 2006"}
    address = f"/plans/jar-2005/actions/2.13/milestones/{row.pk}/wording/"
    return Edit(address, row, {"text": "Otherwise"}, typed, by=Role.PERFORMANCE_OFFICER)


EDITS: dict[str, Callable[[], Edit]] = {
    "plan-part-edit": of_term,
    "reference-list-edit": of_set,
    "register-list-edit": of_officer,
    "meeting-list-edit": of_note,
    "milestone-edit": of_milestone,
    "names-in-plan": of_names,
    "organisation": of_organisation,
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
    "meeting-fate": of_fate,
    "movements": of_movements,
    "member": of_member,
    "body-edit": of_body,
    "member-account": of_account,
    "resolution-reply": of_reply,
    "resolution-ask": of_ask,
    "programme-item": of_programme_item,
    "review-change": of_review,
    "review-step": of_step,
    "decision": of_decision,
    "call-in": of_call_in,
    "decision-record-edit": of_record,
    "decision-record-correct": of_record_corrected,
    "decision-record-exempt": of_record_exempt,
    "submission": of_submission,
    "person": of_person,
    "self-assessment-answer": of_answer,
    "judgement-correct": of_judgement,
    "judgement-withdraw": of_judgement_withdrawn,
    "evidence-handling": of_handling,
    "periodic-report-edit": of_periodic_report,
    "action-edit": of_action_words,
    "rating-scheme-edit": of_rating_scheme,
    "council-edit": of_council,
    "indicator-edit": of_definition,
    "plan-edit": of_plan_words,
    "plan-file-columns": of_columns,
    "recommendation-edit": of_recommendation_words,
    "school-term": of_school_term,
}
# What carries what it saw in another way, with tests of its own: the newest update, the version,
# the order of an agenda.
HAVE_THEIR_OWN = {"progress-update-new", "draft-edit", "draft-send", "draft-clearance"}
HAVE_THEIR_OWN |= {"own-updates-new"}  # the newest update of each row that is ticked
HAVE_THEIR_OWN |= {"body-set", "programme-item-place"}
HAVE_THEIR_OWN |= {"paper-note"}  # of its reader alone
HAVE_THEIR_OWN |= {"notice-choices"}  # the rows are those of who sends it
HAVE_THEIR_OWN |= {"periodic-report-issue"}  # its refusal leads back to the draft
HAVE_THEIR_OWN |= {"risk-review", "recommendation-report"}  # the newest, which is told
HAVE_THEIR_OWN |= {"minute-of-item"}  # it edits a minute only where another wrote it meanwhile
HAVE_THEIR_OWN |= {"actions-order", "edit-undo"}  # the order, and the words of the edit
HAVE_THEIR_OWN |= {"agenda-order", "entry", "outturn-file", "outturn-file-load"}
# What adds a row or takes a step that can be taken once; who comes second is refused in words.
ADD_OR_STEP = {
    "papers-ask",
    # A row that is taken out is kept whole with the edit, whatever it said by then.
    *("plan-part-new", "reference-list-new", "meeting-list-new", "register-list-new"),
    *("plan-part-remove", "reference-list-remove", "meeting-list-remove"),
    *("register-list-remove", "review-new", "meeting-additions"),
    *("recommendation-new", "recommendation-remove", "milestone-new", "milestone-remove"),
    "indicator-new",
    *("plan-closing", "carrying-on", "occasion-withdraw"),
    *("backup-seen-new", "council-logo-new", "council-logo-discard"),
    *("school-term-new", "school-term-discard"),
    *("closure-days", "closure-day-discard"),
    *("agenda-item-new", "agenda-move", "agenda-pull", "appendix-live", "appendix-new"),
    *("appendix-move", "appendix-replace"),
    *("decision-record-new", "decision-record-publish", "decision-record-call-in"),
    *("appendix-remove", "call-in-new", "commentary-approve", "decision-close"),
    *("decision-new", "draft-lock", "draft-new", "draft-unlock", "draft-withdraw"),
    *(
        "indicator-commentary-new",
        "kept-post",
        "loading",
        "meeting-hold",
        "meeting-new",
        "meeting-remove",
    ),
    *("meeting-fate-take-back", "agenda-shape", "decisions-pdf", "decisions-issue"),
    *("body-new", "body-calendar-new", "officer-add", "officer-remove"),
    *("member-new", "minute-new", "minutes-approve", "minutes-circulate", "minutes-pdf"),
    *("moderation-new", "moderation-withdraw", "pack-preview", "performance-issue"),
    *("take-down", "put-back"),
    *("by-when-request-take-back", "completion-claim-take-back"),
    *("saved-view-new", "saved-view", "saved-view-forget"),  # one person's own
    *("unsent-keep", "unsent-discard"),  # of one person's own form alone
    "dispute-settle",
    *("performance-report-pdf", "programme-item-done", "programme-item-new"),
    *("report-pdf", "resolution-put", "resolution-reopen", "sign-out"),
    *("locked-sign-ins", "submission-new", "target-new"),
    *("person-new", "person-link", "choose-password"),
    *("people-list-new", "people-links", "deputy-new", "deputy-end", "leaver"),
    *("role-in-plan-new", "role-in-plan-end", "plan-person-new", "plan-person-end"),
    *("plan-make-private", "plan-open-to-all"),
    *("organisations", "organisation-merge"),
    *("judgement-new", "judgement-answer-new", "judgement-answer-withdraw"),
    *("self-assessment-new", "assessment-contributor-new", "assessment-agreement-new"),
    *("self-assessment-issue", "self-assessment-pdf"),
    *("risk-indicator-new", "risk-register-pdf"),
    "evidence-accept",
    *("periodic-report-refresh", "periodic-report-pdf"),  # words that were edited stay
    # Steps of a file that is not loaded yet; its answers are added to those that are there.
    "rating-scheme-new",
    "actions-hand-over",
    *("update-request-new", "update-requests-new", "escalation", "escalation-step-discard"),
    *("round-new", "round-chase", "round-accept", "round-lock", "round-call-off"),
    *("calendar-address", "papers-subscribe", "papers-subscription"),
    *("round-statement", "partner-links", "partner-link-end", "partner-answer"),
    *("message-read", "message-unread", "messages-read", "message-test", "message-again"),
    *("message-returned", "address-confirm"),
    *("token-new", "token-end"),
    *("plan-files", "plan-file", "plan-file-load", "plan-file-undo"),
    "plan-file-leave",
    # Rows that are added beside what was recorded before; a second of one kind is refused.
    *("action-drop", "action-new", "action-reopen", "arrangement", "keeping-new"),
    *("by-when-new", "by-when-request", "completion-claim", "doubt-settle", "milestone"),
    *("occasion-new", "recommendation-moderation-new", "periodic-report-new"),
    *("assurance-new", "assurance-following", "evidence-new", "evidence-version-new"),
    *("evidence-attach", "evidence-request-new"),
    *("risk-register-new", "risk-new", "risk-accept", "risk-action-new", "risk-close"),
    "risk-sign-off",
    # What takes a row back, or puts another in its place: once, and its words stay.
    *("update-correct", "by-when-correct", "report-correct", "assurance-correct"),
    *("risk-assessment-correct", "update-withdraw", "by-when-withdraw", "report-withdraw"),
    *("assurance-withdraw", "assurance-following-withdraw", "evidence-withdraw"),
    *("evidence-take-off", "evidence-request-withdraw", "keeping-withdraw"),
    *("periodic-report-withdraw", "periodic-report-discard", "risk-acceptance-withdraw"),
    *("risk-assessment-withdraw", "risk-closing-withdraw", "risk-link-withdraw"),
    "risk-sign-off-withdraw",
    *("sign-in", "administration-sign-in", "demonstration-day"),
    # One's own password, second steps and sessions; and what leads to an identity provider.
    *("account_reauthenticate", "password-change", "forgotten-password"),
    *("sessions-end-others", "session-end", "socialaccount_login_cancelled"),
    *("mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_authenticate", "mfa_index"),
    *("mfa_login_webauthn", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_list_webauthn"),
    *("mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_add_webauthn"),
    *("mfa_remove_webauthn", "openid_connect_login", "openid_connect_callback"),
    *("saml_acs", "saml_finish_acs", "saml_sls", "saml_metadata", "saml_login"),
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
    """Whatever the tables of the other tests hold: each view is asked what it takes."""
    writing = {each.name for each in own_patterns() if takes_posts(each.callback)}

    assert writing == EDITS.keys() | HAVE_THEIR_OWN | ADD_OR_STEP


def takes_posts(view: Callable[..., Any]) -> bool:
    """Say whether a view takes a POST: each that does not is declared to be read alone."""
    while view is not None:
        held = getclosurevars(view).nonlocals if isfunction(view) else {}
        if "request_method_list" in held:
            return "POST" in held["request_method_list"]
        view = getattr(view, "__wrapped__", None)
    return True
