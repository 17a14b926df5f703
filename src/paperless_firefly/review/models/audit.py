"""The audit: an append-only log of who changed what."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NoReturn

from django.conf import settings
from django.db import models

from ...domain.errors import SparkLinkError
from .documents import Document


class AppendOnly(SparkLinkError):
    """Raised by whoever would change or delete what the audit says."""

    def __init__(self) -> None:
        super().__init__("The audit is only added to: its entries are neither changed nor deleted.")


class AuditQuerySet(models.QuerySet["AuditEntry"]):
    """Entries to be read; `prune`, by the stated policy, is the only way that one goes."""

    def update(self, **kwargs: Any) -> NoReturn:
        """Refused."""
        raise AppendOnly

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused."""
        raise AppendOnly

    def delete(self) -> NoReturn:
        """Refused."""
        raise AppendOnly

    def prune(self, owner_id: int, before: datetime) -> int:
        """Deletes what was written in one user's log before a moment; how many entries."""
        gone, _ = models.QuerySet.delete(self.filter(owner=owner_id, at__lt=before))
        return gone


class AuditEntry(models.Model):
    """One change. `actor` empty means a machine; `details` says the rest, as JSON.

    In `details`: "was" and "now" (or "changes", a list of {"field", "was", "now", "by"}), "by" the
    reader, rule or switch, "upstream" the answers to the calls that write ({"call", "status"};
    status 0: none came), never a token and never a whole body. `search` is its text, folded.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False
    )
    document = models.ForeignKey(
        Document, models.SET_NULL, null=True, blank=True, related_name="audit", db_index=False
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    action = models.CharField(max_length=40)
    details = models.JSONField(default=dict, blank=True)
    search = models.TextField(blank=True, default="")
    at = models.DateTimeField(auto_now_add=True)

    objects = AuditQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["owner", "-id"], name="audit_latest"),
            models.Index(fields=["owner", "action", "-id"], name="audit_action"),
            models.Index(fields=["document", "-id"], name="audit_document"),
        ]

    def __str__(self) -> str:
        return f"{self.action} at {self.at}"

    def save(
        self,
        *,
        force_insert: bool | tuple[Any, ...] = False,
        force_update: bool = False,
        using: str | None = None,
        update_fields: Iterable[str] | None = None,
    ) -> None:
        """Adds the entry; AppendOnly once it is there."""
        if not self._state.adding:
            raise AppendOnly
        super().save(force_insert=True, using=using)

    def delete(self, using: str | None = None, keep_parents: bool = False) -> NoReturn:
        """Refused."""
        raise AppendOnly
