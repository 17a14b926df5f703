"""What the audit says: entries narrowed and searched, the newest first, paged by key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from ...domain.names import fold
from ..models import AuditEntry, Document

PAGE = 50
MACHINE = "machine"
_UTC = ZoneInfo("UTC")
# what people narrow by; an action that stands nowhere is found by its own name
GROUPS: Mapping[str, Sequence[str]] = {
    "documents": (
        "arrived", "came-back", "left-queue", "read", "changed-after-decision", "handed-in",
        "upload-arrived", "upload-failed", "upload-again", "upload-put-away",
    ),
    "values": ("field-changed", "field-restored"),
    "decisions": (
        "decided-new", "decided-link", "decided-rejected", "decided-later", "decided-none",
        "decided-wait", "reopened", "pair-dismissed", "group-dismissed", "no-second-scan",
        "no-document-needed", "document-needed", "left-to-a-person",
    ),
    "firefly": (
        "posted", "linked", "held", "failed", "retried", "hold-answered", "attached",
        "not-attached", "attach-failed", "transaction-gone", "transaction-edited",
        "transaction-back", "change-accepted",
    ),
    "paperless": ("written-back", "write-back-failed"),
    "undo": ("undo-asked", "undo-answered", "undo-held", "undo-failed", "undone", "move-asked",
             "move-failed"),
    "settings": (
        "preferences-changed", "connection-changed", "rule-added", "rule-dropped",
        "seller-changed", "seller-forgotten", "user-made", "user-disabled", "user-enabled",
        "password-set", "audit-pruned", "booking-rule-made", "booking-rule-changed",
        "booking-rule-moved", "booking-rule-on", "booking-rule-off", "booking-rule-deleted",
        "booking-rule-restored", "booking-rule-declined", "booking-rules-imported",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """What entries are wanted; empty conditions narrow nothing.

    `text` are words, each of which the entry or its document holds; `action` is one action or a
    group of `GROUPS`; `by` a user's name or "machine"; `document` the id in Paperless-ngx;
    `since` and `until` are days, both included, in `zone`.
    """

    text: str = ""
    action: str = ""
    by: str = ""
    document: int | None = None
    since: date | None = None
    until: date | None = None
    zone: ZoneInfo = _UTC

    @property
    def active(self) -> bool:
        """Whether it narrows anything beside the words."""
        return any((self.action, self.by, self.document, self.since, self.until))


@dataclass(frozen=True, slots=True)
class Page:
    """One page of entries, and the key of the next (None: this is the last)."""

    entries: Sequence[AuditEntry]
    next: int | None


def page(owner_id: int, wanted: Wanted, *, before: int | None = None) -> Page:
    """The entries of one user's log that come before a key, the newest first."""
    rows = entries(wanted, owner_id)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows[: PAGE + 1])
    return Page(found[:PAGE], found[PAGE - 1].pk if len(found) > PAGE else None)


def of_document(document: Document, *, before: int | None = None) -> Page:
    """Everything that happened to a document, the newest first."""
    rows = AuditEntry.objects.filter(document=document).select_related("actor").order_by("-pk")
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows[: PAGE + 1])
    return Page(found[:PAGE], found[PAGE - 1].pk if len(found) > PAGE else None)


def entries(wanted: Wanted, owner_id: int | None = None) -> QuerySet[AuditEntry]:
    """All that are wanted, of one user or of all, the newest first."""
    rows = (
        AuditEntry.objects.all() if owner_id is None else AuditEntry.objects.filter(owner=owner_id)
    )
    if wanted.action:
        rows = rows.filter(action__in=GROUPS.get(wanted.action, (wanted.action,)))
    if wanted.by:
        machine = wanted.by == MACHINE
        rows = rows.filter(actor=None) if machine else rows.filter(actor__username=wanted.by)
    if wanted.document is not None:
        named = Document.objects.filter(paperless_id=wanted.document)
        # as numbers: a subquery would make the database walk the whole log
        rows = rows.filter(document__in=list(named.values_list("pk", flat=True)))
    if wanted.since:
        rows = rows.filter(at__gte=datetime.combine(wanted.since, time.min, wanted.zone))
    if wanted.until:
        rows = rows.filter(at__lte=datetime.combine(wanted.until, time.max, wanted.zone))
    for word in fold(wanted.text).split():
        rows = rows.filter(_holds(word, owner_id))
    return (
        rows.select_related("owner", "actor", "document").defer("document__content").order_by("-pk")
    )


def _holds(word: str, owner_id: int | None) -> Q:
    documents = Document.objects.filter(search__contains=word)
    if owner_id is not None:
        documents = documents.filter(owner=owner_id)
    return Q(search__contains=word) | Q(document__in=documents.values("pk"))


def as_json(entry: AuditEntry) -> dict[str, object]:
    """An entry as a line of the export: `by` null is a machine, `document` Paperless' id."""
    return {
        "id": entry.pk,
        "at": entry.at.isoformat(),
        "user": entry.owner.get_username(),
        "by": entry.actor.get_username() if entry.actor else None,
        "action": entry.action,
        "document": entry.document.paperless_id if entry.document else None,
        "details": entry.details,
    }
