"""The EPC QR code (GiroCode) of SEPA credit transfers, EPC069-12."""

from __future__ import annotations

import re

from .scheme import Code, Scheme, amount_of, iban_of, present

_LINES = 12


def _read(payload: str) -> Code | None:
    lines = [line.strip() for line in payload.split("\n")][:_LINES]
    lines += [""] * (_LINES - len(lines))
    name, iban, stated = lines[5], iban_of(lines[6]), lines[7]
    amount = amount_of(stated[3:]) if stated.startswith("EUR") else None
    if not name or iban is None or (stated and amount is None):
        return None
    fields = {
        "payable": amount,
        "currency": "EUR",
        "seller": name,
        "iban": iban,
        "payment_reference": lines[9] or lines[10],
    }
    details = {"bic": lines[4], "purpose": lines[8], "information": lines[11]}
    return Code(present(fields), details=present(details), payment=True)


SCHEME = Scheme(
    "epc",
    "EPC QR code (GiroCode)",
    re.compile(r"^BCD\n00[12]\n[1-8]\n(?:SCT|INST)(?:\n[^\n]*){3,8}", re.MULTILINE),
    _read,
)
