"""How the judges of the text reader learn: rankings by softmax, certainties by logistic regression.

A certainty is always learnt from choices of a ranking that had not seen the document's seller.
"""

from __future__ import annotations

import math
import operator
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from paperless_firefly.extraction.text import doubts
from paperless_firefly.extraction.text.judge import rank
from paperless_firefly.extraction.text.model import Model
from paperless_firefly.extraction.text.sheet import Sheet

from .text_data import PARTS, Paper, plain
from .text_priors import SELLER_PRIOR, TOTAL_PRIOR

HOPELESS = 0.02  # a right answer held this unlikely is an error of the gold: not learnt from
RIDGE = 0.3  # how strongly the weights of a certainty are drawn to zero
CALIBRATED_ON = ("text", "ocr_text")  # words with boxes are the same texts once more
Features = dict[str, float]
Weights = dict[str, float]


@dataclass
class Case:
    """One choice: the candidates' features, which are right, and the signs of each."""

    paper: Paper
    features: list[Features]
    right: set[int]
    signs: Callable[[int, float], Features]
    weight: float = 1.0


class Learner:
    """Learns from papers; each seller weighs by the root of its documents in a view."""

    def __init__(self, papers: Sequence[Paper]) -> None:
        shares = Counter((p.view, p.gold.seller) for p in papers)
        self._cases: dict[str, list[Case]] = {"total": [], "seller": [], "date": []}
        for paper in papers:
            weight = 1 / math.sqrt(shares[paper.view, paper.gold.seller])
            for name, case in _cases(paper).items():
                case.weight = weight
                self._cases[name].append(case)
        self._ranking = cache(self._learn_ranking)

    def model(self, without: int | None = None) -> Model:
        """All weights, learnt without one part's sellers."""
        left_out = frozenset(() if without is None else (without,))
        return Model(
            self._ranking("total", left_out),
            self._ranking("seller", left_out),
            *(self._certainty(name, left_out) for name in ("total", "seller", "date")),
        )

    def _learn_ranking(self, name: str, left_out: frozenset[int]) -> Weights:
        prior, pull = (TOTAL_PRIOR, 0.06) if name == "total" else (SELLER_PRIOR, 0.03)
        cases = [c for c in self._cases[name] if c.paper.part not in left_out]
        return _train(cases, prior, pull)

    def _certainty(self, name: str, left_out: frozenset[int]) -> Weights:
        """Logistic regression of "is right" on the signs of what was chosen."""
        rows: list[tuple[float, Features, bool]] = []
        for case in self._cases[name]:
            if case.paper.part in left_out or case.paper.view not in CALIBRATED_ON:
                continue
            if not case.features:
                continue
            best, share = self._choice(name, case, left_out)
            rows.append((case.weight, case.signs(best, share), best in case.right))
        return _logistic(rows)

    def _choice(self, name: str, case: Case, left_out: frozenset[int]) -> tuple[int, float]:
        """What a ranking chooses that saw neither the case's part nor those left out."""
        if name == "date":
            return 0, 1.0
        shares = rank(self._ranking(name, left_out | {case.paper.part}), case.features)
        best = max(range(len(shares)), key=shares.__getitem__)
        return best, shares[best]


def _cases(paper: Paper) -> dict[str, Case]:
    """The choices that a document asks for whose answer is known."""
    sheet = Sheet.of(paper.document)
    if sheet is None:
        return {}
    totals, names, days = sheet.totals(), sheet.sellers(), sheet.dates()
    gold, dirt = paper.gold, sheet.dirt
    found = {
        "seller": Case(
            paper,
            [n.features for n in names],
            {i for i, n in enumerate(names) if plain(n.text) == gold.seller},
            lambda i, share: doubts.seller_signs(names[i], share, dirt),
        )
    }
    if gold.total is not None and not paper.disproved:
        found["total"] = Case(
            paper,
            [c.features for c in totals],
            {i for i, c in enumerate(totals) if c.value == gold.total},
            lambda i, share: doubts.total_signs(totals[i], share, dirt),
        )
    if gold.day is not None and gold.day_printed:
        found["date"] = Case(
            paper,
            [{} for _ in days],
            {i for i, d in enumerate(days) if d.value.isoformat() == gold.day},
            lambda i, share: doubts.date_signs(days[i], len(days) - 1, dirt),
        )
    return found


def _train(cases: Sequence[Case], prior: Weights, pull: float) -> Weights:
    """Trains twice: the second time without what the first held for hopeless."""
    usable = [c for c in cases if c.right and len(c.features) > 1]
    first = _descend(usable, prior, pull, rounds=6)
    kept = [c for c in usable if sum(_of(rank(first, c.features), c.right)) >= HOPELESS]
    return _descend(kept, prior, pull)


def _of(shares: Sequence[float], right: set[int]) -> list[float]:
    return [shares[i] for i in right]


def _descend(
    cases: Sequence[Case], prior: Weights, pull: float, rounds: int = 15, pace: float = 0.1
) -> Weights:
    """Softmax regression by Adagrad, drawn towards the prior."""
    chance = random.Random(0)
    weights: Weights = defaultdict(float, prior)
    squares: Weights = defaultdict(lambda: 1e-2)
    order = list(cases)
    for _ in range(rounds):
        chance.shuffle(order)
        for case in order:
            for name, slope in _slopes(case, rank(weights, case.features)).items():
                full = case.weight * slope + pull * (weights[name] - prior.get(name, 0.0))
                squares[name] += full * full
                weights[name] -= pace * full / math.sqrt(squares[name])
    return dict(weights)


def _slopes(case: Case, shares: Sequence[float]) -> Weights:
    found: Weights = defaultdict(float)
    right = sum(_of(shares, case.right))
    for i, features in enumerate(case.features):
        slope = shares[i] - (shares[i] / right if i in case.right and right else 0.0)
        if abs(slope) > 1e-4:
            for name, x in features.items():
                found[name] += slope * x
    return found


def _logistic(rows: Sequence[tuple[float, Features, bool]], rounds: int = 12) -> Weights:
    """Logistic regression by Newton's method, drawn to zero a little."""
    names = sorted({name for _, signs, _ in rows for name in signs})
    points = [(weight, [signs.get(n, 0.0) for n in names], right) for weight, signs, right in rows]
    found = [0.0] * len(names)
    for _ in range(rounds):
        slope = [RIDGE * w for w in found]
        bend = [[RIDGE * (i == j) for j in range(len(names))] for i in range(len(names))]
        for weight, x, right in points:
            sure = 1 / (1 + math.exp(-sum(map(operator.mul, found, x))))
            _gather(slope, bend, x, weight * (sure - right), weight * sure * (1 - sure))
        found = [w - step for w, step in zip(found, _solved(bend, slope), strict=True)]
    return dict(zip(names, found, strict=True))


def _gather(
    slope: list[float], bend: list[list[float]], x: list[float], miss: float, curve: float
) -> None:
    """Adds one row to the slope and to the lower half of its bend."""
    for i, xi in enumerate(x):
        if xi:
            slope[i] += miss * xi
            row = bend[i]
            for j in range(i + 1):
                row[j] += curve * xi * x[j]


def _solved(lower: list[list[float]], right: list[float]) -> list[float]:
    """The solution of a symmetric system given by its lower half (Cholesky)."""
    size = len(right)
    root = [[0.0] * size for _ in range(size)]
    for i in range(size):
        for j in range(i + 1):
            rest = lower[i][j] - sum(root[i][k] * root[j][k] for k in range(j))
            root[i][j] = math.sqrt(rest) if i == j else rest / root[j][j]
    half = [0.0] * size
    for i in range(size):
        half[i] = (right[i] - sum(root[i][k] * half[k] for k in range(i))) / root[i][i]
    full = [0.0] * size
    for i in reversed(range(size)):
        full[i] = (half[i] - sum(root[k][i] * full[k] for k in range(i + 1, size))) / root[i][i]
    return full


def learn_parts(learner: Learner) -> list[Model]:
    """For each part the model that has not seen its sellers."""
    return [learner.model(part) for part in range(PARTS)]
