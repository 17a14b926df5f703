"""The four axes of a document, and the transitions that each allows.

A document is never in one state: its source, its reading, its decision and its posting move
apart. `docs/architecture.md` draws them; a test walks this table.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db import models


class Source(models.TextChoices):
    """Whether Paperless still offers the document."""

    PRESENT = "present"
    GONE = "gone"


class GoneReason(models.TextChoices):
    """Why a document left the queue."""

    NONE = ""
    DELETED = "deleted"
    UNTAGGED = "untagged"


class ReadingState(models.TextChoices):
    """The judgement of extraction; unread until a worker read it."""

    UNREAD = "unread"
    AUTO = "auto"
    REVIEW = "review"
    MANUAL = "manual"
    OTHER = "other"


class DecisionKind(models.TextChoices):
    """What a person (or a switch that a person set) decided."""

    OPEN = "open"
    LATER = "later"
    REJECTED = "rejected"
    NEW = "new"
    LINK = "link"
    WAIT = "wait"
    NONE_NEEDED = "none"
    PROVISIONAL = "prov"


class PostingState(models.TextChoices):
    """The outbox: the way of a decision to Firefly."""

    DUE = "due"
    SENDING = "sending"
    DONE = "done"
    HELD = "held"
    FAILED = "failed"
    UNDOING = "undoing"
    UNDONE = "undone"
    MERGED = "merged"


class PostingAction(models.TextChoices):
    """What is to be done in Firefly."""

    CREATE = "create"
    LINK = "link"


class WorkState(models.TextChoices):
    """A step that a machine does alone: due, being done, done, or failed and tried again."""

    DUE = "due"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"


class AttachedFile(models.TextChoices):
    """Which file of a document is attached to its transaction."""

    NONE = ""
    ORIGINAL = "original"
    ARCHIVE = "archive"


class AttachmentKind(models.TextChoices):
    """What is attached: one of the files, or the XML of an e-invoice."""

    ORIGINAL = "original"
    ARCHIVE = "archive"
    XML = "xml"


class RunState(models.TextChoices):
    """A run of Extract & Sync."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class UploadState(models.TextChoices):
    """A file that was handed in: stored, perhaps sent, sent for sure, in the queue, or a person's."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    DONE = "done"
    FAILED = "failed"


UNDECIDED = (DecisionKind.OPEN, DecisionKind.LATER)
# a document that waits was accepted, and can still be linked
LINKABLE = (*UNDECIDED, DecisionKind.WAIT)
# whose bank transaction is looked for: a provisional one has a transaction of ours until then
SEEKING = (*LINKABLE, DecisionKind.PROVISIONAL)
# what was accepted without the bank's transaction
ACCEPTED = (DecisionKind.NEW, DecisionKind.WAIT, DecisionKind.PROVISIONAL)
OPEN_POSTINGS = (
    PostingState.DUE,
    PostingState.SENDING,
    PostingState.HELD,
    PostingState.FAILED,
    PostingState.UNDOING,
)
OPEN_RUNS = (RunState.QUEUED, RunState.RUNNING)
OPEN_UPLOADS = (UploadState.WAITING, UploadState.SENDING, UploadState.SENT)

SOURCE_MOVES: Mapping[str, frozenset[str]] = {
    Source.PRESENT: frozenset({Source.GONE}),
    Source.GONE: frozenset({Source.PRESENT}),
}
DECISION_MOVES: Mapping[str, frozenset[str]] = {
    DecisionKind.OPEN: frozenset(set(DecisionKind) - {DecisionKind.OPEN}),
    DecisionKind.LATER: frozenset(set(DecisionKind) - {DecisionKind.LATER}),
    DecisionKind.REJECTED: frozenset({DecisionKind.OPEN}),
    DecisionKind.NEW: frozenset({DecisionKind.OPEN, DecisionKind.LINK}),
    # back to provisional: a merge that is taken back
    DecisionKind.LINK: frozenset({DecisionKind.OPEN, DecisionKind.PROVISIONAL}),
    DecisionKind.PROVISIONAL: frozenset({DecisionKind.OPEN, DecisionKind.NEW, DecisionKind.LINK}),
    DecisionKind.WAIT: frozenset({DecisionKind.OPEN, DecisionKind.NEW, DecisionKind.LINK}),
    DecisionKind.NONE_NEEDED: frozenset({DecisionKind.OPEN}),
}
POSTING_MOVES: Mapping[str, frozenset[str]] = {
    PostingState.DUE: frozenset({PostingState.SENDING, PostingState.UNDONE}),
    # a worker whose lease ran out is followed by another: sending to sending, with a new fence
    PostingState.SENDING: frozenset(
        {PostingState.SENDING, PostingState.DONE, PostingState.HELD, PostingState.FAILED}
    ),
    PostingState.FAILED: frozenset({PostingState.SENDING, PostingState.DUE, PostingState.UNDONE}),
    # a held undo is answered: go on, or let the posting stand
    PostingState.HELD: frozenset(
        {PostingState.DUE, PostingState.DONE, PostingState.UNDONE, PostingState.UNDOING}
    ),
    # merged: its transaction gives way to the bank's, and is made again if that is taken back
    PostingState.DONE: frozenset({PostingState.UNDOING, PostingState.MERGED}),
    PostingState.MERGED: frozenset({PostingState.DONE}),
    PostingState.UNDOING: frozenset({PostingState.UNDONE, PostingState.HELD, PostingState.UNDOING}),
    PostingState.UNDONE: frozenset(),
}
UPLOAD_MOVES: Mapping[str, frozenset[str]] = {
    # found in Paperless before it was sent: done without sending
    UploadState.WAITING: frozenset({UploadState.SENDING, UploadState.DONE, UploadState.FAILED}),
    # back to waiting by an answer that says it was not taken
    UploadState.SENDING: frozenset(
        {UploadState.WAITING, UploadState.SENDING, UploadState.SENT, UploadState.DONE,
         UploadState.FAILED}
    ),
    UploadState.SENT: frozenset({UploadState.DONE, UploadState.FAILED}),
    UploadState.FAILED: frozenset({UploadState.WAITING}),
    UploadState.DONE: frozenset(),
}  # fmt: skip
