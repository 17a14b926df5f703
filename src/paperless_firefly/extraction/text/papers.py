"""Several papers on one scan: where one ends and the next begins, under it or beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import chain
from statistics import median

from ...domain.document import Page, SourceDocument, Word
from ...domain.names import fold
from . import numbers
from .amounts import Print, prints
from .dates import Context, issue_dates
from .layout import Row, gutters, rows_of
from .lines import Line
from .names import has_legal, has_trade, is_address, is_registration
from .signs import Signs, signs_in

MOST = 6  # papers of one scan that are told apart
_LEAST = 4  # rows of a paper
_HEAD = 5  # rows under a name among which its address or numbers stand
_TOP = 3  # rows at the top one of which stands again over the next paper of the same seller
_STRONG = 3  # of the kinds of signs, those that hardly two sellers share or one has twice
_EXPLICIT = 2.0  # score of a document number whose label says number
_TITLES = frozenset({"kind_invoice", "kind_receipt", "kind_credit_note", "kind_correction"})
_PARTS = frozenset({"tax", "excl", "net", "subtotal", "quantity", "saving", "discount", "change"})


def papers(
    document: SourceDocument, lines: Sequence[Line], found: Sequence[Print]
) -> tuple[SourceDocument, ...]:
    """The papers that a scan of these lines and amounts holds, each a document; none where it is one.

    Each has a total and a date of its own, and no number of another; the seller's own numbers are
    others, or dates, totals and document numbers are.
    """
    parts = _parted(lines, found, MOST)
    return tuple(_document(document, part) for part in parts) if len(parts) > 1 else ()


def _parted(lines: Sequence[Line], found: Sequence[Print], most: int) -> list[Sequence[Line]]:
    totals = _totals(found)
    if most < 2 or len({p.row for p in totals}) < 2:
        return [lines]
    rows = range(totals[0].row + 1, totals[-1].row)
    for one, other in chain(_beside(lines), _under(lines, rows)):
        first = _parted(one, prints(one), most - 1)
        return [*first, *_parted(other, prints(other), most - len(first))]
    return [lines]


# ------------------------------------------------------------------- under one another


def _under(lines: Sequence[Line], rows: range) -> Iterator[tuple[Sequence[Line], Sequence[Line]]]:
    tops = {line.folded for line in lines[:_TOP] if line.letters > 4}
    for index in rows:
        again = lines[index].folded in tops
        if (again or _heads(lines, index)) and _are_two(
            one := _Half(lines[:index]), other := _Half(lines[index:]), again=again
        ):
            yield one.lines, other.lines
            return


def _heads(lines: Sequence[Line], index: int) -> bool:
    """Whether a paper may begin with a row: a page does, or a name over its address or numbers."""
    line = lines[index]
    if line.row.page != lines[index - 1].row.page:
        return True
    if line.letters < 4 or line.amounts or is_address(line.text) or is_registration(line.text):
        return False
    if line.hits and line.hits[0].start == 0 and line.roles & _TITLES:
        return True
    named = has_legal(line.text) or has_trade(line.text) or not line.roles
    below = lines[index + 1 : index + 1 + _HEAD]
    return named and any(is_address(b.text) or is_registration(b.text) for b in below[:3])


# --------------------------------------------------------------------- beside one another


def _beside(lines: Sequence[Line]) -> Iterator[tuple[Sequence[Line], Sequence[Line]]]:
    words = [word for line in lines for word in _words(line.row)]
    if not words or len({line.row.page for line in lines}) > 1:
        return
    for edge in gutters(words):
        sides = [w for w in words if w.x1 <= edge], [w for w in words if w.x0 >= edge]
        if min(w.y0 for w in sides[0]) > max(w.y1 for w in sides[1]):
            sides = sides[1], sides[0]  # laid down askew: the upper one first
        one, other = (_Half(_lines(lines, side)) for side in sides)
        if _are_two(one, other, again=False) or (
            one.tops & other.tops and _are_two(one, other, again=True)
        ):
            yield one.lines, other.lines
            return


def _lines(lines: Sequence[Line], words: Sequence[Word]) -> list[Line]:
    page = Page(lines[0].row.page or 1, 0.0, 0.0, tuple(words))
    rows = rows_of(SourceDocument("", "", "", pages=(page,)))
    return [Line(row, lines[0].mark) for row in rows]


# ------------------------------------------------------------------------- two papers


@dataclass
class _Half:
    """What one of two halves says of itself."""

    lines: Sequence[Line]

    @cached_property
    def tops(self) -> set[str]:
        """Its first rows, folded."""
        return {line.folded for line in self.lines[:_TOP] if line.letters > 4}

    @cached_property
    def totals(self) -> set[Decimal]:
        """The amounts that a label calls a total."""
        return {p.value for p in _totals(prints(self.lines))}

    @cached_property
    def days(self) -> set[date]:
        """The dates on which it may have been issued."""
        found = issue_dates(self.lines, Context())
        return {f.value for f in found if f.score > 0 and f.role in (None, "date", "date_of")}

    @cached_property
    def numbers(self) -> set[str]:
        """Its document numbers, as an explicit label gives them."""
        found = numbers.document_numbers(self.lines)
        return {fold(f.value) for f in found if f.score >= _EXPLICIT}

    @cached_property
    def signs(self) -> Signs:
        """What tells its seller."""
        return signs_in(self.lines)


def _are_two(one: _Half, other: _Half, *, again: bool) -> bool:
    """Whether two halves are two papers; `again` says that the second begins as the first does."""
    if min(len(one.lines), len(other.lines)) < _LEAST or not (one.totals and other.totals):
        return False
    if not (one.days and other.days) or one.numbers & other.numbers:
        return False
    pairs = [(getattr(one.signs, kind), getattr(other.signs, kind)) for kind in Signs.__slots__]
    if not again and any(a & b for a, b in pairs):
        return False
    if not again and any(a and b for a, b in pairs[:_STRONG]):
        return True
    differ = (
        bool(one.numbers and other.numbers),
        one.days.isdisjoint(other.days),
        one.totals.isdisjoint(other.totals),
    )
    return sum(differ) >= (2 if again else 3)


def _totals(found: Sequence[Print]) -> list[Print]:
    """The amounts that a label calls a total, and not a part of one."""
    return [
        p for p in found
        if p.value > 0 and not p.summary
        and (p.beside & {"total", "payable", "rounded"} or ("sum" in p.beside and not p.beside & _PARTS))
    ]  # fmt: skip


# --------------------------------------------------------------------------- documents


def _document(whole: SourceDocument, lines: Sequence[Line]) -> SourceDocument:
    """The document of some lines: the words of their pages, or their text, and the codes on them."""
    rows = [line.row for line in lines]
    if not any(row.page for row in rows):
        return replace(whole, text="\n".join(row.text for row in rows), pages=(), codes=())
    words: dict[int, list[Word]] = {}
    for row in rows:
        words.setdefault(row.page or 1, []).extend(_words(row))
    pages = tuple(
        replace(p, words=tuple(words[p.number])) for p in whole.pages if p.number in words
    )
    codes = tuple(c for c in whole.codes if _holds(words.get(c.page, ()), c.box))
    return replace(whole, text="", pages=pages, codes=codes)


def _words(row: Row) -> list[Word]:
    return [Word(row.text[p.start : p.end], *p.box) for p in row.pieces if p.box]


def _holds(words: Sequence[Word], box: tuple[float, float, float, float]) -> bool:
    """Whether the middle of a box lies within or right under the words of a part."""
    if not words:
        return False
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    high = median(w.y1 - w.y0 for w in words)
    return (
        min(w.x0 for w in words) - high <= x <= max(w.x1 for w in words) + high
        and min(w.y0 for w in words) - high <= y <= max(w.y1 for w in words) + 12 * high
    )
