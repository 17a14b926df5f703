"""Blocks that stand beside one another: their rows are read one block after the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ...domain.document import Word
from .names import is_address

Line = list[Word]
_STRIP = 1.0  # heights of a word that the strip between two blocks is wide
_APART = 3.5  # heights of a row between two rows of a block
_LEAST = 3  # rows with words on both sides
_MOST = 3  # stretches of a row: more make a table
_PROSE = 5  # words a row from which blocks are running text
_LETTERS = 3  # of a word that is no sign, unit or number
_MONEY = re.compile(r"\d[.,]\d{2}(?!\d)")


@dataclass(slots=True)
class _Block:
    """Rows from `start` up to `end`, and the strip between left and right that no word enters."""

    start: int
    end: int
    left: float
    right: float
    both: list[int] = field(default_factory=list)


def unmixed(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page, those of two blocks side by side parted: the left block's come first."""
    found: list[Line] = []
    at = 0
    while at < len(lines):
        block = _block(lines, at)
        if block is None:
            found.append(lines[at])
            at += 1
            continue
        rows, edge = lines[block.start : block.end], (block.left + block.right) / 2
        for side in (_left, _right):
            found.extend(part for row in rows if (part := side(row, edge)))
        at = block.end
    return found


def _left(row: Line, edge: float) -> Line:
    return [w for w in row if w.x0 < edge]


def _right(row: Line, edge: float) -> Line:
    return [w for w in row if w.x0 >= edge]


def _block(lines: Sequence[Line], start: int) -> _Block | None:
    """The blocks side by side that begin with a row, or None."""
    gaps = [(one.x1, other.x0) for one, other in _neighbours(lines[start])]
    blocks = (_grown(lines, start, gap) for gap in gaps)
    fitting = [b for b in blocks if len(b.both) >= _LEAST and _are_blocks(lines, b)]
    return max(fitting, key=lambda b: len(b.both), default=None)


def _neighbours(line: Line) -> list[tuple[Word, Word]]:
    """Words beside one another with a strip between."""
    return [(a, b) for a, b in pairwise(line) if b.x0 - a.x1 > _STRIP * (a.y1 - a.y0)]


def _grown(lines: Sequence[Line], start: int, gap: tuple[float, float]) -> _Block:
    """The block as far down as no row crosses the strip or stands too far below."""
    block = _Block(start, start, *gap)
    before: Line | None = None
    for index in range(start, len(lines)):
        row = lines[index]
        high = max(w.y1 - w.y0 for w in row)
        if before and min(w.y0 for w in row) - max(w.y1 for w in before) > _APART * high:
            break
        if len(_neighbours(row)) >= _MOST or _MONEY.search(_text(row)):
            break
        middle = (block.left + block.right) / 2
        left = max((w.x1 for w in row if w.x0 < middle), default=block.left)
        right = min((w.x0 for w in row if w.x0 >= middle), default=block.right)
        left, right = max(left, block.left), min(right, block.right)
        sides = _left(row, middle), _right(row, middle)
        if right - left < _STRIP * high or (all(sides) and _is_pair(*map(_text, sides))):
            break
        block.left, block.right = left, right
        if all(sides):
            block.both.append(index)
        before = row
    block.end = max(block.both, default=start) + 1
    return block


def _are_blocks(lines: Sequence[Line], block: _Block) -> bool:
    """Whether both sides are addresses or running text."""
    edge = (block.left + block.right) / 2
    rows = [(_left(lines[i], edge), _right(lines[i], edge)) for i in block.both]
    sides = [[row[number] for row in rows] for number in (0, 1)]
    prose = all(sum(map(len, side)) >= _PROSE * len(side) for side in sides)
    return prose or all(any(is_address(_text(row)) for row in side) for side in sides)


def _is_pair(left: str, right: str) -> bool:
    """Whether two texts look like a label and its value."""
    return left.endswith(":") or not (_has_word(left) and _has_word(right))


def _has_word(text: str) -> bool:
    return any(sum(c.isalpha() for c in word) >= _LETTERS for word in text.split())


def _text(row: Line) -> str:
    return " ".join(w.text for w in row)
