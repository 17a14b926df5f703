"""Each scheme reads its payload, and nothing reads what only looks like one."""

from __future__ import annotations

import pytest

from paperless_firefly.domain.extraction import Kind, TaxLine
from paperless_firefly.extraction.codes.reader import SCHEMES, read_payload
from paperless_firefly.extraction.codes.scheme import Code

from . import payloads
from .payloads import SAMPLES, ZEROS


def read(payload: str) -> Code:
    known = read_payload(payload)
    assert known is not None
    return known[1]


def test_every_scheme_has_a_sample() -> None:
    assert SAMPLES.keys() == {scheme.name for scheme in SCHEMES}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_payload_gives_its_sum_and_day(name: str) -> None:
    payload, amount, day = SAMPLES[name]
    known = read_payload(payload)
    assert known is not None
    fields = known[1].fields
    assert known[0].name == name
    assert fields.get("payable" if known[1].payment else "total") == amount
    assert fields.get("issue_date") == day


@pytest.mark.parametrize(
    "payload",
    [
        "https://example.org/menu",
        "BCD\n002\n1\nSCT",
        payloads.epc(iban="no iban"),
        payloads.epc(amount="EUR1,2"),
        "V0;1;Kassenbeleg-V1;Beleg^9.00^9.00:Bar",
        payloads.tse(start="yesterday"),
        payloads.tse(start="0001-01-01T00:00:00+14:00"),
        payloads.SPAYD.replace("CC:CZK", "CC:crowns"),
        "A:1*B:2",
        payloads.rksv("1,00", "1,00"),
        payloads.ZATCA[:-8],
        f"{payloads.ZATCA}é",
        payloads.afip(fecha="2026-02-30"),
        payloads.afip(importe="much"),
        "https://www.afip.gob.ar/fe/qr/?p=W10=",
        payloads.VERIFACTU.replace("04-03", "31-02"),
        payloads.FNS.replace("20260304", "20261304"),
        "",
    ],
)
def test_what_only_looks_like_a_code_is_none(payload: str) -> None:
    assert read_payload(payload) is None


def test_swico_tells_number_day_and_term() -> None:
    told = "//S1/10/R\\/5/11/260304/30/106017086/40/2:10;0:30"
    fields = read(payloads.swiss(information=told)).fields
    assert (fields["number"], fields["issue_date"]) == ("R/5", "2026-03-04")
    assert (fields["seller_vat_id"], fields["due_date"]) == ("CHE106017086", "2026-04-03")


def test_registers_tell_the_tax_of_each_rate() -> None:
    rows = (TaxLine("S", "19", "10.00", "1.90"), TaxLine("S", "7", "10.00", "0.70"))
    assert read(payloads.tse()).tax_breakdown == rows


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        ("2026-07-04T22:30:00.000Z", "2026-07-05"),
        ("2026-03-29T00:59:00Z", "2026-03-29"),
        ("2026-12-31T23:30:00Z", "2027-01-01"),
        ("2026-10-25T22:59:00Z", "2026-10-25"),
    ],
)
def test_a_german_register_s_day_is_germany_s(instant: str, day: str) -> None:
    assert read(payloads.tse(start=instant)).fields["issue_date"] == day


def test_nobody_pays_for_training() -> None:
    training = payloads.rksv("9,00", *ZEROS[1:], turnover="VFJB")
    assert read(training).kind == Kind.OTHER
    assert read(payloads.tse(process="AVTraining")).type == "training"
    assert read(payloads.rksv(*ZEROS)).type == "null"


def test_a_cancellation_turns_the_money_and_says_so() -> None:
    code = read(payloads.rksv("9,00", *ZEROS[1:], turnover="U1RP"))
    assert code.kind == Kind.CREDIT_NOTE
    assert [finding.code for finding in code.findings] == ["cancellation"]


@pytest.mark.parametrize(
    ("letters", "kind"),
    [("FT", Kind.INVOICE), ("FR", Kind.RECEIPT), ("NC", Kind.CREDIT_NOTE), ("PF", Kind.OTHER)],
)
def test_portuguese_letters_tell_the_kind(letters: str, kind: Kind) -> None:
    assert read(payloads.atcud(letters)).kind == kind


def test_an_annulled_document_says_so() -> None:
    assert [f.code for f in read(payloads.atcud(status="A")).findings] == ["document-annulled"]


def test_money_back_is_no_expense() -> None:
    assert read(payloads.FNS.replace("n=1", "n=2")).kind == Kind.CREDIT_NOTE
    assert read(payloads.afip(tipoCmp=8)).kind == Kind.CREDIT_NOTE


def test_what_cannot_be_printed_is_left_out() -> None:
    told = payloads.SPAYD.replace("RN:Kolo", "RN:Ko%00l%0Ao")
    assert read(told).fields["seller"] == "Kolo"
