"""The bank's transactions in indexes: by amount, number, reference and name, each in order of day."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from .prepare import Payment

_Bucket = list[tuple[int, int]]
_SHORTEST_SPAN = 60
# A handful at hand is a selection: chance is not judged by fewer transactions than these.
_SMALLEST = 300
# Keys under which more transactions stand than this are no identifiers.
_CROWD = 60


class Ledger:
    """All transactions of one matching; the position in `payments` is a transaction's handle."""

    def __init__(self, payments: Sequence[Payment]) -> None:
        self.payments = payments
        self.size = max(len(payments), _SMALLEST)
        days = [p.day for p in payments]
        self.span = max(max(days) - min(days) + 1, _SHORTEST_SPAN) if days else _SHORTEST_SPAN
        self._exact: defaultdict[tuple[bool, str, int], _Bucket] = defaultdict(list)
        self._foreign: defaultdict[tuple[bool, str, int], _Bucket] = defaultdict(list)
        self._sorted: defaultdict[tuple[bool, str], list[int]] = defaultdict(list)
        self._names: defaultdict[str, _Bucket] = defaultdict(list)
        self._numbers: defaultdict[str, list[int]] = defaultdict(list)
        self._parties: Counter[str] = Counter()
        for handle in sorted(range(len(payments)), key=lambda h: (payments[h].day, payments[h].id)):
            self._add(handle, payments[handle])
        for amounts in self._sorted.values():
            amounts.sort()

    def _add(self, handle: int, payment: Payment) -> None:
        entry = (payment.day, handle)
        self._exact[payment.out, payment.currency, payment.cents].append(entry)
        self._sorted[payment.out, payment.currency].append(payment.cents)
        if payment.foreign is not None:
            self._foreign[payment.out, payment.foreign_currency, payment.foreign].append(entry)
        for key in {block_key(w) for w in (*payment.party, *payment.descriptor)}:
            self._names[key].append(entry)
        for number in payment.numbers | payment.references:
            self._numbers[number].append(handle)
        self._parties[" ".join(payment.descriptor)] += 1
        if payment.party:
            self._parties[" ".join(payment.party)] += 1

    def same_amount(self, out: bool, currency: str, cents: int) -> int:
        """How many transactions have exactly this amount; in any currency where none is given."""
        if currency:
            return len(self._exact.get((out, currency, cents), ()))
        return sum(len(self._exact.get((out, c, cents), ())) for c in self.currencies(out))

    def same_foreign(self, out: bool, currency: str, cents: int) -> int:
        """How many transactions have exactly this foreign amount."""
        return len(self._foreign.get((out, currency, cents), ()))

    def amounts_between(self, out: bool, currency: str, low: int, high: int) -> int:
        """How many transactions have an amount in a range, both ends within."""
        amounts = self._sorted.get((out, currency), [])
        return bisect_right(amounts, high) - bisect_left(amounts, low)

    def currencies(self, out: bool) -> list[str]:
        """The currencies of the accounts."""
        return sorted(currency for way, currency in self._sorted if way == out)

    def exactly(self, out: bool, currency: str, cents: int, first: int, last: int) -> Iterator[int]:
        """Handles with an amount in a currency (any, where empty), dated from first to last."""
        for code in [currency] if currency else self.currencies(out):
            yield from _within(self._exact.get((out, code, cents), []), first, last)

    def exactly_foreign(
        self, out: bool, currency: str, cents: int, first: int, last: int
    ) -> Iterator[int]:
        """Handles with a foreign amount, dated from first to last."""
        yield from _within(self._foreign.get((out, currency, cents), []), first, last)

    def named(self, keys: Iterable[str], first: int, last: int) -> Iterator[int]:
        """Handles whose text or counterparty has a word with one of the keys; may repeat."""
        for key in keys:
            yield from _within(self._names.get(key, []), first, last)

    def numbered(self, keys: Iterable[str]) -> Iterator[int]:
        """Handles whose text holds one of the numbers or references; may repeat."""
        for key in keys:
            found = self._numbers.get(key, [])
            if len(found) <= _CROWD:
                yield from found

    def named_alike(self, payment: Payment) -> int:
        """How many transactions bear the same descriptor or counterparty."""
        descriptor = self._parties[" ".join(payment.descriptor)] if payment.descriptor else 0
        return max(descriptor, self._parties[" ".join(payment.party)] if payment.party else 0)


def block_key(word: str) -> str:
    """The beginning of a word: what a cut or glued one still shares with the whole."""
    return word[:4]


def _within(bucket: _Bucket, first: int, last: int) -> Iterator[int]:
    low, high = bisect_left(bucket, (first, -1)), bisect_left(bucket, (last + 1, -1))
    for position in range(low, high):
        yield bucket[position][1]
