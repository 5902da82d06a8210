"""The addresses of the application."""

from django.contrib import admin
from django.urls import include, path

from herefordshire_cs import views

urlpatterns = [
    path("", include("actionplan.urls")),
    path("", include("indicators.urls")),
    path("", include("governance.urls")),  # last: the page of an indicator takes any name
    path("", include("herefordshire_cs.accounts.urls")),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("demonstration-day/", views.demonstration_day, name="demonstration-day"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("health/", views.health, name="health"),
    path("administration/", admin.site.urls),
]
