"""FatturaPA simplified: sums with tax, which is stated, or worked out by its rate."""

from __future__ import annotations

import pytest

from paperless_firefly.domain.extraction import Kind, State
from paperless_firefly.extraction.pipeline import extract

from .builders import codes, make_document, read, sample, value


def test_the_total_is_the_sum_of_the_lines_and_tax_is_taken_out_of_it() -> None:
    found = read(sample("semplificata"))
    sums = [value(found, name) for name in ("total", "payable", "net", "tax")]
    assert sums == ["59.40", "59.40", "52.00", "7.40"]


def test_a_total_that_nothing_confirms_wants_a_person() -> None:
    extraction = extract(make_document(sample("semplificata")))
    assert [finding.code for finding in extraction.findings] == ["total-worked-out"]
    assert extraction.state == State.REVIEW


def test_tax_is_told_by_rate_and_lines_are_net() -> None:
    found = read(sample("semplificata"))
    assert [(row.category, row.rate, row.base, row.tax) for row in found.tax_breakdown] == [
        (None, "10.00", "30.00", "3.00"),
        (None, "22.00", "20.00", "4.40"),
        ("N1", None, "2.00", "0.00"),
    ]
    assert [line.total for line in found.lines] == ["30.00", "20.00", "2.00"]


@pytest.mark.parametrize(
    ("code", "kind", "kind_of"),
    [
        ("TD07", Kind.INVOICE, None),
        ("TD08", Kind.CREDIT_NOTE, None),
        ("TD09", Kind.INVOICE, "debit note"),
    ],
)
def test_a_type_gives_kind_and_word(code: str, kind: Kind, kind_of: str | None) -> None:
    found = read(sample("semplificata", (">TD07<", f">{code}<")))
    assert (found.kind, found.type) == (kind, kind_of)


def test_a_person_has_a_name_in_parts() -> None:
    assert value(read(sample("semplificata")), "buyer") == "Bruno Campione"


def test_a_sum_that_is_no_number_makes_no_total() -> None:
    found = read(sample("semplificata", (">33.00<", ">33,00<")))
    assert value(found, "total") is None
    assert "missing-field" in codes(found)


def test_of_several_bodies_the_first_is_read_and_the_others_are_named() -> None:
    end = "</FatturaElettronicaBody>"
    other = (
        "<FatturaElettronicaBody><DatiGenerali><DatiGeneraliDocumento><Numero>S/13</Numero>"
        "</DatiGeneraliDocumento></DatiGenerali></FatturaElettronicaBody>"
    )
    found = read(sample("semplificata", (end, end + other)))
    assert value(found, "number") == "S/12"
    assert codes(found) == ["several-invoices", "total-worked-out"]
