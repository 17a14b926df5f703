"""Parts of what is paid, by tax rate or by line: gross, positive, adding up to the cent.

The rule, in the order in which it is applied:

1. A tax rate's gross is its base plus its tax (BG-23). The base has the document's allowances and
   charges of that rate in it. The rates must make the total (BT-112), else nothing is split.
2. A line's gross is its net (BT-131) plus the tax of its rate. The lines, less allowances, plus
   charges, must make the net total, else nothing is split. What a rate's gross is more or less than
   its lines (allowances, charges, rounding) is spread over these by their size; a rate without a
   line is a part of its own.
3. What is paid less the total (rounding, BT-114, and what was prepaid, BT-113) is spread over all
   parts by their size.
4. A part that is then zero or less joins the largest: Firefly III takes positive splits only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ..domain.extraction import Extraction, LineItem, TaxLine
from ..domain.money import exponent, is_exact, parse_decimal
from .shares import Part, settle, share_out

MOST = 40  # splits of one transaction; more is nothing that a person looks through
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Share:
    """One part of what is paid: what it is called, its gross and positive amount, and where from."""

    name: str
    amount: Decimal
    origin: str


def by_tax_rate(extraction: Extraction, paid: Decimal, currency: str) -> tuple[Share, ...]:
    """A share of what is paid for each tax rate, in the document's order; empty for fewer than two.

    `paid` is positive. Empty, too, where the breakdown is unreadable or does not make the total.
    Rates that joined stand in one name ("20 %, 0 %").
    """
    rates = _rates(extraction, currency)
    parts = [Part((_percent(r),), each.gross, each.origin) for r, each in (rates or {}).items()]
    found = _paid(parts, paid, currency)
    return tuple(Share(", ".join(part.names), amount, part.origin) for part, amount in found)


def by_line(extraction: Extraction, paid: Decimal, currency: str) -> tuple[Share, ...]:
    """A share of what is paid for each line, in the document's order; empty for fewer than two.

    `paid` is positive. Empty, too, where the lines are unreadable or do not make the sums. Of lines
    that joined, the largest gives the name; of more than 40, the smallest are one.
    """
    parts = _lines(extraction, currency) or _printed(extraction, currency)
    found = _paid(parts, paid, currency)
    return tuple(Share(part.names[0], amount, part.origin) for part, amount in found)


def _paid(parts: Sequence[Part], paid: Decimal, currency: str) -> list[tuple[Part, Decimal]]:
    """Parts of what is paid with their amounts; empty for fewer than two."""
    if len(parts) < 2 or paid <= 0 or not is_exact(paid, currency):
        return []
    digits = exponent(currency)
    sign = -1 if sum(part.gross for part in parts) < 0 else 1
    scaled = [replace(part, gross=(sign * part.gross).scaleb(digits)) for part in parts]
    found = share_out(scaled, paid.scaleb(digits))
    if len(found) > MOST:
        found = share_out(_fewer(found), paid.scaleb(digits))
    amounts = [(part, Decimal(units).scaleb(-digits)) for part, units in found]
    return amounts if len(amounts) > 1 else []


def _fewer(found: Sequence[tuple[Part, int]]) -> list[Part]:
    """The 39 largest where they stand, and one of all others at the end."""
    ranked = sorted(range(len(found)), key=lambda i: (-found[i][1], i))
    kept, rest = sorted(ranked[: MOST - 1]), sorted(ranked[MOST - 1 :])
    gathered = sum((Decimal(found[i][1]) for i in rest), _ZERO)
    others = Part((f"{len(rest)} others",), gathered, f"{len(rest)} smaller lines together")
    return [*(replace(found[i][0], gross=Decimal(found[i][1])) for i in kept), others]


# ------------------------------------------------------------------------- tax rates


@dataclass(frozen=True, slots=True)
class _Rate:
    gross: Decimal
    origin: str


def _rates(extraction: Extraction, currency: str) -> dict[Decimal, _Rate] | None:
    """Each rate with its gross; None where that cannot be read or does not make the total."""
    rates: dict[Decimal, _Rate] = {}
    for row in extraction.tax_breakdown:
        found = _row(row)
        if found is None:
            return None
        rate, base, tax = found
        before = rates.get(rate, _Rate(_ZERO, ""))
        said = f"{_percent(rate)}: {base:f} + {tax:f} tax"
        origin = "; ".join(filter(None, (before.origin, said)))
        rates[rate] = _Rate(before.gross + base + tax, origin)
    total = extraction.amount("total")
    made = sum((each.gross for each in rates.values()), _ZERO)
    near = _near(currency, len(extraction.tax_breakdown))
    return rates if total is not None and abs(made - total) <= near else None


def _row(row: TaxLine) -> tuple[Decimal, Decimal, Decimal] | None:
    rate, tax = parse_decimal(row.rate or "0"), parse_decimal(row.tax or "0")
    base = parse_decimal(row.base)
    return None if rate is None or tax is None or base is None else (rate, base, tax)


def _percent(rate: Decimal) -> str:
    return f"{rate.normalize():f} %"


def _near(currency: str, count: int) -> Decimal:
    """How far sums of rounded amounts may be apart: one minor unit for each of them."""
    return Decimal(max(count, 1)).scaleb(-exponent(currency))


# ----------------------------------------------------------------------------- lines


def _printed(extraction: Extraction, currency: str) -> list[Part]:
    """Lines whose totals make the document's total by themselves, as on receipts."""
    totals = [parse_decimal(line.total) for line in extraction.lines]
    total = extraction.amount("total")
    gross = [each for each in totals if each is not None]
    if total is None or len(gross) < len(totals):
        return []
    if abs(sum(gross) - total) > _near(currency, 1):
        return []
    return [_part(line, each) for line, each in zip(extraction.lines, gross, strict=True)]


def _lines(extraction: Extraction, currency: str) -> list[Part]:
    """Lines with the tax of their rate, levelled rate by rate with the breakdown."""
    rates = _rates(extraction, currency)
    if not rates or not _lines_make_net(extraction, currency):
        return []
    at: dict[Decimal, list[int]] = {rate: [] for rate in rates}
    for place, line in enumerate(extraction.lines):
        rate = _rate_of(line, extraction, list(rates))
        if rate is None:
            return []
        at[rate].append(place)
    gross: dict[int, Decimal] = {}
    for rate, places in at.items():
        net = [(parse_decimal(extraction.lines[i].total) or _ZERO) for i in places]
        gross |= dict(zip(places, _levelled(net, rate, rates[rate].gross), strict=True))
    parts = [_part(line, gross[i]) for i, line in enumerate(extraction.lines)]
    alone = [rate for rate, places in at.items() if not places]
    return parts + [_of_rate(extraction, rate, rates[rate]) for rate in alone]


def _levelled(net: Sequence[Decimal], rate: Decimal, gross: Decimal) -> list[Decimal]:
    """Net amounts of one rate as gross ones, to a millionth, that add up to the rate's gross."""
    if not net:
        return []
    grown = [(each * (100 + rate) / 100).scaleb(6) for each in net]
    whole = gross.scaleb(6).to_integral_value()
    return [Decimal(each).scaleb(-6) for each in settle(grown, whole)]


def _lines_make_net(extraction: Extraction, currency: str) -> bool:
    net, details = extraction.amount("net"), extraction.details
    totals = [parse_decimal(line.total) for line in extraction.lines]
    if net is None or not totals or None in totals:
        return False
    made = sum((each for each in totals if each is not None), _ZERO)
    if details:
        made -= parse_decimal(details.allowance_total) or _ZERO
        made += parse_decimal(details.charge_total) or _ZERO
    return abs(made - net) <= _near(currency, len(totals))


def _rate_of(line: LineItem, extraction: Extraction, rates: Sequence[Decimal]) -> Decimal | None:
    """The line's rate among those of the breakdown; None where it is not one of them."""
    stated = parse_decimal(line.tax_rate)
    if stated is not None:
        return next((rate for rate in rates if rate == stated), None)
    if len(rates) == 1:
        return rates[0]
    rows = [row for row in extraction.tax_breakdown if row.category == line.tax_category]
    found = {parse_decimal(row.rate or "0") for row in rows}
    return found.pop() if len(found) == 1 else None


def _part(line: LineItem, gross: Decimal) -> Part:
    name = " ".join(line.description.split()) or "–"
    counted = f"{line.quantity} × {line.unit_price}, " if line.quantity and line.unit_price else ""
    rate = f", {line.tax_rate} % tax" if line.tax_rate else ""
    return Part((name,), gross, f"line {line.number or name}: {counted}{line.total}{rate}")


def _of_rate(extraction: Extraction, rate: Decimal, found: _Rate) -> Part:
    """What a rate holds that is no line's: the document's charges and allowances."""
    kept = extraction.details.adjustments if extraction.details else ()
    reasons = [a.reason for a in kept if a.reason and parse_decimal(a.rate or "0") == rate]
    return Part((reasons[0] if reasons else f"At {_percent(rate)}",), found.gross, found.origin)
