"""The doors of what stands above the apps."""

from django.urls import path

from herefordshire_cs.front.views import aims, dashboard, risks, search, site

urlpatterns = [
    path("", dashboard.front_door, name="dashboard"),
    path("search/", search.search, name="search"),
    path("plans/<slug:slug>/indicators/", aims.plan_indicators, name="plan-indicators"),
    path("indicators/<slug:slug>/", aims.indicator, name="indicator"),
    path("risks/<slug:slug>/<str:reference>/", risks.risk, name="risk"),
    path("accessibility/", site.accessibility, name="accessibility"),
    path("demonstration-day/", site.demonstration_day, name="demonstration-day"),
    path("favicon.ico", site.favicon, name="favicon"),
    path("health/", site.health, name="health"),
]
