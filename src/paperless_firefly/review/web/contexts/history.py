"""What was decided, as the history tells it: who, what became of it, and whether it can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ...models import Decision, Document, Link, Posting
from ...selectors.history import is_undoable


@dataclass(frozen=True, slots=True)
class Told:
    """One decided document; `at` is when it was decided, or when it left the queue.

    `changed` says that its transaction in Firefly III is "gone" or was "edited" since.
    """

    document: Document
    posting: Posting | None
    decision: Decision | None
    at: datetime | None
    icon: str
    undoable: bool
    changed: str = ""


def told(documents: Sequence[Document]) -> list[Told]:
    """The rows of a page."""
    return [
        one(
            d,
            _first(d, "found_postings"),  # type: ignore[arg-type]
            _first(d, "found_decisions"),  # type: ignore[arg-type]
            _first(d, "found_changes"),  # type: ignore[arg-type]
        )
        for d in documents
    ]


def one(
    document: Document,
    posting: Posting | None,
    decision: Decision | None,
    change: Link | None = None,
) -> Told:
    """One document with the posting and the decision in force, and a link that changed."""
    return Told(
        document=document,
        posting=posting,
        decision=decision,
        at=document.decided_at or document.gone_at,
        icon=_icon(document, posting, change),
        undoable=is_undoable(document, posting),
        changed=change.changed if change else "",
    )


def _icon(document: Document, posting: Posting | None, change: Link | None) -> str:
    stuck = posting is not None and posting.state in {"held", "failed"}
    if stuck or (change is not None and change.changed == "gone"):
        return "alert"
    by_decision = {
        "link": "link",
        "new": "check",
        "rejected": "cross",
        "none": "none-needed",
        "wait": "later",
        "prov": "later",
    }
    return by_decision.get(document.decision, "right")


def _first(document: Document, name: str) -> object | None:
    found = getattr(document, name)
    return found[0] if found else None
