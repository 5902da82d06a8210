"""One settings file; every difference between machines is an environment variable.

The README lists the variables and what each does.
"""

# Longer than most: every setting in one place.

import os
from datetime import date, timedelta
from importlib.util import find_spec
from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

from herefordshire_cs.accounts.providers.configuration import identity_providers
from herefordshire_cs.background.queues import QUEUES
from herefordshire_cs.lib.release import release

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"  # what this machine writes: the embedded database, uploads, secrets


def env_bool(name: str, *, default: bool = False) -> bool:
    """Read a yes/no variable: 1, true, yes and on mean yes."""
    return os.environ.get(name, str(default)).strip().lower() in {"1", "true", "yes", "on"}


def env_list(name: str, *, default: str = "") -> list[str]:
    """Read a comma-separated variable."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def env_int(name: str, *, default: int) -> int:
    """Read a whole number above nought."""
    written = os.environ.get(name, "").strip() or str(default)
    if not written.isdecimal() or int(written) == 0:
        raise ImproperlyConfigured(f"{name}={written} is not a whole number above 0")
    return int(written)


def env_date(name: str) -> date | None:
    """Read an ISO date such as 2006-05-22, or nothing."""
    written = os.environ.get(name, "").strip()
    try:
        return date.fromisoformat(written) if written else None
    except ValueError as error:
        raise ImproperlyConfigured(f"{name}={written} is not a date like 2006-05-22") from error


def secret_key() -> str:
    """Read the secret from the environment, else from the file that the set-up made."""
    path = VAR_DIR / "secret-key"
    if key := os.environ.get("SECRET_KEY"):
        return key
    if path.exists():
        return path.read_text().strip()
    raise ImproperlyConfigured("Set SECRET_KEY, or run `make setup`, which makes var/secret-key")


DEBUG = env_bool("DEBUG")
SECRET_KEY = secret_key()
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", default="127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS")
# The proxies that are believed when they say where a request came from.
TRUSTED_PROXIES = env_list("TRUSTED_PROXIES")

# The day of a demonstration; None means the real day. See herefordshire_cs/lib/clock.py.
DEMONSTRATION_DATE = env_date("DEMONSTRATION_DATE")

INSTALLED_APPS = [
    "herefordshire_cs.administration.AdministrationConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.forms",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_linear_migrations" if env_bool("DEVELOPMENT") else "",
    "django_filters",
    "django_htmx",
    "django_tables2",
    "django_tasks_db",
    "simple_history",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.socialaccount.providers.saml",
    "herefordshire_cs.accounts",
    "herefordshire_cs.api",
    "herefordshire_cs.background",
    "herefordshire_cs.council",
    "herefordshire_cs.notices",
    "herefordshire_cs.kept",
    "actionplan",
    "indicators",
    "governance",
    "herefordshire_cs",
]
INSTALLED_APPS = [app for app in INSTALLED_APPS if app]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Answers pass these three from the last to the first: who may keep it, its ETag, its bytes.
    "herefordshire_cs.lib.web.middleware.CompressionMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "herefordshire_cs.lib.web.middleware.CacheControlMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "herefordshire_cs.lib.web.middleware.ReadableMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "herefordshire_cs.accounts.security.middleware.RequestNumberMiddleware",
    "herefordshire_cs.accounts.sessions.middleware.IdleMiddleware",
    "herefordshire_cs.accounts.sending.KeepPostsMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "herefordshire_cs.accounts.plan_roles.PlanInHandMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "herefordshire_cs.accounts.second_steps.asking.SecondStepMiddleware",
    "herefordshire_cs.accounts.security.middleware.RecordMiddleware",
    "herefordshire_cs.accounts.sending.TakeOnceMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "herefordshire_cs.front.navigation.DemonstrationDayMiddleware",
    "herefordshire_cs.lib.web.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "herefordshire_cs.urls"
WSGI_APPLICATION = "herefordshire_cs.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "herefordshire_cs.front.navigation.frame",
            ],
            "libraries": {
                "components": "herefordshire_cs.lib.templatetags.components",
                "lists": "herefordshire_cs.lib.templatetags.lists",
                "statutory_words": "governance.statutory_words",
                "grounds": "governance.exempt.grounds",
            },
            # Every form has its token, as it has that of Django; every page says whose it is.
            "builtins": [
                "herefordshire_cs.accounts.tags",
                "herefordshire_cs.lib.templatetags.council",
            ],
        },
    },
]

SQLITE_OPTIONS = {
    # IMMEDIATE: a read that turns into a write waits its turn instead of failing at once.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
        "PRAGMA cache_size=-20000; PRAGMA mmap_size=134217728;"
    ),
}
DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL") or f"sqlite:///{VAR_DIR / 'herefordshire.sqlite3'}",
        conn_max_age=60,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


def shared_cache(address: str) -> dict[str, object]:
    """Return the cache that all processes share: Redis where one is named, else the database's."""
    if not address:
        backend = "herefordshire_cs.lib.database_cache.QuickDatabaseCache"
        return {"BACKEND": backend, "LOCATION": "remembered", "OPTIONS": {"MAX_ENTRIES": 200}}
    if not address.startswith(("redis://", "rediss://", "unix://")):
        raise ImproperlyConfigured(f"CACHE_URL={address} is not an address like redis://host:6379")
    if find_spec("redis") is None:
        raise ImproperlyConfigured("CACHE_URL names a Redis; install the Python package redis")
    return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": address}


PACKAGES = ("herefordshire_cs", "actionplan", "indicators", "governance")
# While templates are being worked on, no part of a page is kept.
MEMORY = "dummy.DummyCache" if DEBUG else "locmem.LocMemCache"
# Decision 13. What is kept are pickles, which name classes and modules, and what they say follows
# from the code that worked it out: so each release reads only what it wrote itself.
CACHES = {
    "default": {
        **shared_cache(os.environ.get("CACHE_URL", "").strip()),
        "KEY_PREFIX": release(BASE_DIR / name for name in PACKAGES),
    },
    "near": {  # each process's own, in front of the other
        "BACKEND": f"django.core.cache.backends.{MEMORY}",
        "LOCATION": "near",
        "OPTIONS": {"MAX_ENTRIES": 500},
    },
}

AUTH_USER_MODEL = "accounts.User"
# Which plans there are for somebody: accounts ask it of the plans, of which they know nothing.
FIND_PLAN_ACCESS = "actionplan.models.plan_access.find_access"
AUTHENTICATION_BACKENDS = ["herefordshire_cs.accounts.backends.EmailBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "herefordshire_cs.accounts.passwords.breached.BreachedPasswordValidator"},
]
# How long a link with which somebody chooses their password may be used.
PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "dashboard"
LOGOUT_REDIRECT_URL = "sign-in"

# How many wrong passwords are looked at within the window; decision 19. A password that is right
# counts against nobody, and what is typed on a known device counts against that device alone.
SIGN_IN_WINDOW = timedelta(minutes=15)
# Somebody who is sure of their password; then the device is as any other until the window is over.
SIGN_IN_FAILURES_OF_A_DEVICE = 5
# Twice as many, since a stranger may lock it too. That is 960 guesses a day at most, of passwords
# that have at least 12 characters and are none of the common ones.
SIGN_IN_FAILURES_OF_AN_ACCOUNT = 10
# A whole council may sit behind one address: on a morning after a holiday several at once have
# forgotten their passwords, on devices that are new. More than 20 in a quarter of an hour are a
# list of accounts that is gone through. It can be raised for a larger council.
SIGN_IN_FAILURES_OF_A_NETWORK = env_int("SIGN_IN_FAILURES_OF_A_NETWORK", default=20)
# Ten such addresses at once are no forgetfulness, but one attack from many machines. Each sign-in
# reads so many rows, so that thousands would be felt.
SIGN_IN_FAILURES_OF_EVERYBODY = 200
# Questions and suggestions that are taken online within an hour: from one network, and from all.
QUESTIONS_OF_A_NETWORK = env_int("QUESTIONS_OF_A_NETWORK", default=10)
QUESTIONS_OF_EVERYBODY = 100

# Decision 45. django-allauth has the second steps, passkeys, OIDC and SAML; the sign-in page, its
# throttle and the links for passwords are ours, and no account is made by it.
ACCOUNT_ADAPTER = "herefordshire_cs.accounts.providers.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = False  # one throttle over all ways, ours
FORMS = "herefordshire_cs.accounts.second_steps.forms"
ACCOUNT_FORMS = {"reauthenticate": f"{FORMS}.PasswordAgainForm"}
MFA_ADAPTER = "herefordshire_cs.accounts.providers.adapters.SecondStepAdapter"
MFA_RATE_LIMITS = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses are given by an administrator
MFA_RECOVERY_CODES_SHOW_ONCE = True
# Browsers know passkeys of pages without HTTPS on the machine itself alone, as localhost.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not env_bool("HTTPS")
MFA_FORMS = {
    "authenticate": f"{FORMS}.CodeForm",
    "reauthenticate": f"{FORMS}.CodeAgainForm",
    "activate_totp": f"{FORMS}.ActivateForm",
    "add_webauthn": f"{FORMS}.AddPasskeyForm",
    "authenticate_webauthn": f"{FORMS}.PasskeyForm",
    "reauthenticate_webauthn": f"{FORMS}.PasskeyAgainForm",
    "login_webauthn": f"{FORMS}.PasskeyAloneForm",
}
# Who is asked for a second step beside whoever administers: accounts know nothing of papers.
SECOND_STEP_ASKED_OF = "governance.exempt.reader.reads_something_exempt"
# Whom an account that may do everything is told of when it signs in.
TELL_OF_BREAK_GLASS = "herefordshire_cs.front.break_glass.tell_of_break_glass"
# After so long without a request a session ends; after so long since somebody proved who they are
# they are asked again before what cannot be taken back.
SESSION_IDLE_MINUTES = env_int("SESSION_IDLE_MINUTES", default=120)
PROVED_FOR_MINUTES = env_int("PROVED_FOR_MINUTES", default=60)
# The record of security: a year and a quarter, so that a whole year can be looked back on.
SECURITY_RECORD_DAYS = env_int("SECURITY_RECORD_DAYS", default=460)
# Who may read /metrics/: addresses, or whoever brings the token. Nobody, where neither is named.
METRICS_ADDRESSES = env_list("METRICS_ADDRESSES")
METRICS_TOKEN = os.environ.get("METRICS_TOKEN", "").strip()

# The council's own identity provider. An address that it has not checked is refused, unless its
# directory is known to hold no others.
SOCIALACCOUNT_ADAPTER = "herefordshire_cs.accounts.providers.adapters.ProviderAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10
PROVIDER_ADDRESSES_ARE_SURE = env_bool("PROVIDER_ADDRESSES_ARE_SURE")
PROVIDER_GROUPS_CLAIM = os.environ.get("PROVIDER_GROUPS_CLAIM", "groups").strip()
# Groups of the directory and the roles that they stand for: 5c3f…=Officer, 9a1e…=Director
PROVIDER_ROLES = {
    group.strip(): role.strip()
    for group, _is, role in (each.partition("=") for each in env_list("PROVIDER_ROLES"))
}
SOCIALACCOUNT_PROVIDERS, IDENTITY_PROVIDERS, PROVIDER_ORIGINS = identity_providers(os.environ)

# An account with which nobody signed in for so long is shown as dormant: the end of a quarter's
# reporting has then gone by without it.
DORMANT_AFTER_DAYS = env_int("DORMANT_AFTER_DAYS", default=90)

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [("build", BASE_DIR / "static" / "build")]  # what is built, not its sources
MEDIA_ROOT = VAR_DIR / "uploads"  # served only through views that ask who is reading
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "herefordshire_cs.lib.web.static_files.StaticFiles"},
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": QUEUES}}
# How long a page waits for a document before it shows the queue instead.
DOCUMENT_PATIENCE_SECONDS = 2.0

# Where these pages are, for the links in messages: https://plan.example.org
SITE_ADDRESS = os.environ.get("SITE_ADDRESS", "").strip().rstrip("/")
MAIL_HOST = os.environ.get("MAIL_HOST", "").strip()
MAIL_FROM = os.environ.get("MAIL_FROM", "").strip()


# Microsoft 365 takes messages without SMTP: the tenant of the council, by its name or key.
MAIL_TENANT = os.environ.get("MAIL_TENANT", "").strip()


def mail_server() -> dict[str, object]:
    """Return how messages are sent; a server that hangs holds its worker no longer than this."""
    security = os.environ.get("MAIL_SECURITY", "starttls").strip().lower()
    if security not in {"starttls", "tls", "none"}:
        raise ImproperlyConfigured(f"MAIL_SECURITY={security} is none of starttls, tls and none")
    if (MAIL_HOST or MAIL_TENANT) and not (MAIL_FROM and SITE_ADDRESS):
        raise ImproperlyConfigured("Mail is set up; set MAIL_FROM and SITE_ADDRESS too")
    if MAIL_TENANT:
        return {
            "BACKEND": "herefordshire_cs.notices.graph.GraphBackend",
            "OPTIONS": {
                "tenant": MAIL_TENANT,
                "client": os.environ.get("MAIL_CLIENT", ""),
                "secret": os.environ.get("MAIL_CLIENT_SECRET", ""),
                "timeout": env_int("MAIL_TIMEOUT", default=20),
            },
        }
    usual = {"starttls": 587, "tls": 465, "none": 25}
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": MAIL_HOST,
            "port": env_int("MAIL_PORT", default=usual[security]),
            "username": os.environ.get("MAIL_USERNAME", ""),
            "password": os.environ.get("MAIL_PASSWORD", ""),
            "use_tls": security == "starttls",
            "use_ssl": security == "tls",
            "timeout": env_int("MAIL_TIMEOUT", default=20),
        },
    }


MAILERS = {"default": mail_server()}

HTTPS = env_bool("HTTPS")
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env_bool("BEHIND_PROXY") else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
# A council's other pages under the same name may not speak HTTPS; whoever knows that asks for it.
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS and env_bool("HSTS_SUBDOMAINS")
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]  # they ask for these two
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 60 * 60 * 10  # a working day; an officer signs in once
CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    # A form leads on to the identity provider, which browsers count as its address.
    "form-action": [CSP.SELF, *PROVIDER_ORIGINS],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}

# Officers paste long notes; a note's own limit gives the message, this is only the outer wall.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# What a request may bring, by what it says of its length. See herefordshire_cs/lib/web/bodies.py.
LARGEST_UPLOAD = 25 * 1024 * 1024  # as the web server in front has it, in docs/operating.md
LARGEST_WITHOUT_SESSION = 100 * 1024  # an address and a password

LOGGING = {
    "version": 1,
    "formatters": {"line": {"format": "%(message)s"}},
    "disable_existing_loggers": False,
    "handlers": {
        "console": {"class": "logging.StreamHandler"},
        "line": {"class": "logging.StreamHandler", "formatter": "line"},
    },
    "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "INFO")},
    "loggers": {
        "pikepdf": {"level": "WARNING"},  # it greets whoever imports it
        # The record of security, a line of JSON for each event.
        "security": {"handlers": ["line"], "level": "INFO", "propagate": False},
        # Who signed in, or tried to, and from where; whatever else is left out of the log.
        "herefordshire_cs.accounts.signing_in": {"level": "INFO"},
    },
}
