"""Sample papers: the same for the same seed, right in their sums, of the kinds that were asked for."""

from __future__ import annotations

import io
from collections import Counter
from datetime import date
from decimal import Decimal

import pikepdf
import pypdfium2
import pytest
from lxml import etree
from stdnum import iban
from stdnum.de import vat

from paperless_firefly.demo.samples import Paper, Rendered, plan, render
from paperless_firefly.demo.samples.businesses import ALL

TODAY = date(2026, 11, 24)
PAPERS = plan(TODAY)


def of_form(form: str) -> list[Paper]:
    return [paper for paper in PAPERS if paper.form == form]


def page_text(file: Rendered) -> str:
    document = pypdfium2.PdfDocument(file.data)
    try:
        return str(document[0].get_textpage().get_text_bounded())
    finally:
        document.close()


def test_at_least_twenty_papers_of_every_form_and_both_languages() -> None:
    assert len(PAPERS) >= 20
    assert set(Counter(p.form for p in PAPERS)) == {
        "hybrid", "cii", "ubl", "pdf", "receipt", "photo",
    }  # fmt: skip
    assert {p.kind for p in PAPERS} == {"invoice", "receipt", "credit_note", "order"}
    assert {p.seller.language for p in PAPERS} == {"de", "en"}


def test_no_paper_is_dated_after_today() -> None:
    assert all(paper.issued <= TODAY for paper in plan(TODAY, documents=60))


def test_the_same_seed_gives_the_same_bytes_and_another_gives_others() -> None:
    again = plan(TODAY)
    assert [render(p).data for p in again] == [render(p).data for p in PAPERS]
    assert [p.number for p in plan(TODAY, seed=2)] != [p.number for p in PAPERS]


@pytest.mark.parametrize("business", ALL, ids=lambda b: b.key)
def test_numbers_of_businesses_have_right_check_digits(business: object) -> None:
    given = {name: getattr(business, name) for name in ("iban", "vat_id")}
    assert not given["iban"] or iban.is_valid(given["iban"], check_country=False)
    assert not given["vat_id"].startswith("DE") or vat.is_valid(given["vat_id"])


@pytest.mark.parametrize("paper", of_form("hybrid"), ids=lambda p: p.number)
def test_a_hybrid_holds_its_invoice_as_an_associated_file(paper: Paper) -> None:
    with pikepdf.open(io.BytesIO(render(paper).data)) as document:
        (filespec,) = document.Root.AF
        assert filespec.AFRelationship == "/Alternative"
        xml = document.attachments["factur-x.xml"].get_file().read_bytes()
    assert f">{paper.total:.2f}</ram:GrandTotalAmount>".encode() in xml
    assert paper.number in page_text(render(paper))


@pytest.mark.parametrize("paper", of_form("cii") + of_form("ubl"), ids=lambda p: p.number)
def test_the_taxes_of_an_xml_invoice_add_up(paper: Paper) -> None:
    root = etree.fromstring(render(paper).data)
    path = ".//{*}CalculatedAmount" if paper.form == "cii" else ".//{*}TaxSubtotal/{*}TaxAmount"
    taxes = [Decimal(node.text or "") for node in root.iterfind(path)]
    assert sum(taxes) == paper.tax


@pytest.mark.parametrize("paper", of_form("receipt"), ids=lambda p: p.number)
def test_a_scanned_receipt_has_a_picture_and_its_text(paper: Paper) -> None:
    file = render(paper)
    assert paper.seller.name in page_text(file)
    with pikepdf.open(io.BytesIO(file.data)) as document:
        assert len(document.pages[0].get_images()) == 1


@pytest.mark.parametrize("paper", of_form("receipt") + of_form("photo"), ids=lambda p: p.number)
def test_the_prices_of_a_receipt_add_up(paper: Paper) -> None:
    lines = render(paper).text.splitlines()
    prices = [line.split()[-2] for line in lines if line.endswith((" A", " B"))]
    total = sum(Decimal(price.replace(",", ".")) for price in prices)
    assert total == paper.total
    assert f"{paper.total}".replace(".", ",") in render(paper).text


def test_a_photograph_brings_the_searchable_pdf_of_the_ocr() -> None:
    file = render(of_form("photo")[0])
    assert file.data.startswith(b"\xff\xd8")
    assert file.archive is not None
    assert file.archive.startswith(b"%PDF")
