"""Weights re-estimated from a person's own confirmed and rejected pairs, in the open.

Each outcome of each signal has a correction in bits, at first none. It is the most likely one
given the decisions and the belief that corrections are small: a logistic regression over the
default weights with a normal prior. A pair that the defaults judge rightly teaches nothing, a few
decisions little, and many of one kind what they say.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

from ..domain.link import Reason

_SPREAD = 0.5  # bits: how far from its default a weight is believed to be
_MOST = 4.0  # bits: no decisions move a weight further
_ROUNDS = 80
_LN2 = log(2.0)
_FARTHEST = 24.0
# What is no evidence of a pair: the starting point, and what the whole of others tells.
_NOT_LEARNED = frozenset({"prior", "recurrence", "direction"})

# The weights as they ship; where rarity counts, for a value that one transaction of 1,000 has and a
# day of a year.
DEFAULTS: Mapping[str, float] = {
    "amount/exact": 9.7, "amount/payable": 6.6, "amount/foreign": 9.8, "amount/rate": 4.0,
    "amount/stated-discount": 9.0, "amount/discount": 2.0, "amount/tip": 3.3,
    "amount/perhaps-tip": -1.0, "amount/misread": 0.0, "amount/fee": 2.0, "amount/other": -9.0,
    "date/usual": 3.5, "date/unusual": -4.0,
    "name/agrees": 7.0, "name/known": 6.0, "name/initials": 0.5, "name/differs": -6.0,
    "number/found": 13.0, "number/another": -9.0, "number/missing": -3.0,
    "reference/found": 13.0, "reference/another": -8.0, "reference/unexpected": -3.0,
    "iban/same": 7.0, "iban/another": -4.0, "card/same": 6.0, "method/card-for-iban": -4.0,
    "neither/so": -4.0,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Example:
    """A decided pair: its reasons by the default weights, and whether a person confirmed it."""

    reasons: tuple[Reason, ...]
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Estimate:
    """Corrections in bits by "signal/outcome", and of how many [confirmed, rejected] each is."""

    bits: Mapping[str, float]
    examples: Mapping[str, tuple[int, int]]


_Pattern = tuple[tuple[str, ...], float, bool]


def estimate(examples: Iterable[Example]) -> Estimate:
    """The corrections that a person's decisions ask for; the order does not matter."""
    patterns = Counter(_pattern(example) for example in examples)
    counts: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for (keys, _, confirmed), times in patterns.items():
        for key in keys:
            counts[key][0 if confirmed else 1] += times
    bits = _fit(sorted(patterns.items()), sorted(counts))
    return Estimate(
        {key: round(value, 2) for key, value in bits.items() if abs(value) >= 0.01},
        {key: (yes, no) for key, (yes, no) in sorted(counts.items())},
    )


def _pattern(example: Example) -> _Pattern:
    keys = sorted({r.key for r in example.reasons if r.signal not in _NOT_LEARNED})
    weight = sum(r.weight for r in example.reasons)
    return tuple(keys), round(max(min(weight, _FARTHEST), -_FARTHEST), 1), example.confirmed


def _fit(patterns: Sequence[tuple[_Pattern, int]], keys: Sequence[str]) -> dict[str, float]:
    """Newton's steps for each correction at once, held back by how many act together."""
    bits = dict.fromkeys(keys, 0.0)
    belief = 1.0 / _SPREAD**2
    for _ in range(_ROUNDS):
        slope = {key: -belief * value for key, value in bits.items()}
        bend = dict.fromkeys(keys, belief)
        for (used, weight, confirmed), times in patterns:
            likely = _probability(weight + sum(bits[key] for key in used))
            for key in used:
                slope[key] += times * _LN2 * (confirmed - likely)
                bend[key] += times * _LN2**2 * max(likely * (1 - likely), 1e-3) * len(used)
        for key in keys:
            moved = bits[key] + slope[key] / bend[key]
            bits[key] = max(min(moved, _MOST), -_MOST)
    return bits


def _probability(bits: float) -> float:
    return 1.0 / (1.0 + exp(-_LN2 * max(min(bits, 60.0), -60.0)))
