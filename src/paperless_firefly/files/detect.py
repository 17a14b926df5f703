"""What a file is, by its first bytes; names and declared types are never believed."""

from __future__ import annotations

import re

from ..extraction.encoding import decode

PDF, XML, TEXT, HTML, UNKNOWN = (
    "application/pdf", "application/xml", "text/plain", "text/html", "application/octet-stream"
)  # fmt: skip
IMAGES = frozenset(
    {"image/png", "image/jpeg", "image/gif", "image/webp", "image/tiff", "image/bmp"}
)
_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"BM", "image/bmp"),
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),
    (b"\x1f\x8b", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!", "application/vnd.rar"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"\x7fELF", "application/x-executable"),
)
_HEIF = frozenset({b"heic", b"heix", b"mif1", b"msf1", b"hevc", b"avif"})
_PDF_WITHIN = 1024  # ISO 32000: readers accept the header within the first 1024 bytes
_SAMPLE = 8192
# a tag by its attribute or its end: scanners read specks as "<a"
_TAG = re.compile(r"\s*<(?:\?xml|!--|!DOCTYPE|[A-Za-z_][\w:.-]*(?:\s+[\w:.-]+\s*=|\s*/?>))")
_HTML = re.compile(r"<!DOCTYPE\s+html|<html[\s>]", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f�]")


def detect(data: bytes) -> str:
    """The MIME type of a file by its content; `UNKNOWN` where it is none that is known."""
    head = data[:_SAMPLE]
    return _by_magic(head) or _by_text(head)


def _by_magic(head: bytes) -> str | None:
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp" and head[8:12] in _HEIF:
        return "image/heic"
    magic = next((kind for start, kind in _MAGIC if head.startswith(start)), None)
    if magic is None and b"%PDF-" in head[:_PDF_WITHIN]:
        return PDF
    return magic if magic != "image/bmp" or head[6:10] == b"\0\0\0\0" else None


def _by_text(head: bytes) -> str:
    text = decode(_whole_letters(head))
    if len(_CONTROL.findall(text)) > len(text) // 100:
        return UNKNOWN
    if _TAG.match(text):
        return HTML if _HTML.search(text) else XML
    return TEXT


def _whole_letters(head: bytes) -> bytes:
    """The sample without a UTF-8 letter that its end may cut in two."""
    if len(head) < _SAMPLE:
        return head
    end = len(head) - 4  # UTF-16 and UTF-32 stay aligned
    while end > len(head) - 8 and 0x80 <= head[end] < 0xC0:
        end -= 1
    return head[:end] if head[end] >= 0xC0 else head[: len(head) - 4]
