"""What is found in files: types by content, words with boxes, embedded XML, pages."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image

from paperless_firefly.domain.document import SourceDocument, Word
from paperless_firefly.files import FilePool

from .builders import (
    INVOICE_XML,
    edit_pdf,
    make_filespec,
    make_hybrid,
    make_image,
    make_pdf,
    saved,
)


@pytest.fixture(name="pool", scope="module")
def _pool() -> Iterator[FilePool]:
    with FilePool() as pool:
        yield pool


def word(document: SourceDocument, text: str) -> Word:
    return next(w for page in document.pages for w in page.words if w.text == text)


@pytest.mark.parametrize(
    ("data", "mime_type"),
    [
        (make_pdf(), "application/pdf"),
        (b"\n\n junk before " + make_pdf(), "application/pdf"),
        (make_image("PNG"), "image/png"),
        (make_image("JPEG"), "image/jpeg"),
        (make_image("GIF"), "image/gif"),
        (make_image("WEBP"), "image/webp"),
        (make_image("TIFF"), "image/tiff"),
        (make_image("BMP"), "image/bmp"),
        (INVOICE_XML, "application/xml"),
        (b"\xef\xbb\xbf\n" + INVOICE_XML, "application/xml"),
        (INVOICE_XML.decode().encode("utf-16"), "application/xml"),
        (INVOICE_XML.decode().encode("utf-16-be"), "application/xml"),
        (b"<!-- a remark --><a/>", "application/xml"),
        (b"<!DOCTYPE html><html><p>Invoice</p></html>", "text/html"),
        ("Rechnung über 12,00 €".encode("cp1252"), "text/plain"),
        ("Rechnung über 12,00 €".encode("utf-16"), "text/plain"),
        (("ä" * 9000).encode(), "text/plain"),
        (b"BMW 12.00", "text/plain"),
        (b"<a\n\nKIOSK AM MARKT\nTotal 12.00", "text/plain"),
        (b"<Invoice xmlns='urn:x'><ID>1</ID></Invoice>", "application/xml"),
        (b"PK\x03\x04 an office file", "application/zip"),
        (b"\0\x01\x02\x03" * 50, "application/octet-stream"),
        (b"", "text/plain"),
    ],
)
def test_a_file_is_known_by_its_content(pool: FilePool, data: bytes, mime_type: str) -> None:
    assert pool.read(data, "misleading.doc", "application/msword").mime_type == mime_type


def test_words_of_a_text_layer_have_boxes_from_the_top_left(pool: FilePool) -> None:
    document = pool.read(make_pdf(["Invoice 17"]), "a.pdf")
    (page,) = document.pages
    first, second = page.words
    assert (page.number, page.width, page.height) == (1, 595.28, 841.89)
    assert (first.text, second.text) == ("Invoice", "17")
    assert first.x0 == pytest.approx(50, abs=1)
    assert first.y0 < 100 < first.y1
    assert first.x1 < second.x0


@pytest.mark.parametrize(
    ("rotate", "x", "y"),
    [(90, 841.89 - 100, 50), (180, 595.28 - 50, 841.89 - 100), (270, 100, 595.28 - 50)],
)
def test_boxes_follow_the_pages_rotation(pool: FilePool, rotate: int, x: float, y: float) -> None:
    document = pool.read(make_pdf(["Invoice"], rotate=rotate), "a.pdf")
    box = word(document, "Invoice")
    assert box.x0 - 12 <= x <= box.x1 + 12
    assert box.y0 - 12 <= y <= box.y1 + 12


def test_boxes_start_at_the_crop_box(pool: FilePool) -> None:
    with edit_pdf(make_pdf(["Invoice"])) as pdf:
        pdf.pages[0].cropbox = Array([40, 0, 500, 800])
        document = pool.read(saved(pdf), "a.pdf")
    assert word(document, "Invoice").x0 == pytest.approx(10, abs=1)
    assert word(document, "Invoice").y1 == pytest.approx(60, abs=5)
    assert document.pages[0].width == 460


def test_pages_follow_each_other_in_text_and_number(pool: FilePool) -> None:
    document = pool.read(make_pdf(["One line"], pages=3), "a.pdf")
    assert [page.number for page in document.pages] == [1, 2, 3]
    assert document.text.count("One line") == 3


def test_every_embedded_xml_is_found_whatever_its_name(pool: FilePool) -> None:
    data = make_hybrid(("Anhang Nr. 1 (ä).bin", INVOICE_XML), ("terms.pdf", make_pdf()))
    document = pool.read(data, "a.pdf")
    assert [(each.name, each.data) for each in document.xml] == [
        ("Anhang Nr. 1 (ä).bin", INVOICE_XML)
    ]


def test_an_xml_is_found_as_associated_file_and_as_annotation_once_each(pool: FilePool) -> None:
    with edit_pdf(make_pdf()) as pdf:
        first = make_filespec(pdf, "first.xml", INVOICE_XML)
        second = make_filespec(pdf, "second.xml", b"<Order/>")
        pdf.Root.AF = Array([first])
        pdf.pages[0].obj.AF = Array([first])
        pdf.pages[0].obj.Annots = Array(
            [Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, FS=second)]
        )
        document = pool.read(saved(pdf), "a.pdf")
    assert [each.name for each in document.xml] == ["first.xml", "second.xml"]


def test_name_trees_may_branch(pool: FilePool) -> None:
    with edit_pdf(make_pdf()) as pdf:
        leaves = [
            pdf.make_indirect(
                Dictionary(Names=Array([String(name), make_filespec(pdf, name, INVOICE_XML)]))
            )
            for name in ("a.xml", "b.xml")
        ]
        pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Kids=Array(leaves)))
        document = pool.read(saved(pdf), "a.pdf")
    assert [each.name for each in document.xml] == ["a.xml", "b.xml"]


def test_a_stream_under_several_filters_is_decoded(pool: FilePool) -> None:
    with edit_pdf(make_pdf()) as pdf:
        spec = make_filespec(pdf, "a.xml", INVOICE_XML)
        stream = Stream(pdf, INVOICE_XML.hex().encode() + b">")
        stream.Filter = Array([Name.ASCIIHexDecode])
        spec.EF.F = pdf.make_indirect(stream)
        pdf.Root.AF = Array([spec])
        document = pool.read(saved(pdf, stream_decode_level=pikepdf.StreamDecodeLevel.none), "a")
    assert document.xml[0].data == INVOICE_XML


def test_bare_xml_is_its_own_embedded_xml_and_has_no_text(pool: FilePool) -> None:
    document = pool.read(INVOICE_XML, "invoice.txt")
    assert (document.xml[0].name, document.xml[0].data) == ("invoice.txt", INVOICE_XML)
    assert document.text == ""


def test_a_text_file_is_a_document_of_its_text(pool: FilePool) -> None:
    document = pool.read("Total\r\n12,00 €".encode("cp1252"), "a.txt")
    assert document.text == "Total\n12,00 €"
    assert document.pages == ()


def test_a_photo_on_its_side_has_the_size_that_is_seen(pool: FilePool) -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    data = make_image("JPEG", size=(300, 200), exif=turned)
    page = pool.read(data, "a.jpg").pages[0]
    picture = Image.open(io.BytesIO(pool.render(data, "a.jpg", "", page=1)))
    assert (page.width, page.height) == picture.size == (200, 300)


def test_each_frame_of_a_tiff_is_a_page(pool: FilePool) -> None:
    out = io.BytesIO()
    frames = [Image.new("L", (100, height)) for height in (50, 60)]
    frames[0].save(out, "TIFF", save_all=True, append_images=frames[1:])
    document = pool.read(out.getvalue(), "scan.tif")
    assert [(page.number, page.height) for page in document.pages] == [(1, 50), (2, 60)]
    assert pool.render(out.getvalue(), "scan.tif", "", page=2)[8:12] == b"WEBP"


@pytest.mark.parametrize("mode", ["1", "L", "LA", "RGBA", "P", "CMYK", "I;16"])
def test_pictures_of_every_colour_mode_are_drawn(pool: FilePool, mode: str) -> None:
    out = io.BytesIO()
    Image.new(mode, (40, 30)).save(out, "TIFF")
    assert pool.render(out.getvalue(), "a.tif", "", page=1)[8:12] == b"WEBP"
