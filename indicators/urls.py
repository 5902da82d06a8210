"""The doors of the indicators; the page of one is governance's, which knows the plan too."""

from django.urls import path, register_converter

from indicators import views
from indicators.documents import KINDS


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

REPORT = "indicators/<document_kind:kind>/<slug:period>"

urlpatterns = [
    path("indicators/", views.indicators, name="indicators"),
    path("indicators/due/", views.due, name="indicators-due"),
    path("indicators/entry/", views.entry_choose, name="entry-choose"),
    path("indicators/entry/<slug:period>/", views.entry, name="entry"),
    path("indicators/loading/", views.loading, name="loading"),
    path("indicators/loading/<int:pk>/", views.outturn_file, name="outturn-file"),
    path("indicators/loading/<int:pk>/load/", views.outturn_file_load, name="outturn-file-load"),
    path("indicators/neighbours/", views.neighbours, name="neighbours"),
    path("indicators/judgements/", views.judgements, name="judgements"),
    path("indicators/judgements/rules/", views.limits, name="limiting-rules"),
    path("indicators/readings/", views.readings, name="readings"),
    path("indicators/documents/", views.documents, name="performance-documents"),
    path("indicators/documents/<uuid:key>/", views.document, name="performance-document"),
    path(
        "indicators/documents/<uuid:key>/file/",
        views.document_file,
        name="performance-document-file",
    ),
    path(
        "indicators/commentaries/<int:pk>/approval/",
        views.commentary_approve,
        name="commentary-approve",
    ),
    path(f"{REPORT}/", views.report, name="performance-report"),
    path(f"{REPORT}.pdf", views.report_pdf, name="performance-report-pdf"),
    path(f"{REPORT}/issue/", views.issue, name="performance-issue"),
    path("indicators/<slug:slug>/targets/new/", views.target_new, name="target-new"),
    path(
        "indicators/<slug:slug>/commentaries/new/",
        views.commentary_new,
        name="indicator-commentary-new",
    ),
]
