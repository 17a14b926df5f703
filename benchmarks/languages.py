"""The text reader on sample papers of nine languages, from plain text and from PDFs.

    python -m benchmarks.languages [--misses] [--seed=N]

prints one JSON line a figure: of 40 papers a language (half of them in layouts that the rules were
not written on, given apart), the share whose total, date, seller and number are right, of those
that claim or give back money, and whose kind is right, of all. `--misses` prints each error too;
another seed makes other papers of the same layouts.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from paperless_firefly.demo.samples.abroad import Document, Truth, documents, languages
from paperless_firefly.domain.document import SourceDocument
from paperless_firefly.domain.extraction import Extraction
from paperless_firefly.domain.names import fold
from paperless_firefly.extraction.pipeline import Options, extract
from paperless_firefly.files.pool import FilePool

CREDIT_NOTES = "kind of credit notes"
AIMS = {"total": 97, "date": 95, "seller": 90, "number": 90, "kind": None, CREDIT_NOTES: None}
_TEXT_ONLY = Options(text_only=True)


def main() -> None:
    """Reads all papers of all languages and prints the figures."""
    whole: Counter[tuple[str, str, str]] = Counter()
    with FilePool() as pool:
        for language in languages():
            counts: Counter[tuple[str, str, str]] = Counter()
            for document in documents(language, seed=_seed()):
                for view, source in _views(document, pool):
                    _count(document, view, extract(source, options=_TEXT_ONLY), counts)
            _say(language, counts)
            whole.update(counts)
    _say("all languages", whole)


def _seed() -> int:
    return next((int(a[7:]) for a in sys.argv if a.startswith("--seed=")), 1)


def read_text(document: Document) -> Extraction:
    """What is read from a paper's plain text alone."""
    return extract(_plain(document), options=_TEXT_ONLY)


def judge(truth: Truth, found: Extraction) -> dict[str, bool]:
    """Which of the figures a reading has right; other papers than claims are judged by kind alone."""
    right = {"kind": _is_kind(truth, found)}
    if truth.kind == "credit_note":
        right[CREDIT_NOTES] = right["kind"]
    if truth.kind == "other":
        return right
    values = {name: field.value for name, field in found.fields.items()}
    return right | {
        "total": Decimal(values.get("total", "NaN")) == truth.total,
        "date": values.get("issue_date") == truth.issued.isoformat(),
        "seller": _plainly(values.get("seller", "")) in {_plainly(s) for s in truth.sellers},
        "number": _plainly(values.get("number", "")) == _plainly(truth.number),
    }


def _is_kind(truth: Truth, found: Extraction) -> bool:
    """Whether kind and type are right; a correction by a negative sum is an invoice (code 384)."""
    if found.type == "correction" and truth.kind == "credit_note":
        return found.direction == "in" and truth.total < 0
    return found.kind == truth.kind and (not truth.type or found.type == truth.type)


def _plainly(text: str) -> str:
    return "".join(c for c in fold(text) if c.isalnum())


def _plain(document: Document) -> SourceDocument:
    return SourceDocument("paper.txt", "text/plain", "", text=document.text)


def _views(document: Document, pool: FilePool) -> Iterator[tuple[str, SourceDocument]]:
    yield "text", _plain(document)
    yield "PDF", pool.read(document.pdf, "paper.pdf", "application/pdf")


def _count(
    document: Document, view: str, found: Extraction, counts: Counter[tuple[str, str, str]]
) -> None:
    part = "held back" if document.paper.held else "open"
    for figure, right in judge(document.truth, found).items():
        for of in (f"{view}, {part}", view):
            counts[of, figure, "all"] += 1
            counts[of, figure, "right"] += right
        if not right and "--misses" in sys.argv:
            _tell(document, view, part, figure, found)


def _tell(document: Document, view: str, part: str, figure: str, found: Extraction) -> None:
    paper, truth = document.paper, document.truth
    name = {"date": "issue_date"}.get(figure, figure)
    field = found.fields.get(name)
    value = f"{found.kind} {found.type}" if figure == "kind" else field.value if field else None
    place = f"{paper.country.language} {paper.country.code} {paper.layout} {part}, {view}"
    print(f"{place}: {figure} {value!r} of {truth}", file=sys.stderr)


def _say(language: str, counts: Counter[tuple[str, str, str]]) -> None:
    for of in ("text", "PDF", "text, open", "PDF, open", "text, held back", "PDF, held back"):
        for figure, aim in AIMS.items():
            if not counts[of, figure, "all"]:
                continue
            share = 100 * counts[of, figure, "right"] / max(counts[of, figure, "all"], 1)
            name = f"languages: {language}: {figure} right ({of})"
            print(json.dumps({"name": name, "value": round(share, 1), "unit": "%", "against": aim}))


if __name__ == "__main__":
    main()
