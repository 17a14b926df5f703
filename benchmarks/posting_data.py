"""Documents that are accepted and due, for benchmarks.posting; and the serial loop beside it.

usage: python -m benchmarks.posting_data make N PAPERLESS_PORT FIREFLY_PORT | serial
"""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

from paperless_firefly.demo import serve
from paperless_firefly.demo.firefly import Books, FireflyServer
from paperless_firefly.demo.firefly.app import TOKEN as FIREFLY_TOKEN
from paperless_firefly.demo.paperless import PaperlessServer, Shelf
from paperless_firefly.demo.paperless.app import TOKEN as PAPERLESS_TOKEN

TODAY = date(2026, 11, 24)
TEXT = """Nordlicht GmbH
Hafenstrasse 3, 24999 Musterstadt
Rechnung
Rechnungsnummer: R-{number}
Rechnungsdatum: 11.11.2026
Gesamtbetrag: {number},50 EUR
"""


def make(many: int, paperless_port: int, firefly_port: int) -> None:
    """Both servers' files, and SparkLink's data with so many documents accepted as new."""
    from paperless_firefly.review.web import settings

    settings.make_keys()
    folder = Path(os.environ["SPARKLINK_DATA"])
    _arrive(folder, many)
    demo = serve.run_both(folder, paperless_port=paperless_port, firefly_port=firefly_port)
    import django

    django.setup()
    _decide(demo)
    demo.stop()


def _arrive(folder: Path, many: int) -> None:
    paperless = PaperlessServer.create(folder / "paperless.sqlite3", delay=0)
    with paperless.store.write() as db:
        shelf = Shelf(db, delay=0)
        tags = [shelf.ensure("tags", "finance/inbox", matching_algorithm=0)]
        for number in range(1, many + 1):
            text = TEXT.format(number=number)
            shelf.add(text.encode(), f"{number}.txt", content=text, tags=tags, created=TODAY)
    firefly = FireflyServer.create(folder / "firefly.sqlite3")
    with firefly.store.write() as db:
        Books(db).account("Girokonto", "asset", role="defaultAsset")


def _decide(demo: serve.Demo) -> None:
    from django.contrib.auth import get_user_model
    from django.core.management import call_command

    from paperless_firefly.domain.posting import Booking
    from paperless_firefly.review import tasks
    from paperless_firefly.review.models import ConnectionKind, Document
    from paperless_firefly.review.services import connections, decisions, preferences, runs

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    owner = get_user_model().objects.create_user("owner", password="x")
    for kind, url, token in (
        (ConnectionKind.PAPERLESS, demo.paperless.url, PAPERLESS_TOKEN),
        (ConnectionKind.FIREFLY, demo.firefly.url, FIREFLY_TOKEN),
    ):
        connections.save(owner=owner, kind=kind, url=url, token=token)
    changes = {"default_account": "Girokonto", "attach_file": "original"}
    preferences.save(preferences=preferences.preferences_of(owner.pk), by=owner, changes=changes)
    runs.work(runs.request(owner_id=owner.pk), tasks.servers)
    booking = Booking(own_account_id="1", counterparty_name="Nordlicht GmbH")
    for document in Document.objects.select_related("connection"):
        posting = decisions.accept_new(
            document=document, by=owner, version=document.version, booking=booking
        )
        tasks.wake("posting", posting.pk)


def serial() -> None:
    """One document after another, all of its steps."""
    import django

    django.setup()
    from paperless_firefly.review import tasks
    from paperless_firefly.review.models import Posting
    from paperless_firefly.review.services import attachments, importing, write_back

    for posting in Posting.objects.order_by("pk"):
        importing.work(posting, tasks.servers)
        write_back.work(posting.write_back, tasks.servers)
        for row in posting.attachments.all():
            attachments.work(row, tasks.servers)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "paperless_firefly.review.web.settings")
    if sys.argv[1] == "make":
        make(*map(int, sys.argv[2:5]))
    else:
        serial()
