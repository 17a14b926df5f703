"""The currency: a code or sign beside the amounts, then one named in a head, then the country's own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from .amounts import Print
from .country import DOLLARS, EURO, OWN
from .lines import Line

_CODE = re.compile(
    r"(?<![A-Za-z])(EUR|USD|GBP|CHF|MYR|SGD|AUD|CAD|NZD|HKD|JPY|CNY|PLN|CZK|SEK|NOK|DKK|HUF|RON|BRL|INR|IDR"
    r"|THB|TRY|ZAR|RM|€|£|zł|Kč)(?![A-Za-z])"
)
_LABELLED = re.compile(
    r"\b(?:Währung|Rechnungswährung|Currency|Devise|Valuta|Moneda|Divisa|Moeda|Waluta|Měna)\s*:?\s*\(?([A-Z]{3})\b",
    re.IGNORECASE,
)
_NORMAL = {"RM": "MYR", "€": "EUR", "£": "GBP", "zł": "PLN", "Kč": "CZK"}
_AGREED = 0.995  # the sign beside an amount is that of the country
_SURE = 0.9  # from here a printed currency outweighs the country's
_DOLLAR = re.compile(r"\$")


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency (ISO 4217), how sure it is, the row (index) that shows it, and why."""

    code: str
    confidence: float
    row: int | None
    note: str


def currency(
    lines: Sequence[Line],
    prints: Sequence[Print],
    total: Decimal | None,
    country: str | None,
    marks: int = 1,
) -> Currency | None:
    """The document's currency, or None where nothing says it: never a default.

    `marks` says how many different marks of the country the document bears.
    """
    for p in prints:
        if p.value == total and not p.summary and (code := _meant(p.amount.currency, country)):
            return Currency(code, 0.99, p.row, "beside the total")
    shown = _beside(prints, country) or _named(lines, country)
    own = _of_country(country, marks)
    if shown and own and shown.code != own.code and shown.confidence < _SURE:
        return own  # a lone sign against all the rest is a scanner's
    if shown and own and shown.code == own.code:
        return replace(shown, confidence=max(shown.confidence, _AGREED))
    return shown or own


def _beside(prints: Sequence[Print], country: str | None) -> Currency | None:
    """The sign or code that most amounts bear."""
    rows: dict[str, list[int]] = {}
    for p in prints:
        if code := _meant(p.amount.currency, country):
            rows.setdefault(code, []).append(p.row)
    if not rows:
        return None
    code = max(rows, key=lambda c: len(rows[c]))
    lone = 0.97 if len(rows[code]) > 1 else 0.93
    confidence = lone if len(rows) == 1 else 0.9 if len(rows[code]) > 2 else 0.85
    return Currency(code, confidence, rows[code][0], "beside amounts")


def _meant(sign: str | None, country: str | None) -> str | None:
    """The code that a sign means here; a dollar sign only where the country says which."""
    if sign == "$":
        return DOLLARS.get(country or "")
    if sign == "¥":
        return {"JP": "JPY", "CN": "CNY"}.get(country or "")
    if sign == "Fr.":
        return "CHF" if country == "CH" else None
    return sign


def _named(lines: Sequence[Line], country: str | None) -> Currency | None:
    found: Counter[str] = Counter()
    rows: dict[str, int] = {}
    for index, line in enumerate(lines):
        if labelled := _LABELLED.search(line.text):
            return Currency(labelled[1].upper(), 0.98, index, "named as the currency")
        for match in _CODE.finditer(line.text):
            code = _NORMAL.get(match[1], match[1])
            found[code] += 1
            rows.setdefault(code, index)
        if country in DOLLARS and _DOLLAR.search(line.text):
            found[DOLLARS[country]] += 1
            rows.setdefault(DOLLARS[country], index)
    if not found:
        return None
    code = found.most_common(1)[0][0]
    confidence = 0.95 if len(found) == 1 and found[code] > 1 else 0.85
    return Currency(code, confidence, rows[code], "named in the text")


def _of_country(country: str | None, marks: int) -> Currency | None:
    code = "EUR" if country in EURO else OWN.get(country or "")
    confidence = 0.98 if marks > 1 else 0.85
    return Currency(code, confidence, None, f"country {country}") if code else None
