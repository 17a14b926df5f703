"""Intake: the documents in Paperless-ngx that carry the filter tag become rows.

Later runs ask only for what changed since the last whole pass (with an overlap), and compare the
ids that carry the tag with the rows: what is new is fetched, what left is looked at one by one.
"""

from __future__ import annotations

import difflib
import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from ...clients.paperless.client import PaperlessClient
from ...domain.errors import ConfigurationError, Missing, SparkLinkError
from ...domain.paperless import Named, PaperlessDocument
from ..models import (
    Connection,
    DecisionKind,
    Document,
    GoneReason,
    Posting,
    PostingState,
    Preferences,
    Source,
    WorkState,
)
from ..models.states import ACCEPTED, UNDECIDED
from .audit import record
from .columns import storable, storable_json

# clocks differ and `modified` moves late (bulk_edit answers before its task ran)
_OVERLAP = timedelta(minutes=15)
Progress = Callable[["Counts"], None]


@dataclass
class Counts:
    """How far an intake has come; `errors` are (paperless id or None, text)."""

    total: int = 0
    listed: int = 0
    new: int = 0
    left: int = 0
    errors: list[tuple[int | None, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Names:
    """Paperless' names by id, for the metadata of documents."""

    correspondents: dict[int, str]
    types: dict[int, str]
    fields: dict[int, str]
    tags: dict[int, str]


@dataclass(frozen=True, slots=True)
class _Filter:
    tag: Named
    document_type: int | None
    correspondent: int | None
    custom_field_query: str | None

    @property
    def key(self) -> str:
        # "tags": since rules ask for them, every document is looked at once more
        parts = [
            "tags",
            self.tag.id,
            self.document_type,
            self.correspondent,
            self.custom_field_query,
        ]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]


def collect(
    *,
    connection: Connection,
    preferences: Preferences,
    paperless: PaperlessClient,
    progress: Progress = lambda counts: None,
) -> Counts:
    """One whole pass; raises what makes the pass impossible, counts what failed for one document."""
    counts, began = Counts(), timezone.now()
    names = _names(paperless)
    wanted = _filter(paperless, preferences, names)
    since = _since(connection, wanted)
    carrying = paperless.tagged_ids(wanted.tag.id)
    seen: set[int] = set()
    newest = since
    for page in paperless.documents(
        wanted.tag.id,
        modified_after=since,
        document_type=wanted.document_type,
        correspondent=wanted.correspondent,
        custom_field_query=wanted.custom_field_query,
    ):
        counts.total = page.total
        for document in page.documents:
            seen.add(document.id)
            newest = max(newest or document.modified, document.modified)
            _take(connection, document, names, counts)
        progress(counts)
    # a narrowed filter must not be widened by fetching what merely carries the tag
    if not _narrowed(wanted):
        _fetch_unknown(connection, paperless, wanted, names, carrying - seen, counts)
    _look_at_missing(connection, paperless, wanted, carrying | seen, counts)
    _mark_tagged_again(connection, carrying, began)
    if not counts.errors:
        _remember(connection, wanted, newest)
    progress(counts)
    return counts


def take(
    *, connection: Connection, paperless: PaperlessClient, document: PaperlessDocument
) -> Document:
    """One document that is known to carry the tag, at once; a later pass finds it as it is."""
    _upsert(connection, document, _names(paperless))
    return Document.objects.get(connection=connection, paperless_id=document.id)


def _filter(paperless: PaperlessClient, preferences: Preferences, names: _Names) -> _Filter:
    return _Filter(
        paperless.find_tag(preferences.filter_tag),
        _id_of("document type", preferences.filter_document_type, names.types),
        _id_of("correspondent", preferences.filter_correspondent, names.correspondents),
        preferences.filter_custom_field_query or None,
    )


def _id_of(what: str, name: str, known: dict[int, str]) -> int | None:
    if not name:
        return None
    for ident, other in known.items():
        if other == name:
            return ident
    close = difflib.get_close_matches(name, known.values(), n=3)
    hint = f" Close to it: {', '.join(close)}." if close else ""
    raise ConfigurationError(f'Paperless-ngx has no {what} "{name}".{hint} Change the filter.')


def _narrowed(wanted: _Filter) -> bool:
    return any((wanted.document_type, wanted.correspondent, wanted.custom_field_query))


def _names(paperless: PaperlessClient) -> _Names:
    return _Names(
        {n.id: n.name for n in paperless.correspondents()},
        {n.id: n.name for n in paperless.document_types()},
        {f.id: f.name for f in paperless.custom_fields()},
        {t.id: t.name for t in paperless.tags()},
    )


def _since(connection: Connection, wanted: _Filter) -> datetime | None:
    cursor = connection.cursor.get("intake", {})
    newest = parse_datetime(cursor.get("modified", "")) if cursor.get("key") == wanted.key else None
    return newest - _OVERLAP if newest else None


def _remember(connection: Connection, wanted: _Filter, newest: datetime | None) -> None:
    if newest is None:
        return
    connection.cursor["intake"] = {"key": wanted.key, "modified": newest.isoformat()}
    Connection.objects.filter(pk=connection.pk).update(cursor=connection.cursor)


def _take(
    connection: Connection, document: PaperlessDocument, names: _Names, counts: Counts
) -> None:
    """Writes one document; what fails is counted, and the pass goes on."""
    counts.listed += 1
    try:
        counts.new += _upsert(connection, document, names)
    except (SparkLinkError, ValueError) as error:
        counts.errors.append((document.id, str(error)))


@transaction.atomic
def _upsert(connection: Connection, document: PaperlessDocument, names: _Names) -> bool:
    facts = _facts(document, names)
    row, made = Document.objects.get_or_create(
        connection=connection,
        paperless_id=document.id,
        defaults={"owner_id": connection.owner_id, "read_due_at": timezone.now(), **facts},
    )
    if made:
        record("arrived", document=row)
        return True
    _refresh(row, facts)
    return False


def _refresh(row: Document, facts: dict[str, object]) -> None:
    changed = [name for name, value in facts.items() if getattr(row, name) != value]
    undecided = row.decision in UNDECIDED
    back = undecided and row.source == Source.GONE
    if not changed and not back:
        return
    for name in changed:
        setattr(row, name, facts[name])
    if back:
        row.source, row.gone_reason, row.gone_at = Source.PRESENT, GoneReason.NONE, None
        record("came-back", document=row)
    # our own write-back moves `modified` and tags alone; a decided document is read for findings only
    if (
        undecided and (back or set(changed) - {"modified", "tags"})
    ) or "upstream_checksum" in changed:
        row.read_due_at = timezone.now()
        row.read_attempts = 0
    row.save(
        update_fields=[
            *changed, "source", "gone_reason", "gone_at", "read_due_at", "read_attempts",
        ]
    )  # fmt: skip


def _facts(document: PaperlessDocument, names: _Names) -> dict[str, object]:
    return {
        "title": storable(document.title)[:500],
        "correspondent": names.correspondents.get(document.correspondent or 0, "")[:255],
        "document_type": names.types.get(document.document_type or 0, "")[:255],
        "created": document.created,
        "added": document.added,
        "modified": document.modified,
        "content": storable(document.content),
        "tags": sorted(names.tags[tag] for tag in document.tags if tag in names.tags),
        "custom_fields": [
            [names.fields.get(ident, str(ident)), storable_json(value)]
            for ident, value in document.custom_fields
        ],
        "original_name": storable(document.original_name)[:500],
        "upstream_checksum": document.checksum or "",
    }


def _fetch_unknown(
    connection: Connection,
    paperless: PaperlessClient,
    wanted: _Filter,
    names: _Names,
    unseen: Iterable[int],
    counts: Counts,
) -> None:
    """What carries the tag but was not listed as changed, and is no present row: asked one by one."""
    present = set(
        Document.objects.filter(connection=connection)
        .exclude(source=Source.GONE, decision__in=UNDECIDED)
        .values_list("paperless_id", flat=True)
    )
    for ident in sorted(set(unseen) - present):
        document = _document(paperless, ident, counts)
        if document is not None and wanted.tag.id in document.tags:
            counts.total += 1
            _take(connection, document, names, counts)


def _document(paperless: PaperlessClient, ident: int, counts: Counts) -> PaperlessDocument | None:
    try:
        return paperless.document(ident)
    except Missing:
        return None
    except SparkLinkError as error:
        counts.errors.append((ident, str(error)))
        return None


def _look_at_missing(
    connection: Connection,
    paperless: PaperlessClient,
    wanted: _Filter,
    carrying: Iterable[int],
    counts: Counts,
) -> None:
    """Undecided rows whose document no longer carries the tag leave the queue, with the reason."""
    rows = Document.objects.filter(
        connection=connection, source=Source.PRESENT, decision__in=UNDECIDED
    ).only("pk", "paperless_id", "owner_id")
    held = set(carrying)
    for row in rows.iterator():
        if row.paperless_id in held:
            continue
        try:
            reason = (
                GoneReason.NONE
                if wanted.tag.id in paperless.document(row.paperless_id).tags
                else GoneReason.UNTAGGED
            )
        except Missing:
            reason = GoneReason.DELETED
        except SparkLinkError as error:
            counts.errors.append((row.paperless_id, str(error)))
            continue
        counts.left += leave(row, reason)


@transaction.atomic
def leave(row: Document, reason: GoneReason) -> bool:
    """Takes an undecided document out of the queue; a decided one never leaves."""
    if reason == GoneReason.NONE:
        return False
    left = Document.objects.filter(pk=row.pk, source=Source.PRESENT, decision__in=UNDECIDED).update(
        source=Source.GONE, gone_reason=reason, gone_at=timezone.now(), read_due_at=None
    )
    if left:
        record("left-queue", document=row, reason=str(reason))
    return bool(left)


def _mark_tagged_again(connection: Connection, carrying: frozenset[int], began: datetime) -> None:
    """A posted document whose tag we had moved away before this pass, and that carries it again."""
    moved_away = Q(
        write_back__state=WorkState.DONE, write_back__done_at__lt=began, state=PostingState.DONE
    )
    posted = Posting.objects.filter(moved_away, document__connection=connection).values("document")
    rows = Document.objects.filter(
        pk__in=posted, decision__in=(*ACCEPTED, DecisionKind.LINK)
    ).values_list("pk", "paperless_id", "tagged_again")
    again = [pk for pk, ident, marked in rows if ident in carrying and not marked]
    no_more = [pk for pk, ident, marked in rows if ident not in carrying and marked]
    Document.objects.filter(pk__in=again).update(tagged_again=True)
    Document.objects.filter(pk__in=no_more).update(tagged_again=False)


def due_count(owner_id: int) -> int:
    """How many of a user's documents wait to be read."""
    return Document.objects.filter(owner_id=owner_id, read_due_at__isnull=False).count()


def read_now(*, document: Document) -> None:
    """Asks for a new reading of an undecided document."""
    Document.objects.filter(pk=document.pk, decision__in=UNDECIDED).update(
        read_due_at=timezone.now(), read_attempts=F("read_attempts") * 0
    )
