"""Codes printed into receipts and found again: share and time a page.

    python -m benchmarks.paper_codes [PAYLOADS.jsonl]

Each payload (its own samples, or lines {"scheme", "payload", "truth"}) is drawn onto a page of a PDF
at 200 dpi, onto a photo (turned by 7 degrees, blurred, unevenly lit, noisy, JPEG), and beside
another one; the files go the whole way through a child process and extraction. Found is a payload
whose text came back; read is one whose scheme was understood as it is from the payload alone.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

from tests.extraction.codes.payloads import SAMPLES

from benchmarks.paper_codes_data import page, photo
from paperless_firefly.domain.document import SourceDocument
from paperless_firefly.extraction.codes.reader import read_payload
from paperless_firefly.extraction.pipeline import extract
from paperless_firefly.files.pool import FilePool

Draw = Callable[[Sequence[str], int], bytes]
KINDS: dict[str, Draw] = {"PDF page": lambda p, _: page(p), "photo": photo}


def main(payloads: list[str]) -> None:
    """Prints found and read shares, and milliseconds a page."""
    known = [p for p in payloads if read_payload(p)]
    with FilePool() as pool:
        pool.read(page(known[:1]), "warm.pdf")
        for name, draw in KINDS.items():
            _measure(pool, f"{name}, one code", draw, [[p] for p in known])
            pairs = [[p, known[(n + 7) % len(known)]] for n, p in enumerate(known)]
            _measure(pool, f"{name}, two codes", draw, pairs)


def _measure(pool: FilePool, name: str, draw: Draw, sheets: list[list[str]]) -> None:
    found = read = 0
    seconds = 0.0
    for seed, payloads in enumerate(sheets):
        data = draw(payloads, seed)
        start = perf_counter()
        document = pool.read(data, "code.pdf")
        seconds += perf_counter() - start
        texts = {_plain(code.text) for code in document.codes}
        found += sum(_plain(p) in texts for p in payloads)
        read += _is_read(document, payloads)
    codes = sum(map(len, sheets))
    _say(f"{name}: found", round(found / codes, 4), "share", f"of {codes} codes")
    _say(f"{name}: read", round(read / len(sheets), 4), "share", f"of {len(sheets)} pages")
    _say(f"{name}: time", round(1000 * seconds / len(sheets)), "ms a page", "")


def _is_read(document: SourceDocument, payloads: list[str]) -> bool:
    """Whether extraction knows every field that some payload of the page states."""
    extraction = extract(document)
    wanted = [dict(known[1].fields) for p in payloads if (known := read_payload(p))]
    names = {name for fields in wanted for name in fields}
    return all(
        (text := extraction.text(name)) is not None
        and any(fields.get(name) == text for fields in wanted)
        for name in names
    )


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _say(name: str, value: float, unit: str, against: str) -> None:
    print(json.dumps({"name": name, "value": value, "unit": unit, "against": against}), flush=True)


def _given(path: str) -> list[str]:
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["payload"] for line in lines if line.strip()]


if __name__ == "__main__":
    main(
        _given(sys.argv[1])
        if len(sys.argv) > 1
        else [payload for payload, _, _ in SAMPLES.values()]
    )
