"""The doors of the council's record."""

from django.urls import path, register_converter

from herefordshire_cs.council import views


class ColourConverter:
    """Six hexadecimal digits, small letters."""

    regex = "[0-9a-f]{6}"

    def to_python(self, value: str) -> str:
        """Return the digits."""
        return value

    def to_url(self, value: str) -> str:
        """Return the digits."""
        return value


class HashConverter(ColourConverter):
    """A SHA-256 in hexadecimal digits."""

    regex = "[0-9a-f]{64}"


register_converter(ColourConverter, "colour")
register_converter(HashConverter, "sha256")

urlpatterns = [
    path("council/", views.council, name="council"),
    path("council/edit/", views.council_edit, name="council-edit"),
    path("council/logo/", views.council_logo_new, name="council-logo-new"),
    path("council/logo/discarding/", views.council_logo_discard, name="council-logo-discard"),
    path("council/logo/<sha256:sha256>.png", views.council_logo, name="council-logo"),
    path("council/terms/", views.school_terms, name="school-terms"),
    path("council/terms/new/", views.school_term_new, name="school-term-new"),
    path("council/terms/<int:pk>/", views.school_term, name="school-term"),
    path(
        "council/terms/<int:pk>/discarding/", views.school_term_discard, name="school-term-discard"
    ),
    path("council/backups/new/", views.backup_seen_new, name="backup-seen-new"),
    path("council/style/<colour:colour>.css", views.council_style, name="council-style"),
]
