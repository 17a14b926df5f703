"""Bought things are read up to the totals."""

from __future__ import annotations

from paperless_firefly.extraction.text.line_items import items

from .builders import make_lines


def test_a_row_gives_description_quantity_price_and_total() -> None:
    (item,) = items(make_lines("2 x Croissant 1.80 3.60\nTotal 3.60"))

    assert (item.description, item.quantity, item.unit_price, item.total) == (
        "Croissant",
        "2",
        "1.80",
        "3.60",
    )


def test_words_in_the_row_above_describe_bare_amounts() -> None:
    (item,) = items(make_lines("Garden hose\n1 12.50 12.50\nTotal 12.50"))

    assert item.description == "Garden hose"


def test_what_follows_the_totals_is_no_item() -> None:
    found = items(make_lines("Coffee 2.40\nTotal 2.40\nGift card balance 9.00"))

    assert [i.description for i in found] == ["Coffee"]


def test_a_text_without_prices_has_no_items() -> None:
    assert items(make_lines("Thank you\nCome again")) == ()
