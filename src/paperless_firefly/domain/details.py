"""The rest of EN 16931 beside the main fields: who, when, on what terms, and what was allowed.

Values are texts in the normal form of `extraction`: amounts with a point, dates ISO, codes as the
document states them. Groups are named BG-…, terms BT-… as in the standard. What is empty is left
out of the JSON, so a row that was kept before a term was known is read like one without it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeVar

_Group = TypeVar("_Group")


@dataclass(frozen=True, slots=True)
class Period:
    """The first and last day of a period (BG-14, BG-26), either of which may be unknown."""

    start: str | None = None
    end: str | None = None


NO_PERIOD = Period()


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier and the register that gave it (an ICD code, "0088" for a GLN), if stated."""

    value: str
    scheme: str | None = None


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address (BG-5, BG-8); `country` is two letters of ISO 3166, if the document is right."""

    street: str | None = None
    extra: str | None = None
    city: str | None = None
    postcode: str | None = None
    region: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask (BG-6, BG-9)."""

    name: str | None = None
    phone: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """Seller (BG-4) or buyer (BG-7); `tax_number` is the local one, without a country (BT-32).

    `electronic` is the address at which it takes invoices (BT-34, BT-49).
    """

    name: str | None = None
    trading_name: str | None = None
    identifiers: tuple[Identifier, ...] = ()
    vat_id: str | None = None
    tax_number: str | None = None
    electronic: str | None = None
    address: Address = Address()
    contact: Contact = Contact()


@dataclass(frozen=True, slots=True)
class Payment:
    """One way to pay (BG-16): its code (UNTDID 4461), and the account, card or mandate it uses.

    `card` is what the document shows of the card's number, mostly its last digits. `debited` is
    the buyer's account.
    """

    code: str | None = None
    text: str | None = None
    account: str | None = None
    bic: str | None = None
    holder: str | None = None
    card: str | None = None
    debited: str | None = None
    mandate: str | None = None
    creditor: str | None = None


@dataclass(frozen=True, slots=True)
class Discount:
    """A discount for paying early: percent of `base` (the total, if None), or `amount`.

    It is given within `days` of `since` (the day of issue, if None), or up to the day `until`.
    """

    percentage: str | None = None
    days: str | None = None
    since: str | None = None
    until: str | None = None
    base: str | None = None
    amount: str | None = None


@dataclass(frozen=True, slots=True)
class Adjustment:
    """An allowance, or a charge, of the document (BG-20, BG-21) or of a line (BG-27, BG-28)."""

    is_charge: bool = False
    amount: str | None = None
    base: str | None = None
    percentage: str | None = None
    reason: str | None = None
    reason_code: str | None = None
    category: str | None = None
    rate: str | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """An earlier invoice (BG-3): its number, and its date if stated."""

    number: str
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Details:
    """What an e-invoice says beside its main fields."""

    profile: str | None = None
    type_code: str | None = None
    period: Period = NO_PERIOD
    delivery_date: str | None = None
    buyer_reference: str | None = None
    order_reference: str | None = None
    contract_reference: str | None = None
    preceding: tuple[Reference, ...] = ()
    seller: Party = Party()
    buyer: Party = Party()
    payments: tuple[Payment, ...] = ()
    terms: str | None = None
    discounts: tuple[Discount, ...] = ()
    line_total: str | None = None
    allowance_total: str | None = None
    charge_total: str | None = None
    prepaid: str | None = None
    rounding: str | None = None
    adjustments: tuple[Adjustment, ...] = ()


# What is more than a text: a group, or (in a list) many of them.
_GROUPS: dict[str, type[Any]] = {
    "period": Period,
    "seller": Party,
    "buyer": Party,
    "address": Address,
    "contact": Contact,
}
_LISTS: dict[str, type[Any]] = {
    "identifiers": Identifier,
    "preceding": Reference,
    "payments": Payment,
    "discounts": Discount,
    "adjustments": Adjustment,
}


def group_json(group: Any) -> dict[str, Any]:
    """A group of this module, or one that holds such, as JSON; what is empty is left out."""
    found = {each.name: getattr(group, each.name) for each in fields(group)}
    plain = {name: _plain(name, value) for name, value in found.items()}
    return {name: value for name, value in plain.items() if value not in (None, [], {})}


def _plain(name: str, value: Any) -> Any:
    if name in _GROUPS:
        return group_json(value)
    if name in _LISTS:
        return [group_json(each) for each in value]
    return value


def group_of(kind: type[_Group], data: Mapping[str, Any]) -> _Group:
    """The group that `group_json` wrote; TypeError if it did not."""
    return kind(**{name: _value(name, value) for name, value in data.items()})


def _value(name: str, value: Any) -> Any:
    if name in _GROUPS:
        return group_of(_GROUPS[name], value)
    if name in _LISTS:
        return tuple(group_of(_LISTS[name], each) for each in value)
    return value
