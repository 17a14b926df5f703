"""What reconciliation keeps: rules for payments without paper, bulk links, and tax-year exports."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from .outbox import Leased
from .states import WorkState


class NoDocumentRule(models.Model):
    """A person never wants to be asked for the documents of such payments.

    `field` names what is compared with `value`: whole, but for the text, where it is contained
    (folded). `due`: payments came that the rule has not seen. `dropped`: a worker gives its
    payments back, then the row goes.
    """

    class Field(models.TextChoices):
        COUNTERPARTY = "counterparty"
        TYPE = "type"
        CATEGORY = "category"
        TEXT = "search"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    field = models.CharField(max_length=12, choices=Field.choices)
    value = models.CharField(max_length=1024)
    due = models.BooleanField(default=True)
    dropped = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "field", "value"], name="one_no_document_rule")
        ]
        indexes = [
            models.Index(fields=["owner"], name="rule_due", condition=models.Q(due=True)),
        ]
        ordering = ["field", "value"]

    def __str__(self) -> str:
        return f"{self.field}: {self.value}"


class LinkBatch(Leased):
    """Pairs that a person confirmed at once, linked one by one; then perhaps taken back.

    `picks` are [document, version as shown, split]; the first `place` are worked. `linked` are
    documents, `left` is a list of {"document", "name", "reason"}.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    picks = models.JSONField(default=list)
    place = models.PositiveIntegerField(default=0)
    linked = models.JSONField(default=list, blank=True)
    left = models.JSONField(default=list, blank=True)
    undo = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=WorkState.choices, default=WorkState.DUE)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["state", "due_at"], name="link_batch_due")]

    def __str__(self) -> str:
        return f"{len(self.picks)} links at once"

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to be worked."""
        return self.state == WorkState.DONE

    @property
    def size(self) -> int:
        """How many are to be worked: pairs, or links to take back."""
        return len(self.linked if self.undo else self.picks)

    @property
    def finished(self) -> int:
        """How many were linked, or taken back."""
        return len(self.linked) - (len(self.left) if self.undo else 0)


class TaxExport(Leased):
    """A ZIP of one year's payments and their documents, made by a worker and kept for some days.

    `missing` is a list of {"name", "reason"} of documents that Paperless-ngx did not give.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=8, blank=True, default="")
    state = models.CharField(max_length=8, choices=WorkState.choices, default=WorkState.DUE)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0)
    missing = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "due_at"], name="tax_export_due"),
            models.Index(fields=["owner", "-created_at"], name="tax_export_latest"),
        ]

    def __str__(self) -> str:
        return f"Tax year {self.year}"

    @property
    def is_going(self) -> bool:
        """Whether a worker has it, or will."""
        return self.state in (WorkState.DUE, WorkState.WORKING)

    @property
    def included(self) -> int:
        """How many documents it holds."""
        return self.done - len(self.missing)
