"""The audit log: one row for every change; only the stated policy ever takes rows away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from ...domain.calls import Answer
from ...domain.names import fold
from ..models import AuditEntry, Document

_MOST = 400  # characters of one value: an audit names what changed, it is no second copy
_TOO_LONG = "…"


def record(
    action: str,
    *,
    document: Document,
    actor: AbstractBaseUser | None = None,
    answers: Iterable[Answer] = (),
    **details: object,
) -> None:
    """Appends one entry about a document; `details` must be JSON values (models.audit says which).

    `answers` are what servers said to the calls that write.
    """
    told = [answer.as_json() for answer in answers]
    upstream = {"upstream": told} if told else {}
    _append(action, document.owner_id, document, actor, {**details, **upstream})


def record_for(
    owner_id: int, action: str, *, actor: AbstractBaseUser | None = None, **details: object
) -> None:
    """Appends one entry that concerns no single document."""
    _append(action, owner_id, None, actor, details)


@transaction.atomic
def prune(*, older_than: timedelta, by: AbstractBaseUser | None = None) -> int:
    """Deletes entries older than that, everybody's, and says so in an entry; how many."""
    before = timezone.now() - older_than
    owners = AuditEntry.objects.filter(at__lt=before).order_by("owner").values_list("owner_id")
    gone = 0
    for (owner_id,) in list(owners.distinct()):
        count = AuditEntry.objects.prune(owner_id, before)
        record_for(owner_id, "audit-pruned", actor=by, entries=count, before=_text(before))
        gone += count
    return gone


def _append(
    action: str,
    owner_id: int,
    document: Document | None,
    actor: AbstractBaseUser | None,
    details: Mapping[str, object],
) -> None:
    kept = {name: _short(value) for name, value in details.items()}
    AuditEntry.objects.create(
        owner_id=owner_id,
        document=document,
        actor_id=actor.pk if actor else None,
        action=action,
        details=kept,
        search=fold(" ".join(_words(kept))),
    )


def _short(value: object) -> object:
    if isinstance(value, str) and len(value) > _MOST:
        return value[: _MOST - 1] + _TOO_LONG
    if isinstance(value, Mapping):
        return {name: _short(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_short(inner) for inner in value]
    return value


def _words(value: object) -> Iterator[str]:
    """The texts and numbers in details, without their names."""
    if isinstance(value, Mapping):
        for inner in value.values():
            yield from _words(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _words(inner)
    elif isinstance(value, str | int) and not isinstance(value, bool):
        yield str(value)


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
