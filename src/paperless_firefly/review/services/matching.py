"""Matching: for each undecided document, the bank splits that may be its payment, as rows.

A run matches all open documents with all open splits at once, so that each split goes to one
document at most; between runs a document whose reading changed is ranked alone, among the few
splits that indexes find.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from django.db import transaction

from ...domain.link import LinkProposal
from ...matching.model import BankFacts, Options
from ...matching.propose import AUTO, PROPOSE, rank
from ...matching.propose import match as match_whole
from ..models import Document, Proposal, Source
from ..models.states import SEEKING
from ..selectors.matching_facts import (
    bank_facts,
    document_facts,
    facts_of_document,
    open_documents,
    open_splits,
)
from ..selectors.matching_learned import learned_by
from ..selectors.matching_reach import frequencies, splits_in_reach
from ..selectors.readings import extraction_of
from . import matching_groups, matching_names, matching_weights, tokens

_MOST = 5
_OPTIONS = Options(most=_MOST)
_BATCH = 500
_Found = Mapping[int, list[LinkProposal]]


def work_due(owner_id: int | None = None, limit: int = 200) -> int:
    """Ranks, one by one, documents whose reading or bank changed; how many."""
    rows = Document.objects.filter(
        match_due=True, decision__in=SEEKING, source=Source.PRESENT
    ).select_related("connection")
    if owner_id is not None:
        rows = rows.filter(owner_id=owner_id)
    found = list(rows[:limit])
    for document in found:
        match(document)
    return len(found)


def ask_again(owner_id: int) -> None:
    """After the bank changed: every document that seeks its payment of a user is matched anew."""
    Document.objects.filter(owner_id=owner_id, decision__in=SEEKING, source=Source.PRESENT).update(
        match_due=True
    )


def is_due(owner_id: int) -> bool:
    """Whether a document waits to be matched: it was read anew, or the bank changed."""
    return open_documents(owner_id).filter(match_due=True).exists()


def match_all(owner_id: int) -> int:
    """Matches all of a user's open documents with all open splits anew; how many documents.

    First what the user decided since is learned.
    """
    tokens.index(owner_id)
    matching_names.learn(owner_id)
    matching_weights.learn(owner_id)
    rows = open_documents(owner_id)
    rows.update(match_due=False)
    documents = dict(document_facts(rows))
    journals: dict[str, int] = {}
    bank = list(_remembering(bank_facts(open_splits(owner_id)), journals))
    learned = learned_by(owner_id)
    found = match_whole(list(documents.values()), bank, options=_OPTIONS, learned=learned)
    _store_all(documents, journals, _by_document(found.links))
    matching_groups.store(owner_id, found, journals)
    return len(documents)


def match(document: Document) -> int:
    """Writes one document's proposals anew; those that a person dismissed stay dismissed."""
    Document.objects.filter(pk=document.pk).update(match_due=False)
    owner_id, extraction = document.owner_id, extraction_of(document)
    tokens.index(owner_id)
    journals: dict[str, int] = {}
    ranked: list[LinkProposal] = []
    if extraction:
        facts = facts_of_document(document, extraction)
        bank = list(_remembering(splits_in_reach(owner_id, facts), journals))
        learned = learned_by(owner_id, facts)
        bank = [one for one in bank if (facts.id, one.id) not in learned.apart]
        whole = frequencies(owner_id, facts, bank)
        ranked = list(rank(facts, bank, options=_OPTIONS, learned=learned, whole=whole))
    with transaction.atomic():
        _store([document.pk], journals, {document.pk: ranked})
        _settle_contest(document)
    return len(ranked)


def _remembering(
    found: Iterable[tuple[int, BankFacts]], journals: dict[str, int]
) -> Iterator[BankFacts]:
    """The facts; keys of their rows go to `journals`."""
    for pk, facts in found:
        journals[facts.id] = pk
        yield facts


def _by_document(links: Iterable[LinkProposal]) -> defaultdict[int, list[LinkProposal]]:
    """Links as pairs by document; what pays or takes several is for a person to put together."""
    found: defaultdict[int, list[LinkProposal]] = defaultdict(list)
    for link in links:
        alone = len(link.documents) == len(link.transactions) == 1
        for document in link.documents:
            for journal in link.transactions:
                state = link.state if alone else PROPOSE
                pair = LinkProposal((document,), (journal,), state, link.confidence, link.reasons)
                found[int(document)].append(pair)
    return found


def _store_all(documents: Iterable[int], splits: Mapping[str, int], found: _Found) -> None:
    for batch in _batches(sorted(documents)):
        with transaction.atomic():
            _store(batch, splits, found)


def _batches(pks: list[int]) -> Iterator[list[int]]:
    return (pks[i : i + _BATCH] for i in range(0, len(pks), _BATCH))


def _store(documents: list[int], splits: Mapping[str, int], found: _Found) -> None:
    """Replaces the proposals of some documents; needs a transaction."""
    # two workers at once would insert the same pairs: the second waits here
    locked = list(
        Document.objects.select_for_update()
        .filter(pk__in=documents)
        .order_by("pk")
        .only("pk", "proposals")
    )
    standing = Proposal.objects.filter(document__in=documents)
    dismissed = set(standing.filter(dismissed=True).values_list("document_id", "split_id"))
    standing.filter(dismissed=False).delete()
    rows = {d.pk: _rows(d.pk, found.get(d.pk, []), splits, dismissed) for d in locked}
    Proposal.objects.bulk_create([r for made in rows.values() for r in made], ignore_conflicts=True)
    changed = [d for d in locked if d.proposals != len(rows[d.pk])]
    for document in changed:
        document.proposals = len(rows[document.pk])
    Document.objects.bulk_update(changed, ["proposals"])


def _rows(
    document: int,
    proposals: Iterable[LinkProposal],
    splits: Mapping[str, int],
    dismissed: set[tuple[int, int]],
) -> list[Proposal]:
    likeliest = sorted(proposals, key=lambda p: (p.state != AUTO, -p.confidence))
    return [
        Proposal(
            document_id=document,
            split_id=splits[p.transactions[0]],
            confidence=p.confidence,
            state=p.state,
            reasons=[
                {"signal": r.signal, "weight": r.weight, "detail": r.detail} for r in p.reasons
            ],
        )
        for p in likeliest
        if (document, splits[p.transactions[0]]) not in dismissed
    ][:_MOST]


def _settle_contest(document: Document) -> None:
    """A split that another document was given for certain is certain for neither."""
    mine = Proposal.objects.filter(document=document, state=AUTO, dismissed=False)
    rivals = Proposal.objects.filter(
        split__in=mine.values("split"),
        state=AUTO,
        dismissed=False,
        document__decision__in=SEEKING,
        document__source=Source.PRESENT,
    )
    contested = [pk for pk, other in rivals.values_list("pk", "document") if other != document.pk]
    if contested:
        own = list(mine.values_list("pk", flat=True))
        Proposal.objects.filter(pk__in=[*contested, *own]).update(state=PROPOSE)
