"""The words of a page, each with what a field could take from it: itself, an amount, a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ....domain.document import Word
from ....domain.grammar import decimal_mark, find_amounts, find_dates
from .formats import shown_amount


@dataclass(frozen=True, slots=True)
class Shown:
    """A word in its box (page units), the amount as one types it and the ISO day it is part of."""

    text: str
    x: float
    y: float
    width: float
    height: float
    amount: str = ""
    day: str = ""


def overlay(words: Sequence[Word]) -> list[Shown]:
    """Every word of a page; amounts and days may take several words of a line ("11. May 2026")."""
    mark = decimal_mark(" ".join(word.text for word in words))
    return [shown for line in _lines(words) for shown in _line(line, mark)]


def _lines(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Words in reading order that stand beside each other."""
    number, last = 0, None
    numbered = []
    for word in words:
        if last is not None and (word.x0 < last.x0 or word.y0 > last.y1 or word.y1 < last.y0):
            number += 1
        numbered.append((number, word))
        last = word
    for _, group in groupby(numbered, key=lambda pair: pair[0]):
        yield [word for _, word in group]


def _line(line: list[Word], mark: str | None) -> Iterator[Shown]:
    text, starts = "", []
    for word in line:
        starts.append(len(text))
        text += word.text + " "
    amounts = [(a.start, a.end, str(a.value)) for a in find_amounts(text, mark)]
    days = [(d.start, d.end, d.options[0].isoformat()) for d in find_dates(text)]
    for word, start in zip(line, starts, strict=True):
        end = start + len(word.text)
        amount, day = _at(amounts, start, end), _at(days, start, end)
        yield Shown(
            word.text,
            round(word.x0, 2),
            round(word.y0, 2),
            round(max(word.x1 - word.x0, 0.1), 2),
            round(max(word.y1 - word.y0, 0.1), 2),
            shown_amount(amount) if amount and not day else "",
            day,
        )


def _at(found: list[tuple[int, int, str]], start: int, end: int) -> str:
    return next((value for a, b, value in found if a < end and b > start), "")
