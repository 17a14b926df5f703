"""The best whole: as good as trying everything, and margins that say what each link is worth."""

from __future__ import annotations

from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperless_firefly.matching.assignment import assign, components

Edges = dict[int, list[tuple[int, float]]]
weights = st.integers(-3, 12).map(float)
graphs = st.dictionaries(
    st.integers(0, 4),
    st.dictionaries(st.integers(0, 4), weights, max_size=5).map(lambda d: sorted(d.items())),
    max_size=5,
)


def best_of_all(edges: Edges, without: tuple[int, int] | None = None) -> float:
    options: list[list[tuple[int | None, float]]] = [
        [(None, 0.0), *((t, w) for t, w in pairs if (d, t) != without)]
        for d, pairs in edges.items()
    ]
    wholes = (
        whole for whole in product(*options)
        if len({t for t, _ in whole if t is not None}) == sum(t is not None for t, _ in whole)
    )  # fmt: skip
    return max((sum(w for _, w in whole) for whole in wholes), default=0.0)


@given(graphs)
def test_the_whole_is_as_good_as_any(edges: Edges) -> None:
    links = assign(edges)
    weight = {(d, t): w for d, pairs in edges.items() for t, w in pairs}

    assert sum(weight[link.document, link.transaction] for link in links) == pytest.approx(
        best_of_all(edges)
    )
    assert len({link.document for link in links}) == len(links)
    assert len({link.transaction for link in links}) == len(links)


@given(graphs)
def test_a_margin_is_what_the_whole_loses_without_the_link(edges: Edges) -> None:
    for link in assign(edges):
        loss = best_of_all(edges) - best_of_all(edges, (link.document, link.transaction))
        assert link.margin == pytest.approx(loss)


@given(graphs, st.randoms())
def test_the_order_of_the_input_does_not_matter(edges: Edges, random: Random) -> None:
    documents = list(edges)
    random.shuffle(documents)

    assert assign({d: edges[d][::-1] for d in documents}) == assign(edges)


def test_a_tie_has_no_margin() -> None:
    links = assign({1: [(1, 5.0), (2, 5.0)], 2: [(1, 5.0), (2, 5.0)]})

    assert [link.margin for link in links] == [0.0, 0.0]


def test_documents_that_share_nothing_are_apart() -> None:
    edges = {1: [(1, 1.0)], 2: [(1, 1.0), (2, 1.0)], 3: [(3, 1.0)], 4: [(2, 1.0)]}

    assert components(edges) == [[1, 2, 4], [3]]
