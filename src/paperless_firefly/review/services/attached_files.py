"""The file that is attached for a document: the original, the archive version, or its XML."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath

from django.conf import settings

from ...clients.paperless.client import PaperlessClient
from ...domain.document import EmbeddedXml, SourceDocument
from ...domain.errors import SparkLinkError
from ...domain.extraction import Kind
from ...domain.paperless import Original
from ...extraction.einvoice.reader import EInvoiceReader
from ..models import AttachedFile, Attachment, AttachmentKind
from .upstreams import Upstreams

_LONGEST_NAME = 200


class NoFile(SparkLinkError):
    """A file that cannot be attached: no repetition changes that."""


def of(row: Attachment, upstreams: Upstreams) -> Original | None:
    """What is to be attached for a row; None where a document has no XML of its own.

    NoFile or TooLarge if it may not be attached, Missing if the document is gone or in the trash.
    """
    ident = row.posting.document.paperless_id
    with upstreams.paperless(row.posting.owner_id) as paperless:
        paperless.document(ident)  # one in the trash would still be sent
        found = _download(row, paperless, ident)
    if row.kind == AttachmentKind.XML:
        return _xml(row, found, upstreams)
    if not found.data:
        raise NoFile("The file is empty.")
    return found


def short(name: str) -> str:
    """A file's name without more letters than Firefly III keeps; its ending stays."""
    path = PurePath(name)
    return path.stem[: _LONGEST_NAME - len(path.suffix)] + path.suffix[:_LONGEST_NAME]


def _download(row: Attachment, paperless: PaperlessClient, ident: int) -> Original:
    if row.kind == AttachmentKind.XML:  # the limit is for the XML inside it
        return paperless.original(ident)
    if row.kind == AttachmentKind.ARCHIVE:
        return paperless.archived(ident, max_bytes=_limit())
    return paperless.original(ident, max_bytes=_limit())


def _xml(row: Attachment, original: Original, upstreams: Upstreams) -> Original | None:
    """The first e-invoice in the file, if it is not the file itself that is attached."""
    source = upstreams.files.read(original.data, original.name, original.mime_type)
    first = next((xml for xml in source.xml if _is_invoice(source, xml)), None)
    if first is None or (first.data == original.data and _file_too(row)):
        return None
    if len(first.data) > _limit():
        raise NoFile("The XML is larger than what may be attached.")
    name = first.name if first.name not in ("", "?") else f"{PurePath(original.name).stem}.xml"
    return Original(first.data, name, "application/xml")


def _is_invoice(source: SourceDocument, xml: EmbeddedXml) -> bool:
    found = EInvoiceReader().read(replace(source, xml=(xml,)))
    return found is not None and found.kind in (Kind.INVOICE, Kind.CREDIT_NOTE)


def _file_too(row: Attachment) -> bool:
    return row.posting.attachments.filter(kind__in=AttachedFile.values).exists()


def _limit() -> int:
    return int(settings.SPARKLINK_ATTACH_MB) * 2**20
