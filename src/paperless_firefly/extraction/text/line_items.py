"""Lines of receipts and simple tables: what was bought, how many, at what price."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ...domain.extraction import LineItem
from ...domain.grammar import Amount
from .amounts import is_money
from .lines import Line

_ENDS = frozenset(
    "total sum payable subtotal net tax rounding rounded cash card change tax_summary tax_included "
    "service prepaid".split()
)
_QUANTITY = re.compile(r"^\s*(\d{1,4}(?:[.,]\d{1,3})?)\s*(?:[xX*@]|pcs?\b|pc\b|stk\b|szt\b|ks\b|st\b)?\s*", re.IGNORECASE)  # fmt: skip
MAX_ITEMS = 300


def items(lines: Sequence[Line]) -> tuple[LineItem, ...]:
    """The lines before the totals that end in an amount; a row of text above lends its words."""
    found: list[LineItem] = []
    before: str | None = None
    started = False
    for line in lines:
        money = [a for a in line.amounts if is_money(a)]
        if not money:
            before = line.text if line.letters > 2 and not line.roles & {"date", "number"} else None
            continue
        if line.roles & _ENDS:
            if started:
                break
            continue
        if line.dates:
            continue
        item = _item(line, money, before)
        if item is not None and len(found) < MAX_ITEMS:
            found.append(item)
            started = True
        before = None
    return tuple(found)


def _item(line: Line, money: list[Amount], before: str | None) -> LineItem | None:
    first = min(a.start for a in line.amounts if is_money(a))
    words = line.text[:first].strip(" @*xX:$-")
    quantity = _quantity(words)
    if quantity:
        words = _QUANTITY.sub("", words, count=1).strip()
    if sum(c.isalpha() for c in words) < 3:
        words = before or words
    if sum(c.isalpha() for c in words) < 2:
        return None
    total = money[-1].value
    price = money[-2].value if len(money) > 1 else None
    if price is not None and quantity is None and price:
        quantity = _by_division(total, price)
    return LineItem(
        description=re.sub(r"\s+", " ", words)[:200],
        quantity=quantity,
        unit_price=None if price is None else str(price),
        total=str(total),
    )


def _quantity(words: str) -> str | None:
    match = _QUANTITY.match(words)
    if match and (len(match[0].strip()) > len(match[1]) or match.end() == len(words)):
        return match[1].replace(",", ".")
    last = re.search(r"(?:^|\s)(\d{1,3})$", words)
    return last[1] if last else None


def _by_division(total: Decimal, price: Decimal) -> str | None:
    quantity = total / price
    return str(int(quantity)) if quantity == int(quantity) and 0 < quantity < 1000 else None
