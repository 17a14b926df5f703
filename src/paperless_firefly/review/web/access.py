"""An object by right, or 404: nobody learns that another's exists."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from ..models import (
    ConfirmedSeller,
    Document,
    GroupProposal,
    LearnedName,
    LedgerSplit,
    LinkBatch,
    Posting,
    Run,
    TaxExport,
)
from ..selectors import coverage, likely, matching, matching_learned, queue, sellers

__all__ = [
    "Document",
    "LedgerSplit",
    "LinkBatch",
    "Posting",
    "Run",
    "batch_of",
    "document_of",
    "export_of",
    "posting_of",
    "run_of",
    "split_of",
]


def document_of(request: HttpRequest, pk: int) -> Document:
    """The user's own document; 404 for everyone else's, staff included."""
    found = queue.document(_owner(request), pk)
    if found is None:
        raise Http404
    return found


def posting_of(request: HttpRequest, pk: int) -> Posting:
    """The user's own posting."""
    found = queue.posting(_owner(request), pk)
    if found is None:
        raise Http404
    return found


def run_of(request: HttpRequest, pk: int) -> Run:
    """The user's own run."""
    found = queue.run(_owner(request), pk)
    if found is None:
        raise Http404
    return found


def split_of(request: HttpRequest, pk: int) -> LedgerSplit:
    """The user's own bank transaction."""
    found = queue.split(_owner(request), pk)
    if found is None:
        raise Http404
    return found


def batch_of(request: HttpRequest, pk: int) -> LinkBatch:
    """The user's own batch of links."""
    found = likely.batch(_owner(request), pk)
    if found is None:
        raise Http404
    return found


def export_of(request: HttpRequest, pk: int) -> TaxExport:
    """The user's own export of a tax year."""
    found = coverage.export(_owner(request), pk)
    if found is None:
        raise Http404
    return found


def group_of(request: HttpRequest, pk: int) -> GroupProposal:
    """A group that matching proposed to the user, as long as it can be linked."""
    found = matching.groups(_owner(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def seller_of(request: HttpRequest, pk: int) -> ConfirmedSeller:
    """A seller that the user confirmed."""
    found = sellers.seller(_owner(request), pk)
    if found is None:
        raise Http404
    return found


def learned_name_of(request: HttpRequest, pk: int) -> LearnedName:
    """A name that the user's links taught."""
    found = matching_learned.names(_owner(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _owner(request: HttpRequest) -> int:
    return int(request.user.pk or 0)
