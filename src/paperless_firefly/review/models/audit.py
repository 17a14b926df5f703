"""The audit: an append-only log of who changed what."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from .documents import Document


class AuditEntry(models.Model):
    """One change. `actor` empty means a machine; `details` holds from, to and upstream answers."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    document = models.ForeignKey(
        Document, models.SET_NULL, null=True, blank=True, related_name="audit"
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    action = models.CharField(max_length=40)
    details = models.JSONField(default=dict, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            models.Index(fields=["owner", "-at"], name="audit_latest"),
            models.Index(fields=["document", "at"], name="audit_document"),
        ]

    def __str__(self) -> str:
        return f"{self.action} at {self.at}"
