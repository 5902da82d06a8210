"""The doors of governance."""

from django.urls import path

from governance import views

urlpatterns = [
    path("", views.dashboard, name="dashboard"),
    path("indicators/<slug:slug>/", views.indicator, name="indicator"),
    path("plans/<slug:slug>/indicators/", views.plan_indicators, name="plan-indicators"),
]
