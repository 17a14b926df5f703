"""What matching learned from a person's decisions: names, weights, pairs that are none."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet

from ...domain.parties import bare
from ...matching.model import DocumentFacts, Learned
from ...matching.weights import DEFAULTS
from ..models import LearnedName, MatchingWeights, Proposal, SecondScan

_BY_PERSON = 3  # how many links a name that a person entered stands for


@dataclass(frozen=True, slots=True)
class WeightRow:
    """One weight in bits as it ships and as it is now; examples are (confirmed, rejected) pairs."""

    signal: str
    outcome: str
    default: float
    learned: float
    examples: tuple[int, int]


def learned_by(owner_id: int, document: DocumentFacts | None = None) -> Learned:
    """All that was learned from a user; with a document, only of its seller and pairs."""
    names: defaultdict[str, dict[str, int]] = defaultdict(dict)
    never: set[tuple[str, str]] = set()
    rows = LearnedName.objects.filter(owner_id=owner_id)
    if document is not None:
        rows = rows.filter(seller=seller_key(document.seller or ""))
    columns = ("seller", "descriptor", "count", "source", "suppressed")
    for seller, name, count, source, suppressed in rows.values_list(*columns):
        if suppressed:
            never.add((seller, name))
        else:
            by_person = source == LearnedName.Source.PERSON
            names[seller][name] = max(count, _BY_PERSON if by_person else 0)
    apart = _apart(owner_id, document)
    return Learned(_bits(owner_id), dict(names), frozenset(never), apart, _originals(owner_id))


def seller_key(seller: str) -> str:
    """A seller's name as learned names are kept: its levelled words, legal forms off."""
    return " ".join(bare(seller))[:255] if seller else ""


def names(owner_id: int) -> QuerySet[LearnedName]:
    """Every name that was learned, entered or denied, by seller."""
    return LearnedName.objects.filter(owner_id=owner_id)


def weights(owner_id: int) -> tuple[WeightRow, ...]:
    """Every weight, as it ships and with what the user's decisions changed of it."""
    row = MatchingWeights.objects.filter(owner_id=owner_id).first()
    bits, examples = (row.bits, row.examples) if row else ({}, {})
    found = []
    for key, default in DEFAULTS.items():
        signal, _, outcome = key.partition("/")
        confirmed, rejected = examples.get(key, (0, 0))
        learned = round(default + bits.get(key, 0.0), 2)
        found.append(WeightRow(signal, outcome, default, learned, (confirmed, rejected)))
    return tuple(found)


def _bits(owner_id: int) -> dict[str, float]:
    row = MatchingWeights.objects.filter(owner_id=owner_id).only("bits").first()
    return dict(row.bits) if row else {}


def _originals(owner_id: int) -> frozenset[str]:
    """Documents that a person said to be no second scan."""
    rows = SecondScan.objects.filter(document__owner_id=owner_id, dismissed=True)
    return frozenset(map(str, rows.values_list("document_id", flat=True)))


def _apart(owner_id: int, document: DocumentFacts | None) -> frozenset[tuple[str, str]]:
    """Pairs that a person dismissed."""
    rows = Proposal.objects.filter(document__owner_id=owner_id, dismissed=True)
    if document is not None:
        rows = rows.filter(document_id=int(document.id))
    found = rows.values_list("document_id", "split__journal_id")
    return frozenset((str(pk), journal) for pk, journal in found)
