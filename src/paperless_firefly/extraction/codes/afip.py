"""The link of Argentine invoices (AFIP, now ARCA): Base64 of a JSON object."""

from __future__ import annotations

import base64
import json
import re

from ...domain.extraction import Kind
from ..einvoice.numbers import iso_day
from .links import query_of
from .scheme import Code, Scheme, amount_of, present

_CURRENCIES = {"PES": "ARS", "DOL": "USD", "060": "EUR", "012": "BRL", "011": "UYU", "021": "GBP"}
_CREDIT_NOTES = frozenset("3 8 13 53 203 208 213".split())


def _read(payload: str) -> Code | None:
    values = _values(query_of(payload).get("p", ""))
    currency = _CURRENCIES.get(values.get("moneda", ""))
    total = amount_of(values.get("importe"), currency or "ARS")
    issued = iso_day(values.get("fecha", ""))
    if total is None or issued is None:
        return None
    fields = {
        "total": total,
        "currency": currency,
        "issue_date": issued,
        "number": f"{values.get('ptoVta', '')}-{values.get('nroCmp', '')}",
        "seller_vat_id": values.get("cuit"),
    }
    credit = values.get("tipoCmp") in _CREDIT_NOTES
    return Code(present(fields), kind=Kind.CREDIT_NOTE if credit else Kind.INVOICE)


def _values(text: str) -> dict[str, str]:
    """The object's values as text, numbers as they are written; none where it is no object."""
    coded = text.replace(" ", "+").replace("-", "+").replace("_", "/").rstrip("=")
    try:
        data = base64.b64decode(coded + "=" * (-len(coded) % 4), validate=True)
        found = json.loads(data, parse_float=str, parse_int=str)
    except (ValueError, RecursionError):
        return {}
    return {k: v for k, v in found.items() if isinstance(v, str)} if isinstance(found, dict) else {}


SCHEME = Scheme(
    "afip_ar",
    "Argentine AFIP link",
    re.compile(
        r"https?://(?:www\.)?(?:afip|arca)\.gob\.ar/fe/qr/?\?p=\S+", re.ASCII | re.IGNORECASE
    ),
    _read,
)
