"""The doors of the accounts app."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from herefordshire_cs.accounts import views
from herefordshire_cs.accounts.people import views as people
from herefordshire_cs.accounts.saved_views import views as saved

urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="sign-in"),
    path("sign-in/kept/", views.kept_post, name="kept-post"),
    path("unsent/", views.unsent_keep, name="unsent-keep"),
    path("unsent/discarding/", views.unsent_discard, name="unsent-discard"),
    path("sign-in/locked/", views.locked_sign_ins, name="locked-sign-ins"),
    # Before the administration pages, whose own it takes the place of.
    path("administration/login/", views.administration_sign_in, name="administration-sign-in"),
    path("sign-out/", LogoutView.as_view(), name="sign-out"),
    path("views/", saved.saved_views, name="saved-views"),
    path("views/new/", saved.saved_view_new, name="saved-view-new"),
    path("views/<int:pk>/", saved.saved_view, name="saved-view"),
    path("views/<int:pk>/forgetting/", saved.saved_view_forget, name="saved-view-forget"),
    path("people/<int:pk>/link/", people.person_link, name="person-link"),
    path("password/<uidb64>/<token>/", people.ChoosePassword.as_view(), name="choose-password"),
]
