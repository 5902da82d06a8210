"""The doors of the accounts app."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from herefordshire_cs.accounts import views
from herefordshire_cs.accounts.people import views as people

urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="sign-in"),
    path("sign-in/kept/", views.kept_post, name="kept-post"),
    path("unsent/", views.unsent_keep, name="unsent-keep"),
    path("unsent/discarding/", views.unsent_discard, name="unsent-discard"),
    path("sign-in/locked/", views.locked_sign_ins, name="locked-sign-ins"),
    # Before the administration pages, whose own it takes the place of.
    path("administration/login/", views.administration_sign_in, name="administration-sign-in"),
    path("sign-out/", LogoutView.as_view(), name="sign-out"),
    path("people/<int:pk>/link/", people.person_link, name="person-link"),
    path("password/<uidb64>/<token>/", people.ChoosePassword.as_view(), name="choose-password"),
]
