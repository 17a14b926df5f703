"""What Paperless-ngx itself knows of a document, as a reader of lower authority."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..domain.document import DocumentMetadata, SourceDocument
from ..domain.extraction import AMOUNT_FIELDS, DATE_FIELDS, Evidence, Field, Kind
from ..domain.grammar import find_dates, parse_amount
from ..domain.names import fold
from .einvoice.numbers import iso_day, plain_number
from .reader import Found

NAME = "paperless"
CREATED = "created"  # the evidence of a date that is Paperless' own
# Chosen by a person or learnt from one, but often the shop's group, or the person's own shorthand.
_CORRESPONDENT = 0.80
# Paperless takes it from the text, or it is the day of the scan.
_CREATED = 0.30
_CUSTOM_FIELD = 0.93  # typed by a person for this very purpose

_CUSTOM = {
    "total": "amount betrag total summe gesamtbetrag rechnungsbetrag bruttobetrag brutto gross"
    " totalamount invoiceamount montant importe importo bedrag",
    "net": "net netto nettobetrag netamount",
    "tax": "vat tax mwst ust umsatzsteuer taxamount",
    "number": "invoicenumber invoiceno rechnungsnummer rechnungsnr belegnummer numerofacture",
    "issue_date": "invoicedate issuedate rechnungsdatum belegdatum",
    "due_date": "duedate due faellig fallig faelligkeit falligkeit faelligam falligam",
    "iban": "iban",
    "payment_reference": "paymentreference verwendungszweck",
    "seller_vat_id": "vatid vatnumber ustid ustidnr",
    "currency": "currency wahrung waehrung",
}
_FIELD_OF = {alias: name for name, aliases in _CUSTOM.items() for alias in aliases.split()}
_KINDS = {
    Kind.INVOICE: "invoice rechnung bill facture factura fattura faktura factuur",
    Kind.RECEIPT: "receipt quittung kassenbon kassenzettel bon beleg recu ticket",
    Kind.CREDIT_NOTE: "creditnote gutschrift rechnungskorrektur avoir",
}
_KIND_OF = {alias: kind for kind, aliases in _KINDS.items() for alias in aliases.split()}
# Paperless writes monetary fields as "EUR12.50".
_MONETARY = re.compile(r"([A-Z]{3})?\s?(-?\d+(?:\.\d+)?)", re.ASCII)
_LETTERS = re.compile(r"[^a-z]+")


@dataclass(frozen=True, slots=True)
class PaperlessReader:
    """Reads correspondent, dates, document type and custom fields."""

    name: str = NAME

    def read(self, document: SourceDocument) -> Found | None:
        """What the metadata says, or None where there is none or it says nothing of use."""
        metadata = document.metadata
        if metadata is None:
            return None
        fields = dict(_fields(metadata))
        kind = _KIND_OF.get(_key(metadata.document_type or ""))
        if not fields and kind is None:
            return None
        return Found(NAME, kind=kind, fields=fields)


def _fields(metadata: DocumentMetadata) -> Iterator[tuple[str, Field]]:
    """Later ones replace earlier ones of the same name: a custom field outranks the rest."""
    correspondent = (metadata.correspondent or "").strip()
    if correspondent:
        yield "seller", _field(correspondent, _CORRESPONDENT, "correspondent")
    if metadata.created:
        yield "issue_date", _field(metadata.created.isoformat(), _CREATED, CREATED)
    for label, value in metadata.custom_fields:
        yield from _custom(label, value.strip())


def _custom(label: str, value: str) -> Iterator[tuple[str, Field]]:
    name = _FIELD_OF.get(_key(label))
    if name is None or not value:
        return
    currency, normal = _normal(name, value)
    if normal:
        yield name, _field(normal, _CUSTOM_FIELD, label, value)
    if currency:
        yield "currency", _field(currency, _CUSTOM_FIELD, label, value)


def _normal(name: str, value: str) -> tuple[str | None, str | None]:
    """The currency, if the value tells one, and the value in its normal form."""
    if name in AMOUNT_FIELDS:
        return _money(value)
    if name in DATE_FIELDS:
        return None, _day(value)
    if name in ("iban", "seller_vat_id", "currency"):
        return None, re.sub(r"\s+", "", value).upper()
    return None, value


def _money(value: str) -> tuple[str | None, str | None]:
    exact = _MONETARY.fullmatch(value)
    if exact:
        return exact[1], exact[2]
    amount = parse_amount(value)
    return None, None if amount is None else plain_number(amount)


def _day(value: str) -> str | None:
    exact = iso_day(value)
    if exact:
        return exact
    printed = find_dates(value)
    return printed[0].options[0].isoformat() if printed else None


def _key(text: str) -> str:
    return _LETTERS.sub("", fold(text))


def _field(value: str, confidence: float, source: str, quote: str | None = None) -> Field:
    return Field(value, confidence, NAME, Evidence(metadata=source, quote=quote))
