"""An object by right, or 404: nobody learns that another's exists."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from ..models import Document, LedgerSplit, Posting, Run
from ..selectors import queue

__all__ = ["Document", "Posting", "Run", "document_of", "posting_of", "run_of"]


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


def _owner(request: HttpRequest) -> int:
    return int(request.user.pk or 0)
