"""Bytes become text whatever their encoding."""

from __future__ import annotations

import pytest

from paperless_firefly.extraction.encoding import decode

TEXT = "Überweisung 12,00 €"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "cp1252"]
)  # fmt: skip
def test_a_text_is_read_in_every_common_encoding(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


def test_bytes_that_are_no_text_are_read_all_the_same() -> None:
    assert len(decode(bytes(range(256)))) == 256


@pytest.mark.parametrize("data", [b"", b"\0", b"a", b"\xff\xfe", b"\xff\xfea", b"\xef\xbb\xbf"])
def test_scraps_do_not_fail(data: bytes) -> None:
    assert isinstance(decode(data), str)
