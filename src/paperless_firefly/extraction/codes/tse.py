"""The code of German cash registers (TSE, DSFinV-K): sums by tax rate, payments and times."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from ...domain.extraction import Kind, TaxLine
from .scheme import Code, Scheme, present, tax_of_gross

_AMOUNT = r"-?[\d,]{1,15}\.\d\d"
_PAYLOAD = re.compile(
    r"V0;(?P<serial>[^;\n]*);Kassenbeleg-V1;(?P<process>[A-Za-z]+)"
    rf"\^(?P<sums>{_AMOUNT}(?:_{_AMOUNT}){{4}})\^(?P<payments>[^;\n]*)"
    r";(?P<tx>\d+);\d+;(?P<start>[^;\n]+);(?P<end>[^;\n]+);[^;\n]+;[^;\n]+;[^;\s]*;[^;\s]*",
    re.ASCII | re.IGNORECASE,
)
_SALE = "beleg"
# From July to December 2020 the rates were lower.
_LOWERED = ("2020-07-01", "2021-01-01")


def _read(payload: str) -> Code | None:
    found = _PAYLOAD.match(payload)
    day = _day(found["start"]) if found else None
    if found is None or day is None:
        return None
    sums = [Decimal(text.replace(",", "")) for text in found["sums"].split("_")]
    fields = {"total": str(sum(sums, Decimal(0))), "currency": "EUR", "issue_date": day}
    process = found["process"].lower()
    details = {key: found[key] for key in ("serial", "tx", "payments", "start", "end", "process")}
    buckets = {f"bucket_{number}": str(value) for number, value in enumerate(sums, 1)}
    return Code(
        present(fields),
        kind=Kind.RECEIPT if process == _SALE else Kind.OTHER,
        type=None if process == _SALE else process.removeprefix("av"),
        tax_breakdown=_taxes(sums, day),
        details={**details, **buckets},
    )


def _taxes(sums: list[Decimal], day: str) -> tuple[TaxLine, ...]:
    """Rows of the general, the reduced and no rate; the averages of farmers change every year."""
    if sums[2] or sums[3]:
        return ()
    rates = ("16", "5") if _LOWERED[0] <= day < _LOWERED[1] else ("19", "7")
    pairs = zip((sums[0], sums[1], sums[4]), (*rates, "0"), strict=True)
    return tuple(tax_of_gross(gross, rate) for gross, rate in pairs if gross)


def _day(instant: str) -> str | None:
    """The day in Germany, as the receipt prints it; the code's instants are UTC."""
    try:
        moment = datetime.fromisoformat(instant)
        utc = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    if not 2000 <= utc.year < 2100:
        return None
    return (utc + timedelta(hours=2 if _is_summer(utc) else 1)).date().isoformat()


def _is_summer(utc: datetime) -> bool:
    """From the last Sunday of March to that of October, changing at 01:00 UTC."""
    start, end = (datetime(utc.year, month, 31, 1, tzinfo=UTC) for month in (3, 10))
    first, last = (day - timedelta(days=(day.weekday() + 1) % 7) for day in (start, end))
    return first <= utc < last


SCHEME = Scheme("tse", "German cash register (TSE)", _PAYLOAD, _read)
