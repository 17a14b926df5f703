"""A wrong invoice is read as far as it goes, and its findings say what is wrong."""

from __future__ import annotations

import pytest

from paperless_firefly.domain.extraction import Severity

from .builders import codes, read, sample, value


@pytest.mark.parametrize(
    "name", ["cii_comfort", "cii_minimum", "ubl_invoice", "ubl_credit_note", "zugferd1"]
)
def test_a_right_invoice_has_no_findings(name: str) -> None:
    assert codes(read(sample(name))) == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("<ram:GrandTotalAmount>241.52", "<ram:GrandTotalAmount>251.52"),
         "Net and tax make 241.52, the total says 251.52."),
        (("<ram:DuePayableAmount>200.00", "<ram:DuePayableAmount>200.01"),
         "The total less what is prepaid makes 200.00, the payable amount says 200.01."),
        (("<ram:TaxBasisTotalAmount>208.00", "<ram:TaxBasisTotalAmount>207.00"),
         "Lines, allowances and charges make 208.00, the net total says 207.00."),
        (("SpecifiedTradeSettlementLineMonetarySummation>\n          <ram:LineTotalAmount>50.00", "SpecifiedTradeSettlementLineMonetarySummation>\n          <ram:LineTotalAmount>55.00"),
         "The lines add up to 213.00, the document says 208.00."),
        (("<ram:CalculatedAmount>30.02", "<ram:CalculatedAmount>35.02"),
         "19 % of 158.00 is 30.02, the tax says 35.02."),
        (("<ram:BasisAmount>50.00", "<ram:BasisAmount>50.10"),
         "The tax breakdown adds up to a net of 208.10, the document says 208.00."),
    ],
)  # fmt: skip
def test_sums_that_do_not_add_up_are_told_with_the_sums(
    change: tuple[str, str], message: str
) -> None:
    found = read(sample("cii_comfort", change))
    told = [finding for finding in found.findings if finding.code == "totals-disagree"]
    assert message in [finding.message for finding in told]
    assert {finding.severity for finding in told} == {Severity.ERROR}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (("<cbc:ID>INV-44</cbc:ID>", ""), "number"),
        (("<cbc:IssueDate>2026-03-01+01:00</cbc:IssueDate>", ""), "issue_date"),
        (("<cbc:DocumentCurrencyCode>SEK</cbc:DocumentCurrencyCode>", ""), "currency"),
        (("<cbc:RegistrationName>Fjord Energi AB</cbc:RegistrationName>", ""), None),
    ],
)
def test_a_missing_field_is_told_and_stays_missing(
    change: tuple[str, str], field: str | None
) -> None:
    found = read(sample("ubl_invoice", change))
    missing = {f.field for f in found.findings if f.code == "missing-field"}
    assert missing == ({field} if field else set())
    assert field not in found.fields


def test_the_trading_name_stands_in_for_the_registered_one() -> None:
    change = ("<cbc:RegistrationName>Fjord Energi AB</cbc:RegistrationName>", "")
    assert value(read(sample("ubl_invoice", change)), "seller") == "Trading Name"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ((">20261124<", ">20261324<"), "issue_date"),
        (("<ram:GrandTotalAmount>241.52", "<ram:GrandTotalAmount>241,52"), "total"),
        (("<ram:GrandTotalAmount>241.52", "<ram:GrandTotalAmount>1E3"), "total"),
        (("<ram:InvoiceCurrencyCode>EUR", "<ram:InvoiceCurrencyCode>Euro"), "currency"),
    ],
)
def test_a_value_that_is_none_is_told_and_left_out(change: tuple[str, str], field: str) -> None:
    found = read(sample("cii_comfort", change))
    assert ("value-unreadable", field) in [(f.code, f.field) for f in found.findings]
    assert field not in found.fields


def test_an_unknown_type_code_is_told_and_read_as_an_invoice() -> None:
    found = read(sample("ubl_invoice", (">386<", ">1000<")))
    assert codes(found) == ["unknown-code"]
    assert value(found, "total") == "1250.00"


def test_a_pro_forma_claims_no_money() -> None:
    assert codes(read(sample("ubl_invoice", (">386<", ">325<")))) == ["no-claim"]


def test_lines_are_wanted_unless_the_profile_has_none() -> None:
    brief = ("urn:factur-x.eu:1p0:minimum", "urn:cen.eu:en16931:2017")
    assert codes(read(sample("cii_minimum", brief))) == ["missing-field"]


def test_another_account_number_is_no_iban_and_no_mistake() -> None:
    found = read(sample("ubl_invoice", ("SE4550000000058398257466", "5050-1055")))
    assert value(found, "iban") is None
    assert codes(found) == []


def test_lines_that_head_a_group_do_not_count() -> None:
    head = (
        "<ram:LineID>1</ram:LineID>",
        "<ram:LineID>1</ram:LineID><ram:LineStatusReasonCode>GROUP</ram:LineStatusReasonCode>",
    )
    found = read(sample("cii_comfort", head))
    assert [f.message for f in found.findings] == [
        "The lines add up to 50.00, the document says 208.00."
    ]


def test_an_unknown_currency_is_told() -> None:
    found = read(sample("cii_minimum", ("Code>EUR<", "Code>VAT<")))
    assert ("unknown-code", "currency") in [(f.code, f.field) for f in found.findings]


@pytest.mark.parametrize(
    ("name", "old"),
    [
        ("ubl_invoice", '<cbc:TaxInclusiveAmount currencyID="SEK">'),
        ("zugferd1", '<ram:GrandTotalAmount currencyID="EUR">'),
        ("cii_comfort", "<ram:GrandTotalAmount>"),
    ],
)
def test_a_sum_in_another_currency_is_told(name: str, old: str) -> None:
    new = old.partition(" ")[0].rstrip(">") + ' currencyID="USD">'
    assert "currencies-disagree" in codes(read(sample(name, (old, new))))


@pytest.mark.parametrize("name", ["TaxInclusiveAmount", "PayableAmount"])
def test_an_amount_finer_than_its_currency_is_told(name: str) -> None:
    change = (f'<cbc:{name} currencyID="SEK">1250.00', f'<cbc:{name} currencyID="SEK">1250.001')
    assert "value-unreadable" in codes(read(sample("ubl_invoice", change)))
