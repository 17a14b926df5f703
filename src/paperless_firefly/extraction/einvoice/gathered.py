"""From what an outline gathered to lines and details, alike for every syntax."""

from __future__ import annotations

import re
from typing import Any

from ...domain.details import Details, group_of
from ...domain.extraction import LineItem, TaxLine
from ..terms import discounts_in
from .numbers import number, unit_price
from .outline import Data
from .statement import Sums

_SKONTO = re.compile(
    r"#SKONTO#TAGE=(?P<days>\d{1,4})#PROZENT=(?P<percentage>[\d.]{1,8})"
    r"(?:#BASISBETRAG=(?P<base>-?[\d.]{1,20}))?#",
    re.ASCII,
)
_DAYS_OF = {"": 1, "DAY": 1, "WEE": 7}  # UN/ECE Rec. 20, as discounts are counted in
_DETAILS = frozenset(Details.__slots__)


def line_of(found: Data) -> LineItem:
    """A line; its name may be a "description" or, failing that, a "note"."""
    names = [found.pop(each, None) for each in ("name", "description", "note")]
    price, per = found.pop("price", None), found.pop("per", None)
    found["description"] = next(filter(None, names), "")
    found["unit_price"] = unit_price(price, per)
    return group_of(LineItem, found)


def tax_of(found: Data) -> TaxLine:
    """A row of the tax breakdown."""
    return TaxLine(found.get("category"), found.get("rate"), found.get("base"), found.get("tax"))


def sums_of(found: Data) -> Sums:
    """The sums that lead from the lines to what is payable."""
    return Sums(**found.pop("sums", {}))


def details_of(found: Data) -> Details:
    """The details among what was gathered.

    Beside those of `Details`, it takes "notes" (texts of the terms), "services" (charges by another
    name), and the "mandate" and "creditor" of all payments.
    """
    notes = [note["text"] for note in found.pop("notes", [])]
    services = [{**each, "is_charge": True} for each in found.pop("services", [])]
    discounts = [_discount(each) for each in found.pop("discounts", [])]
    _share(found, "mandate", "creditor")
    known = {name: value for name, value in found.items() if name in _DETAILS}
    if notes:
        known["terms"] = "\n".join(notes)
    stated = [*discounts, *(each for note in notes for each in _skonto(note))]
    known["discounts"] = stated or discounts_in("\n".join(notes))
    known["adjustments"] = [*known.get("adjustments", []), *services]
    known["preceding"] = [each for each in known.get("preceding", []) if "number" in each]
    for party in ("seller", "buyer"):
        if party in known:
            known[party] = _party(known[party])
    return group_of(Details, known)


def _party(found: Data) -> Data:
    """A party without the identifiers of which a register alone is named."""
    stated = [each for each in found.get("identifiers", []) if "value" in each]
    return {**found, "identifiers": stated}


def _share(found: Data, *names: str) -> None:
    """Puts what is said of all payments into the first of them."""
    stated = {name: found.pop(name) for name in names if name in found}
    if stated:
        payments = found.setdefault("payments", [{}])
        payments[0] = {**stated, **payments[0]}


def _discount(found: Data) -> Data:
    """A discount with its term in days; left out where it is counted in months."""
    unit = _DAYS_OF.get(found.pop("unit", ""))
    days = found.pop("days", None)
    if unit and days and days.isascii() and days.isdigit():
        found["days"] = str(int(days) * unit)
    return found


def _skonto(note: str) -> list[dict[str, Any]]:
    """Discounts in the form that XRechnung prescribes for its text of terms (BR-DE-18)."""
    return [
        {
            "days": str(int(each["days"])),
            **{
                name: value
                for name in ("percentage", "base")
                if (value := number(each[name])) is not None
            },
        }
        for each in _SKONTO.finditer(note)
    ]
