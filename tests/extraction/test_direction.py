"""Which way the money goes."""

from __future__ import annotations

import pytest

from paperless_firefly.domain.extraction import Direction, Kind
from paperless_firefly.extraction.direction import Myself, direction_of

from .builders import make_extraction, make_field

ME = Myself(names=("Anna Müller",), vat_ids=("DE 136695976",), ibans=("DE02120300000000202051",))
OUT, IN, NONE = Direction.OUT, Direction.IN, Direction.NONE


@pytest.mark.parametrize(
    ("kind", "total", "seller", "direction"),
    [
        (Kind.INVOICE, "10.00", "ACME", OUT),
        (Kind.RECEIPT, "10.00", "ACME", OUT),
        (Kind.CREDIT_NOTE, "10.00", "ACME", IN),
        (Kind.INVOICE, "-10.00", "ACME", IN),
        (Kind.INVOICE, "10.00", "ANNA MULLER", IN),
        (Kind.CREDIT_NOTE, "10.00", "Anna Müller", OUT),
        (Kind.INVOICE, "-10.00", "Anna Müller", OUT),
        (Kind.INVOICE, "0.00", "ACME", NONE),
        (Kind.OTHER, "10.00", "ACME", NONE),
    ],
)
def test_kind_sign_and_seller_decide(
    kind: Kind, total: str, seller: str, direction: Direction
) -> None:
    extraction = make_extraction(kind, total=total, seller=seller)
    assert direction_of(extraction, ME) == (direction, None)


def test_my_vat_number_makes_me_the_seller() -> None:
    extraction = make_extraction(total="1.00", seller_vat_id="DE136695976")
    assert direction_of(extraction, ME)[0] == IN


def test_my_account_as_the_payees_makes_me_the_seller() -> None:
    iban = make_field("DE02120300000000202051", reader="cii")
    extraction = make_extraction(fields={"total": make_field("1.00"), "iban": iban})
    assert direction_of(extraction, ME)[0] == IN


def test_my_account_in_a_text_may_be_the_one_that_is_debited() -> None:
    extraction = make_extraction(total="1.00", iban="DE02120300000000202051")
    assert direction_of(extraction, ME)[0] == OUT


def test_a_self_billed_invoice_is_income_unless_i_am_the_buyer() -> None:
    received = make_extraction(type="self-billing", total="1.00", buyer="Publisher")
    written = make_extraction(type="self-billing", total="1.00", buyer="Anna Müller")
    assert direction_of(received, ME)[0] == IN
    assert direction_of(written, ME)[0] == OUT


def test_a_negative_credit_note_is_doubtful() -> None:
    direction, doubt = direction_of(make_extraction(Kind.CREDIT_NOTE, total="-1.00"), ME)
    assert direction == IN
    assert doubt
    assert doubt.code == "direction-doubtful"


@pytest.mark.parametrize(
    ("mine", "same"), [("PL5261040225", True), ("5261040225", True), ("DE5261040225", False)]
)
def test_a_vat_id_without_its_country_is_still_mine(mine: str, same: bool) -> None:
    extraction = make_extraction(total="1.00", seller_vat_id="5261040225")
    direction, _ = direction_of(extraction, Myself(vat_ids=(mine,)))
    assert (direction == Direction.IN) is same
