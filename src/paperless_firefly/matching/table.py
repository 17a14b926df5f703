"""Transactions of a CSV file: columns named as in JSON Lines, or as Firefly III exports them."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from io import StringIO

_DELIMITERS = ";,\t|"
# Firefly III's own export, and how each side of it is called here
_ALSO = {
    "journal_id": "id", "currency_code": "currency", "foreign_currency_code": "foreign_currency",
    "opposing_name": "counterparty", "opposing_iban": "counterparty_iban",
}  # fmt: skip
_NEEDED = ("date", "amount", "currency")


def read(text: str) -> Iterator[dict[str, str | None]]:
    """Flat objects; a signed amount says the way where no `type` does. ValueError without a header."""
    header = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=header.count)
    reader = csv.DictReader(StringIO(text, newline=""), delimiter=delimiter)
    names = [_name(column) for column in reader.fieldnames or ()]
    missing = [name for name in _NEEDED if name not in names]
    if missing:
        raise ValueError(f"the first line names no column {missing[0]}")
    reader.fieldnames = names
    return (_row(row) for row in reader)


def _name(column: str) -> str:
    name = column.strip().casefold().replace(" ", "_")
    return _ALSO.get(name, name)


def _row(cells: Mapping[str, str | None]) -> dict[str, str | None]:
    row = {name: (value or "").strip() or None for name, value in cells.items() if name}
    amount = _amount(row.get("amount") or "")
    out = amount.startswith("-")
    row["type"] = (row.get("type") or ("withdrawal" if out else "deposit")).casefold()
    row["amount"] = amount.removeprefix("-")
    row["foreign_amount"] = _amount(row.get("foreign_amount") or "").removeprefix("-") or None
    row["date"] = (row.get("date") or "")[:10]
    side = "destination" if row["type"] == "withdrawal" else "source"
    row.setdefault("counterparty", row.get(f"{side}_name"))
    row.setdefault("counterparty_iban", row.get(f"{side}_iban"))
    return row


def _amount(text: str) -> str:
    """With a point: "1.234,56" and "1,234.56" say their decimals by the last mark."""
    plain = text.replace(" ", "").replace("'", "").replace("+", "")
    if plain.rfind(",") > plain.rfind("."):
        return plain.replace(".", "").replace(",", ".")
    return plain.replace(",", "")
