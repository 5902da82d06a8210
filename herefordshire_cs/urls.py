"""The addresses of the application."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("actionplan.urls")),
    path("", include("indicators.urls")),
    path("", include("governance.urls")),
    path("", include("herefordshire_cs.accounts.urls")),
    path("", include("herefordshire_cs.council.urls")),
    path("", include("herefordshire_cs.notices.urls")),
    path("", include("herefordshire_cs.api.urls")),
    path("", include("herefordshire_cs.front.urls")),  # last: an indicator takes any name
    path("administration/", admin.site.urls),
]
