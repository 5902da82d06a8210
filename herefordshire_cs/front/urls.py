"""The doors of what stands above the apps."""

from django.urls import path

from herefordshire_cs.front.views import (
    aims,
    calendars,
    dashboard,
    inbox,
    judgement_areas,
    leavers,
    log,
    my_actions,
    passwords,
    plan_records,
    risks,
    search,
    setting_up,
    site,
    watching,
)
from herefordshire_cs.lib.web.references import REFERENCE

urlpatterns = [
    path("", dashboard.front_door, name="dashboard"),
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/calendar/", calendars.calendar_address, name="calendar-address"),
    path("calendars/<str:key>.ics", calendars.calendar_feed, name="calendar-feed"),
    path("my-actions/", my_actions.my_actions, name="my-actions"),
    path("setting-up/", setting_up.setting_up, name="setting-up"),
    path("log/", log.log, name="log"),
    path("search/", search.search, name="search"),
    path("plans/<slug:slug>/indicators/", aims.plan_indicators, name="plan-indicators"),
    path(f"plans/<slug:slug>/actions/{REFERENCE}/", plan_records.action, name="action"),
    path(
        "plans/<slug:slug>/recommendations/<int:number>/",
        plan_records.recommendation,
        name="recommendation",
    ),
    path(
        f"plans/<slug:slug>/judgements/{REFERENCE}/",
        judgement_areas.judgements_answered,
        name="judgements-answered",
    ),
    path(
        "indicators/judgements/areas/<slug:slug>/",
        judgement_areas.judgement_area,
        name="judgement-area",
    ),
    path(
        "indicators/judgements/areas/<slug:slug>/answers/new/",
        judgement_areas.judgement_answer_new,
        name="judgement-answer-new",
    ),
    path("indicators/<slug:slug>/", aims.indicator, name="indicator"),
    path(f"risks/<slug:slug>/{REFERENCE}/", risks.risk, name="risk"),
    path("people/<int:pk>/leaving/", leavers.leaver, name="leaver"),
    path("accessibility/", site.accessibility, name="accessibility"),
    path("demonstration-day/", site.demonstration_day, name="demonstration-day"),
    path("favicon.ico", site.favicon, name="favicon"),
    path("health/", site.health, name="health"),
    path("ready/", watching.ready, name="ready"),
    path("metrics/", watching.metrics, name="metrics"),
    path("forgotten-password/", passwords.forgotten_password, name="forgotten-password"),
    path("people/<int:pk>/link/", passwords.person_link, name="person-link"),
]
