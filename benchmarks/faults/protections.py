"""What keeps the books right, each to be switched off alone: what the campaign then counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from .plans import APART, BACK, FAULTS, FORWARD, NO_FAULT

_LOST = ("after sending", "committed, no answer", "html after commit", "cut body",
         "500 after commit", "silence, then done", "done, then silence")  # fmt: skip
_POSTING = ("POST /api/v1/transactions",)
_NOTE = ("POST /api/documents/N/notes/",)
_FILE = ("POST /api/v1/attachments",)
_switched_off = ""


@dataclass(frozen=True)
class Protection:
    """How it is switched off, and the scenarios that it is for."""

    off: Callable[[], None]
    stories: Sequence[str] = (FORWARD,)
    faults: Sequence[str] = (NO_FAULT, *FAULTS)
    at: tuple[str, ...] = ("",)
    """The calls whose name ends so."""


def switch_off(name: str) -> None:
    """Takes one protection away in this process and its children; "" takes none."""
    global _switched_off
    _switched_off = name
    if name:
        PROTECTIONS[name].off()


def switch_off_in_tasks() -> None:
    """The same for what a worker imports last."""
    if _switched_off == "sweep":
        from paperless_firefly.review import tasks

        tasks.Sweeper.start = lambda self: None  # type: ignore[method-assign]


def _nothing() -> None:
    """Done in `switch_off_in_tasks`."""


def _search() -> None:
    from paperless_firefly.review.services import making

    making.existing = lambda posting, firefly: ()


def _hash() -> None:
    from paperless_firefly.clients.firefly.client import FireflyClient

    create = FireflyClient.create

    def careless(self: FireflyClient, new: Any, **options: Any) -> Any:
        return create(self, new, **{**options, "refuse_duplicates": False})

    FireflyClient.create = careless  # type: ignore[method-assign]


def _search_and_hash() -> None:
    _search()
    _hash()


def _claim() -> None:
    from django.utils import timezone

    from paperless_firefly.review.services import lease

    def taken(row: Any, *, due: Any, names: Any = ("lease_until", "fence"), **changes: Any) -> bool:
        rows = type(row)._default_manager.filter(pk=row.pk)
        rows.update(**{names[0]: lease.lease_end(timezone.now())}, **changes)
        row.refresh_from_db()
        return True

    lease.claim = taken


def _expiry() -> None:
    from django.db.models import Q

    from paperless_firefly.review.services import lease

    lease.free = lambda: Q(lease_until=None)


def _waiting() -> None:
    from paperless_firefly.review.services import lease

    lease.over_by = lambda answers: None


def _own_note() -> None:
    from paperless_firefly.clients.paperless.client import PaperlessClient

    PaperlessClient.notes = lambda self, document_id: ()  # type: ignore[method-assign]


def _own_file() -> None:
    from paperless_firefly.clients.firefly.client import FireflyClient

    FireflyClient.attachments = lambda self, group_id: ()  # type: ignore[method-assign]


def _own_again() -> None:
    from paperless_firefly.clients.firefly.client import FireflyClient

    FireflyClient.find_by_external_id = lambda self, value: ()  # type: ignore[method-assign]


def _shown() -> None:
    from paperless_firefly.review.services import linking

    linking.as_shown = lambda posting, shown, now: True


def _touched() -> None:
    from paperless_firefly.review.services import undoing

    undoing.differences = lambda was, now: ()  # type: ignore[attr-defined]


def _asking_twice() -> None:
    from paperless_firefly.clients.firefly.client import API, SERVICE, FireflyClient
    from paperless_firefly.domain.errors import Missing, TokenRefused

    def once(self: FireflyClient, what: str, call: Callable[[], Any]) -> Any:
        try:
            return call()
        except TokenRefused:
            self._http.json("GET", f"{API}/about", "page about itself")
            raise Missing(SERVICE, what) from None

    FireflyClient._asked = once  # type: ignore[method-assign]


PROTECTIONS = {
    "search": Protection(_search, faults=_LOST, at=_POSTING),
    "duplicate hash": Protection(_hash, faults=_LOST, at=_POSTING),
    "search and duplicate hash": Protection(_search_and_hash, faults=_LOST, at=_POSTING),
    "claim": Protection(_claim),
    "lease that runs out": Protection(_expiry),
    "sweep": Protection(_nothing),
    "waiting for a call that may still be done": Protection(
        _waiting, faults=("silence, then done",), at=(*_NOTE, *_FILE)
    ),
    "looking for our note": Protection(_own_note, faults=_LOST, at=_NOTE),
    "looking for our file": Protection(_own_file, faults=_LOST, at=_FILE),
    "comparing with what was shown": Protection(_shown),
    "comparing before taking back": Protection(_touched, stories=(BACK,)),
    "looking for ours before it is made again": Protection(
        _own_again, stories=(APART,), faults=_LOST, at=_POSTING
    ),
    "asking twice about a 401": Protection(_asking_twice, stories=(FORWARD, BACK), faults=("401",)),
}
