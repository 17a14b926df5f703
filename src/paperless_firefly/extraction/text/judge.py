"""The judgement: candidates ranked by a small linear model, its certainty calibrated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import exp

Steps = Sequence[tuple[float, float]]


def rank(weights: Mapping[str, float], features: Sequence[Mapping[str, float]]) -> list[float]:
    """The probability of each candidate (softmax of the weighted features); they add up to 1."""
    if not features:
        return []
    scores = [sum(weights.get(name, 0.0) * x for name, x in f.items()) for f in features]
    highest = max(scores)
    shares = [exp(s - highest) for s in scores]
    total = sum(shares)
    return [share / total for share in shares]


def calibrated(probability: float, steps: Steps) -> float:
    """What a probability was worth on documents held back: linear between the measured steps."""
    if probability <= steps[0][0]:
        return steps[0][1]
    for (left, low), (right, high) in pairwise(steps):
        if probability <= right:
            return low + (high - low) * (probability - left) / (right - left)
    return steps[-1][1]
