"""Each sample comes out exactly as its golden file says.

After a change that is meant, `UPDATE_GOLDEN=1 pytest tests/extraction/einvoice` writes them anew.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from paperless_firefly.domain.extraction import to_json
from paperless_firefly.extraction.pipeline import extract

from .builders import NAMES, make_document, sample

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_reads_as_its_golden_file(name: str) -> None:
    got = to_json(extract(make_document(sample(name))))
    path = GOLDEN / f"{name}.json"
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(got, indent=1, ensure_ascii=False) + "\n", "utf-8")
    assert got == json.loads(path.read_text("utf-8"))
