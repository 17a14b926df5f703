"""XML without its dangers: no document type, no entities, no network, and a limit on everything."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from ...domain.extraction import Finding, Severity
from ..encoding import decode

MAX_LETTERS = 20_000_000  # without attachments; an invoice line has about a thousand
MAX_TAGS = 1_000_000
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*\?>")
_PROLOG = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
# Attachments inside invoices are never read, and libxml2 refuses texts over 10 MB.
_ATTACHED = re.compile(
    r"(<(?:[\w.-]+:)?(?:EmbeddedDocumentBinaryObject|AttachmentBinaryObject)\b[^>]*>)[^<]+"
)
_ATTACHMENTS_FROM = 100_000  # letters; smaller files are parsed as they are


@dataclass(frozen=True, slots=True)
class Parsed:
    """A parsed file: its root, or None where it is no XML; and what was wrong with it."""

    root: etree._Element | None
    findings: tuple[Finding, ...] = ()


def parse(data: bytes) -> Parsed:
    """Parses one file, whatever its encoding declaration says; damaged ones as far as they go.

    The bytes are decoded first (see `encoding.decode`), so that a wrong declaration does no harm.
    A document type declaration is refused: no invoice needs one, and entities live there.
    """
    text = _DECLARATION.sub("", decode(data), count=1)
    if _has_doctype(text):
        message = "The XML declares a document type or entities; it is not read, for safety."
        return Parsed(None, (_finding("xml-doctype", message),))
    if len(text) > _ATTACHMENTS_FROM:
        text = _ATTACHED.sub(r"\1", text)
    if len(text) > MAX_LETTERS or text.count("<") > MAX_TAGS:
        return Parsed(None, (_finding("xml-too-large", "The XML is too large to be read."),))
    return _parsed(text.strip().encode("utf-8", "replace"))


def _has_doctype(text: str) -> bool:
    prolog = _PROLOG.match(text)
    return text.startswith("<!", prolog.end() if prolog else 0)


def _parsed(data: bytes) -> Parsed:
    try:
        return Parsed(etree.fromstring(data, _parser(recover=False)))
    except etree.XMLSyntaxError:
        return _recovered(data)


def _recovered(data: bytes) -> Parsed:
    message = "The XML is damaged: it could be read in part only."
    damaged = (_finding("xml-damaged", message),)
    try:
        root = etree.fromstring(data, _parser(recover=True))
    except etree.XMLSyntaxError:
        return Parsed(None, damaged)
    return Parsed(root, damaged)


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8",
        recover=recover,
        resolve_entities=False,
        load_dtd=False,
        attribute_defaults=False,
        dtd_validation=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _finding(code: str, message: str) -> Finding:
    return Finding(code, message, Severity.ERROR)
