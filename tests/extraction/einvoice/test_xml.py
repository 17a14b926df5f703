"""XML is parsed whatever its encoding says, and never obeyed."""

from __future__ import annotations

import time

import pytest

from paperless_firefly.domain.extraction import Kind
from paperless_firefly.extraction.einvoice.xml import MAX_TAGS, parse

from .builders import codes, read, sample, value

SELLER = "Rösterei Nordlicht GmbH"
UTF8 = 'encoding="UTF-8"'


def invoice(declared: str = "UTF-8") -> str:
    return sample("cii_comfort", (UTF8, f'encoding="{declared}"')).decode()


@pytest.mark.parametrize(
    ("declared", "actual"),
    [
        ("UTF-8", "utf-8"),
        ("UTF-8", "utf-8-sig"),
        ("UTF-8", "iso-8859-1"),
        ("UTF-8", "utf-16"),
        ("UTF-8", "utf-16-le"),
        ("UTF-8", "utf-16-be"),
        ("UTF-8", "utf-32"),
        ("UTF-16", "utf-8"),
        ("UTF-16", "utf-16-be"),
        ("ISO-8859-1", "utf-8"),
        ("ISO-8859-1", "iso-8859-1"),
        ("ISO-8859-15", "iso-8859-15"),
        ("windows-1252", "cp1252"),
        ("no-such-encoding", "utf-8"),
        ("hex", "utf-8"),
    ],
)
def test_an_invoice_is_read_whatever_its_declaration_says(declared: str, actual: str) -> None:
    found = read(invoice(declared).encode(actual))
    assert value(found, "seller") == SELLER
    assert codes(found) == []


def test_blanks_and_a_mark_before_the_declaration_do_no_harm() -> None:
    assert value(read(b"\xef\xbb\xbf\r\n  " + invoice().encode()), "seller") == SELLER


def test_comments_and_cdata_inside_a_value_are_no_part_of_it() -> None:
    odd = ("<ram:ID>2026-0815<", "<ram:ID>2026<!-- x -->-<![CDATA[0815]]>\n<")
    assert value(read(sample("cii_comfort", odd)), "number") == "2026-0815"


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">',
        '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY c "&b;&b;">]>',
        "<!-- before --> <?pi?>\n<!DOCTYPE a>",
    ],
)
def test_a_document_type_is_refused(doctype: str) -> None:
    data = sample("cii_comfort", ('<?xml version="1.0" encoding="UTF-8"?>', doctype))
    found = read(data)
    assert (found.kind, codes(found)) == (Kind.OTHER, ["xml-doctype"])
    assert found.fields == {}


def test_entities_without_a_declaration_give_nothing_away() -> None:
    found = read(sample("cii_comfort", (SELLER, "&passwd;")))
    assert "xml-damaged" in codes(found)


def test_a_truncated_invoice_is_read_in_part_and_says_so() -> None:
    whole = sample("cii_comfort")
    for share in range(5, 100, 5):
        assert "xml-damaged" in codes(read(whole[: len(whole) * share // 100]))


@pytest.mark.parametrize(
    "data",
    [
        b"<a>" * 100_000,
        b"<a " + b" ".join(b"x%d='1'" % n for n in range(100_000)) + b"/>",
        b"<a x='" + b"A" * 15_000_000 + b"'/>",
        b"<a>" + b"<b/>" * (MAX_TAGS + 1) + b"</a>",
        b"<a>" + b"x" * 30_000_000 + b"</a>",
        b"<",
        b"<>",
        b"<\0>",
        b"",
        b"<a xmlns:a='x' xmlns:a='y'/>",
    ],
    ids=[
        "deep",
        "attributes",
        "long attribute",
        "many",
        "long",
        "cut",
        "none",
        "zero",
        "empty",
        "twice",
    ],
)
def test_hostile_xml_is_answered_quickly(data: bytes) -> None:
    started = time.monotonic()
    found = read(data)
    assert time.monotonic() - started < 5
    assert found.kind == Kind.OTHER
    assert found.findings


def test_a_large_attachment_inside_an_invoice_is_no_obstacle() -> None:
    picture = "<ram:AttachmentBinaryObject mimeCode='image/png'>" + "QUJD" * 4_000_000
    change = (
        "<ram:BuyerTradeParty>",
        f"{picture}</ram:AttachmentBinaryObject><ram:BuyerTradeParty>",
    )
    found = read(sample("cii_comfort", change))
    assert (value(found, "total"), codes(found)) == ("241.52", [])


def test_a_value_without_end_is_cut() -> None:
    found = read(sample("cii_comfort", (SELLER, "A" * 100_000)))
    assert value(found, "seller") == "A" * 1000


def test_markup_in_a_value_is_text() -> None:
    found = read(sample("cii_comfort", (SELLER, "&lt;script&gt;alert(1)&lt;/script&gt;")))
    assert value(found, "seller") == "<script>alert(1)</script>"


def test_what_cannot_be_parsed_has_no_root() -> None:
    assert parse(b"\xff\xfe\x00").root is None


def test_a_prefix_without_a_namespace_is_answered() -> None:
    found = read(sample("cii_comfort", (' xmlns:rsm="urn:un', ' xmlns:rsn="urn:un')))
    assert "xml-damaged" in codes(found)
