"""The overview's chart: a year of spending as bars in a box of 120 × 100."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...selectors.dashboard import Month

_STEP, _WIDTH, _HEIGHT, _GAP = 10, 5.6, 96, 1


@dataclass(frozen=True, slots=True)
class Bar:
    """One month: where its column begins, and both parts from the ground up."""

    month: Month
    left: float
    x: float
    width: float
    with_y: float
    with_height: float
    without_y: float
    without_height: float


def bars(months: Sequence[Month]) -> list[Bar]:
    """The months' bars; the highest fills the box."""
    most = max((month.total for month in months), default=0) or 1
    return [_bar(month, number, most) for number, month in enumerate(months)]


def _bar(month: Month, number: int, most: int) -> Bar:
    lower, upper = (
        round(part / most * _HEIGHT, 1) for part in (month.with_document, month.without)
    )
    gap = _GAP if lower and upper else 0
    left = number * _STEP
    return Bar(
        month=month,
        left=left,
        x=left + (_STEP - _WIDTH) / 2,
        width=_WIDTH,
        with_y=round(100 - lower, 1),
        with_height=lower,
        without_y=round(100 - lower - gap - upper, 1),
        without_height=upper,
    )
