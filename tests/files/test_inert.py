"""Nothing in a file is executed, fetched or written: it is looked at, and that is all."""

from __future__ import annotations

import io
import socket
import threading
import time
import zipfile
from collections.abc import Iterator

import pytest
from pikepdf import Array, Dictionary, Name, String

from paperless_firefly.extraction.pipeline import extract
from paperless_firefly.files import FilePool

from .builders import INVOICE_XML, edit_pdf, make_hybrid, make_pdf, saved

XSI = "http://www.w3.org/2001/XMLSchema-instance"
# the test file of the anti-virus makers, in two halves, so that no scanner minds this one
EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@pytest.fixture(name="pool", scope="module")
def _pool() -> Iterator[FilePool]:
    with FilePool(seconds=20, memory_mb=512) as pool:
        yield pool


@pytest.fixture
def listener() -> Iterator[tuple[str, list[bytes]]]:
    """An address on this machine, and who came to it."""
    came: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        ended = threading.Event()

        def listen() -> None:
            while not ended.is_set():
                try:
                    client, _ = server.accept()
                except TimeoutError:
                    continue
                came.append(client.recv(100))
                client.close()

        thread = threading.Thread(target=listen)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}", came
        time.sleep(0.3)
        ended.set()
        thread.join()


def test_xml_fetches_nothing(pool: FilePool, listener: tuple[str, list[bytes]]) -> None:
    address, came = listener
    for text in (
        f'<!DOCTYPE a SYSTEM "{address}/a.dtd"><a/>',
        f'<!DOCTYPE a [<!ENTITY x SYSTEM "{address}/x">]><a>&x;</a>',
        f'<!DOCTYPE a [<!ENTITY % x SYSTEM "{address}/p"> %x;]><a/>',
        f'<?xml-stylesheet type="text/xsl" href="{address}/s.xsl"?><a/>',
        f'<a xmlns:i="http://www.w3.org/2001/XInclude"><i:include href="{address}/i"/></a>',
        f'<a xmlns:s="{XSI}" s:noNamespaceSchemaLocation="{address}/a.xsd"/>',
    ):
        extract(pool.read(text.encode(), "a.xml"))
    assert came == []


def test_a_pdf_fetches_and_starts_nothing(
    pool: FilePool, listener: tuple[str, list[bytes]]
) -> None:
    address, came = listener
    with edit_pdf(make_pdf()) as pdf:
        script = f"app.launchURL('{address}/js'); this.submitForm('{address}/form');"
        opened = Dictionary(S=Name.JavaScript, JS=String(script))
        opened.Next = Array(
            [
                Dictionary(S=Name.URI, URI=String(f"{address}/uri")),
                Dictionary(S=Name.Launch, F=String("/bin/sh")),
                Dictionary(S=Name.GoToR, F=String(f"{address}/other.pdf")),
            ]
        )
        pdf.Root.OpenAction = opened
        data = saved(pdf)
    document = pool.read(data, "a.pdf")
    pool.render(data, "a.pdf", "", page=1)
    assert "Invoice 17" in document.text
    assert came == []


def test_a_virus_beside_an_invoice_is_left_alone(pool: FilePool) -> None:
    data = make_hybrid(("invoice.xml", INVOICE_XML), ("readme.com", EICAR.encode()))
    document = pool.read(data, "a.pdf")
    assert [xml.name for xml in document.xml] == ["invoice.xml"]
    assert "EICAR" not in document.text


def test_a_virus_alone_is_text_that_claims_nothing(pool: FilePool) -> None:
    extraction = extract(pool.read(EICAR.encode(), "a.com"))
    assert (extraction.kind, extraction.state) == ("other", "manual")


def test_an_archive_that_unpacks_without_end_is_not_unpacked(pool: FilePool) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 200_000_000)
    started = time.monotonic()
    document = pool.read(out.getvalue(), "a.docx")
    assert time.monotonic() - started < 5
    assert [problem.code for problem in document.problems] == ["file-unsupported"]


def test_a_hundred_thousand_pages_are_read_as_far_as_the_limit(pool: FilePool) -> None:
    with edit_pdf(make_pdf()) as pdf:
        page = pdf.pages[0].obj
        pdf.Root.Pages.Kids = Array([page] * 100_000)
        pdf.Root.Pages.Count = 100_000
        data = saved(pdf)
    started = time.monotonic()
    document = pool.read(data, "a.pdf")
    assert time.monotonic() - started < 25
    assert document.problems
    assert len(document.pages) <= 50
