"""Reads of matching for the pages: why a pair, or why not; groups; second scans."""

from __future__ import annotations

from django.db.models import QuerySet

from ...domain.link import Reason
from ...matching.propose import explain
from ..models import Document, GroupProposal, LedgerSplit, SecondScan, Source
from ..models.states import LINKABLE, UNDECIDED
from .matching_facts import facts_of_document, facts_of_split
from .matching_learned import learned_by
from .matching_reach import frequencies, splits_in_reach
from .readings import extraction_of


def reasons_of(document: Document, split: LedgerSplit) -> tuple[Reason, ...]:
    """Every signal for and against any pair of a document and a split, proposed or not.

    Empty while the document is unread. The number of queries is always the same.
    """
    extraction = extraction_of(document)
    if extraction is None:
        return ()
    facts, other = facts_of_document(document, extraction), facts_of_split(split)
    among = [bank for _, bank in splits_in_reach(document.owner_id, facts)]
    whole = frequencies(document.owner_id, facts, [other])
    learned = learned_by(document.owner_id, facts)
    return explain(facts, other, among, learned=learned, whole=whole)


def groups(owner_id: int) -> QuerySet[GroupProposal]:
    """Groups that can still be linked as one, the surest first, with their members."""
    rows = GroupProposal.objects.filter(owner_id=owner_id, dismissed=False)
    rows = rows.exclude(splits__linked=True).exclude(splits__gone_at__isnull=False)
    decided = Document.objects.exclude(decision__in=LINKABLE, source=Source.PRESENT)
    rows = rows.exclude(documents__in=decided.filter(owner_id=owner_id))
    return rows.prefetch_related("documents", "splits")


def second_scans(owner_id: int) -> QuerySet[SecondScan]:
    """Documents that show a purchase again, each with its first, `of`."""
    rows = SecondScan.objects.filter(document__owner_id=owner_id, dismissed=False)
    return rows.filter(document__decision__in=UNDECIDED).select_related("document", "of")
