"""Makes the state that each scenario starts from: twenty documents read, decided, and due.

usage: python -m benchmarks.faults.template FOLDER PAPERLESS_PORT FIREFLY_PORT VERSION
"""

from __future__ import annotations

import json
import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from paperless_firefly.demo import serve
from paperless_firefly.demo.firefly.app import TOKEN as FIREFLY_TOKEN
from paperless_firefly.demo.paperless.app import TOKEN as PAPERLESS_TOKEN

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from paperless_firefly.review.models import Document

DOCUMENTS, NEW = 20, 12
TODAY = date(2026, 11, 24)


def main(folder: Path, paperless_port: int, firefly_port: int, version: str) -> None:
    """Fills the folder: both servers' files, SparkLink's data, and expected.json."""
    from paperless_firefly.review.web import settings

    settings.make_keys()
    demo = serve.run_both(
        folder,
        paperless_port=paperless_port,
        firefly_port=firefly_port,
        paperless_version=version,
        today=TODAY,
    )
    import django

    django.setup()
    expected = _decide(demo)
    (folder / "expected.json").write_text(json.dumps(expected))
    demo.stop()


def _decide(demo: serve.Demo) -> dict[str, object]:
    from django.contrib.auth import get_user_model
    from django.core.management import call_command

    from paperless_firefly.review import tasks
    from paperless_firefly.review.models import ConnectionKind, Document
    from paperless_firefly.review.services import connections, preferences, runs

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    owner = get_user_model().objects.create_user("owner", password="x")
    for kind, url, token in (
        (ConnectionKind.PAPERLESS, demo.paperless.url, PAPERLESS_TOKEN),
        (ConnectionKind.FIREFLY, demo.firefly.url, FIREFLY_TOKEN),
    ):
        connections.save(owner=owner, kind=kind, url=url, token=token)
    chosen = preferences.preferences_of(owner.pk)
    preferences.save(preferences=chosen, by=owner, changes={"default_account": "Girokonto"})
    runs.work(runs.request(owner_id=owner.pk), tasks.servers)
    new: list[int] = []
    links: list[tuple[int, int]] = []
    for document in Document.objects.select_related("connection").order_by("paperless_id"):
        if len(new) + len(links) < DOCUMENTS:
            _decide_one(document, owner, new, links)
    return {"new": new, "links": links}


def _decide_one(
    document: Document, owner: AbstractBaseUser, new: list[int], links: list[tuple[int, int]]
) -> None:
    from paperless_firefly.review.selectors.proposed import suggested_booking
    from paperless_firefly.review.selectors.readings import extraction_of
    from paperless_firefly.review.services import decisions
    from paperless_firefly.review.services.errors import CannotPost

    reading = extraction_of(document)
    if reading is None:
        return
    best = document.proposal_rows.filter(confidence__gt=0.9).first()
    if best and len(links) < DOCUMENTS - NEW:
        posting = decisions.link(
            document=document, by=owner, version=document.version, split=best.split
        )
        links.append((document.paperless_id, int(best.split.journal_id)))
    else:
        try:
            posting = decisions.accept_new(
                document=document,
                by=owner,
                version=document.version,
                booking=suggested_booking(document, reading, "Girokonto"),
            )
        except CannotPost:
            return
        new.append(document.paperless_id)
    from paperless_firefly.review import tasks

    tasks.wake("posting", posting.pk)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "paperless_firefly.review.web.settings")
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
