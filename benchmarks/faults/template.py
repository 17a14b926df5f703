"""Makes what each story begins with: five documents decided (forward), and done and asked back.

usage: python -m benchmarks.faults.template FOLDER PAPERLESS_PORT FIREFLY_PORT VERSION

Beside the folder it leaves copies of it, one a story, each with an expected.json. The
documents: one becomes new, one is linked to a single transaction, one to a split of a group, one to
a group that changed since it was shown, and one becomes new again after its transaction was deleted
in Firefly III, whose hash still blocks. In "back", one transaction was edited by its user since. In
"merge", a provisional transaction (with a file of its user's) gives way to the bank's own that came
after it, and a document that waits for the bank has its day; in "apart" the merge is taken back.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from paperless_firefly.demo import serve
from paperless_firefly.demo.firefly import Books, FireflyServer
from paperless_firefly.demo.firefly.app import TOKEN as FIREFLY_TOKEN
from paperless_firefly.demo.paperless import PaperlessServer, Shelf
from paperless_firefly.demo.paperless.app import TOKEN as PAPERLESS_TOKEN

from .count import POSTED, WAITING

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from paperless_firefly.review.models import Document, Posting

TODAY = date(2026, 11, 24)
NEW, SINGLE, SPLIT, CHANGED, AGAIN, PARTS = 1, 2, 3, 4, 5, 6
AMOUNTS = {
    NEW: "12,34",
    SINGLE: "23,45",
    SPLIT: "34,56",
    CHANGED: "45,67",
    AGAIN: "56,78",
    PARTS: "67,89",
}
TEXT = """Nordlicht GmbH
Hafenstrasse 3, 24999 Musterstadt
Rechnung
Rechnungsnummer: R-{number}
Rechnungsdatum: 11.11.2026
Gesamtbetrag: {total} EUR
"""
BANK: dict[str, Any] = {
    "type": "withdrawal", "date": "2026-11-13", "description": "NORDLICHT SAGT DANKE",
    "source_name": "Girokonto", "destination_name": "Nordlicht", "category_name": "Office",
    "notes": "Dear diary", "tags": ["bank"], "internal_reference": "IMPORT-7",
}  # fmt: skip


def main(folder: Path, paperless_port: int, firefly_port: int, version: str) -> None:
    """Fills the folder and its two copies."""
    folder.mkdir(parents=True)
    from paperless_firefly.review.web import settings

    settings.make_keys()
    _arrive(folder, version)
    demo = serve.run_both(
        folder,
        paperless_port=paperless_port,
        firefly_port=firefly_port,
        paperless_version=version,
    )
    import django

    django.setup()
    from django.db import connections

    story = _Story(demo, folder)
    for act in (story.forward, story.back, story.merge, story.apart):
        name = act.__name__
        (folder / "expected.json").write_text(json.dumps(act()))
        connections.close_all()
        shutil.copytree(folder, folder.parent / name)
    demo.stop()


def _arrive(folder: Path, version: str) -> None:
    """What scanner and bank brought, and what the user wrote there."""
    paperless = PaperlessServer.create(folder / "paperless.sqlite3", version=version, delay=0)
    with paperless.store.write() as db:
        shelf = Shelf(db, delay=0)
        tags = [shelf.ensure("tags", t, matching_algorithm=0) for t in (WAITING, "household")]
        for number, total in AMOUNTS.items():
            text = TEXT.format(number=number, total=total)
            made = shelf.add(
                text.encode(), f"scan{number}.txt", content=text, tags=tags, created=TODAY
            )
            db.execute(
                "INSERT INTO notes (document_id, note, created) VALUES (?, 'mine', ?)",
                (made, "2026-11-24T08:00:00.000000Z"),
            )
        db.execute("UPDATE documents SET modified = added")
    firefly = FireflyServer.create(folder / "firefly.sqlite3")
    with firefly.store.write() as db:
        books = Books(db)
        books.account("Girokonto", "asset", role="defaultAsset")
        books.book([{**BANK, "amount": "23.45", "external_id": "bank-1"}])
        parts = [{**BANK, "amount": amount} for amount in ("5.00", "34.56", "7.77")]
        books.book(parts, "Market")
        books.book([{**BANK, "amount": "45.67", "external_id": "bank-4"}])
        books.book([{**BANK, "amount": "67.89", "external_id": "bank-6"}])


class _Story:
    """The owner's doings, by the product's own use cases."""

    def __init__(self, demo: serve.Demo, folder: Path) -> None:
        from django.contrib.auth import get_user_model
        from django.core.management import call_command

        from paperless_firefly.review import tasks
        from paperless_firefly.review.models import ConnectionKind
        from paperless_firefly.review.services import connections, preferences, runs

        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        self.owner: AbstractBaseUser = get_user_model().objects.create_user("owner", password="x")
        for kind, url, token in (
            (ConnectionKind.PAPERLESS, demo.paperless.url, PAPERLESS_TOKEN),
            (ConnectionKind.FIREFLY, demo.firefly.url, FIREFLY_TOKEN),
        ):
            connections.save(owner=self.owner, kind=kind, url=url, token=token)
        changes = {"default_account": "Girokonto", "attach_file": "original"}
        preferences.preferences_of(self.owner.pk)
        preferences.save(
            preferences=preferences.preferences_of(self.owner.pk), by=self.owner, changes=changes
        )
        runs.work(runs.request(owner_id=self.owner.pk), tasks.servers)
        self.servers, self.folder = tasks.servers, folder

    def forward(self) -> list[dict[str, object]]:
        """Decides all six; what each is to end in."""
        self._once_before()
        self.linked = {
            number: self._link(number, amount)
            for number, amount in ((SINGLE, 2345), (SPLIT, 3456), (CHANGED, 4567))
        }
        self.linked[PARTS] = self._link(PARTS, 6789, "60.00", "7.89")
        self._write(self.linked[CHANGED], "Dear diary, changed")
        self._attach(self.linked[SINGLE])
        self._accept(NEW, "10.00", "2.34")
        self._accept(AGAIN)
        self._wake("posting", "due")
        return [
            _wanted(NEW, 1, POSTED),
            _wanted(SINGLE, 0, POSTED, journal=self.linked[SINGLE], linked=True),
            _wanted(SPLIT, 0, POSTED, journal=self.linked[SPLIT], linked=True),
            _wanted(CHANGED, 0, WAITING, journal=self.linked[CHANGED]),
            _wanted(AGAIN, 1, POSTED),
            _wanted(PARTS, 0, POSTED, journal=self.linked[PARTS], linked=True, parts=2),
        ]

    def back(self) -> list[dict[str, object]]:
        """Posts all, lets the user edit, and asks all back; what each is to end in."""
        from paperless_firefly.review.models import Posting
        from paperless_firefly.review.services import sweep, undoing

        while sweep.work(self.servers):
            pass
        done = {p.document.paperless_id: p for p in Posting.objects.filter(state="done")}
        self._write(self.linked[SINGLE], "Dear diary, checked")
        self._attach(self.linked[SPLIT])
        self._write(int(done[AGAIN].journal_ids[0]), "mine now")
        for number in (NEW, SINGLE, SPLIT, AGAIN, PARTS):
            undoing.take_back(document=self._document(number), by=self.owner)
        self._wake("undo", "undoing")
        return [
            _wanted(NEW, 0, WAITING),
            _wanted(SINGLE, 0, WAITING, journal=self.linked[SINGLE]),
            _wanted(SPLIT, 0, WAITING, journal=self.linked[SPLIT]),
            _wanted(CHANGED, 0, WAITING, journal=self.linked[CHANGED]),
            _wanted(AGAIN, 1, POSTED),
            _wanted(PARTS, 0, WAITING, journal=self.linked[PARTS], parts=1),
        ]

    def merge(self) -> list[dict[str, object]]:
        """After all that: one is provisional, and merged; one has waited to its day."""
        from paperless_firefly.review.models import LedgerSplit
        from paperless_firefly.review.services import merging, waiting
        from paperless_firefly.review.services.preferences import preferences_of, today_of

        self._work()
        ours = self._accept(NEW, mark="provisional", category="Office", tags=("paper",))
        self._work()
        ours.refresh_from_db()
        self._attach(int(ours.journal_ids[0]))
        self._bank_comes()
        document, split = self._document(NEW), LedgerSplit.objects.get(external_id="bank-late")
        self.merged = int(split.journal_id)
        merging.merge(document=document, by=self.owner, version=document.version, split=split)
        self._wait(SPLIT, today_of(preferences_of(self.owner.pk)))
        waiting.work_due()
        self._wake("posting", "due")
        return [
            _wanted(NEW, 0, POSTED, journal=self.merged, linked=True, merged=True),
            _wanted(SPLIT, 1, POSTED),
            _wanted(SINGLE, 0, WAITING, journal=self.linked[SINGLE]),
            _wanted(CHANGED, 0, WAITING, journal=self.linked[CHANGED]),
            _wanted(AGAIN, 1, POSTED),
        ]

    def apart(self) -> list[dict[str, object]]:
        """The merge is done, and asked back: ours is made again."""
        from paperless_firefly.review.services import undoing

        self._work()
        undoing.take_back(document=self._document(NEW), by=self.owner)
        self._wake("undo", "undoing")
        return [
            _wanted(NEW, 1, POSTED, journal=self.merged, merged=True),
            _wanted(SPLIT, 1, POSTED),
            _wanted(AGAIN, 1, POSTED),
        ]

    def _work(self) -> None:
        from paperless_firefly.review.services import sweep

        while sweep.work(self.servers):
            pass

    def _bank_comes(self) -> None:
        """The bank's own transaction arrives where a provisional one stands, and a sync brings it."""
        from paperless_firefly.review.services import runs

        late = {k: BANK[k] for k in ("type", "date", "description", "source_name")}
        store = FireflyServer.create(self.folder / "firefly.sqlite3").store
        with store.write() as db:
            Books(db).book(
                [{**late, "destination_name": "Nordlicht", "amount": "12.34",
                  "external_id": "bank-late"}]
            )  # fmt: skip
        runs.work(runs.request(owner_id=self.owner.pk), self.servers)

    def _wait(self, number: int, until: date) -> None:
        """It is accepted to wait for the bank; what matching found for it is called no pair."""
        from paperless_firefly.domain.posting import Booking
        from paperless_firefly.review.services import decisions

        document = self._document(number)
        for proposal in document.proposal_rows.filter(dismissed=False).select_related("split"):
            decisions.dismiss(document=document, by=self.owner, split=proposal.split)
        document = self._document(number)
        decisions.wait(
            document=document,
            by=self.owner,
            version=document.version,
            booking=Booking(own_account_id="1", counterparty_name="Nordlicht GmbH"),
            until=until,
        )

    def _once_before(self) -> None:
        """One document was posted, deleted by its user in Firefly III, and taken back."""
        from paperless_firefly.review.services import importing, undoing

        importing.work(self._accept(AGAIN), self.servers)
        posting = self._postings(AGAIN)[0]
        with self.servers.firefly(self.owner.pk) as firefly:
            firefly.delete(posting.group_id)
        undoing.take_back(document=self._document(AGAIN), by=self.owner)
        undoing.work(self._postings(AGAIN)[0], self.servers)

    def _accept(self, number: int, *parts: str, mark: str | None = None, **chosen: Any) -> Posting:
        """As new, in parts of these amounts; provisional with a mark."""
        from paperless_firefly.domain.posting import Booking, SplitChoice
        from paperless_firefly.review.services import decisions

        document = self._document(number)
        return decisions.accept_new(
            document=document,
            by=self.owner,
            version=document.version,
            booking=Booking(
                own_account_id="1",
                counterparty_name="Nordlicht GmbH",
                splits=tuple(SplitChoice(f"Part of {amount}", amount) for amount in parts),
                **chosen,
            ),
            mark=mark,
        )

    def _link(self, number: int, minor: int, *parts: str) -> int:
        """To the bank's transaction of an amount, split into parts of these amounts."""
        from paperless_firefly.domain.posting import SplitChoice
        from paperless_firefly.review.models import LedgerSplit
        from paperless_firefly.review.services import decisions

        document, split = self._document(number), LedgerSplit.objects.get(amount_minor=minor)
        decisions.link(
            document=document, by=self.owner, version=document.version, split=split,
            parts=[SplitChoice(f"Part of {amount}", amount) for amount in parts],
        )  # fmt: skip
        return int(split.journal_id)

    def _write(self, journal: int, notes: str) -> None:
        """The user edits a transaction in Firefly III."""
        from paperless_firefly.domain.posting import SplitChange

        with self.servers.firefly(self.owner.pk) as firefly:
            group = next(
                g
                for page in firefly.transactions(date(2026, 1, 1), date(2026, 12, 31))
                for g in page.groups
                if str(journal) in {s.journal_id for s in g.splits}
            )
            firefly.update(firefly.transaction(group.id), {str(journal): SplitChange(notes=notes)})

    def _attach(self, journal: int) -> None:
        """The user attaches a file of their own."""
        with self.servers.firefly(self.owner.pk) as firefly:
            shell = firefly.make_attachment(str(journal), "mine.txt", "my own")
            firefly.fill_attachment(shell.id, b"my own receipt")

    def _wake(self, task: str, state: str) -> None:
        from paperless_firefly.review import tasks

        for posting in self._postings(state=state):
            tasks.wake(task, posting.pk)

    def _document(self, number: int) -> Document:
        from paperless_firefly.review.models import Document

        return Document.objects.select_related("connection").get(paperless_id=number)

    def _postings(self, number: int = 0, **having: str) -> list[Posting]:
        from paperless_firefly.review.models import Posting

        where = {"document__paperless_id": number} if number else {}
        return list(Posting.objects.filter(**where, **having).order_by("-pk"))


def _wanted(
    document: int,
    booked: int,
    tag: str,
    journal: int | None = None,
    linked: bool = False,
    merged: bool = False,
    parts: int = 0,
) -> dict[str, object]:
    once = int(tag == POSTED)
    return {
        "document": document, "booked": booked, "noted": once, "files": once, "tag": tag,
        "journal": journal, "linked": linked, "merged": merged, "parts": parts,
    }  # fmt: skip


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "paperless_firefly.review.web.settings")
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
