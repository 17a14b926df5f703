"""Django's settings: the only reader of the environment (through env.py)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from django.utils.translation import gettext_lazy as _

from . import env, keys, options

_env = env.Environment(os.environ)
_here = Path(__file__).resolve().parent

# --- What services, pages and commands read, under the names that users know
PAPERLESS_URL = _env[options.PAPERLESS_URL]
PAPERLESS_TOKEN = _env[options.PAPERLESS_TOKEN]
PAPERLESS_EXTERNAL_URL = _env[options.PAPERLESS_EXTERNAL_URL]
PAPERLESS_FILTER_TAG = _env[options.PAPERLESS_FILTER_TAG]
FIREFLY_URL = _env[options.FIREFLY_URL]
FIREFLY_TOKEN = _env[options.FIREFLY_TOKEN]
FIREFLY_EXTERNAL_URL = _env[options.FIREFLY_EXTERNAL_URL]
FIREFLY_DEFAULT_ACCOUNT = _env[options.FIREFLY_DEFAULT_ACCOUNT]
CONFIDENCE_AUTO_THRESHOLD = _env[options.CONFIDENCE_AUTO_THRESHOLD]
CONFIDENCE_REVIEW_THRESHOLD = _env[options.CONFIDENCE_REVIEW_THRESHOLD]
POSTING_DELAY = _env[options.POSTING_DELAY]
ADMIN_USERNAME = _env[options.ADMIN_USERNAME]
ADMIN_PASSWORD = _env[options.ADMIN_PASSWORD]
SPARKLINK_URL = _env[options.SPARKLINK_URL]
SPARKLINK_TRUSTED_PROXIES = _env[options.SPARKLINK_TRUSTED_PROXIES]
SPARKLINK_DATA = Path(_env[options.SPARKLINK_DATA]).absolute()
SPARKLINK_STATIC = _env[options.SPARKLINK_STATIC]
REDIS_URL = _env[options.REDIS_URL]
SPARKLINK_INTERVAL = _env[options.SPARKLINK_INTERVAL]
SPARKLINK_SYNC_DAYS = _env[options.SPARKLINK_SYNC_DAYS]
SPARKLINK_PAGES_MB = _env[options.SPARKLINK_PAGES_MB]
SPARKLINK_EXPORT_MB = _env[options.SPARKLINK_EXPORT_MB]
SPARKLINK_AUDIT_DAYS = _env[options.SPARKLINK_AUDIT_DAYS]
SPARKLINK_ATTACH_MB = _env[options.SPARKLINK_ATTACH_MB]
SPARKLINK_FILE_WORKERS = _env[options.SPARKLINK_FILE_WORKERS]
SPARKLINK_FILE_SECONDS = _env[options.SPARKLINK_FILE_SECONDS]
SPARKLINK_FILE_MEMORY_MB = _env[options.SPARKLINK_FILE_MEMORY_MB]
SPARKLINK_FILE_PAGES = _env[options.SPARKLINK_FILE_PAGES]
SPARKLINK_FILE_MB = _env[options.SPARKLINK_FILE_MB]
SPARKLINK_UPLOAD_MB = _env[options.SPARKLINK_UPLOAD_MB]
SPARKLINK_FILE_MEGAPIXELS = _env[options.SPARKLINK_FILE_MEGAPIXELS]
SPARKLINK_WORKER_THREADS = _env[options.SPARKLINK_WORKER_THREADS]
SPARKLINK_UPSTREAM_TIMEOUT = _env[options.SPARKLINK_UPSTREAM_TIMEOUT]
SPARKLINK_SWEEP_SECONDS = _env[options.SPARKLINK_SWEEP_SECONDS]
SPARKLINK_BACKOFF = _env[options.SPARKLINK_BACKOFF]
GUNICORN_WORKERS = _env[options.GUNICORN_WORKERS]
GUNICORN_THREADS = _env[options.GUNICORN_THREADS]
GUNICORN_TIMEOUT = _env[options.GUNICORN_TIMEOUT]
GUNICORN_MAX_REQUESTS = _env[options.GUNICORN_MAX_REQUESTS]
USE_DEV_SERVER = _env[options.USE_DEV_SERVER]
SPARKLINK_HOST = _env[options.SPARKLINK_HOST]
PORT = _env[options.PORT]

_env.refuse_half(options.PAPERLESS_URL, options.PAPERLESS_TOKEN)
_env.refuse_half(options.FIREFLY_URL, options.FIREFLY_TOKEN)
_env.refuse_half(options.ADMIN_USERNAME, options.ADMIN_PASSWORD)
if CONFIDENCE_REVIEW_THRESHOLD > CONFIDENCE_AUTO_THRESHOLD:
    _env.problems.append("CONFIDENCE_REVIEW_THRESHOLD is above CONFIDENCE_AUTO_THRESHOLD.")

# --- Keys: random ones, kept nowhere, until `make_keys` was called or the environment gives them
_given_keys = _env[options.DJANGO_SECRET_KEY], _env[options.SPARKLINK_TOKEN_KEY]
SECRET_KEY = keys.secret_key(_given_keys[0], SPARKLINK_DATA)
SPARKLINK_TOKEN_KEY = keys.token_key(_given_keys[1], SPARKLINK_DATA)


def make_keys() -> None:
    """Makes the keys that are neither given nor there, and puts them in force.

    Called by the commands that start SparkLink, before Django takes these settings over.
    """
    global SECRET_KEY, SPARKLINK_TOKEN_KEY
    SPARKLINK_DATA.mkdir(parents=True, exist_ok=True)
    keys.make_missing(SPARKLINK_DATA)
    SECRET_KEY = keys.secret_key(_given_keys[0], SPARKLINK_DATA)
    SPARKLINK_TOKEN_KEY = keys.token_key(_given_keys[1], SPARKLINK_DATA)


# --- Addresses
DEBUG = False
ALLOWED_HOSTS = [
    "localhost",
    "127.0.0.1",
    "[::1]",
    *(str(urlsplit(url).hostname) for url in SPARKLINK_URL),
    *_env[options.ALLOWED_HOSTS],
]
CSRF_TRUSTED_ORIGINS = [f"{urlsplit(url).scheme}://{urlsplit(url).netloc}" for url in SPARKLINK_URL]
CSRF_FAILURE_VIEW = "paperless_firefly.review.web.views.errors.csrf_failure"

# --- Apps
INSTALLED_APPS = [
    "paperless_firefly.review",
    "paperless_firefly.review.web",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.usersessions",
]
MIDDLEWARE = [
    "paperless_firefly.review.web.middleware.head_without_body",
    "paperless_firefly.review.web.middleware.security_headers",
    "paperless_firefly.review.web.middleware.secure_cookies",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # every page is behind sign-in unless it says otherwise
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "paperless_firefly.review.web.middleware.as_the_user_likes",
    "paperless_firefly.review.web.middleware.note_sessions",
]
FILE_UPLOAD_HANDLERS = ["paperless_firefly.review.web.incoming.ToDisk"]
DATA_UPLOAD_MAX_NUMBER_FILES = 100
ROOT_URLCONF = "paperless_firefly.review.web.urls"
WSGI_APPLICATION = "paperless_firefly.review.web.app.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "paperless_firefly.review.web.contexts.shell.frame",
            ]
        },
    }
]

# --- Database, cache, queue
_SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}
_database_url = _env[options.DATABASE_URL]
_database: dict[str, Any] = (
    {**dj_database_url.parse(_database_url)}
    if _database_url
    else {"ENGINE": "django.db.backends.sqlite3", "NAME": SPARKLINK_DATA / "db.sqlite3"}
)
if _database["ENGINE"] == "django.db.backends.sqlite3":
    _database["OPTIONS"] = _SQLITE
DATABASES = {"default": {**_database, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "sparklink",
    }
    if REDIS_URL
    else {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "sparklink_cache",
        # the counters of failed sign-ins live here: they must not be culled by a flood of others
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
SPARKLINK_QUEUE = SPARKLINK_DATA / "queue.sqlite3"

# --- People
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
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
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "paperless_firefly.review.web.accounts.Adapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/300s/key",
    "change_password": "5/m/user",
    "first_admin": "10/m/ip",
}
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

# Names of our own: cookies know no ports, and Paperless-ngx may run on the same host.
# `Secure` is set per request (middleware): https through a tunnel and http in the LAN both work.
SESSION_COOKIE_NAME = "sparklink_session"
CSRF_COOKIE_NAME = "sparklink_csrf"
LANGUAGE_COOKIE_NAME = "sparklink_language"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"

# --- Headers (the others are the middleware's)
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = _env[options.SPARKLINK_HSTS_SECONDS]

# --- Languages and time
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("de", _("German"))]
LOCALE_PATHS = [_here / "locale"]
FORMAT_MODULE_PATH = ["paperless_firefly.review.web.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = _env[options.TZ] or "UTC"
TIME_ZONE_GIVEN = _env.given(options.TZ)

# --- Static files: collected when the image is built, elsewhere at start; tests need none
STATIC_URL = "/static/"
STATIC_ROOT = Path(SPARKLINK_STATIC) if SPARKLINK_STATIC else SPARKLINK_DATA / "static"
MANIFEST_STORAGE = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
_collected = (STATIC_ROOT / "staticfiles.json").is_file()
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": MANIFEST_STORAGE
        if _collected
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not _collected
WHITENOISE_AUTOREFRESH = False
WHITENOISE_ALLOW_ALL_ORIGINS = False

# --- Log
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "format": "[{asctime}] [{levelname}] {name}: {message}",
            "datefmt": "%Y-%m-%d %H:%M:%S",
            "style": "{",
        }
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "plain",
            "stream": "ext://sys.stdout",
        }
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        # refused hosts are answered with a page that says why, 404s are in the access log
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "httpx": {"level": "WARNING"},
        "httpcore": {"level": "WARNING"},
        "huey": {"level": "WARNING"},
    },
}

_env.refuse_problems()
