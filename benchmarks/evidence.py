"""Whether the lit box holds the value: total, date and number of hybrid invoices.

Reads every PDF below a folder (`python -m benchmarks.evidence FOLDER`) whose
values come from embedded data, and looks at the words inside each value's box. Only values that
the page prints in some form count as printed.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from paperless_firefly.domain.document import SourceDocument
from paperless_firefly.domain.extraction import Evidence, Extraction
from paperless_firefly.domain.grammar import find_amounts, find_dates
from paperless_firefly.domain.money import parse_decimal
from paperless_firefly.domain.names import fold
from paperless_firefly.extraction.pipeline import extract
from paperless_firefly.files.pool import FilePool

NAMES = ("total", "issue_date", "number")


def main(folder: Path) -> None:
    """Prints, for each field, the share of printed values whose box holds them."""
    lit, printed = Counter[str](), Counter[str]()
    with FilePool(workers=2) as pool:
        for path in sorted(folder.rglob("*.pdf")):
            document = pool.read(path.read_bytes(), path.name)
            extraction = extract(document)
            if not document.xml or not document.text.strip():
                continue
            for name, holds, stands in _looked_at(extraction, document):
                lit[name] += holds
                printed[name] += holds or stands
    for name in NAMES:
        share = round(lit[name] / printed[name], 4) if printed[name] else None
        print(json.dumps({"name": f"evidence-{name}", "value": share, "unit": "share",
                          "against": f"{printed[name]} values that the page prints"}))  # fmt: skip


def _looked_at(
    extraction: Extraction, document: SourceDocument
) -> Iterator[tuple[str, bool, bool]]:
    """Field, whether its box holds its value, whether the page prints the value at all."""
    for name in NAMES:
        field = extraction.fields.get(name)
        if field is None:
            continue
        box = _text_in(field.evidence, document)
        yield name, _holds(name, field.value, box), _holds(name, field.value, document.text)


def _text_in(evidence: Evidence | None, document: SourceDocument) -> str:
    if evidence is None or evidence.box is None or evidence.page is None:
        return ""
    x0, y0, x1, y1 = evidence.box
    words = document.pages[evidence.page - 1].words
    inside = [
        w.text
        for w in words
        if x0 - 1 <= (w.x0 + w.x1) / 2 <= x1 + 1 and y0 - 1 <= (w.y0 + w.y1) / 2 <= y1 + 1
    ]
    return " ".join(inside)


def _holds(name: str, value: str, text: str) -> bool:
    if name == "total":
        wanted = parse_decimal(value)
        lines = text.splitlines()
        found = [a for mark in (".", ",") for line in lines for a in find_amounts(line, mark)]
        return any(wanted is not None and abs(a.value) == abs(wanted) for a in found)
    if name == "issue_date":
        day = date.fromisoformat(value)
        return any(day in d.options for line in text.splitlines() for d in find_dates(line))
    return _compact(value) in _compact(text)


def _compact(text: str) -> str:
    return "".join(c for c in fold(text) if c.isalnum())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
