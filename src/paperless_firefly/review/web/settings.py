"""Django's settings: the only reader of the environment (through env.py)."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from django.utils.translation import gettext_lazy as _

from . import env, keys

_options: dict[str, Any] = env.read()
_here = Path(__file__).resolve().parent

# what services and pages read, under the names that users know
globals().update({name: value for name, value in _options.items() if name.isupper()})

SPARKLINK_DATA = Path(_options["SPARKLINK_DATA"]).absolute()
SECRET_KEY = keys.secret_key(_options["DJANGO_SECRET_KEY"], SPARKLINK_DATA)
SPARKLINK_TOKEN_KEY = keys.token_key(_options["SPARKLINK_TOKEN_KEY"], SPARKLINK_DATA)
DEBUG = False

_public: list[str] = _options["SPARKLINK_URL"]
ALLOWED_HOSTS = list(
    dict.fromkeys(
        [
            "localhost",
            "127.0.0.1",
            "[::1]",
            *(str(urlsplit(url).hostname) for url in _public),
            *_options["ALLOWED_HOSTS"],
        ]
    )
)
CSRF_TRUSTED_ORIGINS = [f"{urlsplit(u).scheme}://{urlsplit(u).netloc}" for u in _public]
CSRF_FAILURE_VIEW = "paperless_firefly.review.web.views.errors.csrf_failure"

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
]

MIDDLEWARE = [
    "paperless_firefly.review.web.middleware.trusted_proxies",
    "paperless_firefly.review.web.middleware.security_headers",
    "paperless_firefly.review.web.middleware.refused_host",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "paperless_firefly.review.web.middleware.cookies_secure_by_request",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "paperless_firefly.review.web.middleware.private_pages",
]

ROOT_URLCONF = "paperless_firefly.review.web.urls"
WSGI_APPLICATION = "paperless_firefly.review.web.app.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

if _options["DATABASE_URL"]:
    DATABASES = {"default": dict(dj_database_url.parse(_options["DATABASE_URL"]))}
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": SPARKLINK_DATA / "db.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            },
        }
    }
DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

if _options["REDIS_URL"]:
    CACHES: dict[str, Any] = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": _options["REDIS_URL"],
        }
    }
else:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "sparklink_cache",
        }
    }

AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
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
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_ADAPTER = "paperless_firefly.review.web.accounts.Adapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/300s/key",
    "change_password": "5/m/user",
}
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

# `Secure` is set per request (middleware): https through a tunnel and http in the LAN both work
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("de", _("German"))]
LOCALE_PATHS = [_here / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = _options["TZ"] or "UTC"

STATIC_URL = "static/"
# collected when the image is built; elsewhere at start
STATIC_ROOT = _here.parent.parent / "static_collected"
if not STATIC_ROOT.is_dir():
    STATIC_ROOT = SPARKLINK_DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600
WHITENOISE_KEEP_ONLY_HASHED_FILES = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "[{levelname}] {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "httpx": {"level": "WARNING"},
        "huey": {"level": "WARNING"},
    },
}
