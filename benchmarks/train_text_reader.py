"""Trains the judges of the text reader and writes `extraction/text/weights.py`.

usage: python -m benchmarks.train_text_reader RECEIPTS.jsonl [INVOICES/gold.jsonl]

RECEIPTS are lines with id, text, ocr_text, boxes, size, flags and gold (SROIE, ICDAR 2019, CC-BY-4.0);
INVOICES lines with file, container and gold, files beside: of their PDFs the printed text counts.
Every figure printed is of sellers that were held back. No seller is in two of the five parts,
each weighs by one over the root of its documents, and weights are drawn to what labels mean.
"""

from __future__ import annotations

import json
import math
import random
import re
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from paperless_firefly.domain.document import Page, SourceDocument, Word
from paperless_firefly.domain.grammar import decimal_mark
from paperless_firefly.extraction.text import doubts, weights
from paperless_firefly.extraction.text.amounts import prints
from paperless_firefly.extraction.text.country import country
from paperless_firefly.extraction.text.dates import Context, issue_dates
from paperless_firefly.extraction.text.features import candidates
from paperless_firefly.extraction.text.judge import certainty, dirt, rank
from paperless_firefly.extraction.text.layout import rows_of
from paperless_firefly.extraction.text.lines import Line
from paperless_firefly.extraction.text.parties import seller_names
from paperless_firefly.files.pool import FilePool

from .text_priors import SELLER_PRIOR, TOTAL_PRIOR

PARTS = 5
# Totals of the gold that the paper itself disproves (looked up by eye), and dates it does not bear:
# nothing is learnt from them, and they do not count against a certainty.
DISPROVED = frozenset(
    {"X51005745249", "X51005719917", "X51006414674", "X51005712021", "X51007391390"}
)
HOPELESS = 0.02  # a right answer held this unlikely is an error of the gold: not learnt from
Features = dict[str, float]
Weights = dict[str, float]


@dataclass(frozen=True)
class Paper:
    """A document of one view ("text", "ocr_text", "boxes", "pdf") with its gold."""

    view: str
    document: SourceDocument
    seller: str
    total: Decimal | None
    day: str | None

    @property
    def part(self) -> int:
        """Which of the parts its seller is in."""
        return zlib.crc32(self.seller.encode()) % PARTS


@dataclass
class Case:
    """One choice: the candidates' features, which are right, and the signs of each."""

    paper: Paper
    features: list[Features]
    right: set[int]
    signs: Callable[[int, float], Features]
    weight: float = 1.0


def main(receipts: str, invoices: str | None = None) -> None:
    """Trains, prints the figures of the parts held back, writes the weights."""
    papers = list(_receipts(Path(receipts)))
    if invoices:
        papers += list(_invoices(Path(invoices)))
    shares = Counter((p.view, p.seller) for p in papers)
    totals: list[Case] = []
    sellers: list[Case] = []
    dates: list[Case] = []
    for paper in papers:
        weight = 1 / math.sqrt(shares[paper.view, paper.seller])
        total, seller, day = _cases(paper)
        known = (paper.total is not None, True, paper.day is not None)
        for case, cases, has_gold in zip(
            (total, seller, day), (totals, sellers, dates), known, strict=True
        ):
            case.weight = weight
            if has_gold:
                cases.append(case)
    total_weights, total_sure = _judge("total", totals, TOTAL_PRIOR, 0.03)
    seller_weights, seller_sure = _judge("seller", sellers, SELLER_PRIOR, 0.01)
    date_sure = _sure("date", [(c, 0, 1.0) for c in dates if c.features])
    _write(total_weights, seller_weights, total_sure, seller_sure, date_sure)


# -------------------------------------------------------------------- data


def _receipts(path: Path) -> Iterator[Paper]:
    for line in path.open():
        row = json.loads(line)
        gold = row["gold"]
        total = None if row["id"] in DISPROVED else _decimal(gold.get("total_dec"))
        day = None if "date_not_in_text" in row["flags"] else gold.get("date_iso")
        for view in ("text", "ocr_text", "boxes"):
            document = _document(row, view)
            yield Paper(view, document, _plain(gold["company"]), total, day)


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


def _invoices(path: Path) -> Iterator[Paper]:
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
            gold = row["gold"]
            seller = _plain(gold["seller"] or "")
            yield Paper("pdf", document, seller, _decimal(gold["gross"]), gold["issue_date"])


def _decimal(text: str | None) -> Decimal | None:
    try:
        return Decimal(text or "")
    except InvalidOperation:
        return None


def _plain(name: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", name.upper())


def _cases(paper: Paper) -> tuple[Case, Case, Case]:
    """The three choices that a document asks for: total, seller, date."""
    rows = rows_of(paper.document)
    text = "\n".join(row.text for row in rows)
    mark = decimal_mark(text)
    lines = [Line(row, mark) for row in rows]
    grime = dirt(text)
    totals = candidates(prints(lines), len(lines))
    names = seller_names(lines)
    days = issue_dates(lines, Context(country(lines, text)[0]))
    return (
        Case(
            paper,
            [c.features for c in totals],
            {i for i, c in enumerate(totals) if c.value == paper.total},
            lambda i, share: doubts.total_signs(totals[i], share, grime),
        ),
        Case(
            paper,
            [n.features for n in names],
            {i for i, n in enumerate(names) if _plain(n.text) == paper.seller},
            lambda i, share: doubts.seller_signs(names[i], share, grime),
        ),
        Case(
            paper,
            [{} for _ in days],
            {i for i, d in enumerate(days) if d.value.isoformat() == paper.day},
            lambda i, share: doubts.date_signs(days[i], len(days) - 1, grime),
        ),
    )


# ---------------------------------------------------------------- training


def _judge(
    name: str, cases: Sequence[Case], prior: Weights, pull: float
) -> tuple[Weights, Weights]:
    """Weights of a ranking and of its certainty, the second from the parts held back."""
    chosen = []
    for part in range(PARTS):
        learnt = _train([c for c in cases if c.paper.part != part], prior, pull)
        for case in cases:
            if case.paper.part == part and case.features:
                shares = rank(learnt, case.features)
                best = max(range(len(shares)), key=shares.__getitem__)
                chosen.append((case, best, shares[best]))
    sure = _sure(name, chosen)
    return _train(cases, prior, pull), sure


def _train(cases: Sequence[Case], prior: Weights, pull: float) -> Weights:
    """Trains twice: the second time without what the first held for hopeless."""
    usable = [c for c in cases if c.right and len(c.features) > 1]
    first = _descend(usable, prior, pull)
    kept = [c for c in usable if sum(_of(rank(first, c.features), c.right)) >= HOPELESS]
    return _descend(kept, prior, pull)


def _of(shares: Sequence[float], right: set[int]) -> list[float]:
    return [shares[i] for i in right]


def _descend(
    cases: Sequence[Case], prior: Weights, pull: float, rounds: int = 15, pace: float = 0.1
) -> Weights:
    """Softmax regression by Adagrad, drawn towards the prior."""
    chance = random.Random(0)
    weights: Weights = defaultdict(float, prior)
    squares: Weights = defaultdict(lambda: 1e-2)
    order = list(cases)
    for _ in range(rounds):
        chance.shuffle(order)
        for case in order:
            for name, slope in _slopes(case, rank(weights, case.features)).items():
                full = case.weight * slope + pull * (weights[name] - prior.get(name, 0.0))
                squares[name] += full * full
                weights[name] -= pace * full / math.sqrt(squares[name])
    return dict(weights)


def _slopes(case: Case, shares: Sequence[float]) -> Weights:
    found: Weights = defaultdict(float)
    right = sum(_of(shares, case.right))
    for i, features in enumerate(case.features):
        slope = shares[i] - (shares[i] / right if i in case.right and right else 0.0)
        if abs(slope) > 1e-6:
            for name, x in features.items():
                found[name] += slope * x
    return found


def _sure(name: str, chosen: Sequence[tuple[Case, int, float]]) -> Weights:
    """Logistic regression of "is right" on the signs; prints how it stands per view."""
    rows = [(case, case.signs(best, share), best in case.right) for case, best, share in chosen]
    learnt_from = [row for row in rows if row[0].paper.view in ("text", "ocr_text")]
    held: list[tuple[str, float, bool]] = []
    for part in range(PARTS):
        learnt = _logistic([r for r in learnt_from if r[0].paper.part != part])
        held += [
            (case.paper.view, certainty(learnt, signs), right)
            for case, signs, right in rows
            if case.paper.part == part
        ]
    _report(name, held)
    return _logistic(learnt_from)


def _logistic(rows: Sequence[tuple[Case, Features, bool]], rounds: int = 200) -> Weights:
    weights: Weights = defaultdict(float)
    squares: Weights = defaultdict(lambda: 1e-2)
    for _ in range(rounds):
        slopes: Weights = defaultdict(float)
        for case, signs, right in rows:
            miss = certainty(weights, signs) - right
            for name, x in signs.items():
                slopes[name] += case.weight * miss * x / len(rows)
        for name, slope in slopes.items():
            full = slope + 1e-4 * weights[name]
            squares[name] += full * full
            weights[name] -= 0.5 * full / math.sqrt(squares[name])
    return dict(weights)


def _report(name: str, held: Sequence[tuple[str, float, bool]]) -> None:
    for view in dict.fromkeys(view for view, _, _ in held):
        own = [(sure, right) for v, sure, right in held if v == view]
        sure95 = [right for sure, right in own if sure >= 0.95]
        bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
        for sure, right in own:
            bins[min(int(sure * 10), 9)].append((sure, right))
        miss = sum(abs(sum(s for s, _ in b) - sum(r for _, r in b)) for b in bins.values())
        figures = {
            "field": name,
            "view": view,
            "chosen": len(own),
            "right": round(sum(r for _, r in own) / len(own), 4),
            "share_95": round(len(sure95) / len(own), 3),
            "right_95": round(sum(sure95) / max(len(sure95), 1), 4),
            "ece": round(miss / len(own), 4),
        }
        sys.stdout.write(json.dumps(figures) + "\n")


# ------------------------------------------------------------------ output

_HEAD = '''"""Weights of the judges, written by `benchmarks/train_text_reader.py`; not edited by hand.

Learnt from the public training receipts of SROIE (ICDAR 2019, CC-BY-4.0), each as text typed by
people, as text read by a scanner and as words with boxes, and from public sample invoices.
TOTAL and SELLER rank candidates; the others tell how sure the chosen one is.
"""

# fmt: off
'''


def _write(*tables: Weights) -> None:
    names = ("TOTAL", "SELLER", "TOTAL_SURE", "SELLER_SURE", "DATE_SURE")
    parts = [_HEAD]
    for name, table in zip(names, tables, strict=True):
        rows = [f'    "{k}": {v:.3f},' for k, v in sorted(table.items()) if abs(v) >= 0.005]
        parts.append("\n".join([f"{name} = {{", *rows, "}\n"]))
    Path(weights.__file__).write_text("\n".join(parts))


if __name__ == "__main__":
    main(*sys.argv[1:3])
