"""Blocks side by side are read one after the other; labels keep their values, tables their rows."""

from __future__ import annotations

import pytest

from paperless_firefly.extraction.text.layout import rows_of

from .builders import make_page

PARTIES = (
    "Holzmann Werkstatt GmbH          Beispiel Handel AG",
    "Werkstraße 7                     Seeweg 3",
    "12345 Neustadt                   54321 Altdorf",
)


def texts(*rows: str) -> list[str]:
    """The rows of a page with these rows, as they are read."""
    return [row.text for row in rows_of(make_page(*rows))]


def test_two_addresses_side_by_side_are_not_mixed() -> None:
    assert texts("RECHNUNG", *PARTIES, "Rechnung Nr. 17 vom 2. Mai 2024 über Arbeiten") == [
        "RECHNUNG",
        "Holzmann Werkstatt GmbH", "Werkstraße 7", "12345 Neustadt",
        "Beispiel Handel AG", "Seeweg 3", "54321 Altdorf",
        "Rechnung Nr. 17 vom 2. Mai 2024 über Arbeiten",
    ]  # fmt: skip


def test_running_text_in_two_columns_is_read_column_by_column() -> None:
    found = texts(
        "Es gelten allein unsere Bedingungen        wenn nichts anderes vereinbart worden ist",
        "für Lieferung und Zahlung an alle          und der Kunde dem nicht sofort widerspricht",
        "Kunden mit Sitz im Inland jedoch nur       es sei denn dass ein Gesetz es so verlangt",
    )

    assert found[1:4] == [
        "für Lieferung und Zahlung an alle",
        "Kunden mit Sitz im Inland jedoch nur",
        "wenn nichts anderes vereinbart worden ist",
    ]


@pytest.mark.parametrize(
    "rows",
    [
        ("Kundennummer        4711", "Belegnummer         17-4", "Vertrag             A 12345 B"),
        ("Terms of Payment     net 14 days", "Incoterms            CIP Gera", "Delivery             freight paid"),
        ("Menge    Artikel         Preis    Gesamt", "2        Regal           10,00    20,00", "1        Tisch, 12345 Ulm  5,00   5,00"),
        ("Coffee           2.40", "Croissant        3.60", "Total            6.00"),
        PARTIES[:2],
    ],
)  # fmt: skip
def test_labels_values_and_tables_stay_in_their_rows(rows: tuple[str, ...]) -> None:
    assert len(texts(*rows)) == len(rows)


def test_wide_print_is_one_word_and_stands_where_its_letters_do() -> None:
    (row,) = rows_of(make_page("Käufer   R E C H N U N G   Seite 1"))

    assert row.text == "Käufer  RECHNUNG  Seite 1"
    assert row.evidence(8, 16).box == (45, 0, 120, 10)
