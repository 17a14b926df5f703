"""How much is booked, in which currencies, and how much of it in each split."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..domain.money import exponent, is_exact, parse_decimal
from ..domain.posting import Booking
from .request import Request, amount_due, entered_amount
from .shares import settle


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount in the transaction's currency, and in another where it has one."""

    amount: Decimal
    currency: str
    foreign_amount: Decimal | None = None
    foreign_currency: str | None = None


def main_currency(request: Request) -> str:
    """The transaction's currency: its source's for a transfer, else the own account's."""
    reversed_ = request.is_transfer and not request.is_out
    return request.other_currency if reversed_ else request.own_currency


def asked_currency(request: Request) -> str:
    """The currency of the amount that the person is asked for; empty where none can be asked for.

    None can where a transfer's two accounts both have another currency than the document.
    """
    main = main_currency(request)
    if not request.is_transfer or request.own_currency == request.other_currency:
        return main
    far = request.other_currency if request.is_out else request.own_currency
    return {main: far, far: main}.get(request.currency, "")


def booked(request: Request) -> Sum | None:
    """What is booked; None while an amount is still to be asked for."""
    due, entered = amount_due(request.extraction), entered_amount(request.booking)
    main, asked = main_currency(request), asked_currency(request)
    if due is not None and request.currency == main:
        if asked == main:
            return Sum(due, main)
        return None if entered is None else Sum(due, main, entered, asked)
    if entered is None or asked != main:
        return None
    if due is None or not request.currency or is_unknown(request):
        return Sum(entered, main)
    return Sum(entered, main, due, request.currency)


def is_unknown(request: Request) -> bool:
    """Whether Firefly III has no such currency: it would refuse the foreign amount."""
    return bool(request.currencies) and request.currency not in request.currencies


def to_split(request: Request) -> tuple[Decimal, str] | None:
    """What the splits must add up to, and its currency: the document's, if it has one."""
    due, entered = amount_due(request.extraction), entered_amount(request.booking)
    if due is not None and request.currency:
        return due, request.currency
    return None if entered is None else (entered, main_currency(request))


def chosen_amounts(booking: Booking) -> list[Decimal | None]:
    """The amount of each chosen split; None where it is none."""
    return [parse_decimal(choice.amount.strip()) for choice in booking.splits]


def shared(request: Request, whole: Sum, parts: Sequence[Decimal]) -> list[Sum]:
    """The sum of each split, `parts` of what there is to split.

    An amount in another currency is spread over them by their size, to its minor unit.
    """
    found = to_split(request)
    currency = found[1] if found else whole.currency
    main = parts if currency == whole.currency else by_size(parts, whole.amount, whole.currency)
    foreign: Sequence[Decimal | None] = [None] * len(parts)
    if whole.foreign_amount is not None and whole.foreign_currency:
        same = currency == whole.foreign_currency
        foreign = parts if same else by_size(parts, whole.foreign_amount, whole.foreign_currency)
    return [
        Sum(amount, whole.currency, other, whole.foreign_currency if other is not None else None)
        for amount, other in zip(main, foreign, strict=True)
    ]


def by_size(parts: Sequence[Decimal], total: Decimal, currency: str) -> list[Decimal]:
    """An amount of another currency in parts as large as these are to each other, adding up to it."""
    digits = exponent(currency)
    if not is_exact(total, currency):
        raise ValueError(f"{total} has more digits than {currency} has")
    size = sum(parts, Decimal(0)) or Decimal(1)
    scaled = [part * total.scaleb(digits) / size for part in parts]
    return [Decimal(each).scaleb(-digits) for each in settle(scaled, total.scaleb(digits))]
