"""What was read from a document: fields with confidence and evidence, and findings.

Values are text in one normal form: amounts with a point ("235.62", "-5.00"), dates ISO
("2026-11-24"), currencies ISO 4217, identifiers without blanks. `to_json` is the shape that
`sparklink read --json` prints and that rows keep; `from_json` reads it back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from .details import NO_PERIOD, Adjustment, Details, Period, group_json, group_of
from .money import parse_decimal

# The fields of EN 16931 that SparkLink speaks of, in the order in which pages show them.
FIELD_NAMES = (
    "total", "payable", "net", "tax", "currency", "issue_date", "due_date", "number",
    "seller", "seller_vat_id", "buyer", "iban", "payment_reference",
)  # fmt: skip
AMOUNT_FIELDS = frozenset({"total", "payable", "net", "tax"})
DATE_FIELDS = frozenset({"issue_date", "due_date"})


class Kind(StrEnum):
    """What a document is, coarsely."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    RECEIPT = "receipt"
    OTHER = "other"


class Direction(StrEnum):
    """Whether money leaves the user, reaches them, or neither."""

    OUT = "out"
    IN = "in"
    NONE = "none"


class State(StrEnum):
    """The judgement on a whole reading."""

    AUTO = "auto"  # certain
    REVIEW = "review"  # one look
    MANUAL = "manual"  # by hand
    OTHER = "other"  # no claim for money


class Severity(StrEnum):
    """How much a finding weighs."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person should know about a document; `message` is a plain English sentence.

    `code` is a stable slug ("totals-disagree"); `params` fill translated texts; `field` names the
    field it stands beside, if it concerns one.
    """

    code: str
    message: str
    severity: Severity = Severity.WARNING
    field: str | None = None
    params: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a value stands: an XPath, a page and box, a line of the text, or a name of metadata.

    `box` is x0, y0, x1, y1 in the page's units, origin top left; `line` counts from 1; `quote` is
    the text that was read; `note` says in a word or two where it stood ("beside Rechnungsdatum").
    """

    xpath: str | None = None
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    line: int | None = None
    metadata: str | None = None
    quote: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another value that a field could have."""

    value: str
    confidence: float
    reader: str
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """One value with its confidence in 0..1, the reader that found it, evidence and alternatives."""

    value: str
    confidence: float
    reader: str
    evidence: Evidence | None = None
    alternatives: tuple[Alternative, ...] = ()


@dataclass(frozen=True, slots=True)
class TaxLine:
    """One row of the tax breakdown (EN 16931 BG-23): category code, rate in percent, base, tax."""

    category: str | None
    rate: str | None
    base: str | None
    tax: str | None


@dataclass(frozen=True, slots=True)
class LineItem:
    """One line (BG-25); unit price and total are net for invoices, as printed for receipts.

    `unit` is a code (UN/ECE Rec. 20), `seller_item`, `buyer_item` and `gtin` identify the item.
    """

    description: str
    quantity: str | None = None
    unit_price: str | None = None
    total: str | None = None
    tax_rate: str | None = None
    tax_category: str | None = None
    number: str | None = None
    unit: str | None = None
    seller_item: str | None = None
    buyer_item: str | None = None
    gtin: str | None = None
    period: Period = NO_PERIOD
    adjustments: tuple[Adjustment, ...] = ()


_LINE_NAMES = ("description", "quantity", "unit_price", "total", "tax_rate")  # shown even if null


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything that was read from one document; `others` are further papers on the same scan."""

    kind: Kind
    direction: Direction
    state: State
    confidence: float
    type: str | None = None
    readers: tuple[str, ...] = ()
    fields: Mapping[str, Field] = field(default_factory=dict)
    tax_breakdown: tuple[TaxLine, ...] = ()
    lines: tuple[LineItem, ...] = ()
    findings: tuple[Finding, ...] = ()
    details: Details | None = None
    others: tuple[Extraction, ...] = ()

    def text(self, name: str) -> str | None:
        """A field's value as text, or None where it was not found."""
        found = self.fields.get(name)
        return found.value if found else None

    def amount(self, name: str) -> Decimal | None:
        """A field's value as a decimal, or None."""
        return parse_decimal(self.text(name))

    def day(self, name: str) -> date | None:
        """A field's value as a date, or None."""
        value = self.text(name)
        return date.fromisoformat(value) if value else None


def to_json(extraction: Extraction) -> dict[str, Any]:
    """The JSON object of `sparklink read --json`, without "file"; every known field, null if absent."""
    names = [*FIELD_NAMES, *(n for n in extraction.fields if n not in FIELD_NAMES)]
    others = [to_json(other) for other in extraction.others]
    return {
        "kind": extraction.kind.value,
        "type": extraction.type,
        "direction": extraction.direction.value,
        "readers": list(extraction.readers),
        "state": extraction.state.value,
        "confidence": round(extraction.confidence, 4),
        "fields": {n: _field_json(extraction.fields.get(n)) for n in names},
        "tax_breakdown": [_plain(row) for row in extraction.tax_breakdown],
        "lines": [_line_json(line) for line in extraction.lines],
        "details": group_json(extraction.details) if extraction.details else None,
        "findings": [_finding_json(f) for f in extraction.findings],
        **({"others": others} if others else {}),
    }


def from_json(data: Mapping[str, Any]) -> Extraction:
    """The extraction that `to_json` wrote; KeyError or ValueError if it did not."""
    return Extraction(
        kind=Kind(data["kind"]),
        direction=Direction(data["direction"]),
        state=State(data["state"]),
        confidence=float(data["confidence"]),
        type=data.get("type"),
        readers=tuple(data.get("readers", ())),
        fields={n: _field(f) for n, f in data["fields"].items() if f is not None},
        tax_breakdown=tuple(TaxLine(**row) for row in data.get("tax_breakdown", ())),
        lines=tuple(group_of(LineItem, row) for row in data.get("lines", ())),
        findings=tuple(_finding(f) for f in data.get("findings", ())),
        details=group_of(Details, data["details"]) if data.get("details") else None,
        others=tuple(from_json(other) for other in data.get("others", ())),
    )


def _plain(row: TaxLine) -> dict[str, str | None]:
    return {name: getattr(row, name) for name in row.__slots__}


def _line_json(line: LineItem) -> dict[str, Any]:
    return {**dict.fromkeys(_LINE_NAMES), **group_json(line)}


def _finding_json(finding: Finding) -> dict[str, Any]:
    data: dict[str, Any] = {
        "code": finding.code,
        "message": finding.message,
        "severity": finding.severity.value,
        "field": finding.field,
    }
    return {**data, "params": dict(finding.params)} if finding.params else data


def _finding(data: Mapping[str, Any]) -> Finding:
    return Finding(
        data["code"],
        data["message"],
        Severity(data.get("severity", "warning")),
        data.get("field"),
        tuple(sorted(data.get("params", {}).items())),
    )


def _evidence_json(evidence: Evidence | None) -> dict[str, Any] | None:
    if evidence is None:
        return None
    found = {name: getattr(evidence, name) for name in evidence.__slots__}
    return {name: value for name, value in found.items() if value is not None}


def _evidence(data: Mapping[str, Any] | None) -> Evidence | None:
    if data is None:
        return None
    box = data.get("box")
    return Evidence(**{**data, "box": tuple(box)} if box else data)


def _field_json(found: Field | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "value": found.value,
        "confidence": round(found.confidence, 4),
        "reader": found.reader,
        "evidence": _evidence_json(found.evidence),
        "alternatives": [
            {
                "value": other.value,
                "confidence": round(other.confidence, 4),
                "reader": other.reader,
                "evidence": _evidence_json(other.evidence),
            }
            for other in found.alternatives
        ],
    }


def _field(data: Mapping[str, Any]) -> Field:
    others = tuple(
        Alternative(a["value"], a["confidence"], a["reader"], _evidence(a.get("evidence")))
        for a in data.get("alternatives", ())
    )
    return Field(
        data["value"], data["confidence"], data["reader"], _evidence(data.get("evidence")), others
    )
