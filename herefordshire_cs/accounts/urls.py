"""The doors of the accounts app; those whose names have underscores are django-allauth's."""

from allauth.account.views import reauthenticate
from allauth.mfa.base import views as second_steps
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as authenticators
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as providers
from allauth.socialaccount.providers.openid_connect import views as oidc
from allauth.socialaccount.providers.saml import views as saml
from django.contrib.auth.views import LogoutView
from django.urls import path

from herefordshire_cs.accounts import views
from herefordshire_cs.accounts.passwords import views as passwords
from herefordshire_cs.accounts.people import views as people
from herefordshire_cs.accounts.saved_views import views as saved
from herefordshire_cs.accounts.security import views as security
from herefordshire_cs.accounts.sessions import views as sessions
from herefordshire_cs.accounts.sessions.proving import proved_to_open

STEPS = "account/second-step/"
SAML = "sign-in/saml/<slug:organization_slug>/"

urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="sign-in"),
    path("account/sign-in/", views.to_sign_in, name="account_login"),
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
    path("password/", passwords.PasswordChange.as_view(), name="password-change"),
    path("password/<uidb64>/<token>/", people.ChoosePassword.as_view(), name="choose-password"),
    path("account/", sessions.account, name="account"),
    path("account/sessions/end-others/", sessions.end_others, name="sessions-end-others"),
    path("account/sessions/<int:pk>/end/", sessions.end_one, name="session-end"),
    path("sign-in/again/", reauthenticate, name="account_reauthenticate"),
    path("sign-in/again/code/", second_steps.reauthenticate, name="mfa_reauthenticate"),
    path(
        "sign-in/again/passkey/",
        passkeys.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path("sign-in/second-step/", second_steps.authenticate, name="mfa_authenticate"),
    path("sign-in/passkey/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path(STEPS, second_steps.index, name="mfa_index"),
    path(
        f"{STEPS}authenticator/",
        proved_to_open(authenticators.activate_totp),
        name="mfa_activate_totp",
    ),
    path(
        f"{STEPS}authenticator/end/",
        proved_to_open(authenticators.deactivate_totp),
        name="mfa_deactivate_totp",
    ),
    path(
        f"{STEPS}recovery-codes/",
        recovery_codes.view_recovery_codes,
        name="mfa_view_recovery_codes",
    ),
    path(
        f"{STEPS}recovery-codes/new/",
        proved_to_open(recovery_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(f"{STEPS}passkeys/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path(
        f"{STEPS}passkeys/new/",
        proved_to_open(passkeys.add_webauthn),
        name="mfa_add_webauthn",
    ),
    path(
        f"{STEPS}passkeys/<int:pk>/end/",
        proved_to_open(passkeys.remove_webauthn),
        name="mfa_remove_webauthn",
    ),
    path("sign-in/oidc/<slug:provider_id>/", oidc.login, name="openid_connect_login"),
    path("sign-in/oidc/<slug:provider_id>/back/", oidc.callback, name="openid_connect_callback"),
    path("sign-in/cancelled/", providers.login_cancelled, name="socialaccount_login_cancelled"),
    path(f"{SAML}acs/", saml.acs, name="saml_acs"),
    path(f"{SAML}acs/finish/", saml.finish_acs, name="saml_finish_acs"),
    path(f"{SAML}sls/", saml.sls, name="saml_sls"),
    path(f"{SAML}metadata/", saml.metadata, name="saml_metadata"),
    path(f"{SAML}login/", saml.login, name="saml_login"),
    path("security/", security.security_record, name="security-record"),
]
