"""Transactions of an OFX statement, version 1 (SGML, tags left open) or 2 (XML)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

_ENTRY = re.compile(r"<STMTTRN>(.*?)</STMTTRN>", re.IGNORECASE | re.DOTALL)
_VALUE = re.compile(r"<([A-Z0-9.]+)>([^<\r\n]+)", re.IGNORECASE)
_CURRENCY = re.compile(r"<CURDEF>\s*([A-Z]{3})", re.IGNORECASE)


def is_ofx(text: str) -> bool:
    """Whether a file is OFX."""
    return "<OFX>" in text[:4000].upper()


def read(text: str) -> Iterator[dict[str, str | None]]:
    """Flat objects, in the file's order; a value that an entry lacks is None."""
    currency: str | None = None
    for part in re.split(r"(?=<CURDEF>)", text, flags=re.IGNORECASE):
        found = _CURRENCY.match(part)
        currency = found[1].upper() if found else currency
        for entry in _ENTRY.finditer(part):
            yield _row(entry[1], currency)


def _row(entry: str, currency: str | None) -> dict[str, str | None]:
    values: dict[str, str] = {}
    for name, value in _VALUE.findall(entry):
        values.setdefault(name.upper(), unescape(value.strip()))
    amount = values.get("TRNAMT", "").replace(",", ".")
    posted = values.get("DTPOSTED", "")
    texts = [values.get("NAME"), values.get("MEMO")]
    return {
        "id": values.get("FITID"),
        "date": f"{posted[:4]}-{posted[4:6]}-{posted[6:8]}",
        "amount": amount.lstrip("+-"),
        "type": "withdrawal" if amount.startswith("-") else "deposit",
        "currency": values.get("CURSYM") or currency,
        "description": " ".join(dict.fromkeys(t for t in texts if t)),
        "counterparty": values.get("NAME"),
    }
