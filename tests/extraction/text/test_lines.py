"""Labels, amounts and dates are found in a row."""

from __future__ import annotations

import pytest

from .builders import make_lines


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Grand Total: 5.00", "total"),
        ("Rechnungsbetrag 5,00", "total"),
        ("Net à payer 5,00", "payable"),
        ("Totale complessivo 5,00", "total"),
        ("Base imponible 5,00", "net"),
        ("Total a pagar 5,00", "payable"),
        ("Te betalen 5,00", "payable"),
        ("Do zapłaty 5,00", "payable"),
        ("Celkem k úhradě 5,00", "payable"),
        ("Jumlah besar 5.00", "total"),
    ],
)
def test_labels_of_every_language_are_known(text: str, role: str) -> None:
    assert role in make_lines(text)[0].roles


def test_the_longest_label_wins() -> None:
    (hit,) = make_lines("Total after rounding 5.00")[0].hits

    assert hit.roles == {"rounded"}


def test_a_label_written_as_one_word_is_known() -> None:
    assert "total" in make_lines("GRANDTOTAL 5.00")[0].roles


def test_one_misread_letter_is_forgiven_but_not_sure() -> None:
    (hit,) = make_lines("Totai 5.00")[0].hits

    assert "sum" in hit.roles
    assert not hit.sure


def test_an_unknown_compound_means_what_it_ends_in() -> None:
    assert "number" in make_lines("Handelsrechnung Nr. 5")[0].roles


def test_dates_times_and_their_digits_are_no_amounts() -> None:
    (line,) = make_lines("14.03.2024 09:31 6.00")

    assert [str(a.value) for a in line.amounts] == ["6.00"]
    assert line.has_time
