"""What the judges learnt, as one value: the shipped weights, or others to measure with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from . import weights


@dataclass(frozen=True, slots=True)
class Model:
    """Feature name -> weight: `total` and `seller` rank candidates, the others tell how sure."""

    total: Mapping[str, float]
    seller: Mapping[str, float]
    total_sure: Mapping[str, float]
    seller_sure: Mapping[str, float]
    date_sure: Mapping[str, float]


MODEL = Model(
    weights.TOTAL, weights.SELLER, weights.TOTAL_SURE, weights.SELLER_SURE, weights.DATE_SURE
)
