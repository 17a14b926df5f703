"""A person's values: they outrank every reader, and nothing that was typed is lost."""

from __future__ import annotations

import pytest

from paperless_firefly.review.models import Document, FieldValue
from paperless_firefly.review.selectors.readings import YOU, extraction_of
from paperless_firefly.review.services import values
from paperless_firefly.review.services.errors import InvalidValues, NotAllowed, StaleVersion

from .world import World


@pytest.fixture
def ready(world: World) -> World:
    """A document that was read."""
    world.scan()
    world.run()
    return world


def enter(world: World, **entered: str) -> Document:
    """The owner types values into document 1."""
    document = world.document(1)
    values.set_values(document=document, by=world.owner, version=document.version, values=entered)
    return world.document(1)


def test_a_value_fills_the_columns_and_the_version_moves(ready: World) -> None:
    before = ready.document(1).version
    document = enter(ready, total="99.5", seller="Bergkauf KG")
    assert (document.total_minor, document.seller) == (9950, "Bergkauf KG")
    assert "bergkauf kg" in document.search
    assert document.version == before + 1
    assert document.match_due


def test_the_readers_word_stays_as_an_alternative(ready: World) -> None:
    document = enter(ready, total="99.50")
    extraction = extraction_of(document)
    assert extraction is not None
    total = extraction.fields["total"]
    assert (total.value, total.confidence, total.reader) == ("99.50", 1.0, YOU)
    assert "12.34" in [a.value for a in total.alternatives]


def test_what_was_not_changed_is_nobodys_value(ready: World) -> None:
    enter(ready, total="12.34", currency="EUR")
    assert not FieldValue.objects.exists()


def test_typing_the_readers_word_again_gives_it_back(ready: World) -> None:
    enter(ready, total="99.50")
    enter(ready, total="12.34")
    assert not FieldValue.objects.exists()


def test_an_empty_value_says_that_the_document_does_not_state_it(ready: World) -> None:
    document = enter(ready, seller="")
    assert document.seller == ""
    assert "seller" in document.to_check


def test_kind_and_direction_are_a_persons_word_too(ready: World) -> None:
    document = enter(ready, kind="receipt", direction="in")
    assert (document.kind, document.direction) == ("receipt", "in")


WRONG = {
    "total": "twelve",
    "issue_date": "31.12.2026",
    "due_date": "0001-01-01",
    "currency": "euro",
    "kind": "poem",
    "direction": "",
    "colour": "red",
}


@pytest.mark.parametrize(("name", "value"), WRONG.items())
def test_a_value_that_cannot_be_changes_nothing(ready: World, name: str, value: str) -> None:
    with pytest.raises(InvalidValues) as refused:
        enter(ready, **{"seller": "Bergkauf KG", name: value})
    assert set(refused.value.errors) == {name}
    assert not FieldValue.objects.exists()
    assert ready.document(1).seller != "Bergkauf KG"


def test_a_stale_form_names_each_difference(ready: World) -> None:
    stale = ready.document(1)
    enter(ready, total="99.50")
    with pytest.raises(StaleVersion) as refused:
        values.set_values(
            document=stale,
            by=ready.owner,
            version=stale.version - 1,
            values={"total": "13.00", "currency": "EUR"},
        )
    assert refused.value.differences == {"total": ("13.00", "99.50")}
    assert FieldValue.objects.get().value == "99.50"


def test_restoring_what_nobody_set_changes_nothing(ready: World) -> None:
    document = ready.document(1)
    values.restore(document=document, by=ready.owner, version=document.version, name="total")
    assert ready.document(1).total_minor == 1234
    assert not document.audit.filter(action="field-restored").exists()


def test_a_decided_documents_values_are_not_touched(ready: World) -> None:
    ready.accept(1)
    with pytest.raises(NotAllowed, match="already decided"):
        enter(ready, total="99.50")


def test_each_change_is_logged_with_before_and_after(ready: World) -> None:
    document = enter(ready, total="99.50")
    entry = document.audit.get(action="field-changed")
    assert entry.actor == ready.owner
    assert entry.details == {"field": "total", "was": "12.34", "now": "99.50"}


@pytest.mark.parametrize("total", ["1e30", "99999999999999999999", "-1e400"])
def test_an_amount_beyond_all_money_is_refused(ready: World, total: str) -> None:
    with pytest.raises(InvalidValues):
        enter(ready, total=total)
