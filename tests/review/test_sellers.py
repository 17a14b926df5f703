"""Memory of sellers: accepted documents teach, the next ones profit, and a person can change it."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User

from paperless_firefly.domain.extraction import Alternative, Evidence, Extraction, Field, State
from paperless_firefly.domain.posting import Booking
from paperless_firefly.review.models import ConfirmedSeller, Document, Reading
from paperless_firefly.review.selectors.sellers import memory_of
from paperless_firefly.review.services import decisions, sellers, values
from paperless_firefly.review.services.errors import InvalidValues
from paperless_firefly.review.services.preferences import preferences_of
from tests.builders import make_document, make_entry, make_extraction, make_person, make_split

from .world import World

SIGNS = {"phones": ["12345678"]}
# what stands on the page: the buyer's VAT id and account as well
PRINTED = {**SIGNS, "vat_ids": ["DE136695976", "DE811569869"], "ibans": ["DE02120300000000202051"]}


@pytest.fixture
def owner(db: None) -> User:
    """Whose sellers they are."""
    return make_person("owner")


def accepted(owner: User, extraction: Extraction | None = None, **set_: str) -> Document:
    """A document that a person accepted, some of its values changed."""
    document = make_document(owner, extraction=extraction or make_extraction())
    reading = Reading.objects.get(document=document)
    Reading.objects.filter(pk=reading.pk).update(data={**reading.data, "signs": PRINTED})
    if set_:
        values.set_values(document=document, by=owner, version=document.version, values=set_)
        document.refresh_from_db()
    account = make_entry(owner, firefly_id=f"a{document.pk}").firefly_id
    booking = Booking(own_account_id=account, counterparty_name="X")
    decisions.accept_new(document=document, by=owner, version=document.version, booking=booking)
    return document


def test_an_accepted_document_teaches_its_seller_and_signs(owner: User) -> None:
    accepted(owner)
    row = ConfirmedSeller.objects.get()
    assert (row.name, row.aliases, row.signs) == ("Nordlicht Bürobedarf", [], SIGNS)
    assert memory_of(owner.pk).sellers[0].name == "Nordlicht Bürobedarf"


def numbered(vat_id: str, iban: str) -> Extraction:
    """A reading that knows the seller's VAT id and account."""
    fields = make_extraction().fields
    numbers = {"seller_vat_id": Field(vat_id, 0.9, "text"), "iban": Field(iban, 0.9, "text")}
    return make_extraction(fields={**fields, **numbers})


def test_of_several_numbers_on_a_page_the_sellers_are_learned(owner: User) -> None:
    accepted(owner, numbered("DE136695976", "DE02120300000000202051"))
    assert ConfirmedSeller.objects.get().signs == {
        **SIGNS, "vat_ids": ["DE136695976"], "ibans": ["DE02120300000000202051"],
    }  # fmt: skip


def test_ones_own_numbers_are_never_a_sellers(owner: User) -> None:
    preferences = preferences_of(owner.pk)
    preferences.my_vat_ids = ["DE 136 695 976"]
    preferences.save()
    make_entry(owner, iban="DE02120300000000202051")
    accepted(owner, numbered("DE136695976", "DE02120300000000202051"))
    assert ConfirmedSeller.objects.get().signs == SIGNS


def test_a_corrected_name_keeps_what_the_readers_took_for_it(owner: User) -> None:
    accepted(owner, seller="Nordlicht GmbH")
    row = ConfirmedSeller.objects.get()
    assert (row.name, row.aliases) == ("Nordlicht GmbH", ["Nordlicht Bürobedarf"])


def test_teaching_twice_changes_nothing(owner: User) -> None:
    document = accepted(owner)
    before = ConfirmedSeller.objects.values().get()
    sellers.learn(document)
    assert ConfirmedSeller.objects.values().get() == before


def test_a_switch_teaches_nothing(owner: User) -> None:
    document = make_document(owner)
    decisions.link(document=document, by=None, version=1, split=make_split(owner))
    assert not ConfirmedSeller.objects.exists()


def test_a_label_that_a_person_chose_is_remembered(owner: User) -> None:
    there = Evidence(line=3, note="beside Belegdatum")
    dates = Field("2026-11-25", 0.7, "text", None, (Alternative("2026-11-11", 0.3, "text", there),))
    read = make_extraction(state=State.REVIEW)
    accepted(
        owner,
        make_extraction(fields={**read.fields, "issue_date": dates}),
        issue_date="2026-11-11",
    )
    assert ConfirmedSeller.objects.get().date_label == "Belegdatum"


def test_the_order_of_day_and_month_is_remembered(owner: User) -> None:
    printed = Field("2026-06-05", 0.7, "text", Evidence(line=3, quote="Date 05/06/2026"))
    read = make_extraction(day=date(2026, 6, 5))
    accepted(
        owner,
        make_extraction(fields={**read.fields, "issue_date": printed}),
        issue_date="2026-05-06",
    )
    assert ConfirmedSeller.objects.get().date_order == "mdy"


def test_a_forgotten_seller_is_not_learned_again_until_allowed(owner: User) -> None:
    accepted(owner)
    row = ConfirmedSeller.objects.get()
    sellers.forget(seller=row, by=owner)
    accepted(owner)
    assert memory_of(owner.pk).sellers == ()
    sellers.restore(seller=row, by=owner)
    accepted(owner)
    assert memory_of(owner.pk).sellers[0].signs.phones == {"12345678"}


def test_a_renamed_seller_is_still_known_by_its_old_name(owner: User) -> None:
    accepted(owner)
    row = ConfirmedSeller.objects.get()
    sellers.change(seller=row, by=owner, changes={"name": "Nordlicht KG", "date_order": "dmy"})
    row.refresh_from_db()
    assert (row.name, row.aliases, row.date_order) == (
        "Nordlicht KG", ["Nordlicht Bürobedarf"], "dmy",
    )  # fmt: skip


@pytest.mark.parametrize("name", ["", "  ", "Andere GmbH"])
def test_a_name_that_cannot_be_is_refused(name: str, owner: User) -> None:
    accepted(owner)
    ConfirmedSeller.objects.create(owner=owner, key="anderegmbh", name="Andere GmbH")
    row = ConfirmedSeller.objects.get(name="Nordlicht Bürobedarf")
    with pytest.raises(InvalidValues):
        sellers.change(seller=row, by=owner, changes={"name": name})


def test_the_next_document_is_called_as_the_person_called_it(world: World) -> None:
    misread = "NRDLICHT BRO\nUSt-IdNr. DE136695976"
    ident = world.scan(total="12,34", seller=misread)
    world.run()
    first = world.document(ident)
    values.set_values(
        document=first, by=world.owner, version=first.version, values={"seller": "Nordlicht KG"}
    )
    first.refresh_from_db()
    booking = Booking(own_account_id="1", counterparty_name="X")
    decisions.accept_new(document=first, by=world.owner, version=first.version, booking=booking)
    second = world.scan(total="56,78", seller=misread)
    world.run()
    assert world.document(second).seller == "Nordlicht KG"
