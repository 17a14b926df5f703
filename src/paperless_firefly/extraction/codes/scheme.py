"""The one shape of all codes: how a scheme's payload is found in text, and what it says."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from ...domain.extraction import Finding, Kind, TaxLine
from ...domain.money import parse_decimal, plain

_LONGEST = 500  # characters of a value
_CENT = Decimal("0.01")
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Code:
    """What one payload says: fields in their normal form, and `details` by the scheme's own names.

    A `payment` code tells what is to be paid, which need not be the document's total.
    """

    fields: Mapping[str, str]
    kind: Kind | None = None
    type: str | None = None
    tax_breakdown: tuple[TaxLine, ...] = ()
    details: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    payment: bool = False


@dataclass(frozen=True, slots=True)
class Scheme:
    """One kind of code; `read` answers None where a payload only looks like one."""

    name: str
    title: str
    pattern: re.Pattern[str]
    read: Callable[[str], Code | None]

    def recognise(self, payload: str) -> bool:
        """Whether a payload begins as this scheme's do."""
        return self.pattern.match(payload) is not None


def present(values: Mapping[str, str | None]) -> dict[str, str]:
    """Those values that are there, on one line and without what cannot be printed."""
    clean = {name: _clean(value or "") for name, value in values.items()}
    return {name: value for name, value in clean.items() if value}


def _clean(value: str) -> str:
    """Codes may hold any byte: control characters and halves of surrogates are no text."""
    return "".join(letter for letter in value[:_LONGEST] if letter.isprintable()).strip()


def amount_of(text: str | None, currency: str = "EUR") -> str | None:
    """A machine-written amount with its currency's digits ("241.4" is "241.40"), or None."""
    value = parse_decimal(text)
    return None if value is None else plain(value, currency)


def iban_of(text: str | None) -> str | None:
    """An IBAN without blanks, or None where the text has not the form of one."""
    bare = (text or "").replace(" ", "").upper()
    return bare if _IBAN.fullmatch(bare) else None


def day_of(year: str, month: str, day: str) -> str | None:
    """An ISO date of the calendar, or None; a year of two digits is of this century."""
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day)).isoformat()
    except ValueError:
        return None


def tax_of_gross(gross: Decimal, rate: str) -> TaxLine:
    """A row of the tax breakdown, from what a rate's goods cost with tax."""
    percent = Decimal(rate)
    tax = (gross * percent / (100 + percent)).quantize(_CENT, ROUND_HALF_UP)
    return TaxLine("S" if percent else "Z", rate, str(gross - tax), str(tax))
