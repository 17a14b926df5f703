"""History: what was decided, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from ...domain.names import fold
from ..models import (
    Connection,
    ConnectionKind,
    Decision,
    DecisionKind,
    Document,
    Link,
    LinkChange,
    Posting,
    PostingState,
    Source,
)
from ..models.states import UNDECIDED
from . import watching

PAGE = 50
STUCK = (PostingState.HELD, PostingState.FAILED)
# not yet sent: nothing of it can be in Firefly
UNSENT = (PostingState.DUE, *STUCK)
_KINDS = {
    "": ~Q(decision__in=UNDECIDED) | Q(source=Source.GONE),
    "posted": Q(decision__in=(DecisionKind.NEW, DecisionKind.PROVISIONAL)),
    "linked": Q(decision=DecisionKind.LINK),
    "rejected": Q(decision=DecisionKind.REJECTED),
    "none": Q(decision=DecisionKind.NONE_NEEDED),
    "waiting": Q(decision=DecisionKind.WAIT),
    "stuck": Exists(Posting.objects.filter(document=OuterRef("pk"), state__in=STUCK)),
    "changed": Exists(
        Link.objects.filter(document=OuterRef("pk")).exclude(changed=LinkChange.NONE)
    ),
    "gone": Q(source=Source.GONE),
}


@dataclass(frozen=True, slots=True)
class Page:
    """One page of decided documents, each with its instant `at`, `found_postings` and
    `found_decisions` (the one in force first) and `found_changes` (links whose transaction is
    gone or was edited); how many are stuck, and of how many the transaction changed."""

    documents: Sequence[Document]
    number: int
    more: bool
    stuck: int
    changed: int


def page(owner_id: int, *, kind: str = "", search: str = "", number: int = 1) -> Page:
    """Decided documents and those that left the queue, the newest first."""
    rows = Document.objects.filter(_KINDS.get(kind, _KINDS[""]), owner_id=owner_id)
    for word in fold(search).split():
        rows = rows.filter(search__contains=word)
    rows = rows.annotate(at=Coalesce("decided_at", "gone_at")).defer("content")
    rows = rows.order_by(F("at").desc(nulls_last=True), "-pk")
    start = (max(number, 1) - 1) * PAGE
    rows = rows.prefetch_related(_postings(), _decisions(), _changes())
    found = list(rows[start : start + PAGE + 1])
    stuck = Posting.objects.filter(owner_id=owner_id, state__in=STUCK).count()
    changed = sum(watching.counts(owner_id).values())
    return Page(found[:PAGE], max(number, 1), len(found) > PAGE, stuck, changed)


def posting(document: Document) -> Posting | None:
    """The newest posting that was not taken back, with its way back to Paperless and its files."""
    rows = Posting.objects.filter(document=document).exclude(state=PostingState.UNDONE)
    rows = rows.select_related("write_back").prefetch_related("attachments")
    return rows.order_by("-pk").first()


def is_unattached(posting: Posting | None) -> bool:
    """Whether a file that was to be attached is not, and why is told."""
    return posting is not None and any(file.error for file in posting.attachments.all())


def links(document: Document) -> list[Link]:
    """The splits that a document is linked to."""
    return list(Link.objects.filter(document=document).order_by("pk"))


def transactions_at(owner_id: int) -> str:
    """Where the user's Firefly III shows a transaction, without its number; empty without one."""
    found = Connection.objects.filter(owner_id=owner_id, kind=ConnectionKind.FIREFLY).first()
    return f"{found.public_url}/transactions/show/" if found else ""


def is_undoable(document: Document, posting: Posting | None) -> bool:
    """Whether a decision can be taken back: nothing was sent for it, or all of it was done."""
    if document.decision in UNDECIDED:
        return False
    if posting is None or posting.state == PostingState.DONE:
        return True
    return posting.state in UNSENT and not posting.maybe_sent


def _postings() -> Prefetch[str, QuerySet[Posting], str]:
    rows = Posting.objects.exclude(state=PostingState.UNDONE).order_by("-pk")
    rows = rows.prefetch_related("attachments")
    return Prefetch("postings", queryset=rows, to_attr="found_postings")


def _decisions() -> Prefetch[str, QuerySet[Decision], str]:
    rows = Decision.objects.filter(current=True).select_related("by")
    return Prefetch("decisions", queryset=rows, to_attr="found_decisions")


def _changes() -> Prefetch[str, QuerySet[Link], str]:
    rows = Link.objects.exclude(changed=LinkChange.NONE).order_by("-changed")
    return Prefetch("links", queryset=rows, to_attr="found_changes")


def postings_on_the_way(owner_id: int) -> list[Posting]:
    """A user's postings that were accepted and that a worker would send."""
    ahead = (PostingState.DUE, PostingState.FAILED)
    rows = Posting.objects.filter(owner_id=owner_id, state__in=ahead, due_at__lte=timezone.now())
    return list(rows.select_related("document").order_by("due_at"))
