"""Messages between parent and child: whole ones arrive as sent, broken ones are refused."""

from __future__ import annotations

import io
import struct
from typing import Any

import pytest

from paperless_firefly.domain.document import EmbeddedXml, Page, PrintedCode, Word
from paperless_firefly.domain.extraction import Finding, Severity
from paperless_firefly.files import wire
from paperless_firefly.files.content import Content, pack, unpack


def message(head: dict[str, Any], *blobs: bytes) -> bytes:
    out = io.BytesIO()
    wire.send(out, head, list(blobs))
    return out.getvalue()


def test_a_content_arrives_as_it_was_sent() -> None:
    content = Content(
        "application/pdf",
        "Größe 12 €",
        (Page(1, 595.28, 841.89, (Word("Größe", 1, 2, 3.5, 4),)),),
        (EmbeddedXml("a.xml", b"<a/>"), EmbeddedXml("b.xml", b"")),
        (Finding("file-damaged", "It is.", Severity.ERROR, params=(("what", "PDF"),)),),
        (PrintedCode("BCD\n002", 1, (10.5, 20.0, 90.0, 99.25)),),
    )
    head, blobs = pack(content)
    assert unpack(*wire.receive(io.BytesIO(message(head, *blobs)))) == content


def test_messages_follow_each_other_and_end_cleanly() -> None:
    stream = io.BytesIO(message({"n": 1}, b"one") + message({"n": 2}))
    assert wire.receive(stream) == ({"n": 1}, [b"one"])
    assert wire.receive(stream) == ({"n": 2}, [])
    with pytest.raises(EOFError):
        wire.receive(stream)


@pytest.mark.parametrize(
    "data",
    [
        b"\0\0",
        message({"n": 1}, b"one")[:-1],
        message({"n": 1}, b"one")[:12],
        struct.pack(">Q", 2) + b"[]",
        struct.pack(">Q", 2) + b"{}",
        struct.pack(">Q", 3) + b"{{{",
        struct.pack(">Q", 2**60),
        struct.pack(">Q", 14) + b'{"blobs":[-1]}',
        struct.pack(">Q", 24) + b'{"blobs":[999999999999]} ',
    ],
)
def test_what_is_no_message_is_refused(data: bytes) -> None:
    with pytest.raises(wire.BrokenMessage):
        wire.receive(io.BytesIO(data))


@pytest.mark.parametrize(
    "head",
    [{}, {"mime_type": "a", "text": "", "pages": [[1]], "xml": [], "problems": [],
          "codes": []},
     {"mime_type": "a", "text": "", "pages": [], "xml": ["a"], "problems": [], "codes": []},
     {"mime_type": "a", "text": "", "pages": [], "xml": [], "problems": [], "codes": [["a", 1]]},
     {"mime_type": "a", "text": "", "pages": [], "xml": [], "problems": [["a", "b", "loud", {}]],
      "codes": []}],
)  # fmt: skip
def test_what_is_no_content_is_refused(head: dict[str, Any]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        unpack(head, [])
