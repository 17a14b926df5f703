"""The code of Austrian cash registers (RKSV): sums by tax rate, time, register and number."""

from __future__ import annotations

import re
from decimal import Decimal

from ...domain.extraction import Finding, Kind
from .scheme import Code, Scheme, day_of, present, tax_of_gross

_RATES = ("20", "10", "13", "0", "19")
_AMOUNT = r"-?\d{1,12},\d\d"
_PAYLOAD = re.compile(
    r"_R1-AT\d_(?P<box>[^_\s]+)_(?P<number>[^_\s]+)_(?P<day>\d{4}-\d\d-\d\d)T(?P<time>\d\d:\d\d:\d\d)"
    rf"_(?P<sums>{_AMOUNT}(?:_{_AMOUNT}){{4}})_(?P<turnover>[A-Za-z0-9+/=]+)_[^\n]+",
    re.ASCII,
)
# What the register writes instead of its turnover: "TRA" and "STO" in Base64.
_TYPES = {"VFJB": "training", "U1RP": "cancellation"}


def _read(payload: str) -> Code | None:
    found = _PAYLOAD.match(payload)
    day = day_of(*found["day"].split("-")) if found else None
    if found is None or day is None:
        return None
    sums = [Decimal(text.replace(",", ".")) for text in found["sums"].split("_")]
    total = sum(sums, Decimal(0))
    fields = {"total": str(total), "currency": "EUR", "issue_date": day, "number": found["number"]}
    told = _TYPES.get(found["turnover"]) or (None if any(sums) else "null")
    return Code(
        present(fields),
        kind=_kind(told, total),
        type=told,
        tax_breakdown=tuple(tax_of_gross(s, r) for s, r in zip(sums, _RATES, strict=True) if s),
        details={
            "cashbox": found["box"],
            "time": found["time"],
            **{f"rate_{rate}": str(value) for rate, value in zip(_RATES, sums, strict=True)},
        },
        findings=(_cancels(),) if told == "cancellation" else (),
    )


def _kind(told: str | None, total: Decimal) -> Kind:
    """Nobody pays for training or for a null receipt; a negative total says itself that it turns."""
    if told in ("training", "null"):
        return Kind.OTHER
    return Kind.CREDIT_NOTE if told == "cancellation" and total > 0 else Kind.RECEIPT


def _cancels() -> Finding:
    return Finding("cancellation", "The register's code says that this receipt cancels another.")


SCHEME = Scheme("rksv", "Austrian cash register (RKSV)", _PAYLOAD, _read)
