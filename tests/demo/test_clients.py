"""SparkLink's own clients make every call that they have at the demo servers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from paperless_firefly.clients.firefly.client import FireflyClient
from paperless_firefly.clients.paperless.client import PaperlessClient
from paperless_firefly.demo.serve import run_both
from paperless_firefly.domain.errors import DuplicateTransaction, Missing, UnknownTag
from paperless_firefly.domain.ledger import ListKind
from paperless_firefly.domain.posting import (
    AccountRef,
    NewTransaction,
    PostingSplit,
    SplitChange,
)
from paperless_firefly.domain.transaction import TransactionType

TODAY = date(2026, 11, 24)
PDF = b"%PDF-1.4\n%%EOF\n"


@pytest.fixture(params=["2.20", "3.0"])
def paperless(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[PaperlessClient]:
    demo = run_both(tmp_path, paperless_version=request.param, today=TODAY)
    with PaperlessClient(demo.paperless.url, "demo-paperless-token") as client:
        yield client
    demo.stop()


@pytest.fixture
def firefly(tmp_path: Path) -> Iterator[FireflyClient]:
    demo = run_both(tmp_path, today=TODAY)
    with FireflyClient(demo.firefly.url, "demo-firefly-token") as client:
        yield client
    demo.stop()


def make_new(**values: object) -> NewTransaction:
    given: dict[str, object] = {
        "type": TransactionType.WITHDRAWAL,
        "date": TODAY,
        "currency": "EUR",
        "source": AccountRef(id="1"),
        "destination": AccountRef(name="Laden"),
        "splits": (PostingSplit(Decimal("3.00"), "Brot", tags=("neu",)),),
        "external_id": "paperless:9:0123456789abcdef",
        "internal_reference": "PAPERLESS:9",
        "external_url": "http://127.0.0.1:8000/documents/9/",
    }
    return NewTransaction(**{**given, **values})  # type: ignore[arg-type]


def test_the_inbox_is_read_and_written_back(paperless: PaperlessClient) -> None:
    tag = paperless.find_tag("finance/inbox")
    with pytest.raises(UnknownTag, match="finance/inbox"):
        paperless.find_tag("finance/inbax")
    pages = list(paperless.documents(tag.id, page_size=10))
    assert [len(page.documents) for page in pages] == [10, 10, 4]
    assert len(paperless.tagged_ids(tag.id)) == 24
    posted = paperless.ensure_tag("finance/posted")
    paperless.modify_tags([1], [posted.id], [tag.id])
    field = paperless.ensure_custom_field("Firefly", "url")
    paperless.modify_custom_fields([1], {field.id: "http://127.0.0.1/transactions/show/1"})
    paperless.add_note(1, "Booked")
    document = paperless.document(1)
    assert document.tags == {posted.id}
    assert document.custom_fields == ((field.id, "http://127.0.0.1/transactions/show/1"),)
    assert [note.text for note in paperless.notes(1)] == ["Booked"]
    assert paperless.original(1).data.startswith(b"%PDF")


def test_the_names_of_paperless_are_listed(paperless: PaperlessClient) -> None:
    assert "Nordlicht Bürobedarf GmbH" in {row.name for row in paperless.correspondents()}
    assert {"Rechnung", "Kassenbon"} <= {row.name for row in paperless.document_types()}
    assert paperless.custom_fields() == ()
    assert paperless.about().user == "demo"
    assert paperless.original_checksum(1)


@pytest.mark.parametrize("kind", list(ListKind))
def test_every_list_of_firefly_is_filled(firefly: FireflyClient, kind: ListKind) -> None:
    assert firefly.entries(kind)


def test_a_transaction_is_made_found_linked_and_deleted(firefly: FireflyClient) -> None:
    made = firefly.create(make_new())
    finders = (
        firefly.find_by_external_id_start("paperless:9:"),
        firefly.find_by_external_id_contains("0123456789abcdef"),
        firefly.find_by_external_url_contains("/documents/9/"),
        firefly.find_by_internal_reference("PAPERLESS:9"),
    )
    assert [[group.id for group in found] for found in finders] == [[made.id]] * 4
    with pytest.raises(DuplicateTransaction) as refused:
        firefly.create(make_new())
    assert refused.value.group_id == made.id
    journal = made.splits[0].journal_id
    changed = firefly.update(made, {journal: SplitChange(notes="gesehen")})
    assert changed.splits[0].notes == "gesehen"
    shell = firefly.make_attachment(journal, "a.pdf")
    assert firefly.fill_attachment(shell.id, PDF).size == len(PDF)
    assert [a.filename for a in firefly.attachments(made.id)] == ["a.pdf"]
    firefly.delete(made.id)
    with pytest.raises(Missing):
        firefly.transaction(made.id)


def test_the_whole_ledger_comes_page_by_page(firefly: FireflyClient) -> None:
    pages = firefly.transactions(TODAY - timedelta(days=120), TODAY, limit=7)
    splits = [split for page in pages for group in page.groups for split in group.splits]
    assert len({split.external_id for split in splits}) == 60
