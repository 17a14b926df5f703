"""Known sellers are found again by their signs and names, and their habits are followed."""

from __future__ import annotations

import pickle

import pytest

from paperless_firefly.extraction.reader import Found
from paperless_firefly.extraction.text.memory import KnownSeller, SellerMemory
from paperless_firefly.extraction.text.reader import TextReader
from paperless_firefly.extraction.text.signs import Signs, signs_of

from .builders import make_document, values

BAKERY = KnownSeller("Corner Bakery Ltd", signs=Signs(vat_ids=frozenset({"GB123456789"})))


def read_knowing(text: str, *sellers: KnownSeller) -> Found:
    found = TextReader(sellers=SellerMemory.of(sellers)).read(make_document(text))
    assert found is not None
    return found


def test_the_signs_of_a_page_are_found() -> None:
    signs = signs_of(
        "Tischlerei Holz GmbH (126926-H)\nUSt-IdNr. DE136695976, HRB 4711\nTel. +49 30 1234567"
        "\nIBAN DE02 1203 0000 0000 2020 51\nwww.holz.example info@gmail.com"
    )

    assert signs == Signs(
        vat_ids=frozenset({"DE136695976"}),
        registrations=frozenset({"126926", "HRB4711"}),
        phones=frozenset({"01234567"}),
        ibans=frozenset({"DE02120300000000202051"}),
        webs=frozenset({"holz.example"}),
    )


@pytest.mark.parametrize("phone", ["+60 3-2026 6387", "03-2026 6387", "(03) 20266387"])
def test_a_telephone_is_the_same_with_and_without_its_country(phone: str) -> None:
    assert signs_of(f"Tel {phone}").phones == {"20266387"}


def test_a_seller_is_known_by_its_vat_id_whatever_the_scanner_made_of_its_name() -> None:
    seller = read_knowing("C0rn3r Bak...\nVAT No: 123 4567 89\nTotal 6.00", BAKERY).fields["seller"]

    assert (seller.value, seller.evidence and seller.evidence.note) == (
        "Corner Bakery Ltd",
        "known by vat ids",
    )


def test_a_seller_is_known_by_a_name_with_misread_letters() -> None:
    memory = SellerMemory.of([KnownSeller("Cornflower Mill"), BAKERY, KnownSeller("Tea House")])

    match = memory.find(Signs(), ["CORNER BAKRY LTD"])

    assert match is not None
    assert (match.seller.name, match.kinds) == ("Corner Bakery Ltd", ("similar name",))


def test_a_seller_is_called_what_the_person_calls_it() -> None:
    known = KnownSeller("Nando's", aliases=("Chickenland Malaysia Sdn Bhd",))

    assert (
        values(read_knowing("CHICKENLAND MALAYSIA SDN BHD\nTotal 6.00", known))["seller"]
        == "Nando's"
    )


def test_a_known_seller_is_surer_than_an_unknown_one() -> None:
    page = "Corner Bakery Ltd\nVAT No: 123 4567 89\nTotal 6.00"

    known, unknown = read_knowing(page, BAKERY), read_knowing(page)

    assert known.fields["seller"].confidence > unknown.fields["seller"].confidence


def test_a_sign_that_two_sellers_share_tells_less() -> None:
    phones = Signs(phones=frozenset({"20266387"}))
    one = SellerMemory.of([KnownSeller("One", signs=phones)])
    two = SellerMemory.of([KnownSeller("One", signs=phones), KnownSeller("Two", signs=phones)])

    alone, shared = one.find(phones, []), two.find(phones, [])

    assert alone and shared and alone.confidence > 2 * shared.confidence - 0.01


def test_confirmations_of_one_name_are_one_seller() -> None:
    other = KnownSeller("CORNER BAKERY LTD", signs=Signs(phones=frozenset({"20266387"})))

    memory = SellerMemory.of([BAKERY, other])

    assert [s.name for s in memory.sellers] == ["CORNER BAKERY LTD"]
    assert memory.sellers[0].signs == BAKERY.signs | other.signs


def test_nothing_is_known_without_a_sign() -> None:
    assert SellerMemory.of([BAKERY]).find(Signs(), ["Green Tea House"]) is None


def test_a_habit_says_where_date_and_total_stand() -> None:
    page = "Corner Bakery Ltd\nVAT No: 123 4567 89\nBaked 03/04/2024\nDate 05/04/2024\nTotal 6.00\nFor bread 5.00"
    taught = KnownSeller(
        BAKERY.name, signs=BAKERY.signs, total_label="for bread", date_label="Baked",
        date_order="mdy",
    )  # fmt: skip

    found = values(read_knowing(page, taught))

    assert (found["issue_date"], found["total"]) == ("2024-03-04", "5.00")


def test_a_memory_travels_to_other_processes() -> None:
    memory = SellerMemory.of([BAKERY])

    assert pickle.loads(pickle.dumps(memory)) == memory


@pytest.mark.parametrize(
    "line", ["Datum 04.12.2026", "Bon 001487 22.11.2026 19:29", "04/12/2026", "2026-11-21 18:15"]
)
def test_a_date_is_no_telephone_number(line: str) -> None:
    assert signs_of(line).phones == frozenset()


def test_a_web_address_alone_displaces_no_name_on_the_page() -> None:
    till = KnownSeller("Blue Lake Ltd", signs=signs_of("www.tillmaker.example"))

    found = read_knowing("Corner Bakery Ltd\n12 High Street\nTotal 6\nwww.tillmaker.example", till)

    assert values(found)["seller"] == "Corner Bakery Ltd"
