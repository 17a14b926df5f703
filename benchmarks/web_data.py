"""A data folder with many documents and transactions as rows, for measuring pages.

usage: python -m benchmarks.web_data FOLDER DOCUMENTS TRANSACTIONS
"""

from __future__ import annotations

import os
import random
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def main(folder: Path, documents: int, transactions: int) -> None:
    """Fills the folder; prints the session cookie of its one user."""
    os.environ["SPARKLINK_DATA"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "paperless_firefly.review.web.settings"
    from paperless_firefly.cli import _prepare

    _prepare.configure()
    _prepare.prepare()
    print(fill(documents, transactions))


def fill(documents: int, transactions: int) -> str:
    """Makes user, connections, documents with readings, transactions, proposals; a session key.

    Without documents there is a user alone, as a new installation has it.
    """
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.auth.models import User
    from django.contrib.sessions.backends.db import SessionStore

    owner = User.objects.create_user("bench", password="bench-bench")
    if documents:
        _rows(owner, documents, transactions)
    session = SessionStore()
    session[SESSION_KEY] = str(owner.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = owner.get_session_auth_hash()
    session.save()
    return str(session.session_key)


def _rows(owner: User, documents: int, transactions: int) -> None:
    from paperless_firefly.domain.names import fold
    from paperless_firefly.review.models import (
        Connection,
        ConnectionKind,
        Document,
        LedgerSplit,
        Proposal,
    )

    rng, today = random.Random(1), date(2026, 11, 24)
    servers = [
        Connection.objects.create(
            owner=owner, kind=kind, url=f"http://{kind}.test", token="x", check_ok=True
        )
        for kind in ConnectionKind
    ]
    sellers = [f"Seller {n} GmbH" for n in range(200)]
    states = ("auto", "auto", "review", "manual")
    made = Document.objects.bulk_create(
        Document(
            owner=owner, connection=servers[0], paperless_id=n, title=f"Scan {n}",
            reading=rng.choice(states), kind="invoice", direction="out", confidence=0.9,
            seller=(seller := rng.choice(sellers)), number=f"R-{n}", currency="EUR",
            total_minor=rng.randrange(100, 99999), version=1, proposals=int(n % 2 == 0),
            issue_date=today - timedelta(days=rng.randrange(700)), search=fold(f"{seller} R-{n}"),
            sha256=f"{n:064x}", to_check=["total"] if n % 3 == 0 else [],
        )
        for n in range(1, documents + 1)
    )  # fmt: skip
    splits = LedgerSplit.objects.bulk_create(
        LedgerSplit(
            owner=owner, connection=servers[1], group_id=str(n), journal_id=str(n),
            type="withdrawal", date=today - timedelta(days=rng.randrange(700)),
            amount_minor=rng.randrange(100, 99999), currency="EUR",
            description=(text := f"CARD {rng.choice(sellers)} {n}"), account="Girokonto",
            counterparty=text, search=fold(text), fingerprint=f"{n:064x}",
        )
        for n in range(1, transactions + 1)
    )  # fmt: skip
    Proposal.objects.bulk_create(
        Proposal(document=d, split=rng.choice(splits), confidence=0.9, state="propose",
                 reasons=[{"signal": "amount", "weight": 6.0, "detail": "to the cent"}])
        for d in made if d.proposals
    )  # fmt: skip


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
