"""Taking the bank's text apart: who is named, and which numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperless_firefly.matching.text import keys_of_number, number_keys, read_bank_text


@pytest.mark.parametrize(
    ("text", "descriptor"),
    [
        ("STROECK 6250 ZUERICH", ("strock",)),
        ("SUMUP *DA MARIO 4903 LINZ", ("da", "mario")),
        ("PAYPAL *MUSTER", ("muster",)),
        ("KIOSK 24 1474 KOELN", ("kiosk", "24")),
        ("FAMILYMART 67 KOELN", ("familymart",)),
        ("A1 TELEKOM SEPA LASTSCHRIFT MANDAT 4728", ("a1", "telekom")),
        ("GUTSCHRIFT KLEIN PARTNER STB", ("klein", "partner", "stb")),
        ("Überweisung", ()),
        ("Rechnung RE-2026-04411 vielen Dank", ()),
    ],
)
def test_the_descriptor_is_what_names_the_other_side(
    text: str, descriptor: tuple[str, ...]
) -> None:
    assert read_bank_text(text).descriptor == descriptor


@pytest.mark.parametrize(
    "text",
    ["RE-2026-04411", "RE202604411", "RE 2026 04411", "Rechnung 4411", "rg 04411 danke",
     "Rechnungen RE-2026-09999, 04411", "Zahlung RE-2026-04411 KdNr 1234"],
)  # fmt: skip
def test_a_number_is_found_however_it_is_mangled(text: str) -> None:
    assert keys_of_number("RE-2026-04411") & read_bank_text(text).numbers


@pytest.mark.parametrize("text", ["MANDAT 4411", "KdNr 4411", "Rechnung 2026", "Rechnung 54411"])
def test_another_number_is_not_taken_for_it(text: str) -> None:
    assert not keys_of_number("RE-2026-04411") & read_bank_text(text).numbers


def test_a_text_says_how_it_was_paid() -> None:
    debit = read_bank_text("NETFLIX SEPA LASTSCHRIFT MANDAT 8451")
    transfer = read_bank_text("RF88454094756631")

    assert (debit.is_debit, debit.mandate, debit.is_transfer) == (True, "8451", False)
    assert transfer.is_transfer
    assert transfer.references == {"RF88454094756631"}
    assert read_bank_text("Rate 2/3 INV-7").says_part
    assert read_bank_text("Sammelüberweisung").says_several


@given(st.text(max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    read_bank_text(text)
    assert all(len(key) >= 4 for key in number_keys(text) | keys_of_number(text))
