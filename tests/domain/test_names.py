"""Folding: two spellings of one name are made equal."""

import pytest

from paperless_firefly.domain.names import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("MÜLLER ", "muller"),
        ("Mu\u0308ller", "muller"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("Ærø", "aero"),
        ("two\u00a0 words\n", "two words"),
        ("ﬁn", "fin"),
        ("", ""),
    ],
)
def test_accents_case_and_gaps_do_not_count(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize("text", ["MÜLLER & Söhne", "İstanbul", "ΣΊΣΥΦΟΣ"])
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
