"""Image files: their size, and a picture of them for the browser."""

from __future__ import annotations

import io

from PIL import Image, ImageOps, UnidentifiedImageError

from ..domain.document import Page, PrintedCode
from ..domain.extraction import Finding
from . import problems
from .codes import MAX_PAGES as MAX_CODE_PAGES
from .codes import CodeSearch
from .content import Content
from .limits import MEGAPIXELS
from .ocr import TextSearch

MAX_SIDE = 8_000  # of a picture that is made (WebP ends at 16,383)
_ENOUGH = 3_000  # pixels a side, of a picture that is looked at for codes
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "TIFF", "BMP")
_BROKEN = (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, IndexError)

Image.MAX_IMAGE_PIXELS = None  # our own limit is checked before anything is decoded
_most_pixels = MEGAPIXELS * 1_000_000


def allow(megapixels: int) -> None:
    """Sets for this process how large an image may be; a child does it once, as it starts."""
    global _most_pixels
    _most_pixels = megapixels * 1_000_000


class Unreadable(Exception):
    """The image cannot be shown; `finding` says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def read(data: bytes, mime_type: str, max_pages: int, ocr_seconds: float = 0) -> Content:
    """An image file: one page for each frame (TIFF), in pixels, turned as its EXIF says.

    Its text is read by Tesseract for at most `ocr_seconds`; not at all where that is 0.
    """
    search = TextSearch(ocr_seconds)
    try:
        with _opened(data) as image:
            frames = getattr(image, "n_frames", 1) if mime_type == "image/tiff" else 1
            pages = tuple(_page(image, number) for number in range(min(frames, max_pages)))
            codes = _codes(image, pages)
            if ocr_seconds:
                pages = tuple(_recognised(image, page, search) for page in pages)
    except Unreadable as error:
        return Content(mime_type, problems=(error.finding,))
    except _BROKEN:
        return Content(mime_type, problems=(problems.damaged("image"),))
    found = (problems.too_many_pages(frames, max_pages),) if frames > max_pages else ()
    return Content(mime_type, search.text, pages, (), (*found, *search.problems), codes)


def render(data: bytes, page: int, width: int) -> bytes:
    """One frame (from 1) as WebP, upright, at most `width` pixels wide; Unreadable if it cannot."""
    try:
        with _opened(data) as image:
            frames = getattr(image, "n_frames", 1)
            if page > frames:
                raise Unreadable(problems.no_such_page(page, frames))
            image.seek(page - 1)
            _check(image)
            image.draft("RGB", (width, width))  # a JPEG is decoded no finer than needed
            return to_webp(_flat(ImageOps.exif_transpose(image)), width)
    except _BROKEN as error:
        raise Unreadable(problems.damaged("image")) from error


def to_webp(image: Image.Image, width: int) -> bytes:
    """An image as WebP, made smaller to `width` pixels (never larger)."""
    image.thumbnail((width, MAX_SIDE), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    image.convert("RGB").save(out, "WEBP", quality=80, method=2)
    return out.getvalue()


def _opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data), formats=_FORMATS)
    _check(image)
    return image


def _check(image: Image.Image) -> None:
    if image.width * image.height > _most_pixels:
        raise Unreadable(problems.image_too_large(image.width, image.height, _most_pixels))


def _page(image: Image.Image, index: int) -> Page:
    image.seek(index)
    _check(image)
    width, height = image.size
    if image.getexif().get(0x0112, 1) in (5, 6, 7, 8):  # Orientation: lies on its side
        width, height = height, width
    return Page(index + 1, float(width), float(height))


def _codes(image: Image.Image, pages: tuple[Page, ...]) -> tuple[PrintedCode, ...]:
    """The codes of the frames; the first is decoded in any case, so that damage shows."""
    search = CodeSearch()
    for page in pages[:MAX_CODE_PAGES]:
        if search.is_over:
            break
        image.seek(page.number - 1)
        image.draft("L", (_ENOUGH, _ENOUGH))
        upright = ImageOps.exif_transpose(image)
        search.look(_flat(upright), page.number, (page.width, page.height), scan=True)
    return search.codes


def _recognised(image: Image.Image, page: Page, search: TextSearch) -> Page:
    """The page of one frame with the words that stand in it."""
    if search.is_over:
        return page
    image.seek(page.number - 1)
    return search.read(_flat(ImageOps.exif_transpose(image)), page)


def _flat(image: Image.Image) -> Image.Image:
    """The image in RGB, on white where it is see-through."""
    if image.mode.startswith("I"):  # 16 bits of grey
        return image.convert("I").point(lambda v: v * (1 / 256)).convert("RGB")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        layer = image.convert("RGBA")
        flat = Image.new("RGB", layer.size, "white")
        flat.paste(layer, mask=layer.getchannel("A"))
        return flat
    return image.convert("RGB")
