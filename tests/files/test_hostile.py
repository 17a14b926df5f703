"""Hostile files: each is answered in bounded time and memory, with a finding and nothing else."""

from __future__ import annotations

import resource
import time
from collections.abc import Iterator

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String

from paperless_firefly.domain.errors import NoPicture
from paperless_firefly.files import FilePool

from .builders import (
    INVOICE_XML,
    edit_pdf,
    make_bomb,
    make_filespec,
    make_huge_png,
    make_hybrid,
    make_image,
    make_pdf,
    saved,
)

SECONDS = 10


@pytest.fixture(name="pool", scope="module")
def _pool() -> Iterator[FilePool]:
    with FilePool(seconds=SECONDS, memory_mb=512) as pool:
        yield pool


def codes(pool: FilePool, data: bytes) -> set[str]:
    started = time.monotonic()
    found = {problem.code for problem in pool.read(data, "a.bin").problems}
    assert time.monotonic() - started < SECONDS + 5
    return found


def encrypted(data: bytes, user: str) -> bytes:
    with edit_pdf(data) as pdf:
        return saved(pdf, encryption=pikepdf.Encryption(owner="owner", user=user))


def test_an_empty_file_says_so(pool: FilePool) -> None:
    assert codes(pool, b"") == {"file-empty"}


def test_an_encrypted_pdf_asks_for_its_password(pool: FilePool) -> None:
    assert codes(pool, encrypted(make_pdf(), user="secret")) == {"file-encrypted"}
    with pytest.raises(NoPicture, match="password"):
        pool.render(encrypted(make_pdf(), user="secret"), "a.pdf", "", page=1)


def test_a_pdf_that_only_forbids_changes_is_read_with_its_xml(pool: FilePool) -> None:
    document = pool.read(encrypted(make_hybrid(("a.xml", INVOICE_XML)), user=""), "a.pdf")
    assert document.text == "Invoice 17"
    assert document.xml[0].data == INVOICE_XML
    assert document.problems == ()


@pytest.mark.parametrize("share", [0.05, 0.5, 0.9])
def test_a_truncated_pdf_is_answered(pool: FilePool, share: float) -> None:
    data = make_hybrid(("a.xml", INVOICE_XML))
    cut = pool.read(data[: int(len(data) * share)], "a.pdf")
    assert cut.problems or cut.pages


def test_a_truncated_image_says_so(pool: FilePool) -> None:
    assert codes(pool, make_image("PNG", (800, 800))[:80]) == {"file-damaged"}
    assert codes(pool, make_image("JPEG", (800, 800))[:-400]) == {"file-damaged"}


def test_ten_thousand_pages_are_read_as_far_as_the_limit(pool: FilePool) -> None:
    with edit_pdf(make_pdf(["Page"])) as pdf:
        sheet = dict(pdf.pages[0].obj)
        pdf.Root.Pages.Kids = Array([pdf.make_indirect(Dictionary(sheet)) for _ in range(10_000)])
        pdf.Root.Pages.Count = 10_000
        data = saved(pdf)
    document = pool.read(data, "a.pdf")
    assert {problem.code for problem in document.problems} == {"too-many-pages"}
    assert len(document.pages) == 50


def test_an_image_of_2500_million_pixels_is_not_decoded(pool: FilePool) -> None:
    assert codes(pool, make_huge_png()) == {"image-too-large"}
    with pytest.raises(NoPicture, match="50000 × 50000"):
        pool.render(make_huge_png(), "a.png", "", page=1)


def test_an_attachment_that_inflates_without_end_is_left_out(pool: FilePool) -> None:
    with edit_pdf(make_pdf()) as pdf:
        spec = make_filespec(pdf, "bomb.xml", b"")
        stream = Stream(pdf, make_bomb(200))
        stream.Filter = Name.FlateDecode
        spec.EF.F = pdf.make_indirect(stream)
        good = make_filespec(pdf, "good.xml", INVOICE_XML)
        pdf.Root.AF = Array([spec, good])
        document = pool.read(saved(pdf), "a.pdf")
    assert [problem.code for problem in document.problems] == ["attachment-unread"]
    assert [each.name for each in document.xml] == ["good.xml"]


def test_page_content_that_inflates_without_end_is_answered(pool: FilePool) -> None:
    with edit_pdf(make_pdf()) as pdf:
        stream = Stream(pdf, make_bomb(800))
        stream.Filter = Name.FlateDecode
        pdf.pages[0].obj.Contents = pdf.make_indirect(stream)
        data = saved(pdf)
    pool.read(data, "a.pdf")
    assert codes(pool, make_pdf()) == set()


def test_a_name_tree_that_loops_ends(pool: FilePool) -> None:
    with edit_pdf(make_pdf()) as pdf:
        spec = make_filespec(pdf, "a.xml", INVOICE_XML)
        node = pdf.make_indirect(Dictionary(Names=Array([String("a.xml"), spec])))
        node.Kids = Array([node, node])
        pdf.Root.Names = Dictionary(EmbeddedFiles=node)
        document = pool.read(saved(pdf), "a.pdf")
    assert len(document.xml) == 1


def test_a_thousand_attachments_are_looked_at_as_far_as_the_limit(pool: FilePool) -> None:
    document = pool.read(make_hybrid(*((f"{n}.xml", INVOICE_XML) for n in range(300))), "a.pdf")
    assert [problem.code for problem in document.problems] == ["too-many-attachments"]
    assert len(document.xml) == 100


def test_wrong_objects_where_files_should_be_are_passed_over(pool: FilePool) -> None:
    with edit_pdf(make_pdf()) as pdf:
        pdf.Root.AF = Array([1, Name.None_, Dictionary(), Dictionary(EF=7), Array([])])
        pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([1]), Kids=3))
        pdf.pages[0].obj.Annots = Array([5, Dictionary(FS=String("x"))])
        document = pool.read(saved(pdf), "a.pdf")
    assert document.xml == ()
    assert document.problems == ()


def test_a_pdf_of_a_hundred_thousand_objects_is_answered(pool: FilePool) -> None:
    with edit_pdf(make_pdf()) as pdf:
        pdf.Root.Junk = Array([pdf.make_indirect(Dictionary(N=n)) for n in range(100_000)])
        data = saved(pdf)
    assert codes(pool, data) == set()


def test_a_gigantic_page_is_drawn_small(pool: FilePool) -> None:
    with edit_pdf(make_pdf()) as pdf:
        pdf.pages[0].mediabox = Array([0, 0, 1, 14_400])
        picture = pool.render(saved(pdf), "a.pdf", "", page=1, width=1240)
    assert picture[8:12] == b"WEBP"


def test_a_polyglot_of_pdf_and_xml_is_a_pdf(pool: FilePool) -> None:
    assert pool.read(b"<?xml version='1.0'?><!--" + make_pdf() + b"--><a/>", "a").mime_type == (
        "application/pdf"
    )


def test_a_file_over_the_size_limit_is_not_sent_to_a_child() -> None:
    data = b" " * 1_000_001
    with FilePool(max_mb=1) as small:
        assert codes(small, data) == {"file-too-large"}
        with pytest.raises(NoPicture, match="MB"):
            small.render(data, "a.pdf", "", page=1)


def test_a_file_that_the_memory_cannot_hold_is_named_too_large() -> None:
    with FilePool(memory_mb=256) as small:
        assert codes(small, b" " * 65_000_000) == {"file-too-large"}
        assert codes(small, b"a " * 31_000_000) == {"text-too-long"}


def test_an_image_over_the_limit_of_pixels_is_not_decoded() -> None:
    with FilePool(megapixels=1) as small:
        assert codes(small, make_image(size=(1_200, 1_000))) == {"image-too-large"}
        assert "image-too-large" not in codes(small, make_image(size=(1_000, 900)))


def test_reading_hostile_files_takes_no_memory_of_the_parent(pool: FilePool) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    codes(pool, make_huge_png())
    codes(pool, make_pdf(["A"] * 30, pages=60))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000
