"""The text reader on papers whose sellers it has never seen: scores, honesty, parts, speed.

    python -m benchmarks.text_reader RECEIPTS.jsonl [INVOICES/gold.jsonl]

prints one JSON line a figure. Every model is learnt without the sellers of the papers it is asked
about (five parts, no seller in two); certainties come from choices of rankings that were learnt
without the seller, too. The memory of sellers is the one exception, and its very point: it holds
the other receipts, never the one that is read.
"""

from __future__ import annotations

import json
import resource
import sys
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from math import inf
from pathlib import Path
from statistics import mean
from time import process_time

from paperless_firefly.domain.document import SourceDocument
from paperless_firefly.domain.extraction import State
from paperless_firefly.extraction.pipeline import extract
from paperless_firefly.extraction.text.memory import KnownSeller, SellerMemory
from paperless_firefly.extraction.text.model import Model
from paperless_firefly.extraction.text.reader import TextReader
from paperless_firefly.extraction.text.signs import signs_of

from . import text_priors
from .text_data import DISPROVED, VIEWS, Paper, invoices, receipts
from .text_learning import Learner, learn_parts
from .text_scores import FIELDS, Answer, confidences, printed_shares, reliability, shares

_MEMORIES = 20  # parts of the receipts, each read with a memory of the others
_RUNS = 3


def main(receipt_file: str, invoice_file: str | None = None) -> None:
    """Learns, reads and prints."""
    papers = list(receipts(Path(receipt_file)))
    if invoice_file:
        papers += list(invoices(Path(invoice_file)))
    models = learn_parts(Learner(papers))
    by_view = {view: [p for p in papers if p.view == view] for view in (*VIEWS, "pdf")}
    for view in VIEWS:
        _tell(view, _read(by_view[view], models))
    _judge(_read(by_view["text"], models))
    for view in ("text", "ocr_text"):
        _tell(f"{view}, sellers remembered", _read_knowing(by_view[view], models))
    if by_view["pdf"]:
        _say("invoices as PDF, of those printed", printed_shares(_read(by_view["pdf"], models)))
    _ablate(by_view, models)
    _measure([p.document for p in by_view["text"]], models[0])


def _read(papers: Sequence[Paper], models: Sequence[Model]) -> list[Answer]:
    readers = [TextReader(model) for model in models]
    return [Answer(p, extract(p.document, readers=(readers[p.part],))) for p in papers]


def _read_knowing(papers: Sequence[Paper], models: Sequence[Model]) -> list[Answer]:
    """Reads each receipt with a memory of the receipts of the other parts."""
    known = [KnownSeller(p.gold.seller, signs=signs_of(p.document)) for p in papers]
    parts = [zlib.crc32(p.document.name.encode()) % _MEMORIES for p in papers]
    memories = [
        SellerMemory.of(k for k, part in zip(known, parts, strict=True) if part != own)
        for own in range(_MEMORIES)
    ]
    return [
        Answer(p, extract(p.document, readers=(TextReader(models[p.part], memories[part]),)))
        for p, part in zip(papers, parts, strict=True)
    ]


def _tell(view: str, answers: Sequence[Answer]) -> None:
    for name, value in shares(answers).items():
        _say(f"receipts, {view}: {name}", value)
    by_seller: dict[str, list[bool]] = defaultdict(list)
    for answer in answers:
        by_seller[answer.paper.gold.seller].append(answer.right("seller"))
    once = [flags[0] for flags in by_seller.values() if len(flags) == 1]
    _say(f"receipts, {view}: seller, each seller once", _percent(map(mean, by_seller.values())))
    _say(f"receipts, {view}: seller, of sellers with one receipt", _percent(once))


def _judge(answers: Sequence[Answer]) -> None:
    """The reliability tables, and every miss among those judged `auto` with its cause."""
    for name in FIELDS:
        _say(f"reliability of {name}", reliability(confidences(answers, [name])))
    _say("reliability of the whole", reliability([(a.read.confidence, a.booked_right) for a in answers]))  # fmt: skip
    for answer in answers:
        if answer.read.state == State.AUTO and not answer.booked_right:
            name, gold = answer.paper.document.name, answer.paper.gold
            cause = DISPROVED.get(name) or (
                "" if gold.day_printed else "its text prints another date"
            )
            read = f"{answer.read.text('total')} {answer.read.text('issue_date')}"
            _say(f"auto and wrong: {name}", {"read": read, "gold": f"{gold.total} {gold.day}", "cause": cause or "misread"})  # fmt: skip


def _ablate(by_view: dict[str, list[Paper]], models: Sequence[Model]) -> None:
    """What is lost without a part: the learnt weights, arithmetic, the places of words."""
    untaught = replace(models[0], total=text_priors.TOTAL_PRIOR, seller=text_priors.SELLER_PRIOR)
    without = {
        "learning": [untaught] * len(models),
        "arithmetic": [_silenced(m, lambda name: name.startswith("=") or "derived" in name or "chain" in name) for m in models],
        "labels": [_silenced(m, lambda name: name.split(" ")[0] in ("row", "near", "above", "below", "label") or "&" in name or "|" in name) for m in models],
        "places": [_silenced(m, lambda name: name.startswith(("place", "row ", "depth", "first depth", "last total", "largest"))) for m in models],
    }  # fmt: skip
    for part, lesser in without.items():
        for view in ("text", "ocr_text"):
            got = shares(_read(by_view[view], lesser))
            _say(f"without {part}, {view}", {name: got[name] for name in ("total", "seller")})
    flat = [replace(p, document=replace(p.document, pages=(), text=_flat(p.document))) for p in by_view["pdf"]]  # fmt: skip
    if flat:
        _say("without boxes, PDF", printed_shares(_read(flat, models)))


def _silenced(model: Model, silent: Callable[[str], bool]) -> Model:
    return replace(
        model,
        total={n: w for n, w in model.total.items() if not silent(n)},
        seller={n: w for n, w in model.seller.items() if not silent(n)},
    )


def _flat(document: SourceDocument) -> str:
    """A page's words in the order of the file, a line for each change of height."""
    lines: list[str] = []
    for page in document.pages:
        height = None
        for word in page.words:
            if height != round(word.y0):
                lines.append("")
            lines[-1] += f" {word.text}"
            height = round(word.y0)
    return "\n".join(lines)


def _measure(documents: Sequence[SourceDocument], model: Model) -> None:
    reader = TextReader(model)
    best = inf
    for _ in range(_RUNS):
        started = process_time()
        for document in documents:
            extract(document, readers=(reader,))
        best = min(best, process_time() - started)
    _say("receipts read a second of processor time, one process", round(len(documents) / best))
    _say("peak memory with all papers and models, MB", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)  # fmt: skip


def _percent(values: Iterable[float]) -> float:
    return round(100 * mean(values), 2)


def _say(name: str, value: object) -> None:
    sys.stdout.write(json.dumps({"name": name, "value": value}) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:3])
