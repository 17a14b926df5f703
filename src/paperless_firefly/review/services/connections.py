"""Connections: entering, checking, and refreshing them from the environment."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from ...domain.errors import SparkLinkError
from ..models import (
    Attachment,
    Connection,
    ConnectionKind,
    Posting,
    PostingState,
    Upload,
    UploadState,
    WorkState,
    WriteBack,
)
from ..models.states import OPEN_UPLOADS
from . import breaker, rules, vault
from .audit import record_for
from .errors import InvalidValues, NotAllowed
from .upstreams import Upstreams


@transaction.atomic
def save(
    *,
    owner: AbstractBaseUser,
    kind: ConnectionKind,
    url: str,
    external_url: str = "",
    token: str | None = None,
) -> Connection:
    """Writes a connection; `token` None keeps the present one unless the origin changes.

    What waits because of the old one becomes due again, and a check is asked for.
    """
    url, external_url = url.strip().rstrip("/"), external_url.strip().rstrip("/")
    _refuse_wrong_addresses(url, external_url)
    row, _ = Connection.objects.select_for_update().get_or_create(
        owner_id=owner.pk, kind=kind, defaults={"url": url}
    )
    if row.managed:
        raise NotAllowed(
            "This connection comes from the environment. Change it there and start again."
        )
    was = row.url
    _set(row, url, external_url, token)
    record_for(
        owner.pk, "connection-changed", actor=owner, kind=str(kind), was=was, now=url,
        new_token=bool(token),
    )  # fmt: skip
    _retry_what_waits(row)
    return row


def request_check(*, connection: Connection) -> None:
    """Asks for a test of a connection; a worker makes it, the page polls."""
    Connection.objects.filter(pk=connection.pk).update(check_due=True)


def work_check(connection: Connection, upstreams: Upstreams) -> None:
    """Tries a connection and writes down what came of it; claims the wish first."""
    if not Connection.objects.filter(pk=connection.pk, check_due=True).update(check_due=False):
        return
    breaker.try_now(connection.owner_id)
    try:
        version, error = _version(connection, upstreams), ""
    except SparkLinkError as problem:
        version, error = connection.version, str(problem)
    note_check(connection, version=version, error=error)


def note_check(connection: Connection, *, version: str = "", error: str = "") -> None:
    """Writes down that a connection answered, or why it did not."""
    changes: dict[str, object] = {
        "checked_at": timezone.now(),
        "check_ok": not error,
        "check_error": error,
    }
    if version:
        changes["version"] = version
    if not error:
        changes |= {"failures": 0, "open_until": None, "trouble": ""}
    Connection.objects.filter(pk=connection.pk).update(**changes)


def refresh_from_environment() -> None:
    """Makes the environment's connections rows of the ADMIN_USERNAME user, read-only in pages."""
    owner = get_user_model().objects.filter(username=settings.ADMIN_USERNAME).first()
    if owner is None:
        return
    for kind, url, external, token in (
        (
            ConnectionKind.PAPERLESS,
            settings.PAPERLESS_URL,
            settings.PAPERLESS_EXTERNAL_URL,
            settings.PAPERLESS_TOKEN,
        ),
        (
            ConnectionKind.FIREFLY,
            settings.FIREFLY_URL,
            settings.FIREFLY_EXTERNAL_URL,
            settings.FIREFLY_TOKEN,
        ),
    ):
        _refresh(owner, kind, url, external, token)


@transaction.atomic
def _refresh(
    owner: AbstractBaseUser, kind: ConnectionKind, url: str, external: str, token: str
) -> None:
    if not url:
        Connection.objects.filter(owner_id=owner.pk, kind=kind).update(managed=False)
        return
    row, _ = Connection.objects.get_or_create(owner_id=owner.pk, kind=kind, defaults={"url": url})
    row.managed = True
    _set(row, url.rstrip("/"), external.rstrip("/"), token)
    _retry_what_waits(row)


def _set(row: Connection, url: str, external_url: str, token: str | None) -> None:
    moved = vault.origin(row.url) != vault.origin(url)
    if token:
        row.token = vault.lock(token, url)
    elif moved:
        row.token = ""
    if moved:
        row.cursor = {}
        if row.kind == ConnectionKind.PAPERLESS:
            _send_again(row.owner_id)
        if row.kind == ConnectionKind.FIREFLY:
            rules.forget_numbers(row.owner_id)
    if moved or token:
        row.failures, row.open_until, row.trouble = 0, None, ""
    row.url, row.external_url, row.check_due = url, external_url, True
    row.save(
        update_fields=[
            "url", "external_url", "token", "managed", "check_due", "cursor", "failures",
            "open_until", "trouble",
        ]
    )  # fmt: skip


def _send_again(owner_id: int) -> None:
    """What was on its way to another server goes to the new one; its ids there say nothing here."""
    Upload.objects.filter(owner_id=owner_id, state__in=OPEN_UPLOADS).update(
        state=UploadState.WAITING, task_id="", sent_at=None, paperless_id=None, known=False,
        lease_until=None, fence=F("fence") + 1, due_at=timezone.now(),
    )  # fmt: skip


def _retry_what_waits(row: Connection) -> None:
    now = timezone.now()
    Posting.objects.filter(owner_id=row.owner_id, state=PostingState.FAILED).update(due_at=now)
    uploads = Upload.objects.filter(owner_id=row.owner_id, state__in=OPEN_UPLOADS)
    uploads.exclude(error="").update(due_at=now)
    for model in (WriteBack, Attachment):
        failed = model.objects.filter(posting__owner_id=row.owner_id, state=WorkState.FAILED)
        failed.update(due_at=now)


def _version(connection: Connection, upstreams: Upstreams) -> str:
    if connection.kind == ConnectionKind.PAPERLESS:
        with upstreams.paperless(connection.owner_id) as paperless:
            return paperless.about().version
    with upstreams.firefly(connection.owner_id) as firefly:
        return firefly.about().version


def _refuse_wrong_addresses(url: str, external_url: str) -> None:
    errors = {}
    for name, value in (("url", url), ("external_url", external_url)):
        if (name == "url" or value) and not _is_address(value):
            errors[name] = f'"{value}" is no address. It begins with http:// or https://.'
        elif "@" in urlsplit(value).netloc:
            errors[name] = "An address must not hold a user name or password."
    if errors:
        raise InvalidValues(errors)


def _is_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
        # reading the port is what refuses a wrong one
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
