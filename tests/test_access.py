"""Who may open what: every address for every role, and a test that no address is left out."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pikepdf
import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.core import signing
from django.db import connection, transaction
from django.db.models import Q, Value
from django.db.models.functions import Concat
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.html import escape
from pytest_django import DjangoDbBlocker

from actionplan.models import (
    Action,
    AssuranceEntry,
    Deputy,
    Document,
    Doubt,
    EscalationStep,
    Evidence,
    GlossaryTerm,
    Officer,
    Organisation,
    PartnerLink,
    PeriodicReportDocument,
    Plan,
    PlanFile,
    ProgressUpdate,
    Recommendation,
    RegisterDocument,
    Risk,
    RiskAssessment,
    RiskRegister,
    Standing,
)
from governance.models import (
    AgendaItem,
    Appendix,
    Committee,
    Meeting,
    Membership,
    Minute,
    OneOffHoliday,
    Pack,
    PublicNote,
    Resolution,
    TakeDown,
)
from governance.presenters.search import search_papers
from governance.views.public_questions import RECEIPT
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.people.links import path_of_link
from herefordshire_cs.accounts.roles import PlanRole, Role
from herefordshire_cs.api.models import Token
from herefordshire_cs.api.records import KINDS
from herefordshire_cs.council.models import SchoolTerm
from herefordshire_cs.notices.kinds import Kind
from herefordshire_cs.notices.models import CalendarAddress, Message, OtherAddress
from indicators.models import (
    AssessmentDocument,
    Commentary,
    Indicator,
    IndicatorSet,
    OutturnFile,
    PerformanceDocument,
    Period,
    Purpose,
)
from indicators.periods import read_period
from tests.conftest import shared_rows, sit, superuser, user_in
from tests.factories import (
    RECORDED_AT,
    make_assessment,
    make_by_when,
    make_claim,
    make_evidence,
    make_moderation,
    make_periodic_report,
    make_plan_file,
    make_register,
    make_request,
    make_risk,
    make_update,
)
from tests.governance.rows_of_a_private_body import MARK, let_in, make_private_body
from tests.governance.rows_of_the_loop import rows_of_the_loop
from tests.indicators.rows_of_judgements import begin_again, make_answer, make_judgement
from tests.travelling import faults_of, read_out

OFFICER, PARTNER, PERFORMANCE, CLERK, DIRECTOR, MEMBER, AUDITOR, ADMINISTRATOR = Role
PUBLIC = "the public"
WHO = [*Role, PUBLIC]

TO_SIGN_IN = "to sign-in"  # 302 to the sign-in page
EVERYBODY = dict.fromkeys(Role, 200)
PRIVATE = {PUBLIC: TO_SIGN_IN}
READERS = EVERYBODY | PRIVATE
EVERYBODY_DONE = dict.fromkeys(Role, 302) | PRIVATE
READERS_DONE = dict.fromkeys(Role, 302) | PRIVATE
# Minutes in draft are not there for partners and for administrators.
NO_DRAFTS = {Role.PARTNER: 404, Role.ADMINISTRATOR: 404}
NOBODY = dict.fromkeys(Role, 403) | PRIVATE
NOT_FOUND: dict[str, object] = dict.fromkeys(Role, 404) | PRIVATE


def only(*roles: Role, answer: int = 200) -> dict[str, object]:
    """Return an answer for some roles, 403 for the others, sign-in for the public."""
    return NOBODY | dict.fromkeys(roles, answer)


# The cast stands for HL, who leads 5.6, for SD and for SF; 404 is an Action that is not theirs.
ACTION = "/plans/jar-2005/actions/5.6/"
DIRECTORS = only(DIRECTOR)
SETTLERS = only(PERFORMANCE, DIRECTOR)
SETTLED = only(PERFORMANCE, DIRECTOR, answer=302)
ROUND_ACCEPTED = only(DIRECTOR, answer=302)
# What a paper says of who was told is not taken back.
NOT_BY_HAND = only(PERFORMANCE, DIRECTOR, answer=404)
# A draft is not there for those who do not write reports.
PERIODIC = "/plans/jar-2005/periodic-reports/"
DRAFT_REPORT = NOT_FOUND | dict.fromkeys([PERFORMANCE, DIRECTOR], 200)
# Evidence that another director supplied: of 5.6, and two of 6.1, which are not open to all.
EVIDENCE = "/plans/jar-2005/evidence/"
RESTRICTED = NOT_FOUND | dict.fromkeys([OFFICER, PERFORMANCE, DIRECTOR, AUDITOR], 200)
CONFIDENTIAL = NOT_FOUND | {DIRECTOR: 200}
OPENERS = only(DIRECTOR) | {PERFORMANCE: 404}
ASSESSMENTS = "/indicators/self-assessments"
TRUST = "childrens-trust-2005"
# Who brings the indicators' figures in, and what they are answered when nothing is wrong.
LOADERS = only(PERFORMANCE)
LOADED = only(PERFORMANCE, answer=302)
WRITERS = only(OFFICER, PARTNER, PERFORMANCE, DIRECTOR)
# The public register is open to all alike; what is not published is not there for anybody.
ANYBODY = EVERYBODY | {PUBLIC: 200}
NOT_THERE = dict.fromkeys(WHO, 404)
WITHOUT_TOKEN = dict.fromkeys(WHO, 401)
CLERKS = only(CLERK)
CLERKS_DONE = only(CLERK, answer=302)
CLERKS_MISS = only(CLERK, answer=404)
REPLIERS = only(CLERK, DIRECTOR)
ADMINISTRATORS = only(ADMINISTRATOR)
ADMINISTRATORS_DONE = only(ADMINISTRATOR, answer=302)
# Who may read what is exempt.
# Others who may read exempt papers belong to no body, so that there are none for them.
TRUSTED = only(CLERK, DIRECTOR, MEMBER, AUDITOR) | dict.fromkeys(
    [OFFICER, PARTNER, PERFORMANCE], 404
)
# A private board: the clerk serves it, a partner sits on it; for everybody else it is not there.
BELONGING = NOT_FOUND | dict.fromkeys([CLERK, PARTNER], 200)
BELONGING_CLERK = NOBODY | {CLERK: 200}
PRIVATE_MEETING = "/meetings/{private_meeting}/"
CABINET = "cabinet-2005-02-17"  # held
MARCH = "childrens-services-scrutiny-2006-03-13"  # its minutes are in draft
MAY = "childrens-services-scrutiny-2006-05-31"  # planned
REPORT = f"/meetings/{MAY}/reports/safeguarding-report-2006-05-31/"
REVIEW = "/reviews/behaviour-and-discipline-2006/"
SCRUTINY = "childrens-services-scrutiny"
PUBLIC_REPORT = f"/papers/meetings/{CABINET}/reports/change-for-children-2005-02-17"
SAFE = "safeguarding-report-2006-05-31"  # of a meeting that is planned
# Who writes reports and reads drafts; the report is cleared, so most doors only say so.
DRAFT = "/reports/safeguarding-report-2006-05-31/"
WRITING = (OFFICER, PERFORMANCE, CLERK, DIRECTOR)
DRAFTERS = only(*WRITING)
RECORD = "/decision-records/{record}/"
DRAFTERS_DONE = only(OFFICER, PERFORMANCE, CLERK, DIRECTOR, answer=302)

# A risk that HL owns; reviewing is theirs, and the keepers' of the register.
RISK = "/risks/zz-risks/ZZ1/"
KEEPERS = only(PERFORMANCE, DIRECTOR)
KEEPERS_DONE = only(PERFORMANCE, DIRECTOR, answer=302)
REVIEWERS = only(OFFICER, PERFORMANCE, DIRECTOR) | {PARTNER: 404}

# name of the address, address, method: the answer for each role and for the public.
TABLE: list[tuple[str, str, str, dict[str, object]]] = [
    ("dashboard", "/", "get", ANYBODY),
    (
        "my-actions",
        "/my-actions/",
        "get",
        only(OFFICER, PARTNER, DIRECTOR),
    ),
    ("plans", "/plans/", "get", READERS),
    ("plan", "/plans/jar-2005/", "get", READERS),
    ("recommendation", "/plans/jar-2005/recommendations/1/", "get", READERS),
    (
        "recommendation-moderation-new",
        "/plans/jar-2005/recommendations/1/moderation/",
        "get",
        DIRECTORS,
    ),
    (
        "recommendation-report",
        "/plans/jar-2005/recommendations/1/updates/new/",
        "get",
        DIRECTORS,
    ),
    (
        "action-new",
        "/plans/jar-2005/recommendations/1/actions/new/",
        "get",
        only(PERFORMANCE, DIRECTOR),
    ),
    ("action-drop", f"{ACTION}dropping/", "get", DIRECTORS),
    ("actions", "/plans/jar-2005/actions/", "get", READERS),
    ("actions", "/plans/jar-2005/actions/?_export=csv", "get", READERS),
    ("actions", "/plans/jar-2005/actions/?_export=xlsx", "get", READERS),
    ("actions", "/plans/jar-2005/actions/?_export=record", "get", READERS),
    ("action", ACTION, "get", READERS),
    (
        "own-updates-new",
        "/my-actions/notes/",
        "post",
        only(OFFICER, PARTNER, DIRECTOR, answer=302),
    ),
    (
        "progress-update-new",
        f"{ACTION}updates/new/",
        "get",
        only(OFFICER) | {PARTNER: 404, DIRECTOR: 404},
    ),
    (
        "progress-update-new",
        f"{ACTION}updates/new/",
        "post",
        only(OFFICER) | {PARTNER: 404, DIRECTOR: 404},
    ),
    (
        "by-when-new",
        f"{ACTION}by-when/",
        "get",
        only(OFFICER, DIRECTOR) | {PARTNER: 404},
    ),
    ("moderation-new", f"{ACTION}moderation/", "get", DIRECTORS),
    ("moderation-new", f"{ACTION}moderation/", "post", DIRECTORS),
    ("action-reopen", "/plans/jar-2005/actions/1.1/reopening/", "get", DIRECTORS),
    (
        "moderation-withdraw",
        "/plans/jar-2005/moderations/{moderation}/",
        "post",
        only(DIRECTOR, answer=302),
    ),
    ("update-request-new", f"{ACTION}asking/", "get", SETTLERS),
    ("update-request-new", f"{ACTION}asking/", "post", SETTLED),
    ("actions-hand-over", "/plans/jar-2005/handing-over/?ticked=1.4", "get", SETTLERS),
    ("actions-hand-over", "/plans/jar-2005/handing-over/?ticked=1.4", "post", SETTLERS),
    ("update-requests-new", "/plans/jar-2005/asking/?due=past", "get", SETTLERS),
    ("update-requests-new", "/plans/jar-2005/asking/", "post", SETTLERS),
    ("escalation", "/plans/jar-2005/escalation/", "get", SETTLERS),
    ("escalation", "/plans/jar-2005/escalation/", "post", SETTLERS),
    (
        "escalation-step-discard",
        "/plans/jar-2005/escalation/{escalation_step}/discarding/",
        "post",
        SETTLED,
    ),
    ("rounds", "/plans/jar-2005/rounds/", "get", READERS),
    ("round-new", "/plans/jar-2005/rounds/new/", "get", SETTLERS),
    ("round-new", "/plans/jar-2005/rounds/new/", "post", SETTLERS),
    ("round", "/plans/jar-2005/rounds/{round}/", "get", READERS),
    ("round-chase", "/plans/jar-2005/rounds/{round}/chasing/", "post", SETTLED),
    ("round-accept", "/plans/jar-2005/rounds/{round}/accepting/", "post", ROUND_ACCEPTED),
    ("round-lock", "/plans/jar-2005/rounds/{round}/locking/", "get", DIRECTORS),
    ("round-call-off", "/plans/jar-2005/rounds/{round}/calling-off/", "get", DIRECTORS),
    ("round-statement", "/plans/jar-2005/statements/{statement}/", "get", DIRECTORS),
    ("partner-links", f"{ACTION}partners/", "get", SETTLERS),
    ("partner-links", f"{ACTION}partners/", "post", SETTLERS),
    (
        "partner-link-end",
        "/plans/jar-2005/partner-links/{partner_link}/ending/",
        "post",
        SETTLED,
    ),
    ("partner-answer", "/answering/{partner_key}/", "get", ANYBODY),
    ("partner-answer", "/answering/{partner_key}/", "post", ANYBODY),
    ("by-when-requests", "/requests/", "get", only(OFFICER, PARTNER, DIRECTOR)),
    ("by-when-request", "/plans/jar-2005/requests/{asked}/", "get", DIRECTORS),
    (
        "by-when-request-take-back",
        "/plans/jar-2005/requests/{asked}/taking-back/",
        "post",
        dict.fromkeys(Role, 404) | PRIVATE,
    ),
    ("completion-claim", "/plans/jar-2005/claims/{claimed}/", "get", DIRECTORS),
    (
        "completion-claim-take-back",
        "/plans/jar-2005/claims/{claimed}/taking-back/",
        "post",
        dict.fromkeys(Role, 404) | PRIVATE,
    ),
    ("action-corrections", f"{ACTION}corrections/", "get", only(OFFICER, PARTNER, DIRECTOR)),
    ("update-correct", f"{ACTION}updates/{{said}}/correction/", "get", DIRECTORS),
    ("update-withdraw", f"{ACTION}updates/{{said}}/withdrawal/", "get", DIRECTORS),
    ("by-when-correct", f"{ACTION}by-when/{{moved}}/correction/", "get", DIRECTORS),
    ("by-when-withdraw", f"{ACTION}by-when/{{moved}}/withdrawal/", "get", DIRECTORS),
    ("evidence-list", f"{EVIDENCE}", "get", READERS),
    ("evidence-list", f"{EVIDENCE}?_export=csv", "get", READERS),
    ("evidence-list", f"{EVIDENCE}?_export=record", "get", READERS),
    ("action-edit", f"{ACTION}wording/", "get", KEEPERS),
    ("plan-people", "/plans/jar-2005/people/", "get", ADMINISTRATORS),
    ("plan-person-new", "/plans/jar-2005/people/new/", "get", ADMINISTRATORS),
    ("plan-person-new", "/plans/jar-2005/people/new/", "post", ADMINISTRATORS),
    ("plan-person-end", "/plans/jar-2005/people/{role_in_plan}/end/", "get", ADMINISTRATORS),
    ("plan-person-end", "/plans/jar-2005/people/{role_in_plan}/end/", "post", ADMINISTRATORS),
    ("plan-make-private", "/plans/jar-2005/people/privacy/", "get", ADMINISTRATORS),
    ("plan-make-private", "/plans/jar-2005/people/privacy/", "post", ADMINISTRATORS),
    ("plan-open-to-all", "/plans/jar-2005/people/opening/", "get", ADMINISTRATORS),
    ("plan-open-to-all", "/plans/jar-2005/people/opening/", "post", ADMINISTRATORS),
    ("rating-schemes", "/rating-schemes/", "get", READERS),
    ("rating-scheme", "/rating-schemes/jar-2006/", "get", READERS),
    ("rating-scheme-new", "/rating-schemes/new/", "get", ADMINISTRATORS),
    ("rating-scheme-new", "/rating-schemes/new/", "post", ADMINISTRATORS),
    ("rating-scheme-edit", "/rating-schemes/jar-2006/edit/", "get", ADMINISTRATORS),
    ("rating-scheme-edit", "/rating-schemes/jar-2006/edit/", "post", ADMINISTRATORS),
    ("plan-files", "/plan-files/", "get", KEEPERS),
    ("plan-files", "/plan-files/", "post", KEEPERS),
    ("plan-template", "/plan-files/template/", "get", KEEPERS),
    ("plan-file", "/plan-files/{plan_file}/", "get", KEEPERS),
    ("plan-file", "/plan-files/{plan_file}/", "post", SETTLED),
    ("plan-file-columns", "/plan-files/{plan_file}/columns/", "get", KEEPERS),
    ("plan-file-columns", "/plan-files/{plan_file}/columns/", "post", KEEPERS),
    ("plan-file-load", "/plan-files/{plan_file}/loading/", "post", SETTLED),
    ("plan-file-undo", "/plan-files/{plan_file}/undoing/", "post", SETTLED),
    ("plan-file-leave", "/plan-files/{plan_file}/leaving/", "post", SETTLED),
    ("evidence-new", f"{EVIDENCE}new/", "get", WRITERS),
    ("evidence", f"{EVIDENCE}{{evidence}}/", "get", READERS),
    ("evidence", f"{EVIDENCE}{{restricted}}/", "get", RESTRICTED),
    ("evidence", f"{EVIDENCE}{{confidential}}/", "get", CONFIDENTIAL),
    ("evidence", f"{EVIDENCE}0/", "get", NOT_THERE | PRIVATE),
    # Whose files are sent to whom is tested with the files themselves.
    ("evidence-file", f"{EVIDENCE}files/0/", "get", NOT_FOUND),
    ("evidence-version-new", f"{EVIDENCE}{{evidence}}/versions/new/", "get", SETTLERS),
    ("evidence-attach", f"{EVIDENCE}{{evidence}}/attaching/", "get", SETTLERS),
    ("evidence-handling", f"{EVIDENCE}{{evidence}}/handling/", "get", SETTLERS),
    ("evidence-handling", f"{EVIDENCE}{{confidential}}/handling/", "get", OPENERS),
    ("evidence-accept", f"{EVIDENCE}{{evidence}}/acceptance/", "post", SETTLED),
    ("evidence-withdraw", f"{EVIDENCE}{{evidence}}/withdrawal/", "get", SETTLERS),
    ("evidence-take-off", f"{EVIDENCE}links/{{evidence_link}}/withdrawal/", "get", SETTLERS),
    ("evidence-request-new", f"{EVIDENCE}asked/new/", "get", SETTLERS),
    ("evidence-request-withdraw", f"{EVIDENCE}asked/{{wanted}}/withdrawal/", "get", SETTLERS),
    ("evidence-pack", "/plans/jar-2005/recommendations/2/evidence.zip", "get", READERS),
    (
        "evidence-pack",
        "/plans/jar-2005/recommendations/99/evidence.zip",
        "get",
        NOT_THERE | PRIVATE,
    ),
    ("timeline", "/plans/jar-2005/timeline/", "get", READERS),
    ("narrative", "/plans/directorate-2009/paper/?as_at=2009-05-22", "get", READERS),
    ("implications", "/plans/directorate-2009/implications/?as_at=2009-05-22", "get", READERS),
    (
        "milestone",
        "/plans/jar-2005/actions/2.13/milestones/{milestone}/",
        "get",
        only(DIRECTOR) | {OFFICER: 404, PARTNER: 404},
    ),
    (
        "arrangement",
        "/plans/jar-2005/actions/1.19/arrangement/",
        "get",
        only(OFFICER, DIRECTOR) | {PARTNER: 404},
    ),
    (
        "keeping-new",
        "/plans/jar-2005/actions/1.19/arrangement/kept/",
        "get",
        only(OFFICER, DIRECTOR) | {PARTNER: 404},
    ),
    (
        "keeping-withdraw",
        "/plans/jar-2005/actions/1.19/arrangement/kept/{keeping}/withdrawal/",
        "get",
        only(OFFICER, DIRECTOR) | {PARTNER: 404},
    ),
    ("months", "/plans/jar-2005/months/", "get", READERS),
    ("promises", "/plans/jar-2005/promises/", "get", READERS),
    ("periodic-reports", PERIODIC, "get", READERS),
    ("periodic-reports", f"{PERIODIC}?_export=csv", "get", READERS),
    ("periodic-report-new", f"{PERIODIC}new/weekly/", "get", SETTLERS),
    (
        "periodic-report-new",
        f"{PERIODIC}new/yearly/",
        "get",
        only(PERFORMANCE, DIRECTOR, answer=404),
    ),
    ("periodic-report", f"{PERIODIC}{{issued}}/", "get", READERS),
    ("periodic-report", f"{PERIODIC}{{drafted}}/", "get", DRAFT_REPORT),
    ("periodic-report-edit", f"{PERIODIC}{{drafted}}/edit/", "get", SETTLERS),
    ("periodic-report-edit", f"{PERIODIC}{{issued}}/edit/", "get", SETTLED),
    ("periodic-report-refresh", f"{PERIODIC}{{drafted}}/refresh/", "post", SETTLED),
    ("periodic-report-issue", f"{PERIODIC}{{drafted}}/issue/", "post", only(DIRECTOR, answer=302)),
    ("periodic-report-withdraw", f"{PERIODIC}{{issued}}/withdrawal/", "get", DIRECTORS),
    (
        "periodic-report-withdraw",
        f"{PERIODIC}{{drafted}}/withdrawal/",
        "get",
        only(DIRECTOR, answer=404),
    ),
    ("periodic-report-discard", f"{PERIODIC}{{drafted}}/discard/", "get", SETTLERS),
    ("periodic-report-pdf", f"{PERIODIC}{{issued}}.pdf", "get", READERS),
    ("periodic-report-pdf", f"{PERIODIC}{{issued}}.pdf", "post", READERS_DONE),
    ("periodic-report-pdf", f"{PERIODIC}{{drafted}}.pdf", "get", NOT_THERE | PRIVATE),
    ("periodic-report-document", "/periodic-reports/documents/{issued_document}/", "get", READERS),
    (
        "periodic-report-document-file",
        "/periodic-reports/documents/{issued_document}/file/",
        "get",
        READERS,
    ),
    ("promises", "/plans/jar-2005/promises/?_export=csv", "get", READERS),
    ("assurance", "/plans/jar-2005/assurance/", "get", READERS),
    ("assurance", "/plans/jar-2005/assurance/?_export=csv", "get", READERS),
    ("assurance", "/plans/jar-2005/assurance/?_export=record", "get", READERS),
    ("assurance-entry", "/plans/jar-2005/assurance/{looked}/", "get", READERS),
    ("assurance-entry", "/plans/jar-2005/assurance/0/", "get", NOT_THERE | PRIVATE),
    ("assurance-new", "/plans/jar-2005/assurance/new/", "get", WRITERS),
    # An entry of the paper is nobody's own.
    ("assurance-correct", "/plans/jar-2005/assurance/{looked}/correction/", "get", SETTLERS),
    ("assurance-withdraw", "/plans/jar-2005/assurance/{looked}/withdrawal/", "get", SETTLERS),
    ("assurance-following", "/plans/jar-2005/assurance/{looked}/following/", "get", SETTLERS),
    (
        "assurance-following-withdraw",
        "/plans/jar-2005/assurance/following/{follows}/withdrawal/",
        "get",
        SETTLERS,
    ),
    ("occasion-new", "/plans/jar-2005/reported-to/", "get", SETTLERS),
    ("occasion-withdraw", "/plans/jar-2005/reported-to/1/withdraw/", "get", NOT_BY_HAND),
    (
        "reports-to-correct",
        "/plans/jar-2005/recommendations/1/corrections/",
        "get",
        only(OFFICER, PARTNER, DIRECTOR),
    ),
    (
        "report-correct",
        "/plans/jar-2005/recommendations/1/updates/{report_said}/correction/",
        "get",
        DIRECTORS,
    ),
    (
        "report-withdraw",
        "/plans/jar-2005/recommendations/1/updates/{report_said}/withdrawal/",
        "get",
        DIRECTORS,
    ),
    ("disputed", "/plans/jar-2005/disputed/", "get", READERS),
    (
        "dispute-settle",
        "/plans/jar-2005/actions/3.7/dispute/",
        "post",
        only(DIRECTOR, answer=302) | {OFFICER: 404, PARTNER: 404},
    ),
    ("risk-registers", "/risks/", "get", READERS),
    ("risk-register-new", "/risks/new/", "get", KEEPERS),
    ("risk-register", "/risks/zz-risks/", "get", READERS),
    ("risk-register", "/risks/zz-risks/?_export=csv", "get", READERS),
    ("risk-register", "/risks/zz-risks/?_export=record", "get", READERS),
    ("risk-register", "/risks/nowhere/", "get", NOT_THERE | {PUBLIC: TO_SIGN_IN}),
    ("risk-register-pdf", "/risks/zz-risks.pdf", "get", READERS),
    ("risk-register-pdf", "/risks/zz-risks.pdf", "post", READERS_DONE),
    ("register-document", "/risks/documents/{register_document}/", "get", READERS),
    ("register-document-file", "/risks/documents/{register_document}/file/", "get", READERS),
    ("risk-sign-off", "/risks/zz-risks/sign-off/", "get", DIRECTORS),
    ("risk-sign-off-withdraw", "/risks/zz-risks/sign-offs/{sign_off}/", "get", DIRECTORS),
    ("risk-new", "/risks/zz-risks/new/", "get", KEEPERS),
    ("risk", RISK, "get", READERS),
    ("risk", "/risks/zz-risks/ZZ99/", "get", NOT_THERE | {PUBLIC: TO_SIGN_IN}),
    ("risk-review", f"{RISK}review/", "get", REVIEWERS),
    ("risk-assessment-correct", f"{RISK}assessments/{{assessed}}/correction/", "get", KEEPERS),
    ("risk-assessment-withdraw", f"{RISK}assessments/{{assessed}}/withdrawal/", "get", KEEPERS),
    ("risk-accept", f"{RISK}acceptance/", "get", DIRECTORS),
    ("risk-acceptance-withdraw", f"{RISK}acceptances/{{acceptance}}/", "get", DIRECTORS),
    ("risk-close", f"{RISK}closing/", "get", KEEPERS),
    ("risk-closing-withdraw", "/risks/zz-risks/ZZ2/closings/{closing}/", "get", KEEPERS),
    ("risk-action-new", f"{RISK}actions/new/", "get", KEEPERS),
    ("risk-indicator-new", f"{RISK}indicators/", "post", KEEPERS_DONE),
    ("risk-link-withdraw", f"{RISK}links/{{risk_link}}/", "get", KEEPERS),
    ("doubts", "/plans/jar-2005/doubts/", "get", READERS),
    ("doubts", "/plans/jar-2005/doubts/?_export=csv", "get", READERS),
    ("doubt-settle", "/plans/jar-2005/doubts/{doubt}/", "get", SETTLERS),
    ("reports", "/plans/jar-2005/reports/", "get", READERS),
    ("report", "/plans/jar-2005/reports/summary/", "get", READERS),
    ("report", "/plans/jar-2005/reports/exceptions/", "get", READERS),
    ("report-docx", "/plans/jar-2005/reports/summary.docx", "get", READERS),
    ("report-pdf", "/plans/jar-2005/reports/summary.pdf", "get", READERS),
    ("report-pdf", "/plans/jar-2005/reports/summary.pdf", "post", READERS_DONE),
    ("document", "/documents/{document}/", "get", READERS),
    ("document-file", "/documents/{document}/file/", "get", READERS),
    ("officers", "/officers/", "get", READERS),
    ("officers", "/officers/?_export=csv", "get", READERS),
    ("officer", "/officers/SF/", "get", READERS),
    ("search", "/search/?words=threshold", "get", READERS),
    ("indicators", "/indicators/", "get", READERS),
    ("indicators", "/indicators/?_export=csv", "get", READERS),
    ("indicators", "/indicators/?_export=xlsx", "get", READERS),
    ("indicator", "/indicators/ni-60/", "get", READERS),
    ("indicators-due", "/indicators/due/", "get", READERS),
    ("neighbours", "/indicators/neighbours/", "get", READERS),
    ("judgements", "/indicators/judgements/", "get", READERS),
    ("limiting-rules", "/indicators/judgements/rules/", "get", READERS),
    ("judgement-area", "/indicators/judgements/areas/stay-safe/", "get", READERS),
    ("judgement-area", "/indicators/judgements/areas/stay-safe/?as_at=2009-06-01", "get", READERS),
    ("judgements-answered", "/plans/jar-2005/judgements/5/", "get", READERS),
    ("judgements-answered", "/plans/jar-2005/judgements/5.6/", "get", READERS),
    ("judgements-answered", "/plans/jar-2005/judgements/99.9/", "get", NOT_THERE | PRIVATE),
    ("judgement-new", "/indicators/judgements/new/", "get", SETTLERS),
    ("judgement-new", "/indicators/judgements/new/", "post", SETTLERS),
    ("judgement-correct", "/indicators/judgements/{judgement}/correct/", "get", SETTLERS),
    ("judgement-correct", "/indicators/judgements/{judgement}/correct/", "post", SETTLERS),
    ("judgement-withdraw", "/indicators/judgements/{judgement}/withdraw/", "get", SETTLERS),
    ("judgement-withdraw", "/indicators/judgements/{judgement}/withdraw/", "post", SETTLERS),
    (
        "judgement-answer-new",
        "/indicators/judgements/areas/stay-safe/answers/new/",
        "get",
        SETTLERS,
    ),
    (
        "judgement-answer-new",
        "/indicators/judgements/areas/stay-safe/answers/new/",
        "post",
        SETTLERS,
    ),
    (
        "judgement-answer-withdraw",
        "/indicators/judgements/answers/{judgement_answer}/withdraw/",
        "post",
        SETTLED,
    ),
    ("self-assessments", f"{ASSESSMENTS}/", "get", READERS),
    ("self-assessment", f"{ASSESSMENTS}/{TRUST}/2005-09-12/", "get", READERS),
    ("self-assessment", f"{ASSESSMENTS}/{TRUST}/2006-05-02/", "get", READERS),
    (
        "self-assessment-compare",
        f"{ASSESSMENTS}/{TRUST}/2006-05-02/compare/2005-09-12/",
        "get",
        READERS,
    ),
    ("self-assessment-pdf", f"{ASSESSMENTS}/{TRUST}/2005-09-12.pdf", "get", READERS),
    ("self-assessment-pdf", f"{ASSESSMENTS}/{TRUST}/2005-09-12.pdf", "post", READERS_DONE),
    ("assessment-document", f"{ASSESSMENTS}/documents/{{assessment_document}}/", "get", READERS),
    (
        "assessment-document-file",
        f"{ASSESSMENTS}/documents/{{assessment_document}}/file/",
        "get",
        READERS,
    ),
    ("self-assessment-new", f"{ASSESSMENTS}/{TRUST}/new/", "get", SETTLERS),
    ("self-assessment-new", f"{ASSESSMENTS}/{TRUST}/new/", "post", SETTLERS),
    ("self-assessment-answer", f"{ASSESSMENTS}/{TRUST}/2006-05-02/answers/q1/", "get", SETTLERS),
    ("self-assessment-answer", f"{ASSESSMENTS}/{TRUST}/2006-05-02/answers/q1/", "post", SETTLERS),
    # What a paper answered is issued, and takes no other answer.
    (
        "self-assessment-answer",
        f"{ASSESSMENTS}/{TRUST}/2005-09-12/answers/q1/",
        "get",
        only(PERFORMANCE, DIRECTOR, answer=404),
    ),
    (
        "assessment-contributor-new",
        f"{ASSESSMENTS}/{TRUST}/2006-05-02/contributors/new/",
        "get",
        SETTLERS,
    ),
    (
        "assessment-contributor-new",
        f"{ASSESSMENTS}/{TRUST}/2006-05-02/contributors/new/",
        "post",
        SETTLERS,
    ),
    (
        "assessment-agreement-new",
        f"{ASSESSMENTS}/{TRUST}/2006-05-02/agreements/new/",
        "get",
        SETTLERS,
    ),
    (
        "assessment-agreement-new",
        f"{ASSESSMENTS}/{TRUST}/2006-05-02/agreements/new/",
        "post",
        SETTLERS,
    ),
    ("self-assessment-issue", f"{ASSESSMENTS}/{TRUST}/2006-05-02/issue/", "get", SETTLERS),
    ("self-assessment-issue", f"{ASSESSMENTS}/{TRUST}/2006-05-02/issue/", "post", SETTLED),
    ("readings", "/indicators/readings/", "get", READERS),
    ("plan-indicators", "/plans/jar-2005/indicators/", "get", READERS),
    ("entry-choose", "/indicators/entry/", "get", LOADERS),
    ("entry", "/indicators/entry/2005-2006-q4/", "get", LOADERS),
    ("entry", "/indicators/entry/2005-2006-q4/", "post", LOADED),
    ("loading", "/indicators/loading/", "get", LOADERS),
    ("loading", "/indicators/loading/", "post", LOADERS),
    ("outturn-file", "/indicators/loading/{outturn_file}/", "get", LOADERS),
    ("outturn-file", "/indicators/loading/{outturn_file}/", "post", LOADED),
    ("outturn-file-load", "/indicators/loading/{outturn_file}/load/", "post", LOADED),
    ("log", "/log/", "get", only(CLERK, AUDITOR)),
    ("log", "/log/?_export=csv", "get", only(CLERK, AUDITOR)),
    ("plan-closing", "/plans/jar-2005/closing/", "get", SETTLERS),
    ("carrying-on", "/plans/jar-2005/carrying-on/", "get", SETTLERS),
    ("plan-edit", "/plans/jar-2005/wording/", "get", SETTLERS),
    ("plan-edit", "/plans/jar-2005/wording/", "post", SETTLERS),
    ("recommendation-edit", "/plans/jar-2005/recommendations/9/wording/", "get", SETTLERS),
    ("recommendation-edit", "/plans/jar-2005/recommendations/9/wording/", "post", SETTLERS),
    ("actions-order", "/plans/jar-2005/recommendations/9/order/", "get", SETTLERS),
    ("actions-order", "/plans/jar-2005/recommendations/9/order/", "post", SETTLERS),
    ("edit-undo", "/plans/jar-2005/edits/999999/undoing/", "post", NOT_BY_HAND),
    ("indicator-new", "/indicators/new/", "get", SETTLERS),
    ("indicator-new", "/indicators/new/", "post", SETTLERS),
    ("indicator-edit", "/indicators/ni-60/definition/", "get", SETTLERS),
    ("indicator-edit", "/indicators/ni-60/definition/", "post", SETTLERS),
    ("target-new", "/indicators/ni-60/targets/new/", "get", LOADERS),
    ("target-new", "/indicators/ni-60/targets/new/", "post", LOADERS),
    ("indicator-commentary-new", "/indicators/ni-60/commentaries/new/", "get", WRITERS),
    ("indicator-commentary-new", "/indicators/ni-60/commentaries/new/", "post", WRITERS),
    (
        "commentary-approve",
        "/indicators/commentaries/{commentary}/approval/",
        "post",
        only(DIRECTOR, answer=302),
    ),
    ("performance-documents", "/indicators/documents/", "get", READERS),
    ("performance-report", "/indicators/digest/2005-2006-q4/", "get", READERS),
    ("performance-report", "/indicators/radar/april-2006/", "get", READERS),
    ("performance-report", "/indicators/corporate/2005-2006-q4/", "get", READERS),
    ("performance-report-pdf", "/indicators/radar/april-2006.pdf", "get", READERS),
    ("performance-report-pdf", "/indicators/radar/april-2006.pdf", "post", READERS_DONE),
    ("performance-issue", "/indicators/radar/april-2006/issue/", "post", LOADED),
    ("performance-document", "/indicators/documents/{performance_document}/", "get", READERS),
    (
        "performance-document-file",
        "/indicators/documents/{performance_document}/file/",
        "get",
        READERS,
    ),
    ("meetings", "/meetings/", "get", READERS),
    ("kept-post", "/sign-in/kept/", "get", EVERYBODY_DONE),
    ("kept-post", "/sign-in/kept/", "post", EVERYBODY_DONE),
    ("meeting-new", "/meetings/new/", "get", CLERKS),
    ("meeting-new", "/meetings/new/", "post", CLERKS),
    ("meeting", f"/meetings/{MAY}/", "get", READERS),
    ("meeting-edit", f"/meetings/{MAY}/edit/", "get", CLERKS),
    ("meeting-edit", f"/meetings/{MAY}/edit/", "post", CLERKS),
    ("meeting-edit", f"/meetings/{CABINET}/edit/", "get", CLERKS_DONE),
    ("meeting-opening", f"/meetings/{MAY}/opening/", "get", CLERKS),
    ("meeting-opening", f"/meetings/{MAY}/opening/", "post", CLERKS),
    ("meeting-hold", f"/meetings/{MAY}/held/", "post", CLERKS_DONE),
    ("meeting-fate", f"/meetings/{MAY}/became/", "get", CLERKS),
    ("meeting-fate", f"/meetings/{MAY}/became/", "post", CLERKS),
    ("meeting-fate-take-back", f"/meetings/{MAY}/became/taking-back/", "post", CLERKS_DONE),
    ("agenda-shape", f"/meetings/{MAY}/agenda/shape/", "get", CLERKS),
    ("agenda-shape", f"/meetings/{MAY}/agenda/shape/", "post", CLERKS),
    ("movements", f"/meetings/{MARCH}/movements/", "get", CLERKS),
    ("movements", f"/meetings/{MARCH}/movements/", "post", CLERKS),
    ("decisions", f"/meetings/{MARCH}/decisions/", "get", READERS | NO_DRAFTS),
    ("decisions-pdf", f"/meetings/{MARCH}/decisions.pdf", "get", READERS | NO_DRAFTS),
    ("decisions-pdf", f"/meetings/{MARCH}/decisions.pdf", "post", READERS_DONE | NO_DRAFTS),
    ("decisions-issue", f"/meetings/{MARCH}/decisions/issue/", "post", CLERKS_DONE),
    ("papers-decision-sheet", f"/papers/meetings/{MAY}/decisions/", "get", NOT_THERE),
    ("papers-decision-sheet-pdf", f"/papers/meetings/{MAY}/decisions.pdf", "get", NOT_THERE),
    ("meeting-remove", f"/meetings/{MAY}/remove/", "get", CLERKS),
    ("meeting-remove", f"/meetings/{MAY}/remove/", "post", CLERKS),
    ("meeting-voting", f"/meetings/{MAY}/voting/", "get", READERS),
    ("agenda-item-new", f"/meetings/{MAY}/agenda/new/", "get", CLERKS),
    ("agenda-item-new", f"/meetings/{MAY}/agenda/new/", "post", CLERKS),
    ("agenda-item-new", f"/meetings/{CABINET}/agenda/new/", "get", CLERKS_DONE),
    ("agenda-item", f"/meetings/{MAY}/agenda/{{agenda_item}}/", "get", CLERKS),
    ("agenda-item", f"/meetings/{MAY}/agenda/{{agenda_item}}/", "post", CLERKS),
    ("item-exempt", f"/meetings/{MAY}/agenda/{{agenda_item}}/exempt/", "get", CLERKS_DONE),
    ("item-exempt", f"/meetings/{MAY}/agenda/{{agenda_item}}/exempt/", "post", CLERKS_DONE),
    ("agenda-pull", f"/meetings/{MAY}/agenda/{{agenda_item}}/pull/", "get", CLERKS),
    ("agenda-pull", f"/meetings/{MAY}/agenda/{{agenda_item}}/pull/", "post", CLERKS_DONE),
    ("agenda-order", f"/meetings/{MAY}/agenda/order/", "post", CLERKS_DONE),
    ("meeting-minutes", f"/meetings/{MARCH}/minutes/", "get", READERS | NO_DRAFTS),
    ("meeting-minutes", f"/meetings/{MAY}/minutes/", "get", dict.fromkeys(Role, 404) | PRIVATE),
    ("minutes-pdf", f"/meetings/{MAY}/minutes.pdf", "get", dict.fromkeys(Role, 404) | PRIVATE),
    ("minutes-pdf", f"/meetings/{MARCH}/minutes.pdf", "get", READERS | NO_DRAFTS),
    ("minutes-pdf", f"/meetings/{MARCH}/minutes.pdf", "post", READERS_DONE | NO_DRAFTS),
    ("minutes-take", f"/meetings/{MARCH}/minutes/take/", "get", CLERKS),
    ("minutes-take", f"/meetings/{MAY}/minutes/take/", "get", CLERKS_DONE),
    ("minutes-take", "/meetings/{meeting_approved}/minutes/take/", "get", CLERKS),
    ("attendance", f"/meetings/{MARCH}/attendance/", "get", CLERKS),
    ("attendance", f"/meetings/{MARCH}/attendance/", "post", CLERKS),
    ("attendance", "/meetings/{meeting_approved}/attendance/", "get", CLERKS_DONE),
    ("declarations", f"/meetings/{MARCH}/declarations/", "get", CLERKS),
    ("declarations", f"/meetings/{MARCH}/declarations/", "post", CLERKS),
    ("minute-new", f"/meetings/{MARCH}/minutes/new/", "get", CLERKS),
    ("minute-new", f"/meetings/{MARCH}/minutes/new/", "post", CLERKS),
    ("minute-new", f"/meetings/{MAY}/minutes/new/", "post", CLERKS),
    ("minute-of-item", f"/meetings/{MARCH}/minutes/items/{{item_minuted}}/", "get", CLERKS_DONE),
    ("minute-edit", f"/meetings/{MARCH}/minutes/{{minute}}/", "get", CLERKS),
    ("minute-edit", f"/meetings/{MARCH}/minutes/{{minute}}/", "post", CLERKS),
    ("minute-edit", "/meetings/{meeting_approved}/minutes/{minute_approved}/", "get", CLERKS_DONE),
    ("minute-exempt", f"/meetings/{MARCH}/minutes/{{minute}}/exempt/", "get", CLERKS),
    ("minute-exempt", f"/meetings/{MARCH}/minutes/{{minute}}/exempt/", "post", CLERKS),
    ("minutes-circulate", f"/meetings/{MARCH}/minutes/circulate/", "post", CLERKS),
    ("minutes-approve", f"/meetings/{MARCH}/minutes/approve/", "get", CLERKS),
    ("minutes-approve", f"/meetings/{MARCH}/minutes/approve/", "post", CLERKS),
    (
        "meeting-report",
        REPORT,
        "get",
        READERS,
    ),
    ("report-exempt", f"{REPORT}exempt/", "get", CLERKS),
    ("report-exempt", f"{REPORT}exempt/", "post", CLERKS),
    ("appendix-new", f"{REPORT}appendices/new/", "get", CLERKS),
    ("appendix-new", f"{REPORT}appendices/new/", "post", CLERKS),
    ("appendix-live", f"{REPORT}appendices/live/", "get", CLERKS),
    ("appendix-live", f"{REPORT}appendices/live/", "post", CLERKS),
    ("appendix-exempt", f"{REPORT}appendices/{{appendix}}/exempt/", "get", CLERKS),
    ("appendix-remove", f"{REPORT}appendices/{{appendix}}/remove/", "post", CLERKS_DONE),
    ("appendix-exempt", f"{REPORT}appendices/{{appendix}}/exempt/", "post", CLERKS),
    ("appendix-replace", f"{REPORT}appendices/{{appendix}}/replace/", "get", CLERKS),
    ("appendix-replace", f"{REPORT}appendices/{{appendix}}/replace/", "post", CLERKS),
    ("appendix-move", f"{REPORT}appendices/{{appendix}}/down/", "post", CLERKS_DONE),
    ("pack-preview", f"/meetings/{MAY}/pack/", "get", CLERKS),
    ("pack-preview", f"/meetings/{MAY}/pack/", "post", CLERKS_DONE),
    ("pack-proof", f"/meetings/{MAY}/pack/proof/{'0' * 64}/", "get", CLERKS),
    (
        "pack-proof-copy",
        f"/meetings/{MAY}/pack/proof/{'0' * 64}/members.pdf",
        "get",
        CLERKS_MISS,
    ),
    ("exempt-reviews", "/exempt-reviews/", "get", CLERKS),
    ("take-down", f"/meetings/{MAY}/take-down/", "get", CLERKS),
    ("take-down", f"/meetings/{MAY}/take-down/", "post", CLERKS),
    ("put-back", f"/meetings/{CABINET}/take-down/{{take_down}}/", "get", CLERKS),
    ("put-back", f"/meetings/{CABINET}/take-down/{{take_down}}/", "post", CLERKS),
    ("agenda-move", "/agenda-items/{agenda_item}/up/", "post", CLERKS_DONE),
    ("pack", "/packs/{pack}/", "get", READERS),
    ("pack-members", "/packs/{pack}/members.pdf", "get", TRUSTED),
    ("pack-public", "/packs/{pack}/public.pdf", "get", READERS),
    ("pack-on-paper", "/packs/{pack}/paper.pdf?booklet=on", "get", READERS),
    ("pack", "/packs/{pack_under_way}/", "get", READERS),
    (
        "pack-public",
        "/packs/{pack_under_way}/public.pdf",
        "get",
        dict.fromkeys(Role, 404) | PRIVATE,
    ),
    ("committees", "/committees/", "get", READERS),
    ("committee", "/committees/childrens-services-scrutiny/", "get", READERS),
    ("body-new", "/committees/new/", "get", CLERKS),
    ("body-new", "/committees/new/", "post", CLERKS),
    ("body-calendar", "/committees/childrens-services-scrutiny/calendar/", "get", READERS),
    ("body-calendar", "/committees/{private}/calendar/", "get", BELONGING),
    ("body-calendar-new", "/committees/childrens-services-scrutiny/calendar/new/", "get", CLERKS),
    ("body-calendar-new", "/committees/childrens-services-scrutiny/calendar/new/", "post", CLERKS),
    ("body-calendar-new", "/committees/{private}/calendar/new/", "get", BELONGING_CLERK),
    ("attendance-figures", "/committees/childrens-services-scrutiny/attendance/", "get", READERS),
    ("attendance-figures", "/committees/{private}/attendance/", "get", BELONGING),
    (
        "attendance-figures-csv",
        "/committees/childrens-services-scrutiny/attendance.csv",
        "get",
        READERS,
    ),
    ("attendance-figures-csv", "/committees/{private}/attendance.csv", "get", BELONGING),
    ("interests", "/committees/childrens-services-scrutiny/interests/", "get", READERS),
    ("interests", "/committees/{private}/interests/", "get", BELONGING),
    ("body-edit", "/committees/childrens-services-scrutiny/edit/", "get", CLERKS),
    ("body-edit", "/committees/childrens-services-scrutiny/edit/", "post", CLERKS),
    *(
        ("body-set", f"/committees/childrens-services-scrutiny/has/{name}/", "get", CLERKS)
        for name in ("capacities", "offices", "standing", "clearances", "countdown")
    ),
    ("body-set", "/committees/childrens-services-scrutiny/has/offices/", "post", CLERKS),
    (
        "body-set",
        "/committees/childrens-services-scrutiny/has/headings/",
        "get",
        only(CLERK, answer=404),
    ),
    ("officer-add", "/committees/childrens-services-scrutiny/officers/new/", "get", CLERKS),
    ("officer-add", "/committees/childrens-services-scrutiny/officers/new/", "post", CLERKS),
    (
        "officer-remove",
        "/committees/{private}/officers/{private_officer}/remove/",
        "post",
        CLERKS_DONE,
    ),
    (
        "member-account",
        "/committees/childrens-services-scrutiny/members/{member}/account/",
        "get",
        CLERKS,
    ),
    (
        "member-account",
        "/committees/childrens-services-scrutiny/members/{member}/account/",
        "post",
        CLERKS_DONE,
    ),
    ("exempt-readings", "/exempt-readings/", "get", only(CLERK, AUDITOR)),
    ("committee", "/committees/{private}/", "get", BELONGING),
    ("body-edit", "/committees/{private}/edit/", "get", BELONGING_CLERK),
    ("body-set", "/committees/{private}/has/offices/", "get", BELONGING_CLERK),
    ("member-new", "/committees/{private}/members/new/", "get", BELONGING_CLERK),
    ("member", "/committees/{private}/members/{private_seat}/", "get", BELONGING_CLERK),
    ("meeting", PRIVATE_MEETING, "get", BELONGING),
    ("meeting-voting", f"{PRIVATE_MEETING}voting/", "get", BELONGING),
    ("meeting-minutes", f"{PRIVATE_MEETING}minutes/", "get", BELONGING),
    ("meeting-report", f"{PRIVATE_MEETING}reports/{{private_report}}/", "get", BELONGING),
    ("pack", "/packs/{private_pack}/", "get", BELONGING),
    ("pack-members", "/packs/{private_pack}/members.pdf", "get", BELONGING | {ADMINISTRATOR: 403}),
    ("pack-public", "/packs/{private_pack}/public.pdf", "get", BELONGING),
    ("programme", "/programme/{private}/", "get", BELONGING),
    ("programme-item", "/programme-items/{private_work}/", "get", BELONGING_CLERK),
    ("review", "/reviews/{private_review}/", "get", BELONGING),
    (
        "resolution-reply",
        "/resolutions/{private_resolution}/",
        "get",
        only(CLERK) | {DIRECTOR: 404},
    ),
    (
        "draft",
        "/reports/{private_draft}/",
        "get",
        DRAFTERS | dict.fromkeys([OFFICER, PERFORMANCE, DIRECTOR], 404),
    ),
    ("papers-meeting", "/papers/meetings/{private_meeting}/", "get", NOT_THERE),
    ("papers-pack", "/papers/packs/{private_pack}.pdf", "get", NOT_THERE),
    ("papers-pack-html", "/papers/packs/{private_pack}/", "get", NOT_THERE),
    ("member-new", "/committees/childrens-services-scrutiny/members/new/", "get", CLERKS),
    ("member-new", "/committees/childrens-services-scrutiny/members/new/", "post", CLERKS),
    ("member", "/committees/childrens-services-scrutiny/members/{member}/", "get", CLERKS),
    ("member", "/committees/childrens-services-scrutiny/members/{member}/", "post", CLERKS),
    ("resolutions", "/resolutions/", "get", READERS),
    ("resolution-reply", "/resolutions/{resolution}/", "get", REPLIERS),
    ("resolution-reply", "/resolutions/{resolution}/", "post", REPLIERS),
    ("resolution-ask", "/resolutions/{resolution_noted}/ask/", "get", CLERKS),
    ("resolution-ask", "/resolutions/{resolution_noted}/ask/", "post", CLERKS),
    ("resolution-reopen", "/resolutions/{resolution}/reopen/", "get", CLERKS),
    ("resolution-reopen", "/resolutions/{resolution}/reopen/", "post", CLERKS),
    ("resolution-put", f"/meetings/{MAY}/resolutions/{{resolution}}/put/", "post", CLERKS_DONE),
    (
        "resolution-reply",
        "/resolutions/{resolution_noted}/",
        "get",
        only(CLERK, DIRECTOR, answer=404),
    ),
    ("programmes", "/programme/", "get", READERS),
    ("programme", "/programme/childrens-services-scrutiny/", "get", READERS),
    ("programme-item-new", "/programme/childrens-services-scrutiny/new/", "get", CLERKS),
    ("programme-item-new", "/programme/childrens-services-scrutiny/new/", "post", CLERKS),
    ("programme-item", "/programme-items/{work}/", "get", CLERKS),
    ("programme-item", "/programme-items/{work}/", "post", CLERKS),
    ("programme-item-place", "/programme-items/{work}/place/", "post", CLERKS_DONE),
    ("programme-item-done", "/programme-items/{work}/done/", "post", CLERKS_DONE),
    ("reviews", "/reviews/", "get", READERS),
    ("review", REVIEW, "get", READERS),
    ("review-change", f"{REVIEW}change/", "get", CLERKS),
    ("review-change", f"{REVIEW}change/", "post", CLERKS),
    ("review-step", f"{REVIEW}steps/1/", "get", CLERKS),
    ("review-step", f"{REVIEW}steps/1/", "post", CLERKS_DONE),
    ("submissions", "/public/", "get", READERS),
    ("forward-plan", "/forward-plan/", "get", READERS),
    ("call-ins", "/call-ins/", "get", READERS),
    ("submission-new", "/public/new/", "get", CLERKS),
    ("submission-new", "/public/new/", "post", CLERKS),
    ("submission", "/public/{suggestion}/", "get", CLERKS),
    ("submission", "/public/{suggestion}/", "post", CLERKS),
    ("decision-new", "/forward-plan/new/", "get", CLERKS),
    ("decision-new", "/forward-plan/new/", "post", CLERKS),
    ("decision", "/forward-plan/{decision}/", "get", CLERKS),
    ("decision", "/forward-plan/{decision}/", "post", CLERKS),
    ("decision-close", "/forward-plan/{decision}/close/", "get", CLERKS),
    ("decision-close", "/forward-plan/{decision}/close/", "post", CLERKS),
    ("call-in-new", "/call-ins/new/", "get", CLERKS),
    ("call-in-new", "/call-ins/new/", "post", CLERKS),
    ("call-in", "/call-ins/{call_in}/", "get", CLERKS),
    ("call-in", "/call-ins/{call_in}/", "post", CLERKS),
    ("decision-records", "/decision-records/", "get", READERS),
    ("decision-record-new", "/decision-records/new/", "get", DRAFTERS),
    ("decision-record-new", "/decision-records/new/", "post", DRAFTERS),
    ("decision-record", f"{RECORD}", "get", READERS),
    ("decision-record-edit", f"{RECORD}edit/", "get", only(*WRITING, answer=404)),
    ("decision-record-edit", f"{RECORD}edit/", "post", DRAFTERS),
    ("decision-record-publish", f"{RECORD}publish/", "post", CLERKS_DONE),
    ("decision-record-correct", f"{RECORD}correct/", "get", CLERKS),
    ("decision-record-correct", f"{RECORD}correct/", "post", CLERKS),
    ("decision-record-exempt", f"{RECORD}exempt/", "get", CLERKS),
    ("decision-record-exempt", f"{RECORD}exempt/", "post", CLERKS),
    ("decision-record-call-in", f"{RECORD}call-in/", "get", CLERKS),
    ("decision-record-call-in", f"{RECORD}call-in/", "post", CLERKS),
    ("drafts", "/reports/", "get", DRAFTERS),
    ("draft-new", "/reports/new/", "get", DRAFTERS),
    ("draft-new", "/reports/new/", "post", DRAFTERS),
    ("draft", DRAFT, "get", DRAFTERS),
    ("draft-edit", f"{DRAFT}edit/", "get", DRAFTERS),
    ("draft-edit", f"{DRAFT}edit/", "post", DRAFTERS),
    ("draft-version", f"{DRAFT}versions/1/", "get", DRAFTERS),
    ("draft-send", f"{DRAFT}send/", "post", DRAFTERS_DONE),
    ("draft-clearance", f"{DRAFT}clearance/", "post", DRAFTERS_DONE),
    ("draft-withdraw", f"{DRAFT}withdraw/", "post", DRAFTERS_DONE),
    ("draft-lock", f"{DRAFT}lock/", "post", CLERKS_DONE),
    ("draft-unlock", f"{DRAFT}unlock/", "post", CLERKS_DONE),
    ("papers", "/papers/", "get", ANYBODY),
    ("papers-calendar", "/papers/meetings.ics", "get", ANYBODY),
    ("papers-feed", "/papers/feed.atom", "get", ANYBODY),
    ("papers-meeting", f"/papers/meetings/{CABINET}/", "get", ANYBODY),
    ("papers-meeting", f"/papers/meetings/{MAY}/", "get", NOT_THERE),
    (
        "papers-report",
        f"/papers/meetings/{CABINET}/reports/change-for-children-2005-02-17/",
        "get",
        ANYBODY,
    ),
    (
        "papers-report",
        f"/papers/meetings/{MAY}/reports/safeguarding-report-2006-05-31/",
        "get",
        NOT_THERE,
    ),
    (
        "papers-report",
        f"/papers/meetings/{CABINET}/reports/safeguarding-report-2006-05-31/",
        "get",
        NOT_THERE,
    ),
    ("papers-minutes", "/papers/meetings/{meeting_approved}/minutes/", "get", ANYBODY),
    ("papers-minutes", f"/papers/meetings/{MARCH}/minutes/", "get", NOT_THERE),
    ("papers-minutes-pdf", f"/papers/meetings/{MARCH}/minutes.pdf", "get", NOT_THERE),
    ("papers-report-pdf", f"{PUBLIC_REPORT}.pdf", "get", dict.fromkeys(WHO, 202)),
    ("papers-report-pdf", f"/papers/meetings/{MAY}/reports/{SAFE}.pdf", "get", NOT_THERE),
    ("papers-report-docx", f"{PUBLIC_REPORT}.docx", "get", ANYBODY),
    ("papers-report-docx", f"/papers/meetings/{MAY}/reports/{SAFE}.docx", "get", NOT_THERE),
    ("robots", "/robots.txt", "get", ANYBODY),
    ("site-map", "/sitemap.xml", "get", ANYBODY),
    ("papers-committees", "/papers/committees/", "get", ANYBODY),
    ("papers-committee", "/papers/committees/cabinet/", "get", ANYBODY),
    ("papers-committee", "/papers/committees/{private}/", "get", NOT_THERE),
    ("papers-committee-calendar", "/papers/committees/cabinet/meetings.ics", "get", ANYBODY),
    ("papers-committee-calendar", "/papers/committees/{private}/meetings.ics", "get", NOT_THERE),
    ("papers-member", f"/papers/committees/{SCRUTINY}/members/{{member}}/", "get", ANYBODY),
    ("papers-member", "/papers/committees/{private}/members/{member}/", "get", NOT_THERE),
    ("papers-programme", "/papers/committees/cabinet/programme/", "get", ANYBODY),
    ("papers-programme", "/papers/committees/{private}/programme/", "get", NOT_THERE),
    ("papers-decisions", "/papers/decisions/", "get", ANYBODY),
    ("papers-search", "/papers/search/?words=children", "get", ANYBODY),
    ("papers-forward-plan", "/papers/forward-plan/", "get", ANYBODY),
    ("papers-decision-records", "/papers/decision-records/", "get", ANYBODY),
    ("papers-decision-record", f"/papers{RECORD}", "get", ANYBODY),
    ("papers-call-ins", "/papers/call-ins/", "get", ANYBODY),
    ("papers-reviews", "/papers/reviews/", "get", ANYBODY),
    # Its report is before a meeting whose agenda is not published yet.
    ("papers-review", f"/papers{REVIEW}", "get", NOT_THERE),
    ("calendar-address", "/inbox/calendar/", "get", READERS),
    ("calendar-address", "/inbox/calendar/", "post", READERS_DONE),
    ("calendar-feed", "/calendars/no-such-key.ics", "get", NOT_THERE),
    ("calendar-feed", "/calendars/a-secret-key.ics", "get", ANYBODY),
    ("papers-subscribe", f"/papers/subscribing/{SCRUTINY}/", "get", ANYBODY),
    ("papers-subscribe", f"/papers/subscribing/{SCRUTINY}/", "post", ANYBODY),
    ("papers-subscribe", "/papers/subscribing/{private}/", "get", NOT_THERE),
    ("papers-subscription", "/papers/subscribing/links/no-such-key/", "get", NOT_THERE),
    ("papers-subscription", "/papers/subscribing/links/{subscription}/", "get", ANYBODY),
    (
        "papers-subscription",
        "/papers/subscribing/links/{subscription}/",
        "post",
        dict.fromkeys(WHO, 302),
    ),
    ("papers-ask", "/papers/ask/", "get", ANYBODY),
    ("papers-ask", "/papers/ask/", "post", ANYBODY),
    ("papers-asked", "/papers/ask/not-a-receipt/", "get", NOT_THERE),
    ("papers-asked", "/papers/ask/{receipt}/", "get", ANYBODY),
    ("papers-agenda-docx", f"/papers/meetings/{CABINET}/agenda.docx", "get", ANYBODY),
    ("papers-agenda-docx", f"/papers/meetings/{MAY}/agenda.docx", "get", NOT_THERE),
    ("papers-minutes-docx", "/papers/meetings/{meeting_approved}/minutes.docx", "get", ANYBODY),
    ("papers-minutes-docx", f"/papers/meetings/{MARCH}/minutes.docx", "get", NOT_THERE),
    ("decisions-docx", f"/meetings/{MARCH}/decisions.docx", "get", READERS | NO_DRAFTS),
    ("papers-decision-sheet-docx", f"/papers/meetings/{MAY}/decisions.docx", "get", NOT_THERE),
    ("agenda-docx", f"/meetings/{MAY}/agenda.docx", "get", READERS),
    ("agenda-docx", f"{PRIVATE_MEETING}agenda.docx", "get", BELONGING),
    ("minutes-docx", f"/meetings/{MARCH}/minutes.docx", "get", READERS | NO_DRAFTS),
    ("minutes-docx", f"{PRIVATE_MEETING}minutes.docx", "get", BELONGING),
    ("report-word", f"{REPORT[:-1]}.docx", "get", READERS),
    ("my-meetings", "/my-meetings/", "get", READERS),
    # Nothing is issued of the next meeting of anybody.
    ("offline-worker", "/offline-worker.js", "get", ANYBODY),
    ("my-page", "/my-meetings/page/?number=1", "get", NOT_FOUND),
    ("paper-note", f"/meetings/{MAY}/agenda/{{agenda_item}}/note/", "get", READERS),
    ("paper-note", f"/meetings/{MAY}/agenda/{{agenda_item}}/note/", "post", READERS_DONE),
    ("paper-note", f"{PRIVATE_MEETING}agenda/{{private_item}}/note/", "get", BELONGING),
    ("papers-pack", "/papers/packs/{pack}.pdf", "get", ANYBODY),
    ("papers-pack-html", "/papers/packs/{pack}/", "get", ANYBODY),
    ("papers-pack", "/papers/packs/{pack_under_way}.pdf", "get", NOT_THERE),
    ("papers-pack-html", "/papers/packs/{pack_under_way}/", "get", NOT_THERE),
    ("demonstration-day", "/demonstration-day/", "get", READERS),
    ("accessibility", "/accessibility/", "get", EVERYBODY | {PUBLIC: 200}),
    ("favicon", "/favicon.ico", "get", dict.fromkeys(WHO, 302)),
    ("health", "/health/", "get", EVERYBODY | {PUBLIC: 200}),
    ("ready", "/ready/", "get", EVERYBODY | {PUBLIC: 200}),
    ("metrics", "/metrics/", "get", dict.fromkeys(WHO, 403)),
    ("security-record", "/security/", "get", only(ADMINISTRATOR, AUDITOR)),
    ("forgotten-password", "/forgotten-password/", "get", ANYBODY),
    ("forgotten-password", "/forgotten-password/", "post", ANYBODY),
    ("password-change", "/password/", "get", READERS),
    ("password-change", "/password/", "post", READERS),
    ("account", "/account/", "get", READERS),
    ("sessions-end-others", "/account/sessions/end-others/", "post", READERS_DONE),
    ("session-end", "/account/sessions/1/end/", "post", NOT_FOUND),
    ("account_login", "/account/sign-in/", "get", dict.fromkeys(WHO, 302)),
    ("account_reauthenticate", "/sign-in/again/", "get", READERS),
    # Nobody of the cast has a second step.
    ("mfa_reauthenticate", "/sign-in/again/code/", "get", READERS_DONE),
    ("mfa_reauthenticate_webauthn", "/sign-in/again/passkey/", "get", READERS_DONE),
    ("mfa_authenticate", "/sign-in/second-step/", "get", dict.fromkeys(WHO, 302)),
    ("mfa_login_webauthn", "/sign-in/passkey/", "get", dict.fromkeys(WHO, 302)),
    ("mfa_index", "/account/second-step/", "get", READERS),
    ("mfa_activate_totp", "/account/second-step/authenticator/", "get", READERS),
    ("mfa_deactivate_totp", "/account/second-step/authenticator/end/", "get", NOT_FOUND),
    ("mfa_view_recovery_codes", "/account/second-step/recovery-codes/", "get", NOT_FOUND),
    ("mfa_generate_recovery_codes", "/account/second-step/recovery-codes/new/", "get", READERS),
    ("mfa_list_webauthn", "/account/second-step/passkeys/", "get", READERS),
    ("mfa_add_webauthn", "/account/second-step/passkeys/new/", "get", READERS),
    ("mfa_remove_webauthn", "/account/second-step/passkeys/1/end/", "get", NOT_FOUND),
    # No identity provider is named.
    ("openid_connect_login", "/sign-in/oidc/council/", "get", NOT_THERE),
    ("openid_connect_callback", "/sign-in/oidc/council/back/", "get", NOT_THERE),
    ("socialaccount_login_cancelled", "/sign-in/cancelled/", "get", ANYBODY),
    ("saml_acs", "/sign-in/saml/council/acs/", "post", dict.fromkeys(WHO, 302)),
    ("saml_finish_acs", "/sign-in/saml/council/acs/finish/", "get", NOT_THERE),
    ("saml_sls", "/sign-in/saml/council/sls/", "get", NOT_THERE),
    ("saml_metadata", "/sign-in/saml/council/metadata/", "get", NOT_THERE),
    ("saml_login", "/sign-in/saml/council/login/", "get", NOT_THERE),
    # Their own form alone, whose token comes with its page.
    ("unsent-keep", "/unsent/", "post", dict.fromkeys(Role, 403) | {PUBLIC: 403}),
    ("unsent-discard", "/unsent/discarding/", "post", NOBODY),
    ("saved-views", "/views/", "get", READERS),
    ("saved-view-new", "/views/new/?of=/plans/jar-2005/actions/", "get", READERS),
    ("saved-view-new", "/views/new/?of=/plans/jar-2005/actions/", "post", READERS),
    # Their own alone, for anybody: see tests/accounts/test_saved_views.py.
    ("saved-view", "/views/0/", "get", NOT_FOUND),
    ("saved-view", "/views/0/", "post", NOT_FOUND),
    ("saved-view-forget", "/views/0/forgetting/", "post", NOT_FOUND),
    ("sign-in", "/sign-in/", "get", dict.fromkeys(Role, 302) | {PUBLIC: 200}),
    ("locked-sign-ins", "/sign-in/locked/", "get", only(ADMINISTRATOR)),
    ("locked-sign-ins", "/sign-in/locked/", "post", only(ADMINISTRATOR)),
    ("administration-sign-in", "/administration/login/", "get", NOBODY),
    ("people", "/people/", "get", ADMINISTRATORS),
    ("person-new", "/people/new/", "get", ADMINISTRATORS),
    ("person-new", "/people/new/", "post", ADMINISTRATORS),
    ("person", "/people/{person}/", "get", ADMINISTRATORS),
    ("person", "/people/{person}/", "post", ADMINISTRATORS),
    ("person", "/people/{superuser}/", "get", ADMINISTRATORS),
    ("person", "/people/{superuser}/", "post", NOBODY),
    ("people", "/people/?_export=csv", "get", ADMINISTRATORS),
    ("people-list-new", "/people/list/", "get", ADMINISTRATORS),
    ("people-list-new", "/people/list/", "post", ADMINISTRATORS),
    ("people-template", "/people/list/template/", "get", ADMINISTRATORS),
    ("people-links", "/people/links/", "get", ADMINISTRATORS),
    ("people-links", "/people/links/", "post", ADMINISTRATORS_DONE),
    ("names-in-plans", "/people/names/", "get", ADMINISTRATORS),
    ("names-in-plan", "/people/names/jar-2005/", "get", ADMINISTRATORS),
    ("names-in-plan", "/people/names/jar-2005/", "post", ADMINISTRATORS_DONE),
    ("names-in-plan", "/people/names/not-there/", "get", only(ADMINISTRATOR, answer=404)),
    ("organisations", "/people/organisations/", "get", ADMINISTRATORS),
    ("organisations", "/people/organisations/", "post", ADMINISTRATORS),
    ("organisation", "/people/organisations/{organisation}/", "get", ADMINISTRATORS),
    ("organisation", "/people/organisations/{organisation}/", "post", ADMINISTRATORS),
    ("organisation-merge", "/people/organisations/{organisation}/merging/", "get", ADMINISTRATORS),
    (
        "organisation-merge",
        "/people/organisations/{organisation}/merging/",
        "post",
        ADMINISTRATORS,
    ),
    ("deputy-new", "/people/{person}/deputies/new/", "get", ADMINISTRATORS),
    ("deputy-new", "/people/{person}/deputies/new/", "post", ADMINISTRATORS),
    ("deputy-new", "/people/{superuser}/deputies/new/", "get", only(ADMINISTRATOR, answer=404)),
    ("deputy-end", "/people/{person}/deputies/{deputy}/end/", "post", ADMINISTRATORS_DONE),
    ("role-in-plan-new", "/people/{person}/roles/new/", "get", ADMINISTRATORS),
    ("role-in-plan-new", "/people/{person}/roles/new/", "post", ADMINISTRATORS),
    (
        "role-in-plan-end",
        "/people/{person}/roles/{role_in_plan}/end/",
        "post",
        ADMINISTRATORS_DONE,
    ),
    ("leaver", "/people/{person}/leaving/", "get", ADMINISTRATORS),
    ("leaver", "/people/{person}/leaving/", "post", ADMINISTRATORS),
    ("leaver", "/people/{superuser}/leaving/", "get", only(ADMINISTRATOR, answer=404)),
    ("person-link", "/people/{person}/link/", "post", ADMINISTRATORS_DONE),
    ("person-link", "/people/{superuser}/link/", "post", NOBODY),
    ("inbox", "/inbox/", "get", READERS),
    ("notice-choices", "/inbox/choices/", "get", READERS),
    ("notice-choices", "/inbox/choices/", "post", READERS),
    ("messages-read", "/inbox/reading/", "post", READERS_DONE),
    # The link, and a message, of somebody else.
    ("address-confirm", "/inbox/address/the-key-of-another/", "get", NOT_FOUND),
    ("address-confirm", "/inbox/address/the-key-of-another/", "post", NOT_FOUND),
    ("message-read", "/inbox/{message}/reading/", "post", NOT_FOUND),
    ("message-unread", "/inbox/{message}/unreading/", "post", NOT_FOUND),
    # In a demonstration; tests/notices holds who reads them elsewhere.
    ("messages", "/messages/", "get", READERS),
    ("message", "/messages/{message}/", "get", READERS),
    ("message-html", "/messages/{message}/html/", "get", READERS),
    ("message-test", "/messages/test/", "post", ADMINISTRATORS_DONE),
    ("message-returned", "/messages/{message}/returned/", "post", ADMINISTRATORS_DONE),
    ("message-again", "/messages/{message}/again/", "post", ADMINISTRATORS_DONE),
    ("tokens", "/tokens/", "get", ADMINISTRATORS),
    ("token-new", "/tokens/new/", "get", ADMINISTRATORS),
    ("token-new", "/tokens/new/", "post", ADMINISTRATORS),
    ("token-end", "/tokens/{token}/end/", "post", ADMINISTRATORS_DONE),
    ("openapi-json", "/api/openapi.json", "get", ANYBODY),
    ("api-root", "/api/", "get", NOT_THERE),
    # A session opens none of them; tests/api holds who does with a token.
    ("api-plans", "/api/plans", "get", WITHOUT_TOKEN),
    *(
        (
            f"api-{kind.name}",
            f"/api/plans/jar-2005/{kind.name}" if kind.is_of_a_plan else f"/api/{kind.name}",
            "get",
            WITHOUT_TOKEN,
        )
        for kind in KINDS
    ),
    ("council", "/council/", "get", ADMINISTRATORS),
    ("council-edit", "/council/edit/", "get", ADMINISTRATORS),
    ("council-edit", "/council/edit/", "post", ADMINISTRATORS),
    ("council-logo-new", "/council/logo/", "get", ADMINISTRATORS),
    ("council-logo-new", "/council/logo/", "post", ADMINISTRATORS),
    ("council-logo-discard", "/council/logo/discarding/", "post", ADMINISTRATORS_DONE),
    ("council-logo", f"/council/logo/{'0' * 64}.png", "get", NOT_THERE),
    ("council-style", "/council/style/14323a.css", "get", ANYBODY),
    ("plan-parts", "/plans/jar-2005/made-of/", "get", SETTLERS),
    ("plan-part", "/plans/jar-2005/made-of/groups/", "get", SETTLERS),
    ("plan-part-new", "/plans/jar-2005/made-of/glossary/new/", "get", SETTLERS),
    ("plan-part-new", "/plans/jar-2005/made-of/glossary/new/", "post", SETTLERS),
    ("plan-part-edit", "/plans/jar-2005/made-of/glossary/{term_of_plan}/", "get", SETTLERS),
    ("plan-part-edit", "/plans/jar-2005/made-of/glossary/{term_of_plan}/", "post", SETTLERS),
    (
        "plan-part-remove",
        "/plans/jar-2005/made-of/glossary/{term_of_plan}/removal/",
        "get",
        SETTLERS,
    ),
    (
        "plan-part-remove",
        "/plans/jar-2005/made-of/glossary/{term_of_plan}/removal/",
        "post",
        SETTLERS,
    ),
    ("recommendation-new", "/plans/jar-2005/recommendations/new/", "get", SETTLERS),
    ("recommendation-new", "/plans/jar-2005/recommendations/new/", "post", SETTLERS),
    ("recommendation-remove", "/plans/jar-2005/recommendations/9/removal/", "get", SETTLERS),
    ("recommendation-remove", "/plans/jar-2005/recommendations/9/removal/", "post", SETTLERS),
    ("milestone-new", "/plans/jar-2005/actions/2.13/milestones/new/", "get", KEEPERS),
    ("milestone-new", "/plans/jar-2005/actions/2.13/milestones/new/", "post", KEEPERS),
    (
        "milestone-edit",
        "/plans/jar-2005/actions/2.13/milestones/{milestone}/wording/",
        "get",
        KEEPERS,
    ),
    (
        "milestone-edit",
        "/plans/jar-2005/actions/2.13/milestones/{milestone}/wording/",
        "post",
        KEEPERS,
    ),
    (
        "milestone-remove",
        "/plans/jar-2005/actions/2.13/milestones/{milestone}/removal/",
        "get",
        KEEPERS,
    ),
    (
        "milestone-remove",
        "/plans/jar-2005/actions/2.13/milestones/{milestone}/removal/",
        "post",
        KEEPERS,
    ),
    ("reference-lists", "/indicators/lists/", "get", SETTLERS),
    ("reference-list", "/indicators/lists/sets/", "get", SETTLERS),
    ("reference-list-new", "/indicators/lists/priorities/new/", "get", SETTLERS),
    ("reference-list-new", "/indicators/lists/priorities/new/", "post", SETTLERS),
    ("reference-list-edit", "/indicators/lists/sets/{set}/", "get", SETTLERS),
    ("reference-list-edit", "/indicators/lists/sets/{set}/", "post", SETTLERS),
    ("reference-list-remove", "/indicators/lists/sets/{set}/removal/", "get", SETTLERS),
    ("reference-list-remove", "/indicators/lists/sets/{set}/removal/", "post", SETTLERS),
    ("meeting-additions", f"/meetings/{MAY}/additions/", "get", CLERKS_DONE),
    ("meeting-additions", f"/meetings/{MAY}/additions/", "post", CLERKS_DONE),
    ("review-new", "/reviews/new/", "get", CLERKS),
    ("review-new", "/reviews/new/", "post", CLERKS),
    ("register-lists", "/plan-lists/", "get", SETTLERS),
    ("register-list", "/plan-lists/risk-scales/", "get", SETTLERS),
    ("register-list-new", "/plan-lists/officers/new/", "get", SETTLERS),
    ("register-list-new", "/plan-lists/officers/new/", "post", SETTLERS),
    ("register-list-edit", "/plan-lists/officers/{officer_named}/", "get", SETTLERS),
    ("register-list-edit", "/plan-lists/officers/{officer_named}/", "post", SETTLERS),
    ("register-list-remove", "/plan-lists/officers/{officer_named}/removal/", "get", SETTLERS),
    ("register-list-remove", "/plan-lists/officers/{officer_named}/removal/", "post", SETTLERS),
    ("meeting-lists", "/meeting-lists/", "get", CLERKS),
    ("meeting-list", "/meeting-lists/public-notes/", "get", CLERKS),
    ("meeting-list-new", "/meeting-lists/annual-meetings/new/", "get", CLERKS),
    ("meeting-list-new", "/meeting-lists/annual-meetings/new/", "post", CLERKS),
    ("meeting-list-edit", "/meeting-lists/public-notes/{note}/", "get", CLERKS),
    ("meeting-list-edit", "/meeting-lists/public-notes/{note}/", "post", CLERKS),
    ("meeting-list-remove", "/meeting-lists/public-notes/{note}/removal/", "get", CLERKS),
    ("meeting-list-remove", "/meeting-lists/public-notes/{note}/removal/", "post", CLERKS),
    ("closure-days", "/closure-days/", "get", CLERKS),
    ("closure-days", "/closure-days/", "post", CLERKS),
    ("closure-day-discard", "/closure-days/{closure}/discarding/", "post", CLERKS_DONE),
    ("school-terms", "/council/terms/", "get", ADMINISTRATORS),
    ("school-term-new", "/council/terms/new/", "get", ADMINISTRATORS),
    ("school-term-new", "/council/terms/new/", "post", ADMINISTRATORS),
    ("school-term", "/council/terms/{term}/", "get", ADMINISTRATORS),
    ("school-term", "/council/terms/{term}/", "post", ADMINISTRATORS),
    ("school-term-discard", "/council/terms/{term}/discarding/", "post", ADMINISTRATORS_DONE),
    ("backup-seen-new", "/council/backups/new/", "get", ADMINISTRATORS),
    ("backup-seen-new", "/council/backups/new/", "post", ADMINISTRATORS),
    ("setting-up", "/setting-up/", "get", only(ADMINISTRATOR, CLERK, PERFORMANCE, DIRECTOR)),
    # The link itself, which leads to the form, and one that was never made.
    ("choose-password", "{link}", "get", dict.fromkeys(WHO, 302)),
    ("choose-password", "/password/MQ/not-made/", "get", ANYBODY),
    ("choose-password", "/password/MQ/not-made/", "post", ANYBODY),
    ("sign-out", "/sign-out/", "post", dict.fromkeys(Role, 302) | PRIVATE),
]


def blank_pdf() -> bytes:
    """Return a PDF of one page, which is worth compressing, if anything compressed it."""
    document = pikepdf.new()
    document.add_blank_page()
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


PDF = blank_pdf()
INITIALS = {OFFICER: "HL", PARTNER: "SD", DIRECTOR: "SF"}


@dataclass(frozen=True, kw_only=True)
class Stage:
    """The rows that addresses of the table name, and somebody in each role, signed in."""

    rows: dict[str, object]
    sessions: dict[str, str]

    def client(self, who: str) -> Client:
        """Return a browser of somebody in a role, or of the public."""
        client = Client()
        if who in self.sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[who]
        return client


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Stage]:
    """Set the stage once; each request is rolled back to it."""
    with shared_rows(django_db_blocker):
        rows = rows_of_the_plan() | rows_of_risks() | rows_of_indicators() | rows_of_governance()
        rows |= rows_of_people() | make_private_body()
        sessions = {role: session_of(role) for role in Role}
        people = {role: User.objects.get(email=address_of(role)) for role in Role}
        sit(people[MEMBER], "cabinet", "childrens-services-scrutiny")
        let_in(officer=people[CLERK], member=people[PARTNER])
        second = user_in(CLERK, email="second.clerk@test.example")
        Committee.objects.get(slug=rows["private"]).officers.create(user=second)
        rows["private_officer"] = second.pk
        yield Stage(rows=rows, sessions=sessions)


def address_of(role: Role) -> str:
    """Return the address of the account of a role, as it is made for tests."""
    return f"{role.value.lower().replace(' ', '.')}@test.example"


def session_of(role: Role) -> str:
    """Sign somebody in a role in, and return the key of the session."""
    client = Client()
    user = user_in(role, initials=INITIALS.get(role, ""))
    client.force_login(user, "herefordshire_cs.accounts.backends.EmailBackend")
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def rows_of_the_plan() -> dict[str, object]:
    """The rows of the plan that addresses name."""
    jar = Plan.objects.get(slug="jar-2005")
    author = user_in(DIRECTOR, email="other.director@test.example")
    author_of_answers = user_in(DIRECTOR, email="third.director@test.example")
    action = Action.objects.get(plan=jar, reference="5.6")
    other = Action.objects.get(plan=jar, reference="5.7")
    moderation = make_moderation(action, made_on=jar.starts_on, author=author)
    document = Document.objects.create(
        plan=jar,
        kind="summary",
        as_of=jar.starts_on,
        contents_hash="0",
        state=Document.State.READY,
        pdf=PDF,
        pages=1,
        asked_at=RECORDED_AT,
        made_at=RECORDED_AT,
    )
    doubt = Doubt.objects.filter(plan=jar).first()
    said = make_update(action, reported_on=jar.starts_on, author=author)
    looked = jar.assurance.latest("took_place_on")
    follows = looked.links.create(
        part="follows", action=action, recorded_on=jar.starts_on, recorded_at=RECORDED_AT
    )
    return {
        "looked": looked.pk,
        "plan_file": make_plan_file(author=author).pk,
        "wanted": jar.evidence_requests.all()[0].pk,
        **rows_of_evidence(author),
        "follows": follows.pk,
        **rows_of_reports(jar, author),
        "milestone": Action.objects.get(plan=jar, reference="2.13").milestones.all()[0].pk,
        "keeping": Action.objects.get(plan=jar, reference="1.19").keepings.all()[0].pk,
        "said": said.pk,
        "report_said": ProgressUpdate.objects.filter(recommendation__number=1).latest("pk").pk,
        "moved": make_by_when(action, latest=date(2006, 9, 30)).pk,
        "asked": make_request(other, asked_by=author, approver=author_of_answers).pk,
        "claimed": make_claim(
            other,
            asked_by=author,
            approver=author_of_answers,
            reported_on=date(2006, 5, 22),  # after whatever else is said of it
            asked_on=date(2006, 5, 22),
        ).pk,
        "moderation": moderation.pk,
        "document": document.pk_uuid,
        "doubt": doubt.pk if doubt else 0,
    }


def rows_of_reports(jar: Plan, author: User) -> dict[str, object]:
    """A report on a period in draft, and one that was issued and printed."""
    issued = make_periodic_report(jar, author=author, on=jar.starts_on, issued=True)
    document = PeriodicReportDocument.objects.create(
        report=issued,
        kind=issued.kind,
        as_of=jar.starts_on,
        contents_hash="0",
        state=PeriodicReportDocument.State.READY,
        pdf=PDF,
        pages=1,
        asked_at=RECORDED_AT,
        made_at=RECORDED_AT,
    )
    return {
        "drafted": make_periodic_report(jar, author=author, on=jar.starts_on).pk,
        "issued": issued.pk,
        "issued_document": document.pk_uuid,
    }


def rows_of_evidence(author: User) -> dict[str, object]:
    """The evidence that addresses name: open to all, and not."""
    shown = make_evidence("5.6", author=author)
    rows: dict[str, object] = {
        "evidence": shown.pk,
        "evidence_link": shown.links.get().pk,
    }
    for kind in ("restricted", "confidential"):
        rows[kind] = make_evidence("6.1", author=author, sensitivity=kind).pk
    return rows


def rows_of_risks() -> dict[str, object]:
    """The rows of a register of risks that addresses name."""
    author = User.objects.get(email="other.director@test.example")
    register = make_register(starts_on=date(2006, 5, 1))
    risk = make_risk(register, owner=Officer.objects.get(initials="HL"))
    recorded = {"recorded_on": register.starts_on, "recorded_at": RECORDED_AT}
    document = RegisterDocument.objects.create(
        register=register,
        kind="risk-register",
        as_of=register.starts_on,
        contents_hash="0",
        state=RegisterDocument.State.READY,
        pdf=PDF,
        pages=1,
        asked_at=RECORDED_AT,
        made_at=RECORDED_AT,
    )
    signed = register.sign_offs.create(
        quarter_starts_on=date(2006, 1, 1), author=author, **recorded
    )
    acceptance = risk.acceptances.create(
        until=date(2006, 5, 20), reason="So be it", approver=author, **recorded
    )
    closed = make_risk(register)
    closing = closed.closings.create(reason="It is over", author=author, **recorded)
    return {
        "register_document": document.pk_uuid,
        "sign_off": signed.pk,
        "assessed": make_assessment(risk, owner=Officer.objects.get(initials="HL")).pk,
        "acceptance": acceptance.pk,
        "closing": closing.pk,
        "risk_link": risk.links.create(indicator="ch-12", author=author, **recorded).pk,
    }


def rows_of_indicators() -> dict[str, object]:
    """The rows of the indicators that addresses name."""
    indicator = Indicator.objects.get(slug="ch-12")
    period = Period.objects.named(read_period("Q4 2005/2006"))
    commentary = Commentary.objects.create(
        indicator=indicator,
        period=period,
        text="No figure yet.",
        written_by=None,
        written_on=date(2006, 5, 22),
        recorded_at=RECORDED_AT,
    )
    file = OutturnFile.objects.create(
        filename="quarter.csv", sha256="0", rows=[], sent_at=RECORDED_AT
    )
    document = PerformanceDocument.objects.create(
        period=period,
        kind="digest",
        as_of=date(2006, 5, 22),
        contents_hash="0",
        state=PerformanceDocument.State.READY,
        pdf=PDF,
        pages=1,
        asked_at=RECORDED_AT,
        made_at=RECORDED_AT,
    )
    return {
        "commentary": commentary.pk,
        "outturn_file": file.pk,
        "performance_document": document.pk_uuid,
    } | rows_of_judging()


def rows_of_judging() -> dict[str, object]:
    """The rows of judgements and self-assessments that addresses name."""
    opened = begin_again()
    document = AssessmentDocument.objects.create(
        assessment=opened,
        kind="self-assessment",
        as_of=date(2006, 5, 22),
        contents_hash="0",
        state=AssessmentDocument.State.READY,
        pdf=PDF,
        pages=1,
        asked_at=RECORDED_AT,
        made_at=RECORDED_AT,
    )
    return {
        "assessment_document": document.pk_uuid,
        "judgement": make_judgement().pk,
        "judgement_answer": make_answer().pk,
    }


def rows_of_governance() -> dict[str, object]:
    """The rows of governance that addresses name."""
    approved = Meeting.objects.create(
        slug="cabinet-2005-01-13",
        committee=Committee.objects.get(slug="cabinet"),
        held_on=date(2005, 1, 13),
        state=Meeting.State.MINUTES_APPROVED,
    )
    Minute.objects.create(meeting=approved, number=1, title="MINUTES", order=1)
    resolutions = Resolution.objects.filter(minute__meeting__slug=MARCH, minute__number=27)
    return {
        "appendix": Appendix.objects.get(report__items__number=7, order=1).pk,
        "member": Membership.objects.get(name="G. Lucas").pk,
        "agenda_item": AgendaItem.objects.get(meeting__slug=MAY, number=7).pk,
        "meeting_approved": approved.slug,
        "pack": make_pack(CABINET, state=Pack.State.READY).pk_uuid,
        "take_down": TakeDown.objects.create(
            meeting=Meeting.objects.get(slug=CABINET),
            reason="It told who a child is.",
            public_words="It held personal data.",
            taken_by=user_in(CLERK, email="taker@test.example"),
            taken_at=RECORDED_AT,
        ).pk,
        "pack_under_way": make_pack(MARCH, state=Pack.State.MAKING).pk_uuid,
        "resolution": resolutions.get(letter="d").pk,
        "minute": Minute.objects.get(meeting__slug=MARCH, number=27).pk,
        "minute_approved": approved.minutes.get().pk,
        "item_minuted": AgendaItem.objects.get(minutes__number=27).pk,
        "resolution_noted": resolutions.get(letter="a").pk,
    } | rows_with_a_receipt()


def rows_with_a_receipt() -> dict[str, object]:
    """The rows of the loop, with the address that the sender of a suggestion was given."""
    rows = rows_of_the_loop()
    return rows | {"receipt": signing.dumps(rows["suggestion"], salt=RECEIPT)}


def rows_of_a_round(person: User) -> dict[str, object]:
    """A round that runs, a statement of it, a link to a partner, a subscription."""
    plan, day = Plan.objects.get(slug="jar-2005"), date(2006, 5, 22)
    found = plan.rounds.create(
        title="May",
        opens_on=date(2006, 5, 1),
        closes_on=date(2006, 5, 21),
        opened_by=person,
        recorded_on=day,
        recorded_at=RECORDED_AT,
    )
    update = ProgressUpdate.objects.filter(action__plan=plan, withdrawn_on=None)[0]
    statement = found.statements.create(
        action=update.action,
        update=update,
        submitted_by=person,
        submitted_on=day,
        submitted_at=RECORDED_AT,
    )
    link = PartnerLink.objects.create(
        action=Action.objects.get(plan=plan, reference="5.6"),
        organisation=Organisation.objects.filter(merged_into=None)[0],
        post="Head of Nursing",
        address="nursing@pct.example",
        asked_by=person,
        asked_on=day,
        asked_at=RECORDED_AT,
        ends_on=day,
    )
    CalendarAddress.objects.create(person=person, key="a-secret-key", made_at=RECORDED_AT)
    body = Committee.objects.get(slug=SCRUTINY)
    body.subscriptions.create(address="one@test.example", key="its-key", asked_at=RECORDED_AT)
    keys = {"partner_link": link.pk, "partner_key": link.key, "subscription": "its-key"}
    return {"round": found.pk, "statement": statement.pk, **keys}


def rows_of_people() -> dict[str, object]:
    """The accounts that addresses name."""
    person = user_in(OFFICER, email="person@test.example")
    deputy = Deputy.objects.create(
        person=person,
        deputy=user_in(OFFICER, email="deputy@test.example"),
        from_on=date(2006, 5, 1),
        until_on=date(2036, 5, 1),
    )
    role = person.roles_in_plans.create(group=Group.objects.get(name=PERFORMANCE), plan="jar-2005")
    term = SchoolTerm.objects.create(
        name="spring", starts_on=date(2007, 1, 4), ends_on=date(2007, 3, 30)
    )
    closure = OneOffHoliday.objects.create(day=date(2023, 5, 8), name="Coronation")
    step = EscalationStep.objects.create(
        plan=Plan.objects.get(slug="jar-2005"), after_days=7, person=person
    )
    OtherAddress.objects.create(
        person=person,
        address="elsewhere@test.example",
        key="the-key-of-another",
        asked_at=RECORDED_AT,
    )
    message = Message.objects.create(
        person=person,
        address=person.email,
        kind=Kind.UPDATE_ASKED,
        about=f"{ACTION}updates/new/",
        subject="An update is asked of you",
        lines=[["The form says in which words.", ""]],
        once="of the table",
        state=Message.State.SHOWN,
        made_on=date(2006, 5, 22),
        made_at=RECORDED_AT,
    )
    return {
        **rows_of_a_round(person),
        "escalation_step": step.pk,
        "message": message.pk,
        "token": Token.objects.create(
            name="Power BI",
            person=message.person,
            scopes=["plans"],
            sha256="0" * 64,
            begins="abcdefgh",
            last_day=date(2007, 5, 22),
            made_by=message.person,
            made_at=message.made_at,
        ).pk,
        "term": term.pk,
        "closure": closure.pk,
        "officer_named": Officer.objects.get(initials="HL").pk,
        "term_of_plan": GlossaryTerm.objects.filter(plan__slug="jar-2005")[0].pk,
        "set": IndicatorSet.objects.create(name="Local", slug="local").pk,
        "note": PublicNote.objects.all()[0].pk,
        "person": person.pk,
        "superuser": superuser().pk,
        "link": path_of_link(person),
        "deputy": deputy.pk,
        "role_in_plan": role.pk,
        "organisation": Organisation.objects.order_by("pk")[0].pk,
    }


def make_pack(meeting: str, *, state: str) -> Pack:
    """Make a pack of a meeting; nothing is issued of one that is still being built."""
    items = AgendaItem.objects.filter(meeting__slug=meeting)
    copies = {
        "contents": [
            {
                "key": item.pk,
                "number": item.order,
                "order": item.order,
                "title": item.title,
                "public_title": item.title,
                "first": 1,
                "last": 1,
                "paragraph": None,
                "report": item.report_id,
                "appendices": [],
                "withheld": [],
                "minuted": [],
            }
            for item in items
        ],
        "members_pdf": PDF,
        "members_html": "<p>Whole</p>",
        "public_pdf": PDF,
        "public_html": "<p>Public</p>",
        "pages": 1,
        "issued_at": RECORDED_AT,
    }
    return Pack.objects.create(
        meeting=Meeting.objects.get(slug=meeting),
        version=1,
        state=state,
        as_of=date(2006, 5, 22),
        asked_at=RECORDED_AT,
        **(copies if state == Pack.State.READY else {}),
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "method", "answers"),
    [row[1:] for row in TABLE],
    ids=[f"{method} {address}" for _name, address, method, _answers in TABLE],
)
def test_each_role_gets_the_answer_of_the_table(
    address: str, method: str, answers: dict[str, object], stage: Stage
) -> None:
    wrong = []
    for who in asked_of(answers):
        got, faults = answer(stage.client(who), method, address.format(**stage.rows))
        if got != answers[who]:
            wrong.append(f"{who}: expected {answers[who]}, got {got}")
        wrong += [f"{who}: {fault}" for fault in faults]
    assert not wrong, "; ".join(wrong)


def asked_of(answers: dict[str, object]) -> list[str]:
    """Return who asks: everybody, or, where only the database differs, one for each answer."""
    if connection.vendor == "sqlite":
        return list(WHO)
    return list({answers[who]: who for who in reversed(WHO)}.values())


def answer(client: Client, method: str, address: str) -> tuple[object, list[str]]:
    """Return how an address answers, and what is wrong with how the answer travels.

    Whatever the request changes, the next does not see it.
    """
    with transaction.atomic():
        response = getattr(client, method)(address, headers={"Accept-Encoding": "gzip"})
        faults = list(faults_of(response, client, address))
        read_out(response)
        transaction.set_rollback(True)
    asks_to_sign_in = response.get("Location", "").startswith("/sign-in/?next=")
    return TO_SIGN_IN if asks_to_sign_in else response.status_code, faults


def test_every_address_is_in_the_table() -> None:
    named = {name for name, _address, _method, _answers in TABLE}

    assert {pattern.name for pattern in own_patterns()} == named


def own_patterns() -> Iterator[URLPattern]:
    """Yield the addresses of the project; the administration pages are Django's own."""
    waiting = [get_resolver()]
    while waiting:
        for entry in waiting.pop().url_patterns:
            if isinstance(entry, URLPattern):
                yield entry
            elif isinstance(entry, URLResolver) and entry.app_name != "admin":
                waiting.append(entry)


@pytest.mark.django_db
def test_the_administration_pages_are_for_repairs_alone(stage: Stage) -> None:
    got = {who: stage.client(who).get("/administration/").status_code for who in WHO}
    repairing = Client()
    repairing.force_login(
        User.objects.get(pk=stage.rows["superuser"]),
        "herefordshire_cs.accounts.backends.EmailBackend",
    )

    assert got == dict.fromkeys(WHO, 302)
    assert repairing.get("/administration/").status_code == 200


# Who does not belong to the private board, whatever else they may.
OUTSIDE = [DIRECTOR, AUDITOR, MEMBER, OFFICER, ADMINISTRATOR, PUBLIC]


@pytest.mark.django_db
@pytest.mark.parametrize("who", OUTSIDE)
def test_a_private_body_shows_on_no_page_of_those_who_do_not_belong_to_it(
    who: str, stage: Stage
) -> None:
    client = stage.client(who)

    assert [each for each in opened_by(who, stage) if shows_it(client, each)] == []


@pytest.mark.django_db
def test_the_same_pages_show_it_to_those_who_belong_to_it(stage: Stage) -> None:
    clerk = stage.client(CLERK)

    assert {each for each in opened_by(CLERK, stage) if shows_it(clerk, each)} >= {
        "/committees/",
        "/meetings/",
        "/plans/jar-2005/actions/5.6/",
        "/programme/",
        "/reports/",
        "/resolutions/",
        "/reviews/",
    }


@pytest.mark.django_db
def test_the_search_finds_what_is_of_a_private_body_for_those_alone_who_belong_to_it(
    stage: Stage,
) -> None:
    found = {
        role: search_papers(
            MARK, as_of=date(2006, 5, 22), user=User.objects.get(email=address_of(role))
        ).count
        for role in Role
    }

    assert {role for role, count in found.items() if count} == {CLERK, PARTNER}


def shows_it(client: Client, address: str) -> bool:
    """Say whether what is answered at an address speaks of the board."""
    return says(MARK, client, address)


def opened_by(who: str, stage: Stage) -> list[str]:
    """Return every address that the table opens to somebody, but for the board's own."""
    return sorted(
        {
            address.format(**stage.rows)
            for _name, address, method, answers in TABLE
            if method == "get" and answers[who] == 200 and "private" not in address
        }
    )


# --- By plan -------------------------------------------------------------------------------------
# The plan of 2006 is closed: it is there for those who have a role in it or are named in it. The
# officer, the partner and the director of the stage stand for names in it; everybody else in the
# roles of the table stands outside.

QUAGGA = "quagga"  # stands in no paper; here in all that the private plan says
CLOSED_PLAN = "/plans/jar-2005/"
# A link that somebody inside the plan sent shows its one action to whoever holds it: decision 46.
OF_THE_CLOSED = (CLOSED_PLAN, "/answering/")
OF_ITS_REGISTER = "/risks/zz-closed/"
# Whoever may look after people opens these, though the plan is hidden from them.
OF_ITS_PEOPLE = {
    name for name, *_rest in TABLE if name.startswith(("plan-pe", "plan-clos", "plan-op"))
}
# By the address of each, their role in it; everywhere they are members, who write nothing.
INSIDERS = {
    "owner@test.example": PlanRole.OWNER,
    "directs@test.example": PlanRole.DIRECTOR,
    "keeps@test.example": PlanRole.PERFORMANCE_OFFICER,
    "reads@test.example": PlanRole.READER,
}
LEAD, OUTSIDE_DIRECTOR = "lead", "third.director@test.example"
OWNER, DIRECTS, KEEPS, READS = INSIDERS
ALL_INSIDERS = [*INSIDERS, LEAD]
# What is asked of the private plan, and who of its people may.
BY_PLAN: list[tuple[str, list[str], int]] = [
    (CLOSED_PLAN, ALL_INSIDERS, 403),
    (f"{CLOSED_PLAN}actions/?_export=csv", ALL_INSIDERS, 403),
    (f"{CLOSED_PLAN}recommendations/1/", ALL_INSIDERS, 403),
    (ACTION, ALL_INSIDERS, 403),
    (EVIDENCE, ALL_INSIDERS, 403),
    (f"{CLOSED_PLAN}reports/summary/", ALL_INSIDERS, 403),
    (f"{CLOSED_PLAN}people/", [OWNER], 403),
    (f"{CLOSED_PLAN}people/new/", [OWNER], 403),
    (f"{CLOSED_PLAN}people/opening/", [OWNER], 403),
    (f"{CLOSED_PLAN}wording/", [OWNER, DIRECTS, KEEPS], 403),
    (f"{CLOSED_PLAN}recommendations/1/wording/", [OWNER, DIRECTS, KEEPS], 403),
    (f"{ACTION}wording/", [OWNER, DIRECTS, KEEPS], 403),
    (f"{ACTION}by-when/", [OWNER, DIRECTS, LEAD], 403),
    (f"{ACTION}updates/new/", [LEAD], 403),
    (f"{ACTION}moderation/", [DIRECTS], 403),
    (f"{ACTION}dropping/", [DIRECTS], 403),
    (f"{PERIODIC}new/weekly/", [DIRECTS, KEEPS], 403),
    (f"{EVIDENCE}asked/new/", [DIRECTS, KEEPS], 403),
    (f"{CLOSED_PLAN}assurance/new/", [DIRECTS, KEEPS, LEAD], 403),
    (OF_ITS_REGISTER, ALL_INSIDERS, 403),
    (f"{OF_ITS_REGISTER}new/", [OWNER, DIRECTS, KEEPS], 403),
]
EXCEPT_IN_PLAN = {(f"{ACTION}updates/new/", DIRECTS): 404}  # they lead nothing in it


@pytest.fixture
def closed(stage: Stage, django_db_blocker: DjangoDbBlocker) -> Iterator[Stage]:
    """The stage with the plan of 2006 closed, a mark in all that it says, and its people."""
    with shared_rows(django_db_blocker):
        jar = Plan.objects.get(slug="jar-2005")
        close_and_mark(jar)
        sessions = dict(stage.sessions)
        for address, role in INSIDERS.items():
            person = user_in(MEMBER, email=address)
            person.roles_in_plans.create(group=Group.objects.get(name=role), plan=jar.slug)
            sessions[address] = session_by(person)
        lead = user_in(OFFICER, email="lead@test.example")
        Officer.objects.get(initials="HL").shares.create(user=lead)
        sessions[LEAD] = session_by(lead)
        sessions[OUTSIDE_DIRECTOR] = session_by(User.objects.get(email=OUTSIDE_DIRECTOR))
        yield Stage(rows=stage.rows, sessions=sessions)


def session_by(user: User) -> str:
    """Sign somebody in, and return the key of the session."""
    client = Client()
    client.force_login(user, "herefordshire_cs.accounts.backends.EmailBackend")
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def close_and_mark(plan: Plan) -> None:
    """Close a plan, and put a mark into all the words that pages show of it."""
    author = User.objects.get(email="other.director@test.example")
    register = make_register(slug="zz-closed", starts_on=plan.starts_on, plan=plan)
    risk = make_risk(register)
    on = {"author": author, "recorded_on": plan.starts_on, "recorded_at": RECORDED_AT}
    risk.links.create(indicator="ch-12", **on)
    risk.links.create(
        action=Action.objects.get(plan__slug="directorate-2009", reference="1.1"), **on
    )
    open_risk = Risk.objects.get(register__slug="zz-risks", reference="ZZ1")
    open_risk.links.create(action=Action.objects.get(plan=plan, reference="5.6"), **on)
    later = Action.objects.filter(plan__slug="directorate-2009").order_by("pk")
    Action.objects.filter(pk=later[0].pk).update(
        predecessor=Action.objects.get(plan=plan, reference="1.1")
    )
    make_plan_file(author=author)
    PlanFile.objects.filter(slug="borough-plan").update(slug=plan.slug, title=QUAGGA)
    Officer.objects.create(initials="QG", name=QUAGGA).roles.create(
        action=Action.objects.get(plan=plan, reference="5.7"), part="support", order=9
    )
    marked = {
        Plan: ("title", Q(pk=plan.pk)),
        Recommendation: ("text", Q(plan=plan)),
        Action: ("text", Q(plan=plan)),
        ProgressUpdate: ("narrative", Q(action__plan=plan) | Q(recommendation__plan=plan)),
        GlossaryTerm: ("meaning", Q(plan=plan)),
        Evidence: ("title", Q(plan=plan)),
        RiskRegister: ("title", Q(plan=plan)),
        RiskAssessment: ("description", Q(risk__register__plan=plan)),
        AssuranceEntry: ("findings", Q(plan=plan)),
        Purpose: ("wording", Q(plan=plan.slug)),
    }
    for model, (column, rows) in marked.items():
        found = model.objects.filter(rows)
        assert found.exists(), model
        model.objects.filter(pk__in=list(found.values_list("pk", flat=True))).update(
            **{column: Concat(Value(f"{QUAGGA} "), column)}
        )
    Plan.objects.filter(pk=plan.pk).update(is_private=True, standings_mark=QUAGGA)


def of_the_private_plan() -> Iterator[tuple[str, str, str]]:
    """Yield the name, the address and the method of every row of the table that is of the plan."""
    for name, address, method, _answers in TABLE:
        if address.startswith(CLOSED_PLAN) and name not in OF_ITS_PEOPLE:
            yield name, address, method


@pytest.mark.django_db
def test_no_address_of_a_private_plan_is_there_for_those_outside(closed: Stage) -> None:
    documents = [
        "document",
        "document-file",
        "periodic-report-document",
        "periodic-report-document-file",
    ]
    others = [row[:3] for row in TABLE if row[0] in documents]
    keeper = closed.client(PERFORMANCE)
    found = {
        (method, address): answer(keeper, method, address.format(**closed.rows))[0]
        for _name, address, method in [
            *of_the_private_plan(),
            *others,
            ("", OF_ITS_REGISTER, "get"),
        ]
    }
    assert {each: got for each, got in found.items() if got != 404} == {}
    for who in (CLERK, AUDITOR, MEMBER, ADMINISTRATOR, OUTSIDE_DIRECTOR):
        got = [closed.client(who).get(each).status_code for each in (CLOSED_PLAN, ACTION)]
        assert got == [404, 404], who
    assert answer(closed.client(PUBLIC), "get", CLOSED_PLAN)[0] == TO_SIGN_IN


@pytest.mark.django_db
def test_its_people_do_in_a_private_plan_what_their_roles_in_it_let_them(closed: Stage) -> None:
    wrong = []
    for who in ALL_INSIDERS:
        client = closed.client(who)
        for address, may, otherwise in BY_PLAN:
            expected = EXCEPT_IN_PLAN.get((address, who), 200 if who in may else otherwise)
            got = answer(client, "get", address)[0]
            if got != expected:
                wrong.append(f"{who}, {address}: expected {expected}, got {got}")
    assert not wrong, "; ".join(wrong)


@pytest.mark.django_db
@pytest.mark.parametrize("who", [PERFORMANCE, CLERK, OUTSIDE_DIRECTOR])
def test_a_private_plan_shows_on_no_page_of_those_outside(who: str, closed: Stage) -> None:
    role = DIRECTOR if who == OUTSIDE_DIRECTOR else who
    client = closed.client(who)
    words = "/search/?words=children"
    pages = [each for each in opened_by(role, closed) if not each.startswith(OF_THE_CLOSED)]
    assert [each for each in [*pages, words] if says(QUAGGA, client, each)] == []


@pytest.mark.django_db
def test_a_link_of_a_private_plan_tells_its_holder_of_the_one_action_alone(closed: Stage) -> None:
    action = Action.objects.get(plan__slug="jar-2005", reference="5.6")
    by_when = Standing.objects.on(date(2006, 5, 22)).get(action=action).by_when_understood
    page = Client().get(f"/answering/{closed.rows['partner_key']}/")
    said = page.content.decode()
    assert QUAGGA in action.text
    for each in (escape(action.text), escape(f"By when: {by_when}")):
        assert each in said
        said = said.replace(each, "")
    assert QUAGGA not in said


@pytest.mark.django_db
def test_an_administrator_reads_of_a_private_plan_no_more_than_its_title(closed: Stage) -> None:
    client = closed.client(ADMINISTRATOR)
    title = Plan.objects.get(slug="jar-2005").title
    hl = Officer.objects.get(initials="HL").user
    assert hl is not None
    pages = [
        "/",
        "/plans/",
        "/setting-up/",
        "/search/?words=children",
        f"/people/{hl.pk}/leaving/",
    ]
    assert [each for each in pages if says(QUAGGA, client, each)] == []
    of_people = ["/people/names/", "/people/names/jar-2005/", f"{CLOSED_PLAN}people/"]
    for each in of_people:
        said = client.get(each).content.decode()
        assert title in said, each
        assert QUAGGA not in said.replace(title, "").replace(f"QG, {QUAGGA}", ""), each


@pytest.mark.django_db
def test_the_same_pages_show_it_to_its_reader(closed: Stage) -> None:
    client = closed.client(READS)
    pages = [
        "/",
        "/plans/",
        "/officers/",
        "/risks/",
        "/rating-schemes/jar-2006/",
        "/risks/zz-risks/ZZ1/",
    ]
    pages += [CLOSED_PLAN, "/search/?words=children", "/officers/QG/", "/indicators/ch-12/"]
    assert [each for each in pages if not says(QUAGGA, client, each)] == []


def says(mark: str, client: Client, address: str) -> bool:
    """Say whether what is answered at an address holds a mark."""
    response = client.get(address)
    parts = response.streaming_content if response.streaming else [response.content]
    return mark in b"".join(parts).decode(errors="ignore")
