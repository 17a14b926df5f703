"""Identity: the marks by which a document is found again."""

from __future__ import annotations

import pytest

from paperless_firefly.domain.identity import (
    DocumentMark,
    document_url,
    external_id,
    internal_reference,
    names_document,
    parse_external_id,
    parse_internal_reference,
)

DIGEST = "0123456789ABCDEF" * 4


def test_an_external_id_names_document_and_file() -> None:
    assert external_id(7, DIGEST) == "paperless:7:0123456789abcdef"
    assert external_id(7, DIGEST, 2) == "paperless:7:0123456789abcdef:2"


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("paperless:7:0123456789abcdef", DocumentMark(7, "0123456789abcdef")),
        ("paperless:7:0123456789abcdef:2", DocumentMark(7, "0123456789abcdef", 2)),
        ("f00d:pl:7", DocumentMark(7)),
    ],
)
def test_what_both_programs_wrote_is_read(text: str, mark: DocumentMark) -> None:
    assert parse_external_id(text) == mark


@pytest.mark.parametrize(
    "text",
    ["", "bank-17", "paperless:7", "paperless:7:0123", "x:pl:7:8", "paperless:7:0123456789abcdefg"],
)
def test_a_banks_own_id_is_no_mark(text: str) -> None:
    assert parse_external_id(text) is None


def test_a_reference_is_read_back() -> None:
    assert parse_internal_reference(internal_reference(7)) == DocumentMark(7)
    assert parse_internal_reference("PAPERLESS:7 more") is None


def test_a_documents_page_has_one_address() -> None:
    assert document_url("http://dms.test/", 7) == "http://dms.test/documents/7/"


@pytest.mark.parametrize(
    ("url", "named"),
    [
        ("http://dms.test/documents/7/", True),
        ("http://DMS.test/documents/7/details", True),
        ("http://dms.test/documents/7", True),
        ("http://dms.test/documents/77/", False),
        ("http://dms.test/documents/17/", False),
        ("http://other.test/documents/7/", False),
        ("", False),
    ],
)
def test_an_address_names_a_document_by_its_exact_id(url: str, named: bool) -> None:
    assert names_document(url, 7, ("http://dms.test/", "http://10.0.0.2:8000")) is named
