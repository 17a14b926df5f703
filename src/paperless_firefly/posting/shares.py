"""Shares out a sum: exact amounts become whole minor units that add up, and none is below one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor


@dataclass(frozen=True, slots=True)
class Part:
    """A part of what is paid: its names (the first is what it is called), gross, and where from.

    `origin` is an English phrase for the notes ("20 %: 100.00 + 20.00 tax").
    """

    names: tuple[str, ...]
    gross: Decimal
    origin: str = ""


def settle(amounts: Sequence[Decimal], total: Decimal) -> list[int]:
    """The amounts changed so that they add up to `total`: each takes of the difference by its size.

    `total` is a whole number, and so is each part. The size of a negative amount counts without its
    sign. What is left of fractions goes to the largest of them, of equal ones to the earlier.
    """
    sizes = [abs(Fraction(amount)) for amount in amounts]
    whole = sum(sizes)
    missing = Fraction(total) - sum(Fraction(amount) for amount in amounts)
    if not whole:
        return [int(total), *([0] * (len(amounts) - 1))]
    exact = [Fraction(a) + missing * size / whole for a, size in zip(amounts, sizes, strict=True)]
    parts = [floor(share) for share in exact]
    order = sorted(range(len(exact)), key=lambda i: (parts[i] - exact[i], i))
    for i in order[: int(total) - sum(parts)]:
        parts[i] += 1
    return parts


def share_out(parts: Sequence[Part], total: Decimal) -> list[tuple[Part, int]]:
    """Each part with its whole number of minor units; they add up to `total`, which is positive.

    Parts and total are in minor units. What would be zero or less joins the largest part, as often
    as it takes: Firefly III takes no such split.
    """
    kept = list(parts)
    while True:
        units = settle([part.gross for part in kept], total)
        if len(kept) == 1 or min(units) > 0:
            return list(zip(kept, units, strict=True))
        kept = _joined(kept, units)


def _joined(parts: Sequence[Part], units: Sequence[int]) -> list[Part]:
    largest = max(range(len(parts)), key=lambda i: (units[i], -i))
    gone = [part for i, part in enumerate(parts) if units[i] <= 0 and i != largest]
    every = (parts[largest], *gone)
    keeper = Part(
        names=tuple(name for each in every for name in each.names),
        gross=sum((each.gross for each in every), Decimal(0)),
        origin="; ".join(each.origin for each in every if each.origin),
    )
    kept = [i for i in range(len(parts)) if units[i] > 0 or i == largest]
    return [keeper if i == largest else parts[i] for i in kept]
