"""Saving and forgetting filters."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser

from ..models import SavedFilter
from .errors import InvalidValues

MOST = 20


def save(*, owner: AbstractBaseUser, page: str, name: str, query: str) -> SavedFilter:
    """Keeps a page's query under a name; the same name again replaces it."""
    name = " ".join(name.split())[:60]
    if not name:
        raise InvalidValues({"name": "A filter needs a name."})
    if not query or len(query) > 500:
        raise InvalidValues({"query": "Choose what to filter by, then save it."})
    rows = SavedFilter.objects.filter(owner_id=owner.pk, page=page)
    if rows.exclude(name=name).count() >= MOST:
        raise InvalidValues({"name": f"There are {MOST} filters already. Delete one first."})
    return SavedFilter.objects.update_or_create(
        owner_id=owner.pk, page=page, name=name, defaults={"query": query}
    )[0]


def forget(*, owner: AbstractBaseUser, pk: int) -> None:
    """Deletes one of the owner's filters; nothing where there is none."""
    SavedFilter.objects.filter(owner_id=owner.pk, pk=pk).delete()
