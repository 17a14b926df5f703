"""Which way the money goes: out of the user's pocket, into it, or neither."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..domain.extraction import Direction, Extraction, Finding, Kind
from ..domain.names import fold

TEXT = "text"  # the reader of texts
_UNSAID = ("PL", "ES", "IT")  # KSeF, Facturae and FatturaPA may leave their country out
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Myself:
    """Who the user is, as documents name them; any of these makes a party the user."""

    names: tuple[str, ...] = ()
    vat_ids: tuple[str, ...] = ()
    ibans: tuple[str, ...] = ()


def direction_of(extraction: Extraction, myself: Myself) -> tuple[Direction, Finding | None]:
    """The direction of an extraction without one, and a finding where it is doubtful.

    Out for what a seller claims; in where the seller is the user. A credit note, and a negative
    total, turn it; a total of zero moves nothing. A self-billed document that reaches the user
    was written by their customer, so it is income unless the buyer is the user.
    """
    if extraction.kind == Kind.OTHER:
        return Direction.NONE, None
    total = extraction.amount("total")
    if total == 0:
        return Direction.NONE, None
    turned = extraction.kind == Kind.CREDIT_NOTE
    doubt = None
    if total is not None and total < 0:
        if turned:
            doubt = _negative_credit_note()
        turned = True
    income = _seller_is_me(extraction, myself) != turned
    return (Direction.IN if income else Direction.OUT), doubt


def is_me(name: str | None, names: tuple[str, ...]) -> bool:
    """Whether a party's name is one of the user's, whatever its case and accents."""
    return bool(name) and fold(name or "") in {fold(each) for each in names}


def _seller_is_me(extraction: Extraction, myself: Myself) -> bool:
    vat_id, iban = extraction.text("seller_vat_id"), extraction.text("iban")
    if is_me(extraction.text("seller"), myself.names):
        return True
    if vat_id and any(_same_vat_id(vat_id, each) for each in myself.vat_ids):
        return True
    if iban and _is_payees(extraction) and _bare(iban) in {_bare(each) for each in myself.ibans}:
        return True
    self_billed = (extraction.type or "").startswith("self-bill")
    return self_billed and not is_me(extraction.text("buyer"), myself.names)


def _is_payees(extraction: Extraction) -> bool:
    """Whether the IBAN is surely the payee's: a text may name the account that is debited."""
    return extraction.fields["iban"].reader != TEXT


def _same_vat_id(one: str, other: str) -> bool:
    """Whether two VAT ids are one, though national documents leave their own country out."""
    first, second = _bare(one), _bare(other)
    return first == second or any(
        country + first == second or country + second == first for country in _UNSAID
    )


def _bare(identifier: str) -> str:
    return _BLANKS.sub("", identifier).upper()


def _negative_credit_note() -> Finding:
    message = "A credit note with a negative total: check which way the money goes."
    return Finding("direction-doubtful", message, field="total")
