"""Where the images of a document's pages are."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from ..models import Document

# more than anybody looks through in review; the original is one click away
MOST_PAGES = 20


def folder() -> Path:
    """The cache of page images, in the data folder."""
    return Path(settings.SPARKLINK_DATA) / "pages"


def page_path(digest: str, number: int) -> Path:
    """The place of one page's image (WebP), number from 1."""
    return folder() / digest / f"{number}.webp"


def page_image(document: Document, number: int) -> Path | None:
    """The image of a page if it is drawn, else None."""
    if not document.sha256 or not 1 <= number <= MOST_PAGES:
        return None
    path = page_path(document.sha256, number)
    return path if path.is_file() else None
