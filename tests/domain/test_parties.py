"""Names of businesses: two spellings of one name become the same words."""

from __future__ import annotations

import pytest

from paperless_firefly.domain.parties import bare, level, words


def test_umlauts_are_one_however_they_are_written() -> None:
    assert level("STROECK") == level("Ströck") == "strock"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Netflix International B.V.", ("netflix", "international")),
        ("IKEA Deutschland GmbH & Co. KG", ("ikea", "deutschland")),
        ("Amazon Services S.à r.l.", ("amazon", "services")),
        ("Kowalski Sp. z o.o.", ("kowalski",)),
        ("GmbH", ("gmbh",)),
        ("", ()),
    ],
)
def test_a_bare_name_has_no_legal_form(name: str, expected: tuple[str, ...]) -> None:
    assert bare(name) == expected


def test_pointed_abbreviations_are_one_word() -> None:
    assert words("Da Mario e.U.") == ("da", "mario", "eu")
