"""Second steps of signing in, by django-allauth: codes of an authenticator, and passkeys."""
