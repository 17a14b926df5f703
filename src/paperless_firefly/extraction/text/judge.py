"""The judgement: candidates ranked by a small linear model, and how sure the best one is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from math import exp, log

Weights = Mapping[str, float]
Signs = Mapping[str, float]

# Signs that scanners put where there is dirt; people and programs hardly ever print them.
_DIRT = re.compile(r"[|~{}<>\\“”‘’«»©®™¢¥°_]")
_DIRTY = 0.05  # of such signs a word is as dirty as it gets
_FURTHEST = 9.0  # log odds beyond these are no longer told apart


def rank(weights: Weights, features: Sequence[Signs]) -> list[float]:
    """The probability of each candidate (softmax of the weighted features); they add up to 1."""
    if not features:
        return []
    scores = [weigh(weights, f) for f in features]
    highest = max(scores)
    shares = [exp(s - highest) for s in scores]
    total = sum(shares)
    return [share / total for share in shares]


def weigh(weights: Weights, features: Signs) -> float:
    """The weighted sum of features; unknown ones weigh nothing."""
    found, weight = 0.0, weights.get
    for name, x in features.items():
        found += weight(name, 0.0) * x
    return found


def certainty(weights: Weights, signs: Signs) -> float:
    """The probability that a chosen value is right, as measured on documents held back."""
    return 1 / (1 + exp(-weigh(weights, signs)))


def log_odds(probability: float) -> float:
    """The log odds of a probability, kept within reason."""
    bounded = min(max(probability, 1e-6), 1 - 1e-6)
    return min(max(log(bounded / (1 - bounded)), -_FURTHEST), _FURTHEST)


def dirt(text: str) -> float:
    """How much a text looks read by a scanner from a bad picture: 0 clean to 1."""
    words = max(len(text.split()), 1)
    return min(len(_DIRT.findall(text)) / words / _DIRTY, 1.0)
