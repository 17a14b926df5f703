"""The seller is told from the buyer, the place and the title."""

from __future__ import annotations

import pytest

from paperless_firefly.extraction.text.judge import rank
from paperless_firefly.extraction.text.parties import seller_names, sides
from paperless_firefly.extraction.text.weights import SELLER

from .builders import make_lines, read, values


def seller(text: str) -> str:
    """The likeliest seller of a text."""
    names = seller_names(make_lines(text.strip()))
    shares = rank(SELLER, [n.features for n in names])
    return names[max(range(len(names)), key=shares.__getitem__)].text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sunny Cafe\n12 High Street\nTotal 5.00", "Sunny Cafe"),
        ("TAX INVOICE\nBLUE LAKE SDN BHD (123456-X)\nNO 5, JALAN BESAR", "BLUE LAKE SDN BHD"),
        ("THE GREEN TEA &\nCOFFEE HOUSE SDN BHD\n(123456-X)", "THE GREEN TEA & COFFEE HOUSE SDN BHD"),
        ("LITTLE LAMP CITY\n(LITTLE LAMP SHOP (95874))\nUNIT 5, JALAN BESAR", "LITTLE LAMP CITY"),
        ("BRIGHT DAY\nSUNFIELD (M) SDN BHD\n(123456-X)", "SUNFIELD (M) SDN BHD"),
        ("KEDAI BUKU SIN\nLEE SDN BHD\n(123456-X)", "KEDAI BUKU SIN LEE SDN BHD"),
        ("THE\nTIN\nPAN\nBAKERY\n12 High Street", "THE TIN PAN BAKERY"),
        ("ABC MARKETING SDN BHD\nNO 5, JALAN BESAR", "ABC MARKETING SDN BHD"),
        ("Verkäufer:\nName: Holzmann AG\nKäufer:\nName: Beispiel GmbH", "Holzmann AG"),
        ("Holzmann GmbH | Werkstr. 7 | 12345 Neustadt\nKunde:\nBeispiel AG", "Holzmann GmbH"),
        ("NVH Neuländer\nVersicherungsverein Neuland a.G.\nSeestr. 1\n12345 Neuland", "NVH Neuländer Versicherungsverein Neuland a.G"),
        ("Verkäufer\nNummer: 17\nNVH Neuländer\nName: Versicherungsverein Neuland a.G.", "NVH Neuländer Versicherungsverein Neuland a.G"),
        ("Stylesheet zur Lesbarmachung\nVerkäufer:\nNummer: 54\nGLN: 400 (GTIN)\nAutohof Nord\nHafenweg 9\nUSt-IdNr: DE136695976", "Autohof Nord"),
        ("Verkäufer:\nName: Holzmann AG Vorführung\nKäufer:\nName: Beispiel GmbH", "Holzmann AG Vorführung"),
    ],
)  # fmt: skip
def test_the_seller_is_found(text: str, name: str) -> None:
    assert seller(text) == name


def test_a_label_opens_the_block_of_a_party() -> None:
    assert sides(make_lines("Supplier:\nAcme Ltd\nBill to:\nJane")) == [
        "seller",
        "seller",
        "buyer",
        "buyer",
    ]


def test_a_name_printed_again_is_one_candidate() -> None:
    names = seller_names(make_lines("Acme Ltd\nTotal 5.00\nAcme Ltd"))

    assert [n.text for n in names if n.text == "Acme Ltd"] == ["Acme Ltd"]
    assert next(n for n in names if n.text == "Acme Ltd").features["again"]


def test_the_brand_at_the_top_finds_its_full_name_at_the_foot() -> None:
    rows = ["Drukkerij Linde", "Voorbeeld Holding B.V.", *(f"regel {n}" for n in range(14))]
    names = seller_names(make_lines("\n".join([*rows, "Drukkerij Linde V.O.F. Bank 17"])))

    signs = {name.text: name.features.get("seller head") for name in names}
    assert (signs["Drukkerij Linde V.O.F."], signs["Voorbeeld Holding B.V"]) == (1.0, None)


def test_whose_form_it_is_says_nothing_of_the_seller() -> None:
    names = seller_names(make_lines("(c) Formularverlag e.V. 2020\nHolzmann Werkstatt"))

    assert [name.text for name in names] == ["Holzmann Werkstatt"]


def test_a_country_alone_is_no_seller() -> None:
    names = seller_names(make_lines("Holzmann Werkstatt\n12345 Neustadt\nDeutschland\nItalia"))

    assert {"Deutschland", "Italia"}.isdisjoint(name.text for name in names)


def test_the_line_over_the_window_names_the_sender() -> None:
    found = read(
        "Murtal Bedarf KG · Grazer Gasse 12 · 8700 Leoben\nDonau Beispiel GmbH\nUferstraße 2"
    )

    assert values(found)["seller"] == "Murtal Bedarf KG"
