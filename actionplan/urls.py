"""The doors of the action plan."""

from django.urls import path

from actionplan.views import (
    actions,
    arrangements,
    assurance,
    by_whens,
    completions,
    corrections,
    disputes,
    documents,
    doubts,
    evidence,
    evidence_pack,
    evidence_requests,
    implications,
    imports,
    milestones,
    moderations,
    narrative,
    occasions,
    officers,
    plans,
    promises,
    recommendations,
    report_corrections,
    rewordings,
    risk_documents,
    risks,
    updates,
)
from herefordshire_cs.lib.web.references import REFERENCE

PLAN = "plans/<slug:slug>/"
ACTION = f"{PLAN}actions/{REFERENCE}/"
EVIDENCE = f"{PLAN}evidence/<int:pk>/"
ASSURANCE = f"{PLAN}assurance/<int:pk>/"
REGISTER = "risks/<slug:slug>/"
RISK = f"{REGISTER}{REFERENCE}/"
RECOMMENDATION = f"{PLAN}recommendations/<int:number>/"

urlpatterns = [
    path("my-actions/", updates.my_actions, name="my-actions"),
    path("plans/", plans.plans, name="plans"),
    path("plan-files/", imports.plan_files, name="plan-files"),
    path("plan-files/template/", imports.plan_template, name="plan-template"),
    path("plan-files/<int:pk>/", imports.plan_file, name="plan-file"),
    path("plan-files/<int:pk>/columns/", imports.plan_file_columns, name="plan-file-columns"),
    path("plan-files/<int:pk>/loading/", imports.plan_file_load, name="plan-file-load"),
    path("plan-files/<int:pk>/undoing/", imports.plan_file_undo, name="plan-file-undo"),
    path("plan-files/<int:pk>/leaving/", imports.plan_file_leave, name="plan-file-leave"),
    path(PLAN, plans.plan, name="plan"),
    path(
        f"{RECOMMENDATION}moderation/",
        moderations.recommendation_moderation_new,
        name="recommendation-moderation-new",
    ),
    path(
        f"{RECOMMENDATION}updates/new/",
        recommendations.recommendation_report,
        name="recommendation-report",
    ),
    path(
        f"{RECOMMENDATION}corrections/",
        report_corrections.reports_to_correct,
        name="reports-to-correct",
    ),
    path(
        f"{RECOMMENDATION}updates/<int:pk>/correction/",
        report_corrections.report_correct,
        name="report-correct",
    ),
    path(
        f"{RECOMMENDATION}updates/<int:pk>/withdrawal/",
        report_corrections.report_withdraw,
        name="report-withdraw",
    ),
    path(f"{RECOMMENDATION}actions/new/", actions.action_new, name="action-new"),
    path(f"{PLAN}actions/", actions.actions, name="actions"),
    path(f"{ACTION}wording/", rewordings.action_edit, name="action-edit"),
    path(f"{ACTION}updates/new/", updates.progress_update_new, name="progress-update-new"),
    path(f"{ACTION}by-when/", by_whens.by_when_new, name="by-when-new"),
    path("requests/", by_whens.by_when_requests, name="by-when-requests"),
    path(f"{PLAN}requests/<int:pk>/", by_whens.by_when_request, name="by-when-request"),
    path(
        f"{PLAN}requests/<int:pk>/taking-back/",
        by_whens.by_when_request_take_back,
        name="by-when-request-take-back",
    ),
    path(f"{PLAN}claims/<int:pk>/", completions.completion_claim, name="completion-claim"),
    path(
        f"{PLAN}claims/<int:pk>/taking-back/",
        completions.completion_claim_take_back,
        name="completion-claim-take-back",
    ),
    path(f"{ACTION}moderation/", moderations.moderation_new, name="moderation-new"),
    path(f"{ACTION}reopening/", actions.action_reopen, name="action-reopen"),
    path(f"{ACTION}dropping/", actions.action_drop, name="action-drop"),
    path(f"{ACTION}corrections/", corrections.action_corrections, name="action-corrections"),
    path(
        f"{ACTION}updates/<int:pk>/correction/", corrections.update_correct, name="update-correct"
    ),
    path(
        f"{ACTION}updates/<int:pk>/withdrawal/",
        corrections.update_withdraw,
        name="update-withdraw",
    ),
    path(
        f"{ACTION}by-when/<int:pk>/correction/",
        corrections.by_when_correct,
        name="by-when-correct",
    ),
    path(
        f"{ACTION}by-when/<int:pk>/withdrawal/",
        corrections.by_when_withdraw,
        name="by-when-withdraw",
    ),
    path(f"{ACTION}arrangement/", arrangements.arrangement, name="arrangement"),
    path(f"{ACTION}arrangement/kept/", arrangements.keeping_new, name="keeping-new"),
    path(
        f"{ACTION}arrangement/kept/<int:pk>/withdrawal/",
        arrangements.keeping_withdraw,
        name="keeping-withdraw",
    ),
    path(f"{PLAN}evidence/", evidence.evidence_list, name="evidence-list"),
    path(f"{PLAN}evidence/new/", evidence.evidence_new, name="evidence-new"),
    path(EVIDENCE, evidence.evidence, name="evidence"),
    path(f"{EVIDENCE}versions/new/", evidence.version_new, name="evidence-version-new"),
    path(f"{EVIDENCE}attaching/", evidence.evidence_attach, name="evidence-attach"),
    path(f"{EVIDENCE}handling/", evidence.evidence_handling, name="evidence-handling"),
    path(f"{EVIDENCE}acceptance/", evidence.evidence_accept, name="evidence-accept"),
    path(f"{EVIDENCE}withdrawal/", evidence.evidence_withdraw, name="evidence-withdraw"),
    path(f"{PLAN}evidence/files/<int:pk>/", evidence.evidence_file, name="evidence-file"),
    path(
        f"{PLAN}evidence/links/<int:pk>/withdrawal/",
        evidence.evidence_take_off,
        name="evidence-take-off",
    ),
    path(
        f"{PLAN}evidence/asked/new/",
        evidence_requests.evidence_request_new,
        name="evidence-request-new",
    ),
    path(
        f"{PLAN}evidence/asked/<int:pk>/withdrawal/",
        evidence_requests.evidence_request_withdraw,
        name="evidence-request-withdraw",
    ),
    path(f"{RECOMMENDATION}evidence.zip", evidence_pack.evidence_pack, name="evidence-pack"),
    path(
        f"{PLAN}moderations/<int:pk>/", moderations.moderation_withdraw, name="moderation-withdraw"
    ),
    path(f"{PLAN}assurance/", assurance.assurance, name="assurance"),
    path(f"{PLAN}assurance/new/", assurance.entry_new, name="assurance-new"),
    path(ASSURANCE, assurance.entry, name="assurance-entry"),
    path(f"{ASSURANCE}correction/", assurance.entry_correct, name="assurance-correct"),
    path(f"{ASSURANCE}withdrawal/", assurance.entry_withdraw, name="assurance-withdraw"),
    path(f"{ASSURANCE}following/", assurance.following, name="assurance-following"),
    path(
        f"{PLAN}assurance/following/<int:pk>/withdrawal/",
        assurance.following_withdraw,
        name="assurance-following-withdraw",
    ),
    path(f"{PLAN}months/", plans.months, name="months"),
    path(f"{PLAN}paper/", narrative.narrative, name="narrative"),
    path(f"{PLAN}implications/", implications.implications, name="implications"),
    path(f"{PLAN}timeline/", plans.timeline, name="timeline"),
    path(f"{PLAN}reported-to/", occasions.occasion_new, name="occasion-new"),
    path(f"{PLAN}promises/", promises.promises, name="promises"),
    path(f"{PLAN}disputed/", disputes.disputed, name="disputed"),
    path(f"{ACTION}milestones/<int:pk>/", milestones.milestone_meet, name="milestone"),
    path(f"{ACTION}dispute/", disputes.dispute_settle, name="dispute-settle"),
    path(f"{PLAN}doubts/", doubts.doubts, name="doubts"),
    path(f"{PLAN}doubts/<int:pk>/", doubts.doubt_settle, name="doubt-settle"),
    path(f"{PLAN}reports/", documents.reports, name="reports"),
    path(f"{PLAN}reports/<slug:kind>/", documents.report, name="report"),
    path(f"{PLAN}reports/<slug:kind>.pdf", documents.report_pdf, name="report-pdf"),
    path("documents/<uuid:key>/", documents.document, name="document"),
    path("documents/<uuid:key>/file/", documents.document_file, name="document-file"),
    path("officers/", officers.officers, name="officers"),
    path("officers/<str:initials>/", officers.officer, name="officer"),
    path("risks/", risks.registers, name="risk-registers"),
    path("risks/new/", risks.register_new, name="risk-register-new"),
    path(REGISTER, risks.register, name="risk-register"),
    path("risks/<slug:slug>.pdf", risk_documents.register_pdf, name="risk-register-pdf"),
    path(
        "risks/documents/<uuid:key>/", risk_documents.register_document, name="register-document"
    ),
    path(
        "risks/documents/<uuid:key>/file/",
        risk_documents.register_document_file,
        name="register-document-file",
    ),
    path(f"{REGISTER}sign-off/", risks.register_sign_off, name="risk-sign-off"),
    path(f"{REGISTER}sign-offs/<int:pk>/", risks.sign_off_withdraw, name="risk-sign-off-withdraw"),
    path(f"{REGISTER}new/", risks.risk_new, name="risk-new"),
    path(f"{RISK}review/", risks.risk_review, name="risk-review"),
    path(
        f"{RISK}assessments/<int:pk>/correction/",
        risks.assessment_correct,
        name="risk-assessment-correct",
    ),
    path(
        f"{RISK}assessments/<int:pk>/withdrawal/",
        risks.assessment_withdraw,
        name="risk-assessment-withdraw",
    ),
    path(f"{RISK}acceptance/", risks.risk_accept, name="risk-accept"),
    path(
        f"{RISK}acceptances/<int:pk>/", risks.acceptance_withdraw, name="risk-acceptance-withdraw"
    ),
    path(f"{RISK}closing/", risks.risk_close, name="risk-close"),
    path(f"{RISK}closings/<int:pk>/", risks.closing_withdraw, name="risk-closing-withdraw"),
    path(f"{RISK}actions/new/", risks.risk_action_new, name="risk-action-new"),
    path(f"{RISK}indicators/", risks.risk_indicator_new, name="risk-indicator-new"),
    path(f"{RISK}links/<int:pk>/", risks.risk_link_withdraw, name="risk-link-withdraw"),
]
