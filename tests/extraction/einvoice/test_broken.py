"""Broken invoices by the hundred: a wrong total is never taken without a person."""

from __future__ import annotations

from itertools import islice

import pytest
from benchmarks.einvoice_data import Sample
from benchmarks.fuzz import Mutant, believed, mutants, total_of

from paperless_firefly.domain.extraction import Extraction
from paperless_firefly.extraction.pipeline import extract

from .builders import NAMES, make_document, sample

# An invoice in which one number is exchanged wherever it stands may be as true as the first.
CONSISTENT = "change a number everywhere"


def extracted(data: bytes) -> Extraction:
    return extract(make_document(data))


@pytest.mark.parametrize("name", NAMES)
def test_a_broken_invoice_is_answered_and_a_wrong_total_not_believed(name: str) -> None:
    whole = Sample(f"{name}.xml", sample(name))
    truth = total_of(extracted(whole.data))
    broken: list[Mutant] = list(islice(mutants([whole], seed=7), 100))
    answers = [(each, extracted(each.data)) for each in broken if each.kind != CONSISTENT]
    assert [mutant for mutant, answer in answers if believed(answer, truth)] == []
