"""What a child process found in one file, and how that travels to its parent.

The parent trusts the child no further than the file: what arrives is JSON and bytes, never a
pickle, and its shape is checked while it is taken apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..domain.document import EmbeddedXml, Page, PrintedCode, Word
from ..domain.extraction import Finding, Severity


@dataclass(frozen=True, slots=True)
class Content:
    """One file's content: its true type, text, pages, XML, codes, and what is wrong with it."""

    mime_type: str
    text: str = ""
    pages: tuple[Page, ...] = ()
    xml: tuple[EmbeddedXml, ...] = ()
    problems: tuple[Finding, ...] = ()
    codes: tuple[PrintedCode, ...] = ()


def pack(content: Content) -> tuple[dict[str, Any], list[bytes]]:
    """The message that carries a content: a JSON object, and the XML files as bytes beside it."""
    head = {
        "mime_type": content.mime_type,
        "text": content.text,
        "pages": [_pack_page(page) for page in content.pages],
        "xml": [each.name for each in content.xml],
        "problems": [pack_finding(each) for each in content.problems],
        "codes": [[each.text, each.page, *each.box] for each in content.codes],
    }
    return head, [each.data for each in content.xml]


def unpack(head: Mapping[str, Any], blobs: list[bytes]) -> Content:
    """The content of a message; KeyError, TypeError or ValueError where it is none."""
    return Content(
        str(head["mime_type"]),
        str(head["text"]),
        tuple(_unpack_page(*page) for page in head["pages"]),
        tuple(EmbeddedXml(str(n), data) for n, data in zip(head["xml"], blobs, strict=True)),
        tuple(unpack_finding(each) for each in head["problems"]),
        tuple(_unpack_code(*each) for each in head["codes"]),
    )


def pack_finding(finding: Finding) -> list[Any]:
    """A finding as a JSON array."""
    return [finding.code, finding.message, finding.severity.value, dict(finding.params)]


def unpack_finding(data: list[Any]) -> Finding:
    """The finding of a JSON array; TypeError or ValueError where it is none."""
    code, message, severity, params = data
    pairs = tuple((str(name), str(value)) for name, value in params.items())
    return Finding(str(code), str(message), Severity(severity), params=pairs)


def _pack_page(page: Page) -> list[Any]:
    words = [[w.text, w.x0, w.y0, w.x1, w.y1] for w in page.words]
    return [page.number, page.width, page.height, words]


def _unpack_page(number: int, width: float, height: float, words: list[Any]) -> Page:
    return Page(
        int(number),
        float(width),
        float(height),
        tuple(
            Word(str(text), float(x0), float(y0), float(x1), float(y1))
            for text, x0, y0, x1, y1 in words
        ),
    )


def _unpack_code(text: str, page: int, x0: float, y0: float, x1: float, y1: float) -> PrintedCode:
    return PrintedCode(str(text), int(page), (float(x0), float(y0), float(x1), float(y1)))
