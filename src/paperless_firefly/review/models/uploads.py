"""Files that a person handed in, on their way to Paperless-ngx and back into the queue."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from .documents import Document
from .outbox import Leased
from .states import OPEN_UPLOADS, UploadState


class Upload(Leased):
    """One file. Its bytes lie under `key` until Paperless has them (services.uploads).

    `sent_at` is set before the call that sends; `task_id` is Paperless' answer to it;
    `paperless_id` is the document that came of it. `known`: Paperless had the file already.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="uploads")
    name = models.CharField(max_length=200)
    mime_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    md5 = models.CharField(max_length=32)
    sha256 = models.CharField(max_length=64)
    key = models.CharField(max_length=32, unique=True)
    state = models.CharField(max_length=8, choices=UploadState.choices, default=UploadState.WAITING)
    sent_at = models.DateTimeField(null=True, blank=True)
    task_id = models.CharField(max_length=40, blank=True, default="")
    paperless_id = models.PositiveBigIntegerField(null=True, blank=True)
    known = models.BooleanField(default=False)
    document = models.ForeignKey(
        Document, models.SET_NULL, null=True, blank=True, related_name="uploads"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "sha256"],
                condition=Q(state__in=OPEN_UPLOADS),
                name="one_open_upload_a_file",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "due_at"], name="upload_due"),
            models.Index(fields=["owner", "-created_at"], name="upload_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.state}"

    @property
    def is_open(self) -> bool:
        """Whether a worker has it, or will."""
        return self.state in OPEN_UPLOADS

    @property
    def is_sent(self) -> bool:
        """Whether Paperless was given the file for sure, now or earlier."""
        return bool(self.task_id) or self.at_paperless

    @property
    def at_paperless(self) -> bool:
        """Whether the document that came of it is known."""
        return self.paperless_id is not None
