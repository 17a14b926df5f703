"""Broken e-invoices by the thousand: none may crash or stop the reader, or be believed.

    python -m benchmarks.fuzz [FOLDER] [--mutants 20000] [--seed 1] [--seconds 900] [--keep DIR]

breaks the XML and PDF files of a folder, or the demo's papers, reads each as the product does
(file pool, then `extract`), and prints one JSON line a figure. A violation is an answer `auto`
whose total is not that of the unbroken file; `--keep` writes those files into a folder. The same
seed gives the same files.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from itertools import islice
from pathlib import Path
from random import Random
from time import monotonic
from typing import NamedTuple

from benchmarks.einvoice_data import Sample, einvoices
from benchmarks.mutations import mutations
from paperless_firefly.domain.extraction import Extraction, State
from paperless_firefly.extraction.pipeline import extract
from paperless_firefly.files import FilePool

SECONDS = 10  # for a file
_GRACE = 5  # seconds to kill and replace a child on a busy machine
_BATCH = 200
_BLAMED = ("file-crashed-reader", "file-took-too-long", "file-took-too-much-memory")


class Mutant(NamedTuple):
    """A broken file: what it was, and in which way it was broken."""

    number: int
    kind: str
    sample: Sample
    data: bytes


class Answer(NamedTuple):
    """What was read from a broken file, and in how many seconds."""

    mutant: Mutant
    extraction: Extraction
    seconds: float


def main() -> None:
    """Runs the campaign and prints its figures; ends with 1 where there was a violation."""
    parser = argparse.ArgumentParser(prog="fuzz")
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--mutants", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=900)
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    samples = einvoices(given.folder)
    with FilePool(workers=2, seconds=SECONDS) as pool:
        truths = {each: total_of(read(pool, each.name, each.data)) for each in samples}
        made = islice(mutants(samples, given.seed), given.mutants)
        answers = list(_answered(pool, made, monotonic() + given.seconds))
    wrong = [each for each in answers if believed(each.extraction, truths[each.mutant.sample])]
    _report(given.seed, answers, wrong)
    for each in wrong:
        _tell(each, truths[each.mutant.sample], given.keep)
    raise SystemExit(bool(wrong))


def mutants(samples: list[Sample], seed: int) -> Iterator[Mutant]:
    """Broken files without end, the same for the same samples and seed."""
    number = 0
    while True:
        number += 1
        rng = Random(f"{seed}:{number}")
        sample = rng.choice(samples)
        kind, mutate = rng.choice(list(mutations(sample.data).items()))
        data = mutate(rng, sample.data)
        if data is not None and data != sample.data:
            yield Mutant(number, kind, sample, data)


def read(pool: FilePool, name: str, data: bytes) -> Extraction:
    """A file as `sparklink read` reads it."""
    return extract(pool.read(data, name))


def total_of(extraction: Extraction) -> Decimal | None:
    """The total, whatever its form."""
    return extraction.amount("total")


def believed(extraction: Extraction, truth: Decimal | None) -> bool:
    """Whether a wrong total would be taken without a person."""
    return extraction.state == State.AUTO and total_of(extraction) != truth


def _answered(pool: FilePool, made: Iterator[Mutant], end: float) -> Iterator[Answer]:
    """Answers until the mutants or the time are over."""
    with ThreadPoolExecutor(2) as threads:
        while monotonic() < end and (batch := list(islice(made, _BATCH))):
            yield from threads.map(lambda mutant: _answer(pool, mutant), batch)


def _answer(pool: FilePool, mutant: Mutant) -> Answer:
    started = monotonic()
    extraction = read(pool, mutant.sample.name, mutant.data)
    return Answer(mutant, extraction, monotonic() - started)


def _report(seed: int, answers: list[Answer], wrong: list[Answer]) -> None:
    found = Counter(finding.code for each in answers for finding in each.extraction.findings)
    states = Counter(each.extraction.state.value for each in answers)
    _say(f"fuzzing, seed {seed}: broken files answered", len(answers), "")
    for state, count in sorted(states.items()):
        _say(f"fuzzing: answered as {state}", count, "")
    for code in _BLAMED:
        _say(f"fuzzing: {code}", found[code], "")
    _say("fuzzing: slowest answer", round(max(each.seconds for each in answers), 2), "s", SECONDS)
    late = sum(each.seconds > SECONDS + _GRACE for each in answers)
    _say("fuzzing: answers over their limit", late, "", 0)
    _say("fuzzing: automatic with another total", len(wrong), "", 0)
    kinds = Counter(each.mutant.kind for each in wrong)
    for kind, count in kinds.most_common():
        _say(f"fuzzing: automatic with another total by: {kind}", count, "", 0)


def _tell(answer: Answer, truth: Decimal | None, folder: Path | None) -> None:
    mutant, total = answer.mutant, total_of(answer.extraction)
    line = {"mutant": mutant.number, "kind": mutant.kind, "file": mutant.sample.name}
    print(json.dumps({**line, "total": str(total), "truth": str(truth)}))
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{mutant.number}-{mutant.sample.name}").write_bytes(mutant.data)


def _say(name: str, value: float, unit: str, against: float | None = None) -> None:
    print(json.dumps({"name": name, "value": value, "unit": unit, "against": against}), flush=True)


if __name__ == "__main__":
    main()
