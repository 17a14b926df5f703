"""Trains the judges of the text reader and writes `extraction/text/weights.py`.

    python -m benchmarks.train_text_reader RECEIPTS.jsonl [INVOICES/gold.jsonl]

What the files hold stands in `text_data`, how it learns in `text_learning`; how well the reader
does on sellers held back tells `python -m benchmarks.text_reader`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from paperless_firefly.extraction.text import weights
from paperless_firefly.extraction.text.model import Model

from .text_data import invoices, receipts
from .text_learning import Learner

_HEAD = '''"""Weights of the judges, written by `benchmarks/train_text_reader.py`; not edited by hand.

Learnt from the public training receipts of SROIE (ICDAR 2019, CC-BY-4.0), each as text typed by
people, as text read by a scanner and as words with boxes, and from public sample invoices.
TOTAL and SELLER rank candidates; the others tell how sure the chosen one is.
"""

# fmt: off
'''
_LEAST = 0.005  # a weight below this changes nothing


def main(receipt_file: str, invoice_file: str | None = None) -> None:
    """Trains on everything, writes the weights."""
    papers = list(receipts(Path(receipt_file)))
    if invoice_file:
        papers += list(invoices(Path(invoice_file)))
    _write(Learner(papers).model())


def _write(model: Model) -> None:
    parts = [_HEAD]
    for name in model.__slots__:
        table = getattr(model, name)
        rows = [f'    "{k}": {v:.3f},' for k, v in sorted(table.items()) if abs(v) >= _LEAST]
        parts.append("\n".join([f"{name.upper()} = {{", *rows, "}\n"]))
    Path(weights.__file__).write_text("\n".join(parts))


if __name__ == "__main__":
    main(*sys.argv[1:3])
