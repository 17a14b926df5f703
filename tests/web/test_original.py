"""The original reaches a browser as a file to keep, never as something to run."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.contrib.auth.models import User
from django.test import Client

from paperless_firefly.demo.paperless import PaperlessServer, Shelf
from paperless_firefly.review.models import ConnectionKind, Document
from paperless_firefly.review.services import vault
from tests.builders import connection_of, make_document

NAME = 'R\u00fcckseite "1".html'


class Silent(WSGIRequestHandler):
    """Says nothing about its requests."""

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """A Paperless-ngx that holds one hostile page."""
    paperless = PaperlessServer.create(tmp_path / "state.sqlite3", version="3.0", token="t")
    with paperless.store.write() as db:
        shelf = Shelf(db, delay=0)
        shelf.add(b"<script>alert(1)</script>", NAME, tags=[shelf.ensure("tags", "finance/inbox")])
    with make_server("127.0.0.1", 0, paperless, handler_class=Silent) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def document(owner: User) -> Document:
    """The row of that page."""
    document = make_document(owner)
    Document.objects.filter(pk=document.pk).update(paperless_id=1)
    return document


def connect(owner: User, url: str) -> None:
    row = connection_of(owner, ConnectionKind.PAPERLESS)
    row.url, row.token = url, vault.lock("t", url)
    row.save()


def test_the_original_is_an_attachment_that_no_browser_runs(
    owner: User, page: Client, document: Document, address: str
) -> None:
    connect(owner, address)
    answer = page.get(f"/review/{document.pk}/original/")
    assert answer.content == b"<script>alert(1)</script>"
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert answer["Content-Disposition"].endswith("R%C3%BCckseite%201.html")
    assert answer["Cache-Control"] == "private, no-store, no-transform"


def test_an_outage_is_said_where_one_was(owner: User, page: Client, document: Document) -> None:
    connect(owner, "http://127.0.0.1:9")
    there = {"referer": f"http://testserver/review/{document.pk}/"}
    answer = page.get(f"/review/{document.pk}/original/", headers=there, follow=True)
    assert answer.redirect_chain == [(there["referer"], 302)]
    assert "does not answer" in answer.content.decode()
