"""Files inside a signature: CAdES and PKCS #7 signed data (.p7m), as DER, BER, base64 or PEM.

The signature itself is not verified: what is inside is read like any other file.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass

SIGNED = "application/pkcs7-mime"
_OID = bytes.fromhex("06092a864886f70d010702")  # signedData, RFC 5652 section 5
_OID_WITHIN = 20  # bytes: it follows the header of the outermost sequence
_SEQUENCE, _OCTETS, _PARTED_OCTETS, _EXPLICIT = 0x30, 0x04, 0x24, 0xA0
_MAX_DEPTH = 20
_PEM = re.compile(rb"-----(?:BEGIN|END) [A-Z0-9 #]{1,40}-----")
_BASE64_START = 40  # letters that hold the identifier
_BASE64 = re.compile(rb"M[A-Za-z0-9+/]{%d}" % (_BASE64_START - 1))
_HEAD = 200
_MAX_SIGNATURES = 3  # one around the other


class NotSigned(ValueError):
    """The bytes are no signed data, or nothing is inside."""


@dataclass(frozen=True, slots=True)
class _Element:
    """One element of ASN.1: where its content starts and ends (None: at its end mark)."""

    tag: int
    start: int
    end: int | None


def is_signed(data: bytes) -> bool:
    """Whether a file's first bytes are those of signed data, in any of its forms."""
    head = data[:_HEAD]
    if head[:1] == bytes([_SEQUENCE]):
        return _OID in head[: _OID_WITHIN + len(_OID)]
    start = b"".join(_PEM.sub(b"", head).split())[:_BASE64_START]
    return bool(_BASE64.fullmatch(start)) and _OID in base64.b64decode(start)


def unwrapped(data: bytes) -> bytes:
    """A file without its signatures, any other one as it is; NotSigned where nothing is inside."""
    for _ in range(_MAX_SIGNATURES):
        if not is_signed(data):
            return data
        data = _unsigned(data)
    raise NotSigned("signed too often")


def _unsigned(data: bytes) -> bytes:
    try:
        binary = data if data[:1] == bytes([_SEQUENCE]) else _from_text(data)
        return _content(binary)
    except (IndexError, binascii.Error) as error:
        raise NotSigned("damaged") from error


def _from_text(data: bytes) -> bytes:
    return base64.b64decode(_PEM.sub(b"", data))


def _content(data: bytes) -> bytes:
    """ContentInfo, [0], SignedData, its third member, [0], OCTET STRING."""
    info = _element(data, 0)
    signed = _inside(data, _inside(data, info, _EXPLICIT), _SEQUENCE)
    wrapped = _inside(data, _inside(data, signed, _SEQUENCE), _EXPLICIT)
    for child in _children(data, wrapped):
        return _octets(data, child, 0)
    raise NotSigned("nothing inside")


def _inside(data: bytes, parent: _Element, tag: int) -> _Element:
    """The first child with a tag."""
    for child in _children(data, parent):
        if child.tag == tag:
            return child
    raise NotSigned("nothing inside")


def _element(data: bytes, at: int) -> _Element:
    tag, size = data[at], data[at + 1]
    if size == 0x80:
        return _Element(tag, at + 2, None)
    if size < 0x80:
        return _Element(tag, at + 2, at + 2 + size)
    start = at + 2 + (size & 0x7F)
    return _Element(tag, start, start + int.from_bytes(data[at + 2 : start]))


def _children(data: bytes, parent: _Element) -> Iterator[_Element]:
    at = parent.start
    while not _is_over(data, parent, at):
        child = _element(data, at)
        yield child
        at = _after(data, child, 0)


def _is_over(data: bytes, parent: _Element, at: int) -> bool:
    if parent.end is None:
        return data[at : at + 2] == b"\0\0"
    return at >= min(parent.end, len(data))


def _after(data: bytes, element: _Element, depth: int) -> int:
    """Where the next element starts."""
    if element.end is not None:
        return element.end
    if depth > _MAX_DEPTH:
        raise NotSigned("nested too deeply")
    at = element.start
    while data[at : at + 2] != b"\0\0":
        at = _after(data, _element(data, at), depth + 1)
    return at + 2


def _octets(data: bytes, element: _Element, depth: int) -> bytes:
    """A string of octets, whole or in parts."""
    if element.tag == _PARTED_OCTETS and depth <= _MAX_DEPTH:
        return b"".join(_octets(data, part, depth + 1) for part in _children(data, element))
    if element.tag != _OCTETS:
        raise NotSigned("nothing inside")
    return data[element.start : element.end]
