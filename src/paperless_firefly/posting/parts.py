"""What a person can do with the parts of a booking: take offered ones, add, drop, fill, gather."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ..domain.extraction import Extraction
from ..domain.money import parse_decimal, plain
from ..domain.names import fold
from ..domain.posting import SplitChoice
from .request import amount_due, counterparty_of
from .splits import MOST, Share, by_line, by_tax_rate

Choices = tuple[SplitChoice, ...]
_MAX_DESCRIPTION = 1000


@dataclass(frozen=True, slots=True)
class Offer:
    """What there is to split, in the document's currency, and how the document would split it.

    `total` is None, and `currency` empty, while either is unknown. `name` is what the document is
    called in Firefly III.
    """

    name: str
    total: Decimal | None = None
    currency: str = ""
    rates: tuple[Share, ...] = ()
    lines: tuple[Share, ...] = ()


def offer_of(extraction: Extraction) -> Offer:
    """What a document offers; nothing where its sum or currency is unknown."""
    said = (counterparty_of(extraction), extraction.text("number"))
    name = " ".join(" ".join(part.split()) for part in said if part)
    due, currency = amount_due(extraction), (extraction.text("currency") or "").upper()
    if not due or not currency:
        return Offer(name)
    rates, lines = (way(extraction, due, currency) for way in (by_tax_rate, by_line))
    return Offer(name, due, currency, rates, lines)


def rest_of(offer: Offer, choices: Sequence[SplitChoice]) -> Decimal | None:
    """What is not split yet, negative where it is too much; None while the sum is unknown.

    What is no amount counts as nothing.
    """
    if offer.total is None:
        return None
    return offer.total - sum((parse_decimal(c.amount) or Decimal(0) for c in choices), Decimal(0))


def change(choices: Choices, action: str, offer: Offer, like: SplitChoice) -> Choices:
    """The parts after an action; `like` has category, budget and tags of the whole.

    Actions are rates, lines, hand, whole, add, gather, and drop, rest and up with a part's number
    from 1 ("drop:2"). What is none, or none of a part that there is, changes nothing.
    """
    name, _, number = action.partition(":")
    place = int(number) - 1 if number.isascii() and number.isdigit() else -1
    if name in ("rates", "lines"):
        return _taken(offer, name, like) or choices
    if name == "hand":
        return (replace(like, description=offer.name), like)
    if name == "whole":
        return ()
    if name == "add":
        return (*choices, like) if len(choices) < MOST else choices
    if name == "gather":
        return _gathered(choices, offer.currency)
    return _at(choices, name, place, offer) if 0 <= place < len(choices) else choices


def _at(choices: Choices, name: str, place: int, offer: Offer) -> Choices:
    before, here, after = choices[:place], choices[place], choices[place + 1 :]
    if name == "drop":
        return (*before, *after)
    if name == "up" and before:
        return (*before[:-1], here, before[-1], *after)
    left = rest_of(offer, (*before, *after))
    if name == "rest" and left is not None and left > 0:
        return (*before, replace(here, amount=plain(left, offer.currency)), *after)
    return choices


def _taken(offer: Offer, name: str, like: SplitChoice) -> Choices:
    if name == "lines":
        named = [(share.name, share) for share in offer.lines]
    else:
        named = [(f"{offer.name} ({share.name})".strip(), share) for share in offer.rates]
    return tuple(
        replace(
            like,
            description=said[:_MAX_DESCRIPTION],
            amount=plain(share.amount, offer.currency),
        )
        for said, share in named
    )


def _gathered(choices: Choices, currency: str) -> Choices:
    """One part a category, in order of appearance; those without an amount stay as they are."""
    found: dict[str, SplitChoice] = {}
    for number, choice in enumerate(choices):
        amount = parse_decimal(choice.amount)
        key = fold(choice.category) if amount is not None else f"#{number}"
        first = found.get(key)
        found[key] = _together(first, choice, currency) if first else choice
    return tuple(found.values())


def _together(first: SplitChoice, other: SplitChoice, currency: str) -> SplitChoice:
    sum_ = (parse_decimal(first.amount) or Decimal(0)) + (parse_decimal(other.amount) or Decimal(0))
    said = dict.fromkeys(part for part in (first.description, other.description) if part)
    return replace(
        first,
        description=", ".join(said)[:_MAX_DESCRIPTION],
        amount=plain(sum_, currency),
        tags=tuple(dict.fromkeys((*first.tags, *other.tags))),
    )
