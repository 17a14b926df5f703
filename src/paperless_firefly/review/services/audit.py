"""The audit log: one row for every change."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser

from ..models import AuditEntry, Document


def record(
    action: str, *, document: Document, actor: AbstractBaseUser | None = None, **details: object
) -> None:
    """Appends one entry about a document; `details` must be JSON values."""
    AuditEntry.objects.create(
        owner_id=document.owner_id,
        document=document,
        actor_id=actor.pk if actor else None,
        action=action,
        details=details,
    )


def record_for(
    owner_id: int, action: str, *, actor: AbstractBaseUser | None = None, **details: object
) -> None:
    """Appends one entry that concerns no single document."""
    AuditEntry.objects.create(
        owner_id=owner_id, actor_id=actor.pk if actor else None, action=action, details=details
    )
