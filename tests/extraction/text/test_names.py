"""Names of companies are cut out of their rows."""

from __future__ import annotations

import pytest

from paperless_firefly.extraction.text.names import (
    clean_name,
    core,
    has_legal,
    is_address,
    is_registration,
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Blue Lake Sdn Bhd (123456-X)", "Blue Lake Sdn Bhd"),
        ("** Tea Corner **", "Tea Corner"),
        ("Holzmann GmbH & Co. KG, Werkstr. 7", "Holzmann GmbH & Co. KG"),
        ("(Blue Lake Sdn Bhd)", "Blue Lake Sdn Bhd"),
        ("Golden Shop (JM0123456-K)", "Golden Shop"),
        ("Rossi S.r.l. - Via Roma 1", "Rossi S.r.l"),
        ("Corner Trading (POSTED)", "Corner Trading"),
    ],
)
def test_a_name_ends_where_the_company_does(text: str, name: str) -> None:
    assert clean_name(text).rstrip(".") == name


@pytest.mark.parametrize(
    "text", ["Alfa Sp. z o.o.", "Beta s.r.o.", "Gamma B.V.", "Delta Lda", "Eta S.A.", "Zeta Ltd"]
)
def test_legal_forms_of_many_countries_are_known(text: str) -> None:
    assert has_legal(text)


def test_small_words_are_no_legal_forms() -> None:
    assert not has_legal("se la spa as ever")


@pytest.mark.parametrize(
    ("misread", "name"),
    [
        ("BLUE LAKE SON BHD", "BLUE LAKE SDN BHD"),
        ("BLUE LAKE SDN. BRD", "BLUE LAKE SDN. BHD"),
        ("BLUE LAKE $/B", "BLUE LAKE S/B"),
        ("MR. D.1.¥. SHOP", "MR. D.I.Y. SHOP"),
    ],
)
def test_misread_legal_forms_and_initials_are_set_right(misread: str, name: str) -> None:
    assert clean_name(misread) == name


def test_what_is_left_of_a_name_is_its_core() -> None:
    assert core("ABC Trading Sdn Bhd") == "abc"


@pytest.mark.parametrize("text", ["(123456-X)", "Co. Reg. No: 123456-X", "ROC NO: 538358-H"])
def test_registration_numbers_are_told(text: str) -> None:
    assert is_registration(text)


@pytest.mark.parametrize("text", ["12345 Neustadt", "Werkstraße 7", "No. 5, Jalan Besar"])
def test_addresses_are_told(text: str) -> None:
    assert is_address(text)
