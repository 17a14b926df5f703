"""The rows: one database of truth."""

from .audit import AppendOnly, AuditEntry
from .connections import Connection, ConnectionKind
from .decisions import Decision, Link, LinkChange, Proposal
from .documents import Document, FieldValue, Reading
from .filters import SavedFilter
from .ledger import LedgerEntry, LedgerSplit, SplitToken
from .matching import GroupProposal, LearnedName, MatchingWeights, SecondScan
from .outbox import Attachment, Leased, Posting, WriteBack
from .preferences import BeforeBank, Pointer, Preferences, SplitBy
from .reconciling import LinkBatch, NoDocumentRule, TaxExport
from .rules import Rule, RuleOffer, RuleUse
from .runs import PeriodicClaim, Run, WorkerBeat
from .sellers import ConfirmedSeller
from .states import (
    AttachedFile,
    AttachmentKind,
    DecisionKind,
    GoneReason,
    PostingAction,
    PostingState,
    ReadingState,
    RunState,
    Source,
    UploadState,
    WorkState,
)
from .uploads import Upload

__all__ = [
    "AppendOnly",
    "AttachedFile",
    "Attachment",
    "AttachmentKind",
    "AuditEntry",
    "BeforeBank",
    "ConfirmedSeller",
    "Connection",
    "ConnectionKind",
    "Decision",
    "DecisionKind",
    "Document",
    "FieldValue",
    "GoneReason",
    "GroupProposal",
    "LearnedName",
    "Leased",
    "LedgerEntry",
    "LedgerSplit",
    "Link",
    "LinkBatch",
    "LinkChange",
    "MatchingWeights",
    "NoDocumentRule",
    "PeriodicClaim",
    "Pointer",
    "Posting",
    "PostingAction",
    "PostingState",
    "Preferences",
    "Proposal",
    "Reading",
    "ReadingState",
    "Rule",
    "RuleOffer",
    "RuleUse",
    "Run",
    "RunState",
    "SavedFilter",
    "SecondScan",
    "Source",
    "SplitBy",
    "SplitToken",
    "TaxExport",
    "Upload",
    "UploadState",
    "WorkState",
    "WorkerBeat",
    "WriteBack",
]
