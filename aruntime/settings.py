"""Settings of one installation, read from `DATABASE_URL` and variables named `ARUNTIME_…`.

Without any variable the application serves this host only, over plain HTTP, from an SQLite
database in `.data/`. The README lists every variable.
"""

import os
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from aruntime.secret_key import read_or_make_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

DATA_DIR = Path(env.str("ARUNTIME_DATA_DIR", default=str(BASE_DIR / ".data")))

# This installation

DEBUG = env.bool("ARUNTIME_DEBUG", default=False)
LOOPBACK_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
ALLOWED_HOSTS = env.list("ARUNTIME_ALLOWED_HOSTS", default=LOOPBACK_HOSTS)
HTTPS = env.bool("ARUNTIME_HTTPS", default=False)
SECRET_KEY = env.str("ARUNTIME_SECRET_KEY", default="") or read_or_make_secret_key(
    DATA_DIR / "secret_key"
)
TIME_ZONE = env.str("ARUNTIME_TIME_ZONE", default="UTC")
# A record whose review date is at most this many days away is due soon.
DUE_SOON_DAYS = env.int("ARUNTIME_DUE_SOON_DAYS", default=30)
# So many days after its acceptance the consequences and assumptions of a record are held against
# what has happened.
LOOK_BACK_DAYS = env.int("ARUNTIME_LOOK_BACK_DAYS", default=30)
# A claim whose sources were read more than this many days ago is marked as stale.
STALE_DAYS = env.int("ARUNTIME_STALE_DAYS", default=180)
# Anyone may report an error; one sender at most so often in an hour.
CORRECTIONS_PER_HOUR = env.int("ARUNTIME_CORRECTIONS_PER_HOUR", default=10)

if "*" in ALLOWED_HOSTS and not DEBUG:
    raise ImproperlyConfigured("ARUNTIME_ALLOWED_HOSTS: name the hosts, '*' is not accepted.")

# Where people open the site, for links in mail and in calendars.
SITE_URL = env.str("ARUNTIME_URL", default="").rstrip("/")
if not SITE_URL:
    is_local = ALLOWED_HOSTS == LOOPBACK_HOSTS
    port = f":{env.int('ARUNTIME_PORT', default=8000)}" if is_local else ""
    SITE_URL = f"{'https' if HTTPS else 'http'}://{ALLOWED_HOSTS[0].lstrip('.')}{port}"
if not SITE_URL.startswith(("http://", "https://")):
    raise ImproperlyConfigured("ARUNTIME_URL: begin with https:// or http://.")

# A demo account has a password that anyone at this machine can read, so it exists only on an
# installation that nothing but this machine can reach.
DEMO_ALLOWED = not (
    {"DATABASE_URL", "ARUNTIME_ALLOWED_HOSTS", "ARUNTIME_HTTPS", "ARUNTIME_SECRET_KEY"}
    & os.environ.keys()
)

# Database

SQLITE_OPTIONS = {
    # Without IMMEDIATE a transaction that reads first and writes later fails under load.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;"
        "PRAGMA synchronous=NORMAL;"
        "PRAGMA mmap_size=134217728;"
        "PRAGMA cache_size=-20000;"
    ),
}
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'db.sqlite3'}")}
DATABASES["default"]["CONN_MAX_AGE"] = 60
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
elif DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
    raise ImproperlyConfigured("DATABASE_URL: use sqlite:///… or postgres://….")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Attempts are counted here, so all workers must see one cache; a migration makes its table.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# Application

INSTALLED_APPS = [
    "aruntime.teams",
    "aruntime.api",
    "selection",
    "adr",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_htmx",
    "template_partials",
    "allauth",
    "allauth.account",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "aruntime.teams.middleware.SignInRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "aruntime.urls"
WSGI_APPLICATION = "aruntime.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "aruntime.teams.context.current_teams",
                "adr.reviews.context.waiting_count",
            ],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
LANGUAGE_CODE = "en-gb"
USE_I18N = False
USE_TZ = True

# People

AUTH_USER_MODEL = "teams.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]

# Without a mail server, mail goes to the server's log: whoever reads it can pass a link on.
try:
    MAIL = env.email("ARUNTIME_EMAIL_URL", default="consolemail://")
except (ImproperlyConfigured, ValueError) as error:
    raise ImproperlyConfigured(f"ARUNTIME_EMAIL_URL: {error}.") from error
globals().update(MAIL)
SENDS_MAIL = not MAIL["EMAIL_BACKEND"].endswith(".console.EmailBackend")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("ARUNTIME_EMAIL_FROM", default="aruntime@localhost")

# Where strangers can come and no mail proves whose address it is, anybody could sign up in the
# name of a colleague and be added to a team.
SIGN_UP = env.str("ARUNTIME_SIGN_UP", default="") or (
    "open" if SENDS_MAIL or ALLOWED_HOSTS == LOOPBACK_HOSTS else "closed"
)
if SIGN_UP not in ("open", "closed"):
    raise ImproperlyConfigured("ARUNTIME_SIGN_UP: use open or closed.")

ACCOUNT_ADAPTER = "aruntime.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if SENDS_MAIL else "none"
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_FORMS = {
    "login": "aruntime.accounts.forms.SignInForm",
    "signup": "aruntime.accounts.forms.SignUpForm",
    "change_password": "aruntime.accounts.forms.ChangePasswordForm",
    "reset_password": "aruntime.accounts.forms.RequestResetForm",
    "reset_password_from_key": "aruntime.accounts.forms.ResetPasswordForm",
}
# Attempts are counted by the address of the client, which the proxy in front passes on.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if HTTPS else 0

# Files

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# A question's answer is text; the largest file a form takes is an answers file.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# A record with hundreds of rows (gates, alternatives) posts several fields for each of them.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
# Somebody may choose all Markdown files of a folder to import.
DATA_UPLOAD_MAX_NUMBER_FILES = 1_000

# Security

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        # Bootstrap's own style sheet carries its small icons as data URLs.
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
CSRF_FAILURE_VIEW = "aruntime.views.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = env.int("ARUNTIME_HSTS_SECONDS", default=31_536_000 if HTTPS else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env.str("ARUNTIME_LOG_LEVEL", default="WARNING")},
}
