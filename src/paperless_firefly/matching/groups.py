"""Links of more than one on a side: one payment for several invoices, instalments, netted credits."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..domain.link import Reason
from .ledger import block_key
from .memory import Memory
from .names import compare_spellings
from .prepare import Paper, Payment
from .scoring import Scorer
from .subsets import MOST, chance_of_a_sum, subsets_with_sum

_LONGEST_WAIT = 75  # days from an invoice to the payment that settles it with others
_LONGEST_CREDIT = 120
_MOST_CREDITS = 10
_BY_CHANCE = 0.05


@dataclass(frozen=True, slots=True)
class Group:
    """Documents and payments that settle each other to the unit; `is_sure` as for a pair."""

    papers: tuple[Paper, ...]
    payments: tuple[Payment, ...]
    reasons: tuple[Reason, ...]
    is_sure: bool
    confidence: float


class Sellers:
    """Open documents by seller and by IBAN, in order of day."""

    def __init__(self, papers: Iterable[Paper], memory: Memory) -> None:
        self._memory = memory
        self._by_seller: defaultdict[str, list[Paper]] = defaultdict(list)
        self._by_iban: defaultdict[str, set[str]] = defaultdict(set)
        for paper in sorted(papers, key=lambda p: (p.day or 0, p.id)):
            if paper.day is not None and paper.seller and paper.kind != "receipt":
                seller = memory.seller_of(paper)
                self._by_seller[seller].append(paper)
                if paper.iban:
                    self._by_iban[paper.iban].add(seller)
        self._by_key: defaultdict[str, set[str]] = defaultdict(set)
        for seller in self._by_seller:
            for word in seller.split():
                self._by_key[block_key(word)].add(seller)
        self._answers: dict[tuple[tuple[tuple[str, ...], ...], str], list[str]] = {}

    def sellers_of(self, payment: Payment) -> list[str]:
        """The sellers to whom a payment can have gone, by IBAN, else by name."""
        key = (payment.spellings, payment.iban)
        if key not in self._answers:
            known = self._by_iban.get(payment.iban) if payment.iban else None
            self._answers[key] = sorted(known or self._named(payment.spellings))
        return self._answers[key]

    def _named(self, spellings: tuple[tuple[str, ...], ...]) -> Iterator[str]:
        keys = {block_key(word) for spelling in spellings for word in spelling}
        for seller in set().union(*(self._by_key.get(key, set()) for key in keys)):
            if compare_spellings(tuple(seller.split()), spellings).level == "agrees":
                yield seller

    def open_before(self, seller: str, payment: Payment) -> list[Paper]:
        """Documents of a seller that a payment can settle, newest first."""
        reach = [
            p for p in self._by_seller[seller]
            if p.day is not None and p.currency in {"", payment.currency}
            and -1 <= payment.day - p.day <= (_LONGEST_WAIT if p.out else _LONGEST_CREDIT)
        ]  # fmt: skip
        return reach[::-1]

    def of(self, paper: Paper) -> list[Paper]:
        """All open documents of a document's seller."""
        return self._by_seller[self._memory.seller_of(paper)]


def _signed(paper: Paper, payment: Payment) -> int:
    return paper.signed if payment.out else -paper.signed


# ------------------------------------------------- several invoices whose numbers stand in one text


def numbered_sums(papers: Sequence[Paper], scorer: Scorer, sellers: Sellers) -> Iterator[Group]:
    """Payments whose text names several invoices, or one and a netted credit note."""
    by_id = {paper.id: paper for paper in papers}
    for payment in scorer.ledger.payments:
        # four digits prove little alone; here the sum proves them
        owners = scorer.owners(payment, 4 if payment.method == "transfer" else 5)
        named = sorted((by_id[i] for i in owners if i in by_id), key=lambda p: p.id)
        named = [p for p in named if p.currency in {"", payment.currency}]
        if named and not any(p.total == payment.cents for p in named):
            group = _complete(named, payment, sellers)
            if group is not None:
                yield group


def _complete(named: list[Paper], payment: Payment, sellers: Sellers) -> Group | None:
    """The named documents, with credit notes or unnamed ones of the same seller, if they add up."""
    missing = payment.cents - sum(_signed(p, payment) for p in named)
    if missing == 0:
        return _named_group(named, [], payment)
    if len({p.seller for p in named}) > 1:
        return None
    others = [p for s in sellers.sellers_of(payment) for p in sellers.open_before(s, payment)]
    others = [p for p in others if p not in named and _signed(p, payment) * missing > 0]
    others = others[:_MOST_CREDITS]
    fitting = subsets_with_sum([_signed(p, payment) for p in others], missing)
    if len(fitting) != 1 or (missing > 0 and len(named) < 2):
        return None
    return _named_group(named, [others[i] for i in fitting[0]], payment)


def _named_group(named: list[Paper], added: list[Paper], payment: Payment) -> Group | None:
    members = sorted([*named, *added], key=lambda p: p.id)
    if len(members) < 2:
        return None
    numbers = ", ".join(p.facts.number or p.id for p in named)
    reasons = [Reason("number", 13.0, f"the text names {numbers}")]
    if added:
        what = "with credit notes taken off" if not added[0].out else "with others not named"
        reasons.append(Reason("sum", 10.0, f"they add up to the cent, {what}"))
    else:
        reasons.append(Reason("sum", 13.0, "they add up to the cent"))
    return Group(tuple(members), (payment,), tuple(reasons), True, 0.998)


# --------------------------------------------------------------------------- instalments of one


def numbered_instalments(papers: Sequence[Paper], scorer: Scorer) -> Iterator[Group]:
    """Several payments that name one invoice and add up to it, with unnamed equal parts beside."""
    by_id = {paper.id: paper for paper in papers}
    parts: defaultdict[str, list[Payment]] = defaultdict(list)
    for payment in scorer.ledger.payments:
        for owner in scorer.owners(payment):
            paper = by_id.get(owner)
            if paper and paper.out == payment.out and payment.cents < paper.total:
                parts[owner].append(payment)
    for owner in sorted(parts):
        group = _instalments_of(by_id[owner], parts[owner], scorer)
        if group is not None:
            yield group


def _instalments_of(paper: Paper, named: list[Payment], scorer: Scorer) -> Group | None:
    missing = paper.total - sum(p.cents for p in named)
    if missing < 0:
        return None
    added = _equal_parts(paper, named, missing, scorer) if missing else []
    members = sorted([*named, *added], key=lambda p: (p.day, p.id))
    if len(members) < 2 or sum(p.cents for p in members) != paper.total:
        return None
    reasons = (
        Reason("number", 13.0, f"{len(named)} of {len(members)} parts name {paper.facts.number}"),
        Reason("sum", 13.0, "the parts add up to the cent"),
    )
    return Group((paper,), tuple(members), reasons, True, 0.998)


def _equal_parts(paper: Paper, named: list[Payment], missing: int, scorer: Scorer) -> list[Payment]:
    """Payments of the seller's name as large as the named parts, exactly as many as are missing."""
    size = named[0].cents
    count = (missing + size // 2) // size
    if count == 0 or paper.day is None:
        return []
    wanted = Counter([size] * (count - 1) + [missing - size * (count - 1)])
    taken = {p.id for p in named}
    days = 32 * (len(named) + count) + 8
    found: list[Payment] = []
    for amount, times in sorted(wanted.items()):
        near = _parts_near(paper, amount, paper.day - 1, days, scorer)
        fitting = [p for p in near if p.id not in taken]
        if len(fitting) != times:
            return []
        found.extend(fitting)
    return found


def _parts_near(paper: Paper, amount: int, first: int, days: int, scorer: Scorer) -> list[Payment]:
    ledger = scorer.ledger
    handles = ledger.exactly(paper.out, paper.currency, amount, first, first + days)
    near = [ledger.payments[h] for h in handles]
    return [p for p in near if scorer.names_agree(paper, p) and not scorer.owners(p)]


def unnumbered_instalments(papers: Iterable[Paper], scorer: Scorer) -> Iterator[Group]:
    """Equal parts of the seller's name, one a month, that add up to an open invoice."""
    for paper in papers:
        if paper.kind != "invoice" or paper.day is None or not paper.seller:
            continue
        for count in range(2, 13):
            group = _equal_instalments(paper, paper.day, count, scorer)
            if group is not None:
                yield group
                break


def _equal_instalments(paper: Paper, day: int, count: int, scorer: Scorer) -> Group | None:
    size, last = _part_sizes(paper.total, count)
    days = 32 * count + 8
    found = _parts_near(paper, size, day - 1, days, scorer)
    if last != size:
        found += _parts_near(paper, last, day - 1, days, scorer)
    found.sort(key=lambda p: (p.day, p.id))
    if len(found) != count or sum(p.cents for p in found) != paper.total:
        return None
    if not _is_regular(found):
        return None
    said = all(p.says_part for p in found)
    reasons = (
        Reason("sum", 11.0, f"{count} equal parts add up to the cent"),
        Reason("name", 5.0, "all bear the seller's name"),
        Reason("date", 4.0 if said else 1.0, "one after another, at equal distances"),
    )
    return Group((paper,), tuple(found), reasons, said, 0.99 if said else 0.6)


def _part_sizes(total: int, count: int) -> tuple[int, int]:
    """An equal part and the last one, which carries the rest."""
    size = (2 * total + count) // (2 * count)
    return size, total - size * (count - 1)


def _is_regular(parts: Sequence[Payment]) -> bool:
    gaps = [b.day - a.day for a, b in pairwise(parts)]
    return min(gaps) >= 5 and max(gaps) - min(gaps) <= 8


# ------------------------------------------------------------------- sums that no number proves


def unnumbered_sums(
    payments: Iterable[Payment], scorer: Scorer, sellers: Sellers
) -> Iterator[Group]:
    """Payments to one seller that exactly one set of its open documents adds up to."""
    for payment in payments:
        if payment.method == "card" or scorer.owners(payment):
            continue
        for seller in sellers.sellers_of(payment):
            reach = sellers.open_before(seller, payment)[:MOST]
            group = _only_sum(reach, payment) if len(reach) > 1 else None
            if group is not None:
                yield group


def _only_sum(reach: list[Paper], payment: Payment) -> Group | None:
    amounts = [_signed(p, payment) for p in reach]
    if payment.cents in amounts:
        return None  # a single document competes
    fitting = subsets_with_sum(amounts, payment.cents)
    if not fitting:
        return None
    chosen = sorted((reach[i] for i in fitting[0]), key=lambda p: p.id)
    chance = chance_of_a_sum(amounts) / (10 if payment.says_several else 1)
    only = len(fitting) == 1 and chance < _BY_CHANCE
    detail = f"the only ones of {len(reach)} open documents that add up to the cent"
    reasons = (
        Reason(
            "sum", 10.0 if only else 2.0, detail if len(fitting) == 1 else "one of several sums"
        ),
        Reason("name", 5.0, "the same seller"),
    )
    return Group(tuple(chosen), (payment,), reasons, only, 0.99 if only else 0.5)
