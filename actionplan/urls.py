"""The doors of the action plan."""

from django.urls import path

from actionplan.views import (
    actions,
    by_whens,
    completions,
    corrections,
    disputes,
    documents,
    doubts,
    evidence,
    milestones,
    moderations,
    occasions,
    officers,
    plans,
    promises,
    recommendations,
    report_corrections,
    updates,
)

PLAN = "plans/<slug:slug>/"
ACTION = f"{PLAN}actions/<str:reference>/"
RECOMMENDATION = f"{PLAN}recommendations/<int:number>/"

urlpatterns = [
    path("my-actions/", updates.my_actions, name="my-actions"),
    path("plans/", plans.plans, name="plans"),
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
    path(f"{ACTION}evidence/<int:pk>/", evidence.evidence, name="evidence"),
    path(
        f"{PLAN}moderations/<int:pk>/", moderations.moderation_withdraw, name="moderation-withdraw"
    ),
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
]
