"""The tax year as files: what spreadsheets open safely, and a ZIP that a worker makes."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone, translation

from paperless_firefly.review.models import Document, LedgerSplit, Link, TaxExport
from paperless_firefly.review.selectors import coverage
from paperless_firefly.review.services import tax_exports
from tests.builders import make_document, make_person, make_split
from tests.review.world import World


@pytest.fixture
def owner(db: None) -> User:
    """Whose year this is."""
    return make_person("owner")


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    """Files of one test are none of another's."""
    settings.SPARKLINK_DATA = tmp_path


def make_link(document: Document, split: LedgerSplit) -> None:
    """The two belong together."""
    Link.objects.create(
        owner=document.owner, document=document, group_id="1", journal_id=split.journal_id
    )
    LedgerSplit.objects.filter(pk=split.pk).update(linked=True)


def table(owner: User, language: str = "en", **more: Any) -> list[list[str]]:
    """The cells of the CSV."""
    with translation.override(language):
        text = "".join(tax_exports.rows_of(coverage.payments(owner.pk, 2026, **more)))
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:]), delimiter=";" if language == "de" else ","))


def test_a_months_share_is_what_has_its_document(owner: User) -> None:
    make_link(make_document(owner), make_split(owner, "75.00"))
    make_split(owner, "25.00")
    make_split(owner, "900.00", needs_document=False)
    make_split(owner, "900.00", type="deposit")
    make_split(owner, "900.00", date=date(2025, 12, 31))
    year = coverage.coverage(owner.pk, 2026)
    (account,) = year.accounts
    assert account.cells[10].percent == 75
    assert account.cells[9].percent is None
    assert (account.year.with_document, account.year.without) == (7500, 2500)
    assert (year.there, year.missing) == (1, 2)
    assert coverage.years(owner.pk) == [2026, 2025]


def test_almost_all_is_not_all(owner: User) -> None:
    assert coverage.Cell(date(2026, 1, 1), 99_999, 1).percent == 99


def test_what_is_missing_goes_on_after_its_last_row(owner: User) -> None:
    for _ in range(coverage.PAGE + 3):
        make_split(owner)
    rows, after = coverage.missing(owner.pk, 2026)
    assert (len(rows), after) == (coverage.PAGE, f"{rows[-1].date}.{rows[-1].pk}")
    rows, after = coverage.missing(owner.pk, 2026, after=after, account="Girokonto", month=11)
    assert (len(rows), after) == (3, "")


def test_the_table_names_documents_and_what_is_missing(owner: User) -> None:
    make_link(make_document(owner, seller="Nordlicht", number="R-9"), make_split(owner, "12.00"))
    make_split(owner, "1234.50", type="deposit")
    head, first, second = table(owner)
    assert head[:2] == ["Date", "Account"]
    assert first[5:] == ["-12.00", "EUR", "there", "Nordlicht", "R-9"]
    assert second[5:] == ["1234.50", "EUR", "missing", "", ""]
    assert len(table(owner, only_missing=True)) == 2


def test_german_spreadsheets_get_semicolons_and_commas(owner: User) -> None:
    make_split(owner, "1234.50", counterparty="Käserei; & Söhne")
    _, row = table(owner, "de")
    assert row[2] == "Käserei; & Söhne"
    assert row[5] == "-1234,50"


@pytest.mark.parametrize("text", ["=1+1", "+49", "-1", "@SUM(A1)", "\t=1", " =1", "＝1"])
def test_no_text_is_a_formula(text: str, owner: User) -> None:
    make_split(owner, description=text, counterparty=text, category=text, account=text)
    _, row = table(owner)
    assert row[1:5] == [f"'{text}"] * 4
    assert Decimal(row[5]) == -12


def test_a_years_table_asks_the_same_for_one_and_for_many(
    owner: User, django_assert_num_queries: Any
) -> None:
    for _ in range(30):
        make_link(make_document(owner), make_split(owner))
    with django_assert_num_queries(2):
        assert len(table(owner)) == 31


def test_a_files_name_says_what_it_is_and_fits_every_disk(owner: User) -> None:
    document = make_document(
        owner, "12.00", seller='../A/S "Æ:Ø"\u202e', original_name="Scan.PDF", paperless_id=7
    )
    assert tax_exports.file_name(document) == "2026-11-11 .. A S Æ Ø 12.00 EUR #7.pdf"


def posted_world(world: World) -> Document:
    """A world whose one document is linked to its payment."""
    world.scan()
    world.pay()
    world.run()
    document = Document.objects.get()
    make_link(document, LedgerSplit.objects.get())
    return document


def export_of(world: World) -> TaxExport:
    """An export of the year, worked to its end."""
    export = tax_exports.request(owner=world.owner, year=2026, language="en")
    assert tax_exports.work(export, world)
    export.refresh_from_db()
    return export


def test_the_zip_holds_the_table_and_the_originals(world: World) -> None:
    posted_world(world)
    export = export_of(world)
    assert (export.state, export.done, export.included) == ("done", 1, 1)
    with zipfile.ZipFile(tax_exports.path_of(export)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        original = archive.read(names[0]).decode()
        lines = archive.read("2026.csv").decode("utf-8-sig")
    assert names[0].startswith("documents/2026-11-11 ")
    assert "Rechnungsnummer" in original
    assert names[0].removeprefix("documents/") in lines


def test_an_original_that_is_gone_is_listed(world: World) -> None:
    document = posted_world(world)
    world.execute("paperless", "DELETE FROM documents WHERE id = ?", document.paperless_id)
    export = export_of(world)
    assert (export.state, export.included, len(export.missing)) == ("done", 0, 1)
    with zipfile.ZipFile(tax_exports.path_of(export)) as archive:
        assert str(document.paperless_id) in archive.read("missing.txt").decode("utf-8-sig")


def test_an_outage_is_no_empty_file(world: World) -> None:
    posted_world(world)
    world.fault("paperless", "status", pattern="*download*", argument="503", times=50)
    export = export_of(world)
    assert export.state == "failed"
    assert export.error
    assert not list(tax_exports.path_of(export).parent.glob(f"{export.pk}.*"))


def test_a_full_export_says_what_it_left(world: World, settings: Any) -> None:
    posted_world(world)
    settings.SPARKLINK_EXPORT_MB = -1
    assert export_of(world).missing[0]["reason"] == "The export is full."


def test_two_presses_make_one_export_and_two_workers_one_file(world: World) -> None:
    first = tax_exports.request(owner=world.owner, year=2026, language="de")
    other = tax_exports.request(owner=world.owner, year=2026, language="de")
    assert first == other
    assert tax_exports.work(first, world)
    assert not tax_exports.work(other, world)


def test_old_exports_go_with_their_files(world: World) -> None:
    export = export_of(world)
    path = tax_exports.path_of(export)
    assert path.is_file()
    assert tax_exports.trim() == 0
    TaxExport.objects.update(created_at=timezone.now() - timedelta(days=8))
    assert tax_exports.trim() == 1
    assert not path.exists()
