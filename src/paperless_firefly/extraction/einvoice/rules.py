"""What is odd about the lines, taxes and profile of an invoice, by the rules of EN 16931."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ...domain.details import NO_PERIOD, Adjustment
from ...domain.extraction import Finding, LineItem, Severity
from .numbers import decimal, plain_number
from .statement import Statement

_ZERO = Decimal(0)
_LINE_TOLERANCE = Decimal("0.05")
_TAX_CATEGORIES = frozenset("AE B E G K L M O S Z".split())  # UNTDID 5305, as EN 16931 admits them
# Profiles by their names: the standard itself, what complies with it, and its elders.
_PROFILES = re.compile(
    r"urn:cen\.eu:en16931:2017(#(compliant|conformant|extended)#\S+)*"
    r"|urn:factur-x\.eu:1p0:(minimum|basicwl|basic|extended)"
    r"|urn:ferd:(CrossIndustryDocument:invoice:1p0|invoice:rc):(basic|comfort|extended)"
    r"|urn:oasis:names:specification:ubl:\S+"
)
_EUROPEAN = frozenset({"cii", "ubl", "zugferd1"})


def odd(statement: Statement) -> Iterator[Finding]:
    """Findings about a statement in a syntax of EN 16931; the national ones have rules of their own."""
    if statement.syntax not in _EUROPEAN:
        return
    yield from _profile(statement)
    yield from _lines(statement)
    yield from _categories(statement)
    yield from _supply(statement)
    yield from _reference(statement)


def _profile(statement: Statement) -> Iterator[Finding]:
    profile = statement.details.profile
    if profile and not _PROFILES.fullmatch(profile):
        message = f"The profile {profile[:100]!r} is unknown."
        yield Finding("unknown-profile", message, params=(("profile", profile[:100]),))


def _lines(statement: Statement) -> Iterator[Finding]:
    for line in statement.lines:
        quantity, price = decimal(line.quantity), decimal(line.unit_price)
        total = decimal(line.total)
        if quantity is None or price is None or total is None:
            continue
        expected = quantity * price + sum(map(_signed, line.adjustments), _ZERO)
        if price < 0:  # BR-27
            message = f"The price of line {(line.number or '?')[:20]} is negative."
            yield Finding("negative-price", message, params=(("line", (line.number or "?")[:20]),))
        if abs(expected - total) > _LINE_TOLERANCE + abs(quantity) * _rounded(price):
            yield _line_disagrees(line, expected, total)


def _rounded(price: Decimal) -> Decimal:
    """What rounding to its last digit may have changed about a price."""
    return Decimal(1).scaleb(int(price.as_tuple().exponent)) / 2 if price % 1 else Decimal("0.005")


def _signed(adjustment: Adjustment) -> Decimal:
    amount = decimal(adjustment.amount) or _ZERO
    return amount if adjustment.is_charge else -amount


def _line_disagrees(line: LineItem, expected: Decimal, total: Decimal) -> Finding:
    made, stated = plain_number(expected.quantize(Decimal("0.01"))), plain_number(total)
    number = (line.number or "?")[:20]
    message = f"Quantity and price of line {number} make {made}, the line says {stated}."
    params = (("line", number), ("expected", made), ("stated", stated))
    return Finding("line-disagrees", message, params=params)


def _categories(statement: Statement) -> Iterator[Finding]:
    """Categories of tax that no list has, and those of lines that the breakdown lacks."""
    stated = {row.category for row in statement.taxes if row.category}
    lines = {line.tax_category for line in statement.lines if line.tax_category}
    for category in sorted((stated | lines) - _TAX_CATEGORIES):
        message = f"The tax category {category[:20]!r} is not in the list of codes (UNTDID 5305)."
        yield Finding("unknown-code", message, params=(("code", category[:20]),))
    for category in sorted(lines - stated) if stated else ():
        message = f"The tax breakdown lacks the category {category[:20]!r} of a line."
        yield Finding("tax-category-missing", message, params=(("category", category[:20]),))
    if any(row.rate is None and row.category not in ("O", None) for row in statement.taxes):
        message = "The tax rate is missing."
        yield Finding("missing-field", message, params=(("what", "tax rate"),))


def _supply(statement: Statement) -> Iterator[Finding]:
    """BR-IC-11: a supply to another member state tells when it was made."""
    details = statement.details
    within = any(row.category == "K" for row in statement.taxes) and not statement.brief
    timed = details.delivery_date or details.period != NO_PERIOD
    timed = timed or any(line.period != NO_PERIOD for line in statement.lines)
    if within and not timed:
        message = "The delivery date is missing."
        yield Finding("missing-field", message, params=(("what", "delivery date"),))


def _reference(statement: Statement) -> Iterator[Finding]:
    """A correction should name what it corrects (BR-DE-26)."""
    if statement.type_code == "384" and not statement.details.preceding:
        message = "The corrected invoice is missing."
        params = (("what", "corrected invoice"),)
        yield Finding("missing-field", message, Severity.INFO, params=params)
