"""The addresses of the application."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("governance.urls")),
    path("", include("actionplan.urls")),
    path("", include("herefordshire_cs.accounts.urls")),
    path("administration/", admin.site.urls),
]
