"""The country shows in legal forms, numbers, phones and addresses."""

from __future__ import annotations

import pytest

from paperless_firefly.extraction.text.country import country

from .builders import make_lines


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Blue Lake Sdn Bhd", "MY"),
        ("Tel +49 30 123456, HRB 1234", "DE"),
        ("KvK 12345678, BTW NL001234567B01", "NL"),
        ("www.acme.co.uk", "GB"),
        ("Springfield, IL 62704", "US"),
        ("NIP 5250005678", "PL"),
    ],
)
def test_marks_tell_the_country(text: str, code: str) -> None:
    assert country(make_lines(text), text)[0] == code


def test_marks_of_two_countries_tell_none() -> None:
    text = "HRB 1234, KvK 12345678"

    assert country(make_lines(text), text) == (None, 0)
