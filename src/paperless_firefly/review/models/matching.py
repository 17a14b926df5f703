"""What matching learned from a person, and the links of several that it proposes."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from .documents import Document
from .ledger import LedgerSplit


class LearnedName(models.Model):
    """A seller is called so by the bank: from confirmed links, or as a person entered it.

    `seller` and `descriptor` are levelled words (matching.memory), `seller_shown` as the document
    has it. `suppressed`: a person said that this is not so; it is never learned again.
    """

    class Source(models.TextChoices):
        LINKS = "links"
        PERSON = "person"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    seller = models.CharField(max_length=255)
    seller_shown = models.CharField(max_length=255)
    descriptor = models.CharField(max_length=255)
    count = models.PositiveIntegerField(default=0)
    source = models.CharField(max_length=8, choices=Source.choices, default=Source.LINKS)
    suppressed = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "seller", "descriptor"], name="one_row_a_learned_name"
            ),
        ]
        ordering = ["seller", "-count", "descriptor"]

    def __str__(self) -> str:
        return f"{self.seller_shown}: {self.descriptor}"


class MatchingWeights(models.Model):
    """What an owner's decisions changed of matching's weights, in bits: {"signal/outcome": bits}.

    `examples` counts, for each, [confirmed, rejected]. Decisions before `since` are left out (a
    person reset the weights); `basis` names the decisions that these were learned from.
    """

    owner = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="matching_weights"
    )
    bits = models.JSONField(default=dict, blank=True)
    examples = models.JSONField(default=dict, blank=True)
    basis = models.CharField(max_length=128, blank=True, default="")
    since = models.DateTimeField(null=True, blank=True)
    learned_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Weights of {self.owner_id}"


class GroupProposal(models.Model):
    """Documents and splits that settle each other: one payment of several invoices, or instalments.

    `key` names its members, so that a dismissed one stays dismissed when it is found again.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)
    documents = models.ManyToManyField(Document, related_name="group_proposals")
    splits = models.ManyToManyField(LedgerSplit, related_name="group_proposals")
    confidence = models.FloatField()
    state = models.CharField(max_length=8)
    reasons = models.JSONField(default=list)
    dismissed = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "key"], name="one_row_a_group_proposal"),
        ]
        ordering = ["-confidence", "pk"]

    def __str__(self) -> str:
        return f"Group {self.key[:8]}"


class SecondScan(models.Model):
    """A document that shows the same purchase as another, `of`; `dismissed`: a person said no."""

    document = models.OneToOneField(Document, models.CASCADE, related_name="second_scan")
    of = models.ForeignKey(Document, models.CASCADE, related_name="second_scans")
    dismissed = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.document_id} is {self.of_id} again"
