"""The doors of what stands above the apps."""

from django.urls import path

from herefordshire_cs.front.views import aims, dashboard, plan_records, search, site

urlpatterns = [
    path("", dashboard.front_door, name="dashboard"),
    path("search/", search.search, name="search"),
    path("plans/<slug:slug>/indicators/", aims.plan_indicators, name="plan-indicators"),
    path("plans/<slug:slug>/actions/<str:reference>/", plan_records.action, name="action"),
    path(
        "plans/<slug:slug>/recommendations/<int:number>/",
        plan_records.recommendation,
        name="recommendation",
    ),
    path("indicators/<slug:slug>/", aims.indicator, name="indicator"),
    path("accessibility/", site.accessibility, name="accessibility"),
    path("demonstration-day/", site.demonstration_day, name="demonstration-day"),
    path("favicon.ico", site.favicon, name="favicon"),
    path("health/", site.health, name="health"),
]
