"""Fusion: the findings of several readers become one field each, with the losers kept beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..domain.extraction import AMOUNT_FIELDS, Alternative, Evidence, Field
from ..domain.money import parse_decimal
from ..domain.names import fold
from .reader import Found

CERTAIN = 0.999  # agreement never makes a field surer than this
MAX_ALTERNATIVES = 8
# A witness that heard it from the same paper is not a second one: how much agreement counts.
_WEIGHT = 0.8
# What only the structured data may say once there is any: mixed sums would contradict themselves.
_STRUCTURED_ONLY = AMOUNT_FIELDS | {"currency"}


def fuse(found: Sequence[Found], *, structured: bool) -> dict[str, Field]:
    """One field of each name from what the readers found, the most authoritative reader first.

    `structured` says that the first of them read an e-invoice: its values always win, and amounts
    come from it alone. Otherwise the surest value wins, and authority breaks the tie.
    """
    names = dict.fromkeys(name for each in found for name in each.fields)
    leader = found[0] if structured and found else None
    fields = {name: _one(name, found, leader) for name in names}
    return {name: field for name, field in fields.items() if field is not None}


def same(name: str, one: str, other: str) -> bool:
    """Whether two values of a field mean the same."""
    if name in AMOUNT_FIELDS:
        return parse_decimal(one) == parse_decimal(other)
    first, second = fold(one), fold(other)
    if name in ("seller", "buyer"):
        return _same_name(first, second)
    return first.replace(" ", "") == second.replace(" ", "")


def _same_name(first: str, second: str) -> bool:
    """Equal, or one begins with the words of the other ("ACME" and "ACME GmbH & Co. KG")."""
    shorter, longer = sorted((first, second), key=len)
    return bool(shorter) and (longer == shorter or longer.startswith(f"{shorter} "))


def _one(name: str, found: Sequence[Found], leader: Found | None) -> Field | None:
    candidates = [each.fields[name] for each in found if name in each.fields]
    if leader is None:
        winner = max(candidates, key=lambda field: field.confidence)
    elif name in leader.fields:
        winner = leader.fields[name]
    elif name in _STRUCTURED_ONLY:
        return None
    else:
        winner = max(candidates, key=lambda field: field.confidence)
    return _with_witnesses(name, winner, [each for each in candidates if each is not winner])


def _with_witnesses(name: str, winner: Field, others: Sequence[Field]) -> Field:
    if not others:
        return winner
    confidence, evidence = winner.confidence, winner.evidence
    losers: list[Alternative] = []
    for other in others:
        if same(name, winner.value, other.value):
            confidence = 1 - (1 - confidence) * (1 - _WEIGHT * other.confidence)
            evidence = _placed(evidence, other.evidence)
        else:
            losers.append(Alternative(other.value, other.confidence, other.reader, other.evidence))
        losers.extend(other.alternatives)
    kept = _distinct(name, winner.value, [*winner.alternatives, *losers])
    raised = max(winner.confidence, min(confidence, CERTAIN))
    return replace(winner, confidence=raised, evidence=evidence, alternatives=kept)


def _placed(evidence: Evidence | None, other: Evidence | None) -> Evidence | None:
    """The evidence, with the place on the page that a witness knows, if it has none itself."""
    if evidence is None or other is None or evidence.page or evidence.line:
        return evidence or other
    return replace(evidence, page=other.page, box=other.box, line=other.line)


def _distinct(name: str, value: str, losers: Sequence[Alternative]) -> tuple[Alternative, ...]:
    """Each other value once, the surest first."""
    kept: list[Alternative] = []
    for loser in sorted(losers, key=lambda each: -each.confidence):
        taken = (value, *(each.value for each in kept))
        if not any(_equal(name, loser.value, each) for each in taken):
            kept.append(loser)
    return tuple(kept[:MAX_ALTERNATIVES])


def _equal(name: str, one: str, other: str) -> bool:
    """Stricter than `same`: a longer form of a name is another spelling worth keeping."""
    return one == other or (name not in ("seller", "buyer") and same(name, one, other))
