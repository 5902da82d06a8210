"""The doors of what stands above the apps."""

from django.urls import path

from herefordshire_cs.front.views import aims, dashboard, search, site

urlpatterns = [
    path("", dashboard.front_door, name="dashboard"),
    path("search/", search.search, name="search"),
    path("plans/<slug:slug>/indicators/", aims.plan_indicators, name="plan-indicators"),
    path("indicators/<slug:slug>/", aims.indicator, name="indicator"),
    path("accessibility/", site.accessibility, name="accessibility"),
    path("demonstration-day/", site.demonstration_day, name="demonstration-day"),
    path("favicon.ico", site.favicon, name="favicon"),
    path("health/", site.health, name="health"),
]
