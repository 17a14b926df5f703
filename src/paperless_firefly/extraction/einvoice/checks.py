"""What is wrong with an invoice by EN 16931: sums that do not add up, fields and codes missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from ...domain.extraction import Finding, Severity, TaxLine
from . import codes
from .numbers import decimal, plain_number
from .statement import Statement

_CENT = Decimal("0.01")
_RATE_TOLERANCE = Decimal("0.02")  # some add up the tax by line
_ZERO = Decimal(0)
_MANDATORY = {
    "number": Severity.ERROR,
    "issue_date": Severity.ERROR,
    "currency": Severity.ERROR,
    "seller": Severity.ERROR,
    "total": Severity.ERROR,
    "net": Severity.WARNING,
    "payable": Severity.WARNING,
    "buyer": Severity.WARNING,
}


def check(statement: Statement) -> tuple[Finding, ...]:
    """Every finding about a statement, in the order of the document's own logic."""
    return (
        *_missing(statement),
        *_codes(statement),
        *_lines(statement),
        *_net(statement),
        *_taxes(statement),
        *_total(statement),
        *_payable(statement),
    )


def _missing(statement: Statement) -> Iterator[Finding]:
    for name, severity in _MANDATORY.items():
        if name not in statement.fields:
            yield _gap(name.replace("_", " "), severity, field=name)
    if statement.type_code is None:
        yield _gap("type code", Severity.WARNING)
    if not statement.lines and not statement.brief:
        yield _gap("invoice lines", Severity.WARNING)


def _gap(what: str, severity: Severity, field: str | None = None) -> Finding:
    verb = "are" if what.endswith("s") else "is"
    return Finding(
        "missing-field", f"The {what} {verb} missing.", severity, field, (("what", what),)
    )


def _codes(statement: Statement) -> Iterator[Finding]:
    code = statement.type_code
    if code is not None and code not in codes.TYPES:
        yield Finding(
            "unknown-code",
            f"The document type {code[:20]!r} is not in the list of codes (UNTDID 1001).",
            params=(("code", code[:20]),),
        )
    yield from _currency(statement)
    if code in codes.SELF_BILLED:
        message = "The buyer wrote this on the seller's behalf: check which way the money goes."
        yield Finding("self-billed", message)
    if code in codes.NO_CLAIM:
        yield Finding("no-claim", f"A {codes.TYPES[code]} does not claim money by itself.")


def _currency(statement: Statement) -> Iterator[Finding]:
    located = statement.fields.get("currency")
    if located is None:
        return
    if located.value.upper() not in codes.CURRENCIES:
        yield Finding(
            "unknown-code",
            f"The currency {located.value[:20]!r} is not in the list of codes (ISO 4217).",
            field="currency",
            params=(("code", located.value[:20]),),
        )
    if statement.foreign:
        others = ", ".join(sorted(statement.foreign))
        yield Finding(
            "currencies-disagree",
            f"The currency is {located.value[:20]}, but sums are stated in {others}.",
            Severity.ERROR,
            "currency",
            (("others", others),),
        )


def _lines(statement: Statement) -> Iterator[Finding]:
    totals = [decimal(text) for text in statement.counted]
    stated = decimal(statement.sums.lines)
    if stated is None or not totals or None in totals:
        return
    added = _sum(totals)
    if abs(added - stated) >= _CENT:
        yield _disagree("The lines add up to {}, the document says {}.", added, stated)


def _net(statement: Statement) -> Iterator[Finding]:
    sums, net = statement.sums, _amount(statement, "net")
    lines = decimal(sums.lines)
    if lines is None or net is None:
        return
    expected = lines - (decimal(sums.allowances) or _ZERO) + (decimal(sums.charges) or _ZERO)
    if abs(expected - net) >= _CENT:
        message = "Lines, allowances and charges make {}, the net total says {}."
        yield _disagree(message, expected, net, "net")


def _taxes(statement: Statement) -> Iterator[Finding]:
    rows = statement.taxes
    if not rows:
        return
    for row in rows:
        yield from _rate(row)
    yield from _column(rows, "tax", _amount(statement, "tax"))
    yield from _column(rows, "base", _amount(statement, "net"))


def _rate(row: TaxLine) -> Iterator[Finding]:
    rate, base, tax = decimal(row.rate), decimal(row.base), decimal(row.tax)
    if rate is None or base is None or tax is None:
        return
    expected = (base * rate / 100).quantize(_CENT)
    if abs(expected - tax) > _RATE_TOLERANCE:
        message = f"{plain_number(rate)} % of {plain_number(base)} is {{}}, the tax says {{}}."
        yield _disagree(message, expected, tax, "tax")


def _column(rows: Iterable[TaxLine], name: str, stated: Decimal | None) -> Iterator[Finding]:
    values = [decimal(getattr(row, name)) for row in rows]
    if stated is None or None in values:
        return
    added = _sum(values)
    if abs(added - stated) >= _CENT:
        field = "net" if name == "base" else "tax"
        message = f"The tax breakdown adds up to a {field} of {{}}, the document says {{}}."
        yield _disagree(message, added, stated, field)


def _total(statement: Statement) -> Iterator[Finding]:
    net, total = _amount(statement, "net"), _amount(statement, "total")
    tax = _amount(statement, "tax")
    if net is None or total is None or (tax is None and "tax" in statement.fields):
        return
    expected = net + (tax or _ZERO)
    if abs(expected - total) >= _CENT:
        yield _disagree("Net and tax make {}, the total says {}.", expected, total, "total")


def _payable(statement: Statement) -> Iterator[Finding]:
    sums, total = statement.sums, _amount(statement, "total")
    payable = _amount(statement, "payable")
    if total is None or payable is None:
        return
    expected = total - (decimal(sums.prepaid) or _ZERO) + (decimal(sums.rounding) or _ZERO)
    if abs(expected - payable) >= _CENT:
        message = "The total less what is prepaid makes {}, the payable amount says {}."
        yield _disagree(message, expected, payable, "payable")


def _amount(statement: Statement, name: str) -> Decimal | None:
    located = statement.fields.get(name)
    return decimal(located.value) if located else None


def _sum(values: Iterable[Decimal | None]) -> Decimal:
    return sum((value for value in values if value is not None), _ZERO)


def _disagree(
    message: str, expected: Decimal, stated: Decimal, field: str | None = None
) -> Finding:
    found = plain_number(expected), plain_number(stated)
    return Finding(
        "totals-disagree",
        message.format(*found),
        Severity.ERROR,
        field,
        (("expected", found[0]), ("stated", found[1])),
    )
