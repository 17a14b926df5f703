"""Text files and XML files: their content as it is."""

from __future__ import annotations

from ..domain.document import EmbeddedXml
from ..extraction.encoding import decode
from . import problems
from .content import Content
from .detect import TEXT, XML

MAX_TEXT = 1_000_000
MAX_XML = 32 * 1024 * 1024


def read_text(data: bytes) -> Content:
    """A text file: at most `MAX_TEXT` characters, whatever the encoding."""
    text = decode(data).replace("\r\n", "\n").replace("\0", "")
    if len(text) <= MAX_TEXT:
        return Content(TEXT, text)
    return Content(TEXT, text[:MAX_TEXT], problems=(problems.text_too_long(MAX_TEXT),))


def read_xml(data: bytes, name: str) -> Content:
    """An XML file: it is its own embedded XML, and has no text for people."""
    if len(data) > MAX_XML:
        return Content(XML, problems=(problems.too_large(len(data), MAX_XML),))
    return Content(XML, xml=(EmbeddedXml(name, data),))
