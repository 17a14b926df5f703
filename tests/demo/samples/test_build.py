"""The states of the demo servers, filled with samples."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from paperless_firefly.demo.firefly import FireflyServer
from paperless_firefly.demo.paperless import PaperlessServer
from paperless_firefly.demo.samples import Paper, populate, populate_many

TODAY = date(2026, 11, 24)


@pytest.fixture
def states(tmp_path: Path) -> tuple[PaperlessServer, FireflyServer]:
    paperless = PaperlessServer.create(tmp_path / "paperless.sqlite3")
    return paperless, FireflyServer.create(tmp_path / "firefly.sqlite3")


def fill(states: tuple[PaperlessServer, FireflyServer], **options: Any) -> list[Paper]:
    return populate(states[0].store.path, states[1].store.path, today=TODAY, **options)


def rows(server: PaperlessServer | FireflyServer, sql: str) -> list[tuple[Any, ...]]:
    with server.store.read() as db:
        return [tuple(row) for row in db.execute(sql)]


def test_every_paper_carries_the_filter_tag(states: tuple[PaperlessServer, FireflyServer]) -> None:
    fill(states, filter_tag="to/do")
    sql = (
        "SELECT count(*) FROM document_tags x JOIN tags t ON t.id = x.tag_id WHERE t.name = 'to/do'"
    )
    assert rows(states[0], sql) == [(24,)]


def test_bank_transactions_come_from_an_importer(
    states: tuple[PaperlessServer, FireflyServer],
) -> None:
    fill(states)
    sql = (
        "SELECT count(DISTINCT external_id), count(*) FROM journals WHERE type != 'opening balance'"
    )
    assert rows(states[1], sql) == [(60, 60)]
    assert rows(states[1], "SELECT count(*) FROM journals WHERE external_id LIKE 'paperless%'") == [
        (0,)
    ]


def test_most_papers_have_their_amount_at_the_bank(
    states: tuple[PaperlessServer, FireflyServer],
) -> None:
    papers = fill(states)
    booked = {Decimal(amount) for (amount,) in rows(states[1], "SELECT amount FROM journals")}
    plain = [p for p in papers if p.payment and not p.payment.quirk]
    assert len([p for p in papers if p.payment]) > len(papers) / 2
    assert all(paper.total in booked for paper in plain)
    assert any(paper.payment is None for paper in papers)


def test_a_payment_comes_at_most_ten_days_later_and_not_after_today(
    states: tuple[PaperlessServer, FireflyServer],
) -> None:
    papers = fill(states)
    assert all(0 <= paper.payment.days <= 10 for paper in papers if paper.payment)
    (last,) = rows(states[1], "SELECT max(date) FROM journals")
    assert last[0][:10] <= TODAY.isoformat()


def test_the_same_seed_fills_the_same_ledger(tmp_path: Path) -> None:
    ledger = "SELECT date, amount, hash FROM journals WHERE external_id IS NOT NULL"
    found = []
    for name in ("one", "two"):
        paperless = PaperlessServer.create(tmp_path / f"{name}-p")
        firefly = FireflyServer.create(tmp_path / f"{name}-f")
        populate(tmp_path / f"{name}-p", tmp_path / f"{name}-f", today=TODAY, seed=7)
        sql = "SELECT sha256, title, tag_id FROM documents JOIN document_tags ON id = document_id"
        found.append((rows(paperless, sql), rows(firefly, ledger)))
    assert found[0] == found[1]


def test_many_are_made_for_measuring(states: tuple[PaperlessServer, FireflyServer]) -> None:
    paths = states[0].store.path, states[1].store.path
    populate_many(*paths, today=TODAY, documents=60, transactions=300)
    assert rows(states[0], "SELECT count(*), count(DISTINCT sha256) FROM documents") == [(60, 60)]
    assert rows(states[1], "SELECT count(*) FROM journals WHERE external_id != ''") == [(300,)]
