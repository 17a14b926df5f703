"""The XML files inside a PDF, wherever they hang: name tree, associated files, annotations."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator

import pikepdf

from ..domain.document import EmbeddedXml
from ..domain.extraction import Finding
from . import problems
from .detect import XML, detect

MAX_FILES = 100
MAX_BYTES = 32 * 1024 * 1024  # of one file
MAX_TOTAL = 64 * 1024 * 1024  # of all together
_MAX_PAGES = 50  # whose annotations are looked at
_STREAM_KEYS = ("/UF", "/F", "/Unix", "/DOS", "/Mac")
_BROKEN = (pikepdf.PikepdfError, ValueError, TypeError, KeyError, zlib.error)


class TooLarge(Exception):
    """A stream decodes to more than `MAX_BYTES`."""


def find_xml(data: bytes) -> tuple[tuple[EmbeddedXml, ...], tuple[Finding, ...]]:
    """Every embedded file that is XML by content, once each, and what could not be taken out."""
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            return _collect(pdf)
    except pikepdf.PasswordError:
        return (), (problems.encrypted(),)
    except _BROKEN:
        return (), (problems.damaged("PDF"),)


def _collect(pdf: pikepdf.Pdf) -> tuple[tuple[EmbeddedXml, ...], tuple[Finding, ...]]:
    seen: set[object] = set()
    files: list[EmbeddedXml] = []
    found: list[Finding] = []
    try:
        for spec in _specs(pdf):
            if len(seen) >= MAX_FILES:
                found.append(problems.too_many_attachments(MAX_FILES))
                break
            _take(spec, seen, files, found)
    except _BROKEN:  # the rest cannot be reached; what was found stays
        found.append(problems.damaged("PDF"))
    return tuple(files), tuple(found)


def _take(
    spec: pikepdf.Object, seen: set[object], files: list[EmbeddedXml], found: list[Finding]
) -> None:
    """Adds one file specification's XML to `files`, or what is wrong with it to `found`."""
    name = "?"
    try:
        stream = _stream(spec)
        if stream is None or _identity(stream) in seen:
            return
        seen.add(_identity(stream))
        name = _name(spec)
        content = _decoded(stream)
    except (*_BROKEN, TooLarge):
        found.append(problems.attachment_unread(name))
        return
    if detect(content) != XML:
        return
    if len(content) + sum(len(each.data) for each in files) > MAX_TOTAL:
        found.append(problems.attachment_unread(name))
    else:
        files.append(EmbeddedXml(name, content))


def _specs(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """File specifications: the name tree first, as readers of invoices expect them there."""
    names = _child(_child(pdf.Root, "/Names"), "/EmbeddedFiles")
    yield from _leaves(names, set())
    yield from _items(_child(pdf.Root, "/AF"))
    for number, page in enumerate(pdf.pages):
        if number >= _MAX_PAGES:
            return
        yield from _items(_child(page.obj, "/AF"))
        for note in _items(_child(page.obj, "/Annots")):
            spec = _child(note, "/FS")
            if spec is not None:
                yield spec


def _leaves(node: pikepdf.Object | None, seen: set[object]) -> Iterator[pikepdf.Object]:
    """The values of a name tree; a tree that loops ends."""
    stack = [node]
    while stack:
        here = stack.pop()
        if here is None or _identity(here) in seen or len(seen) > 10 * MAX_FILES:
            continue
        seen.add(_identity(here))
        yield from list(_items(_child(here, "/Names")))[1::2]
        stack.extend(reversed(list(_items(_child(here, "/Kids")))))


def _items(array: pikepdf.Object | None) -> Iterator[pikepdf.Object]:
    if isinstance(array, pikepdf.Array):
        for index in range(min(len(array), 20 * MAX_FILES)):
            yield array[index]


def _child(parent: pikepdf.Object | None, key: str) -> pikepdf.Object | None:
    if not isinstance(parent, pikepdf.Dictionary):
        return None
    found = parent.get(key)
    return found if isinstance(found, pikepdf.Object) else None


def _stream(spec: pikepdf.Object) -> pikepdf.Stream | None:
    embedded = _child(spec, "/EF")
    for key in _STREAM_KEYS:
        stream = _child(embedded, key)
        if isinstance(stream, pikepdf.Stream):
            return stream
    return None


def _identity(thing: pikepdf.Object) -> object:
    return thing.objgen if thing.is_indirect else id(thing)


def _name(spec: pikepdf.Object) -> str:
    for key in ("/UF", "/F"):
        text = _child(spec, key)
        if text is not None:
            return str(text)[:255]
    return "?"


def _decoded(stream: pikepdf.Stream) -> bytes:
    """The stream's content; TooLarge before a bomb goes off."""
    if stream.get("/Filter") in ("/FlateDecode", None) and "/DecodeParms" not in stream:
        raw = stream.read_raw_bytes()
        if stream.get("/Filter") is None:
            return raw
        return _inflated(raw)
    content = stream.read_bytes()
    if len(content) > MAX_BYTES:
        raise TooLarge
    return content


def _inflated(raw: bytes) -> bytes:
    engine = zlib.decompressobj()
    content = engine.decompress(raw, MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise TooLarge
    return content
