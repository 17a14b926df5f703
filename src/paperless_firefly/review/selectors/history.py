"""History: what was decided, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, Prefetch, Q, QuerySet

from ...domain.names import fold
from ..models import AuditEntry, DecisionKind, Document, Link, Posting, PostingState, Source
from ..models.states import UNDECIDED

PAGE = 50
_KINDS = {
    "": ~Q(decision__in=UNDECIDED) | Q(source=Source.GONE),
    "posted": Q(decision=DecisionKind.NEW),
    "linked": Q(decision=DecisionKind.LINK),
    "rejected": Q(decision__in=(DecisionKind.REJECTED, DecisionKind.NONE_NEEDED)),
    "gone": Q(source=Source.GONE),
}
KINDS = tuple(_KINDS)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of decided documents, each with `found_postings` (the newest first)."""

    documents: Sequence[Document]
    number: int
    more: bool


def page(owner_id: int, *, kind: str = "", search: str = "", number: int = 1) -> Page:
    """Decided documents, the newest decision first."""
    rows = Document.objects.filter(_KINDS.get(kind, _KINDS[""]), owner_id=owner_id)
    for word in fold(search).split():
        rows = rows.filter(search__contains=word)
    rows = rows.order_by(F("decided_at").desc(nulls_last=True), "-pk")
    start = (max(number, 1) - 1) * PAGE
    found = list(rows.prefetch_related(_postings())[start : start + PAGE + 1])
    return Page(found[:PAGE], max(number, 1), len(found) > PAGE)


def timeline(document: Document) -> list[AuditEntry]:
    """Everything that happened to a document, the newest first."""
    rows = AuditEntry.objects.filter(document=document).select_related("actor")
    return list(rows.order_by("-at", "-pk")[:200])


def links(document: Document) -> list[Link]:
    """The splits that a document is linked to."""
    return list(Link.objects.filter(document=document).order_by("pk"))


def _postings() -> Prefetch[str, QuerySet[Posting], str]:
    rows = Posting.objects.exclude(state=PostingState.UNDONE).order_by("-pk")
    return Prefetch("postings", queryset=rows, to_attr="found_postings")
