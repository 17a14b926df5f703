"""Who there is."""

from __future__ import annotations

from django.contrib.auth import get_user_model

from ..models import Connection, ConnectionKind


def owner_of_connections(name: str = "") -> int | None:
    """A user's id by name; without a name, the one user that has connections, if only one has."""
    users = get_user_model().objects.filter(is_active=True)
    users = users.filter(**({"username": name} if name else {"connections__isnull": False}))
    found = list(users.values_list("pk", flat=True).distinct()[:2])
    return found[0] if len(found) == 1 else None


def user_id(name: str) -> int | None:
    """A user's id, disabled or not; None where there is none of this name."""
    return get_user_model().objects.filter(username=name).values_list("pk", flat=True).first()


def connections_of(owner_id: int) -> list[Connection]:
    """A user's connections, Paperless first."""
    return list(Connection.objects.filter(owner_id=owner_id).order_by("-kind"))


KINDS = {kind.value: kind for kind in ConnectionKind}


def connection_by_kind(owner_id: int, kind: str) -> Connection | None:
    """A user's connection to "paperless" or "firefly"."""
    return Connection.objects.filter(owner_id=owner_id, kind=kind).first()
