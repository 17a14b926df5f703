"""What was decided, as the history tells it: who, what became of it, and whether it can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ...models import Decision, Document, Posting
from ...selectors.history import is_undoable


@dataclass(frozen=True, slots=True)
class Told:
    """One decided document; `at` is when it was decided, or when it left the queue."""

    document: Document
    posting: Posting | None
    decision: Decision | None
    at: datetime | None
    icon: str
    undoable: bool


def told(documents: Sequence[Document]) -> list[Told]:
    """The rows of a page."""
    return [
        one(d, _first(d, "found_postings"), _first(d, "found_decisions"))  # type: ignore[arg-type]
        for d in documents
    ]


def one(document: Document, posting: Posting | None, decision: Decision | None) -> Told:
    """One document with the posting and the decision in force."""
    return Told(
        document=document,
        posting=posting,
        decision=decision,
        at=document.decided_at or document.gone_at,
        icon=_icon(document, posting),
        undoable=is_undoable(document, posting),
    )


def _icon(document: Document, posting: Posting | None) -> str:
    if posting is not None and posting.state in {"held", "failed"}:
        return "alert"
    by_decision = {
        "link": "link",
        "new": "check",
        "rejected": "cross",
        "none": "none-needed",
        "wait": "later",
    }
    return by_decision.get(document.decision, "right")


def _first(document: Document, name: str) -> object | None:
    found = getattr(document, name)
    return found[0] if found else None
