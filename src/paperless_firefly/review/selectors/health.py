"""Whether this instance can work: database, migrations, a worker seen lately."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from ..models import Connection, WorkerBeat

_LATELY = timedelta(seconds=90)


@dataclass(frozen=True, slots=True)
class UpstreamHealth:
    """The last check of one connection: its kind, whether it answered, and when that was."""

    name: str
    ok: bool
    checked_at: datetime | None


@dataclass(frozen=True, slots=True)
class Readiness:
    """What `/readyz` says; `ready` is decided by the first three alone."""

    database: bool
    migrated: bool
    worker: bool
    upstreams: tuple[UpstreamHealth, ...] = ()

    @property
    def ready(self) -> bool:
        """Whether requests should be sent here."""
        return self.database and self.migrated and self.worker


def readiness() -> Readiness:
    """Asks the database alone; never an upstream."""
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return Readiness(database=True, migrated=False, worker=False)
        seen = WorkerBeat.objects.filter(at__gte=timezone.now() - _LATELY).exists()
        checks = Connection.objects.values_list("kind", "check_ok", "checked_at")
        upstreams = tuple(UpstreamHealth(*row) for row in checks.order_by("pk")[:20])
    except DatabaseError:
        return Readiness(database=False, migrated=False, worker=False)
    return Readiness(database=True, migrated=True, worker=seen, upstreams=upstreams)
