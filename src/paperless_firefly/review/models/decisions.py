"""Decisions of people, proposals of matching, and the links between documents and splits."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from .documents import Document
from .ledger import LedgerSplit
from .states import DecisionKind


class Decision(models.Model):
    """What was decided about a document, by whom, when; the current one and those before.

    `booking` (for `new` and `wait`) is domain.posting.Booking as JSON; `group_id`, `journal_id` and
    `shown` (the group's fingerprint when it was shown) are for `link`. `until` and `payload` (frozen
    when the person accepted, posting.frozen) are for `wait`. `by` is empty for a switch. `chosen`
    (posting.rulebook's sets) is what the person chose that neither a rule nor SparkLink proposed.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="decisions")
    kind = models.CharField(max_length=8, choices=DecisionKind.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True)
    at = models.DateTimeField(auto_now_add=True)
    current = models.BooleanField(default=True)
    reason = models.CharField(max_length=255, blank=True, default="")
    until = models.DateField(null=True, blank=True)
    booking = models.JSONField(default=dict, blank=True)
    payload = models.JSONField(default=dict, blank=True)
    chosen = models.JSONField(default=dict, blank=True)
    group_id = models.CharField(max_length=40, blank=True, default="")
    journal_id = models.CharField(max_length=40, blank=True, default="")
    shown = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document"], condition=Q(current=True), name="one_current_decision"
            ),
        ]
        indexes = [
            models.Index(
                fields=["journal_id"],
                name="decision_to_link",
                condition=Q(current=True, kind=DecisionKind.LINK),
            ),
            models.Index(
                fields=["until"],
                name="decision_waiting",
                condition=Q(current=True, kind=DecisionKind.WAIT),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.document_id}"


class Proposal(models.Model):
    """A bank split that may be a document's payment; `reasons` is a list of {signal, weight, detail}.

    `dismissed` says that a person called it no pair: it is never proposed again.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="proposal_rows")
    split = models.ForeignKey(LedgerSplit, models.CASCADE, related_name="proposal_rows")
    confidence = models.FloatField()
    state = models.CharField(max_length=8)
    reasons = models.JSONField(default=list)
    dismissed = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "split"], name="one_proposal_a_pair"),
        ]
        ordering = ["-confidence", "pk"]

    def __str__(self) -> str:
        return f"{self.document_id} ~ {self.split_id}"


class LinkChange(models.TextChoices):
    """What a sync found to have become of a linked split."""

    NONE = ""
    EDITED = "edited"
    GONE = "gone"


class Link(models.Model):
    """A document and a Firefly split belong together. Ids are Firefly's, so that a row lasts.

    `made` says that SparkLink made the transaction; else the bank, an importer or the user did.
    `left` is the split as SparkLink left it, or as a person let it stand (services.watching.image);
    `seen` is its fingerprint as it was last compared with that ("gone" if it was deleted).
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    document = models.ForeignKey(Document, models.CASCADE, related_name="links")
    posting = models.ForeignKey(
        "review.Posting", models.SET_NULL, null=True, blank=True, related_name="links"
    )
    group_id = models.CharField(max_length=40)
    journal_id = models.CharField(max_length=40)
    made = models.BooleanField(default=False)
    left = models.JSONField(default=dict, blank=True)
    seen = models.CharField(max_length=64, blank=True, default="")
    changed = models.CharField(
        max_length=8, choices=LinkChange.choices, blank=True, default=LinkChange.NONE
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "journal_id"], name="one_link_a_pair"),
        ]
        indexes = [
            models.Index(fields=["owner", "journal_id"], name="link_journal"),
            models.Index(
                fields=["owner", "changed"], name="link_changed", condition=~Q(changed="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} = {self.journal_id}"
