"""Claiming of rows: one conditional update whose count is read, a lease, and a fence.

A worker that was killed leaves a lease that runs out; a worker that woke up late finds that the
fence has moved on and stops before its next call.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Model, Q
from django.utils import timezone

from ...domain.calls import Answer
from ...domain.errors import SparkLinkError, UpstreamError

# a person has to do something first (a new token, a right): asked again now and then
_PATIENT = 300
# a wrong header must not lose a row
_LONGEST_ASKED = 6 * 3600
# no answer, or a proxy's that gave up
_UNKNOWN = (0, 502, 503, 504)


class LostLease(SparkLinkError):
    """Another worker has this row now; whatever this one knew of it is stale."""


class Later(SparkLinkError):
    """Something else has to end first: a machine tries again soon."""


def lease_end(now: datetime) -> datetime:
    """When a lease taken now runs out: later than two whole exchanges of a client can last."""
    return now + timedelta(seconds=10 * settings.SPARKLINK_UPSTREAM_TIMEOUT)


def free() -> Q:
    """Rows that nobody works, and no call that was given up may still change."""
    return Q(lease_until=None) | Q(lease_until__lt=timezone.now())


def claim(
    row: Model, *, due: Q, names: tuple[str, str] = ("lease_until", "fence"), **changes: Any
) -> bool:
    """Takes a row that is still `due`: moves its fence, sets its lease, and refreshes it.

    `due` is about the row's own columns: PostgreSQL looks at a joined table as it was when the
    statement began, so that two workers at once would both find it true, and the fence with it.
    """
    until, fence = names
    seen = getattr(row, fence)
    taken = (
        type(row)
        ._default_manager.filter(due, pk=row.pk, **{fence: seen})
        .update(**{until: lease_end(timezone.now()), fence: seen + 1}, **changes)
    )
    if taken:
        row.refresh_from_db()
    return bool(taken) and getattr(row, fence) == seen + 1


def keep(row: Model, *, mine: Q, seconds: float | None = None, **changes: Any) -> None:
    """Extends the lease before a call, writing `changes`; LostLease if the fence moved on.

    `seconds`: of a call that may take longer than others.
    """
    now = timezone.now()
    until = lease_end(now) if seconds is None else now + timedelta(seconds=seconds)
    kept = settle(row, mine=mine, lease_until=until, **changes)
    if not kept:
        raise LostLease(f"{type(row).__name__} {row.pk} was taken over by another worker.")


def settle(row: Model, *, mine: Q, fence: str = "fence", **changes: Any) -> bool:
    """Writes the outcome, if the row is still this worker's; refreshes it."""
    done = (
        type(row)
        ._default_manager.filter(mine, pk=row.pk, **{fence: getattr(row, fence)})
        .update(**changes)
    )
    if done:
        row.refresh_from_db()
    return bool(done)


def again(attempts: int, error: SparkLinkError) -> datetime:
    """When to try again after an error: soon, or patiently if a person must act first.

    Never before the moment that the server asked for.
    """
    now = timezone.now()
    at = next_try(attempts, now)
    asked = getattr(error, "after", None)
    if asked is not None:
        longer = random.uniform(1.0, 1.25)  # noqa: S311
        at = max(at, now + timedelta(seconds=min(asked, _LONGEST_ASKED) * longer))
    elif not (isinstance(error, Later) or (isinstance(error, UpstreamError) and error.retriable)):
        at = max(at, now + timedelta(seconds=_PATIENT * settings.SPARKLINK_BACKOFF))
    return at


def over_by(answers: Iterable[Answer]) -> datetime | None:
    """Until when a server may still do a writing call that nobody waits for any more, else None.

    It is a row's lease until then: tried again sooner, both might be done. Counted from the call's
    begin, that is three times as long as an answer may take.
    """
    if not any(answer.status in _UNKNOWN for answer in answers):
        return None
    return timezone.now() + timedelta(seconds=2 * settings.SPARKLINK_UPSTREAM_TIMEOUT)


def next_try(attempts: int, now: datetime) -> datetime:
    """When to try again: 2, 4, 8 … seconds up to half an hour, with jitter."""
    wait = min(2.0 ** min(attempts, 11), 1800)
    scaled = wait * settings.SPARKLINK_BACKOFF * random.uniform(0.75, 1.25)  # noqa: S311
    return now + timedelta(seconds=scaled)
