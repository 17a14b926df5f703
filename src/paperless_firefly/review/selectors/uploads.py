"""Files that a user handed in, and how far each is."""

from __future__ import annotations

from django.db.models import Case, IntegerField, Value, When

from ..models import Connection, ConnectionKind, Upload, UploadState

SHOWN = 100


def latest(owner_id: int) -> list[Upload]:
    """What needs a person first, then what is on its way, then what arrived; the newest first."""
    rank = Case(
        When(state=UploadState.FAILED, then=Value(0)),
        When(state=UploadState.DONE, then=Value(2)),
        default=Value(1),
        output_field=IntegerField(),
    )
    rows = Upload.objects.filter(owner_id=owner_id).annotate(rank=rank)
    rows = rows.select_related("document").defer("document__content")
    return list(rows.order_by("rank", "-created_at", "-pk")[:SHOWN])


def upload(owner_id: int, pk: int) -> Upload | None:
    """A user's own upload."""
    return Upload.objects.filter(owner_id=owner_id, pk=pk).first()


def is_connected(owner_id: int) -> bool:
    """Whether there is a Paperless-ngx to send files to."""
    paperless = Connection.objects.filter(owner_id=owner_id, kind=ConnectionKind.PAPERLESS)
    return paperless.exclude(token="").exists()
