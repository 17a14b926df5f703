"""Several receipts on one scan: how many joined pairs are told apart, and how many single papers are cut.

    python -m benchmarks.joined [RECEIPTS.jsonl [INVOICES/gold.jsonl]]

joins the demo's receipts of each language, and pairs of the given receipts (a third of them of one
seller): as text, under and beside one another, and on pages of their own. A pair counts as found
where it is cut in two whose totals are read as from each alone.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from pathlib import Path

from paperless_firefly.demo.samples.abroad import documents, languages
from paperless_firefly.domain.document import Page, SourceDocument, Word
from paperless_firefly.extraction.text.reader import TextReader

from .text_data import VIEWS, Paper, invoices, receipts

_PAIRS = 200
_READER = TextReader()
Join = Callable[[SourceDocument, SourceDocument], SourceDocument]
Pair = tuple[SourceDocument, SourceDocument]


def main(receipt_file: str | None = None, invoice_file: str | None = None) -> None:
    """Joins, cuts, and prints one JSON line a figure."""
    made = [_plain(d.text) for language in languages() for d in documents(language)]
    _say("sample papers cut though single", _cut(made), 1)
    for language in languages():
        bons = [_plain(d.text) for d in documents(language) if d.truth.kind == "receipt"]
        _say(f"joined receipts told apart: {language}", _told(list(pairwise(bons)), _texts))
    if receipt_file:
        _measure(list(receipts(Path(receipt_file))))
    if invoice_file:
        scans = [paper.document for paper in invoices(Path(invoice_file))]
        _say("invoices as PDF cut though single", _cut(scans), 1)


def _measure(papers: Sequence[Paper]) -> None:
    by_view = {view: [p for p in papers if p.view == view] for view in VIEWS}
    for view, those in by_view.items():
        _say(f"receipts, {view}: cut though single", _cut(p.document for p in those), 1)
    ways = (
        ("text", "text", _texts), ("ocr_text", "ocr_text", _texts),
        ("boxes", "boxes, under one another", _under),
        ("boxes", "boxes, beside one another", _beside), ("boxes", "boxes, a page each", _pages),
    )  # fmt: skip
    for view, name, join in ways:
        _say(f"joined receipts told apart: {name}", _told(_pairs(by_view[view]), join))


def _pairs(papers: Sequence[Paper]) -> list[Pair]:
    """Pairs of receipts, a third of them of the same seller where it has two."""
    chance = random.Random(0)
    found: list[Pair] = []
    for number in range(_PAIRS):
        one, other = chance.sample(papers, 2)
        same = [p for p in papers if p.gold.seller == one.gold.seller and p is not one]
        other = chance.choice(same) if same and number % 3 == 0 else other
        found.append((one.document, other.document))
    return found


def _told(pairs: Sequence[Pair], join: Join) -> float:
    return _percent(_is_told(pair, join) for pair in pairs)


def _is_told(pair: Pair, join: Join) -> bool:
    whole = _READER.read(join(*pair))
    parts = whole.papers if whole else ()
    return len(parts) == 2 and {_total(p) for p in parts} == {_total(p) for p in pair}


def _total(document: SourceDocument) -> str | None:
    found = _READER.read(document)
    return found.fields["total"].value if found and "total" in found.fields else None


def _cut(documents: Iterable[SourceDocument]) -> float:
    """The share of single papers that are taken for several."""
    read = [_READER.read(document) for document in documents]
    return _percent(bool(found and found.papers) for found in read)


def _plain(text: str) -> SourceDocument:
    return SourceDocument("paper.txt", "text/plain", "", text=text)


def _texts(one: SourceDocument, other: SourceDocument) -> SourceDocument:
    return _plain(f"{one.text}\n{other.text}")


def _under(one: SourceDocument, other: SourceDocument) -> SourceDocument:
    above, below = one.pages[0].words, other.pages[0].words
    down = max(w.y1 for w in above) - min(w.y0 for w in below) + 30
    return _page(*above, *(_moved(w, 0, down) for w in below))


def _beside(one: SourceDocument, other: SourceDocument) -> SourceDocument:
    left, right = one.pages[0].words, other.pages[0].words
    across = max(w.x1 for w in left) - min(w.x0 for w in right) + 60
    return _page(*left, *(_moved(w, across, 7) for w in right))


def _pages(one: SourceDocument, other: SourceDocument) -> SourceDocument:
    first, second = one.pages[0], other.pages[0]
    pages = (first, Page(2, second.width, second.height, second.words))
    return SourceDocument("scan.pdf", "application/pdf", "", pages=pages)


def _page(*words: Word) -> SourceDocument:
    return SourceDocument("scan.pdf", "application/pdf", "", pages=(Page(1, 4_000, 8_000, words),))


def _moved(word: Word, x: float, y: float) -> Word:
    return Word(word.text, word.x0 + x, word.y0 + y, word.x1 + x, word.y1 + y)


def _percent(flags: Iterable[bool]) -> float:
    every = list(flags)
    return round(100 * sum(every) / max(len(every), 1), 1)


def _say(name: str, value: float, against: float | None = None) -> None:
    print(json.dumps({"name": name, "value": value, "unit": "%", "against": against}), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:3])
