"""Amounts and dates are read in every form people print them in."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperless_firefly.domain.grammar import (
    decimal_mark,
    find_amounts,
    find_dates,
    parse_amount,
)


@pytest.mark.parametrize(
    ("text", "mark", "value"),
    [
        ("12.60", ".", "12.60"),
        ("RM12.60", ".", "12.60"),
        ("1.234,56 €", ",", "1234.56"),
        ("1,234.56", ".", "1234.56"),
        ("1'234.50", ".", "1234.50"),
        ("1 234,56", ",", "1234.56"),
        ("1\u202f234,56", ",", "1234.56"),
        ("1.234", ",", "1234"),
        ("1,234", ".", "1234"),
        ("12,-", ",", "12"),
        (".80", ".", "0.80"),
        ("5.00-", ".", "-5.00"),
        ("-RM0.01", ".", "-0.01"),
        ("(5.00)", ".", "-5.00"),
        ("20,00", ".", "20.00"),
    ],
)
def test_an_amount_is_read_in_its_form(text: str, mark: str, value: str) -> None:
    (found,) = find_amounts(text, mark)

    assert found.value == Decimal(value)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("RM 5.00", "MYR"),
        ("5,00 €", "EUR"),
        ("EUR 5,00", "EUR"),
        ("$5.00", "$"),
        ("5,00 Kč", "CZK"),
    ],
)
def test_the_currency_beside_an_amount_is_kept(text: str, code: str) -> None:
    assert find_amounts(text)[0].currency == code


@pytest.mark.parametrize("text", ["03-7710", "INV-00123", "A12.50/7", "12:30"])
def test_parts_of_words_numbers_and_times_are_no_amounts(text: str) -> None:
    assert not [a for a in find_amounts(text) if a.decimals == 2]


def test_a_rate_is_marked_as_a_percentage() -> None:
    rate, amount = find_amounts("6.0% 30.84", ".")

    assert "percent" in rate.marks
    assert not amount.marks


def test_a_quantity_before_a_price_is_not_joined_to_it() -> None:
    assert [a.value for a in find_amounts("2 300.00", ".")] == [2, Decimal("300.00")]


def test_the_decimal_mark_is_what_most_amounts_use() -> None:
    assert decimal_mark("1,50 2,30 4.00") == ","
    assert decimal_mark("1.50") == "."
    assert decimal_mark("no amounts") is None


def test_only_a_whole_amount_is_parsed_as_one() -> None:
    assert parse_amount("12.50") == Decimal("12.50")
    assert parse_amount("12.50 each") is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2016/05/01", date(2016, 5, 1)),
        ("24-11-17", date(2017, 11, 24)),
        ("07 MAR 2018", date(2018, 3, 7)),
        ("21MAY18", date(2018, 5, 21)),
        ("3. März 2024", date(2024, 3, 3)),
        ("February 17, 2026", date(2026, 2, 17)),
        ("7 de marzo de 2024", date(2024, 3, 7)),
        ("12 grudnia 2023", date(2023, 12, 12)),
        ("1er août 2023", date(2023, 8, 1)),
        ("25032018", date(2018, 3, 25)),
        ("20180325", date(2018, 3, 25)),
        ("5. 6. 2023", date(2023, 6, 5)),
        ("23- “06- 2018", date(2018, 6, 23)),
        ("2304/2018", date(2018, 4, 23)),
        ("12/06/2016-13:30:10", date(2016, 6, 12)),
    ],
)
def test_a_date_is_read_in_its_form(text: str, day: date) -> None:
    assert find_dates(text)[0].options[0] == day


@pytest.mark.parametrize("text", ["31/02/2018", "99-99-2018", "1.2.34", "10.20.30.40", "version"])
def test_what_is_no_day_is_no_date(text: str) -> None:
    assert find_dates(text) == []


def test_a_date_that_can_be_read_twice_keeps_both_readings() -> None:
    (found,) = find_dates("03/04/2018")

    assert found.form == "ambiguous"
    assert found.options == (date(2018, 4, 3), date(2018, 3, 4))


def test_a_year_that_no_paper_bears_is_mended_and_says_so() -> None:
    (found,) = find_dates("Date: 20/04/2078")

    assert (found.options[0], found.mended) == (date(2018, 4, 20), True)
    assert not find_dates("Date: 20/04/2018")[0].mended
    assert find_dates("20/04/2088") == []


def test_a_short_number_before_a_date_is_not_part_of_it() -> None:
    (found,) = find_dates("REG #1- 25/05/2018 10:30")

    assert found.options[0] == date(2018, 5, 25)


@given(st.text(max_size=80))
def test_no_text_breaks_the_grammars(text: str) -> None:
    find_amounts(text)
    find_dates(text)


@given(st.decimals(min_value=0, max_value=999_999, places=2))
def test_an_amount_printed_plainly_is_read_back(value: Decimal) -> None:
    assert find_amounts(f"{value:,.2f}", ".")[0].value == value
