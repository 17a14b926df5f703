"""Connections: a user's Paperless-ngx and Firefly III, with their tokens under lock."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class ConnectionKind(models.TextChoices):
    """Which server a connection leads to."""

    PAPERLESS = "paperless", "Paperless-ngx"
    FIREFLY = "firefly", "Firefly III"


class Connection(models.Model):
    """One server of one user.

    `token` is encrypted (services.vault); `url` is asked by the machine, `external_url` opened by
    people. Managed ones come from the environment and are refreshed at each start. `cursor` holds
    how far intake or sync has come (a JSON object of that service alone).
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="connections")
    kind = models.CharField(max_length=16, choices=ConnectionKind.choices)
    url = models.CharField(max_length=500)
    external_url = models.CharField(max_length=500, blank=True, default="")
    token = models.TextField(blank=True, default="")
    managed = models.BooleanField(default=False)
    version = models.CharField(max_length=40, blank=True, default="")
    # a check was asked for and not yet made: the page polls until a worker made it
    check_due = models.BooleanField(default=False)
    checked_at = models.DateTimeField(null=True, blank=True)
    check_ok = models.BooleanField(default=False)
    check_error = models.TextField(blank=True, default="")
    cursor = models.JSONField(default=dict, blank=True)
    # the breaker (services.breaker): failures in a row, the last one's words, left alone until
    failures = models.PositiveIntegerField(default=0)
    trouble = models.TextField(blank=True, default="")
    open_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "kind"], name="one_connection_a_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.owner}"

    @property
    def public_url(self) -> str:
        """The address that people open, without a trailing slash."""
        return (self.external_url or self.url).rstrip("/")
