"""Django's administration pages: for repairs, by whoever may do everything and by nobody else.

Whoever looks after people does so on pages of the application, which say what was done and hold
nobody's rights open to a tick.
"""

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest


class AdministrationSite(AdminSite):
    """The administration pages."""

    def has_permission(self, request: HttpRequest) -> bool:
        """Let superusers in alone, whatever a role permits."""
        return super().has_permission(request) and request.user.is_superuser


class AdministrationConfig(AdminConfig):
    """The administration pages as a Django app."""

    default_site = "herefordshire_cs.administration.AdministrationSite"
