"""The coverage chart: a cell for each account and month, in a box that the server draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ...selectors.coverage import Account, Cell

WIDTH, HEIGHT, GAP = 52, 26, 3
_SHARES = ((60, "c1"), (90, "c2"))


@dataclass(frozen=True, slots=True)
class Square:
    """One cell: where it is, its shade (c0: nothing to document), and what it says."""

    cell: Cell
    x: int
    css: str

    @property
    def middle(self) -> float:
        """Where its text is centred."""
        return self.x + (WIDTH - GAP) / 2


@dataclass(frozen=True, slots=True)
class Line:
    """One account's squares, and its year."""

    account: Account
    squares: tuple[Square, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """All accounts of a year; sizes in units of the drawing."""

    lines: tuple[Line, ...]
    months: tuple[date, ...]
    width: int = 12 * WIDTH - GAP
    height: int = HEIGHT - GAP
    cell: int = WIDTH - GAP


def chart(accounts: Sequence[Account], today: date) -> Chart:
    """The drawing; months that have not begun are left blank."""
    lines = tuple(Line(each, _squares(each, today)) for each in accounts)
    months = tuple(cell.month for cell in accounts[0].cells) if accounts else ()
    return Chart(lines, months)


def _squares(account: Account, today: date) -> tuple[Square, ...]:
    return tuple(
        Square(cell, number * WIDTH, _shade(cell))
        for number, cell in enumerate(account.cells)
        if cell.month <= today
    )


def _shade(cell: Cell) -> str:
    if cell.percent is None:
        return "c0"
    return next((css for limit, css in _SHARES if cell.percent < limit), "c3")
