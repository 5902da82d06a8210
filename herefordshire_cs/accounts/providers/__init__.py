"""Signing in with the council's own identity provider, by django-allauth: OIDC and SAML."""
