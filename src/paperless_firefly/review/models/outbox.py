"""The outbox: decisions on their way to Firefly, and back to Paperless."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from .decisions import Decision
from .documents import Document
from .states import OPEN_POSTINGS, AttachmentKind, PostingAction, PostingState, WorkState


class Leased(models.Model):
    """A row that one worker at a time holds: lease against the dead, fence against the late."""

    due_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)
    fence = models.PositiveIntegerField(default=0)
    attempts = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True, default="")

    class Meta:
        abstract = True


class Posting(Leased):
    """One decision's way to Firefly.

    `payload` is frozen when the first call is about to be made, so that a repetition is the same to
    the byte (the duplicate hash needs that). `hold` says why a person is asked: {"code", "groups":
    [...]}. `others` are groups a person called another transaction. `before` is the group as it
    was before our PUT, `intended` what the PUT was to change, `after` (posting.images) the group as
    we made it. `undo` is there once a person takes it back: {"by"} who, {"split"} to be linked
    afterwards, {"answer", "seen"} what was said about a transaction that changed meanwhile.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="postings")
    document = models.ForeignKey(Document, models.CASCADE, related_name="postings")
    decision = models.ForeignKey(Decision, models.CASCADE, related_name="postings")
    action = models.CharField(max_length=8, choices=PostingAction.choices)
    state = models.CharField(max_length=8, choices=PostingState.choices, default=PostingState.DUE)
    external_id = models.CharField(max_length=255, blank=True, default="")
    payload = models.JSONField(default=dict, blank=True)
    hold = models.JSONField(default=dict, blank=True)
    others = models.JSONField(default=list, blank=True)
    before = models.JSONField(default=dict, blank=True)
    intended = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)
    undo = models.JSONField(default=dict, blank=True)
    group_id = models.CharField(max_length=40, blank=True, default="")
    journal_ids = models.JSONField(default=list, blank=True)
    # set before a writing call, cleared by an answer that says it was not done
    maybe_sent = models.BooleanField(default=False)
    adopted = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document"],
                condition=Q(state__in=OPEN_POSTINGS),
                name="one_open_posting",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "due_at"], name="posting_due"),
            models.Index(fields=["owner", "state"], name="posting_owner"),
        ]

    def __str__(self) -> str:
        return f"{self.action} of {self.document_id}: {self.state}"


class WriteBack(Leased):
    """What Paperless is to hold of a posting that is done: tags moved, a pointer to the transaction.

    `changes` is written before each call, so that undo knows: {"tags": {"added", "removed", "names"},
    "fields": {id: {"was", "now"}}, "note": text}; a "was" of null says that there was no such field.
    """

    posting = models.OneToOneField(Posting, models.CASCADE, related_name="write_back")
    state = models.CharField(max_length=8, choices=WorkState.choices, default=WorkState.DUE)
    changes = models.JSONField(default=dict, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "due_at"], name="write_back_due")]

    def __str__(self) -> str:
        return f"Write-back of {self.posting_id}: {self.state}"


class Attachment(Leased):
    """A file that is to hang at the first split of a posting that is done.

    `filename` and `md5` are written before Firefly is asked to make the attachment, `firefly_id`
    once it answered. An `error` of a row that is done says why nothing was attached.
    """

    posting = models.ForeignKey(Posting, models.CASCADE, related_name="attachments")
    kind = models.CharField(max_length=8, choices=AttachmentKind.choices)
    state = models.CharField(max_length=8, choices=WorkState.choices, default=WorkState.DUE)
    firefly_id = models.CharField(max_length=40, blank=True, default="")
    filename = models.CharField(max_length=255, blank=True, default="")
    md5 = models.CharField(max_length=32, blank=True, default="")
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["posting", "kind"], name="one_attachment_of_a_kind")
        ]
        indexes = [models.Index(fields=["state", "due_at"], name="attachment_due")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.posting_id}: {self.state}"
