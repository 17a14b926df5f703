"""Reading: the original of a document is fetched, read by every reader, and kept as a version."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from ...domain.document import DocumentMetadata, SourceDocument
from ...domain.errors import Missing, SparkLinkError
from ...domain.extraction import (
    Direction,
    Extraction,
    Finding,
    Kind,
    Severity,
    State,
    from_json,
    to_json,
)
from ...domain.paperless import Original
from ...extraction.pipeline import Options, extract
from ...extraction.text.signs import signs_of
from ..models import ConnectionKind, Document, FieldValue, GoneReason, Preferences, Reading
from ..models.states import UNDECIDED
from ..selectors.myself import myself_of
from ..selectors.readings import judged, machine_extraction_of, overlay
from ..selectors.sellers import memory_of
from . import breaker, intake, lease, pages
from .audit import record
from .columns import columns_of, storable_json
from .preferences import preferences_of
from .upstreams import Upstreams

_NAMES = ("read_lease_until", "read_fence")
# a document at which workers die is not tried for ever: the person reads it
_MOST_ATTEMPTS = 4


def due(now_only: bool = True) -> Q:
    """Documents that are to be read, and that no living worker is reading."""
    now = timezone.now()
    free = Q(read_lease_until=None) | Q(read_lease_until__lt=now)
    return Q(read_due_at__lte=now) & free if now_only else Q(read_due_at__isnull=False)


def work(document: Document, upstreams: Upstreams) -> bool:
    """Reads one document, if it is still due; what fails is tried again later."""
    if breaker.is_open(document.owner_id, ConnectionKind.PAPERLESS):
        return False
    if not lease.claim(document, due=due(), names=_NAMES, read_attempts=F("read_attempts") + 1):
        return False
    if document.read_attempts > _MOST_ATTEMPTS and not document.read_error:
        _give_up(document)
        return True
    try:
        original = _original(document, upstreams)
        _read(document, original, upstreams)
    except Missing:
        intake.leave(document, GoneReason.DELETED)
        _settle(document, read_due_at=None, read_error="")
    except SparkLinkError as error:
        _again(document, error)
    return True


def _original(document: Document, upstreams: Upstreams) -> Original:
    with upstreams.paperless(document.owner_id) as paperless:
        return paperless.original(document.paperless_id)


def _read(document: Document, original: Original, upstreams: Upstreams) -> None:
    digest = hashlib.sha256(original.data).hexdigest()
    if not document.sha256:
        # known before anything can die of the file: a document's identity is its original's
        Document.objects.filter(pk=document.pk, sha256="").update(sha256=digest)
    source = upstreams.files.read(
        original.data,
        original.name,
        original.mime_type,
        text=document.content,
        metadata=_metadata(document),
    )
    preferences = preferences_of(document.owner_id)
    extraction = extract(source, options=_options(preferences))
    pages.draw(original, digest, source.pages, upstreams.files)
    with transaction.atomic():
        _store(document, extraction, digest, source.mime_type, _beside(source))


def _beside(source: SourceDocument) -> dict[str, Any]:
    """What is kept beside the reading: each page's width and height in the units of the evidence's
    boxes, and the signs by which the seller is known again."""
    signs: dict[str, list[str]] = {}
    for kind, value in signs_of(source).each():
        signs.setdefault(kind, []).append(value)
    return {"pages": [[page.width, page.height] for page in source.pages], "signs": signs}


def _store(
    document: Document,
    extraction: Extraction,
    digest: str,
    mime_type: str,
    beside: dict[str, Any],
) -> None:
    done = _settle(
        document,
        read_due_at=None,
        read_error="",
        read_attempts=0,
        mime_type=mime_type[:100],
        page_count=len(beside["pages"]),
    )
    if not done:
        return
    if document.decision not in UNDECIDED:
        _only_findings(document, digest)
        return
    version, before = document.version + 1, machine_extraction_of(document)
    data = {**storable_json(to_json(extraction)), **storable_json(beside)}
    Reading.objects.create(document=document, version=version, data=data, sha256=digest)
    values = dict(FieldValue.objects.filter(document=document).values_list("name", "value"))
    columns = columns_of(document, overlay(from_json(data), values))
    Document.objects.filter(pk=document.pk).update(
        version=version, sha256=digest, match_due=True, **columns
    )
    changes = _differences(before, extraction)
    record("read", document=document, version=version, now=extraction.state.value, changes=changes)


def _differences(before: Extraction | None, now: Extraction) -> list[dict[str, str]]:
    """Which fields read otherwise than before, from which value to which, by which reader."""
    was, said = judged(before) if before else {}, judged(now)
    return [
        {"field": n, "was": was.get(n, ""), "now": said.get(n, ""), "by": _reader(now, n)}
        for n in dict.fromkeys([*said, *was])
        if was.get(n) != said.get(n)
    ]


def _reader(extraction: Extraction, name: str) -> str:
    found = extraction.fields.get(name)
    return found.reader if found else ""


def _only_findings(document: Document, digest: str) -> None:
    """A decided document keeps its reading; that its file changed becomes a finding."""
    standing = machine_extraction_of(document)
    if standing is None or digest == document.sha256:
        return
    finding = Finding(
        "changed-after-decision",
        "The file in Paperless-ngx changed after this document was decided.",
    )
    if finding not in standing.findings:
        reading = Reading.objects.filter(document=document).latest("version")
        told = to_json(replace(standing, findings=(*standing.findings, finding)))
        Reading.objects.filter(pk=reading.pk).update(data={**reading.data, **told})
        record("changed-after-decision", document=document, sha256=digest)


def _metadata(document: Document) -> DocumentMetadata:
    return DocumentMetadata(
        title=document.title,
        correspondent=document.correspondent or None,
        document_type=document.document_type or None,
        created=document.created,
        added=document.added.date() if document.added else None,
        custom_fields=tuple((str(n), str(v)) for n, v in document.custom_fields),
    )


def _options(preferences: Preferences) -> Options:
    return Options(
        auto_threshold=preferences.auto_threshold,
        review_threshold=preferences.review_threshold,
        myself=myself_of(preferences),
        sellers=memory_of(preferences.owner_id),
    )


def _settle(document: Document, **changes: object) -> bool:
    return lease.settle(document, mine=Q(), fence="read_fence", read_lease_until=None, **changes)


def _again(document: Document, error: SparkLinkError) -> None:
    wait = lease.again(document.read_attempts, error)
    _settle(document, read_due_at=wait, read_error=str(error))


def _give_up(document: Document) -> None:
    """No worker survived this file: it is put before the person as it is, unread."""
    finding = Finding(
        "unreadable",
        "This file could not be read: each try ended without an answer. Enter the values by hand.",
        Severity.ERROR,
    )
    with transaction.atomic():
        standing = machine_extraction_of(document)
        empty = Extraction(Kind.OTHER, Direction.NONE, State.MANUAL, 0.0)
        extraction = replace(standing or empty, state=State.MANUAL, findings=(finding,))
        _store(
            document, extraction, document.sha256, document.mime_type, {"pages": [], "signs": {}}
        )
