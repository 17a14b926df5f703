"""Write-back: Paperless-ngx shows that a document is posted. Each step looks before it writes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from ...clients.paperless.client import PaperlessClient
from ...domain.calls import Answer
from ...domain.errors import Missing, SparkLinkError
from ..models import (
    Connection,
    ConnectionKind,
    Pointer,
    PostingAction,
    PostingState,
    Preferences,
    WorkState,
    WriteBack,
)
from . import breaker, lease
from .audit import record
from .preferences import preferences_of
from .upstreams import Upstreams

T = TypeVar("T")
_MINE = Q(state=WorkState.WORKING)


def due() -> Q:
    """Write-backs that a worker may take: of postings that are done, and not being taken back."""
    return _free() & Q(posting__state=PostingState.DONE)


def _free() -> Q:
    waiting = Q(state__in=(WorkState.DUE, WorkState.FAILED), due_at__lte=timezone.now())
    return (waiting | Q(state=WorkState.WORKING)) & lease.free()


def work(row: WriteBack, upstreams: Upstreams) -> bool:
    """Writes one posting back to Paperless, if it is still due."""
    if breaker.is_open(row.posting.owner_id, ConnectionKind.PAPERLESS):
        return False
    # a posting that is taken back after this look waits for the claim to end, or ends the row
    if not WriteBack.objects.filter(due(), pk=row.pk).exists():
        return False
    if not lease.claim(row, due=_free(), state=WorkState.WORKING, attempts=F("attempts") + 1):
        return False
    owner_id, ident = row.posting.owner_id, row.posting.document.paperless_id
    answers: list[Answer] = []
    try:
        with upstreams.paperless(owner_id) as paperless:
            answers = paperless.answers
            _write(row, paperless, ident, preferences_of(owner_id))
        _done(row, answers)
    except lease.LostLease:
        return True
    except Missing:
        # the document was deleted meanwhile: there is nothing to write to
        _done(row, answers, note="the document is gone from Paperless-ngx")
    except SparkLinkError as error:
        _failed(row, error, answers)
    return True


def _write(
    row: WriteBack, paperless: PaperlessClient, ident: int, preferences: Preferences
) -> None:
    url = transaction_url(row)
    planned = wanted(preferences, url, row.posting.action)
    if planned.tag:
        _move_tags(row, paperless, ident, planned)
    _drop_stale_notes(row, paperless, ident, planned.note)
    if planned.note:
        _note(row, paperless, ident, url, planned.note)
    if planned.field:
        field = paperless.ensure_custom_field(planned.field, "url")
        held = dict(paperless.document(ident).custom_fields)
        if held.get(field.id) != url:
            fields = {str(field.id): {"was": _before_us(row, field.id, held), "now": url}}
            lease.keep(row, mine=_MINE, changes={**row.changes, "fields": fields})
            paperless.modify_custom_fields([ident], {field.id: url})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What Paperless is to hold: `tag` instead of `inbox`, a note, a custom field; empty: none."""

    tag: str = ""
    inbox: str = ""
    note: str = ""
    field: str = ""


def wanted(preferences: Preferences, url: str, action: str) -> Wanted:
    """What an owner wants written back of a posting whose transaction has this address."""
    word = "Posted" if action == PostingAction.CREATE else "Linked"
    by_note, by_field = (
        preferences.pointer == Pointer.NOTE,
        preferences.pointer == Pointer.URL_FIELD,
    )
    return Wanted(
        tag=preferences.posted_tag if preferences.move_tags else "",
        inbox=preferences.filter_tag if preferences.move_tags else "",
        note=f"{word} in Firefly III: {url}" if by_note else "",
        field=preferences.url_field if by_field else "",
    )


def moved(held: Collection[T], posted: T, inbox: T | None) -> tuple[list[T], list[T]]:
    """Which tags are added and which removed, as ids or names, where a document holds `held`."""
    remove = [inbox] if inbox is not None and inbox in held and inbox != posted else []
    return [posted] if posted not in held else [], remove


def _move_tags(row: WriteBack, paperless: PaperlessClient, ident: int, planned: Wanted) -> None:
    known = {tag.name: tag.id for tag in paperless.tags()}
    posted = known.get(planned.tag) or paperless.ensure_tag(planned.tag).id
    add, remove = moved(paperless.document(ident).tags, posted, known.get(planned.inbox))
    if add or remove:
        names = {str(known.get(planned.inbox)): planned.inbox, str(posted): planned.tag}
        tags = {**_moved(row, add, remove), "names": names}
        lease.keep(row, mine=_MINE, changes={**row.changes, "tags": tags})
        paperless.modify_tags([ident], [posted], remove)


def _moved(row: WriteBack, add: list[int], remove: list[int]) -> dict[str, list[int]]:
    """Tags added and removed, by an earlier try too: Paperless may have done half of it."""
    earlier = row.changes.get("tags", {"added": [], "removed": []})
    return {
        "added": sorted({*earlier["added"], *add}),
        "removed": sorted({*earlier["removed"], *remove}),
    }


def _before_us(row: WriteBack, field: int, held: Mapping[int, object]) -> object:
    """What the field held before this posting wrote to it, if what stands there is its own."""
    ours = row.changes.get("fields", {}).get(str(field))
    return ours["was"] if ours and ours["now"] == held.get(field) else held.get(field)


def _drop_stale_notes(row: WriteBack, paperless: PaperlessClient, ident: int, note: str) -> None:
    """Notes of ours that lead to a transaction that gave way to another."""
    earlier = WriteBack.objects.filter(posting_id=row.posting.payload.get("merge"))
    stale = {each.changes.get("note") for each in earlier} - {None, note}
    if note and row.changes.get("note", note) != note:
        stale.add(row.changes["note"])
    for found in paperless.notes(ident) if stale else ():
        if found.text.strip() in stale:
            lease.keep(row, mine=_MINE)
            paperless.delete_note(ident, found.id)


def _note(row: WriteBack, paperless: PaperlessClient, ident: int, url: str, note: str) -> None:
    """One note of ours a transaction: an earlier try's is found by the address in it."""
    if any(url in note.text.split() for note in paperless.notes(ident)):
        return
    lease.keep(row, mine=_MINE, changes={**row.changes, "note": note})
    paperless.add_note(ident, note)


def take_back(row: WriteBack, paperless: PaperlessClient) -> None:
    """Undoes what was written, each part only where it is still as it was written.

    Whoever worked the row loses it. Each step looks before it writes, so a repetition is safe.
    """
    if not lease.claim(row, due=lease.free(), state=WorkState.WORKING, attempts=F("attempts") + 1):
        raise lease.LostLease(f"Write-back {row.pk} is under way.")
    ident = row.posting.document.paperless_id
    note = ""
    try:
        _return_fields(row, paperless, ident)
        _delete_note(row, paperless, ident)
        _return_tags(row, paperless, ident)
    except Missing:
        note = "the document is gone from Paperless-ngx"
    finally:  # a repetition of this undo need not wait for its own lease
        lease.settle(row, mine=_MINE, state=WorkState.DONE, lease_until=None, error=note)


def _return_fields(row: WriteBack, paperless: PaperlessClient, ident: int) -> None:
    changed = {int(f): change for f, change in row.changes.get("fields", {}).items()}
    if not changed:
        return
    held = dict(paperless.document(ident).custom_fields)
    ours = {f: c["was"] for f, c in changed.items() if held.get(f) == c["now"]}
    if ours:
        lease.keep(row, mine=_MINE)
        again = {f: was or None for f, was in ours.items() if was is not None}
        paperless.modify_custom_fields([ident], again, [f for f in ours if f not in again])


def _delete_note(row: WriteBack, paperless: PaperlessClient, ident: int) -> None:
    ours = row.changes.get("note")
    if ours is None:
        return
    for note in paperless.notes(ident):
        if note.text.strip() == ours:
            lease.keep(row, mine=_MINE)
            paperless.delete_note(ident, note.id)


def _return_tags(row: WriteBack, paperless: PaperlessClient, ident: int) -> None:
    moved = row.changes.get("tags")
    if moved is None:
        return
    exist = {tag.id for tag in paperless.tags()}
    now = paperless.document(ident).tags
    add = [t for t in moved["removed"] if t in exist and t not in now]
    remove = [t for t in moved["added"] if t in now]
    if add or remove:
        lease.keep(row, mine=_MINE)
        paperless.modify_tags([ident], add, remove)


def transaction_url(row: WriteBack) -> str:
    """The page of the posting's transaction in Firefly III."""
    return url_of(row.posting.owner_id, row.posting.group_id)


def url_of(owner_id: int, group_id: str) -> str:
    """The page of a transaction in the owner's Firefly III."""
    firefly = Connection.objects.get(owner_id=owner_id, kind=ConnectionKind.FIREFLY)
    return f"{firefly.public_url}/transactions/show/{group_id}"


@transaction.atomic
def _done(row: WriteBack, answers: Sequence[Answer], note: str = "") -> None:
    now = timezone.now()
    if lease.settle(
        row, mine=_MINE, state=WorkState.DONE, done_at=now, lease_until=None, error=note
    ):
        record(
            "written-back", document=row.posting.document, answers=answers, note=note,
            written=row.changes,
        )  # fmt: skip


@transaction.atomic
def _failed(row: WriteBack, error: SparkLinkError, answers: Sequence[Answer]) -> None:
    failed = lease.settle(
        row,
        mine=_MINE,
        state=WorkState.FAILED,
        lease_until=lease.over_by(answers),
        error=str(error),
        due_at=lease.again(row.attempts, error),
    )
    if failed:
        record(
            "write-back-failed", document=row.posting.document, answers=answers,
            reason=str(error), attempt=row.attempts,
        )  # fmt: skip
