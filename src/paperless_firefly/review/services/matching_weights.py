"""Weights of matching, re-estimated from what a user linked and dismissed; a person can reset them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from django.utils import timezone

from ...matching.model import BankFacts, DocumentFacts
from ...matching.propose import explainer
from ...matching.weights import Example, estimate
from ..models import AuditEntry, Document, LedgerSplit, Link, MatchingWeights, Proposal
from ..selectors.matching_facts import bank_facts, document_facts

_NEWEST = 1000
_Pair = tuple[int, str]


def learn(owner_id: int) -> bool:
    """Estimates the weights anew, if anything was decided since; whether it did."""
    row, _ = MatchingWeights.objects.get_or_create(owner_id=owner_id)
    confirmed, rejected = _confirmed(row), _rejected(row)
    basis = (
        f"{len(confirmed)}:{max(confirmed, default='')}/{len(rejected)}:{max(rejected, default='')}"
    )
    if basis[:128] == row.basis:
        return False
    found = estimate(_examples(owner_id, confirmed, rejected))
    MatchingWeights.objects.filter(pk=row.pk).update(
        bits=dict(found.bits),
        examples={key: list(counts) for key, counts in found.examples.items()},
        basis=basis[:128],
        learned_at=timezone.now(),
    )
    return True


def reset(owner_id: int) -> None:
    """Back to the weights that ship; what was decided until now is left out from here on."""
    MatchingWeights.objects.update_or_create(
        owner_id=owner_id,
        defaults={"bits": {}, "examples": {}, "basis": "", "since": timezone.now()},
    )


def _confirmed(row: MatchingWeights) -> list[_Pair]:
    """Pairs that were linked by a person's decision, one to one."""
    links = Link.objects.filter(
        owner_id=row.owner_id, made=False, posting__decision__by__isnull=False
    )
    if row.since:
        links = links.filter(created_at__gt=row.since)
    pairs = list(links.order_by("-pk").values_list("document_id", "journal_id")[:_NEWEST])
    return _alone(pairs)


def _alone(pairs: list[_Pair]) -> list[_Pair]:
    """Without the links of several: their amounts are no pair's."""
    documents, journals = Counter(d for d, _ in pairs), Counter(j for _, j in pairs)
    return [(d, j) for d, j in pairs if documents[d] == journals[j] == 1]


def _rejected(row: MatchingWeights) -> list[_Pair]:
    """Pairs that a person called none."""
    rows = Proposal.objects.filter(document__owner_id=row.owner_id, dismissed=True)
    if row.since:
        since = AuditEntry.objects.filter(action="pair-dismissed", at__gt=row.since)
        rows = rows.filter(document__in=since.values("document"))
    pairs = rows.order_by("-pk").values_list("document_id", "split__journal_id")
    return list(pairs[:_NEWEST])


def _examples(owner_id: int, confirmed: list[_Pair], rejected: list[_Pair]) -> Iterator[Example]:
    pairs = [*((p, True) for p in confirmed), *((p, False) for p in rejected)]
    documents = _documents(owner_id, {d for (d, _), _ in pairs})
    bank = _bank(owner_id, {j for (_, j), _ in pairs})
    explain = explainer(list(documents.values()), list(bank.values()))
    for (document, journal), is_confirmed in pairs:
        if document in documents and journal in bank:
            yield Example(explain(documents[document], bank[journal]), is_confirmed)


def _documents(owner_id: int, pks: set[int]) -> dict[int, DocumentFacts]:
    return dict(document_facts(Document.objects.filter(owner_id=owner_id, pk__in=pks)))


def _bank(owner_id: int, journals: set[str]) -> dict[str, BankFacts]:
    rows = LedgerSplit.objects.filter(owner_id=owner_id, journal_id__in=journals)
    return {facts.id: facts for _, facts in bank_facts(rows)}
