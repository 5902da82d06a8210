"""The doors of the interface for other tools, and of the pages on which its tokens are made."""

from django.urls import include, path

from herefordshire_cs.api import views
from herefordshire_cs.api.answers import addresses

urlpatterns = [
    path("tokens/", views.tokens, name="tokens"),
    path("tokens/new/", views.token_new, name="token-new"),
    path("tokens/<int:pk>/end/", views.token_end, name="token-end"),
    path("api/", include((addresses(), "api"), namespace="api")),
]
