"""The bank's transactions in indexes: by amount, number, reference and name, each in order of day."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from .model import Frequencies
from .prepare import Payment

_Bucket = list[tuple[int, int]]
_SHORTEST_SPAN = 60
# A handful at hand is a selection: chance is not judged by fewer transactions than these.
_SMALLEST = 300
# Keys under which more transactions stand than this are no identifiers.
_CROWD = 60


class Ledger:
    """All transactions of one matching; the position in `payments` is a transaction's handle.

    `whole` tells how common values are where the transactions are a selection.
    """

    def __init__(self, payments: Sequence[Payment], whole: Frequencies | None = None) -> None:
        self.payments = payments
        self._whole = whole or Frequencies(0, 0)
        self.size = max(len(payments), self._whole.size, _SMALLEST)
        days = [p.day for p in payments]
        span = max(days) - min(days) + 1 if days else 0
        self.span = max(span, self._whole.span, _SHORTEST_SPAN)
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
        codes = [currency] if currency else self.currencies(out)
        here = sum(len(self._exact.get((out, code, cents), ())) for code in codes)
        return max(here, self._whole.amounts.get(cents, 0))

    def same_foreign(self, out: bool, currency: str, cents: int) -> int:
        """How many transactions have exactly this foreign amount."""
        return len(self._foreign.get((out, currency, cents), ()))

    def amounts_between(self, out: bool, currency: str, low: int, high: int) -> int:
        """How many transactions have an amount in a range, both ends within."""
        amounts = self._sorted.get((out, currency), [])
        here = bisect_right(amounts, high) - bisect_left(amounts, low)
        return max(here, self._whole.ranges.get((low, high), 0))

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
        return max((self._named(name) for name in names_in(payment)), default=0)

    def _named(self, name: str) -> int:
        return max(self._parties[name], self._whole.names.get(name, 0))


def names_in(payment: Payment) -> set[str]:
    """The names that a payment bears: its descriptor, and its counterparty."""
    return {" ".join(words) for words in (payment.descriptor, payment.party) if words}


def block_key(word: str) -> str:
    """The beginning of a word: what a cut or glued one still shares with the whole."""
    return word[:4]


def _within(bucket: _Bucket, first: int, last: int) -> Iterator[int]:
    low, high = bisect_left(bucket, (first, -1)), bisect_left(bucket, (last + 1, -1))
    for position in range(low, high):
        yield bucket[position][1]
