"""Finding the amounts that add up to a sum."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperless_firefly.matching.subsets import MOST, chance_of_a_sum, subsets_with_sum

amounts = st.lists(st.integers(-50, 50), max_size=8)


@given(amounts, st.integers(-60, 60))
def test_every_subset_is_found_and_none_is_invented(amounts: list[int], target: int) -> None:
    found = subsets_with_sum(amounts, target, limit=1000)
    positions = range(len(amounts))
    expected = {
        chosen for size in range(1, len(amounts) + 1) for chosen in combinations(positions, size)
        if sum(amounts[i] for i in chosen) == target
    }  # fmt: skip

    assert {tuple(sorted(chosen)) for chosen in found} == expected


def test_the_search_ends_at_the_limit_and_is_bounded() -> None:
    assert len(subsets_with_sum([1] * 10, 3)) == 2
    with pytest.raises(ValueError, match="at most"):
        subsets_with_sum([1] * (MOST + 1), 3)


def test_many_small_amounts_hit_any_sum_by_chance() -> None:
    assert chance_of_a_sum([50_000, 70_000, 90_000]) < 0.001
    assert chance_of_a_sum([100] * 16) > 1
