"""The doors of governance."""

from django.urls import path

from governance import feeds
from governance.views import meetings, packs, papers, register, sides

MEETING = "meetings/<slug:slug>/"
REPORT = f"{MEETING}reports/<slug:report>/"
APPENDIX = f"{REPORT}appendices/<int:pk>/"
PAPERS = "papers/meetings/<slug:slug>/"

urlpatterns = [
    path("", sides.front_door, name="dashboard"),
    path("meetings/", meetings.meetings, name="meetings"),
    path(MEETING, meetings.meeting, name="meeting"),
    path(f"{MEETING}minutes/", meetings.minutes, name="meeting-minutes"),
    path(f"{MEETING}reports/<slug:report>/", meetings.report, name="meeting-report"),
    path(f"{REPORT}exempt/", papers.report_exempt, name="report-exempt"),
    path(f"{REPORT}appendices/new/", papers.appendix_new, name="appendix-new"),
    path(f"{APPENDIX}exempt/", papers.appendix_exempt, name="appendix-exempt"),
    path(f"{APPENDIX}remove/", papers.appendix_remove, name="appendix-remove"),
    path(f"{MEETING}pack/", packs.pack_preview, name="pack-preview"),
    path("agenda-items/<int:pk>/<str:direction>/", meetings.agenda_move, name="agenda-move"),
    path("packs/<uuid:key>/", packs.pack, name="pack"),
    path("packs/<uuid:key>/members.pdf", packs.pack_members, name="pack-members"),
    path("packs/<uuid:key>/public.pdf", packs.pack_public, name="pack-public"),
    path("committees/", meetings.committees, name="committees"),
    path("committees/<slug:slug>/", meetings.committee, name="committee"),
    path("resolutions/", meetings.resolutions, name="resolutions"),
    path("resolutions/<int:pk>/", meetings.resolution_reply, name="resolution-reply"),
    path("papers/", register.papers, name="papers"),
    path("papers/meetings.ics", feeds.papers_calendar, name="papers-calendar"),
    path("papers/feed.atom", feeds.papers_feed, name="papers-feed"),
    path(PAPERS, register.papers_meeting, name="papers-meeting"),
    path(f"{PAPERS}minutes/", register.papers_minutes, name="papers-minutes"),
    path(f"{PAPERS}reports/<slug:report>/", register.papers_report, name="papers-report"),
    path("papers/packs/<uuid:key>.pdf", register.papers_pack, name="papers-pack"),
    path("papers/packs/<uuid:key>/", register.papers_pack_html, name="papers-pack-html"),
    path("indicators/<slug:slug>/", sides.indicator, name="indicator"),
    path("plans/<slug:slug>/indicators/", sides.plan_indicators, name="plan-indicators"),
]
