"""The log's page over many entries: the time of each way to ask for it.

usage: python -m benchmarks.audit_log [--entries 100000] [--documents 10000] [--times 20]

In one process, on SQLite, through the views; figures are one JSON line each, in milliseconds.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import tempfile
import time

_ASKED = (
    ("newest", ""),
    ("further back", "?before={half}"),
    ("one kind", "?action=posted"),
    ("by a person", "?by=bench"),
    ("since a day", "?since=2026-01-01"),
    ("one document", "?document=77"),
    ("a frequent word", "?q=seller"),
    ("a rare word", "?q=R-4711"),
    ("a word that is nowhere", "?q=nobody"),
    ("an old page of a rare word", "?q=seller+7+gmbh&before={half}"),
)


def main() -> None:
    """Fills a database of its own, and asks."""
    parser = argparse.ArgumentParser(prog="audit_log")
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--times", type=int, default=20)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench") as folder:
        os.environ["SPARKLINK_DATA"] = folder
        os.environ["ALLOWED_HOSTS"] = "testserver"
        os.environ["DJANGO_SETTINGS_MODULE"] = "paperless_firefly.review.web.settings"
        from paperless_firefly.cli import _prepare

        _prepare.configure()
        _prepare.prepare()
        from benchmarks.web_data import fill

        session = fill(given.documents, 100)
        _ask(session, _entries(given.entries), given.times)


def _entries(many: int) -> int:
    """Makes entries of every document, a tenth of them by the person; the key of the middle one."""
    from paperless_firefly.domain.names import fold
    from paperless_firefly.review.models import AuditEntry, Document

    rng = random.Random(2)
    documents = list(Document.objects.values_list("pk", "owner_id", "seller", "number"))
    actions = ("arrived", "read", "field-changed", "decided-new", "posted", "written-back")
    AuditEntry.objects.bulk_create(
        (
            AuditEntry(
                owner_id=owner, document_id=pk, action=rng.choice(actions),
                actor_id=owner if rng.random() < 0.1 else None,
                details={"was": "sending", "now": "done", "group": str(n), "note": seller},
                search=fold(f"sending done {n} {seller}"),
            )
            for n in range(many)
            for pk, owner, seller, number in [rng.choice(documents)]
        ),
        batch_size=1000,
    )  # fmt: skip
    keys = AuditEntry.objects.order_by("pk").values_list("pk", flat=True)
    return int(keys[many // 2])


def _ask(session: str, half: int, times: int) -> None:
    from django.conf import settings
    from django.test import Client

    browser = Client()
    browser.cookies[settings.SESSION_COOKIE_NAME] = session
    for name, query in _ASKED:
        where = f"/history/log/{query.format(half=half)}"
        took = []
        for _ in range(times + 1):
            begun = time.perf_counter()
            status = browser.get(where).status_code
            took.append((time.perf_counter() - begun) * 1000)
            if status != 200:
                raise SystemExit(f"{where} answered {status}")
        figures = {"median": round(statistics.median(took[1:]), 1), "most": round(max(took[1:]), 1)}
        print(json.dumps({"name": f"log, {name}", "unit": "ms", **figures}))


if __name__ == "__main__":
    main()
