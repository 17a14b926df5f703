"""The parts of a booking as the document's page shows them, with what is left of the sum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import number_format

from ....domain.extraction import Extraction
from ....domain.money import exponent
from ....domain.posting import SplitChoice
from ....posting.parts import Offer, offer_of, rest_of
from .formats import shown_amount


@dataclass(frozen=True, slots=True)
class Row:
    """One part: its number from 1, what was typed, and what is wrong with it."""

    number: int
    part: SplitChoice
    amount: str
    tags: str
    error: str


@dataclass(frozen=True, slots=True)
class Parts:
    """All parts. `rest` is how much is left or too much (`state`: even, left, over, unknown)."""

    rows: tuple[Row, ...]
    offer: Offer
    state: str
    rest: str
    total: str
    digits: int
    focus: int


def parts(
    extraction: Extraction, chosen: Sequence[SplitChoice], errors: Mapping[str, str], focus: int = 0
) -> Parts:
    """The parts that were chosen; `focus` is the number of the one to type in next."""
    offer = offer_of(extraction)
    rest, digits = rest_of(offer, chosen), exponent(offer.currency)
    state = "unknown" if rest is None else "even" if not rest else "left" if rest > 0 else "over"
    return Parts(
        rows=tuple(
            Row(n, p, shown_amount(p.amount), ", ".join(p.tags), errors.get(f"split-{n}", ""))
            for n, p in enumerate(chosen, 1)
        ),
        offer=offer,
        state=state,
        rest=number_format(abs(rest or Decimal(0)), digits, force_grouping=True),
        total=number_format(offer.total or Decimal(0), digits, force_grouping=True),
        digits=digits,
        focus=focus,
    )
