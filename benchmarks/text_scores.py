"""Scores of readings against the truth: exact values, honest confidence, and what `auto` is worth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from paperless_firefly.domain.extraction import Extraction, State

from .text_data import Paper, plain

FIELDS = ("total", "issue_date", "seller")
BINS = 10


@dataclass(frozen=True)
class Answer:
    """A paper with what was read from it."""

    paper: Paper
    read: Extraction

    def right(self, name: str) -> bool:
        """Whether a field is exactly what the gold says."""
        gold = self.paper.gold
        if name == "total":
            return gold.total is not None and self.read.amount("total") == gold.total
        if name == "issue_date":
            return gold.day is not None and self.read.text("issue_date") == gold.day
        return plain(self.read.text("seller") or "") == gold.seller

    @property
    def booked_right(self) -> bool:
        """Whether total and date are right."""
        return self.right("total") and self.right("issue_date")


def shares(answers: Sequence[Answer]) -> dict[str, float]:
    """Percent right by field, of all three, and the judgement's figures."""
    auto = [a for a in answers if a.read.state == State.AUTO]
    proven = [a for a in auto if not a.paper.disproved]
    return {
        **{name: _percent(a.right(name) for a in answers) for name in FIELDS},
        "all three": _percent(all(a.right(name) for name in FIELDS) for a in answers),
        "auto share": _percent(a in auto for a in answers),
        "auto precision": _percent(a.booked_right for a in auto),
        "auto precision, errors of the gold aside": _percent(a.booked_right for a in proven),
        "ece": ece(confidences(answers)),
    }


def confidences(
    answers: Sequence[Answer], names: Iterable[str] = FIELDS
) -> list[tuple[float, bool]]:
    """(confidence, whether right) of every value whose truth is known."""
    known = {"total": "total", "issue_date": "day", "seller": "seller"}
    return [
        (a.read.fields[name].confidence, a.right(name))
        for a in answers for name in names
        if name in a.read.fields and getattr(a.paper.gold, known[name]) is not None
    ]  # fmt: skip


def ece(rows: Sequence[tuple[float, bool]]) -> float:
    """The mean distance between confidence and share right, over ten bins."""
    miss = sum(abs(sum(c for c, _ in b) - sum(r for _, r in b)) for b in _bins(rows).values())
    return round(miss / max(len(rows), 1), 4)


def reliability(rows: Sequence[tuple[float, bool]]) -> list[dict[str, float]]:
    """For each tenth of confidence: how many values, their mean confidence, the share right."""
    return [
        {
            "from": number / BINS,
            "values": len(b),
            "confidence": round(sum(c for c, _ in b) / len(b), 3),
            "right": round(sum(r for _, r in b) / len(b), 3),
        }
        for number, b in sorted(_bins(rows).items())
    ]


def _bins(rows: Sequence[tuple[float, bool]]) -> dict[int, list[tuple[float, bool]]]:
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for row in rows:
        bins[min(int(row[0] * BINS), BINS - 1)].append(row)
    return bins


def _percent(flags: Iterable[bool]) -> float:
    every = list(flags)
    return round(100 * sum(every) / len(every), 2) if every else 0.0
