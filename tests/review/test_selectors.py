"""Selectors: what is known of a document, where its pages are, and whether this instance works."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from paperless_firefly.domain.document import Page, SourceDocument, Word
from paperless_firefly.domain.paperless import Original
from paperless_firefly.review.models import ConnectionKind, LedgerEntry, WorkerBeat
from paperless_firefly.review.selectors import health, pages, proposed, readings
from paperless_firefly.review.services import pages as page_service
from paperless_firefly.review.services import sweep, values

from .world import PAPERLESS, PlainFiles, World


@pytest.fixture
def ready(world: World) -> World:
    """A document that was read."""
    world.scan()
    world.run()
    return world


def test_all_that_is_known_takes_two_queries(
    ready: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    document = ready.document(1)
    with django_assert_num_queries(2):
        known = readings.known_of(document)
    assert known is not None
    assert known.extraction.text("total") == "12.34"


def test_what_the_readers_said_stands_beside_a_persons_value(ready: World) -> None:
    document = ready.document(1)
    values.set_values(
        document=document, by=ready.owner, version=document.version, values={"total": "99.50"}
    )
    known = readings.known_of(document)
    assert known is not None
    assert (known.extraction.text("total"), known.was) == ("99.50", {"total": "12.34"})


def test_an_unread_document_is_not_known(ready: World) -> None:
    document = ready.document(1)
    document.readings.all().delete()
    assert readings.known_of(document) is None
    assert readings.extraction_of(document) is None
    with pytest.raises(ValueError, match="unread"):
        readings.draft_of(document, ready.booking())


def test_a_draft_points_to_the_document_where_people_open_it(ready: World) -> None:
    draft = readings.draft_of(ready.document(1), ready.booking())
    assert draft.transaction is not None
    assert draft.transaction.external_url == f"{PAPERLESS}/documents/1/"


def suggested(world: World, account: str = "") -> tuple[str, str, str]:
    """The accounts that are suggested for document 1."""
    document = world.document(1)
    extraction = readings.extraction_of(document)
    assert extraction is not None
    found = proposed.suggested_booking(document, extraction, account)
    return found.own_account_id, found.counterparty_id, found.counterparty_name


def test_the_only_account_of_ones_own_is_suggested(ready: World) -> None:
    assert suggested(ready) == ("1", "", "Nordlicht GmbH")


def test_of_two_accounts_none_is_guessed(ready: World) -> None:
    LedgerEntry.objects.create(
        owner=ready.owner, connection=ready.connection(ConnectionKind.FIREFLY), kind="account",
        firefly_id="7", name="Visa", search="visa", type="asset",
    )  # fmt: skip
    assert suggested(ready)[0] == ""
    assert suggested(ready, "visa")[0] == "7"
    assert suggested(ready, "1")[0] == "1"
    assert suggested(ready, "none such")[0] == ""


def test_a_counterparty_that_firefly_knows_is_suggested(ready: World) -> None:
    LedgerEntry.objects.create(
        owner=ready.owner, connection=ready.connection(ConnectionKind.FIREFLY), kind="account",
        firefly_id="8", name="Nordlicht GmbH", search="nordlicht gmbh", type="expense",
    )  # fmt: skip
    assert suggested(ready)[1:] == ("8", "Nordlicht GmbH")


PAGES = tuple(Page(n, 59.0, 84.0, (Word(f"page-{n}", 1.0, 2.0, 3.0, 4.0),)) for n in (1, 2))


class Drawn(PlainFiles):
    """Draws every page as the same few bytes."""

    def render(
        self, data: bytes, name: str, mime_type: str, page: int, width: int = 1240
    ) -> bytes | None:
        """A page."""
        self.reads += 1
        return b"RIFF"

    def read(self, *args: Any, **named: Any) -> SourceDocument:
        """Two pages with a word each."""
        return replace(super().read(*args, **named), pages=PAGES)


@pytest.fixture
def drawn(ready: World, settings: Settings, tmp_path: Path) -> World:
    """Two pages of document 1 in the cache."""
    settings.SPARKLINK_DATA = tmp_path
    ready.files = Drawn()
    page_service.draw(Original(b"", "a.pdf", "application/pdf"), "ab" * 32, PAGES, ready.files)
    type(ready.document(1)).objects.update(sha256="ab" * 32, page_count=2)
    return ready


def test_a_page_that_is_drawn_has_a_place(drawn: World) -> None:
    document = drawn.document(1)
    path = pages.page_image(document, 2)
    assert path is not None
    assert path.read_bytes() == b"RIFF"
    assert [pages.page_image(document, n) for n in (0, 3, 21, -1)] == [None] * 4


def test_pages_that_the_cache_let_go_are_drawn_again(drawn: World, settings: Settings) -> None:
    settings.SPARKLINK_PAGES_MB = 0
    assert page_service.trim() == 2
    assert pages.page_image(drawn.document(1), 1) is None
    page_service.redraw(drawn.document(1), drawn)
    assert pages.page_image(drawn.document(1), 1) is not None
    assert [w.text for w in pages.words(drawn.document(1), 2)] == ["page-2"]


def test_pages_that_are_there_are_not_drawn_again(drawn: World) -> None:
    before = drawn.files.reads
    page_service.redraw(drawn.document(1), drawn)
    assert drawn.files.reads == before


def test_an_instance_without_a_worker_is_not_ready(world: World) -> None:
    assert not health.readiness().ready
    sweep.beat()
    found = health.readiness()
    assert found.ready
    assert [u.name for u in found.upstreams] == ["paperless", "firefly"]


def test_a_worker_seen_long_ago_does_not_count(db: None) -> None:
    WorkerBeat.objects.create(name="old:1", at=timezone.now() - timedelta(minutes=5))
    assert not health.readiness().worker


def test_a_missing_migration_is_not_ready(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'review'")
    assert not health.readiness().migrated
