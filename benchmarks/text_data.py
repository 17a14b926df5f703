"""Papers whose values are known, to train and to measure the text reader on.

Receipts are lines with id, text, ocr_text, boxes, size, flags and gold (SROIE, ICDAR 2019,
CC-BY-4.0); invoices are lines with file, container and gold, files beside.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from paperless_firefly.domain.document import Page, SourceDocument, Word
from paperless_firefly.files.pool import FilePool

PARTS = 5
VIEWS = ("text", "ocr_text", "boxes")
# Totals of the gold that the paper itself disproves (looked up by eye): nothing is learnt from them,
# and they are told apart where a certainty is judged; so are dates that the text does not bear.
DISPROVED = {
    "X51005745249": "prints TOTAL (EAT IN) RM24.00",
    "X51005719917": "prints GRAND TOTAL 33.00",
    "X51006414674": "prints GRAND TOTAL 3.90",
    "X51005712021": "prints AMOUNT TO BE PAID 26.80 after rounding",
    "X51007391390": "prints another total",
    "X51008099049": "prints TTL AFT RND 17.20 and 20.00 - 2.80 = 17.20",
}


@dataclass(frozen=True)
class Gold:
    """The true values; a name on letters and digits alone; a date may not be printed."""

    seller: str
    total: Decimal | None
    day: str | None
    number: str | None = None
    kind: str | None = None
    day_printed: bool = True


@dataclass(frozen=True)
class Paper:
    """A document of one view ("text", "ocr_text", "boxes", "pdf") with its gold."""

    view: str
    document: SourceDocument
    gold: Gold

    @property
    def part(self) -> int:
        """Which of the parts its seller is in: no seller is in two."""
        return zlib.crc32(self.gold.seller.encode()) % PARTS

    @property
    def disproved(self) -> bool:
        """Whether the paper itself proves its gold wrong."""
        return self.document.name in DISPROVED or not self.gold.day_printed


def receipts(path: Path) -> Iterator[Paper]:
    """Every receipt in each of its views."""
    for line in path.open():
        row = json.loads(line)
        gold = row["gold"]
        known = Gold(
            plain(gold["company"]), decimal(gold.get("total_dec")), gold.get("date_iso"),
            day_printed="date_not_in_text" not in row["flags"],
        )  # fmt: skip
        for view in VIEWS:
            yield Paper(view, _document(row, view), known)


def _document(row: dict[str, Any], view: str) -> SourceDocument:
    if view != "boxes":
        return SourceDocument(row["id"], "text/plain", "", text=row[view])
    words = tuple(word for box in row["boxes"] for word in _words(*box))
    page = Page(1, row["size"]["width"], row["size"]["height"], words)
    return SourceDocument(row["id"], "application/pdf", "", pages=(page,))


def _words(x0: float, y0: float, x1: float, y1: float, text: str) -> Iterator[Word]:
    letter = (x1 - x0) / max(len(text), 1)
    for m in re.finditer(r"\S+", text):
        yield Word(m[0], x0 + letter * m.start(), y0, x0 + letter * m.end(), y1)


def invoices(path: Path) -> Iterator[Paper]:
    """Every PDF invoice whose printed text no other before it has."""
    seen: set[str] = set()
    with FilePool() as pool:
        for line in path.open():
            row = json.loads(line)
            if row["container"] != "pdf":
                continue
            data = (path.parent / row["file"]).read_bytes()
            document = pool.read(data, row["file"], "application/pdf")
            text = " ".join(w.text for page in document.pages for w in page.words)
            if not text or text in seen:
                continue
            seen.add(text)
            yield Paper("pdf", document, _invoice_gold(row["gold"]))


def _invoice_gold(gold: dict[str, Any]) -> Gold:
    seller = plain(gold["seller"] or "")
    kind = "credit_note" if gold["type_code"] in ("381", "396", "83", "532") else "invoice"
    return Gold(seller, decimal(gold["gross"]), gold["issue_date"], gold["number"], kind)


def decimal(text: str | None) -> Decimal | None:
    """The value of a text that is a plain decimal, else None."""
    try:
        return Decimal(text or "")
    except InvalidOperation:
        return None


def plain(name: str) -> str:
    """A name on capital letters and digits alone."""
    return re.sub(r"[^A-Z0-9]", "", name.upper())
