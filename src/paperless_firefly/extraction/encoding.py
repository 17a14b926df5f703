"""Bytes of unknown encoding to text: byte order marks and the bytes themselves outrank any label."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_SAMPLE = 4096


def decode(data: bytes) -> str:
    """The text of a file, without its byte order mark; never fails (Latin-1 maps every byte).

    Tried in order: byte order mark, the pattern of zero bytes (UTF-16/32 without a mark), UTF-8,
    the encoding that an XML declaration names, Windows-1252, Latin-1. UTF-8 comes before the
    declaration because text in another encoding is hardly ever valid UTF-8 by accident.
    """
    guesses = (_by_mark(data), _by_zeros(data), "utf-8", _by_declaration(data), "cp1252")
    for encoding in guesses:
        text = _try(data, encoding) if encoding else None
        if text is not None:
            return text
    return data.decode("latin-1")


def _by_mark(data: bytes) -> str | None:
    return next((name for mark, name in _MARKS if data.startswith(mark)), None)


def _by_zeros(data: bytes) -> str | None:
    """UTF-16 or UTF-32 by where the zero bytes of its first letters stand (ASCII, mostly)."""
    sample = data[:_SAMPLE]
    if len(sample) < 4 or b"\0" not in sample:
        return None
    shares = [sample[i::4].count(0) / max(len(sample[i::4]), 1) > 0.4 for i in range(4)]
    return {
        (False, True, True, True): "utf-32-le",
        (True, True, True, False): "utf-32-be",
        (False, True, False, True): "utf-16-le",
        (True, False, True, False): "utf-16-be",
    }.get((shares[0], shares[1], shares[2], shares[3]))


def _by_declaration(data: bytes) -> str | None:
    found = _DECLARED.search(data[:_SAMPLE])
    return found[1].decode("ascii") if found else None


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None
