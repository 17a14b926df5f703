"""Reading: versions, the person's word, and what fails."""

from __future__ import annotations

import pytest
from django.utils import timezone
from pytest_django import Settings

from paperless_firefly.review.models import Document, Reading
from paperless_firefly.review.selectors.readings import extraction_of
from paperless_firefly.review.services import reading, values
from paperless_firefly.review.services.errors import InvalidValues, NotAllowed, StaleVersion

from .world import World


@pytest.fixture
def document(world: World) -> Document:
    """A document that was read."""
    ident = world.scan()
    world.run()
    return world.document(ident)


def read_again(world: World, document: Document, content: str) -> Document:
    """Paperless holds another text, and a worker reads it."""
    Document.objects.filter(pk=document.pk).update(content=content, read_due_at=timezone.now())
    reading.work(Document.objects.get(pk=document.pk), world)
    return world.document(document.paperless_id)


def test_a_reading_fills_the_columns_that_lists_ask_for(document: Document) -> None:
    assert (document.seller, document.total_minor, document.currency) == (
        "Nordlicht GmbH", 1234, "EUR",
    )  # fmt: skip
    assert document.version == 1
    assert len(document.sha256) == 64


def test_each_reading_is_a_version_of_its_own(world: World, document: Document) -> None:
    again = read_again(world, document, document.content.replace("12,34", "56,78"))
    assert again.total_minor == 5678
    assert list(Reading.objects.values_list("version", flat=True)) == [1, 2]


def test_a_persons_value_survives_a_new_reading(world: World, document: Document) -> None:
    values.set_values(
        document=document, by=world.owner, version=document.version, values={"total": "99.00"}
    )
    again = read_again(world, document, document.content.replace("12,34", "56,78"))
    assert again.total_minor == 9900
    extraction = extraction_of(again)
    assert extraction is not None
    assert extraction.fields["total"].reader == "you"
    assert "56.78" in [a.value for a in extraction.fields["total"].alternatives]


def test_restoring_lets_the_readers_speak_again(world: World, document: Document) -> None:
    values.set_values(
        document=document, by=world.owner, version=document.version, values={"total": "99.00"}
    )
    values.restore(document=document, by=world.owner, version=document.version, name="total")
    assert world.document(document.paperless_id).total_minor == 1234


def test_a_stale_form_is_refused_with_the_difference(world: World, document: Document) -> None:
    old = document.version
    values.set_values(document=document, by=world.owner, version=old, values={"total": "99.00"})
    with pytest.raises(StaleVersion) as refused:
        values.set_values(document=document, by=world.owner, version=old, values={"total": "11.00"})
    assert refused.value.differences == {"total": ("11.00", "99.00")}
    assert world.document(document.paperless_id).total_minor == 9900


@pytest.mark.parametrize(
    ("name", "value"),
    [("total", "much"), ("issue_date", "11.11.2026"), ("currency", "euro"), ("direction", "up")],
)
def test_a_value_that_cannot_be_is_named(
    world: World, document: Document, name: str, value: str
) -> None:
    with pytest.raises(InvalidValues) as refused:
        values.set_values(
            document=document, by=world.owner, version=document.version, values={name: value}
        )
    assert list(refused.value.errors) == [name]


def test_a_decided_document_only_gains_findings(world: World, document: Document) -> None:
    world.accept(document.paperless_id)
    world.execute("paperless", "UPDATE documents SET data = ?", b"another file")
    again = read_again(world, document, "something else")
    assert (again.total_minor, again.version) == (1234, 1)
    extraction = extraction_of(again)
    assert extraction is not None
    assert "changed-after-decision" in [f.code for f in extraction.findings]


def test_the_values_of_a_decided_document_stand(world: World, document: Document) -> None:
    world.accept(document.paperless_id)
    with pytest.raises(NotAllowed):
        values.set_values(
            document=document, by=world.owner, version=document.version, values={"total": "1.00"}
        )


def test_a_server_in_trouble_is_asked_again_later(world: World, settings: Settings) -> None:
    settings.SPARKLINK_BACKOFF = 1
    ident = world.scan()
    world.fault("paperless", "status", pattern="*/download/*", argument="500")
    world.run()
    row = world.document(ident)
    assert row.reading == "unread"
    assert row.read_due_at is not None
    assert row.read_due_at > timezone.now()
    assert "500" in row.read_error


def test_a_document_deleted_meanwhile_leaves_the_queue(world: World) -> None:
    ident = world.scan()
    world.fault("paperless", "status", pattern="*/download/*", argument="404")
    world.run()
    assert world.document(ident).gone_reason == "deleted"


def test_a_document_at_which_workers_die_is_given_to_the_person(world: World) -> None:
    ident = world.scan()
    world.run()
    Document.objects.update(read_due_at=timezone.now(), read_attempts=4, reading="unread")
    reading.work(world.document(ident), world)
    row = world.document(ident)
    assert (row.reading, row.read_due_at) == ("manual", None)


def test_two_workers_read_a_document_once(world: World) -> None:
    ident = world.scan()
    Document.objects.all().delete()
    world.run()
    Document.objects.update(read_due_at=timezone.now())
    first, second = world.document(ident), world.document(ident)
    before = world.files.reads
    assert reading.work(first, world)
    assert not reading.work(second, world)
    assert world.files.reads == before + 1


def test_a_late_worker_overwrites_nothing(world: World, document: Document) -> None:
    Document.objects.filter(pk=document.pk).update(read_due_at=timezone.now())
    late = world.document(document.paperless_id)
    Document.objects.filter(pk=document.pk).update(read_fence=late.read_fence + 5)
    assert not reading.work(late, world)
    assert Reading.objects.count() == 1


@pytest.mark.parametrize("total", ["9" * 40 + ",00", "9" * 17 + ",99"])
def test_a_sum_beyond_all_money_does_not_stop_the_worker(world: World, total: str) -> None:
    world.scan(total=total)
    assert world.run().state == "done"
    row = world.document(1)
    assert (row.version, row.total_minor) == (1, None)


def test_text_that_no_database_takes_is_cleaned(world: World) -> None:
    world.scan(seller="Nord\x00licht GmbH")
    assert world.run().state == "done"
    assert "\x00" not in world.document(1).content
