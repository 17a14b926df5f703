"""Scores of readings against the truth: exact values, honest confidence, and what `auto` is worth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from paperless_firefly.domain.extraction import Extraction, State
from paperless_firefly.domain.grammar import decimal_mark, find_amounts, find_dates

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
        if name == "number":
            return plain(self.read.text("number") or "") == plain(gold.number or "")
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


def printed_shares(answers: Sequence[Answer]) -> dict[str, float]:
    """Percent right of the values that stand on the page in some usual form, and of the kinds."""
    found = {}
    for name in (*FIELDS, "number"):
        printed = [a for a in answers if _is_printed(name, a.paper)]
        found[name] = _percent(a.right(name) for a in printed)
        found[f"{name}, printed"] = len(printed)
    notes = [a for a in answers if a.paper.gold.kind == "credit_note"]
    found["credit notes"] = len(notes)
    if notes:
        found["kind of credit notes"] = _percent(a.read.kind == "credit_note" for a in notes)
    found["kind of invoices"] = _percent(
        a.read.kind == "invoice" for a in answers if a.paper.gold.kind == "invoice"
    )
    return found


def _is_printed(name: str, paper: Paper) -> bool:
    """Whether the gold value stands on the page: digits as people group them, dates in any order."""
    gold = paper.gold
    text = (
        " ".join(w.text for page in paper.document.pages for w in page.words) or paper.document.text
    )
    if name == "seller":
        return bool(gold.seller) and gold.seller in plain(text)
    if name == "number":
        return bool(gold.number) and plain(gold.number or "") in plain(text)
    if name == "issue_date":
        day = date.fromisoformat(gold.day) if gold.day else None
        return day is not None and any(day in d.options for d in find_dates(text))
    if gold.total is None:
        return False
    return any(abs(a.value) == abs(gold.total) for a in find_amounts(text, decimal_mark(text)))


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
