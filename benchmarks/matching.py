"""Matching: time, memory and growth over four sizes, against the plain loop over all pairs.

    python -m benchmarks.matching

prints one JSON line a figure. Times are of the processor, the best of three runs up to
4,000 documents.
"""

from __future__ import annotations

import gc
import json
from math import inf, log
from resource import RUSAGE_SELF, getrusage
from time import process_time

from benchmarks.matching_data import Case, make_case
from paperless_firefly.matching.ledger import Ledger
from paperless_firefly.matching.memory import Memory
from paperless_firefly.matching.prepare import Paper, prepare_document, prepare_payment
from paperless_firefly.matching.propose import match, rank
from paperless_firefly.matching.scoring import Scorer

SIZES = ((2_000, 10_000), (4_000, 20_000), (8_000, 40_000), (16_000, 80_000))
SMALL = (1_000, 5_000)
LARGE = (10_000, 100_000)
PLAIN = (200, 1_000)


def main() -> None:
    """Measures and prints."""
    _measure(SMALL)
    times = [_measure(size) for size in SIZES]
    growth = log(times[-1] / times[0]) / log(SIZES[-1][0] / SIZES[0][0])
    _say("matching growth exponent, 2,000 to 16,000 documents", round(growth, 2), "", 1.2)
    large = _measure(LARGE)
    _measure_plain_loop(large)
    _measure_one()


def _measure(size: tuple[int, int]) -> float:
    seconds = inf
    for seed in range(3 if size[0] < 8_000 else 1):
        case = make_case(*size, seed)  # other names each time: nothing is remembered
        gc.collect()
        started = process_time()
        found = match(case.documents, case.transactions)
        seconds = min(seconds, process_time() - started)
    name = f"matching {size[0]:,} x {size[1]:,}"
    _say(f"{name}: time", round(seconds, 3), "s", {SMALL: 2, LARGE: 30}.get(size))
    _say(f"{name}: peak memory", getrusage(RUSAGE_SELF).ru_maxrss // 1024, "MB")
    auto = {
        (d, t) for link in found.links if link.state == "auto"
        for d in link.documents for t in link.transactions
    }  # fmt: skip
    _say(f"{name}: automatic links that are true", _percent(auto & case.truth, auto), "%", 99.5)
    _say(f"{name}: true links that are automatic", _percent(auto & case.truth, case.truth), "%")
    return seconds


def _percent(some: set[tuple[str, str]], of: set[tuple[str, str]]) -> float:
    return round(100 * len(some) / max(len(of), 1), 2)


def _measure_plain_loop(large: float) -> None:
    """The same scorer on every pair, against the candidates of blocking."""
    case = make_case(*PLAIN)
    scorer, papers = _scorer(case)
    started = process_time()
    for paper in papers:
        for payment in scorer.ledger.payments:
            scorer.score(paper, payment)
    plain = process_time() - started
    started = process_time()
    match(case.documents, case.transactions)
    blocked = process_time() - started
    name = f"matching {PLAIN[0]:,} x {PLAIN[1]:,}"
    _say(f"{name}: plain loop over all pairs", round(plain, 3), "s")
    _say(f"{name}: whole matching", round(blocked, 3), "s", round(plain, 3))
    pairs = PLAIN[0] * PLAIN[1]
    _say("matching: one pair in the plain loop", round(plain / pairs * 1e6, 1), "µs")
    times = plain / pairs * LARGE[0] * LARGE[1] / large
    _say("matching 10,000 x 100,000: times faster than the plain loop would be", round(times), "")


def _scorer(case: Case) -> tuple[Scorer, list[Paper]]:
    papers = [p for d in case.documents if (p := prepare_document(d))]
    ledger = Ledger([q for t in case.transactions if (q := prepare_payment(t))])
    return Scorer(papers, ledger, Memory(papers, ledger)), papers


def _measure_one() -> None:
    """One document against what a query by amount and date leaves of a large ledger."""
    case = make_case(50, 400)
    started = process_time()
    for document in case.documents:
        rank(document, case.transactions)
    each = (process_time() - started) / len(case.documents)
    _say("matching: rank one document among 400", round(each * 1000, 2), "ms", 20)


def _say(name: str, value: float, unit: str, against: float | None = None) -> None:
    print(json.dumps({"name": name, "value": value, "unit": unit, "against": against}))


if __name__ == "__main__":
    main()
