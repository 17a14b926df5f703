"""Reads the XML of a document: the invoice among its attachments, or what it is instead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from ...domain.document import EmbeddedXml, SourceDocument
from ...domain.extraction import Direction, Finding, Kind, Severity
from ..reader import Found
from . import cii, facturae, fatturapa, ksef, semplificata, ubl, zugferd1
from .convert import found_in
from .numbers import decimal
from .others import what_it_is
from .paths import name_of
from .xml import parse

# A new syntax is one module with one SYNTAX, and its row here.
SYNTAXES = (
    cii.SYNTAX,
    ubl.SYNTAX,
    fatturapa.SYNTAX,
    semplificata.SYNTAX,
    ksef.SYNTAX,
    facturae.SYNTAX,
    zugferd1.SYNTAX,
)
_BY_ROOT = {root: syntax for syntax in SYNTAXES for root in syntax.roots}
_ENVELOPE_DEPTH = 3  # StandardBusinessDocument and its like


@dataclass(frozen=True, slots=True)
class EInvoiceReader:
    """Reads embedded or bare XML; `name` is of the reader, fields carry their syntax's."""

    name: str = "einvoice"

    def read(self, document: SourceDocument) -> Found | None:
        """The invoice of the document's XML, or what its XML is instead; None without any XML."""
        found = [_read(xml, _is_bare(document)) for xml in document.xml]
        if not found:
            return None
        invoices = [each for each in found if each.kind in (Kind.INVOICE, Kind.CREDIT_NOTE)]
        if invoices:
            return _first_of(invoices)
        return next((each for each in found if each.kind is not None), found[0])


def _is_bare(document: SourceDocument) -> bool:
    return document.mime_type != "application/pdf"


def _read(xml: EmbeddedXml, bare: bool) -> Found:
    parsed = parse(xml.data)
    if parsed.root is None:
        return Found("xml", Kind.OTHER if bare else None, findings=parsed.findings)
    found = _of_root(parsed.root, bare)
    return replace(found, findings=(*parsed.findings, *found.findings))


def _of_root(root: etree._Element, bare: bool) -> Found:
    for element in _candidates(root):
        syntax = _BY_ROOT.get(str(element.tag))
        if syntax:
            return found_in(syntax.read(element))
    known = what_it_is(root)
    if known:
        return Found("xml", Kind.OTHER, known, Direction.NONE, findings=(_no_invoice(known),))
    return Found("xml", Kind.OTHER if bare else None, findings=(_unknown(root, bare),))


def _candidates(root: etree._Element) -> Iterator[etree._Element]:
    """The root, then the first elements inside it: an invoice may travel in an envelope."""
    level = [root]
    for _ in range(_ENVELOPE_DEPTH):
        yield from level
        level = [child for element in level for child in list(element)[:10]]


def _first_of(invoices: list[Found]) -> Found:
    """The invoice of the newest syntax; a finding where another one states another total."""
    order = [syntax.name for syntax in SYNTAXES]
    chosen, *others = sorted(invoices, key=lambda each: order.index(each.reader))
    totals = {_total(each) for each in invoices}
    if not others or len(totals) == 1:
        return chosen
    message = "The file holds several invoices in XML whose totals differ."
    finding = Finding("attachments-disagree", message, Severity.ERROR, "total")
    return replace(chosen, findings=(*chosen.findings, finding))


def _total(found: Found) -> object:
    field = found.fields.get("total")
    return decimal(field.value) if field else None


def _no_invoice(what: str) -> Finding:
    return Finding(
        "no-invoice",
        f"This XML is no invoice, but: {what}.",
        Severity.INFO,
        params=(("what", what),),
    )


def _unknown(root: etree._Element, bare: bool) -> Finding:
    namespace, name = name_of(root)
    space = f"namespace {namespace[:200]}" if namespace else "no namespace"
    return Finding(
        "unknown-xml",
        f"This XML ({name[:80]}, {space}) is of no kind that SparkLink reads.",
        Severity.WARNING if bare else Severity.INFO,
        params=(("root", str(root.tag)[:300]),),
    )
