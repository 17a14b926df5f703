"""Where the images of a document's pages are, and the words on them."""

from __future__ import annotations

import json
from pathlib import Path

from django.conf import settings

from ...domain.document import Word
from ..models import Document

# more than anybody looks through in review; the original is one click away
MOST_PAGES = 20


def folder() -> Path:
    """The cache of page images, in the data folder."""
    return Path(settings.SPARKLINK_DATA) / "pages"


def page_path(digest: str, number: int) -> Path:
    """The place of one page's image (WebP), number from 1."""
    return folder() / digest / f"{number}.webp"


def words_path(digest: str, number: int) -> Path:
    """The place of one page's words (JSON: text, x0, y0, x1, y1 of each)."""
    return folder() / digest / f"{number}.json"


def words(document: Document, number: int) -> list[Word]:
    """The words of a page with their boxes; empty where none are kept."""
    if not document.sha256 or not 1 <= number <= MOST_PAGES:
        return []
    try:
        found = json.loads(words_path(document.sha256, number).read_bytes())
    except FileNotFoundError:
        return []
    return [Word(*each) for each in found]


def page_image(document: Document, number: int) -> Path | None:
    """The image of a page if it is drawn, else None."""
    if not document.sha256 or not 1 <= number <= MOST_PAGES:
        return None
    path = page_path(document.sha256, number)
    return path if path.is_file() else None


def is_drawn(digest: str) -> bool:
    """Whether the first page of a file has its image."""
    return bool(digest) and page_path(digest, 1).is_file()
