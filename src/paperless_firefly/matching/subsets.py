"""Finds which of some amounts add up to a sum, by meeting in the middle."""

from __future__ import annotations

from collections.abc import Sequence

MOST = 18  # two halves of 2^9 sums


def subsets_with_sum(amounts: Sequence[int], target: int, limit: int = 2) -> list[tuple[int, ...]]:
    """Positions of up to `limit` subsets that add up to the target; at most `MOST` amounts.

    Amounts may be negative. The empty subset is none. ValueError for more amounts than `MOST`.
    """
    if len(amounts) > MOST:
        raise ValueError(f"at most {MOST} amounts")
    half = len(amounts) // 2
    left = _sums(amounts[:half], 0)
    right: dict[int, list[tuple[int, ...]]] = {}
    for total, positions in _sums(amounts[half:], half):
        right.setdefault(total, []).append(positions)
    found: list[tuple[int, ...]] = []
    for total, positions in left:
        for others in right.get(target - total, ()):
            if positions or others:
                found.append(positions + others)
            if len(found) == limit:
                return found
    return found


def _sums(amounts: Sequence[int], offset: int) -> list[tuple[int, tuple[int, ...]]]:
    sums: list[tuple[int, tuple[int, ...]]] = [(0, ())]
    for position, amount in enumerate(amounts, start=offset):
        sums += [(total + amount, (*chosen, position)) for total, chosen in sums]
    return sums


def chance_of_a_sum(amounts: Sequence[int]) -> float:
    """How many subsets would hit a given sum by chance: subsets over the width of their sums."""
    width = sum(abs(amount) for amount in amounts)
    return float(2 ** len(amounts)) / max(width, 1)
