"""The Croatian payment slip (HUB-3), printed as PDF417."""

from __future__ import annotations

import re
from decimal import Decimal

from .scheme import Code, Scheme, iban_of, present

_LINES = 14


def _read(payload: str) -> Code | None:
    lines = [line.strip() for line in payload.split("\n")][:_LINES]
    iban = iban_of(lines[9])
    if iban is None:
        return None
    cents = Decimal(lines[2])
    fields = {
        "payable": str(cents.scaleb(-2)) if cents else None,
        "currency": lines[1],
        "seller": lines[6],
        "buyer": lines[3],
        "iban": iban,
        "payment_reference": f"{lines[10]} {lines[11]}",
    }
    details = {"purpose": lines[12], "message": lines[13]}
    return Code(present(fields), details=present(details), payment=True)


SCHEME = Scheme(
    "hub3_hr",
    "Croatian payment slip (HUB-3)",
    re.compile(r"^HRVHUB30\n(?:HRK|EUR)\n\d{15}(?:\n[^\n]*){11}", re.MULTILINE | re.ASCII),
    _read,
)
