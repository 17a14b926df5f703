"""Which pairs are worth judging: by amount, number, reference or name, never the cross product."""

from __future__ import annotations

from collections.abc import Iterator

from .amounts import discounts, misreadings, rate_bounds, tip_bounds
from .delays import EARLIEST, LATEST, other_days
from .ledger import Ledger, block_key
from .memory import Memory
from .prepare import Paper
from .text import keys_of_number

_DATELESS = 40
_NEAR = (-1, 10)
_ANY = (1, 4_000_000)


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
    keys = paper.numbers | keys_of_number(paper.facts.payment_reference)
    if paper.reference:
        keys |= {paper.reference}
    yield from ledger.numbered(sorted(keys))


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


def _by_name(paper: Paper, day: int, ledger: Ledger, memory: Memory) -> Iterator[int]:
    """Near in time and of the seller's name, the amount within a tip or an exchange rate."""
    keys = {block_key(word) for word in paper.words}
    keys.update(block_key(w) for name in memory.names_of(paper) for w in name.split())
    for handle in ledger.named(sorted(keys), day + _NEAR[0], day + _NEAR[1]):
        payment = ledger.payments[handle]
        if paper.currency and payment.currency != paper.currency:
            bounds = rate_bounds(paper, payment.currency)
        else:
            bounds = tip_bounds(paper) if paper.kind == "receipt" else None
        if bounds and bounds[0] <= payment.cents <= bounds[1]:
            yield handle
