"""Turns: of several documents of one transaction, one at a time is linked, or taken back.

Firefly III has no conditional write: two that read the same notes at once would each write them
with its own line alone.
"""

from __future__ import annotations

from django.utils import timezone

from ..models import Posting, PostingState
from .lease import Later


class NotNow(Later):
    """Another document of the same transaction has its turn."""

    def __init__(self) -> None:
        super().__init__("Another document is just being linked to this transaction.")


def is_taken(posting: Posting) -> bool:
    """Whether a living worker is at another posting of the same transaction."""
    if not posting.group_id:
        return False
    at_work = Posting.objects.filter(
        owner_id=posting.owner_id,
        group_id=posting.group_id,
        state__in=(PostingState.SENDING, PostingState.UNDOING),
        lease_until__gt=timezone.now(),
    )
    return at_work.exclude(pk=posting.pk).exists()


def take(posting: Posting) -> None:
    """Called once a posting is claimed; NotNow if another was claimed in the same moment."""
    if is_taken(posting):
        raise NotNow
