"""The rows: one database of truth."""

from .audit import AuditEntry
from .connections import Connection, ConnectionKind
from .decisions import Decision, Link, Proposal
from .documents import Document, FieldValue, Reading
from .ledger import LedgerEntry, LedgerSplit
from .outbox import Leased, Posting, WriteBack
from .preferences import Pointer, Preferences
from .runs import PeriodicClaim, Run, WorkerBeat
from .states import (
    DecisionKind,
    GoneReason,
    PostingAction,
    PostingState,
    ReadingState,
    RunState,
    Source,
    WorkState,
)

__all__ = [
    "AuditEntry",
    "Connection",
    "ConnectionKind",
    "Decision",
    "DecisionKind",
    "Document",
    "FieldValue",
    "GoneReason",
    "Leased",
    "LedgerEntry",
    "LedgerSplit",
    "Link",
    "PeriodicClaim",
    "Pointer",
    "Posting",
    "PostingAction",
    "PostingState",
    "Preferences",
    "Proposal",
    "Reading",
    "ReadingState",
    "Run",
    "RunState",
    "Source",
    "WorkState",
    "WorkerBeat",
    "WriteBack",
]
