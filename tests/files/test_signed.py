"""Signed files: what is inside is read, in every form in which signatures are kept."""

from __future__ import annotations

import base64
from collections.abc import Callable

import pytest

from paperless_firefly.files.child import read
from paperless_firefly.files.signed import NotSigned, is_signed, unwrapped

from .builders import INVOICE_XML, make_pdf

SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
DATA = bytes.fromhex("06092a864886f70d010701")
VERSION, DIGESTS = bytes.fromhex("020101"), bytes.fromhex("3100")


def der(tag: int, content: bytes) -> bytes:
    """An element with its length."""
    size = len(content)
    if size < 0x80:
        return bytes([tag, size]) + content
    length = size.to_bytes((size.bit_length() + 7) // 8)
    return bytes([tag, 0x80 | len(length)]) + length + content


def ber(tag: int, content: bytes) -> bytes:
    """An element that ends with a mark."""
    return bytes([tag, 0x80]) + content + b"\0\0"


def make_signed(content: bytes) -> bytes:
    """Signed data (without its signers, who do not matter here) in DER."""
    inner = der(0x30, DATA + der(0xA0, der(0x04, content)))
    return der(0x30, SIGNED_DATA + der(0xA0, der(0x30, VERSION + DIGESTS + inner)))


def make_parted(content: bytes) -> bytes:
    """The same in BER, of unknown length and with its content in parts."""
    half = len(content) // 2
    parts = ber(0x24, der(0x04, content[:half]) + der(0x04, content[half:]))
    inner = ber(0x30, DATA + ber(0xA0, parts))
    return ber(0x30, SIGNED_DATA + ber(0xA0, ber(0x30, VERSION + ber(0x31, b"") + inner)))


def in_lines(data: bytes) -> bytes:
    return base64.encodebytes(data)


def in_pem(data: bytes) -> bytes:
    return b"-----BEGIN PKCS7-----\n" + in_lines(data) + b"-----END PKCS7-----\n"


LONG = INVOICE_XML + b"<!-- " + b"a" * 500 + b" -->"


@pytest.mark.parametrize("content", [INVOICE_XML, LONG])
@pytest.mark.parametrize("make", [make_signed, make_parted])
@pytest.mark.parametrize("form", [bytes, in_lines, in_pem, base64.b64encode])
def test_the_file_inside_a_signature_is_found(
    form: Callable[[bytes], bytes], make: Callable[[bytes], bytes], content: bytes
) -> None:
    assert unwrapped(form(make(content))) == content


def test_a_signed_invoice_is_an_xml_file() -> None:
    content = read(make_signed(INVOICE_XML), "a.xml.p7m", 5)
    assert (content.mime_type, content.xml[0].data) == ("application/xml", INVOICE_XML)


def test_a_signed_pdf_is_a_pdf() -> None:
    assert read(make_signed(make_pdf()), "a.pdf.p7m", 5).mime_type == "application/pdf"


def test_a_file_signed_twice_is_read() -> None:
    assert unwrapped(make_signed(make_signed(INVOICE_XML))) == INVOICE_XML


@pytest.mark.parametrize("data", [b"", b"0", INVOICE_XML, b"MIETE 2026", b"MII=", make_pdf()])
def test_other_files_are_left_as_they_are(data: bytes) -> None:
    assert not is_signed(data)
    assert unwrapped(data) == data


def test_a_signature_without_its_file_is_damaged() -> None:
    inner = der(0x30, DATA)
    detached = der(0x30, SIGNED_DATA + der(0xA0, der(0x30, VERSION + DIGESTS + inner)))
    content = read(detached, "a.p7m", 5)
    assert [finding.code for finding in content.problems] == ["file-damaged"]


@pytest.mark.parametrize(
    "data",
    [
        make_signed(LONG)[:30],
        make_parted(LONG)[:70],
        b"\x30\x80" + SIGNED_DATA + b"\x30\x80" * 100_000,
        b"\x30\x80" + SIGNED_DATA + b"\xa0\x80" * 100_000,
    ],
)
def test_what_is_cut_off_or_nested_without_end_is_refused(data: bytes) -> None:
    with pytest.raises(NotSigned):
        unwrapped(data)


def test_signatures_around_signatures_end() -> None:
    data = INVOICE_XML
    for _ in range(10):
        data = make_signed(data)
    with pytest.raises(NotSigned):
        unwrapped(data)
