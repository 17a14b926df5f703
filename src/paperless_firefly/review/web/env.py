"""The options that the environment gives: one table, typed, loud when wrong.

Values are stripped of blanks, a carriage return and a trailing ` # comment`, as people paste them
into `stack.env`. A secret may stand in a file that `NAME_FILE` names.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from ...domain.errors import ConfigurationError

_COMMENT = re.compile(r"(?:^|\s)#.*$")
_TRUE, _FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


@dataclass(frozen=True, slots=True)
class Option:
    """One option: its default as text, how it is read, and what it does (for the docs)."""

    name: str
    default: str
    parse: Callable[[str], object]
    meaning: str
    secret: bool = False


def clean(value: str) -> str:
    """A value as meant: without blanks, carriage return and trailing comment."""
    return _COMMENT.sub("", value.replace("\r", "")).strip().strip("\"'")


def text(value: str) -> str:
    """Any text."""
    return value


def names(value: str) -> list[str]:
    """Several texts, parted by commas."""
    return [part for each in value.split(",") if (part := each.strip())]


def flag(value: str) -> bool:
    """true or false."""
    if value.casefold() in _TRUE:
        return True
    if value.casefold() in _FALSE:
        return False
    raise ValueError("is neither true nor false")


def whole(least: int) -> Callable[[str], int]:
    """A whole number of at least `least`."""

    def parse(value: str) -> int:
        if not re.fullmatch(r"-?\d+", value):
            raise ValueError("is not a whole number")
        if int(value) < least:
            raise ValueError(f"must be at least {least}")
        return int(value)

    return parse


def number(least: float, most: float) -> Callable[[str], float]:
    """A number between two limits."""

    def parse(value: str) -> float:
        try:
            found = float(value)
        except ValueError:
            raise ValueError("is not a number") from None
        if not least <= found <= most:
            raise ValueError(f"must be between {least:g} and {most:g}")
        return found

    return parse


def address(value: str) -> str:
    """An http(s) URL without user name, or nothing."""
    if not value:
        return ""
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError:
        raise ValueError("is not a URL") from None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("is not a URL that begins with http:// or https://")
    if parts.username or parts.password:
        raise ValueError("must not hold a user name or password")
    return value.rstrip("/")


def addresses(value: str) -> list[str]:
    """Several http(s) URLs, parted by commas."""
    return [address(each) for each in names(value)]


def zone(value: str) -> str:
    """A time zone's name, or nothing."""
    if value and value not in available_timezones():
        raise ValueError("is no time zone; use a name like Europe/Vienna")
    return value


OPTIONS: tuple[Option, ...] = (
    Option("PAPERLESS_URL", "", address, "Where SparkLink reaches Paperless-ngx."),
    Option("PAPERLESS_TOKEN", "", text, "Its API token.", secret=True),
    Option("PAPERLESS_EXTERNAL_URL", "", address, "Where people open Paperless-ngx, if elsewhere."),
    Option("PAPERLESS_FILTER_TAG", "finance/inbox", text, "The tag of documents to fetch."),
    Option("FIREFLY_URL", "", address, "Where SparkLink reaches Firefly III."),
    Option("FIREFLY_TOKEN", "", text, "Its personal access token.", secret=True),
    Option("FIREFLY_EXTERNAL_URL", "", address, "Where people open Firefly III, if elsewhere."),
    Option("FIREFLY_DEFAULT_ACCOUNT", "", text, "Name or id of the asset account proposed first."),
    Option("CONFIDENCE_AUTO_THRESHOLD", "0.95", number(0, 1), "From here a reading is certain."),
    Option("CONFIDENCE_REVIEW_THRESHOLD", "0.60", number(0, 1), "From here it is likely."),
    Option("POSTING_DELAY", "10", whole(0), "Seconds in which a decision can be undone."),
    Option("ADMIN_USERNAME", "", text, "The first user, made once; owns the connections above."),
    Option("ADMIN_PASSWORD", "", text, "That user's first password.", secret=True),
    Option("DJANGO_SECRET_KEY", "", text, "Signs sessions; made if empty.", secret=True),
    Option("SPARKLINK_TOKEN_KEY", "", text, "Encrypts stored tokens; made if empty.", secret=True),
    Option("SPARKLINK_URL", "", addresses, "The public address; several by comma."),
    Option("ALLOWED_HOSTS", "", names, "Further host names to answer to."),
    Option("SPARKLINK_TRUSTED_PROXIES", "", names, "Networks of proxies to believe."),
    Option("SPARKLINK_HSTS_SECONDS", "0", whole(0), "Strict-Transport-Security over https."),
    Option("TZ", "", zone, "The time zone of people and schedules; unset is UTC."),
    Option("SPARKLINK_DATA", "data", text, "The folder for database, keys and page images."),
    Option("DATABASE_URL", "", text, "A PostgreSQL database instead of SQLite.", secret=True),
    Option("REDIS_URL", "", text, "Redis for queue and cache: several machines.", secret=True),
    Option("SPARKLINK_INTERVAL", "0", whole(0), "Minutes between runs by themselves; 0 is never."),
    Option("SPARKLINK_SYNC_DAYS", "730", whole(1), "Days back that a sync of Firefly III covers."),
    Option("SPARKLINK_PAGES_MB", "1000", whole(10), "Megabytes for drawn pages."),
    Option("SPARKLINK_FILE_WORKERS", "1", whole(1), "Processes that read files, per worker."),
    Option("SPARKLINK_WORKER_THREADS", "2", whole(1), "Tasks that a worker does at once."),
    Option("SPARKLINK_UPSTREAM_TIMEOUT", "20", number(0.1, 600), "Seconds to wait for a server."),
    Option("SPARKLINK_SWEEP_SECONDS", "15", number(0.1, 600), "How often due work is looked for."),
    Option("SPARKLINK_BACKOFF", "1", number(0, 10), "Factor on the waits between tries."),
    Option("GUNICORN_WORKERS", "4", whole(1), "Web processes; (2 × cores) + 1 at most."),
    Option("GUNICORN_THREADS", "2", whole(1), "Threads in each web process."),
    Option("GUNICORN_TIMEOUT", "120", whole(1), "Seconds after which a request is ended."),
    Option("USE_DEV_SERVER", "false", flag, "Django's development server instead of gunicorn."),
    Option("PORT", "8080", whole(1), "The port of the web server."),
)


def read(environ: Mapping[str, str] = os.environ) -> dict[str, object]:
    """Every option by name; ConfigurationError names the one that is wrong."""
    values = {option.name: _value(option, environ) for option in OPTIONS}
    _refuse_disorder(values)
    return values


def _value(option: Option, environ: Mapping[str, str]) -> object:
    raw = clean(environ.get(option.name, ""))
    if option.secret and not raw:
        raw = _from_file(option.name, environ)
    try:
        return option.parse(raw or option.default)
    except ValueError as error:
        shown = "its value" if option.secret else f'"{raw}"'
        raise ConfigurationError(f"{option.name}: {shown} {error}.") from None


def _from_file(name: str, environ: Mapping[str, str]) -> str:
    path = clean(environ.get(f"{name}_FILE", ""))
    if not path:
        return ""
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no text"
        raise ConfigurationError(f"{name}_FILE: {path} cannot be read: {reason}.") from None


def _refuse_disorder(values: Mapping[str, object]) -> None:
    low, high = values["CONFIDENCE_REVIEW_THRESHOLD"], values["CONFIDENCE_AUTO_THRESHOLD"]
    if float(str(low)) > float(str(high)):
        raise ConfigurationError(
            "CONFIDENCE_REVIEW_THRESHOLD must not be above CONFIDENCE_AUTO_THRESHOLD."
        )
    for one, other in (
        ("PAPERLESS_URL", "PAPERLESS_TOKEN"),
        ("FIREFLY_URL", "FIREFLY_TOKEN"),
        ("ADMIN_USERNAME", "ADMIN_PASSWORD"),
    ):
        if bool(values[one]) != bool(values[other]):
            given, missing = (one, other) if values[one] else (other, one)
            raise ConfigurationError(f"{given} is given, but not {missing}: set both or neither.")
