"""The best whole: a one-to-one assignment with the greatest sum, and the margin of every link.

Each document takes one transaction or none (weight 0). Margins come from the same solution: the
shortest way round a link in its residual graph, not another assignment for each.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from math import inf

# Beyond this many bits a margin is certain; the search for a way round ends there.
_CERTAIN = 64.0


@dataclass(frozen=True, slots=True)
class Link:
    """One pair of the best whole; `margin` is what the whole would lose without it, in bits."""

    document: int
    transaction: int
    margin: float


@dataclass(slots=True)
class _Solution:
    """Rows are documents, columns transactions; each row has a column of its own for "none"."""

    costs: dict[int, dict[int, float]]
    row_of: dict[int, int] = field(default_factory=dict)
    column_of: dict[int, int] = field(default_factory=dict)
    rows: dict[int, float] = field(default_factory=dict)
    columns: dict[int, float] = field(default_factory=dict)


def assign(edges: Mapping[int, Sequence[tuple[int, float]]]) -> list[Link]:
    """Links of the greatest total weight; edges are document -> (transaction, weight).

    Edges of weight zero or less are never taken. The order of documents does not matter.
    """
    kept = {d: [(t, w) for t, w in pairs if w > 0] for d, pairs in edges.items()}
    links: list[Link] = []
    for component in components({d: pairs for d, pairs in kept.items() if pairs}):
        links.extend(_assign_component({d: kept[d] for d in component}))
    return sorted(links, key=lambda link: (link.document, link.transaction))


def components(edges: Mapping[int, Sequence[tuple[int, float]]]) -> list[list[int]]:
    """Documents that share transactions, directly or through others; each sorted."""
    parent: dict[int, int] = {document: document for document in edges}

    def root(document: int) -> int:
        while parent[document] != document:
            parent[document] = parent[parent[document]]
            document = parent[document]
        return document

    first: dict[int, int] = {}
    for document, pairs in edges.items():
        for transaction, _ in pairs:
            parent[root(document)] = root(first.setdefault(transaction, document))
    found: defaultdict[int, list[int]] = defaultdict(list)
    for document in sorted(edges):
        found[root(document)].append(document)
    return sorted(found.values())


def _assign_component(edges: Mapping[int, Sequence[tuple[int, float]]]) -> list[Link]:
    solution = _Solution(
        {d: {**{t: -w for t, w in pairs}, _none(d): 0.0} for d, pairs in edges.items()}
    )
    for document in sorted(edges):
        _augment(solution, document)
    return [Link(d, t, _margin(solution, d, t)) for d, t in solution.column_of.items() if t >= 0]


def _none(document: int) -> int:
    """The private column of "no transaction"."""
    return -1 - document


def _augment(solution: _Solution, start: int) -> None:
    """Takes one more row into the solution by the cheapest alternating way."""
    distances, came_from, end, length = _search(solution, start)
    _shift_potentials(solution, start, distances, length)
    while True:
        row = came_from[end]
        before = solution.column_of.get(row)
        solution.row_of[end] = row
        solution.column_of[row] = end
        if row == start or before is None:
            return
        end = before


def _search(solution: _Solution, start: int) -> tuple[dict[int, float], dict[int, int], int, float]:
    """Dijkstra over columns from a row; ends at the nearest column that is free."""
    solution.rows[start] = min(
        cost - solution.columns.get(c, 0.0) for c, cost in solution.costs[start].items()
    )
    best: dict[int, float] = {}
    done: dict[int, float] = {}
    came_from: dict[int, int] = {}
    heap: list[tuple[float, int]] = []
    _relax(solution, start, 0.0, best, came_from, heap)
    while heap:
        distance, column = heappop(heap)
        if column in done:
            continue
        if column not in solution.row_of:
            return done, came_from, column, distance
        done[column] = distance
        _relax(solution, solution.row_of[column], distance, best, came_from, heap)
    raise ValueError("every row has a column of its own")


def _relax(
    solution: _Solution, row: int, distance: float, best: dict[int, float],
    came_from: dict[int, int], heap: list[tuple[float, int]], banned: int | None = None,
) -> None:  # fmt: skip
    potential = solution.rows[row]
    for column, cost in solution.costs[row].items():
        reach = distance + max(cost - potential - solution.columns.get(column, 0.0), 0.0)
        if column != banned and reach < best.get(column, inf):
            best[column] = reach
            came_from[column] = row
            heappush(heap, (reach, column))


def _shift_potentials(
    solution: _Solution, start: int, distances: Mapping[int, float], length: float
) -> None:
    solution.rows[start] += length
    for column, distance in distances.items():
        solution.columns[column] = solution.columns.get(column, 0.0) - (length - distance)
        solution.rows[solution.row_of[column]] += length - distance


def _margin(solution: _Solution, row: int, column: int) -> float:
    """What the cheapest whole without this link costs more than the best one.

    It is the shortest way from the row back to its column in the residual graph: the row takes
    another column until one is found that is free; then any column may be given up for it, and
    the link's own column may so come to another row, or stay free.
    """
    own = solution.columns.get(column, 0.0)
    nearest = _CERTAIN
    found_free = False
    best: dict[int, float] = {}
    came_from: dict[int, int] = {}
    heap: list[tuple[float, int]] = []
    done: set[int] = set()
    _relax(solution, row, 0.0, best, came_from, heap, banned=column)
    while heap:
        reach, at = heappop(heap)
        if reach >= nearest or at == column:
            return min(reach, nearest)
        if at in solution.row_of:
            if at not in done:
                done.add(at)
                _relax(solution, solution.row_of[at], reach, best, came_from, heap)
        elif not found_free:
            found_free = True
            nearest = min(nearest, reach - own)
            _give_up_any(solution, reach, nearest, best, heap)
    return nearest


def _give_up_any(
    solution: _Solution, reach: float, nearest: float,
    best: dict[int, float], heap: list[tuple[float, int]],
) -> None:  # fmt: skip
    for column in solution.row_of:
        at = reach - solution.columns.get(column, 0.0)
        if at < nearest and at < best.get(column, inf):
            best[column] = at
            heappush(heap, (at, column))
