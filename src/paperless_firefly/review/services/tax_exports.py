"""The tax year as a file: a CSV of its payments, and a ZIP of that and the documents.

The CSV is written for spreadsheets: a byte-order mark, separator and decimal mark of the language,
and no text that a spreadsheet would take for a formula. The ZIP is made by a worker, file by file.
"""

from __future__ import annotations

import csv
import io
import logging
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path, PurePath
from typing import IO, Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import F, Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from ...clients.paperless.client import PaperlessClient
from ...domain.errors import Missing, SparkLinkError, TooLarge
from ...domain.money import Money, exponent
from ..models import Document, LedgerSplit, TaxExport, WorkState
from ..selectors import coverage
from ..selectors.coverage import Paid
from . import lease
from .upstreams import Upstreams

_log = logging.getLogger(__name__)
_MINE = Q(state=WorkState.WORKING)
_MOST_ATTEMPTS = 3
_KEPT = timedelta(days=7)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u202a-\u202e]+')


def request(*, owner: AbstractBaseUser, year: int, language: str) -> TaxExport:
    """A new export of a year; one that is not finished yet is joined."""
    standing = TaxExport.objects.filter(owner_id=owner.pk, year=year)
    open_one = standing.filter(state__in=(WorkState.DUE, WorkState.WORKING)).first()
    return open_one or TaxExport.objects.create(
        owner_id=owner.pk, year=year, language=language, due_at=timezone.now()
    )


def due() -> Q:
    """Exports that a worker may make: waiting, or left by a dead worker."""
    now = timezone.now()
    left = Q(state=WorkState.WORKING, lease_until__lt=now)
    return Q(state=WorkState.DUE, due_at__lte=now) | left


def path_of(export: TaxExport) -> Path:
    """Where an export's file is, or will be."""
    return Path(settings.SPARKLINK_DATA) / "exports" / f"{export.pk}.zip"


def work(export: TaxExport, upstreams: Upstreams) -> bool:
    """Makes the file from the beginning, if nobody else does."""
    if not lease.claim(
        export, due=due(), state=WorkState.WORKING, attempts=F("attempts") + 1, done=0, missing=[]
    ):
        return False
    if export.attempts > _MOST_ATTEMPTS:
        return _finish(export, WorkState.FAILED, error="The export ended without an answer.")
    try:
        with translation.override(export.language or None):
            _write(export, upstreams)
    except lease.LostLease as lost:
        _log.warning("%s", lost)
        return False
    except (SparkLinkError, OSError) as error:
        return _finish(export, WorkState.FAILED, error=str(error))
    return _finish(export, WorkState.DONE, size=path_of(export).stat().st_size)


def trim() -> int:
    """Deletes exports of long ago with their files; how many."""
    old = TaxExport.objects.filter(created_at__lt=timezone.now() - _KEPT)
    for export in old:
        path_of(export).unlink(missing_ok=True)
    return old.delete()[0]


def rows_of(paid: Iterable[Paid], files: Mapping[int, str] | None = None) -> Iterator[str]:
    """The lines of the CSV in the language at hand; `files` names what the ZIP holds."""
    text = io.StringIO()
    german = (translation.get_language() or "").startswith("de")
    # what a spreadsheet of that language opens without asking
    writer = csv.writer(text, delimiter=";" if german else ",")
    text.write("\ufeff")
    writer.writerow(_heads(files is not None))
    for each in paid:
        writer.writerow(_cells(each, german, files))
        if text.tell() > 1 << 15:
            yield text.getvalue()
            text.seek(0)
            text.truncate()
    yield text.getvalue()


def safe(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text


def file_name(document: Document) -> str:
    """A document's name in the ZIP: day, seller, amount, number in Paperless-ngx, and its kind."""
    day = document.issue_date or document.created
    parts = [day.isoformat() if day else "", document.seller or document.title]
    if document.total_minor is not None:
        parts.append(f"{_plain(document.total_minor, document.currency)} {document.currency}")
    words = _UNFIT.sub(" ", " ".join(part for part in parts if part))
    short = " ".join(words.split())[:120].strip(" .")
    ending = _UNFIT.sub("", PurePath(document.original_name).suffix.lower())[:8]
    return f"{short} #{document.paperless_id}{ending or '.pdf'}".strip()


def _write(export: TaxExport, upstreams: Upstreams) -> None:
    path = path_of(export)
    path.parent.mkdir(parents=True, exist_ok=True)
    # a worker that woke up late writes its own file, never ours
    part = path.with_suffix(f".{export.fence}.part")
    try:
        with part.open("wb") as raw, zipfile.ZipFile(raw, "w") as archive:
            files = _documents(export, upstreams, archive)
            _table(export, archive, files)
        lease.keep(export, mine=_MINE)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _documents(export: TaxExport, upstreams: Upstreams, archive: zipfile.ZipFile) -> dict[int, str]:
    rows = coverage.documents(export.owner_id, export.year)
    lease.keep(export, mine=_MINE, total=rows.count())
    files: dict[int, str] = {}
    if export.total == 0:
        return files
    with upstreams.paperless(export.owner_id) as paperless:
        for document in rows.iterator(100):
            name, missing = file_name(document), list(export.missing)
            reason = _add(archive, name, document, paperless)
            if reason:
                missing.append({"name": name, "reason": reason})
            else:
                files[document.pk] = name
            lease.keep(export, mine=_MINE, done=export.done + 1, missing=missing)
    return files


def _add(
    archive: zipfile.ZipFile, name: str, document: Document, paperless: PaperlessClient
) -> str:
    """Puts one original into the archive; why not, where it could not be had."""
    if archive.fp is not None and archive.fp.tell() > settings.SPARKLINK_EXPORT_MB * 1_000_000:
        return "The export is full."
    try:
        original = paperless.original(document.paperless_id)
    except (Missing, TooLarge) as error:
        return str(error)
    # PDFs and photographs are compressed already
    archive.writestr(f"documents/{name}", original.data, zipfile.ZIP_STORED)
    return ""


def _table(export: TaxExport, archive: zipfile.ZipFile, files: Mapping[int, str]) -> None:
    paid = coverage.payments(export.owner_id, export.year)
    with _entry(archive, f"{export.year}.csv") as entry:
        for lines in rows_of(paid, files):
            entry.write(lines.encode())
            lease.keep(export, mine=_MINE)
    if export.missing:
        told = "\r\n".join(f"{each['name']}: {each['reason']}" for each in export.missing)
        archive.writestr("missing.txt", told.encode("utf-8-sig"), zipfile.ZIP_DEFLATED)


def _entry(archive: zipfile.ZipFile, name: str) -> IO[bytes]:
    info = zipfile.ZipInfo(name, timezone.localtime().timetuple()[:6])
    info.compress_type = zipfile.ZIP_DEFLATED
    return archive.open(info, "w")


def _heads(with_files: bool) -> list[str]:
    heads = [
        _("Date"), _("Account"), _("Name"), _("Text"), _("Category"), _("Amount"), _("Currency"),
        _("Document"), _("Seller"), _("Number"),
    ]  # fmt: skip
    return [*heads, _("File")] if with_files else heads


def _cells(paid: Paid, german: bool, files: Mapping[int, str] | None) -> list[str]:
    split, documents = paid.split, paid.documents
    amount = _plain(split.amount_minor, split.currency)
    texts = [split.account, split.counterparty, split.description, split.category]
    named = ["; ".join(d.seller for d in documents), "; ".join(d.number for d in documents)]
    cells = [
        split.date.isoformat(),
        *map(safe, texts),
        ("-" if split.type == "withdrawal" else "")
        + (amount.replace(".", ",") if german else amount),
        split.currency,
        _state(split),
        *map(safe, named),
    ]
    if files is None:
        return cells
    return [*cells, safe("; ".join(files[d.pk] for d in documents if d.pk in files))]


def _state(split: LedgerSplit) -> str:
    if split.linked:
        return _("there")
    return _("missing") if split.needs_document else _("none needed")


def _plain(minor: int, currency: str) -> str:
    return f"{Money.of_minor(minor, currency or 'EUR').amount:.{exponent(currency or 'EUR')}f}"


def _finish(export: TaxExport, state: WorkState, **changes: Any) -> bool:
    lease.settle(
        export, mine=_MINE, state=state, lease_until=None, finished_at=timezone.now(), **changes
    )
    return True
