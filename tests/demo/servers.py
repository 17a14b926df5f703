"""Demo servers for tests: fresh ones, spoken to without a socket."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx

from paperless_firefly.demo.firefly import FireflyServer
from paperless_firefly.demo.paperless import PaperlessServer, Shelf
from paperless_firefly.demo.server import DemoServer

TOKEN = "the-token"


def make_firefly(folder: Path) -> FireflyServer:
    """A ledger with one account, Girokonto."""
    server = FireflyServer.create(folder / "firefly.sqlite3", token=TOKEN)
    body = {"name": "Girokonto", "type": "asset", "account_role": "defaultAsset"}
    talk(server).post("/api/v1/accounts", json=body).raise_for_status()
    return server


def make_paperless(
    folder: Path, *, version: str = "3.0", documents: int = 1, delay: float = 0
) -> PaperlessServer:
    """A shelf with some text documents that carry the tag finance/inbox (id 1)."""
    state = folder / "paperless.sqlite3"
    server = PaperlessServer.create(state, version=version, token=TOKEN, delay=delay)
    with server.store.write() as db:
        shelf = Shelf(db, delay=delay)
        tag = shelf.ensure("tags", "finance/inbox")
        for number in range(documents):
            shelf.add(f"text {number}".encode(), f"note-{number}.txt", tags=[tag])
    return server


def talk(server: DemoServer) -> httpx.Client:
    """A client of a demo server."""
    scheme = "Bearer" if isinstance(server, FireflyServer) else "Token"
    headers = {"Authorization": f"{scheme} {TOKEN}", "Accept": "application/json"}
    transport = httpx.WSGITransport(app=server)
    return httpx.Client(transport=transport, base_url="http://demo.test", headers=headers)


def make_split(**values: Any) -> dict[str, Any]:
    """A split of three euros from Girokonto to a shop."""
    return {
        "type": "withdrawal",
        "date": "2026-11-24",
        "amount": "3.00",
        "description": "Brot",
        "source_id": "1",
        "destination_name": "Laden",
        **values,
    }


def make_body(*splits: dict[str, Any], **values: Any) -> dict[str, Any]:
    """The body of a POST; one plain split where none is given."""
    return {"transactions": list(splits) or [make_split()], **values}
