"""Runs of Extract & Sync, and the signs of life of workers."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from .states import OPEN_RUNS, RunState


class Run(models.Model):
    """One press of Extract & Sync: two halves that fail apart, with progress any process can show.

    `errors` is a list of {"half": "intake"|"sync", "text": …, "document": paperless id or null}.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="runs")
    state = models.CharField(max_length=10, choices=RunState.choices, default=RunState.QUEUED)
    by_schedule = models.BooleanField(default=False)
    requested_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    fence = models.PositiveIntegerField(default=0)
    attempts = models.PositiveIntegerField(default=0)
    cancel_requested = models.BooleanField(default=False)
    step = models.CharField(max_length=16, blank=True, default="")
    step_at = models.DateTimeField(null=True, blank=True)
    # intake: documents listed by Paperless, then read
    listed = models.PositiveIntegerField(default=0)
    list_total = models.PositiveIntegerField(default=0)
    found_new = models.PositiveIntegerField(default=0)
    left_queue = models.PositiveIntegerField(default=0)
    read_done = models.PositiveIntegerField(default=0)
    read_total = models.PositiveIntegerField(default=0)
    read_certain = models.PositiveIntegerField(default=0)
    # sync: splits received
    synced = models.PositiveIntegerField(default=0)
    sync_total = models.PositiveIntegerField(default=0)
    matched = models.PositiveIntegerField(default=0)
    intake_ok = models.BooleanField(null=True)
    sync_ok = models.BooleanField(null=True)
    errors = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner"], condition=Q(state__in=OPEN_RUNS), name="one_open_run"
            ),
        ]
        indexes = [models.Index(fields=["owner", "-requested_at"], name="run_latest")]

    def __str__(self) -> str:
        return f"Run {self.pk}: {self.state}"

    @property
    def progress(self) -> tuple[int, int]:
        """How many of how many the step at hand has done; (0, 0) where it cannot be counted."""
        counts = {
            "intake": (self.listed, self.list_total),
            "sync": (self.synced, self.sync_total),
            "read": (self.read_done, self.read_total),
        }
        return counts.get(self.step, (0, 0))


class WorkerBeat(models.Model):
    """When a worker process was last seen; the name is host and process id."""

    name = models.CharField(max_length=200, unique=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class PeriodicClaim(models.Model):
    """Who does a periodic task: several machines may fire it, the row's update says which one won."""

    name = models.CharField(max_length=64, unique=True)
    last_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
