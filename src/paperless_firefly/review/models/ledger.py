"""Firefly III's lists and transactions, kept as rows that a run keeps fresh."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from .connections import Connection


class LedgerEntry(models.Model):
    """One account, category, budget, bill, tag or currency that forms choose from."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    connection = models.ForeignKey(Connection, models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=12)
    firefly_id = models.CharField(max_length=40)
    name = models.CharField(max_length=1024)
    search = models.CharField(max_length=1024, blank=True, default="")
    type = models.CharField(max_length=40, blank=True, default="")
    role = models.CharField(max_length=40, blank=True, default="")
    code = models.CharField(max_length=12, blank=True, default="")
    iban = models.CharField(max_length=64, blank=True, default="")
    number = models.CharField(max_length=64, blank=True, default="")
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["connection", "kind", "firefly_id"], name="one_row_a_ledger_entry"
            ),
        ]
        indexes = [models.Index(fields=["owner", "kind", "search"], name="entry_search")]

    def __str__(self) -> str:
        return self.name


class LedgerSplit(models.Model):
    """One split (journal) of a Firefly transaction; its group's facts repeat on each.

    `counterparty` is the side that is not one's own account. `gone_at` is set when a sync found it
    deleted. `linked` and `needs_document` are ours: a link exists; a person said none is needed.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    connection = models.ForeignKey(Connection, models.CASCADE, related_name="splits")
    group_id = models.CharField(max_length=40)
    journal_id = models.CharField(max_length=40)
    updated_at = models.CharField(max_length=40, blank=True, default="")
    group_title = models.CharField(max_length=1024, blank=True, default="")
    type = models.CharField(max_length=24)
    date = models.DateField()
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=12)
    foreign_minor = models.BigIntegerField(null=True, blank=True)
    foreign_currency = models.CharField(max_length=12, blank=True, default="")
    description = models.CharField(max_length=1024)
    account = models.CharField(max_length=1024, blank=True, default="")
    account_id = models.CharField(max_length=40, blank=True, default="")
    counterparty = models.CharField(max_length=1024, blank=True, default="")
    counterparty_iban = models.CharField(max_length=64, blank=True, default="")
    category = models.CharField(max_length=1024, blank=True, default="")
    budget = models.CharField(max_length=1024, blank=True, default="")
    bill = models.CharField(max_length=1024, blank=True, default="")
    tags = models.JSONField(default=list, blank=True)
    notes = models.TextField(blank=True, default="")
    external_id = models.CharField(max_length=255, blank=True, default="")
    internal_reference = models.CharField(max_length=255, blank=True, default="")
    external_url = models.CharField(max_length=2000, blank=True, default="")
    reconciled = models.BooleanField(default=False)
    has_attachments = models.BooleanField(default=False)
    search = models.TextField(blank=True, default="")
    gone_at = models.DateTimeField(null=True, blank=True)
    linked = models.BooleanField(default=False)
    needs_document = models.BooleanField(default=True)
    # the rule that said so, if no person did; `asked_again`: a person outranks every rule
    excused_by = models.ForeignKey(
        "review.NoDocumentRule", models.SET_NULL, null=True, blank=True, related_name="splits"
    )
    asked_again = models.BooleanField(default=False)
    # domain.transaction.fingerprint of the split as it was last seen
    fingerprint = models.CharField(max_length=64, blank=True, default="")
    seen_sync = models.PositiveBigIntegerField(default=0)
    # whether SplitToken rows say what its text holds; a change in Firefly takes it back
    indexed = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["connection", "journal_id"], name="one_row_a_ledger_split"
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "amount_minor", "date"], name="split_amount"),
            models.Index(fields=["owner", "linked", "needs_document", "-date"], name="split_open"),
            models.Index(fields=["owner", "-date", "-id"], name="split_by_day"),
            models.Index(
                # covers what the overview sums up; an account's name may be too long for an index
                fields=[
                    "owner",
                    "type",
                    "date",
                    "account_id",
                    "currency",
                    "linked",
                    "needs_document",
                    "amount_minor",
                ],
                name="split_spent",
                condition=Q(gone_at=None),
            ),
            models.Index(fields=["connection", "group_id"], name="split_group"),
            models.Index(fields=["connection", "date"], name="split_date"),
            models.Index(
                fields=["owner", "foreign_minor"],
                name="split_foreign",
                condition=Q(foreign_minor__isnull=False),
            ),
            models.Index(
                fields=["owner", "id"], name="split_unindexed", condition=Q(indexed=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.description} ({self.date})"


class SplitToken(models.Model):
    """A number, reference or name that a split's text holds, as matching compares them.

    Names begin with "=" and are whole: they are counted, to tell how rare one is.
    """

    LENGTH = 80

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False
    )
    split = models.ForeignKey(LedgerSplit, models.CASCADE, related_name="tokens")
    token = models.CharField(max_length=LENGTH)

    class Meta:
        indexes = [models.Index(fields=["owner", "token", "split"], name="split_token")]

    def __str__(self) -> str:
        return self.token
