"""Fills the states of the demo servers with sample papers and bank transactions."""

from __future__ import annotations

import random
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

from ..firefly import Books, FireflyServer
from ..paperless import PaperlessServer, Shelf
from . import bank
from .bank import Booking
from .businesses import ALL, iban
from .papers import CARD, GIRO, Paper, plan
from .render import render, title_of

FILTER_TAG = "finance/inbox"
TAGS = (FILTER_TAG, "finance/posted", "finance/review")
_TYPES = {
    "invoice": "Rechnung",
    "receipt": "Kassenbon",
    "credit_note": "Gutschrift",
    "order": "Auftragsbestätigung",
}
MY_IBAN = iban("DE", "99999999", "0000099999")


def populate(
    paperless_state: Path | str,
    firefly_state: Path | str,
    *,
    today: date,
    seed: int = 1,
    documents: int = 24,
    transactions: int = 60,
    filter_tag: str = FILTER_TAG,
) -> list[Paper]:
    """Put papers with the filter tag into Paperless, and the bank's bookings into Firefly.

    Both states must exist (`PaperlessServer.create`, `FireflyServer.create`). Most papers are paid:
    their bookings are among the `transactions`, the rest have no paper. The same arguments give the
    same content. Returns the papers in the order of their ids.
    """
    papers = plan(today, seed=seed, documents=documents)
    _shelve(paperless_state, papers, filter_tag, today)
    bookings = list(bank.payments(papers))
    rng = random.Random(seed + 1)
    bookings += bank.others(today, rng, max(transactions - len(bookings), 0))
    _book(firefly_state, bookings, today)
    return papers


def populate_many(
    paperless_state: Path | str,
    firefly_state: Path | str,
    *,
    today: date,
    seed: int = 1,
    documents: int = 1000,
    transactions: int = 5000,
    filter_tag: str = FILTER_TAG,
) -> list[Paper]:
    """The same for measuring: many papers, all plain PDF invoices, which are drawn quickly."""
    made = plan(today, seed=seed, documents=documents)
    papers = [
        replace(p, form="pdf", kind=p.kind if p.kind != "receipt" else "invoice") for p in made
    ]
    _shelve(paperless_state, papers, filter_tag, today)
    bookings = list(bank.payments(papers))
    rng = random.Random(seed + 1)
    left = max(transactions - len(bookings), 0)
    bookings += bank.others(today, rng, left, days=60 + documents // 24 * 30)
    _book(firefly_state, bookings, today)
    return papers


def _shelve(state: Path | str, papers: Iterable[Paper], filter_tag: str, today: date) -> None:
    server = PaperlessServer(state)
    with server.store.write() as db:
        shelf = Shelf(db)
        tags = {name: shelf.ensure("tags", name, matching_algorithm=0) for name in TAGS}
        inbox = tags.get(filter_tag) or shelf.ensure("tags", filter_tag, matching_algorithm=0)
        for place, paper in enumerate(papers):
            _add(shelf, paper, inbox, place, today)


def _add(shelf: Shelf, paper: Paper, inbox: int, place: int, today: date) -> None:
    """Add one paper; two of three have a correspondent and a type, as by hand or by rule."""
    file = render(paper)
    columns: dict[str, object] = {"page_count": file.pages}
    if place % 3 != 2:
        columns["correspondent"] = shelf.ensure("correspondents", paper.seller.name)
        columns["document_type"] = shelf.ensure("document_types", _TYPES[paper.kind])
    shelf.add(
        file.data,
        file.name,
        title=title_of(paper) if place % 3 != 2 else "",
        content=file.text,
        created=paper.issued,
        tags=[inbox],
        archive=file.archive,
        added=_added(paper.issued, today, place),
        mime_type=file.mime_type,
        **columns,
    )


def _added(issued: date, today: date, place: int) -> datetime:
    day = min(issued + timedelta(days=1), today - timedelta(days=1))
    start = datetime.combine(day, time(6, 0), UTC)
    return start + timedelta(seconds=place)


def _book(state: Path | str, bookings: list[Booking], today: date) -> None:
    """Accounts and lists first, then the bookings in the order in which a bank would show them."""
    server = FireflyServer(state)
    with server.store.write() as db:
        books = Books(db)
        _open(books, min([booking.day for booking in bookings], default=today))
        ordered = sorted(bookings, key=lambda booking: booking.day)
        for number, booking in enumerate(ordered, 1):
            books.book([booking.split(number)])
    with closing(server.store.connect()) as db:
        db.execute("ANALYZE")


def _open(books: Books, first: date) -> None:
    opened = (first - timedelta(days=1)).isoformat()
    opening = {"opening": Decimal("2500.00"), "opened": opened}
    books.account(GIRO, "asset", iban=MY_IBAN, role="defaultAsset", **opening)  # type: ignore[arg-type]
    books.account(CARD, "asset", role="ccAsset")
    books.account("Bargeld", "asset", role="cashWalletAsset")
    for business in ALL:
        name = business.account or business.name
        books.account(name, "expense", iban=business.iban or None)
        books.category(business.category)
        if business.budget:
            books.budget(business.budget)
    for name, low, high in (
        ("Strom", "60", "260"),
        ("Mobilfunk", "15", "60"),
        ("Miete", "800", "840"),
    ):
        books.bill(name, low, high, opened)
    for tag in ("import", "paperless", "steuer"):
        books.tag(tag)
