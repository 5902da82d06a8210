"""The doors of the action plan."""

from django.urls import path

from actionplan import views

PLAN = "plans/<slug:slug>/"
ACTION = f"{PLAN}actions/<str:reference>/"
RECOMMENDATION = f"{PLAN}recommendations/<int:number>/"

urlpatterns = [
    path("my-actions/", views.my_actions, name="my-actions"),
    path("plans/", views.plans, name="plans"),
    path(PLAN, views.plan, name="plan"),
    path(RECOMMENDATION, views.recommendation, name="recommendation"),
    path(
        f"{RECOMMENDATION}moderation/",
        views.recommendation_moderation_new,
        name="recommendation-moderation-new",
    ),
    path(f"{RECOMMENDATION}actions/new/", views.action_new, name="action-new"),
    path(f"{PLAN}actions/", views.actions, name="actions"),
    path(ACTION, views.action, name="action"),
    path(f"{ACTION}updates/new/", views.progress_update_new, name="progress-update-new"),
    path(f"{ACTION}by-when/", views.by_when_new, name="by-when-new"),
    path(f"{ACTION}moderation/", views.moderation_new, name="moderation-new"),
    path(f"{ACTION}reopening/", views.action_reopen, name="action-reopen"),
    path(f"{ACTION}dropping/", views.action_drop, name="action-drop"),
    path(f"{ACTION}evidence/<int:pk>/", views.evidence, name="evidence"),
    path(f"{PLAN}moderations/<int:pk>/", views.moderation_withdraw, name="moderation-withdraw"),
    path(f"{PLAN}timeline/", views.timeline, name="timeline"),
    path(f"{PLAN}doubts/", views.doubts, name="doubts"),
    path(f"{PLAN}doubts/<int:pk>/", views.doubt_settle, name="doubt-settle"),
    path(f"{PLAN}reports/", views.reports, name="reports"),
    path(f"{PLAN}reports/<slug:kind>/", views.report, name="report"),
    path(f"{PLAN}reports/<slug:kind>.pdf", views.report_pdf, name="report-pdf"),
    path("documents/<uuid:key>/", views.document, name="document"),
    path("documents/<uuid:key>/file/", views.document_file, name="document-file"),
    path("officers/", views.officers, name="officers"),
    path("officers/<str:initials>/", views.officer, name="officer"),
]
