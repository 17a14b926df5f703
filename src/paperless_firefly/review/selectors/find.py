"""Finding anything of a user's by a few words: documents wherever they are, and transactions."""

from __future__ import annotations

from dataclasses import dataclass

from ...domain.names import fold
from ..models import Document, LedgerSplit

_MOST = 8


@dataclass(frozen=True, slots=True)
class Found:
    """The newest that contain every word."""

    documents: list[Document]
    splits: list[LedgerSplit]


def find(owner_id: int, search: str) -> Found:
    """Two queries; nothing for an empty search."""
    words = fold(search).split()[:10]
    if not words:
        return Found([], [])
    documents = Document.objects.filter(owner_id=owner_id).defer("content").order_by("-pk")
    splits = LedgerSplit.objects.filter(owner_id=owner_id, gone_at=None).order_by("-date", "-pk")
    for word in words:
        documents = documents.filter(search__contains=word)
        splits = splits.filter(search__contains=word)
    return Found(list(documents[:_MOST]), list(splits[:_MOST]))
