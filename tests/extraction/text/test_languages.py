"""A floor under the figures of nine languages: half of the papers that the benchmark reads."""

from __future__ import annotations

import pytest
from benchmarks.languages import judge, read_text

from paperless_firefly.demo.samples.abroad import documents, languages

FLOOR = {"total": 0.95, "date": 0.95, "seller": 0.85, "number": 0.85, "kind": 0.9}


@pytest.mark.parametrize("language", languages())
def test_papers_of_a_language_are_read(language: str) -> None:
    judged = [judge(d.truth, read_text(d)) for d in documents(language, count=20)]
    shares = {
        figure: sum(values) / len(values)
        for figure in FLOOR
        if (values := [j[figure] for j in judged if figure in j])
    }

    assert {f: share for f, share in shares.items() if share < FLOOR[f]} == {}
