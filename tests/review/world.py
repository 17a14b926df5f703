"""A small world for use cases: an owner, both demo servers in-process, and the real clients."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import httpx
from django.contrib.auth.models import User

from paperless_firefly.clients.firefly.client import FireflyClient
from paperless_firefly.clients.paperless.client import PaperlessClient
from paperless_firefly.demo.faults import add_fault
from paperless_firefly.demo.firefly import Books, FireflyServer
from paperless_firefly.demo.paperless import PaperlessServer, Shelf
from paperless_firefly.domain.document import DocumentMetadata, SourceDocument
from paperless_firefly.domain.posting import Booking
from paperless_firefly.review.models import (
    Connection,
    ConnectionKind,
    Document,
    LedgerSplit,
    Posting,
)
from paperless_firefly.review.services import connections, decisions, runs
from paperless_firefly.review.services.preferences import preferences_of

TODAY = date(2026, 11, 24)
PAPERLESS, FIREFLY = "http://paperless.test", "http://firefly.test"
INBOX = "finance/inbox"
TEXT = """{seller}
Hafenstrasse 3, 24999 Musterstadt
Rechnung
Rechnungsnummer: {number}
Rechnungsdatum: 11.11.2026
Gesamtbetrag: {total} EUR
"""


class PlainFiles:
    """A reader of files that takes each for plain text; `reads` counts."""

    def __init__(self) -> None:
        self.reads = 0

    def read(
        self,
        data: bytes,
        name: str,
        mime_type: str = "",
        *,
        text: str = "",
        metadata: DocumentMetadata | None = None,
    ) -> SourceDocument:
        """The text that Paperless holds, else the file's."""
        self.reads += 1
        return SourceDocument(name, "text/plain", "", text or data.decode(), metadata=metadata)

    def render(
        self, data: bytes, name: str, mime_type: str, page: int, width: int = 1240
    ) -> bytes | None:
        """Nothing to draw."""
        return None


class Wire(httpx.WSGITransport):
    """A server in this process; a dropped connection looks as it does on a real socket."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The application's answer, or the error that httpx raises where none comes."""
        try:
            return super().handle_request(request)
        except ConnectionAbortedError as error:
            raise httpx.RemoteProtocolError(str(error), request=request) from error


@dataclass
class World:
    """Everything a test acts on; made by the `world` fixture."""

    owner: User
    paperless_server: PaperlessServer
    firefly_server: FireflyServer
    timeout: float = 5.0
    files: PlainFiles = field(default_factory=PlainFiles)

    @classmethod
    def make(cls, folder: Path, version: str = "3.0", name: str = "owner") -> World:
        """Servers with a checking account, an inbox tag, and an owner who is connected."""
        owner = User.objects.create_user(name, password="owner")
        paperless = PaperlessServer.create(folder / "paperless.sqlite3", version=version, delay=0)
        firefly = FireflyServer.create(folder / "firefly.sqlite3")
        world = cls(owner, paperless, firefly)
        with paperless.store.write() as db:
            for tag in (INBOX, "household"):
                Shelf(db, delay=0).ensure("tags", tag, matching_algorithm=0)
        with firefly.store.write() as db:
            Books(db).account("Girokonto", "asset", role="defaultAsset")
        for kind, url in ((ConnectionKind.PAPERLESS, PAPERLESS), (ConnectionKind.FIREFLY, FIREFLY)):
            connections.save(owner=owner, kind=kind, url=url, token="demo-token")
        return world

    # services.upstreams.Upstreams

    def paperless(self, owner_id: int) -> PaperlessClient:
        """The real client on the demo server."""
        return PaperlessClient(
            PAPERLESS, self.paperless_server.store.settings()["token"],
            timeout=httpx.Timeout(self.timeout),
            transport=Wire(self.paperless_server),
        )  # fmt: skip

    def firefly(self, owner_id: int) -> FireflyClient:
        """The real client on the demo server."""
        return FireflyClient(
            FIREFLY, self.firefly_server.store.settings()["token"],
            timeout=httpx.Timeout(self.timeout),
            transport=Wire(self.firefly_server),
        )  # fmt: skip

    # what happens outside

    def scan(self, total: str = "12,34", seller: str = "Nordlicht GmbH", number: str = "") -> int:
        """A document with the filter tag arrives in Paperless; its id."""
        with self.paperless_server.store.write() as db:
            shelf = Shelf(db, delay=0)
            text = TEXT.format(total=total, seller=seller, number=number or f"R-{total}")
            tags = [shelf.ensure("tags", t) for t in (INBOX, "household")]
            made = shelf.add(text.encode(), "scan.txt", content=text, tags=tags, created=TODAY)
            db.execute("UPDATE documents SET modified = added WHERE id = ?", (made,))
            return made

    def pay(self, amount: str = "12.34", **more: Any) -> int:
        """A bank transaction arrives in Firefly; its group id."""
        split = {
            "type": "withdrawal",
            "date": "2026-11-13",
            "amount": amount,
            "description": "NORDLICHT SAGT DANKE",
            "source_name": "Girokonto",
            "destination_name": "Nordlicht",
            "external_id": f"bank-{amount}",
            **more,
        }
        return self.book([split])

    def book(self, splits: list[dict[str, Any]], title: str | None = None) -> int:
        """A group of splits arrives in Firefly as it is; its id."""
        with self.firefly_server.store.write() as db:
            return Books(db).book(splits, title)

    def fault(self, where: str, action: str, **more: Any) -> None:
        """Plans a fault on "paperless" or "firefly"."""
        server = self.firefly_server if where == "firefly" else self.paperless_server
        add_fault(server.store, action, **more)

    def journals(self, where: str = "1=1", *values: object) -> list[Mapping[str, Any]]:
        """Firefly's living journals as its own file has them."""
        query = (
            f"SELECT * FROM journals WHERE deleted = 0 AND type != 'opening balance' AND {where}"
        )
        return _rows(self.firefly_server, query, values)

    def made(self, paperless_id: int) -> list[Mapping[str, Any]]:
        """The living journals that carry our external id of a document."""
        return self.journals("external_id LIKE ?", f"paperless:{paperless_id}:%")

    def notes(self, paperless_id: int) -> list[str]:
        """A document's notes in Paperless."""
        query = "SELECT note FROM notes WHERE document_id = ?"
        return [r["note"] for r in _rows(self.paperless_server, query, (paperless_id,))]

    def tags(self, paperless_id: int) -> set[str]:
        """A document's tags in Paperless."""
        query = "SELECT name FROM tags JOIN document_tags ON tag_id = id WHERE document_id = ?"
        return {r["name"] for r in _rows(self.paperless_server, query, (paperless_id,))}

    def sent(self, method: str, where: str = "firefly") -> int:
        """How many requests of a method a server received."""
        server = self.firefly_server if where == "firefly" else self.paperless_server
        return len(_rows(server, "SELECT id FROM requests WHERE method = ?", (method,)))

    def count(self, where: str, query: str, *values: object) -> int:
        """The one number that a query on a server's own file gives."""
        server = self.firefly_server if where == "firefly" else self.paperless_server
        return int(next(iter(_rows(server, query, values)[0].values())))

    def execute(self, where: str, statement: str, *values: object) -> None:
        """Somebody changes something on a server."""
        server = self.firefly_server if where == "firefly" else self.paperless_server
        with server.store.write() as db:
            db.execute(statement, values)

    # what SparkLink does

    def run(self) -> Any:
        """One run of Extract & Sync, to its end."""
        run = runs.request(owner_id=self.owner.pk)
        runs.work(run, self)
        run.refresh_from_db()
        return run

    def connection(self, kind: ConnectionKind) -> Connection:
        """One of the owner's connections."""
        return Connection.objects.get(owner=self.owner, kind=kind)

    def document(self, paperless_id: int) -> Document:
        """A document's row."""
        return Document.objects.select_related("connection").get(
            paperless_id=paperless_id, owner=self.owner
        )

    def split(self, group_id: int) -> LedgerSplit:
        """The first split row of a group."""
        return LedgerSplit.objects.filter(owner=self.owner, group_id=str(group_id)).order_by("pk")[
            0
        ]

    def booking(self) -> Booking:
        """From the checking account to the usual shop."""
        return Booking(own_account_id="1", counterparty_name="Nordlicht GmbH")

    def accept(self, paperless_id: int) -> Posting:
        """The owner accepts a document as new, from the checking account."""
        document = self.document(paperless_id)
        return decisions.accept_new(
            document=document, by=self.owner, version=document.version, booking=self.booking()
        )

    def link(self, paperless_id: int, group_id: int) -> Posting:
        """The owner links a document to a bank transaction."""
        document = self.document(paperless_id)
        return decisions.link(
            document=document, by=self.owner, version=document.version, split=self.split(group_id)
        )

    def prefer(self, **changes: object) -> None:
        """The owner changes preferences."""
        preferences = preferences_of(self.owner.pk)
        for name, value in changes.items():
            setattr(preferences, name, value)
        preferences.save()


def _rows(
    server: PaperlessServer | FireflyServer, query: str, values: tuple[object, ...]
) -> list[Mapping[str, Any]]:
    with closing(server.store.connect()) as db:
        return [dict(row) for row in db.execute(query, values)]
