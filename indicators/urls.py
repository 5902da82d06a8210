"""The doors of the indicators; the page of one is the front's, which knows the plan too."""

from django.urls import path, register_converter

from indicators.presenters.documents import KINDS
from indicators.views import (
    commentaries,
    documents,
    due,
    entry,
    indicators,
    judgements,
    neighbours,
    outturn_files,
    readings,
    redefinitions,
    reference_lists,
    self_assessment,
    targets,
)


class KindConverter:
    """The kind of a document, which parts it from the address of an indicator."""

    regex = "|".join(KINDS)

    def to_python(self, value: str) -> str:
        """Return the kind as it stands in the address."""
        return value

    def to_url(self, value: str) -> str:
        """Return the kind for an address."""
        return value


register_converter(KindConverter, "document_kind")

ASSESSMENTS = "indicators/self-assessments"
ASSESSMENT = f"{ASSESSMENTS}/<slug:framework>/<slug:slug>"
REPORT = "indicators/<document_kind:kind>/<slug:period>"

urlpatterns = [
    path("indicators/", indicators.indicators, name="indicators"),
    path("indicators/lists/", reference_lists.reference_lists, name="reference-lists"),
    path("indicators/lists/<slug:key>/", reference_lists.reference_list, name="reference-list"),
    path(
        "indicators/lists/<slug:key>/new/",
        reference_lists.reference_list_new,
        name="reference-list-new",
    ),
    path(
        "indicators/lists/<slug:key>/<int:pk>/",
        reference_lists.reference_list_edit,
        name="reference-list-edit",
    ),
    path(
        "indicators/lists/<slug:key>/<int:pk>/removal/",
        reference_lists.reference_list_remove,
        name="reference-list-remove",
    ),
    path("indicators/new/", redefinitions.indicator_new, name="indicator-new"),
    path(
        "indicators/<slug:slug>/definition/", redefinitions.indicator_edit, name="indicator-edit"
    ),
    path("indicators/due/", due.due, name="indicators-due"),
    path("indicators/entry/", entry.entry_choose, name="entry-choose"),
    path("indicators/entry/<slug:period>/", entry.entry, name="entry"),
    path("indicators/loading/", outturn_files.loading, name="loading"),
    path("indicators/loading/<int:pk>/", outturn_files.outturn_file, name="outturn-file"),
    path(
        "indicators/loading/<int:pk>/load/",
        outturn_files.outturn_file_load,
        name="outturn-file-load",
    ),
    path("indicators/neighbours/", neighbours.neighbours, name="neighbours"),
    path("indicators/judgements/", judgements.judgements, name="judgements"),
    path("indicators/judgements/rules/", judgements.limits, name="limiting-rules"),
    path("indicators/judgements/new/", judgements.judgement_new, name="judgement-new"),
    path(
        "indicators/judgements/<int:pk>/correct/",
        judgements.judgement_correct,
        name="judgement-correct",
    ),
    path(
        "indicators/judgements/<int:pk>/withdraw/",
        judgements.judgement_withdraw,
        name="judgement-withdraw",
    ),
    path(
        "indicators/judgements/answers/<int:pk>/withdraw/",
        judgements.answer_withdraw,
        name="judgement-answer-withdraw",
    ),
    path(f"{ASSESSMENTS}/", self_assessment.assessments, name="self-assessments"),
    path(
        f"{ASSESSMENTS}/documents/<uuid:key>/",
        self_assessment.assessment_document,
        name="assessment-document",
    ),
    path(
        f"{ASSESSMENTS}/documents/<uuid:key>/file/",
        self_assessment.assessment_document_file,
        name="assessment-document-file",
    ),
    path(
        f"{ASSESSMENTS}/<slug:framework>/new/",
        self_assessment.assessment_new,
        name="self-assessment-new",
    ),
    path(f"{ASSESSMENT}/", self_assessment.assessment, name="self-assessment"),
    path(f"{ASSESSMENT}.pdf", self_assessment.assessment_pdf, name="self-assessment-pdf"),
    path(
        f"{ASSESSMENT}/compare/<slug:earlier>/",
        self_assessment.compare,
        name="self-assessment-compare",
    ),
    path(
        f"{ASSESSMENT}/answers/<slug:question>/",
        self_assessment.answer,
        name="self-assessment-answer",
    ),
    path(
        f"{ASSESSMENT}/contributors/new/",
        self_assessment.contributor_new,
        name="assessment-contributor-new",
    ),
    path(
        f"{ASSESSMENT}/agreements/new/",
        self_assessment.agreement_new,
        name="assessment-agreement-new",
    ),
    path(f"{ASSESSMENT}/issue/", self_assessment.issue, name="self-assessment-issue"),
    path("indicators/readings/", readings.readings, name="readings"),
    path("indicators/documents/", documents.documents, name="performance-documents"),
    path("indicators/documents/<uuid:key>/", documents.document, name="performance-document"),
    path(
        "indicators/documents/<uuid:key>/file/",
        documents.document_file,
        name="performance-document-file",
    ),
    path(
        "indicators/commentaries/<int:pk>/approval/",
        commentaries.commentary_approve,
        name="commentary-approve",
    ),
    path(f"{REPORT}/", documents.report, name="performance-report"),
    path(f"{REPORT}.pdf", documents.report_pdf, name="performance-report-pdf"),
    path(f"{REPORT}/issue/", documents.issue, name="performance-issue"),
    path("indicators/<slug:slug>/targets/new/", targets.target_new, name="target-new"),
    path(
        "indicators/<slug:slug>/commentaries/new/",
        commentaries.commentary_new,
        name="indicator-commentary-new",
    ),
]
