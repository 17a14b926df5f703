"""Which pairs are worth judging: by amount, number, reference or name, never the cross product."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .amounts import discounts, fee_bounds, misreadings, rate_bounds, tip_bounds
from .delays import EARLIEST, LATEST, other_days
from .ledger import Ledger, block_key
from .memory import Memory
from .prepare import Paper
from .text import SERVICES, keys_of_number

_DATELESS = 40
_NEAR = (-1, 10)
_ANY = (1, 4_000_000)


@dataclass(frozen=True, slots=True)
class Reach:
    """Where a document's candidates stand, for a store that is asked by columns.

    Amounts are minor units; days, both included, are proleptic ordinals. A candidate has one of
    `amounts` within `days`, or one of `tokens`, or is within `near` with one of `guesses`, an
    amount in `tips` (a tip, a fee), or in another currency.
    """

    amounts: tuple[int, ...]
    guesses: tuple[int, ...]
    foreign: int
    currency: str
    days: tuple[int, int]
    tokens: tuple[str, ...]
    near: tuple[int, int] | None
    tips: tuple[int, int] | None


def reach(paper: Paper) -> Reach:
    """A wider net than `candidates`, which then chooses among what it caught."""
    amounts = {paper.total, *([paper.payable] if paper.payable else [])}
    first, last = _window(paper)
    if paper.day is not None:
        amounts.update(cents for cents, _, _ in discounts(paper))
        others = [day for day, _ in other_days(paper.day)]
        first = min([first, *(day + _NEAR[0] for day in others)])
        last = max([last, *(day + _NEAR[1] for day in others)])
    return Reach(
        amounts=tuple(sorted(amounts)),
        guesses=tuple(sorted({c + off for c, _ in misreadings(paper) for off in (-1, 0, 1)})),
        foreign=paper.total,
        currency=paper.currency,
        days=(first, last),
        tokens=tuple(sorted(_number_keys(paper))),
        near=(paper.day + _NEAR[0], paper.day + _NEAR[1]) if paper.day is not None else None,
        tips=_near_amounts(paper),
    )


def candidates(paper: Paper, ledger: Ledger, memory: Memory) -> list[int]:
    """Handles of the transactions that may be a document's payment, in order."""
    found = set(_by_amount(paper, ledger))
    found.update(_by_number(paper, ledger))
    if paper.day is not None:
        found.update(_by_name(paper, paper.day, ledger, memory))
        found.update(_by_misread_day(paper, paper.day, ledger))
        found.update(_by_misread_amount(paper, paper.day, ledger))
    return sorted(h for h in found if ledger.payments[h].out == paper.out)


def _by_amount(paper: Paper, ledger: Ledger) -> Iterator[int]:
    first, last = _window(paper)
    amounts = [paper.total, *([paper.payable] if paper.payable else [])]
    amounts += [cents for cents, _, _ in discounts(paper)] if paper.day is not None else []
    for cents in amounts:
        found = list(ledger.exactly(paper.out, paper.currency, cents, first, last))
        if paper.day is None and paper.due is None and len(found) > _DATELESS:
            continue
        yield from found
    if paper.currency:
        yield from ledger.exactly_foreign(paper.out, paper.currency, paper.total, first, last)


def _window(paper: Paper) -> tuple[int, int]:
    if paper.day is not None:
        late = max(paper.due or 0, paper.day)
        return paper.day + EARLIEST, min(late, paper.day + 370) + LATEST
    return (paper.due - 60, paper.due + 90) if paper.due is not None else _ANY


def _by_number(paper: Paper, ledger: Ledger) -> Iterator[int]:
    yield from ledger.numbered(sorted(_number_keys(paper)))


def _number_keys(paper: Paper) -> frozenset[str]:
    keys = paper.numbers | keys_of_number(paper.facts.payment_reference)
    return keys | {paper.reference} if paper.reference else keys


def _by_misread_day(paper: Paper, day: int, ledger: Ledger) -> Iterator[int]:
    for other, _ in other_days(day):
        yield from ledger.exactly(
            paper.out, paper.currency, paper.total, other + _NEAR[0], other + _NEAR[1]
        )


def _by_misread_amount(paper: Paper, day: int, ledger: Ledger) -> Iterator[int]:
    for cents, _ in misreadings(paper):
        for near in (cents - 1, cents, cents + 1):
            yield from ledger.exactly(
                paper.out, paper.currency, near, day + _NEAR[0], day + _NEAR[1]
            )


def _near_amounts(paper: Paper) -> tuple[int, int] | None:
    """Other amounts of the document's currency that its payment may have: a tip, a fee."""
    if not paper.out:
        return fee_bounds(paper)
    return tip_bounds(paper) if paper.kind == "receipt" else None


def _by_name(paper: Paper, day: int, ledger: Ledger, memory: Memory) -> Iterator[int]:
    """Near in time and of the seller's name, the amount within a tip or an exchange rate."""
    keys = {block_key(word) for word in paper.words}
    keys.update(block_key(w) for name in memory.names_of(paper) for w in name.split())
    if not paper.out:
        keys.update(block_key(service) for service in SERVICES)
    for handle in ledger.named(sorted(keys), day + _NEAR[0], day + _NEAR[1]):
        payment = ledger.payments[handle]
        if paper.currency and payment.currency != paper.currency:
            bounds = rate_bounds(paper, payment.currency)
        else:
            bounds = _near_amounts(paper)
        if bounds and bounds[0] <= payment.cents <= bounds[1]:
            yield handle
