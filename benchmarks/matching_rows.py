"""Matching on rows: a whole run over stored documents and splits, and one new document.

    python -m benchmarks.matching_rows [documents transactions]

prints one JSON line a figure, on SQLite in a temporary folder; 10,000 and 100,000 by default.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import tempfile
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from benchmarks.matching_data import make_case

if TYPE_CHECKING:
    from benchmarks.matching_data import Case
    from paperless_firefly.matching.model import BankFacts, DocumentFacts
    from paperless_firefly.review.models import LedgerSplit

SIZE = (10_000, 100_000)


def main() -> None:
    """Measures and prints."""
    documents, transactions = map(int, sys.argv[1:3] or SIZE)
    with tempfile.TemporaryDirectory() as folder:
        _start(Path(folder))
        case = make_case(documents, transactions)
        owner = _store(case)
        name = f"matching rows {documents:,} x {transactions:,}"
        del case
        gc.collect()
        _say(f"{name}: index tokens (once)", _timed(lambda: _index(owner)), "s")
        _say(f"{name}: whole run", _timed(lambda: _match_all(owner)), "s", 30)
        _say(f"{name}: peak memory", getrusage(RUSAGE_SELF).ru_maxrss // 1024, "MB")
        _measure_one(owner, f"{name}: one new document")


def _start(folder: Path) -> None:
    os.environ.update(
        DJANGO_SETTINGS_MODULE="paperless_firefly.review.web.settings",
        SPARKLINK_DATA=str(folder), SECRET_KEY="benchmark", DEBUG="false",
    )  # fmt: skip
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def _store(case: Case) -> int:
    from django.contrib.auth.models import User

    from paperless_firefly.review.models import Connection, Document, LedgerSplit, Reading

    owner = User.objects.create_user("owner")
    ends = {
        kind: Connection.objects.create(owner=owner, kind=kind, url="http://localhost")
        for kind in ("paperless", "firefly")
    }
    rows = [
        Document(owner=owner, connection=ends["paperless"], paperless_id=n, version=1,
                 seller=d.seller or "", sha256=f"{n:064d}", reading="auto")
        for n, d in enumerate(case.documents)
    ]  # fmt: skip
    Document.objects.bulk_create(rows, batch_size=2000)
    Reading.objects.bulk_create(
        (Reading(document=row, version=1, data=_reading(d))
         for row, d in zip(rows, case.documents, strict=True)), batch_size=2000,
    )  # fmt: skip
    LedgerSplit.objects.bulk_create(
        (_split(n, t, owner.pk, ends["firefly"].pk) for n, t in enumerate(case.transactions)),
        batch_size=2000,
    )
    return int(owner.pk)


def _split(number: int, bank: BankFacts, owner: int, connection: int) -> LedgerSplit:
    from paperless_firefly.domain.money import to_minor
    from paperless_firefly.review.models import LedgerSplit

    return LedgerSplit(
        owner_id=owner, connection_id=connection, group_id=str(number), journal_id=str(number),
        type=bank.type, date=bank.date, amount_minor=to_minor(bank.amount, bank.currency),
        currency=bank.currency, description=bank.description,
        counterparty=bank.counterparty or "", counterparty_iban=bank.counterparty_iban or "",
        search=bank.description.casefold(),
    )  # fmt: skip


def _reading(facts: DocumentFacts) -> dict[str, object]:
    values = {
        "total": facts.total, "currency": facts.currency, "issue_date": facts.issue_date,
        "number": facts.number, "seller": facts.seller, "iban": facts.iban,
    }  # fmt: skip
    evidence = {"page": 1, "box": [50.0, 80.0, 210.5, 92.25], "quote": "as it stood on the page"}
    fields = {
        name: {"value": str(value), "confidence": 0.98, "reader": "text", "evidence": evidence,
               "alternatives": []} if value is not None else None
        for name, value in values.items()
    }  # fmt: skip
    way = "in" if facts.kind == "credit_note" else "out"
    return {
        "kind": facts.kind, "direction": way, "state": "auto", "confidence": 0.97,
        "fields": fields, "lines": [], "findings": [],
    }  # fmt: skip


def _index(owner: int) -> None:
    from paperless_firefly.review.models import Connection
    from paperless_firefly.review.services import sync, tokens

    tokens.index(owner)
    sync.note_extent(Connection.objects.get(owner_id=owner, kind="firefly"))


def _match_all(owner: int) -> None:
    from paperless_firefly.review.services import matching

    matching.match_all(owner)


def _measure_one(owner: int, name: str) -> None:
    """The service that the worker calls, its rows written; and the queries it takes."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from paperless_firefly.review.models import Document
    from paperless_firefly.review.services import matching

    found = list(Document.objects.filter(owner_id=owner).order_by("?")[:200])
    times = [_timed(lambda d=d: matching.match(d)) for d in found]
    _say(f"{name}: median", round(median(times) * 1000, 1), "ms", 20)
    _say(f"{name}: 95th percentile", round(sorted(times)[int(len(times) * 0.95)] * 1000, 1), "ms")
    with CaptureQueriesContext(connection) as queries:
        matching.match(found[0])
    _say(f"{name}: queries", len(queries), "")


def _timed(work: object) -> float:
    assert callable(work)
    started = perf_counter()
    work()
    return round(perf_counter() - started, 4)


def _say(name: str, value: float, unit: str, against: float | None = None) -> None:
    print(json.dumps({"name": name, "value": value, "unit": unit, "against": against}), flush=True)


if __name__ == "__main__":
    main()
