"""E-invoices: how many a second, in how much memory, and `sparklink read` on a thousand files.

    python -m benchmarks.einvoices [FOLDER] [--files 1000]

measures on the XML and PDF files of a folder, or on the demo's papers, and prints one JSON line a
figure. The floor of XML is lxml parsing the same bytes, and asking them by XPath alone for all that
the readers take: the very XPaths that they evaluate, and for what they gather in one walk of the
tree (einvoice/outline.py) one compiled XPath for each path of its table, asked once a document or,
in a list, once an element. Times of one process are of the processor, the best of several runs.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from math import inf
from pathlib import Path
from time import perf_counter, process_time
from typing import Any
from unittest.mock import patch

from lxml import etree

from benchmarks.einvoice_data import Sample, einvoices, mixed
from paperless_firefly.domain.document import EmbeddedXml, SourceDocument
from paperless_firefly.extraction.einvoice import paths
from paperless_firefly.extraction.einvoice.outline import Data, Node, Outline
from paperless_firefly.extraction.pipeline import extract
from paperless_firefly.files import FilePool, child

RUNS = 5
AIM = 793 / 40  # files a second
_SMALLEST = 1_000  # files to measure the time of one process on

Question = Callable[[], object]
Ask = tuple[etree.XPath, list[Any]]
_ASKS: dict[Outline, list[Ask]] = {}


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(prog="einvoices")
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--files", type=int, default=1_000)
    given = parser.parse_args()
    samples = einvoices(given.folder)
    _measure_xml([each for each in samples if each.is_xml])
    _measure_pdfs([each for each in samples if not each.is_xml])
    _measure_memory(max(samples, key=lambda each: len(each.data)))
    _measure_command(mixed(samples, given.files))


def _measure_xml(samples: list[Sample]) -> None:
    samples = samples * (1 + _SMALLEST // len(samples))
    documents = [_document(each) for each in samples]
    parsing = _seconds(lambda: [_parse(each.data) for each in samples])
    questions = [each for document in documents for each in _asked(document)]
    asking = _seconds(lambda: [ask() for ask in questions])
    reading = _seconds(lambda: [extract(document) for document in documents])
    floor = parsing + asking
    _say("e-invoice XML: read in one process", round(len(samples) / reading), "files/s")
    _say("e-invoice XML: lxml and the same XPaths alone", round(len(samples) / floor), "files/s")
    _say("e-invoice XML: share of that floor", round(100 * floor / reading, 1), "%", 33.3)


def _document(sample: Sample) -> SourceDocument:
    xml = EmbeddedXml(sample.name, sample.data)
    return SourceDocument(
        sample.name, "application/xml", sha256(sample.data).hexdigest(), xml=(xml,)
    )


def _parse(data: bytes) -> object:
    """What a program would do that trusts nobody, and knows the file for good XML."""
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return None


def _asked(document: SourceDocument) -> list[Question]:
    """Every XPath that reading this document evaluates, each ready to be evaluated again."""
    questions: list[Question] = []
    evaluate = paths.evaluate

    def listen(
        way: etree.XPath, element: etree._Element, names: dict[str, str]
    ) -> list[etree._Element]:
        questions.append(partial(way, element, **names))
        return evaluate(way, element, names)

    def gather(outline: Outline, element: etree._Element) -> Data:
        if outline not in _ASKS:
            _ASKS[outline] = _asks(outline.root, ".", _prefixes(outline.root))
        questions.append(partial(_answer, _ASKS[outline], element))
        return read(outline, element)

    read = Outline.read
    with patch.object(paths, "evaluate", listen), patch.object(Outline, "read", gather):
        extract(document)
    return questions


def _asks(node: Node, start: str, prefixes: dict[str, str]) -> list[Ask]:
    """What lies below an element as XPaths, each with those asked of every element that it finds."""
    names = {prefix: uri for uri, prefix in prefixes.items()}
    asks: list[Ask] = [
        (etree.XPath(f"{start}/@{name}", namespaces=names), []) for name, _ in node.attributes
    ]
    for attribute, value, _ in node.texts:
        condition = f"[@{attribute}='{value}']" if attribute else ""
        asks.append((etree.XPath(f"{start}{condition}/text()", namespaces=names), []))
    for tag, below in node.children.items():
        uri, _, local = tag.rpartition("}")
        path = f"{start}/{prefixes[uri[1:]]}:{local}" if uri else f"{start}/{local}"
        if below.many:
            asks.append((etree.XPath(path, namespaces=names), _asks(below, ".", prefixes)))
        else:
            asks += _asks(below, path, prefixes)
    return asks


def _prefixes(node: Node) -> dict[str, str]:
    """A prefix for each namespace below a node."""
    uris = {tag.rpartition("}")[0][1:] for tag in node.children if "}" in tag}
    for below in node.children.values():
        uris |= _prefixes(below).keys()
    return {uri: f"n{number}" for number, uri in enumerate(sorted(uris))}


def _answer(asks: list[Ask], element: etree._Element) -> None:
    for path, below in asks:
        found: Any = path(element)
        for each in found if below else ():
            _answer(below, each)


def _measure_pdfs(samples: list[Sample]) -> None:
    seconds = _seconds(lambda: list(map(_read, samples)))
    _say("hybrid PDF: read in one process", round(len(samples) / seconds), "files/s")


def _read(sample: Sample) -> None:
    content = child.read(sample.data, sample.name, max_pages=50)
    digest = sha256(sample.data).hexdigest()
    extract(
        SourceDocument(
            sample.name, content.mime_type, digest, content.text, content.pages, content.xml,
            problems=content.problems,
        )
    )  # fmt: skip


def _measure_memory(sample: Sample) -> None:
    with FilePool() as pool:
        pool.read(b"nothing", "a.txt")
        _say("file reader: peak memory after a text of 7 bytes", _peak_of_children(), "MB")
        pool.read(sample.data, sample.name)
        size = f"{len(sample.data) / 1e6:.1f} MB"
        _say(f"file reader: peak memory after the largest file, {size}", _peak_of_children(), "MB")


def _peak_of_children() -> int:
    """Megabytes that the largest child of this process has had in memory (Linux only)."""
    pids = [
        pid
        for path in Path("/proc/self/task").glob("*/children")
        for pid in path.read_text().split()
    ]
    lines = [line for pid in pids for line in Path(f"/proc/{pid}/status").read_text().splitlines()]
    return max(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) // 1024


def _measure_command(samples: list[Sample]) -> None:
    """The whole command, from its start to its end, on files of many kinds."""
    with tempfile.TemporaryDirectory(prefix="bench") as folder:
        files = []
        for number, each in enumerate(samples):
            files.append(Path(folder, f"{number}-{each.name}"))
            files[-1].write_bytes(each.data)
        seconds = min(_command(files) for _ in range(3))
    name = f"sparklink read: {len(files):,} files"
    _say(f"{name}, best of 3, load {os.getloadavg()[0]:.1f}", round(seconds, 1), "s")
    _say(f"{name}", round(len(files) / seconds, 1), "files/s", round(AIM, 1))


def _command(files: list[Path]) -> float:
    started = perf_counter()
    command = [sys.executable, "-m", "paperless_firefly", "read", "--json", "--jobs", "2"]
    done = subprocess.run([*command, *map(str, files)], check=True, capture_output=True)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    if len(answers) != len(files):
        raise SystemExit(f"{len(answers)} answers for {len(files)} files")
    return perf_counter() - started


def _seconds(work: Callable[[], object]) -> float:
    """Processor time of the best run."""
    best = inf
    for _ in range(RUNS):
        started = process_time()
        work()
        best = min(best, process_time() - started)
    return best


def _say(name: str, value: float, unit: str, against: float | None = None) -> None:
    print(json.dumps({"name": name, "value": value, "unit": unit, "against": against}), flush=True)


if __name__ == "__main__":
    main()
