"""Documents of Paperless-ngx as SparkLink knows them, and what was read from them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from .connections import Connection
from .states import DecisionKind, GoneReason, ReadingState, Source


class Document(models.Model):
    """One Paperless document: three of its four axes, and search columns of its current reading.

    The columns from `kind` to `to_check` are copies of the current reading with the person's
    values on top, kept by services.reading alone. `version` grows with each of their changes: a
    form that carries an older one is stale.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="documents")
    connection = models.ForeignKey(Connection, models.PROTECT, related_name="documents")
    paperless_id = models.PositiveBigIntegerField()

    # as Paperless says
    title = models.CharField(max_length=500, blank=True, default="")
    correspondent = models.CharField(max_length=255, blank=True, default="")
    document_type = models.CharField(max_length=255, blank=True, default="")
    created = models.DateField(null=True, blank=True)
    added = models.DateTimeField(null=True, blank=True)
    modified = models.DateTimeField(null=True, blank=True)
    content = models.TextField(blank=True, default="")
    tags = models.JSONField(default=list, blank=True)
    custom_fields = models.JSONField(default=list, blank=True)
    original_name = models.CharField(max_length=500, blank=True, default="")
    mime_type = models.CharField(max_length=100, blank=True, default="")
    upstream_checksum = models.CharField(max_length=128, blank=True, default="")
    sha256 = models.CharField(max_length=64, blank=True, default="")
    page_count = models.PositiveIntegerField(default=0)

    # axis 1: source
    source = models.CharField(max_length=8, choices=Source.choices, default=Source.PRESENT)
    gone_reason = models.CharField(
        max_length=8, choices=GoneReason.choices, blank=True, default=GoneReason.NONE
    )
    gone_at = models.DateTimeField(null=True, blank=True)
    # a posted document that carries the filter tag again: shown as already posted
    tagged_again = models.BooleanField(default=False)

    # axis 2: reading
    reading = models.CharField(
        max_length=8, choices=ReadingState.choices, default=ReadingState.UNREAD
    )
    version = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=16, blank=True, default="")
    type = models.CharField(max_length=40, blank=True, default="")
    direction = models.CharField(max_length=8, blank=True, default="")
    confidence = models.FloatField(default=0)
    seller = models.CharField(max_length=255, blank=True, default="")
    number = models.CharField(max_length=128, blank=True, default="")
    issue_date = models.DateField(null=True, blank=True)
    due_date = models.DateField(null=True, blank=True)
    total_minor = models.BigIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True, default="")
    search = models.TextField(blank=True, default="")
    to_check = models.JSONField(default=list, blank=True)

    # axis 3: decision (the row says more)
    decision = models.CharField(
        max_length=8, choices=DecisionKind.choices, default=DecisionKind.OPEN
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    # the best proposal, for the queue's one line (rows: Proposal)
    proposals = models.PositiveIntegerField(default=0)
    match_due = models.BooleanField(default=False)

    # work: reading is due when `read_due_at` is set
    read_due_at = models.DateTimeField(null=True, blank=True)
    read_lease_until = models.DateTimeField(null=True, blank=True)
    read_fence = models.PositiveIntegerField(default=0)
    read_attempts = models.PositiveIntegerField(default=0)
    read_error = models.TextField(blank=True, default="")

    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["connection", "paperless_id"], name="one_row_a_paperless_document"
            ),
        ]
        indexes = [
            models.Index(
                # covers the counts of every page, and the order of the queue and of reconciliation
                fields=["owner", "decision", "source", "reading", "-issue_date", "proposals"],
                name="doc_waiting",
            ),
            models.Index(
                fields=["read_due_at"], name="doc_read_due", condition=Q(read_due_at__isnull=False)
            ),
            models.Index(fields=["owner", "total_minor"], name="doc_amount"),
            models.Index(fields=["owner", "issue_date"], name="doc_date"),
            models.Index(fields=["sha256"], name="doc_sha"),
            # covers the year of activity
            models.Index(fields=["owner", "decided_at", "decision"], name="doc_decided"),
        ]

    def __str__(self) -> str:
        return f"{self.seller or self.title} (Paperless #{self.paperless_id})"


class Reading(models.Model):
    """One version of what the readers found: `data` is domain.extraction.to_json."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="readings")
    version = models.PositiveIntegerField()
    data = models.JSONField()
    sha256 = models.CharField(max_length=64, blank=True, default="")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "version"], name="one_reading_a_version"),
        ]

    def __str__(self) -> str:
        return f"Reading {self.version} of {self.document_id}"


class FieldValue(models.Model):
    """A person's value of one field: outranks every reader, survives a new reading.

    `was` is what the readers said when it was set (empty: nothing). An empty `value` says that the
    document does not state the field.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="field_values")
    name = models.CharField(max_length=32)
    value = models.TextField(blank=True, default="")
    was = models.TextField(blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True)
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "name"], name="one_value_a_field"),
        ]

    def __str__(self) -> str:
        return f"{self.name} of {self.document_id}"
