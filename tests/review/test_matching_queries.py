"""One new document is matched by a number of queries that does not grow with the ledger."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from paperless_firefly.review.models import ConnectionKind, LedgerSplit
from paperless_firefly.review.selectors import matching as reads
from paperless_firefly.review.services import matching, tokens

from .world import TODAY, World


def fill(world: World, count: int) -> None:
    """So many bank splits of one's own, indexed."""
    LedgerSplit.objects.bulk_create(
        LedgerSplit(
            owner=world.owner, connection=world.connection(ConnectionKind.FIREFLY),
            group_id=f"9{number}", journal_id=f"9{number}", type="withdrawal", currency="EUR",
            date=TODAY - timedelta(days=number % 300), amount_minor=1200 + number % 40,
            description=f"LADEN {number % 50} WIEN RE-{number:06d}", counterparty="Laden",
        )
        for number in range(LedgerSplit.objects.count(), count)
    )  # fmt: skip
    tokens.index(world.owner.pk)


def queries(world: World) -> tuple[int, int]:
    """How many it takes to match a document, and to explain a pair."""
    document, split = world.document(1), LedgerSplit.objects.order_by("pk")[0]
    with CaptureQueriesContext(connection) as matched:
        matching.match(document)
    with CaptureQueriesContext(connection) as explained:
        reads.reasons_of(document, split)
    return len(matched), len(explained)


def test_the_number_of_queries_does_not_grow(world: World) -> None:
    world.scan(number="RE-2026-771")
    world.pay(description="NORDLICHT RE-2026-771")
    world.run()
    fill(world, 50)
    few = queries(world)
    fill(world, 2000)
    assert queries(world) == few
    assert max(few) <= 40


def test_a_ranked_document_finds_what_the_whole_finds(world: World) -> None:
    for number, total in enumerate(("12,34", "20,00", "31,50")):
        world.scan(total, number=f"RE-2026-77{number}")
        world.pay(total.replace(",", "."), description=f"NORDLICHT RE-2026-77{number}")
    world.run()
    whole = [p.split_id for n in (1, 2, 3) for p in world.document(n).proposal_rows.all()]
    for number in (1, 2, 3):
        matching.match(world.document(number))
    alone = [p.split_id for n in (1, 2, 3) for p in world.document(n).proposal_rows.all()]
    assert alone == whole
    assert len(whole) == 3
