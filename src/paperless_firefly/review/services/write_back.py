"""Write-back: Paperless-ngx shows that a document is posted. Each step looks before it writes."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from ...clients.paperless.client import PaperlessClient
from ...domain.errors import Missing, SparkLinkError, UpstreamError
from ..models import (
    Connection,
    ConnectionKind,
    Pointer,
    PostingAction,
    Preferences,
    WorkState,
    WriteBack,
)
from . import lease
from .audit import record
from .preferences import preferences_of
from .upstreams import Upstreams

_MINE = Q(state=WorkState.WORKING)
_PATIENT = timedelta(minutes=5)


def due() -> Q:
    """Write-backs that a worker may take."""
    now = timezone.now()
    waiting = Q(state__in=(WorkState.DUE, WorkState.FAILED), due_at__lte=now)
    return waiting | Q(state=WorkState.WORKING, lease_until__lt=now)


def work(row: WriteBack, upstreams: Upstreams) -> bool:
    """Writes one posting back to Paperless, if it is still due."""
    if not lease.claim(row, due=due(), state=WorkState.WORKING, attempts=F("attempts") + 1):
        return False
    owner_id, ident = row.posting.owner_id, row.posting.document.paperless_id
    try:
        with upstreams.paperless(owner_id) as paperless:
            _write(row, paperless, ident, preferences_of(owner_id))
        _done(row)
    except lease.LostLease:
        return True
    except Missing:
        # the document was deleted meanwhile: there is nothing to write to
        _done(row, note="the document is gone from Paperless-ngx")
    except SparkLinkError as error:
        _failed(row, error)
    return True


def _write(
    row: WriteBack, paperless: PaperlessClient, ident: int, preferences: Preferences
) -> None:
    if preferences.move_tags:
        _move_tags(row, paperless, ident, preferences)
    url = transaction_url(row)
    if preferences.pointer == Pointer.NOTE:
        _note(row, paperless, ident, url)
    elif preferences.pointer == Pointer.URL_FIELD and preferences.url_field:
        field = paperless.ensure_custom_field(preferences.url_field, "url")
        held = dict(paperless.document(ident).custom_fields)
        if held.get(field.id) != url:
            lease.keep(row, mine=_MINE)
            paperless.modify_custom_fields([ident], {field.id: url})


def _move_tags(
    row: WriteBack, paperless: PaperlessClient, ident: int, preferences: Preferences
) -> None:
    posted = paperless.ensure_tag(preferences.posted_tag)
    inbox = next((t.id for t in paperless.tags() if t.name == preferences.filter_tag), None)
    tags = paperless.document(ident).tags
    remove = [inbox] if inbox is not None and inbox in tags and inbox != posted.id else []
    if posted.id not in tags or remove:
        lease.keep(row, mine=_MINE)
        paperless.modify_tags([ident], [posted.id], remove)


def _note(row: WriteBack, paperless: PaperlessClient, ident: int, url: str) -> None:
    """One note of ours a transaction: an earlier try's is found by the address in it."""
    if any(url in note.text.split() for note in paperless.notes(ident)):
        return
    lease.keep(row, mine=_MINE)
    word = "Posted" if row.posting.action == PostingAction.CREATE else "Linked"
    paperless.add_note(ident, f"{word} in Firefly III: {url}")


def transaction_url(row: WriteBack) -> str:
    """The page of the posting's transaction in Firefly III."""
    firefly = Connection.objects.get(owner_id=row.posting.owner_id, kind=ConnectionKind.FIREFLY)
    return f"{firefly.public_url}/transactions/show/{row.posting.group_id}"


@transaction.atomic
def _done(row: WriteBack, note: str = "") -> None:
    now = timezone.now()
    if lease.settle(
        row, mine=_MINE, state=WorkState.DONE, done_at=now, lease_until=None, error=note
    ):
        record("written-back", document=row.posting.document, note=note)


def _failed(row: WriteBack, error: SparkLinkError) -> None:
    now = timezone.now()
    due_at = lease.next_try(row.attempts, now)
    if not (isinstance(error, UpstreamError) and error.retriable):
        due_at = max(due_at, now + _PATIENT)
    lease.settle(
        row,
        mine=_MINE,
        state=WorkState.FAILED,
        lease_until=None,
        error=str(error),
        due_at=due_at,
    )
