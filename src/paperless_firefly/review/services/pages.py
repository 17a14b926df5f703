"""Page images: drawn by the worker, kept in the data folder by SHA-256 under a size cap."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from django.conf import settings

from ...domain.paperless import Original
from ..models import Document
from ..selectors.pages import MOST_PAGES, folder, page_path
from .upstreams import Files, Upstreams


def draw(original: Original, digest: str, count: int, files: Files) -> None:
    """Draws the pages that are not there yet; writes each whole or not at all."""
    for number in range(1, min(count, MOST_PAGES) + 1):
        target = page_path(digest, number)
        if not target.exists():
            image = files.render(original.data, original.name, original.mime_type, number)
            if image:
                _write(target, image)


def redraw(document: Document, upstreams: Upstreams) -> None:
    """Draws a document's pages again, after the cache let go of them."""
    if not document.sha256 or not document.page_count:
        return
    with upstreams.paperless(document.owner_id) as paperless:
        original = paperless.original(document.paperless_id)
    draw(original, document.sha256, document.page_count, upstreams.files)


def trim() -> int:
    """Deletes the images unused for longest until the cache is under its cap; how many went."""
    cap = settings.SPARKLINK_PAGES_MB * 1_000_000
    found = [(p.stat(), p) for p in folder().glob("*/*.webp")]
    total, gone = sum(s.st_size for s, _ in found), 0
    for stat, path in sorted(found, key=lambda pair: max(pair[0].st_atime, pair[0].st_mtime)):
        if total <= cap:
            break
        path.unlink(missing_ok=True)
        total, gone = total - stat.st_size, gone + 1
    return gone


def _write(target: Path, data: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, suffix=".part")
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    Path(name).replace(target)
