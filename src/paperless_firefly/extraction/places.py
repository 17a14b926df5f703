"""Where on the page a value stands that was read from data: looked up among the printed words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from ..domain.document import SourceDocument
from ..domain.extraction import AMOUNT_FIELDS, DATE_FIELDS, Evidence, Field
from ..domain.grammar import decimal_mark, find_amounts, find_dates
from ..domain.money import parse_decimal
from ..domain.names import fold
from .text.layout import Row, rows_of

# what is printed once above and again below is meant where it stands last
_LAST = AMOUNT_FIELDS | {"due_date"}
_NAMES = ("number", "seller", "buyer", "iban", "seller_vat_id", "payment_reference")
_LOOKED_UP = AMOUNT_FIELDS | DATE_FIELDS | set(_NAMES)
_SHORTEST = 3  # letters and digits of a value that is looked up


def placed(fields: Mapping[str, Field], document: SourceDocument) -> dict[str, Field]:
    """The fields, each without a box with the box of its value as the page prints it, if it does."""
    found = dict(fields)
    unplaced = {n for n, f in fields.items() if not (f.evidence and f.evidence.box)}
    wanted = unplaced & _LOOKED_UP
    if not wanted or not any(page.words for page in document.pages):
        return found
    rows = rows_of(document)
    mark = decimal_mark("\n".join(row.text for row in rows))
    for name in wanted:
        places = list(_places(name, fields[name].value, rows, mark))
        if places:
            found[name] = _at(fields[name], places[-1 if name in _LAST else 0])
    return found


def _at(field: Field, place: Evidence) -> Field:
    known = field.evidence or Evidence()
    where = replace(known, page=place.page, box=place.box, line=place.line)
    return replace(field, evidence=where)


def _places(name: str, value: str, rows: tuple[Row, ...], mark: str | None) -> Iterator[Evidence]:
    """Every place that prints the value, top to bottom."""
    for row in rows:
        for start, end in _stretches(name, value, row.text, mark):
            place = row.evidence(start, end)
            if place.box:
                yield place


def _stretches(name: str, value: str, text: str, mark: str | None) -> Iterator[tuple[int, int]]:
    if name in AMOUNT_FIELDS:
        amount = parse_decimal(value)
        if amount and any(c.isdigit() for c in text):
            yield from _amounts(amount, text, mark)
    elif name in DATE_FIELDS:
        day = date.fromisoformat(value)
        yield from ((d.start, d.end) for d in find_dates(text) if day in d.options)
    elif name in _NAMES:
        yield from _named(value, text)


def _amounts(amount: Decimal, text: str, mark: str | None) -> Iterator[tuple[int, int]]:
    return (
        (found.start, found.end)
        for found in find_amounts(text, mark)
        if abs(found.value) == abs(amount)
    )


def _named(value: str, text: str) -> Iterator[tuple[int, int]]:
    """Where a name or number stands, whatever blanks and dashes are printed in it."""
    wanted = "".join(c for c in fold(value) if c.isalnum())
    if len(wanted) < _SHORTEST:
        return
    letters = [(c, at) for at, char in enumerate(text) for c in fold(char) if c.isalnum()]
    compact = "".join(c for c, _ in letters)
    at = compact.find(wanted)
    while at >= 0:
        start, end = letters[at][1], letters[at + len(wanted) - 1][1] + 1
        if not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()):
            yield start, end
        at = compact.find(wanted, at + 1)
