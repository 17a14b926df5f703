"""Every option that the environment may set: name, default, meaning."""

from __future__ import annotations

from typing import Any

from .env import (
    Option,
    address,
    addresses,
    flag,
    hosts,
    networks,
    number,
    store,
    text,
    whole,
    zone,
)

# The servers
PAPERLESS_URL = Option("PAPERLESS_URL", "", address, "Where SparkLink reaches Paperless-ngx.")
PAPERLESS_TOKEN = Option("PAPERLESS_TOKEN", "", text, "Its API token.", secret=True)
PAPERLESS_EXTERNAL_URL = Option(
    "PAPERLESS_EXTERNAL_URL", "", address, "Where people open Paperless-ngx, if elsewhere."
)
PAPERLESS_FILTER_TAG = Option(
    "PAPERLESS_FILTER_TAG", "finance/inbox", text, "The tag of the documents to fetch."
)
FIREFLY_URL = Option("FIREFLY_URL", "", address, "Where SparkLink reaches Firefly III.")
FIREFLY_TOKEN = Option("FIREFLY_TOKEN", "", text, "Its personal access token.", secret=True)
FIREFLY_EXTERNAL_URL = Option(
    "FIREFLY_EXTERNAL_URL", "", address, "Where people open Firefly III, if elsewhere."
)
FIREFLY_DEFAULT_ACCOUNT = Option(
    "FIREFLY_DEFAULT_ACCOUNT", "", text, "Name or id of the asset account to propose first."
)

# Judgement and posting
CONFIDENCE_AUTO_THRESHOLD = Option(
    "CONFIDENCE_AUTO_THRESHOLD", "0.95", number(0, 1), "From this confidence a reading is certain."
)
CONFIDENCE_REVIEW_THRESHOLD = Option(
    "CONFIDENCE_REVIEW_THRESHOLD", "0.60", number(0, 1), "From this confidence it is likely."
)
POSTING_DELAY = Option(
    "POSTING_DELAY", "10", whole(0, 86_400), "Seconds in which a decision can be undone."
)

# People and addresses
ADMIN_USERNAME = Option(
    "ADMIN_USERNAME", "", text, "The first user, made once; owns the connections above."
)
ADMIN_PASSWORD = Option("ADMIN_PASSWORD", "", text, "That user's first password.", secret=True)
SPARKLINK_URL = Option(
    "SPARKLINK_URL", "", addresses, "The address that people open; several by comma."
)
ALLOWED_HOSTS = Option("ALLOWED_HOSTS", "", hosts, "Further host names to answer to, by comma.")
SPARKLINK_TRUSTED_PROXIES = Option(
    "SPARKLINK_TRUSTED_PROXIES", "", networks,
    "Networks of proxies that may tell scheme and client address, by comma.",
)  # fmt: skip
SPARKLINK_HSTS_SECONDS = Option(
    "SPARKLINK_HSTS_SECONDS", "0", whole(0), "Strict-Transport-Security, sent over https alone."
)
TZ = Option("TZ", "", zone, "The time zone of people and schedules; UTC if unset.")

# Keys
DJANGO_SECRET_KEY = Option(
    "DJANGO_SECRET_KEY", "", text, "Signs sessions; made in the data folder if unset.", secret=True
)
SPARKLINK_TOKEN_KEY = Option(
    "SPARKLINK_TOKEN_KEY", "", text, "Locks the stored tokens; made in the data folder if unset.",
    secret=True,
)  # fmt: skip

# Where things are kept
SPARKLINK_DATA = Option(
    "SPARKLINK_DATA", "data", text, "The folder of database, queue, keys and page images."
)
SPARKLINK_STATIC = Option(
    "SPARKLINK_STATIC", "", text, "The folder of static files that were collected beforehand."
)
DATABASE_URL = Option(
    "DATABASE_URL", "", store("postgres", "postgresql", "sqlite"),
    "A PostgreSQL database instead of SQLite.", secret=True,
)  # fmt: skip
REDIS_URL = Option(
    "REDIS_URL", "", store("redis", "rediss", "unix"),
    "A Redis for queue and cache, for several machines.", secret=True,
)  # fmt: skip

# Work in the background
SPARKLINK_INTERVAL = Option(
    "SPARKLINK_INTERVAL", "0", whole(0), "Minutes between runs by themselves; 0 is never."
)
SPARKLINK_SYNC_DAYS = Option(
    "SPARKLINK_SYNC_DAYS", "730", whole(1, 36_500), "Days back that a sync of Firefly III covers."
)
SPARKLINK_PAGES_MB = Option(
    "SPARKLINK_PAGES_MB", "1000", whole(10), "Megabytes of page images kept at most."
)
SPARKLINK_EXPORT_MB = Option(
    "SPARKLINK_EXPORT_MB", "2000", whole(1), "Megabytes of documents in a tax-year export at most."
)
SPARKLINK_AUDIT_DAYS = Option(
    "SPARKLINK_AUDIT_DAYS", "0", whole(0, 36_500), "Days that the audit log is kept; 0 is for ever."
)
SPARKLINK_ATTACH_MB = Option(
    "SPARKLINK_ATTACH_MB",
    "20",
    whole(1, 100),
    "Megabytes of a file attached in Firefly III at most.",
)
SPARKLINK_FILE_WORKERS = Option(
    "SPARKLINK_FILE_WORKERS", "1", whole(1, 64), "Processes of the worker that read files."
)
SPARKLINK_FILE_SECONDS = Option(
    "SPARKLINK_FILE_SECONDS", "30", whole(1, 3_600), "Seconds that reading one file may take."
)
SPARKLINK_FILE_MEMORY_MB = Option(
    "SPARKLINK_FILE_MEMORY_MB", "1024", whole(256, 65_536), "Megabytes that reading it may take."
)
SPARKLINK_FILE_PAGES = Option(
    "SPARKLINK_FILE_PAGES", "50", whole(1, 10_000), "Pages of a document that are read."
)
SPARKLINK_FILE_MB = Option(
    "SPARKLINK_FILE_MB", "200", whole(1, 2_000), "Megabytes that a file may have."
)
SPARKLINK_UPLOAD_MB = Option(
    "SPARKLINK_UPLOAD_MB", "1000", whole(1, 1_000_000),
    "Megabytes of files handed in that wait for Paperless-ngx at most.",
)  # fmt: skip
SPARKLINK_FILE_MEGAPIXELS = Option(
    "SPARKLINK_FILE_MEGAPIXELS", "100", whole(1, 1_000), "Million pixels that an image may have."
)
SPARKLINK_WORKER_THREADS = Option(
    "SPARKLINK_WORKER_THREADS",
    "2",
    whole(1, 64),
    "Tasks that the worker does at once; its sweep does as many rows.",
)
SPARKLINK_UPSTREAM_TIMEOUT = Option(
    "SPARKLINK_UPSTREAM_TIMEOUT", "20", number(0.1, 600),
    "Seconds to wait for Paperless-ngx or Firefly III.",
)  # fmt: skip
SPARKLINK_SWEEP_SECONDS = Option(
    "SPARKLINK_SWEEP_SECONDS", "15", number(0.1, 600), "Seconds between two looks for due work."
)
SPARKLINK_BACKOFF = Option(
    "SPARKLINK_BACKOFF", "1", number(0, 10), "Factor on the waits before another try."
)

# The web server
GUNICORN_WORKERS = Option(
    "GUNICORN_WORKERS", "4", whole(1, 256), "Web processes; rule of thumb: (2 × cores) + 1."
)
GUNICORN_THREADS = Option("GUNICORN_THREADS", "2", whole(1, 256), "Threads of each web process.")
GUNICORN_TIMEOUT = Option(
    "GUNICORN_TIMEOUT", "120", whole(1, 86_400), "Seconds after which a request is ended."
)
GUNICORN_MAX_REQUESTS = Option(
    "GUNICORN_MAX_REQUESTS", "5000", whole(0),
    "Requests after which a web process is replaced, a fifth more or less; 0 is never.",
)  # fmt: skip
USE_DEV_SERVER = Option(
    "USE_DEV_SERVER", "false", flag, "Django's development server instead of gunicorn."
)
SPARKLINK_HOST = Option(
    "SPARKLINK_HOST",
    "0.0.0.0",  # noqa: S104 - a container is reached from outside
    text,
    "The address that the web server listens on.",
)
PORT = Option("PORT", "8080", whole(1, 65_535), "The port of the web server.")

OPTIONS: tuple[Option[Any], ...] = tuple(
    value for value in list(globals().values()) if isinstance(value, Option)
)
