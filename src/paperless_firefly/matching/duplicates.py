"""Documents scanned twice: the same content, or the same number, amount, day and seller."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from .memory import Memory
from .prepare import Paper
from .text import compact

_SAME_NAME = 75.0


@dataclass(frozen=True, slots=True)
class Duplicate:
    """`document` shows the same purchase as `of`, which is the better reading of the two."""

    document: str
    of: str


def find_duplicates(
    papers: Sequence[Paper], memory: Memory, payments_for: Callable[[Paper], int]
) -> list[Duplicate]:
    """Second scans, each with its first; by id.

    `payments_for` counts the payments that fit a document: where the bank shows as many payments
    as there are equal documents, each is a purchase of its own.
    """
    sellers = Counter(memory.seller_of(p) for p in papers)
    alike: defaultdict[tuple[object, ...], list[Paper]] = defaultdict(list)
    for paper in papers:
        for key in _keys(paper):
            alike[key].append(paper)
    found: dict[str, Duplicate] = {}
    for key in sorted((k for k, bucket in alike.items() if len(bucket) > 1), key=repr):
        bucket = [p for p in alike[key] if p.id not in found]
        ranked = sorted(bucket, key=lambda p: _rank(p, sellers))
        for second in _second_scans(ranked, memory, payments_for):
            found[second.document] = second
    return _without_chains(found)


def _keys(paper: Paper) -> Iterator[tuple[object, ...]]:
    """What second scans share: content, or amount with day or number."""
    if paper.facts.digest:
        yield "digest", paper.facts.digest
    if paper.day is not None:
        yield "day", paper.out, paper.currency, paper.total, paper.day
    if paper.facts.number:
        yield "number", paper.out, paper.currency, paper.total, compact(paper.facts.number)


def _without_chains(found: dict[str, Duplicate]) -> list[Duplicate]:
    """Each second scan with a document that is itself a first one."""
    ends: list[Duplicate] = []
    for second in found.values():
        first = second.of
        while first in found:
            first = found[first].of
        ends.append(Duplicate(second.document, first))
    return sorted(ends, key=lambda d: (d.document, d.of))


def _second_scans(
    ranked: Sequence[Paper], memory: Memory, payments_for: Callable[[Paper], int]
) -> list[Duplicate]:
    firsts: list[list[Paper]] = []
    for paper in ranked:
        home = next((s for s in firsts if _is_same(s[0], paper, memory)), None)
        if home is None:
            firsts.append([paper])
        else:
            home.append(paper)
    return [
        Duplicate(other.id, same[0].id)
        for same in firsts
        if len(same) > 1 and (_is_proven(same) or payments_for(same[0]) < len(same))
        for other in same[1:]
    ]


def _is_proven(same: Sequence[Paper]) -> bool:
    """Whether content or number tell it, without asking the bank."""
    first = same[0]
    return all(
        (p.facts.digest and p.facts.digest == first.facts.digest)
        or (p.facts.number and compact(p.facts.number) == compact(first.facts.number))
        for p in same[1:]
    )


def _is_same(one: Paper, other: Paper, memory: Memory) -> bool:
    if one.facts.digest and one.facts.digest == other.facts.digest:
        return True
    if one.kind != other.kind or not _same_seller(one, other, memory):
        return False
    first, second = compact(one.facts.number), compact(other.facts.number)
    if first and second and first != second:
        return False
    if one.day is not None and other.day is not None:
        return one.day == other.day and _no_other_account(one, other)
    return bool(first) and first == second


def _no_other_account(one: Paper, other: Paper) -> bool:
    return not (one.reference and other.reference and one.reference != other.reference)


def _same_seller(one: Paper, other: Paper, memory: Memory) -> bool:
    if not one.seller or not other.seller:
        return False
    if memory.seller_of(one) == memory.seller_of(other):
        return True
    return fuzz.ratio(one.seller, other.seller) >= _SAME_NAME


def _rank(paper: Paper, sellers: Counter[str]) -> tuple[int, int, int, str]:
    """The fuller reading first, then the usual spelling of the seller, then the earlier id."""
    facts = paper.facts
    stated = (facts.number, facts.due_date, facts.iban, facts.payment_reference, facts.seller)
    full = sum(value is not None for value in stated)
    return -full, -sellers[paper.seller], len(paper.id), paper.id
