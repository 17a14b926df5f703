"""Page images and the words on them: made by the worker, kept by SHA-256 under a size cap."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings

from ...domain.document import Page
from ...domain.paperless import Original
from ..models import Document
from ..selectors.pages import MOST_PAGES, folder, page_path, words_path
from .upstreams import Files, Upstreams

# what a dense page holds; the rest of a page of noise is not worth its weight
_MOST_WORDS = 3_000


def draw(original: Original, digest: str, pages: Sequence[Page], files: Files) -> None:
    """Draws the pages that are not there yet; writes each whole or not at all."""
    for page in pages[:MOST_PAGES]:
        image, words = page_path(digest, page.number), words_path(digest, page.number)
        if not words.exists():
            _write(words, _words(page))
        if not image.exists():
            drawn = files.render(original.data, original.name, original.mime_type, page.number)
            if drawn:
                _write(image, drawn)


def redraw(document: Document, upstreams: Upstreams) -> None:
    """Draws a document's pages again, after the cache let go of them."""
    wanted = range(1, min(document.page_count, MOST_PAGES) + 1)
    if not document.sha256 or all(page_path(document.sha256, n).exists() for n in wanted):
        return
    with upstreams.paperless(document.owner_id) as paperless:
        original = paperless.original(document.paperless_id)
    source = upstreams.files.read(original.data, original.name, original.mime_type)
    draw(original, document.sha256, source.pages, upstreams.files)


def _words(page: Page) -> bytes:
    """Each word with its box, in page units."""
    words = page.words[:_MOST_WORDS]
    return json.dumps([[w.text, w.x0, w.y0, w.x1, w.y1] for w in words]).encode()


def trim() -> int:
    """Deletes the images unused for longest until the cache is under its cap; how many went."""
    cap = settings.SPARKLINK_PAGES_MB * 1_000_000
    found = [(p.stat(), p) for p in folder().glob("*/*.webp")]
    total, gone = sum(s.st_size for s, _ in found), 0
    for stat, path in sorted(found, key=lambda pair: max(pair[0].st_atime, pair[0].st_mtime)):
        if total <= cap:
            break
        path.unlink(missing_ok=True)
        path.with_suffix(".json").unlink(missing_ok=True)
        total, gone = total - stat.st_size, gone + 1
    return gone


def _write(target: Path, data: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, suffix=".part")
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    Path(name).replace(target)
