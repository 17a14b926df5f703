"""The bank's side from files of any kind, as the same flat objects."""

from __future__ import annotations

import pytest

from paperless_firefly.matching.flat import transaction_from
from paperless_firefly.matching.model import BankFacts
from paperless_firefly.matching.statement import is_json_lines, rows_of

CSV = """Date;Amount;Currency;Description;Counterparty
2026-05-05;-1.234,56;EUR;"RE-2026-04411; danke";Druckerei Fischer
2026-05-06;12,00;EUR;Gutschrift;Muster Laden
"""
FIREFLY_EXPORT = """journal_id,type,amount,currency_code,description,date,source_name,destination_name
17,Withdrawal,-58.96,EUR,MUSTER LADEN,2026-05-05T00:00:00+02:00,Girokonto,Muster Laden
"""
OFX = """OFXHEADER:100
<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR<BANKTRANLIST>
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20260505120000[+1:CET]<TRNAMT>-58.96<FITID>f1
<NAME>MUSTER LADEN<MEMO>4481 WIEN &amp; CO
</STMTTRN></BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
"""
CAMT = """<?xml version="1.0"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt>
<Ntry><Amt Ccy="EUR">583.10</Amt><CdtDbtInd>DBIT</CdtDbtInd><BookgDt><Dt>2026-05-14</Dt></BookgDt>
<AcctSvcrRef>A1</AcctSvcrRef><NtryDtls><TxDtls><RltdPties>
<Cdtr><Pty><Nm>Druckerei Fischer GmbH</Nm></Pty></Cdtr>
<CdtrAcct><Id><IBAN>AT734245919238752734</IBAN></Id></CdtrAcct></RltdPties>
<RmtInf><Ustrd>RE-2026-04411</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
<Ntry><Amt Ccy="EUR">30.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><BookgDt><Dt>2026-05-15</Dt></BookgDt>
<NtryDtls><TxDtls><Amt Ccy="EUR">10.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></TxDtls>
<TxDtls><Amt Ccy="EUR">20.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></TxDtls></NtryDtls></Ntry>
</Stmt></BkToCstmrStmt></Document>"""


def read(text: str) -> list[BankFacts]:
    """The facts in a file."""
    return [transaction_from(row) for _, row in rows_of(text.encode())]


def test_a_csv_says_the_way_by_the_sign_and_decimals_by_a_comma() -> None:
    first, second = read(CSV)
    assert (first.type, str(first.amount), first.counterparty) == (
        "withdrawal", "1234.56", "Druckerei Fischer",
    )  # fmt: skip
    assert (second.type, str(second.amount), second.id) == ("deposit", "12.00", "line 3")


def test_the_export_of_firefly_is_read() -> None:
    [found] = read(FIREFLY_EXPORT)
    assert (found.id, found.type, found.date.isoformat()) == ("17", "withdrawal", "2026-05-05")
    assert (str(found.amount), found.counterparty) == ("58.96", "Muster Laden")


def test_an_ofx_with_open_tags_is_read() -> None:
    [found] = read(OFX)
    assert (found.id, found.type, str(found.amount), found.currency) == (
        "f1", "withdrawal", "58.96", "EUR",
    )  # fmt: skip
    assert (found.date.isoformat(), found.description) == (
        "2026-05-05", "MUSTER LADEN 4481 WIEN & CO",
    )  # fmt: skip


def test_a_camt_is_read_and_a_batch_is_its_parts() -> None:
    first, *parts = read(CAMT)
    assert (first.id, first.type, str(first.amount)) == ("A1", "withdrawal", "583.10")
    assert (first.counterparty, first.counterparty_iban) == (
        "Druckerei Fischer GmbH", "AT734245919238752734",
    )  # fmt: skip
    assert first.description == "RE-2026-04411"
    assert [str(p.amount) for p in parts] == ["10.00", "20.00"]
    assert len({p.id for p in parts}) == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<html></html>", "no account statement"),
        ("name;size\n1;2", "no column date"),
        ("<Document><BkToCstmrStmt><Stmt>", "damaged"),
    ],
)
def test_what_is_no_statement_is_said(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read(text)


def test_json_lines_are_told_from_the_rest() -> None:
    assert is_json_lines(b'\xef\xbb\xbf{"id": 1}')
    assert is_json_lines(b"")
    assert not is_json_lines(CSV.encode())
