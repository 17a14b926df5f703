"""Which of the bank's transactions are the same payment as a provisional one of ours."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Max, Min, Sum

from ...posting.merging import Carried
from ..models import (
    Document,
    LedgerSplit,
    Posting,
    PostingAction,
    PostingState,
    Proposal,
)
from ..models.states import OPEN_POSTINGS

# a bank is early by a few days at most, and late as an invoice is paid
_EARLY, _LATE = timedelta(days=7), timedelta(days=60)


def provisional(document: Document) -> Posting | None:
    """The posting of a provisional document, once its transaction stands in Firefly III."""
    if document.decision != "prov":
        return None
    done = Posting.objects.filter(
        document=document, state=PostingState.DONE, action=PostingAction.CREATE
    )
    return done.order_by("-pk").first()


def open_merge(document: Document) -> Posting | None:
    """The merge of a document that is under way, or stuck."""
    rows = Posting.objects.filter(document=document, state__in=OPEN_POSTINGS, undo={})
    return rows.filter(payload__has_key="merge").first()


def candidates(document: Document, ours: Posting) -> list[Proposal]:
    """What matching found for the document that agrees with ours, the best first.

    The same account, currency, direction and sum, within the days, free and not reconciled.
    """
    rows = LedgerSplit.objects.filter(
        owner_id=document.owner_id, journal_id__in=ours.journal_ids, gone_at=None
    )
    first = rows.first()
    if first is None:
        return []
    whole = rows.aggregate(sum=Sum("amount_minor"), first=Min("date"), last=Max("date"))
    found = Proposal.objects.filter(
        document=document,
        dismissed=False,
        split__gone_at=None,
        split__linked=False,
        split__reconciled=False,
        split__account_id=first.account_id,
        split__currency=first.currency,
        split__type=first.type,
        split__amount_minor=whole["sum"],
        split__date__range=(whole["first"] - _EARLY, whole["last"] + _LATE),
    )
    return list(found.select_related("split")[:5])


def from_rows(ours: Posting, mark: str) -> Carried:
    """What ours held as the rows last saw it, where it is gone from Firefly III."""
    rows = list(LedgerSplit.objects.filter(owner_id=ours.owner_id, journal_id__in=ours.journal_ids))
    named = {name: {getattr(r, name) for r in rows} for name in ("category", "budget", "bill")}
    return Carried(
        **{name: next(iter(values)) for name, values in named.items() if len(values) == 1},
        notes="\n\n".join(dict.fromkeys(r.notes for r in rows if r.notes)),
        tags=tuple(dict.fromkeys(t for r in rows for t in r.tags if t != mark)),
        left=tuple(name for name, values in named.items() if len(values) > 1),
    )
