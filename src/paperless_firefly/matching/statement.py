"""Reads the bank's side from a file of any kind: JSON Lines, CSV, CAMT.053 or OFX, by its content."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from . import camt, ofx, table

Row = Mapping[str, Any]


def rows_of(data: bytes) -> Iterator[tuple[str, Row]]:
    """Where each transaction stands ("line 3", "entry 7") and its flat object.

    JSON Lines are not read here: they give nothing. ValueError says what is wrong with a file.
    """
    text = _text(data)
    if ofx.is_ofx(text):
        return numbered("entry", ofx.read(text))
    if camt.is_camt(data):
        return numbered("entry", camt.read(data))
    if text.lstrip().startswith("<"):
        raise ValueError("this XML is no account statement (CAMT.053 or OFX)")
    return numbered("line", table.read(text), start=2)


def is_json_lines(data: bytes) -> bool:
    """Whether a file's first line is a JSON object (or there is none)."""
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    return not start or start.startswith(b"{")


def numbered(what: str, rows: Iterator[Row], start: int = 1) -> Iterator[tuple[str, Row]]:
    """Each row with a name of its place; an id where it has none, and no id twice."""
    seen: dict[str, int] = {}
    for number, row in enumerate(rows, start=start):
        ident = str(row.get("id") or f"{what} {number}")
        seen[ident] = seen.get(ident, 0) + 1
        unique = ident if seen[ident] == 1 else f"{ident} ({seen[ident]})"
        yield f"{what} {number}", {**row, "id": unique}


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
