"""The overview's charts: a year of spending as bars in a box of 120 × 100, and a year of weeks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...selectors.activity import Week
from ...selectors.spending import Month

_STEP, _WIDTH, _HEIGHT, _GAP = 10, 5.6, 95, 1
_TALL, _LINE = 44, 2


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a column: its class, its top, and its height."""

    css: str
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Bar:
    """One month: where its column begins, and its parts from the ground up."""

    month: Month
    left: float
    x: float
    width: float
    parts: tuple[Part, ...]


def bars(months: Sequence[Month]) -> list[Bar]:
    """The months' bars; the highest fills the box."""
    most = max((month.total for month in months), default=0) or 1
    return [_bar(month, number, most) for number, month in enumerate(months)]


def _bar(month: Month, number: int, most: int) -> Bar:
    left = number * _STEP
    return Bar(month, left, left + (_STEP - _WIDTH) / 2, _WIDTH, tuple(_parts(month, most)))


def _parts(month: Month, most: int) -> Iterator[Part]:
    ground = 100.0
    sums = (("with", month.with_document), ("without", month.without), ("none", month.excused))
    for css, amount in sums:
        height = round(amount / most * _HEIGHT, 1)
        if height:
            top = round(ground - height, 1)
            yield Part(css, top, height)
            ground = top - _GAP


@dataclass(frozen=True, slots=True)
class Column:
    """One week of the year's chart, which is 530 × 44."""

    week: Week
    x: int
    y: float
    height: float


def columns(weeks: Sequence[Week]) -> list[Column]:
    """The weeks' columns; one without a document is a line on the ground."""
    most = max((week.finished for week in weeks), default=0) or 1
    heights = [round(max(week.finished / most * _TALL, _LINE), 1) for week in weeks]
    return [
        Column(week, number * _STEP + 1, round(_TALL - height, 1), height)
        for number, (week, height) in enumerate(zip(weeks, heights, strict=True))
    ]
