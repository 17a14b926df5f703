"""The code of Saudi invoices (ZATCA): tag, length, value in Base64."""

from __future__ import annotations

import base64
import re

from ..einvoice.numbers import iso_day
from .scheme import Code, Scheme, amount_of, present

_TAGS = {1: "seller", 2: "vat", 3: "time", 4: "total", 5: "tax"}


def _read(payload: str) -> Code | None:
    values = _values(payload.strip())
    total, tax = amount_of(values.get(4), "SAR"), amount_of(values.get(5), "SAR")
    issued = iso_day(values.get(3, ""))
    if total is None or tax is None or issued is None:
        return None
    fields = {
        "total": total,
        "tax": tax,
        "currency": "SAR",
        "issue_date": issued,
        "seller": values.get(1),
        "seller_vat_id": values.get(2),
    }
    return Code(present(fields), details=present({"time": values.get(3)}))


def _values(payload: str) -> dict[int, str]:
    """The first five tags, in order; nothing where the bytes are no such list."""
    try:
        data = base64.b64decode(payload, validate=True)
        return _tags(data)
    except (ValueError, IndexError):
        return {}


def _tags(data: bytes) -> dict[int, str]:
    values: dict[int, str] = {}
    at = 0
    for tag in _TAGS:
        if data[at] != tag or at + 2 + data[at + 1] > len(data):
            return {}
        values[tag] = data[at + 2 : at + 2 + data[at + 1]].decode("utf-8")
        at += 2 + data[at + 1]
    return values


SCHEME = Scheme(
    "zatca",
    "Saudi invoice (ZATCA)",
    re.compile(r"(?<![A-Za-z0-9+/=])A[Q-Za-f][A-Za-z0-9+/]{38,2000}={0,2}", re.ASCII),
    _read,
)
