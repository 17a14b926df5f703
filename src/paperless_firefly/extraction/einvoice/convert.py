"""From a statement to what was found: one normal form, and findings for what has none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from ...domain.details import Details
from ...domain.extraction import (
    AMOUNT_FIELDS,
    DATE_FIELDS,
    Direction,
    Evidence,
    Field,
    Finding,
    Kind,
    Severity,
)
from ...domain.money import is_exact, parse_decimal
from ..reader import Found
from . import codes
from .checks import check
from .numbers import iso_day, number
from .rules import odd
from .statement import Located, Statement

CONFIDENCE = 0.99  # of a field that a machine wrote
_BLANKS = re.compile(r"\s+")
_IBAN = re.compile(r"[A-Z]{2}\d{2}", re.ASCII)


def found_in(statement: Statement) -> Found:
    """The fields of a statement in normal form, its kind and type, and every finding about it."""
    fields: dict[str, Field] = {}
    findings: list[Finding] = []
    for name, located in statement.fields.items():
        value = _normal(name, located.value)
        if value:
            evidence = Evidence(xpath=located.evidence.xpath, quote=located.value)
            fields[name] = Field(value, CONFIDENCE, statement.syntax, evidence)
        elif name != "iban":  # another kind of account number
            findings.append(_unreadable(name, located))
    return Found(
        reader=statement.syntax,
        kind=_kind(statement),
        type=_type(statement),
        direction=_direction(fields) if statement.own else None,
        fields=fields,
        tax_breakdown=statement.taxes,
        lines=statement.lines,
        details=_details(statement),
        findings=(
            *findings,
            *_too_fine(statement, fields),
            *statement.findings,
            *check(statement),
            *odd(statement),
        ),
    )


def _too_fine(statement: Statement, fields: Mapping[str, Field]) -> Iterator[Finding]:
    """Findings where what is to be paid has more digits than its currency: nobody can pay that."""
    currency = fields["currency"].value if "currency" in fields else ""
    for name in ("total", "payable"):
        value = parse_decimal(fields[name].value) if name in fields else None
        if value is not None and not is_exact(value, currency):
            yield _unreadable(name, statement.fields[name])


def _kind(statement: Statement) -> Kind:
    credit = statement.type_code in codes.CREDIT or statement.is_credit
    return Kind.CREDIT_NOTE if credit else Kind.INVOICE


def _type(statement: Statement) -> str | None:
    """The finer word; an invoice whose buyer owes the tax is one of reverse charge."""
    finer = codes.TYPES.get(statement.type_code or "")
    reverse = any(_is_reverse_charge(row.category) for row in statement.taxes)
    return finer or ("reverse charge" if reverse else None)


def _is_reverse_charge(category: str | None) -> bool:
    """By UNTDID 5305 ("AE"), or by Italy's Natura ("N6" and its finer forms)."""
    return category == "AE" or (category or "").startswith("N6")


def _direction(fields: Mapping[str, Field]) -> Direction:
    """Of what the user wrote as the buyer: out, unless its sum says otherwise."""
    total = parse_decimal(fields["total"].value) if "total" in fields else None
    if total == 0:
        return Direction.NONE
    return Direction.IN if total is not None and total < 0 else Direction.OUT


def _normal(name: str, text: str) -> str | None:
    """A field's value in normal form; None where the text cannot be one."""
    if name in AMOUNT_FIELDS:
        return number(text)
    if name in DATE_FIELDS:
        return iso_day(text)
    if name == "currency":
        return text.upper() if re.fullmatch(r"[A-Za-z]{3}", text) else None
    if name == "seller_vat_id":
        return _BLANKS.sub("", text)
    if name == "iban":
        bare = _BLANKS.sub("", text).upper()
        return bare if _IBAN.match(bare) else None
    return text


def _details(statement: Statement) -> Details:
    sums = statement.sums
    return replace(
        statement.details,
        type_code=statement.type_code,
        line_total=number(sums.lines),
        allowance_total=number(sums.allowances),
        charge_total=number(sums.charges),
        prepaid=number(sums.prepaid),
        rounding=number(sums.rounding),
    )


def _unreadable(name: str, located: Located) -> Finding:
    return Finding(
        "value-unreadable",
        f"The {name.replace('_', ' ')} is stated as {located.value[:60]!r}, which is none.",
        Severity.ERROR,
        field=name,
        params=(("value", located.value[:60]),),
    )
